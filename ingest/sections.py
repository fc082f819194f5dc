"""Blocks become sections: headings with their levels and numbers, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from corpus import Paragraph, Section, Table

from .blocks import Block
from .cells import FoundTable
from .headings import NUMBER, heading_levels, split_contents, title_once, without_false_headings

CAPTION_NUMBER = re.compile(r"\D+(\d+(?:\.\d+)?)")


def build_sections(blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """The sections of a document in reading order, and its list of contents, which is no text of it."""
    blocks, contents = split_contents(blocks)
    blocks = title_once(without_false_headings(blocks))
    levels = heading_levels(blocks)
    sections: list[Section] = []
    heading: Block | None = None
    inside: list[Block] = []
    for block in [*blocks, None]:
        if block is None or block.kind == "heading":
            if heading is not None or inside:
                sections.append(_section(heading, inside, levels))
            heading, inside = block, []
        else:
            inside.append(block)
    return tuple(sections), contents


def _section(heading: Block | None, blocks: Sequence[Block], levels: dict[int, int]) -> Section:
    number = NUMBER.match(heading.text) if heading else None
    return Section(
        heading=heading.text if heading else None,
        level=levels[id(heading)] if heading else 0,
        number=number[1] if number else None,
        heading_boxes=heading.boxes if heading else (),
        blocks=tuple(_with_captions(blocks)),
    )


def _with_captions(blocks: Sequence[Block]) -> list[Paragraph | Table]:
    """Paragraphs and tables; a caption just above its table, or else just below, becomes the table's own."""
    content: list[Paragraph | Table] = []
    taken: set[int] = set()
    for number, block in enumerate(blocks):
        if number in taken:
            continue
        if block.kind != "table":
            content.append(block.paragraph)
            continue
        assert block.table is not None
        caption = None
        below = blocks[number + 1] if number + 1 < len(blocks) else None
        if content and isinstance(content[-1], Paragraph) and content[-1].kind == "caption":
            caption = content[-1].text
            content.pop()
        elif below is not None and below.kind == "caption" and not _caption_of_next(blocks, number + 1):
            caption = below.text
            taken.add(number + 1)
        table = _table(block.table, caption)
        above = _last_table(content)
        if above is not None and caption is None and _continues_table(cast(Table, content[above]), table):
            content[above] = _joined(cast(Table, content[above]), table)
        else:
            content.append(table)
    return content


def _last_table(content: Sequence[Paragraph | Table]) -> int | None:
    """Where the table stands that the content so far ends with, footnotes aside."""
    for number in range(len(content) - 1, -1, -1):
        block = content[number]
        if isinstance(block, Table):
            return number
        if block.kind != "footnote":
            return None
    return None


def _caption_of_next(blocks: Sequence[Block], number: int) -> bool:
    return number + 1 < len(blocks) and blocks[number + 1].kind == "table"


def _table(found: FoundTable, caption: str | None) -> Table:
    number = CAPTION_NUMBER.match(caption) if caption else None
    return Table(
        caption=caption,
        number=number[1] if number else None,
        header=tuple(tuple(cell.text for cell in row) for row in found.header),
        rows=tuple(tuple(cell.text for cell in row) for row in found.rows),
        boxes=(found.box,),
    )


def _continues_table(above: Table, below: Table) -> bool:
    """Whether *below* goes on where the page before ended: the next page, the same columns and width."""
    last, first = above.boxes[-1], below.boxes[0]
    columns = len((above.header + above.rows)[0]) == len((below.header + below.rows)[0])
    same_width = abs(last.x0 - first.x0) < 4 and abs(last.x1 - first.x1) < 4
    return first.page == last.page + 1 and columns and same_width


def _joined(above: Table, below: Table) -> Table:
    rows = below.header + below.rows
    if above.header and rows[: len(above.header)] == above.header:
        rows = rows[len(above.header) :]
    return replace(above, rows=above.rows + rows, boxes=above.boxes + below.boxes)
