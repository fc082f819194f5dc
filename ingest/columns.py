"""Reading order by geometry alone: columns, bands of columns and full-width lines between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from .bands import APART, HEADING_SIZE, SAME_EDGE, Gutter, Page, are_side_heads, is_heading, stacked
from .lines import Line, joined_rows
from .quotes_beside import quotes_beside
from .shapes import Area

MIN_LINES = 4
"""Fewer lines than this are read from the top down."""
ROW = 2.5
"""Body sizes that a row of a table takes at most; the place of a table is one line."""
SURE = 8
"""Lines side by side from which the next page may have the gutter too."""
MIN_BESIDE = 3
"""Lines that must stand side by side before a gap is a gutter; two are often a signature or an address."""
GUTTER = 0.45
"""Least width of a gutter as a share of the body size."""
FILLED = 0.7
"""Share of a column's width that its middling line fills; justified text fills all of it, labels differ."""
MAX_DEPTH = 5
"""Columns inside columns; deeper nesting is a table or a poster."""
LEVEL_START = 3.0
"""Body sizes within which the columns below a heading start together, if the heading spans them."""
MOST_COLUMNS = 6
"""Columns of one width that a gutter foretells."""
MARKER = re.compile(r"[\d.()§•–-]{1,8}|[A-Za-z][.)]|Stk\. \d+\.?")
"""A column of numbers, bullets or clause marks belongs to the text beside it and is no column."""


class Ordered(NamedTuple):
    """A page in reading order.

    Attributes:
        regions: its columns, boxes and bands, each with its lines from the top down.
        columns: the left edges of the columns that many lines stand in, which a short next page may share.
    """

    regions: list[list[Line]]
    columns: Sequence[float]


def reading_order(
    segments: Sequence[Line], body_size: float, frames: Sequence[Area] = (), known: Sequence[float] = ()
) -> Ordered:
    """The regions of a page in reading order.

    A gutter is a strip that parts lines standing side by side, and reaches as far up and down as no line
    crosses it and no heading stands over both sides. Above it, left of it, right of it and below it the
    search goes on. A band too short to show its own gutter may use one that the page has elsewhere, that columns of
    one width would have, or that is *known* from the page before. Text in a box (*frames*) begins where the box does.
    A pull quote that its neighbours would be mixed with comes last.
    """
    ordered = _ordered(segments, body_size, frames, known)
    mixed = [quote for quote in quotes_beside(segments, body_size) if not _is_whole(quote, ordered.regions)]
    if not mixed:
        return ordered
    apart = {id(line) for quote in mixed for line in quote}
    rest = _ordered([line for line in segments if id(line) not in apart], body_size, frames, known)
    return rest._replace(regions=rest.regions + mixed)


def _is_whole(quote: Sequence[Line], regions: Sequence[Sequence[Line]]) -> bool:
    """Whether the lines of *quote* follow each other in one of *regions*."""
    texts = [line.text for line in quote]
    of_all = ([line.text for line in region] for region in regions)
    return any(region[at : at + len(texts)] == texts for region in of_all for at in range(len(region)))


def _ordered(segments: Sequence[Line], body_size: float, frames: Sequence[Area], known: Sequence[float]) -> Ordered:
    """The *segments* in reading order, pull quotes among them; *known* are edges that a gutter may have."""
    page = Page(body_size, {id(line): top for line in segments for top in [_frame_top(line, frames)] if top})
    found: list[Gutter] = []
    regions = _order(list(segments), page, depth=0, known=known, found=found)
    if found:
        steps = {gutter.edge + step * gutter.pitch for gutter in found for step in range(MOST_COLUMNS - 1)}
        regions = _order(list(segments), page, depth=0, known=sorted(steps), found=[])
    return Ordered(regions, sorted({gutter.edge for gutter in found if gutter.beside >= SURE}))


def _frame_top(line: Line, frames: Sequence[Area]) -> float | None:
    """The top of the smallest box that *line* stands in."""
    around = [
        frame
        for frame in frames
        if frame.x0 <= line.x0 and line.x1 <= frame.x1 and frame.top <= line.top and line.bottom <= frame.bottom
    ]
    return max((frame.top for frame in around), default=None)


def _order(
    segments: list[Line], page: Page, *, depth: int, known: Sequence[float], found: list[Gutter]
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
    for left, right in stacked(gutter, page):
        regions += _order(left, page, depth=depth + 1, known=known, found=found)
        regions += _order(right, page, depth=depth + 1, known=known, found=found)
    return regions + _order(below, page, depth=depth, known=known, found=found)


def _find_gutter(segments: Sequence[Line], body_size: float, known: Sequence[float]) -> Gutter | None:
    """The gutter with the most lines side by side, ``None`` where the lines are one column.

    Only places just left of where some line starts can be best, so only those are tried. Where more lines
    cross than stand side by side, as on a page of full-width text with one band of columns, those in the
    band must fill their columns; else a list of terms with explanations would do.
    """
    best: Gutter | None = None
    for start in sorted({round(line.x0) for line in segments}):
        edge = start - 1.0
        is_known = any(abs(edge - other) <= SAME_EDGE for other in known)
        for gutter in _gutters_at(edge, segments, body_size, is_known=is_known):
            if best is None or gutter.beside > best.beside:
                best = gutter
    return best


def _gutters_at(edge: float, segments: Sequence[Line], body_size: float, *, is_known: bool) -> Iterator[Gutter]:
    """The gutters left of *edge*, one for each run of lines that none crosses."""
    crossing = [line for line in segments if _crosses(line, edge)]
    runs = list(_runs(edge, segments, crossing))
    counted = [(left, right, _beside(left, right), _beside(right, left)) for left, right in runs]
    counts = [min(_rows_of(one, body_size), _rows_of(other, body_size)) for _, _, one, other in counted]
    total = sum(counts)
    for count, (left, right, left_beside, right_beside) in zip(counts, counted, strict=True):
        has_heads = count > 0 and are_side_heads(left, right, body_size)
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
        yield from _between_headings(Gutter(x, edge, count, tuple(left), tuple(right)), segments, body_size)


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


def _between_headings(gutter: Gutter, segments: Sequence[Line], body_size: float) -> Iterator[Gutter]:
    """The parts of *gutter* between headings that stand over both its columns."""
    lines = gutter.left + gutter.right
    if are_side_heads(gutter.left, gutter.right, body_size):
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


def _beside(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """Those of *lines* that have one of *others* at the same height."""
    spans = sorted((other.top, other.bottom) for other in others)
    return [line for line in lines if _overlaps(line.top, line.bottom, spans)]


def _rows_of(lines: Sequence[Line], body_size: float) -> int:
    """How many lines *lines* are, or would be if a table among them were text."""
    return sum(1 if line.mark is None else max(1, int((line.bottom - line.top) / (ROW * body_size))) for line in lines)


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


def _is_over_both(line: Line, segments: Sequence[Line], gutter: float, body_size: float) -> bool:
    """Whether *line* is a heading over both columns.

    It is if it is alone in its strip and the columns below start together, or if what follows it crosses
    the gutter; else it stands in one column beside the other's white end.
    """
    if not is_heading(line, body_size) or line.italic or line.x0 >= gutter:
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
