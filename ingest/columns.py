"""Reading order by geometry alone: columns, bands of columns and full-width lines between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from .lines import Line, joined_rows

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
MARKER = re.compile(r"[\d.()§•–-]{1,8}|[A-Za-z][.)]|Stk\. \d+\.?")
"""A column of numbers, bullets or clause marks belongs to the text beside it and is no column."""


def reading_order(segments: Sequence[Line], body_size: float) -> list[list[Line]]:
    """The regions of a page in reading order, each a column's lines from the top down.

    A gutter is a strip that parts lines standing side by side and that few lines cross. Lines that
    cross it, and headings alone in their strip, end a band of columns. Each column is searched again.
    """
    return _order(list(segments), body_size, depth=0)


def _order(segments: list[Line], body_size: float, *, depth: int) -> list[list[Line]]:
    if not segments:
        return []
    gutter = _find_gutter(segments, body_size) if len(segments) >= MIN_LINES and depth < MAX_DEPTH else None
    if gutter is None:
        return [joined_rows(segments)]
    separators = [line for line in segments if _separates(line, segments, gutter, body_size)]
    regions: list[list[Line]] = []
    for band, is_columns in _bands(segments, separators, gutter):
        if not is_columns:
            regions.append(joined_rows(band))
            continue
        left = [line for line in band if _middle(line) < gutter]
        right = [line for line in band if _middle(line) >= gutter]
        regions += _order(left, body_size, depth=depth + 1)
        regions += _order(right, body_size, depth=depth + 1)
    return regions


def _middle(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def _find_gutter(segments: Sequence[Line], body_size: float) -> float | None:
    """The middle of the best gutter, ``None`` where the lines are one column.

    The best has the most lines side by side, less the lines that cross it. Only places just left of where
    some line starts can be best, so only those are tried. Where more lines cross than stand side by side,
    as on a page of full-width text with one band of columns, those in the band must fill their columns;
    else a list of terms with explanations would do.
    """
    best: tuple[float, float] | None = None
    for start in sorted({round(line.x0) for line in segments}):
        edge = start - 1.0
        left = [line for line in segments if line.x1 <= edge]
        right = [line for line in segments if line.x0 >= edge]
        beside = _beside(left, right), _beside(right, left)
        count = min(len(lines) for lines in beside)
        if count < MIN_BESIDE or _is_markers(left) or _is_markers(right):
            continue
        score = count - (len(segments) - len(left) - len(right))
        stray = max(1, round(0.06 * count))
        reach = sorted((line.x1 for line in left), reverse=True)[min(stray, len(left) - 1)]
        is_wide = edge - reach >= GUTTER * body_size
        first_right = [line for line in beside[1] if line.x0 < start + 3 * body_size]
        is_text = score > 0 or (_fill_column(beside[0]) and _fill_column(first_right))
        if is_wide and is_text and (best is None or score > best[0]):
            best = score, (max(reach, edge - 3 * body_size) + edge) / 2
    return best[1] if best else None


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


def _separates(line: Line, segments: Sequence[Line], gutter: float, body_size: float) -> bool:
    """Whether *line* ends a band: it crosses the gutter, or is a heading over both columns.

    A heading is over both if it is alone in its strip and the columns below start together, or if what
    follows it crosses the gutter; else it stands in one column beside the other's white end.
    """
    if _crosses(line, gutter):
        return True
    if line.size < HEADING_SIZE * body_size or line.italic or line.text.isdigit():
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


def _bands(segments: Sequence[Line], separators: Sequence[Line], gutter: float) -> list[tuple[list[Line], bool]]:
    """Runs of lines from the top: full-width ones, and bands of columns between them (``True``).

    Lines on one side only between full-width lines are the short ends of full-width paragraphs.
    """
    full = {id(line) for line in separators}
    bands: list[tuple[list[Line], bool]] = []
    for line in sorted(segments, key=lambda line: line.top):
        is_columns = id(line) not in full
        if not bands or bands[-1][1] != is_columns:
            bands.append(([], is_columns))
        bands[-1][0].append(line)
    merged: list[tuple[list[Line], bool]] = []
    for lines, is_columns in bands:
        is_columns = is_columns and len({_middle(line) < gutter for line in lines}) == 2
        if merged and not is_columns and not merged[-1][1]:
            merged[-1][0].extend(lines)
        else:
            merged.append((lines, is_columns))
    return merged
