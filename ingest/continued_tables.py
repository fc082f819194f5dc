"""Tables that go on in the next column or on the next page become one again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .blocks import Block
from .cells import CAPTION_NUMBER, Cell, FoundTable
from .lineends import LineJoiner
from .rests import column_spans

SAME_WIDTH = 4.0
"""Points by which the edges of two parts of one table may differ."""
BETWEEN = ("caption", "footnote")
"""What may stand between two parts of a table."""
LABELLED = 0.8
"""Share of a table's rows with a label from which a row without one goes on from the row above the break."""

_Row = tuple[Cell, ...]


def join_tables(blocks: Iterable[Block], joiner: LineJoiner) -> Iterator[Block]:
    """The *blocks* with the parts of each table as one.

    A part goes on from the one before if nothing but footnotes, and perhaps its caption said again, stands
    between, and if it begins with the same header, or is as wide and has none in bold, or has none at all and
    stands in the same columns. A row that the break cuts is one row again.
    """
    waiting: list[Block] = []  # the last table with its caption, and what may stand between it and its next part
    for block in blocks:
        above = _goes_on_from(waiting, block)
        if above is not None:
            notes = [between for between in waiting[above + 1 :] if between.kind == "footnote"]
            waiting[above:] = [_with_part(waiting[above], block, joiner), *notes]
            continue
        waiting.append(block)
        kept = 2 if block.kind == "table" else len(waiting) if block.kind in BETWEEN else 0
        while len(waiting) > kept:
            yield waiting.pop(0)
    yield from waiting


def _goes_on_from(before: Sequence[Block], block: Block) -> int | None:
    """Where among those *before* stands the table of which *block* is a further part."""
    at = _table_before(before) if block.table is not None else None
    above = before[at].table if at is not None else None
    return at if above is not None and block.table is not None and _goes_on(above, block.table) else None


def _with_part(block: Block, part: Block, joiner: LineJoiner) -> Block:
    assert block.table is not None
    assert part.table is not None
    return replace(block, table=_joined(block.table, part.table, joiner))


def _table_before(blocks: Sequence[Block]) -> int | None:
    """Where the last table of *blocks* stands, if only footnotes and its own caption come after it."""
    captions: list[str] = []
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if block.kind == "table":
            before = blocks[number - 1] if number else None
            own = before.text if before is not None and before.kind == "caption" else None
            return number if all(own is not None and _same_number(own, text) for text in captions) else None
        if block.kind == "caption":
            captions.append(block.text)
        elif block.kind != "footnote":
            return None
    return None


def _same_number(one: str, other: str) -> bool:
    first, second = CAPTION_NUMBER.match(one), CAPTION_NUMBER.match(other)
    return first is not None and second is not None and first[1] == second[1]


def _goes_on(above: FoundTable, below: FoundTable) -> bool:
    last, first = above.boxes[-1], below.box
    if last.page == first.page:
        beside = first.x0 > last.x1 - SAME_WIDTH and first.top < last.bottom
    else:
        beside = first.page == last.page + 1
    if not beside or above.columns != below.columns:
        return False
    if above.header and _texts(below, len(above.header)) == _texts(above, len(above.header)):
        return True
    headed = any(cell.bold for row in below.header for cell in row)
    same_width = abs((last.x1 - last.x0) - (first.x1 - first.x0)) < SAME_WIDTH
    return not headed and (same_width or (not below.header and _in_same_columns(above, below)))


def _in_same_columns(above: FoundTable, below: FoundTable) -> bool:
    """Whether each column of *below* stands under the same one of *above*, on the next page."""
    upper, lower = column_spans(above), column_spans(below)
    if above.boxes[-1].page == below.box.page or not (upper and lower):
        return False
    over = [[n for n, (x0, x1) in enumerate(upper) if left < x1 and right > x0] for left, right in lower]
    return over == [[n] for n in range(len(upper))]


def _texts(table: FoundTable, rows: int) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in (table.header + table.rows)[:rows]]


def _joined(above: FoundTable, below: FoundTable, joiner: LineJoiner) -> FoundTable:
    heads = len(above.header)
    rows = below.header + below.rows
    if heads and _texts(below, heads) == _texts(above, heads):
        rows = rows[heads:]
    upper = above.rows
    if upper and rows and _is_rest(rows[0], upper):
        upper, rows = (*upper[:-1], _whole(upper[-1], rows[0], joiner)), rows[1:]
    return replace(above, rows=upper + rows, more=(*above.more, below.box, *below.more))


def _is_rest(row: _Row, above: Sequence[_Row]) -> bool:
    """Whether *row* is what a break left of the last one *above*.

    It has no label where most have one, or only the end of a label, in small letters, where all have more.
    """
    if not row[0].text:
        return sum(bool(one[0].text) for one in above) >= LABELLED * len(above)
    alone = not any(cell.text for cell in row[1:]) and row[0].text[0].islower()
    return alone and all(any(cell.text for cell in one[1:]) for one in above)


def _whole(row: _Row, rest: _Row, joiner: LineJoiner) -> _Row:
    return tuple(_cell(cell, more, joiner) for cell, more in zip(row, rest, strict=True))


def _cell(cell: Cell, more: Cell, joiner: LineJoiner) -> Cell:
    if not (cell.text and more.text):
        return cell if cell.text else more
    lead = cell.lead
    if lead is None and cell.bold and not more.bold:
        lead = joiner.join_two(cell.text, more.lead) if more.lead else cell.text
    return Cell(joiner.join_two(cell.text, more.text), lead, cell.box, cell.bold and more.bold)
