"""The bold words that a paragraph opens with, which may be its heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from .cells import CAPTION, bold_lead
from .lineends import LineJoiner
from .lines import Line, line_of
from .setting import Setting, setting_of
from .styles import LETTERS

LONGEST = 60
"""Letters of the longest opening; more is a sentence in bold."""
WIDER = 1.5
"""A gap that ends an opening, against the widest other gap of its line; justified text has equal ones."""
LEAST_GAP = 0.6
"""The same against the type size; a space is a quarter of it."""
STOPS = (".", "?", "!")

End = Literal["stop", "colon", "gap"]


class Opening(NamedTuple):
    """Bold words that open a paragraph: how they are set, and what ends them."""

    text: str
    setting: Setting
    end: End


def opening_of(run: Sequence[Line], text: str, joiner: LineJoiner) -> Opening | None:
    """The opening of the paragraph *text* that *run* makes; ``None`` if it has none that could be a heading."""
    if not run[0].words[0].bold or CAPTION.match(text):
        return None
    lead = bold_lead(run, joiner)
    if lead is None or len(lead) > LONGEST or not text.startswith(f"{lead} ") or not LETTERS.search(lead):
        return None
    if not (lead[0].isupper() or lead[0].isdigit()):
        return None
    bold = list(_bold_parts(run))
    last = bold[-1]
    end = _end(lead, run[len(bold) - 1], len(last.words), text[len(lead) :].lstrip())
    return Opening(lead, setting_of(bold), end) if end is not None else None


def _bold_parts(run: Sequence[Line]) -> list[Line]:
    """The bold words that *run* opens with, line by line."""
    parts: list[Line] = []
    for line in run:
        count = next((place for place, word in enumerate(line.words) if not word.bold), len(line.words))
        if count:
            parts.append(line_of(line.words[:count], line.page))
        if count < len(line.words):
            break
    return parts


def _end(lead: str, line: Line, count: int, rest: str) -> End | None:
    """What ends *lead*, whose last words are the first *count* of *line*; ``None`` if it runs on."""
    if lead.endswith(":"):
        return "colon"
    if not (rest[:1].isupper() or rest[:1].isdigit()):
        return None
    if lead.endswith(STOPS):
        return "stop"
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.words)]
    if count > len(gaps):
        return None
    own, others = gaps[count - 1], gaps[: count - 1] + gaps[count:]
    return "gap" if own >= LEAST_GAP * line.size and own >= WIDER * max(others, default=0.0) else None
