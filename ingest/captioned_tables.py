"""Tables without a rule that a caption names: the lines below it, or above, that stand in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .cells import TABLE_CAPTION, FoundTable, table_of
from .lineends import LineJoiner
from .lines import Line, area_of, find_segments
from .shapes import Area, common_area
from .sheets import Sheet, words_inside
from .table_lines import (
    FULL_LINE,
    HEAD_LINES,
    OTHER_SIZE,
    ROW_WHITE,
    SAME_PLACE,
    Row,
    Span,
    columns_of_text,
    grown,
    white_between,
)
from .text_grids import are_cells, level_rows, text_grid

CAPTION_LINES = 4
"""Lines of the longest caption."""
WORD_SPACE = 0.5
"""Type sizes between two words at most, but in justified lines."""
NEAR_CAPTION = 3.0
"""Type sizes of white between a caption and its table."""
NEXT_LINE = 1.75
"""Type sizes between two lines of a caption."""
FIRST_ROWS = 4
"""Lines beside a caption's table that tell whether another column of the page stands there."""


def find_captioned_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Tables of figures or words that no rules part, next to a line that begins with "Tabel 1".

    Without the caption columns of words could as well be those of a text.
    """
    segments = find_segments(sheet.words, sheet.number)
    captions = [line for line in segments if TABLE_CAPTION.match(line.text)]
    if not captions:
        return []
    columns = columns_of_text(segments)
    tables: list[FoundTable] = []
    areas: list[Area] = []
    for caption in captions:
        for lines in _beside(caption, segments, columns, captions):
            area = area_of(lines, margin=1)
            if any(common_area(area, one) for one in areas):
                continue
            rows = text_grid(words_inside(sheet.words, area), sheet.number, (), joiner)
            if len(rows) > 1 and are_cells(rows):
                areas.append(area)
                tables.append(table_of(rows, sheet.number, area))
    return tables


def _beside(
    caption: Line, segments: Sequence[Line], columns: Sequence[Span], captions: Sequence[Line]
) -> Iterator[list[Line]]:
    """The pieces of the table below *caption*, and of that above it."""
    below = [line for line in segments if line.top >= caption.bottom - 1]
    foot = caption
    for _ in range(CAPTION_LINES - 1):
        foot = next((line for line in below if _goes_on(foot, line, caption)), foot)
    lower = [line for line in below if line.top >= foot.bottom - 1]
    upper = [line for line in segments if line.bottom <= caption.top + 1]
    for lines, edge in ((lower, foot), (upper, caption)):
        rows = level_rows(lines)
        rows = rows if lines is lower else rows[::-1]
        left, right = _limits(caption, rows, columns, captions)
        inside = [[line for line in row if line.x0 > left and line.x0 < right] for row in rows]
        inside = [row for row in inside if row]
        if not inside or white_between([edge], inside[0]) > NEAR_CAPTION * inside[0][0].size:
            continue
        found = grown((), inside, columns, ROW_WHITE, upwards=lines is upper)
        if any(len(row) > 1 for row in found[:HEAD_LINES]):
            yield [line for row in found for line in row]


def _goes_on(last: Line, line: Line, caption: Line) -> bool:
    """Whether *line* is the next of *caption* below its *last*: set alike, and its first word had no room there."""
    alike = abs(line.size - caption.size) < 0.3 and line.bold == caption.bold and line.italic == caption.italic
    below = 0 < line.baseline - last.baseline < NEXT_LINE * line.size
    aside = min(abs(line.x0 - caption.x0), abs(line.x0 + line.x1 - caption.x0 - caption.x1) / 2)
    first = line.words[0].x1 - line.words[0].x0 + WORD_SPACE * line.size
    return alike and below and aside < SAME_PLACE and last.x1 - last.x0 + first > line.x1 - line.x0


def _limits(caption: Line, rows: Sequence[Row], columns: Sequence[Span], captions: Iterable[Line]) -> Span:
    """Between which places the table beside *caption* stands, whose *rows* begin with the nearest.

    Another of the page's *columns*, into which nothing reaches from the caption's side, is none of the table, but where
    its lines are as high as the table's and as large, do not fill it and have no caption of their own.
    """
    near = rows[:FIRST_ROWS]
    pieces = [line for row in near for line in row]
    left, right = -float("inf"), float("inf")
    for start, end in columns:
        before = end < caption.x0
        edge = end + SAME_PLACE if before else start - SAME_PLACE
        if any(line.x0 < edge < line.x1 for line in pieces):
            continue
        if before or start <= caption.x0 + SAME_PLACE:
            left = max(left, edge)
        elif _is_text(near, (left, start), (start, end)) or not _is_level(near, edge):
            right = min(right, edge)
    ends = [
        end + SAME_PLACE for start, end in columns if start - SAME_PLACE < caption.x0 and caption.x1 < end + SAME_PLACE
    ]
    for other in (one.x0 - SAME_PLACE for one in captions if one.x0 > caption.x1 + NEXT_LINE * caption.size):
        edge = min([other, *(end for end in ends if end < other)])
        if not any(line.x0 < edge < line.x1 for line in pieces):
            right = min(right, edge)
    if not ends and any(one.x1 < caption.x0 - NEXT_LINE * caption.size for one in captions):
        left = max(left, caption.x0 - SAME_PLACE)
    return left, right


def _is_text(rows: Iterable[Row], table: Span, column: Span) -> bool:
    """Whether *rows* have text in a *column* of the page: full lines, or of another size than in the *table* before."""
    sizes = {line.size for row in rows for line in row if table[0] < line.x0 < table[1] - SAME_PLACE}
    inside = [[line for line in row if column[0] - SAME_PLACE < line.x0 < column[1]] for row in rows]
    inside = [row for row in inside if row]
    widths = [sum(line.x1 - line.x0 for line in row) for row in inside]
    full = sum(width > FULL_LINE * (column[1] - column[0]) for width in widths)
    alike = any(abs(line.size - size) <= OTHER_SIZE * size for row in inside for line in row for size in sizes)
    return 2 * full >= len(inside) or not alike


def _is_level(rows: Sequence[Row], edge: float) -> bool:
    """Whether what stands right of *edge* is on the lines of what stands left of it."""
    return any(row[0].x0 < edge <= row[-1].x0 for row in rows)
