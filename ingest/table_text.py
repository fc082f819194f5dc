"""A table in words, a line for each row, so that it can be searched and read in a hit list."""

from __future__ import annotations

from corpus import Table

from .cells import TIME


def table_lines(table: Table) -> list[str]:
    """A line for each row: "label · header: value · header: value"; empty cells are left out.

    A programme's rows are "time · event": there the headers say nothing.
    """
    if not table.rows:
        return [" · ".join(filter(None, row)) for row in table.header]
    names = header_names(table)
    timed = _is_timed(table)
    lines = []
    for row in table.rows:
        cells = [row[0]] if row[0] else []
        for name, cell in zip(names[1:], row[1:], strict=True):
            if cell:
                cells.append(f"{name}: {cell}" if name and not timed else cell)
        lines.append(" · ".join(cells))
    return lines


def header_lines(table: Table) -> list[str]:
    """The header rows as they are printed; none for a programme or a table of headers alone.

    They stand above the rows, whose lines name them one by one: so that tables that ask the same of different
    groups are told apart, and what is quoted can be found in the document as it stands.
    """
    if not table.rows or _is_timed(table):
        return []
    return [" · ".join(filter(None, row)) for row in table.header]


def _is_timed(table: Table) -> bool:
    return sum(TIME.fullmatch(row[0]) is not None for row in table.rows) > len(table.rows) / 2


def header_names(table: Table) -> list[str]:
    """The header of each column; over several rows joined, a spanning one said for each of its columns."""
    columns: list[list[str]] = [[] for _ in (table.header + table.rows)[0]]
    for number, row in enumerate(table.header):
        is_last = number == len(table.header) - 1
        spanning = ""
        for column, cell in zip(columns, row, strict=True):
            spanning = cell if cell or is_last else spanning
            if spanning:
                column.append(spanning)
    return [", ".join(dict.fromkeys(names)) for names in columns]
