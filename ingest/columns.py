"""Reading order by geometry alone: columns, bands of columns and full-width lines between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from .breaks import SENTENCE_END
from .lines import Line, joined_rows
from .shapes import Area

MIN_LINES = 4
"""Fewer lines than this are read from the top down."""
MIN_BESIDE = 3
"""Lines that must stand side by side before a gap is a gutter; two are often a signature or an address."""
GUTTER = 0.45
"""Least width of a gutter as a share of the body size."""
FILLED = 0.7
"""Share of a column's width that its middling line fills; justified text fills all of it, labels differ."""
MAX_DEPTH = 5
"""Columns inside columns; deeper nesting is a table or a poster."""
HEADING_SIZE = 1.12
"""Size against the body's from which a line alone in its strip ends a band of columns."""
LEVEL_START = 3.0
"""Body sizes within which the columns below a heading start together, if the heading spans them."""
COLUMN_START = 4.0
"""Body sizes within which the lines of one column start: indents, items, and no second column."""
BESIDE_HEAD = 2.0
"""Body sizes within which a line of text, or a heading below, begins beside a heading in the margin."""
FEW_HEADINGS = 0.4
"""Share of the lines beside headings in the margin that may be headings too; the words of a wide one all are."""
UNDER_HEAD = 3
"""Lines of text, at the least, for each heading in the margin."""
SAME_START = 2.0
"""Points within which two columns start side by side, as where a band begins anew."""
BAND_AIR = 0.7
"""White above the heading of a new band, as a share of its size; the lines of one heading are closer."""
FULL_LINE = 3.0
"""Body sizes that a full line of ragged text may leave free."""
BOX_START = 1.0
"""Body sizes within which a box begins beside a heading."""
CAPITAL = 0.7
"""Height of a capital as a share of the type size; some programs align columns by it, others by the line's top."""
MOST_COLUMNS = 6
"""Columns of one width that a gutter foretells."""
APART = 0.35
"""White above a line, as a share of its size, from which it is set apart from the line above."""
SAME_EDGE = 2.0
"""Points within which a gutter is one that the page has elsewhere."""
MARKER = re.compile(r"[\d.()§•–-]{1,8}|[A-Za-z][.)]|Stk\. \d+\.?")
"""A column of numbers, bullets or clause marks belongs to the text beside it and is no column."""


class _Page(NamedTuple):
    """What the whole page says: its body size, and for a line in a box (by identity) where the box begins."""

    body_size: float
    tops: Mapping[int, float]


class _Gutter(NamedTuple):
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


def reading_order(segments: Sequence[Line], body_size: float, frames: Sequence[Area] = ()) -> list[list[Line]]:
    """The regions of a page in reading order, each a column's lines from the top down.

    A gutter is a strip that parts lines standing side by side, and reaches as far up and down as no line
    crosses it and no heading stands over both sides. Above it, left of it, right of it and below it the
    search goes on. A band too short to show its own gutter may use one that the page has elsewhere, or that
    columns of one width would have. Text in a box (*frames*) begins where the box does.
    """
    page = _Page(body_size, {id(line): top for line in segments for top in [_frame_top(line, frames)] if top})
    found: list[_Gutter] = []
    regions = _order(list(segments), page, depth=0, known=(), found=found)
    if not found:
        return regions
    known = {gutter.edge + step * gutter.pitch for gutter in found for step in range(MOST_COLUMNS - 1)}
    return _order(list(segments), page, depth=0, known=sorted(known), found=[])


def _frame_top(line: Line, frames: Sequence[Area]) -> float | None:
    """The top of the smallest box that *line* stands in."""
    around = [
        frame
        for frame in frames
        if frame.x0 <= line.x0 and line.x1 <= frame.x1 and frame.top <= line.top and line.bottom <= frame.bottom
    ]
    return max((frame.top for frame in around), default=None)


def _order(
    segments: list[Line], page: _Page, *, depth: int, known: Sequence[float], found: list[_Gutter]
) -> list[list[Line]]:
    """The regions of *segments*; *known* are edges that a gutter may have, *found* gathers the gutters."""
    if not segments:
        return []
    gutter = _find_gutter(segments, page.body_size, known) if len(segments) > 1 and depth < MAX_DEPTH else None
    if gutter is None:
        return [joined_rows(segments)]
    found.append(gutter)
    band = gutter.left + gutter.right
    inside = {id(line) for line in band}
    top, bottom = min(line.top for line in band), max(line.bottom for line in band)
    outside = [line for line in segments if id(line) not in inside]
    above = [line for line in outside if line.top + line.bottom < top + bottom]
    below = [line for line in outside if line.top + line.bottom >= top + bottom]
    regions = _order(above, page, depth=depth, known=known, found=found)
    for left, right in _stacked(gutter, page):
        regions += _order(left, page, depth=depth + 1, known=known, found=found)
        regions += _order(right, page, depth=depth + 1, known=known, found=found)
    return regions + _order(below, page, depth=depth, known=known, found=found)


def _find_gutter(segments: Sequence[Line], body_size: float, known: Sequence[float]) -> _Gutter | None:
    """The gutter with the most lines side by side, ``None`` where the lines are one column.

    Only places just left of where some line starts can be best, so only those are tried. Where more lines
    cross than stand side by side, as on a page of full-width text with one band of columns, those in the
    band must fill their columns; else a list of terms with explanations would do.
    """
    best: _Gutter | None = None
    for start in sorted({round(line.x0) for line in segments}):
        edge = start - 1.0
        is_known = any(abs(edge - other) <= SAME_EDGE for other in known)
        for gutter in _gutters_at(edge, segments, body_size, is_known=is_known):
            if best is None or gutter.beside > best.beside:
                best = gutter
    return best


def _gutters_at(edge: float, segments: Sequence[Line], body_size: float, *, is_known: bool) -> Iterator[_Gutter]:
    """The gutters left of *edge*, one for each run of lines that none crosses."""
    crossing = [line for line in segments if _crosses(line, edge)]
    runs = list(_runs(edge, segments, crossing))
    counted = [(left, right, _beside(left, right), _beside(right, left)) for left, right in runs]
    total = sum(min(len(one), len(other)) for _, _, one, other in counted)
    for left, right, left_beside, right_beside in counted:
        count = min(len(left_beside), len(right_beside))
        has_heads = count > 0 and _are_side_heads(left, right, body_size)
        too_few = count < (1 if is_known else MIN_BESIDE)
        if not has_heads and (too_few or _is_markers(left) or _is_markers(right)):
            continue
        if len(left) + len(right) < MIN_LINES and not is_known:
            continue
        stray = max(1, round(0.06 * count)) if count >= MIN_BESIDE else 0
        reach = sorted((line.x1 for line in left), reverse=True)[min(stray, len(left) - 1)]
        if edge - reach < GUTTER * body_size:
            continue
        first_right = [line for line in right_beside if line.x0 < edge + 1 + 3 * body_size]
        is_text = is_known or has_heads or (_fill_column(left_beside) and _fill_column(first_right))
        if total <= len(crossing) and not is_text:
            continue
        x = (max(reach, edge - 3 * body_size) + edge) / 2
        yield from _between_headings(_Gutter(x, edge, count, tuple(left), tuple(right)), segments, body_size)


def _runs(edge: float, segments: Sequence[Line], crossing: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """The lines left and right of *edge*, for each stretch of the page between *crossing* lines.

    What stands beside a crossing line is on neither side: its columns are others.
    """
    cuts = sorted(line.top + line.bottom for line in crossing)
    spans = sorted((line.top, line.bottom) for line in crossing)
    across = {id(line) for line in crossing}
    free = sorted((line for line in segments if id(line) not in across), key=lambda line: line.top + line.bottom)
    for _, run in groupby(free, key=lambda line: bisect_left(cuts, line.top + line.bottom)):
        lines = [line for line in run if not _overlaps(line.top + 1, line.bottom - 1, spans)]
        left = [line for line in lines if line.x0 < edge]
        right = [line for line in lines if line.x0 >= edge]
        if left and right:
            yield _without_head(left, right), right


def _without_head(left: list[Line], right: Sequence[Line]) -> list[Line]:
    """The *left* lines without those that stand above the *right* ones and apart from the rest.

    They are the heading over both columns, or the short end of the text above: read first either way.
    """
    top = min(line.top for line in right)
    lines = sorted(left, key=lambda line: line.top)
    start = 0
    for number, (upper, lower) in enumerate(pairwise(lines), start=1):
        if upper.bottom > top:
            break
        if lower.top - upper.bottom > APART * lower.size:
            start = number
    return lines[start:]


def _between_headings(gutter: _Gutter, segments: Sequence[Line], body_size: float) -> Iterator[_Gutter]:
    """The parts of *gutter* between headings that stand over both its columns."""
    lines = gutter.left + gutter.right
    if _are_side_heads(gutter.left, gutter.right, body_size):
        yield gutter
        return
    headings = [line for line in lines if _is_over_both(line, segments, gutter.x, body_size)]
    if not headings:
        yield gutter
        return
    for left, right in _runs(gutter.edge, lines, headings):
        count = min(len(_beside(left, right)), len(_beside(right, left)))
        if count:
            yield gutter._replace(beside=count, left=tuple(left), right=tuple(right))


def _stacked(gutter: _Gutter, page: _Page) -> list[tuple[list[Line], list[Line]]]:
    """The columns of *gutter*, cut where both begin anew below a strip of white.

    So it is where a heading stands at the top of the left column and the right one starts beside it, both
    with as much air above: one band of columns has ended, and another begins.
    """
    left = sorted(gutter.left, key=lambda line: line.top)
    right = sorted(gutter.right, key=lambda line: line.top)
    if _are_side_heads(left, right, page.body_size):
        return _with_side_heads(left, right)
    cuts: list[float] = []
    beside = _column_at(gutter.edge, right, page.body_size)
    for line in left[1:]:
        goes_on = next((one.text for one in beside if not cuts or one.top + SAME_EDGE >= cuts[-1]), "")
        if _begins_band(line, _column_at(line.x0, left, page.body_size), beside, page, goes_on):
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


def _are_side_heads(left: Sequence[Line], right: Sequence[Line], body_size: float) -> bool:
    """Whether the *left* lines are headings in the margin of the text on the right, several lines below each.

    Labels, as in "Tid:", have a line or two beside them, and end in a colon.
    """
    heads = _groups(sorted(left, key=lambda line: line.top))
    width = max(line.x1 for line in left) - min(line.x0 for line in left)
    measure = max(line.x1 for line in right) - min(line.x0 for line in right)
    return (
        all(_is_heading(line, body_size) and not line.text.endswith(":") for line in left)
        and width < 0.5 * measure
        and len(right) >= UNDER_HEAD * len(heads)
        and all(any(abs(head[0].top - line.top) < BESIDE_HEAD * body_size for line in right) for head in heads)
        and sum(_is_heading(line, body_size) for line in right) <= FEW_HEADINGS * len(right)
    )


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The *lines*, from the top, those of one heading together."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.top - groups[-1][-1].bottom < APART * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _with_side_heads(left: Sequence[Line], right: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Each heading in the margin, and the text from its height to that of the next."""
    heads = _groups(left)
    tops = [head[0].top - 0.5 * head[0].size for head in heads]
    parts: list[tuple[list[Line], list[Line]]] = [([], [line for line in right if line.top < tops[0]])]
    for head, start, end in zip(heads, tops, [*tops[1:], float("inf")], strict=True):
        parts.append((head, [line for line in right if start <= line.top < end]))
    return parts


def _begins_band(line: Line, left: Sequence[Line], right: Sequence[Line], page: _Page, goes_on: str) -> bool:
    """Whether a new band begins at *line*, where both columns start; *goes_on* is the head of the right one so far.

    There is as much white above the right column's start; or the left one's text breaks off and goes on at that
    head.
    """
    if not _is_heading(line, page.body_size):
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
    has_air = top - above_right >= 0.8 * air
    if starts and not has_air and top - above_right > APART * page.body_size:
        has_air = goes_on[:1].islower() and _breaks_off(left, line.top, page.body_size)
    return (starts and air > BAND_AIR * line.size and has_air) or (
        boxed and abs(line.top - top) <= BOX_START * page.body_size
    )


def _breaks_off(column: Sequence[Line], height: float, body_size: float) -> bool:
    """Whether the last line of *column* above *height* fills it and does not end its sentence: it goes on elsewhere."""
    edge = max(line.x1 for line in column)
    last = max((line for line in column if line.bottom <= height + 1), key=lambda line: line.bottom, default=None)
    if last is None or last.mark is not None or _is_heading(last, body_size):
        return False
    return last.x1 > edge - FULL_LINE * body_size and not last.text.endswith(SENTENCE_END)


def _capitals(line: Line) -> float:
    """How far down the page the capitals of *line* reach up."""
    return line.baseline - CAPITAL * line.size


def _beside(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """Those of *lines* that have one of *others* at the same height."""
    spans = sorted((other.top, other.bottom) for other in others)
    return [line for line in lines if _overlaps(line.top, line.bottom, spans)]


def _fill_column(lines: Sequence[Line]) -> bool:
    if not lines:
        return False
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    return median(line.x1 - line.x0 for line in lines) >= FILLED * width


def _overlaps(top: float, bottom: float, spans: Sequence[tuple[float, float]]) -> bool:
    for other_top, other_bottom in spans:
        if other_top >= bottom:
            return False
        if other_bottom > top:
            return True
    return False


def _is_markers(lines: Sequence[Line]) -> bool:
    return sum(MARKER.fullmatch(line.text) is not None for line in lines) > 0.6 * len(lines)


def _is_heading(line: Line, body_size: float) -> bool:
    return line.mark is None and not line.text.isdigit() and (line.size >= HEADING_SIZE * body_size or line.bold)


def _is_over_both(line: Line, segments: Sequence[Line], gutter: float, body_size: float) -> bool:
    """Whether *line* is a heading over both columns.

    It is if it is alone in its strip and the columns below start together, or if what follows it crosses
    the gutter; else it stands in one column beside the other's white end.
    """
    if not _is_heading(line, body_size) or line.italic:
        return False
    air = 0.25 * line.size
    below: dict[bool, Line] = {}
    for other in segments:
        if other is line:
            continue
        is_right = other.x0 >= gutter
        if is_right != (line.x0 >= gutter) and other.top < line.bottom + air and other.bottom > line.top - air:
            return False
        if other.top >= line.bottom - 1 and other.size < HEADING_SIZE * body_size:
            first = below.setdefault(is_right, other)
            below[is_right] = min(first, other, key=lambda one: one.top)
    if not below:
        return True
    if any(_crosses(first, gutter) for first in below.values()):
        return _crosses(min(below.values(), key=lambda one: one.top), gutter)
    return len(below) == 2 and abs(below[True].top - below[False].top) <= LEVEL_START * body_size


def _crosses(line: Line, gutter: float) -> bool:
    return line.x0 < gutter - 1 and line.x1 > gutter + 1
