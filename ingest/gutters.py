"""Where a gutter parts lines that stand side by side, and how far up and down it reaches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from .bands import APART, SAME_EDGE, Gutter, crosses
from .breaks import HEADING_GAP, SENTENCE_END
from .known_columns import SURE, KnownColumns
from .lines import Line

MIN_LINES = 4
"""Fewer lines than this are read from the top down."""
ROW = 2.5
"""Body sizes that a row of a table takes at most; the place of a table is one line."""
MIN_BESIDE = 3
"""Lines that must stand side by side before a gap is a gutter; two are often a signature or an address."""
GUTTER = 0.45
"""Least width of a gutter as a share of the body size."""
FILLED = 0.7
"""Share of a column's width that its middling line fills; justified text fills all of it, labels differ."""
MARKER = re.compile(r"[\d.()§•–-]{1,8}|[A-Za-z][.)]|Stk\. \d+\.?")
"""A column of numbers, bullets or clause marks belongs to the text beside it and is no column."""


def find_gutter(segments: Sequence[Line], body_size: float, known: KnownColumns) -> Gutter | None:
    """The gutter with the most lines side by side, ``None`` where the lines are one column.

    Only places just left of where some line starts can be best, so only those are tried. Where more lines
    cross than stand side by side, as on a page of full-width text with one band of columns, those in the
    band must fill their columns; else a list of terms with explanations would do.
    """
    best: Gutter | None = None
    starts = {round(line.x0) - 1.0 for line in segments}
    for edge in sorted(starts.union(known.edges)):
        is_known = any(abs(edge - other) <= SAME_EDGE for other in known.steps)
        for gutter in _gutters_at(edge, segments, body_size, is_known=is_known):
            if best is None or gutter.beside > best.beside:
                best = gutter
    return best


def _gutters_at(edge: float, segments: Sequence[Line], body_size: float, *, is_known: bool) -> Iterator[Gutter]:
    """The gutters left of *edge*, one for each run of lines that none crosses."""
    crossing = [line for line in segments if crosses(line, edge)]
    runs = list(_runs(edge, segments, crossing))
    counted = [(left, right, _beside(left, right), _beside(right, left)) for left, right in runs]
    counts = [
        # A known gutter may have a single line beside the white above the left column.
        min(_rows_of(one, body_size), _rows_of(other, body_size)) or int(is_known and _goes_on(left, right))
        for left, right, one, other in counted
    ]
    total = sum(counts)
    for count, (left, right, left_beside, right_beside) in zip(counts, counted, strict=True):
        too_few = count < (1 if is_known else MIN_BESIDE)
        if too_few or _is_markers(left) or _is_markers(right):
            continue
        may_be_pieces = count < MIN_BESIDE or (not is_known and count < SURE and _are_pieces(left_beside, right_beside))
        if may_be_pieces and _is_in_paragraph(left + right, crossing):
            continue
        if len(left) + len(right) < MIN_LINES and not is_known:
            continue
        stray = max(1, round(0.06 * count)) if count >= MIN_BESIDE else 0
        reach = sorted((line.x1 for line in left), reverse=True)[min(stray, len(left) - 1)]
        if edge - reach < GUTTER * body_size:
            continue
        first_right = [line for line in right_beside if line.x0 < edge + 1 + 3 * body_size]
        is_text = is_known or (_fill_column(left_beside) and _fill_column(first_right))
        if total <= len(crossing) and not is_text:
            continue
        x = (max(reach, edge - 3 * body_size) + edge) / 2
        yield Gutter(x, edge, count, tuple(left), tuple(right))


def _goes_on(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether a sentence goes on from the foot of the *left* column to the head of the *right* one."""
    last = max(left, key=lambda line: (line.baseline, line.x0))
    first = min(right, key=lambda line: (line.baseline, line.x0))
    return first.text[:1].islower() and last.mark is None and not last.text.endswith(SENTENCE_END)


def _are_pieces(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether each of the *right* lines is on the baseline of one of the *left* and of its size, as white parts one."""
    return all(
        any(abs(line.baseline - other.baseline) < 1 and abs(line.size - other.size) < 0.6 for other in left)
        for line in right
    )


def _is_in_paragraph(lines: Sequence[Line], crossing: Sequence[Line]) -> bool:
    """Whether *lines* follow one of the *crossing* ones, or it them, as lines of one paragraph do: pieces set apart."""
    return any(
        abs(line.baseline - other.baseline) < HEADING_GAP * line.size and abs(line.size - other.size) < 0.6
        for line in lines
        for other in crossing
    )


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


def _beside(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """Those of *lines* that have one of *others* at the same height."""
    spans = sorted((other.top, other.bottom) for other in others)
    return [line for line in lines if _overlaps(line.top, line.bottom, spans)]


def _rows_of(lines: Sequence[Line], body_size: float) -> int:
    """How many lines *lines* are, pieces on one baseline together, or would be if a table among them were text."""
    text = len({round(line.baseline) for line in lines if line.mark is None})
    tables = (max(1, int((line.bottom - line.top) / (ROW * body_size))) for line in lines if line.mark is not None)
    return text + sum(tables)


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
