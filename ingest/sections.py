"""Blocks become sections: headings with their levels and numbers, and what stands under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus import Paragraph, Section, Table
from corpus.shelf import Shelf

from .blocks import Block
from .cells import CAPTION_NUMBER, FoundTable
from .headings import (
    NUMBER,
    heading_levels,
    outline_of,
    title_again,
    with_italic_headings,
    without_false_headings,
)
from .run_ins import run_ins, with_run_ins

TOGETHER = 8
"""Sections in a pack of the shelf; a page has two."""


def build_sections(blocks: Shelf[Block]) -> Sequence[Section]:
    """The sections of a document in reading order; *blocks* are taken."""
    return Shelf(_sections(_with_headings(blocks)), TOGETHER).or_tuple()


def _with_headings(blocks: Shelf[Block]) -> Iterator[tuple[Block, int]]:
    """The *blocks*, each of which is a heading or none after all, with its level; a title said twice is one."""
    outlined, there = outline_of(blocks)
    kinds = run_ins(outlined)
    told = without_false_headings(with_italic_headings(list(with_run_ins(outlined, kinds))))
    twice = title_again(told)
    if twice is not None:
        told[twice[1]] = replace(told[twice[1]], style=told[twice[0]].style)
    levels = heading_levels([one for place, one in enumerate(told) if twice is None or place != twice[0]])
    told_in_order = enumerate(told)
    for block, is_there in zip(blocks.taken(), there, strict=True):
        if not is_there:
            yield block, 0
            continue
        for part, (place, one) in zip(with_run_ins([block], kinds), told_in_order, strict=False):
            if twice is not None and place == twice[0]:
                continue
            setting = part.setting
            if twice is not None and place == twice[1]:
                setting = told[twice[0]].setting.followed_by(setting)
            yield replace(part, kind=one.kind, style=one.style, setting=setting), levels.get(id(one), 0)


def _sections(blocks: Iterable[tuple[Block, int]]) -> Iterator[Section]:
    heading: tuple[Block, int] | None = None
    inside: list[Block] = []
    for block, level in blocks:
        if block.kind != "heading":
            inside.append(block)
            continue
        if heading is not None or inside:
            yield _section(heading, inside)
        heading, inside = (block, level), []
    if heading is not None or inside:
        yield _section(heading, inside)


def _section(headed: tuple[Block, int] | None, blocks: Sequence[Block]) -> Section:
    heading, level = headed if headed is not None else (None, 0)
    number = NUMBER.match(heading.text) if heading else None
    return Section(
        heading=heading.text if heading else None,
        level=level,
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
