"""The tables of a web page: whether one shows facts or lays out the page, and its cells column by column."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from .cells import Cell

MOST_SPANNED = 100
"""Columns or rows that one cell may claim; browsers stop at 1000."""
FLOW_TAGS = "h1, h2, h3, h4, h5, h6, table, ul, ol"
"""Within a table's cell a sign that the table only lays out the page."""


def lays_out(table: LexborNode) -> bool:
    """Whether a table has no figures or facts to show, but places text on the page."""
    rows = [row for row in table.css("tr") if table_around(row) == table.mem_id]
    widest = max((sum(cell.tag in ("td", "th") for cell in row.iter()) for row in rows), default=0)
    holds_flow = any(node.css_first(FLOW_TAGS) is not None for row in rows for node in row.iter())
    return widest < 2 or len(rows) < 2 or (holds_flow and table.css_first("th") is None)


def table_around(node: LexborNode) -> int | None:
    """Which table *node*, one of its rows, belongs to."""
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above.mem_id if above is not None else None


def is_head(row: LexborNode) -> bool:
    """Whether *row* stands in the table head, or has head cells alone."""
    if row.parent is not None and row.parent.tag == "thead":
        return True
    cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
    filled = [cell for cell in cells if cell.text(strip=True)]
    return bool(filled) and all(cell.tag == "th" for cell in filled)


def spread_cells(rows: Sequence[Sequence[LexborNode]]) -> list[list[LexborNode | None]]:
    """The cells of each row, one for each column: one over several columns or rows stands in its first."""
    grid: list[list[LexborNode | None]] = []
    below: dict[tuple[int, int], None] = {}
    for at, row in enumerate(rows):
        spread: list[LexborNode | None] = []
        for cell in row:
            while (at, len(spread)) in below:
                spread.append(None)
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - at)
            first = len(spread)
            below.update({(at + down, first + right): None for down in range(1, high) for right in range(wide)})
            spread += [cell, *[None] * (wide - 1)]
        while (at, len(spread)) in below:
            spread.append(None)
        grid.append(spread)
    width = max(map(len, grid), default=0)
    return [[*row, *[None] * (width - len(row))] for row in grid]


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(max(int(value), 1), MOST_SPANNED) if value.isdigit() else 1


def without_empty_columns(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The *rows* less the columns in which no cell has text."""
    kept = [column for column in range(len(rows[0])) if any(row[column].text for row in rows)] if rows else []
    return [tuple(row[column] for column in kept) for row in rows]
