"""What a page break leaves of tables that no rules part: rows at the page's top, and a head alone at its foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus import Box

from .cells import NUMBER, OPEN_TIME, TIME, Cell, FoundTable, cell_of, table_of
from .level_tables import rule_groups
from .lineends import LineJoiner
from .lines import Line, area_of, find_segments, joined_rows
from .shapes import Area
from .sheets import Sheet, words_inside
from .table_lines import columns_of_text, grown
from .text_grids import level_rows, text_grid

Span = tuple[float, float]
MIN_HEADS = 3
"""Pieces in bold that make a last line a table's head; two may be any two short lines beside each other."""
LONGEST_HEAD = 40
"""Letters of such a piece."""
CLOSE = 2.6
"""Type sizes between two lines of one table; a row of a padded one takes 2.2."""
NEXT_LINE = 1.45
"""Type sizes between two lines of one cell."""
HEAD_LINES = 14
"""Lines of the tallest head that a table says again on its next page, in narrow columns."""
CLOSE_BELOW = 1.6
"""Type sizes of white between a table and a row of it that stands below its last rule."""
FIRST_ROWS = 8
"""Rows at a page's foot that are looked at for a head; more are a table by themselves."""
HEAD_ROWS = 3
"""Rows of a table that may be its head alone, or with its first row; taller ones end where they seem to."""
BEYOND = 6.0
"""Points by which a cell may stand out of its table's sides."""


def find_rest(sheet: Sheet, joiner: LineJoiner, before: FoundTable) -> FoundTable | None:
    """The rows at the top of *sheet* with which *before*, last on the page before, goes on; ``None`` if none do.

    They stand in its columns below its head said again, or begin with times or have figures where it has. Where it has
    none, the white between the columns alone could as well be that of a text in columns. Known to miss: rows without
    the head whose figures do not stand on their first line.
    """
    if before.boxes[-1].page != sheet.number - 1:
        return None
    segments = find_segments(sheet.words, sheet.number)
    rows = level_rows(segments)
    for left, right in [(-BEYOND, sheet.width), *columns_of_text(segments)]:
        inside = level_rows(line for line in segments if left - BEYOND < line.x0 and line.x1 < right + BEYOND)
        said = _lines_of_head(inside, before)
        if said:
            return _below_head(inside, said, before, sheet, joiner)
    body, bottom = _rows_of(before, rows, joiner)
    if not body:
        return None
    box = Box(sheet.number, before.box.x0, min(line.top for line in rows[0]), before.box.x1, bottom)
    return FoundTable(box, (), body)


def _lines_of_head(rows: Sequence[Sequence[Line]], table: FoundTable) -> int:
    """How many of *rows*, from the top, are the head of *table* said again: they have its letters."""
    head = Counter(letter for row in table.header for cell in row for letter in cell.text if letter.isalnum())
    said: Counter[str] = Counter()
    for count, row in enumerate(rows[:HEAD_LINES], start=1):
        said.update(letter for line in row for letter in line.text if letter.isalnum())
        if said == head:
            return count
    return 0


def _below_head(
    rows: Sequence[Sequence[Line]], said: int, before: FoundTable, sheet: Sheet, joiner: LineJoiner
) -> FoundTable | None:
    """The rows below the head of *before*, which the first *said* of *rows* say again."""
    columns = columns_of_text(line for row in rows for line in row)
    lines = [line for row in grown(rows[:said], rows[said:], columns, CLOSE_BELOW) for line in row]
    bottom = max(line.bottom for row in rows[:said] for line in row)
    area = area_of(lines, margin=1)
    grid = text_grid(words_inside(sheet.words, area), sheet.number, [bottom], joiner)
    body = [row for row in grid if any(cell.box is not None and cell.box.top >= bottom - 1 for cell in row)]
    if not body or len(body[0]) != before.columns:
        return None
    return FoundTable(Box(sheet.number, *area), before.header, tuple(body))


def with_rows_below(table: FoundTable, sheet: Sheet, joiner: LineJoiner) -> FoundTable:
    """*table* with the rows close below it that no rule parts, as below a head on a tinted band."""
    if len(table.header + table.rows) > HEAD_ROWS:
        return table
    box = table.box
    segments = find_segments(sheet.words, sheet.number)
    head = level_rows(find_segments(words_inside(sheet.words, Area(box.x0, box.top, box.x1, box.bottom)), sheet.number))
    below = [line for line in segments if line.top >= box.bottom - 1]
    below = [line for line in below if line.x0 > box.x0 - BEYOND and line.x1 < box.x1 + BEYOND]
    rows = grown(head, level_rows(below), columns_of_text(segments), CLOSE_BELOW)[len(head) :]
    if not any(len(row) > 1 for row in rows):
        return table
    area = Area(box.x0, box.top, box.x1, max(line.bottom for row in rows for line in row) + 1)
    grid = text_grid(words_inside(sheet.words, area), sheet.number, [box.bottom], joiner)
    return table_of(grid, sheet.number, area) if len(grid) > len(table.header + table.rows) else table


def _rows_of(
    table: FoundTable, rows: Sequence[Sequence[Line]], joiner: LineJoiner
) -> tuple[tuple[tuple[Cell, ...], ...], float]:
    """The first of *rows* as rows of *table*, and how far down they go."""
    columns = column_spans(table)
    lines = [_placed(row, columns) if columns else None for row in rows]
    kept = _fitting(rows, lines)
    if not kept or not _begins_row(lines[0], table):
        return (), 0.0
    cells: list[list[list[Line]]] = []
    last = rows[0]
    for row, placed in zip(rows[:kept], lines[:kept], strict=True):
        if _begins_row(placed, table):
            cells.append([[] for _ in columns])
        elif row[0].baseline - last[0].baseline > NEXT_LINE * row[0].size:
            break
        for number, line in placed or ():
            cells[-1][number].append(line)
        last = row
    body = tuple(tuple(cell_of(joined_rows(lines), joiner) for lines in row) for row in cells)
    return body, max(line.bottom for line in last)


def column_spans(table: FoundTable) -> list[Span]:
    """Where the columns of *table* begin and end; none if some column is empty or two overlap."""
    boxes = [[row[n].box for row in table.header + table.rows] for n in range(table.columns)]
    spans = [
        (min(box.x0 for box in column if box), max(box.x1 for box in column if box)) for column in boxes if any(column)
    ]
    if len(spans) < table.columns or any(right[0] <= left[1] for left, right in pairwise(spans)):
        return []
    return spans


_Placed = list[tuple[int, Line]]


def _placed(row: Sequence[Line], columns: Sequence[Span]) -> _Placed | None:
    """Each piece of *row* with the number of its column; ``None`` if one stands in none or over two."""
    placed: _Placed = []
    for line in row:
        over = [n for n, (x0, x1) in enumerate(columns) if line.x0 < x1 and line.x1 > x0]
        outside = line.x0 < columns[0][0] - BEYOND or line.x1 > columns[-1][1] + BEYOND
        if len(over) != 1 or outside:
            return None
        placed.append((over[0], line))
    return placed


def _fitting(rows: Sequence[Sequence[Line]], lines: Sequence[_Placed | None]) -> int:
    """How many of *rows*, from the top, have their pieces in columns and follow each other closely."""
    kept = 0
    for row, placed in zip(rows, lines, strict=True):
        far = kept and row[0].baseline - rows[kept - 1][0].baseline > CLOSE * row[0].size
        if placed is None or far:
            break
        kept += 1
    return kept


def _begins_row(placed: _Placed | None, table: FoundTable) -> bool:
    """Whether a line begins a row of *table*: with a time, or with a label and figures in most columns of figures."""
    if table.is_timed:
        return any(
            number == 0 and (TIME.fullmatch(line.text) or OPEN_TIME.fullmatch(line.text))
            for number, line in placed or ()
        )
    figures = [n for n in range(1, table.columns) if _is_figures([row[n] for row in table.rows])]
    found = {number for number, line in placed or () if NUMBER.fullmatch(line.text)}
    wanted = figures or [n for n in found if n and not table.rows]
    texts = {number for number, line in placed or () if not NUMBER.fullmatch(line.text)}
    if not wanted or 0 not in texts or texts & set(figures) - {0}:
        return False
    return 2 * len(found & set(wanted)) > len(wanted) and len(found | texts) >= table.columns - 1


def _is_figures(cells: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in cells if cell.text]
    return bool(texts) and all(NUMBER.fullmatch(text) for text in texts)


def find_head(sheet: Sheet, joiner: LineJoiner) -> FoundTable | None:
    """The head at the foot of *sheet* of a table that goes on on the next page, with its first rows there.

    It is several names in bold, or between two rules, and nothing but such rows stands below it.
    """
    groups = rule_groups(sheet)
    rows = level_rows(find_segments(sheet.words, sheet.number))
    for place in range(len(rows) - 1, max(len(rows) - 1 - FIRST_ROWS, -1), -1):
        head = rows[place]
        if len(head) < MIN_HEADS or any(len(line.text) > LONGEST_HEAD or NUMBER.match(line.text) for line in head):
            continue
        top, bottom = min(line.top for line in head), max(line.bottom for line in head)
        between = any(group[0].top <= top + 1 and bottom - 1 <= group[-1].bottom for group in groups)
        if not between and not all(line.bold for line in head):
            continue
        box = Box(sheet.number, head[0].x0, top, head[-1].x1, bottom)
        table = FoundTable(box, (tuple(cell_of([line], joiner) for line in head),), ())
        whole = with_rows_below(table, sheet, joiner)
        return whole if all(word.top < whole.box.bottom for word in sheet.words) else None
    return None
