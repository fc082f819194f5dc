"""Bands of columns: where two columns end together and others begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .breaks import SENTENCE_END
from .cells import TABLE_CAPTION
from .lines import Line
from .shapes import Rule

COLUMN_START = 4.0
"""Body sizes within which the lines of one column start: indents, items, and no second column."""
SAME_START = 2.0
"""Points within which two columns start side by side, as where a band begins anew."""
BAND_AIR = 0.7
"""White above the heading of a new band, as a share of its size; the lines of one heading are closer."""
AS_MUCH, SEVERAL_GAPS = 0.9, 1
"""Share of the white above a band, and how many gaps of that share make it the white between any two paragraphs."""
FULL_LINE = 3.0
"""Body sizes that a full line of ragged text may leave free."""
BOX_START = 1.0
"""Body sizes within which a box begins beside a heading."""
CAPITAL = 0.7
"""Height of a capital as a share of the type size; some programs align columns by it, others by the line's top."""
APART = 0.35
"""White above a line, as a share of its size, from which it is set apart from the line above."""
SAME_EDGE = 2.0
"""Points within which a gutter is one that the page has elsewhere."""
HEADING_SIZE = 1.12
"""Size against the body's from which a line alone in its strip ends a band of columns."""


Look = tuple[float, bool, bool]
"""How a heading is set: its size, whether bold, whether italic."""


class Page(NamedTuple):
    """What the whole page says: its body size; for a line in a box (by identity) its top; the page's level rules."""

    body_size: float
    tops: Mapping[int, float]
    rules: Sequence[Rule] = ()


class Gutter(NamedTuple):
    """A strip of white between two columns, and the lines of the band that it parts, from the top."""

    x: float
    edge: float
    beside: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def pitch(self) -> float:
        """From the left edge of the left column to that of the right one."""
        return self.edge - min(line.x0 for line in self.left)


def stacked(gutter: Gutter, page: Page, inner: frozenset[Look]) -> list[tuple[list[Line], list[Line]]]:
    """The columns of *gutter*, cut where both begin anew below a strip of white.

    So it is where a heading stands at the top of the left column and the right one starts beside it, both
    with as much air above: one band of columns has ended, and another begins. Where a sentence goes on from the foot
    of the left column to the head of the right one, there is one band. Headings set as *inner* ones stand in columns
    elsewhere, and begin a band only where a sentence goes on above them.
    """
    left = sorted(gutter.left, key=lambda line: line.top)
    right = sorted(gutter.right, key=lambda line: line.top)
    if right[0].text[:1].islower() and not left[-1].text.endswith(SENTENCE_END):
        return [(left, right)]
    cuts: list[float] = []
    beside = _column_at(gutter.edge, right, page.body_size)
    for line in left[1:]:
        goes_on = next((one.text for one in beside if not cuts or one.top + SAME_EDGE >= cuts[-1]), "")
        own = _column_at(line.x0, left, page.body_size)
        if look_of(line) in inner and not (goes_on[:1].islower() and _breaks_off(left, line.top, page.body_size)):
            continue
        if _begins_band(line, own, beside, page, goes_on) and _is_white_beside(line, left, own):
            cuts.append(line.top)
    parts: list[tuple[list[Line], list[Line]]] = []
    for start, end in zip([float("-inf"), *cuts], [*cuts, float("inf")], strict=True):
        parts.append(
            (
                [line for line in left if start <= line.top + SAME_EDGE < end],
                [line for line in right if start <= line.top + SAME_EDGE < end],
            )
        )
    return parts


def _column_at(x: float, lines: Sequence[Line], body_size: float) -> list[Line]:
    """Those of *lines* that start near *x*, and so stand in one column where several are side by side."""
    return [line for line in lines if abs(line.x0 - x) < COLUMN_START * body_size]


def _begins_band(line: Line, left: Sequence[Line], right: Sequence[Line], page: Page, goes_on: str) -> bool:
    """Whether a new band begins at *line*, where both columns start; *goes_on* is the head of the right one so far.

    There is as much white above the right column's start; or the left one's text breaks off and goes on at that
    head.
    """
    if not is_heading(line, page.body_size):
        return False
    above_left = max((one.bottom for one in left if one.top < line.top - SAME_EDGE), default=None)
    above_right = max((one.bottom for one in right if one.top < line.top - SAME_EDGE), default=None)
    first = next((one for one in right if one.top >= line.top - SAME_EDGE), None)
    if above_left is None or above_right is None or first is None:
        return False
    air = line.top - above_left
    top = page.tops.get(id(first), first.top)
    starts = min(abs(line.top - top), abs(_capitals(line) - _capitals(first))) <= SAME_START
    boxed = id(first) in page.tops and top > above_right
    has_air = top - above_right >= 0.8 * air and (
        is_heading(first, page.body_size) or not _parts_paragraphs(top - above_right, (*left, *right), page.body_size)
    )
    if starts and not has_air and top - above_right > APART * page.body_size:
        has_air = goes_on[:1].islower() and _breaks_off(left, line.top, page.body_size)
    return (starts and air > BAND_AIR * line.size and has_air) or (
        boxed and abs(line.top - top) <= BOX_START * page.body_size
    )


def _is_white_beside(line: Line, left: Sequence[Line], own: Sequence[Line]) -> bool:
    """Whether the other columns on the *left* begin anew beside *line*, which stands in its *own*, or end above it."""
    others = [one for one in left if one not in own]
    above = max((one.bottom for one in others if one.top < line.top - SAME_EDGE), default=None)
    below = min((one.top for one in others if one.top >= line.top - SAME_EDGE), default=None)
    if above is None or below is None:
        return True
    return below - above > APART * line.size and below - line.top <= SAME_START


def _parts_paragraphs(air: float, lines: Sequence[Line], body_size: float) -> bool:
    """Whether so much *air* stands between paragraphs elsewhere among *lines* of two columns, and so tells nothing."""
    apart = (
        lower.top - upper.bottom
        for upper, lower in pairwise(lines)
        if lower.top > upper.bottom and not is_heading(lower, body_size) and not is_heading(upper, body_size)
    )
    return sum(gap >= AS_MUCH * air for gap in apart) > SEVERAL_GAPS


def _breaks_off(column: Sequence[Line], height: float, body_size: float) -> bool:
    """Whether the last line of *column* above *height* fills it and does not end its sentence: it goes on elsewhere."""
    edge = max(line.x1 for line in column)
    last = max((line for line in column if line.bottom <= height + 1), key=lambda line: line.bottom, default=None)
    if last is None or last.mark is not None or is_heading(last, body_size):
        return False
    return last.x1 > edge - FULL_LINE * body_size and not last.text.endswith(SENTENCE_END)


def _capitals(line: Line) -> float:
    """How far down the page the capitals of *line* reach up."""
    return line.baseline - CAPITAL * line.size


def is_heading(line: Line, body_size: float) -> bool:
    """Whether *line* is set as headings are: large or bold, and no table's caption."""
    if line.mark is not None or line.text.isdigit() or TABLE_CAPTION.match(line.text):
        return False
    return line.size >= HEADING_SIZE * body_size or line.bold


def look_of(line: Line) -> Look:
    """How *line* is set."""
    return line.size, line.bold, line.italic


def crosses(line: Line, x: float) -> bool:
    """Whether *line* runs over *x*."""
    return line.x0 < x - 1 and line.x1 > x + 1
