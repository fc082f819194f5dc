"""Tables of words without a rule: under a caption, with a head in bold whose pieces name the columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .cells import CAPTION, TABLE_CAPTION, FoundTable, table_of
from .lineends import LineJoiner
from .lines import Line, find_segments
from .shapes import Area
from .sheets import Sheet, words_inside
from .text_grids import SAME_START, level_rows, text_grid

HEAD_BELOW = 3.0
"""Type sizes from the foot of a caption within which the head of its table stands."""
ROW_WHITE = 2.5
"""Type sizes of white between two lines of one table; text after it keeps its distance or starts elsewhere."""
MIN_COLUMNS = 2
MIN_ROWS = 3
"""Rows with the head; less is a line of labels."""


def find_word_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Tables of words, which only their caption and a head in bold tell from columns of text.

    Below the head every line starts where a piece of it does and ends before the next one begins. Known to
    miss: tables of words without a caption above or without a head in bold.
    """
    segments = find_segments(sheet.words, sheet.number)
    tables = []
    for caption in (line for line in segments if TABLE_CAPTION.match(line.text)):
        lines = _lines_below(caption, segments)
        if not lines:
            continue
        area = Area(
            min(line.x0 for line in lines) - 1,
            min(line.top for line in lines) - 1,
            max(line.x1 for line in lines) + 1,
            max(line.bottom for line in lines) + 1,
        )
        rows = text_grid(words_inside(sheet.words, area), sheet.number, (), joiner)
        if len(rows) >= MIN_ROWS and sum(all(cell.text for cell in row) for row in rows) >= MIN_ROWS - 1:
            tables.append(table_of(rows, sheet.number, area))
    return tables


def _lines_below(caption: Line, segments: Sequence[Line]) -> list[Line]:
    """The pieces of the table under *caption*: its head and what stands in the head's columns."""
    rows = level_rows(line for line in segments if line.top >= caption.bottom - 1)
    head, *below = rows or [[]]
    near = bool(head) and head[0].top - caption.bottom < HEAD_BELOW * head[0].size
    if not near or len(head) < MIN_COLUMNS or not all(line.bold for line in head):
        return []
    starts = [line.x0 for line in head]
    found = list(head)
    for row in below:
        apart = row[0].top - max(line.bottom for line in found) > ROW_WHITE * row[0].size
        if apart or CAPTION.match(row[0].text) or not all(_is_in_column(line, starts) for line in row):
            break
        found += row
    return found


def _is_in_column(line: Line, starts: Sequence[float]) -> bool:
    """Whether *line* starts where a column does and ends before the next."""
    ends = [*(after for _, after in pairwise(starts)), float("inf")]
    return any(abs(line.x0 - start) <= SAME_START and line.x1 < end for start, end in zip(starts, ends, strict=True))
