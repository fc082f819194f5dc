"""The lines of a table that no rules part: rows next to each other whose pieces stand in its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from .breaks import BULLET_START
from .cells import CAPTION, NUMBER
from .lines import Line
from .text_grids import cut_at_columns, table_columns

ROW_WHITE = 2.5
"""Type sizes of white between two lines of one table; text after it keeps its distance or starts elsewhere."""
LONG_TEXT = 25
"""Letters from which a piece may be a line of running text."""
SHORT_TEXT = 12
"""Letters of a word that goes on below a head of two words; they seem to be columns where its line is justified."""
COLUMN_LINES = 3
"""Lines of running text that start under each other in a column of the page."""
INDENT = 0.2
"""Share of a column's width by which lists are indented, and lines end before its edge."""
FULL_WIDTH = 0.6
"""Share of a table's width from which a piece alone on its line is running text."""
FULL_LINE = 0.75
"""Share of a column's width that its lines of text fill."""
LONGER = 1.15
"""The same, at most."""
HEAD_LINES = 3
"""Lines of a head that may have pieces over several columns."""
LEAST_LEADING = 0.9
"""Type sizes that two lines of a cell stand apart at least."""
MOST_LEADING = 1.75
"""The same, at most."""
LEAP = 1.3
"""Line distance against the cells' from which a piece alone is none of the table, but what follows it."""
OTHER_SIZE = 0.03
"""Share by which the sizes of text and of a table differ."""
OTHER_HEAD = 0.15
"""Share by which the sizes of a table and its head may differ."""
SAME_PLACE = 2.0
"""Points within which two lines start at one place."""

Row = Sequence[Line]
Span = tuple[float, float]


def columns_of_text(segments: Iterable[Line]) -> list[Span]:
    """Where the page's columns of running text begin and end, from the left; lists indented in one are its own."""
    found: list[list[Line]] = []
    for line in sorted((line for line in segments if len(line.text) >= LONG_TEXT), key=lambda line: line.x0):
        if found and line.x0 - found[-1][0].x0 < SAME_PLACE:
            found[-1].append(line)
        else:
            found.append([line])
    columns: list[Span] = []
    for lines in sorted(found, key=lambda lines: sum(line.x1 - line.x0 for line in lines), reverse=True):
        start, end = lines[0].x0, _end_of(lines)
        over = [column for column in columns if start < column[1] and end > column[0]]
        if len(over) == 1 and 0 < over[0][0] - start < INDENT * (end - start) > abs(over[0][1] - end):
            columns[columns.index(over[0])] = (start, max(end, over[0][1]))
            continue
        if over and start < over[0][0]:  # text over the whole page, and a column below it
            lines = [line for line in lines if line.x1 < over[0][0]]
            end = _end_of(lines) if lines else start
            over = [column for column in columns if start < column[1] and end > column[0]]
        if not over and len(lines) >= COLUMN_LINES:
            columns.append((start, end))
    return sorted(columns)


def _end_of(lines: Sequence[Line]) -> float:
    """Where most of *lines* end that are full; a quarter may run over the next column."""
    return sorted(line.x1 for line in lines)[-1 - len(lines) // 4]


def _is_running(line: Line, columns: Sequence[Span]) -> bool:
    """Whether *line* begins where one of *columns* does and fills it; a longer one is a table's over several."""
    return len(line.text) >= LONG_TEXT and any(
        abs(line.x0 - start) < SAME_PLACE and FULL_LINE < (line.x1 - start) / (end - start) < LONGER
        for start, end in columns
    )


def grown(
    kept: Sequence[Row], rows: Iterable[Row], columns: Sequence[Span], near: float, *, upwards: bool = False
) -> list[Row]:
    """The rows *kept* and the first of *rows* that make one table with them.

    The first stands *near*, in type sizes, to those kept, or to where the caller knows that the table begins.
    *columns* are those of the page, whose text is none of it.
    """
    table = list(kept)
    for row in rows:
        white = near if len(table) == len(kept) else ROW_WHITE
        far = bool(table) and white_between(table[-1], row) > white * row[0].size
        if far or any(CAPTION.match(one.text) for one in row):
            break
        running = 2 * sum(_is_running(line, columns) for line in row) > len(row)
        if (
            running
            or any(BULLET_START.match(line.text) for line in row)
            or (table and not _fits(row, table, upwards=upwards))
        ):
            break
        table.append(row)
    end = max((n + 1 for n, row in enumerate(table) if len(row) > 1), default=len(kept))
    end = max(end, len(kept))
    while 0 < end < len(table) and _is_last(table[end], table[:end], upwards=upwards):
        end += 1
    return table[:end]


def _is_last(row: Row, kept: Sequence[Row], *, upwards: bool) -> bool:
    """Whether the single piece of *row* goes on with the cell of the last of *kept*, or is a head over a column."""
    distances = [abs(upper[0].baseline - lower[0].baseline) for upper, lower in pairwise(kept)]
    here = abs(row[0].baseline - kept[-1][0].baseline)
    leading = min((one for one in distances if one > LEAST_LEADING * row[0].size), default=MOST_LEADING * row[0].size)
    columns = table_columns(kept, row[0].size)
    over_figures = any(row[0].x0 < x1 and row[0].x1 > x0 for x0, x1 in columns[1:])
    return here < LEAP * leading or (upwards and over_figures and here < LEAP * max(distances, default=0.0))


def white_between(before: Row, row: Row) -> float:
    """The white between two rows, in points, whichever is the upper one."""
    upper, lower = sorted([before, row], key=lambda row: row[0].baseline)
    return min(line.top for line in lower) - max(line.bottom for line in upper)


def _fits(row: Row, kept: Sequence[Row], *, upwards: bool) -> bool:
    """Whether *row* goes on with the table of the rows *kept*: its pieces stand in their columns."""
    lines = [line for one in kept for line in one]
    size = median(line.size for line in lines)
    has_body = any(NUMBER.match(line.text) for line in lines) and not upwards
    if any(abs(line.size - size) > (OTHER_SIZE if has_body else OTHER_HEAD) * size for line in row):
        return False
    columns = table_columns(kept, size)
    width = FULL_WIDTH * (max(columns[-1][1], row[-1].x1) - min(columns[0][0], row[0].x0))
    pieces = cut_at_columns(row, columns, size)
    in_head = upwards or len(kept) < HEAD_LINES
    over = [line for line in pieces if sum(line.x0 < x1 and line.x1 > x0 for x0, x1 in columns) > 1]
    if len(pieces) > 1:
        return all(len(line.text) < LONG_TEXT or (in_head and line.x1 - line.x0 < width) for line in over)
    if over:
        return len(kept) < HEAD_LINES and len(over[0].text) < SHORT_TEXT
    wide = pieces[0].x1 - pieces[0].x0 > width and len(columns) > 1
    is_label = abs(pieces[0].x0 - columns[0][0]) < SAME_PLACE or pieces[0].x1 < columns[0][0]
    return is_label or not wide
