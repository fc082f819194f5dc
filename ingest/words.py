"""Characters become words: by the gaps between them, never by the order in which they were drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .device import Char
from .pages import Page

WORD_GAP = 0.16
"""Share of the type size that parts two words. Measured: pdfplumber's fixed 3 points glue words in TeX
files (recall .41 against .99 on a real one; DESIGN.md, section 2)."""
SAME_BASELINE = 0.12
"""Share of the type size that characters of one word may stand apart in height; scans jitter by this."""
OTHER_SIZE = 0.25
"""Relative difference in size that ends a word: a footnote mark is about .6 of its text, small capitals .8."""
DOUBLE_STRIKE = 0.1
"""Share of the type size within which the same letter twice is one letter struck twice for boldness."""
LOOSE_LINE = 0.5
"""Share of a line's letters that stand apart by more than a word gap before it counts as letterspaced."""

ACCENTS = {"˚": "\u030a", "´": "\u0301", "¨": "\u0308", "`": "\u0300", "ˆ": "\u0302", "¸": "\u0327"}
SHOWN_HYPHEN = re.compile("\u00ad(?=.)")
SPACING_ACCENT = re.compile(r"([˚´¨ˆ¸])([A-Za-zı])")
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "ft",
    "\ufb06": "st",
}
SYMBOL_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d", "•")
"""Word sets bullets in Symbol and Wingdings, whose letters have private code points."""
UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\x00", "")
REPLACED = str.maketrans({**LIGATURES, **SYMBOL_BULLETS, **UNSEEN})


class Word(NamedTuple):
    """One word as set, with its punctuation; in points from the page's top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool


def words_on(page: Page) -> tuple[Word, ...]:
    """The words of *page*, by baseline and then from left to right; not yet in reading order."""
    return tuple(word for row in _rows(page.chars) for word in _words_in(row))


def clean_text(text: str) -> str:
    """*text* in NFC with ligatures spelt out, accents on their letters and nothing invisible.

    A soft hyphen stays where it ends a word, since it says how a line end is to be read. Inside a word it
    is a hyphen that shows: many fonts give their hyphen that code, and one that does not show is not drawn.
    """
    if text.isascii():
        return text
    if text == "\u00ad":
        return "-"
    text = text.translate(REPLACED)
    text = SPACING_ACCENT.sub(lambda match: match[2] + ACCENTS[match[1]], text)
    text = SHOWN_HYPHEN.sub("-", text)
    return unicodedata.normalize("NFC", text)


def _rows(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters on one baseline, from left to right.

    The tolerance counts from the row's first character, so that staggered columns do not chain into one row.
    """
    row: list[Char] = []
    for char in sorted(chars, key=lambda char: char.baseline):
        if row and char.baseline - row[0].baseline > SAME_BASELINE * max(row[0].size, 1.0):
            yield sorted(row, key=lambda char: char.x0)
            row = []
        row.append(char)
    if row:
        yield sorted(row, key=lambda char: char.x0)


def _words_in(row: Sequence[Char]) -> Iterator[Word]:
    letters: list[Char] = []
    gap = _word_gap(row)
    for char in row:
        if char.text.isspace():
            yield from _word(letters)
            letters = []
            continue
        if letters:
            last = letters[-1]
            if char.text == last.text and char.x0 - last.x0 < DOUBLE_STRIKE * char.size:
                continue
            if char.x0 - last.x1 > gap * min(char.size, last.size) or (
                abs(char.size - last.size) > OTHER_SIZE * max(char.size, last.size)
            ):
                yield from _word(letters)
                letters = []
        letters.append(char)
    yield from _word(letters)


def _word_gap(row: Sequence[Char]) -> float:
    """The gap that parts words in *row*, as a share of the type size.

    It is wider where the letters themselves are spaced ("I N D H O L D") and the line has real spaces to
    tell its words apart.
    """
    gaps = [
        (right.x0 - left.x1) / max(right.size, 1.0)
        for left, right in pairwise(row)
        if not left.text.isspace() and not right.text.isspace()
    ]
    loose = [gap for gap in gaps if WORD_GAP < gap < 1.0]
    if len(gaps) > 4 and len(loose) > LOOSE_LINE * len(gaps) and any(char.text.isspace() for char in row):
        return 1.6 * sorted(loose)[len(loose) // 2]
    return WORD_GAP


def _word(letters: Sequence[Char]) -> Iterator[Word]:
    if not letters:
        return
    text = clean_text("".join(char.text for char in letters))
    if not text:
        return
    first = letters[0]
    yield Word(
        text=text,
        x0=first.x0,
        top=min(char.top for char in letters),
        x1=max(char.x1 for char in letters),
        bottom=max(char.bottom for char in letters),
        baseline=first.baseline,
        size=round(first.size * 2) / 2,
        bold=first.bold,
        italic=first.italic,
    )
