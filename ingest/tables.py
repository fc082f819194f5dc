"""The tables of a page: ruled on all sides, with level rules only, keyed by times, or figures under each other."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from corpus import Box

from .captioned_tables import find_captioned_tables
from .cells import NUMBER, Cell, FoundTable, cell_of, table_of
from .grids import Grid
from .level_tables import find_level_tables, rule_groups
from .lineends import LineJoiner
from .lines import Line, find_segments, joined_rows
from .rests import find_head, find_rest, with_rows_below
from .shapes import Area
from .sheets import Sheet, is_inside, words_inside
from .time_tables import find_time_tables
from .white_tables import find_white_tables
from .words import Word

MIN_FILLED = 0.35
"""Share of cells with text below which a grid is a form or a drawing."""

LONGEST_HEAD = 60
"""Letters of a cell in a head; the real ones have up to 47."""
FULL_HEAD = 3
"""Cells of a head that is not in bold, all with words; two may be a form's."""
SAME_SIDE = 4.0
"""Points within which two edges of one table agree."""
HEAD_AIR = 24.0
"""Points between a head and the words of the first row below it, with what a cell has of white inside."""


def find_tables(
    sheet: Sheet, joiner: LineJoiner, *, before: FoundTable | None = None
) -> tuple[list[FoundTable], Sheet]:
    """The tables of *sheet* from the top, and the sheet without their words; *before* is the last one before it.

    Each kind looks only at the words that the kinds before it have left: rules tell more than white space. Rows in the
    columns of *before* at the top of the page are its own, where no kind has found a table of as many there.
    """
    grids = [grid for grid in sheet.grids if not any(_is_part_of(grid, group) for group in rule_groups(sheet))]
    found = [table for grid in grids for table in [_ruled_table(grid, sheet, joiner, before)] if table is not None]
    sheet = _without(sheet, found)
    more, left = _unruled(sheet, joiner)
    rest = find_rest(sheet, joiner, before) if before is not None else None
    if rest is not None and all(rest.box.top < table.box.top for table in found):
        first = next((one for one in more if one.columns == rest.columns and _is_first(one, sheet)), None)
        if first is None or len(first.rows) < len(rest.rows):
            found.append(rest)
            more, left = _unruled(_without(sheet, [rest]), joiner)
    head = find_head(left, joiner)
    if head is not None and all(table.box.bottom < head.box.top for table in found + more):
        more, left = [*more, head], _without(left, [head])
    return _with_heads(sorted(found + more, key=lambda table: table.box.top)), left


def _with_heads(tables: Sequence[FoundTable]) -> list[FoundTable]:
    """The *tables* of a page from the top, a head that was found alone joined to the rows right below it.

    A tinted head is a table's beginning by itself where the rows below have no tint, or every second one.
    """
    joined: list[FoundTable] = []
    for table in tables:
        if joined and _is_head_of(joined[-1], table):
            head, rows = joined[-1].box, table.box
            box = Box(head.page, min(head.x0, rows.x0), head.top, max(head.x1, rows.x1), rows.bottom)
            joined[-1] = replace(table, box=box, header=joined[-1].header + joined[-1].rows)
        else:
            joined.append(table)
    return joined


def _is_head_of(head: FoundTable, table: FoundTable) -> bool:
    in_bold = all(cell.bold or not cell.text for row in head.rows for cell in row)
    alone = in_bold and not table.header and head.columns == table.columns
    inside = head.box.x0 - SAME_SIDE < table.box.x0 and table.box.x1 < head.box.x1 + SAME_SIDE
    return alone and inside and 0 <= table.box.top - head.box.bottom + SAME_SIDE < HEAD_AIR


def _unruled(sheet: Sheet, joiner: LineJoiner) -> tuple[list[FoundTable], Sheet]:
    """The tables of *sheet* that are not ruled on all sides, and the sheet without their words."""
    found: list[FoundTable] = []
    for find in (_level_tables, find_time_tables, find_captioned_tables, find_white_tables):
        more = find(sheet, joiner)
        sheet = _without(sheet, more)
        found += more
    return found, sheet


def _level_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    return [with_rows_below(table, sheet, joiner) for table in find_level_tables(sheet, joiner)]


def _is_first(table: FoundTable, sheet: Sheet) -> bool:
    """Whether nothing of *sheet* stands above *table*."""
    return all(word.bottom > table.box.top for word in sheet.words)


def _is_part_of(grid: Grid, group: Sequence[Area]) -> bool:
    """Whether *grid* is two tinted bands that touch, in a table whose rows are told apart by more of them."""
    same_sides = abs(grid.box.x0 - group[0].x0) < SAME_SIDE and abs(grid.box.x1 - group[0].x1) < SAME_SIDE
    above, below = group[0].top - SAME_SIDE, group[-1].bottom + SAME_SIDE
    inside = above <= grid.box.top and grid.box.bottom <= below
    return same_sides and inside and below - above > grid.box.bottom - grid.box.top + 3 * SAME_SIDE


def _without(sheet: Sheet, tables: Sequence[FoundTable]) -> Sheet:
    if not tables:
        return sheet
    areas = [Area(table.box.x0, table.box.top, table.box.x1, table.box.bottom) for table in tables]
    return sheet.without(word for word in sheet.words if any(is_inside(word, area) for area in areas))


def _ruled_table(grid: Grid, sheet: Sheet, joiner: LineJoiner, before: FoundTable | None) -> FoundTable | None:
    rows = _filled_rows(grid, sheet, joiner)
    if len(grid.rows) == 1:
        left_over = _left_over(rows[0], grid, sheet, before) if rows else None
        return with_rows_below(left_over, sheet, joiner) if left_over is not None else None
    filled = sum(bool(cell.text) for row in rows for cell in row)
    if len(rows) < 2 or filled < 3 or filled < MIN_FILLED * len(rows) * len(rows[0]):
        return None
    kept = [n for n in range(len(rows[0])) if any(row[n].text for row in rows)]
    if len(kept) < 2:
        return None
    table = table_of([tuple(row[n] for n in kept) for row in rows], sheet.number, grid.box)
    return with_rows_below(table, sheet, joiner)


def _left_over(row: tuple[Cell, ...], grid: Grid, sheet: Sheet, before: FoundTable | None) -> FoundTable | None:
    """What a page break leaves of a table: its head at the page's foot, or its last row at the page's top.

    Other single rows of cells are boxes with text in them. :func:`ingest.continued_tables.join_tables` joins the parts.
    """
    box = Box(sheet.number, *grid.box)
    goes_on = before is not None and before.columns == len(row) and _is_over(before.boxes[-1], box)
    says_head = before is not None and any(_texts(row) == _texts(head) for head in before.header)
    if goes_on and not says_head and all(word.bottom > box.top for word in sheet.words):
        return FoundTable(box, (), (row,))
    named = [cell for cell in row if cell.text]
    in_bold = all(cell.bold for cell in named) and len(named) >= max(2, len(row) - 1)
    in_full = len(named) == len(row) >= FULL_HEAD and not any(NUMBER.match(cell.text) for cell in named)
    is_head = (in_bold or in_full) and all(len(cell.text) <= LONGEST_HEAD for cell in named)
    is_last = all(word.top < box.bottom for word in sheet.words)
    return FoundTable(box, (row,), ()) if is_head and is_last else None


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _is_over(last: Box, box: Box) -> bool:
    """Whether *last* stands on the page before *box* and has its sides."""
    return last.page == box.page - 1 and abs(last.x0 - box.x0) < SAME_SIDE and abs(last.x1 - box.x1) < SAME_SIDE


def _filled_rows(grid: Grid, sheet: Sheet, joiner: LineJoiner) -> list[tuple[Cell, ...]]:
    """The cells of *grid*, row for row, but for rows without text."""
    words = words_inside(sheet.words, grid.box)
    lefts = [min(place.x0 for place in column if place) for column in zip(*grid.rows, strict=True)]
    rows = []
    for places in grid.rows:
        cells = [place for place in places if place]
        band = Area(grid.box.x0, cells[0].top, grid.box.x1, max(place.bottom for place in cells))
        pieces = _in_columns(places, lefts, words_inside(words, band, 0.0), sheet.number)
        rows.append(
            tuple(
                cell_of(joined_rows(lines), joiner, _end_of_text(place, lines))
                for place, lines in zip(places, pieces, strict=True)
            )
        )
    return [row for row in rows if any(cell.text for cell in row)]


def _end_of_text(place: Area | None, lines: Sequence[Line]) -> float | None:
    """Where text in *place* ends at the latest: as far from its right side as *lines* begin from its left one."""
    return place.x1 - (min(line.x0 for line in lines) - place.x0) if place and lines else None


def _in_columns(
    places: Sequence[Area | None], lefts: Sequence[float], words: Sequence[Word], page: int
) -> list[list[Line]]:
    """The pieces of *words* in each of *places*, a row of a grid whose columns begin at *lefts*.

    A place over several columns holds a cell for each where its pieces stand in several of them and none in two: a
    tinted head has often no rules inside.
    """
    row: list[list[Line]] = [[] for _ in places]
    for number, place in enumerate(places):
        pieces = find_segments(words_inside(words, place, 0.0), page) if place else []
        columns = [bisect(lefts, piece.x0 + SAME_SIDE) - 1 for piece in pieces]
        apart = all(bisect(lefts, piece.x1) - 1 == n for piece, n in zip(pieces, columns, strict=True))
        for piece, column in zip(pieces, columns, strict=True):
            row[max(number, column) if apart and len(set(columns)) > 1 else number].append(piece)
    return row
