"""What a page break leaves of tables that no rules part: rows at the page's top, and a head alone at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus import Box

from .cells import NUMBER, Cell, FoundTable, cell_of
from .level_tables import rule_groups
from .lineends import LineJoiner
from .lines import Line, find_segments, joined_rows
from .sheets import Sheet
from .text_grids import level_rows

Span = tuple[float, float]
MIN_HEADS = 3
"""Pieces in bold that make a last line a table's head; two may be any two short lines beside each other."""
LONGEST_HEAD = 40
"""Letters of such a piece."""
CLOSE = 2.6
"""Type sizes between two lines of one table; a row of a padded one takes 2.2."""
NEXT_LINE = 1.45
"""Type sizes between two lines of one cell."""
HEAD_LINES = 4
"""Lines of the tallest head that a table says again on its next page."""
CLOSE_BELOW = 1.6
"""Type sizes of white between a table and a row of it that stands below its last rule."""
FIRST_ROWS = 8
"""Rows at a page's foot that are looked at for a head; more are a table by themselves."""
BEYOND = 6.0
"""Points by which a cell may stand out of its table's sides."""


def find_rest(sheet: Sheet, joiner: LineJoiner, before: FoundTable) -> FoundTable | None:
    """The rows at the top of *sheet* with which *before*, last on the page before, goes on; ``None`` if none do.

    They stand in its columns and have figures where it has. Where it has none, the white between the columns alone
    could as well be that of a text in columns. Known to miss: rows whose figures do not stand on their first line.
    """
    if before.boxes[-1].page != sheet.number - 1:
        return None
    rows = level_rows(find_segments(sheet.words, sheet.number))
    body, says_head, bottom = _rows_of(before, rows, joiner)
    if not body:
        return None
    box = Box(sheet.number, before.box.x0, min(line.top for line in rows[0]), before.box.x1, bottom)
    return FoundTable(box, before.header if says_head else (), body)


def with_rows_below(table: FoundTable, sheet: Sheet, joiner: LineJoiner) -> FoundTable:
    """*table* with the rows close below it that no rule parts, as below a head on a tinted band."""
    below = [word for word in sheet.words if word.top >= table.box.bottom - 1]
    rows = level_rows(find_segments(below, sheet.number))
    if not rows or rows[0][0].top - table.box.bottom > CLOSE_BELOW * rows[0][0].size:
        return table
    body, says_head, bottom = _rows_of(table, rows, joiner)
    if not body or says_head:
        return table
    return replace(table, rows=table.rows + body, box=replace(table.box, bottom=bottom))


def _rows_of(
    table: FoundTable, rows: Sequence[Sequence[Line]], joiner: LineJoiner
) -> tuple[tuple[tuple[Cell, ...], ...], bool, float]:
    """The first of *rows* as rows of *table*, whether its head is said again before them, and how far down they go."""
    columns = column_spans(table)
    lines = [_placed(row, columns) if columns else None for row in rows]
    kept = _fitting(rows, lines)
    start = next((n for n in range(kept) if _has_figures(lines[n], table)), None)
    if start is None or (start and not _says_head(lines[:start], table)):
        return (), False, 0.0
    cells: list[list[list[Line]]] = []
    last = rows[start]
    for row, placed in zip(rows[start:kept], lines[start:kept], strict=True):
        if _has_figures(placed, table):
            cells.append([[] for _ in columns])
        elif row[0].baseline - last[0].baseline > NEXT_LINE * row[0].size:
            break
        for number, line in placed or ():
            cells[-1][number].append(line)
        last = row
    body = tuple(tuple(cell_of(joined_rows(lines), joiner) for lines in row) for row in cells)
    return body, start > 0, max(line.bottom for line in last)


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


def _has_figures(placed: _Placed | None, table: FoundTable) -> bool:
    """Whether a line begins a row of *table*: with a label, and with figures in most columns that have them."""
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


def _says_head(lines: Sequence[_Placed | None], table: FoundTable) -> bool:
    """Whether *lines* are the head of *table* said again."""
    said: dict[int, list[str]] = {}
    for placed in lines:
        for number, line in placed or ():
            said.setdefault(number, []).append(line.text)
    head = {n: " ".join(row[n].text for row in table.header if row[n].text) for n in range(table.columns)}
    return len(lines) <= HEAD_LINES and {n: " ".join(texts) for n, texts in said.items()} == {
        n: text for n, text in head.items() if text
    }


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
