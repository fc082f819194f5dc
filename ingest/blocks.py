"""Lines in reading order become blocks: headings, paragraphs, list items, footnotes and captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from corpus import Box, NoteCall, Paragraph, ParagraphKind
from corpus.sentences import ends_sentence

from .breaks import (
    BULLET,
    HEADING_GAP,
    INDENT,
    NOTE_SIZE,
    SENTENCE_END,
    SPEAKER_LINE,
    cut_at_notes,
    has_notes,
    is_drop_number,
    is_item_start,
    is_note_start,
    left_side,
    right_side,
    split_runs,
)
from .cells import CAPTION, FoundTable
from .laid_out import LaidOut
from .lineends import HYPHENS, LineJoiner
from .lines import Line
from .notes import Unmarked, mark_of, marks_called, moved, unmarked
from .openings import Opening, opening_of
from .setting import Setting, Sides, setting_of
from .styles import LONG_HEADING, Style, common_style, ends_as_text, heading_style, quiet_heading_style

BlockKind = Literal["heading", "text", "item", "footnote", "caption", "table"]

BULLET_PREFIX = re.compile(rf"{BULLET.pattern}\s?")
SMALL_ITEM = re.compile(r"\d{1,2}[.)]\s")
NEXT_LINE = 0.8
"""White between two lines of a paragraph, as a share of their size, at most; few paragraphs stand that close."""
LETTER = 0.45
"""Width of a letter as a share of the type size; narrow types have less, wide ones more."""
SPEAKER_MARKS = ("v.", "v/")
PAGE_TURN_KINDS = ("table", "footnote", "caption")
"""What may stand between the two halves of a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, as text. Only a heading has a style; of a table only the place is set.

    Only a paragraph has an opening, see :mod:`ingest.run_ins`.

    ``page_starts`` are pairs of an offset into ``text`` and the page that begins there; ``calls`` are the places
    in it that call footnotes, whose marks are taken out.
    """

    kind: BlockKind
    setting: Setting
    text: str
    page_starts: tuple[tuple[int, int], ...]
    calls: tuple[NoteCall, ...]
    style: Style | None
    table: FoundTable | None
    opening: Opening | None = None

    @property
    def paragraph(self) -> Paragraph:
        """The block as running text; a heading is text here, as when it turns out to be none."""
        kind: ParagraphKind = "text" if self.kind == "heading" or self.kind == "table" else self.kind
        mark = mark_of(self.text) if kind == "footnote" else None
        return Paragraph(self.text, kind, self.boxes, self.page_starts, self.calls, mark)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """One box for each column or page that the block stands in."""
        return self.table.boxes if self.table else self.setting.boxes

    @property
    def page(self) -> int:
        return self.boxes[0].page


class _Draft(NamedTuple):
    """A block whose lines still have their words."""

    kind: BlockKind
    lines: Sequence[Line]
    text: str
    style: Style | None


def find_blocks(pages: Iterable[LaidOut], body_size: float, joiner: LineJoiner) -> Iterator[Block]:
    """The blocks of a document, each in one column; see :func:`continued`."""
    return (block for page in pages for block in _blocks_on(page, body_size, joiner))


def _blocks_on(page: LaidOut, body_size: float, joiner: LineJoiner) -> Iterator[Block]:
    """The blocks of one page."""
    called = marks_called(line for region in page.regions for line in region)
    drafts, columns = list[_Draft](), list[Sides]()
    for whole in page.regions:
        for region in cut_at_notes(whole, called, body_size):
            notes = has_notes(region, body_size)
            sides = Sides(left_side(region, body_size), right_side(region, body_size))
            for run in split_runs(_with_drop_caps(region, body_size), body_size):
                drafts.append(_draft(run, body_size, joiner, notes=notes))
                columns.append(sides)
    drafts = _with_small_lists(drafts, called, body_size)
    notes_here = frozenset(
        mark for draft in drafts for mark in [mark_of(draft.text) if draft.kind == "footnote" else None] if mark
    )
    for draft, sides in zip(drafts, columns, strict=True):
        yield _block(draft, sides, page.tables, notes_here, joiner)


def _block(
    draft: _Draft, sides: Sides, tables: Sequence[FoundTable], notes: frozenset[str], joiner: LineJoiner
) -> Block:
    first = draft.lines[0]
    text, calls = Unmarked(draft.text, ())
    if draft.kind not in ("footnote", "table"):
        text, calls = unmarked(draft.lines, text, notes, joiner)
    if draft.kind == "item" and (bullet := BULLET_PREFIX.match(text)):
        text, calls = text[bullet.end() :], tuple(moved(call, -bullet.end()) for call in calls)
    # A run never leaves its page; only continued() joins over a page end.
    return Block(
        kind=draft.kind,
        setting=setting_of(draft.lines, sides),
        text=text,
        page_starts=_begins_on(first.page) if first.mark is None else (),
        calls=calls,
        style=draft.style,
        table=tables[first.mark] if first.mark is not None else None,
        opening=opening_of(draft.lines, text, joiner) if draft.kind == "text" else None,
    )


@lru_cache(maxsize=16)
def _begins_on(page: int) -> tuple[tuple[int, int], ...]:
    """The page starts of a text that begins on *page*, one object for all of them."""
    return ((0, page),)


def _with_small_lists(drafts: Sequence[_Draft], called: frozenset[str], body_size: float) -> list[_Draft]:
    """The *drafts* with numbered items in a box, set as small as notes are, as the items of a list.

    A note follows text of the body's size, or is *called* on the page; an item in a box follows a heading or small
    text.
    """
    listed: list[_Draft] = []
    for draft in drafts:
        if draft.kind == "footnote" and SMALL_ITEM.match(draft.text) and listed and mark_of(draft.text) not in called:
            before = listed[-1]
            is_small = before.kind in ("text", "item") and before.lines[-1].size <= NOTE_SIZE * body_size
            if before.kind == "heading" or is_small:
                draft = draft._replace(kind="item")
        listed.append(draft)
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


def _draft(run: Sequence[Line], body_size: float, joiner: LineJoiner, *, notes: bool) -> _Draft:
    first = run[0]
    if first.mark is not None:
        return _Draft("table", run, "", None)
    text = joiner.join((line.text for line in run), page=first.page)
    kind, style = _kind(run, text, body_size, notes=notes)
    return _Draft(kind, run, text, style)


def _kind(run: Sequence[Line], text: str, body_size: float, *, notes: bool) -> tuple[BlockKind, Style | None]:
    first = run[0]
    if CAPTION.match(text) and len(text) < LONG_HEADING:
        return "caption", None
    if is_item_start(first) and BULLET.fullmatch(first.words[0].text):
        return "item", None
    for find_style in (heading_style, quiet_heading_style):
        styles = [find_style(line, body_size) for line in run]
        style = common_style(run, body_size) or (styles[0] if None not in styles else None)
        if style and len(text) <= LONG_HEADING and not ends_as_text(text, style, body_size):
            return "heading", style
    if notes and is_note_start(first, body_size):
        return "footnote", None
    return ("item" if is_item_start(first) else "text"), None


def continued(blocks: Iterable[Block], joiner: LineJoiner) -> Iterator[Block]:
    """The *blocks* of a document with paragraphs joined that a column, page, table or footnote has cut."""
    waiting: list[Block] = []  # what may go on, and the tables and footnotes after it
    for block in blocks:
        if waiting and _is_heading_rest(waiting[-1], block):
            waiting[-1] = with_rest(waiting[-1], block, joiner)
        elif waiting and block.kind == "text" and runs_on(waiting[0], block, apart=len(waiting) > 1):
            waiting[0] = with_rest(waiting[0], block, joiner)
        else:
            if block.kind not in PAGE_TURN_KINDS:
                yield from waiting
                waiting = []
            waiting.append(block)
    yield from waiting


def _is_heading_rest(before: Block, block: Block) -> bool:
    """Whether *block* is the rest of a heading or a bold caption: cut by a column's end, or its short last line."""
    if before.kind not in ("heading", "caption") or block.kind != "heading":
        return False
    if before.setting.style != block.setting.style:
        return False
    if block.text[:1].islower() and not before.text.endswith(SENTENCE_END) and not SPEAKER_LINE.match(block.text):
        return True
    last, first = before.setting.last, block.setting.first
    close = 0 < first.top - last.top < HEADING_GAP * first.size
    return close and first.page == last.page and abs(first.x0 - before.setting.first.x0) < first.size


def with_rest(before: Block, rest: Block, joiner: LineJoiner) -> Block:
    """*before* with *rest*, which stands in another column or on another page, added to it."""
    text = joiner.join_two(before.text, rest.text, page=before.setting.last.page)
    turned = rest.page != before.setting.last.page
    start = len(text) - len(rest.text)
    return replace(
        before,
        setting=before.setting.followed_by(rest.setting),
        text=text,
        page_starts=before.page_starts + (((start, rest.page),) if turned else ()),
        calls=before.calls + tuple(moved(call, start) for call in rest.calls),
    )


def runs_on(before: Block, block: Block, *, apart: bool) -> bool:
    """Whether *block* is the rest of *before*, which breaks off without ending its sentence or its line.

    Where a table or footnote stands between (*apart*), or the page turns, nothing else tells; within
    a column the gap has already said that a new paragraph begins, so there only a hyphen joins, or that there is no
    gap, as where the text beside a picture goes on below it.
    """
    if before.kind not in ("text", "item") or abs(before.setting.last.size - block.setting.first.size) > 0.6:
        return False
    last, first = before.setting.last, block.setting.first
    is_below = last.page == first.page and first.top >= last.bottom - 1
    ends_in_hyphen = before.text[-1] in HYPHENS
    if is_below and not apart:
        return block.text[:1].islower() and (ends_in_hyphen or _is_next_line(before, block))
    if block.text.startswith(SPEAKER_MARKS):
        return False
    ended = before.text.endswith(SENTENCE_END) and (before.text[-1] != "." or ends_sentence(before.text))
    if ends_in_hyphen or (not ended and block.text[:1].islower()):
        return True
    if before.kind != "text" or ended or is_below or before.setting.in_figures or SPEAKER_LINE.match(before.text):
        return False
    return _fills_its_line(before, block)


def _is_next_line(before: Block, block: Block) -> bool:
    """Whether *block* is set as *before* is, and begins where its next line would."""
    last, first = before.setting.last, block.setting.first
    near = first.top - last.bottom < NEXT_LINE * first.size and abs(first.x0 - last.x0) < first.size
    goes_on = not before.text.endswith(SENTENCE_END) and not block.text.startswith(SPEAKER_MARKS)
    return near and goes_on and before.setting.style == block.setting.style


def _fills_its_line(before: Block, block: Block) -> bool:
    """Whether the last line of *before* has no room for the first word of *block*, which is not indented."""
    size = block.setting.first.size
    word = LETTER * size * len(block.text.split(maxsplit=1)[0])
    return before.setting.room < word and block.setting.indent < INDENT[0] * size
