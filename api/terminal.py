"""How answers are written in a terminal: bold and dim, lines that fit, columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from . import schemas

WIDTH = 100
"""Longer lines are hard to read."""


def bold(text: str) -> str:
    """*text* in bold; whoever writes it takes the signs out where no terminal reads them."""
    return f"\x1b[1m{text}\x1b[0m"


def dim(text: str) -> str:
    """*text* in a paler shade, as :func:`bold`."""
    return f"\x1b[2m{text}\x1b[0m"


def joined(*facts: str | None) -> str:
    """The *facts* that are there, in one line."""
    return " · ".join(fact for fact in facts if fact)


def quoted(words: Iterable[schemas.Evidence | schemas.Cue]) -> str:
    """The words that prove something, in quotation marks, each once; of spans that overlap the longest."""
    kept: list[schemas.Evidence | schemas.Cue] = []
    for one in sorted(words, key=lambda one: -len(one.text)):
        if one.text and not any(_overlap(one, other) for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: -1 if one.start is None else one.start)
    return ", ".join(dict.fromkeys(f"«{' '.join(one.text.split())}»" for one in kept)) or "ingen kendetegn"


def _overlap(one: schemas.Evidence | schemas.Cue, other: schemas.Evidence | schemas.Cue) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def wrapped(text: str, width: int) -> str:
    """*text* in lines of at most *width* letters; its own line breaks stay."""
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines()
    )


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells under each other, each column as wide as its widest cell."""
    if not rows:
        return ""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    count = max(len(row) for row in cells)
    widths = [max((len(row[at]) for row in cells if at < len(row)), default=0) for at in range(count)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in cells
    )
