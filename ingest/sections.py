"""Blocks become sections: headings with their levels and numbers, and what stands under each."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Paragraph, Section, Table

from .blocks import Block
from .cells import CAPTION_NUMBER, FoundTable
from .headings import NUMBER, heading_levels, split_contents, title_once, with_italic_headings, without_false_headings


def build_sections(blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """The sections of a document in reading order, and its list of contents, which is no text of it."""
    blocks, contents = split_contents(blocks)
    blocks = title_once(without_false_headings(with_italic_headings(blocks)))
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
        content.append(_table(block.table, caption))
    return content


def _caption_of_next(blocks: Sequence[Block], number: int) -> bool:
    return number + 1 < len(blocks) and blocks[number + 1].kind == "table"


def _table(found: FoundTable, caption: str | None) -> Table:
    number = CAPTION_NUMBER.match(caption) if caption else None
    return Table(
        caption=caption,
        number=number[1] if number else None,
        header=tuple(tuple(cell.text for cell in row) for row in found.header),
        rows=tuple(tuple(cell.text for cell in row) for row in found.rows),
        boxes=found.boxes,
        row_pages=found.row_pages,
    )
