"""Lines in reading order become blocks: headings, paragraphs, list items, footnotes and captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus import Box, Paragraph, ParagraphKind
from corpus.sentences import ends_sentence

from .breaks import (
    BULLET,
    HEADING_GAP,
    NOTE_SIZE,
    SENTENCE_END,
    has_notes,
    is_drop_number,
    is_item_start,
    is_note_start,
    split_runs,
)
from .cells import CAPTION, FoundTable
from .lineends import HYPHENS, LineJoiner
from .lines import RAISED, Line
from .styles import LONG_HEADING, Style, ends_as_text, heading_style, quiet_heading_style
from .words import Word

BlockKind = Literal["heading", "text", "item", "footnote", "caption", "table"]

BULLET_PREFIX = re.compile(rf"{BULLET.pattern}\s?")
SMALL_ITEM = re.compile(r"\d{1,2}[.)]\s")
NOTE_NUMBER = re.compile(r"\d{1,3}")
NOTE_CALL = re.compile(r"(\S*[^\W\d]\S*[.,;:)”?!]|\S*[)%”][.,;:]?)(\d{1,3})")
"""A note called after a stop or a bracket: "dagtilbud.1", "(66 %).1"; "8.30" and "stk.1" in no note's page."""
PAGE_TURN_KINDS = ("table", "footnote")
"""What may stand between the two halves of a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. A table's block has no lines; only a heading has a style.

    ``page_starts`` are pairs of an offset into ``text`` and the page that begins there.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    text: str
    page_starts: tuple[tuple[int, int], ...]
    style: Style | None
    table: FoundTable | None

    @property
    def paragraph(self) -> Paragraph:
        """The block as running text; a heading is text here, as when it turns out to be none."""
        kind: ParagraphKind = "text" if self.kind == "heading" or self.kind == "table" else self.kind
        return Paragraph(self.text, kind, self.boxes, self.page_starts)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """One box for each column or page that the block stands in."""
        return self.table.boxes if self.table else boxes_of(self.lines)

    @property
    def page(self) -> int:
        return self.table.box.page if self.table else self.lines[0].page


def boxes_of(lines: Iterable[Line]) -> tuple[Box, ...]:
    """Boxes around runs of *lines* that go down one column."""
    boxes: list[Box] = []
    for line in lines:
        last = boxes[-1] if boxes else None
        if last and last.page == line.page and line.top >= last.top and line.bottom >= last.bottom - line.size:
            boxes[-1] = Box(
                last.page,
                min(last.x0, line.x0),
                last.top,
                max(last.x1, line.x1),
                max(last.bottom, line.bottom),
            )
        else:
            boxes.append(line.box)
    return tuple(boxes)


def find_blocks(
    regions: Sequence[Sequence[Line]], tables: Sequence[FoundTable], body_size: float, joiner: LineJoiner
) -> list[Block]:
    """The blocks of a document; paragraphs that run over a column or page end are one.

    *regions* are in reading order; a line with a mark stands for the table of that number.
    """
    blocks: list[Block] = []
    for region in regions:
        notes = has_notes(region, body_size)
        for run in split_runs(_with_drop_caps(region, body_size), body_size):
            blocks.append(_block(run, tables, body_size, joiner, notes=notes))
    return _continued(_without_note_marks(_with_small_lists(blocks, body_size), joiner), joiner)


def _with_small_lists(blocks: Sequence[Block], body_size: float) -> list[Block]:
    """The *blocks* with numbered items in a box, set as small as notes are, as the items of a list.

    A note follows text of the body's size; an item in a box follows a heading or small text.
    """
    listed: list[Block] = []
    for block in blocks:
        if block.kind == "footnote" and SMALL_ITEM.match(block.text) and listed and listed[-1].page == block.page:
            before = listed[-1]
            is_small = before.kind in ("text", "item") and before.lines[-1].size <= NOTE_SIZE * body_size
            if before.kind == "heading" or is_small:
                block = replace(block, kind="item")
        listed.append(block)
    return listed


def _with_drop_caps(region: Sequence[Line], body_size: float) -> list[Line]:
    """The lines of *region* with a large number beside a paragraph moved before its first line."""
    lines = list(region)
    for number in [line for line in region if is_drop_number(line, body_size)]:
        beside = next(
            (
                line
                for line in lines
                if line is not number
                and line.x0 >= number.x1 - 2
                and line.bottom > number.top + 0.1 * number.size
                and line.top < number.bottom
            ),
            None,
        )
        if beside is not None:
            lines.remove(number)
            lines.insert(lines.index(beside), number)
    return lines


def _block(
    run: Sequence[Line], tables: Sequence[FoundTable], body_size: float, joiner: LineJoiner, *, notes: bool
) -> Block:
    first = run[0]
    if first.mark is not None:
        return Block("table", (), "", (), None, tables[first.mark])
    text = joiner.join((line.text for line in run), page=first.page)
    kind, style = _kind(run, text, body_size, notes=notes)
    if kind == "item" and BULLET.match(text):
        text = BULLET_PREFIX.sub("", text, count=1)
    # A run never leaves its page; only _continued joins over a page end.
    return Block(kind, tuple(run), text, ((0, first.page),), style, None)


def _kind(run: Sequence[Line], text: str, body_size: float, *, notes: bool) -> tuple[BlockKind, Style | None]:
    first = run[0]
    if CAPTION.match(text) and len(text) < LONG_HEADING:
        return "caption", None
    if is_item_start(first) and BULLET.fullmatch(first.words[0].text):
        return "item", None
    for find_style in (heading_style, quiet_heading_style):
        styles = [find_style(line, body_size) for line in run]
        style = styles[0]
        if style and None not in styles and len(text) <= LONG_HEADING and not ends_as_text(text, style, body_size):
            return "heading", style
    if notes and is_note_start(first, body_size):
        return "footnote", None
    return ("item" if is_item_start(first) else "text"), None


def _without_note_marks(blocks: Sequence[Block], joiner: LineJoiner) -> list[Block]:
    """The *blocks* without the marks (¹) that call the footnotes of their page; "73.1" would be a number."""
    marks: dict[int, set[str]] = {}
    for block in blocks:
        if block.kind == "footnote" and (mark := NOTE_NUMBER.match(block.text)):
            marks.setdefault(block.page, set()).add(mark[0])
    return [
        _unmarked(block, marks[block.page], joiner) if block.kind in ("text", "item") and block.page in marks else block
        for block in blocks
    ]


def _unmarked(block: Block, marks: set[str], joiner: LineJoiner) -> Block:
    texts = [" ".join(filter(None, (_without_mark(word, line, marks) for word in line.words))) for line in block.lines]
    if texts == [line.text for line in block.lines]:
        return block
    text = joiner.join(texts)
    return replace(block, text=BULLET_PREFIX.sub("", text, count=1) if block.kind == "item" else text)


def _without_mark(word: Word, line: Line, marks: set[str]) -> str:
    """The word's text without a footnote's mark: small and raised, or set as a figure right after the stop."""
    if word.text in marks and word.size < RAISED * line.size:
        return ""
    call = NOTE_CALL.fullmatch(word.text)
    return call[1] if call and call[2] in marks else word.text


def _continued(blocks: Sequence[Block], joiner: LineJoiner) -> list[Block]:
    """The *blocks* with paragraphs joined that a column, page, table or footnote has cut."""
    joined: list[Block] = []
    for block in blocks:
        at = next((n for n in range(len(joined) - 1, -1, -1) if joined[n].kind not in PAGE_TURN_KINDS), None)
        if joined and _is_heading_rest(joined[-1], block):
            joined[-1] = _with_rest(joined[-1], block, joiner)
        elif at is not None and block.kind == "text" and _runs_on(joined[at], block, apart=at + 1 < len(joined)):
            joined[at] = _with_rest(joined[at], block, joiner)
        else:
            joined.append(block)
    return joined


def _is_heading_rest(before: Block, block: Block) -> bool:
    """Whether *block* is the last line of a heading over two columns, short enough to fit in one of them."""
    if before.kind != "heading" or block.kind != "heading" or before.style != block.style:
        return False
    last, first = before.lines[-1], block.lines[0]
    close = 0 < first.top - last.top < HEADING_GAP * first.size
    return close and first.page == last.page and abs(first.x0 - before.lines[0].x0) < first.size


def _with_rest(before: Block, rest: Block, joiner: LineJoiner) -> Block:
    text = joiner.join_two(before.text, rest.text, page=before.lines[-1].page)
    turned = rest.page != before.lines[-1].page
    starts = ((len(text) - len(rest.text), rest.page),) if turned else ()
    return replace(before, lines=before.lines + rest.lines, text=text, page_starts=before.page_starts + starts)


def _runs_on(before: Block, block: Block, *, apart: bool) -> bool:
    """Whether *block* is the rest of *before*, which breaks off without ending its sentence.

    Where a table or footnote stands between (*apart*), or the page turns, nothing else tells; within
    a column the gap has already said that a new paragraph begins, so there only a hyphen joins.
    """
    if before.kind not in ("text", "item") or abs(before.lines[-1].size - block.lines[0].size) > 0.6:
        return False
    last, first = before.lines[-1], block.lines[0]
    same_column = last.page == first.page and first.top >= last.bottom - 1 and not apart
    ends_in_hyphen = before.text[-1] in HYPHENS
    if same_column:
        return ends_in_hyphen and block.text[:1].islower()
    if block.text.startswith(("v.", "v/")):
        return False
    ended = before.text.endswith(SENTENCE_END) and (before.text[-1] != "." or ends_sentence(before.text))
    return ends_in_hyphen or (not ended and block.text[:1].islower())
