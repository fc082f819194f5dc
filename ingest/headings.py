"""Which blocks are headings after all, and of which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from corpus import Box, Paragraph

from .blocks import Block
from .setting import Edge, Setting
from .speakers import SPEAKER_MARK
from .styles import Style

Value = TypeVar("Value")

NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?(?:\s*[/|:–-])?\s+(?=\D)")
CONTENTS_LINE = re.compile(r"(\.\s?){4,}\s*\d{1,3}$")
CONTENTS_HEADING = re.compile(r"indhold(sfortegnelse)?|indholdsoversigt|contents", re.IGNORECASE)
DEEPEST = 6
SENTENCE_LENGTH = 80
"""Characters from which a heading that ends in a full stop is a sentence in bold."""
COVER_WORDS = 60
"""Words below a subtitle on a cover: who publishes it, a date, a line on its purpose."""
SMALL_TEXT = 0.97
"""Size against the body's below which the text under a heading is a box's, not the running text's."""
SEVERAL = 2
"""Headings set alike that make a style of the document."""
MOST_LINES = 3
"""Lines of a heading that is known by its slope alone."""
TITLE_WITHIN = 1
"""Pages after the first on which the title may stand."""
OUTLINED = 2 * SENTENCE_LENGTH
"""Characters of a text in italics from which it is too long for a heading; of other text the opening tells ..."""
OPENING = 40
"""... whether it begins with the mark of a speaker."""
SAME_SIZE = 0.6
"""Points within which two heading sizes are one level; rounding to half points makes them differ."""


def without_contents(blocks: Iterable[Block], contents: list[Paragraph]) -> Iterator[Block]:
    """The *blocks* without a list of contents, which is added to *contents*.

    It is dotted lines, or what ends in page numbers under "Indhold".
    """
    under_contents = False
    for block in blocks:
        if CONTENTS_HEADING.fullmatch(block.text.strip(" :")):
            under_contents = True
        elif block.kind == "table" or not _is_contents_line(block, under_contents):
            under_contents = False
            yield block
            continue
        contents.append(block.paragraph)


def _is_contents_line(block: Block, under_contents: bool) -> bool:
    if CONTENTS_LINE.search(block.text):
        return True
    return under_contents and block.setting.in_figures


def outline_of(blocks: Iterable[Block]) -> tuple[list[Block], bytearray]:
    """As much of *blocks* as tells which of them are headings, and for each of them whether it is there itself.

    Of a long document all are looked at together. What stands about the title is there whole. Beyond it upright text
    under text can be no heading, and only its letters are added to the text that it follows.
    """
    outline: list[Block] = []
    there = bytearray()
    about_title, is_text = 0, False
    for block in blocks:
        about_title = about_title or block.page + TITLE_WITHIN
        was_text, is_text = is_text, block.page > about_title and _is_plain_text(block)
        there.append(not (was_text and is_text))
        if there[-1]:
            outline.append(_outlined(block) if block.page > about_title else block)
        else:
            outline[-1] = _with_letters_of(block, outline[-1])
    return outline, there


def _is_plain_text(block: Block) -> bool:
    return block.kind in ("text", "item") and block.opening is None and not block.setting.italic


def _with_letters_of(block: Block, above: Block) -> Block:
    letters = Counter(dict(above.setting.letters))
    for size, count in block.setting.letters:
        letters[size] += count
    return replace(above, setting=above.setting._replace(letters=tuple(letters.items())))


def _outlined(block: Block) -> Block:
    """*block* with its text cut where it is no heading's, and without places and cells."""
    was, page = block.setting, block.page
    edge, style = _same(Edge(page, 0.0, 0.0, 0.0, was.first.size)), _same(was.style)
    boxes, letters = _same((Box(page, 0.0, 0.0, 0.0, 0.0),)), _same(was.letters)
    setting = Setting(edge, edge, style, boxes, letters, was.length, was.italic, was.in_figures)
    is_heading, most = block.kind == "heading", OUTLINED if was.italic else OPENING
    text = block.text if is_heading else block.text[:most]
    return Block(_same(block.kind), setting, text, (), (), _same(block.style), None, block.opening)


@lru_cache(maxsize=4096, typed=True)
def _same(value: Value) -> Value:
    """The object that was equal to *value* before and of its class, so that what many blocks share is kept once."""
    return value


def without_false_headings(blocks: Sequence[Block]) -> list[Block]:
    """Headings that are text after all become text: bold sentences, the subtitle, what stands above the title."""
    title = _title(blocks)
    counts = Counter(block.style for block in blocks)
    checked: list[Block] = []
    above_title = title is not None
    for number, block in enumerate(blocks):
        above_title = above_title and block is not title
        if block.kind == "heading" and block is not title and not (block.style and block.style.run_in):
            is_sentence = block.text.endswith(".") and len(block.text) > SENTENCE_LENGTH
            below_title = number > 0 and blocks[number - 1] is title and not NUMBER.match(block.text)
            is_subtitle = below_title and (counts[block.style] == 1 or _is_on_cover(blocks, number))
            if is_sentence or above_title or (is_subtitle and title is not None and block.page == title.page):
                block = replace(block, kind="text", style=None)
        checked.append(block)
    return checked


def _is_on_cover(blocks: Sequence[Block], number: int) -> bool:
    """Whether no other heading and hardly any text follow the heading at *number* on its page."""
    below = [block for block in blocks[number + 1 :] if block.page == blocks[number].page]
    is_bare = all(block.kind == "text" for block in below)
    return is_bare and sum(len(block.text.split()) for block in below) < COVER_WORDS


def _title(blocks: Sequence[Block]) -> Block | None:
    """The document's title: the first of the largest headings among the first pages."""
    within = blocks[0].page + TITLE_WITHIN if blocks else 0
    early = [block for block in blocks if block.style and not block.style.run_in and block.page <= within]
    if not early:
        return None
    largest = max(block.style.size for block in early if block.style)
    return next(block for block in early if block.style and block.style.size >= largest - SAME_SIZE)


def title_again(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Where the title stands, and where it is repeated on the page after the cover, before any other heading."""
    title = _title(blocks)
    if title is None:
        return None
    at = next(n for n, block in enumerate(blocks) if block is title)
    again = next((n for n in range(at + 1, len(blocks)) if blocks[n].kind == "heading"), None)
    if again is None or blocks[again].text.lower() != title.text.lower() or blocks[again].page <= title.page:
        return None
    return at, again


def heading_levels(blocks: Sequence[Block]) -> dict[int, int]:
    """The level of each heading by its identity: 1 for the title, then by style, and by its number's depth.

    Styles are ranked by size, then weight, capitals and upright before italic. A heading numbered 2.1
    lies one below those numbered 2.
    """
    headings = [block for block in blocks if block.kind == "heading" and block.style is not None]
    title = _title(blocks)
    styles = _styles_for_their_text(blocks)
    ranked = _ranked_styles([styles[id(block)] for block in headings if block is not title])
    levels: dict[int, int] = {}
    base = 2 if title is not None else 1
    for block in headings:
        assert block.style is not None
        if block is title:
            levels[id(block)] = 1
            continue
        rank = ranked[styles[id(block)]]
        levels[id(block)] = min(max(2, base + rank) if block.style.run_in else base + rank, DEEPEST)
    return levels


def _styles_for_their_text(blocks: Sequence[Block]) -> dict[int, Style]:
    """The style of each heading, its size as it would be in the running text: a box sets all in smaller type."""
    body = _usual_size(blocks)
    styles: dict[int, Style] = {}
    below: list[Block] = []
    for block in reversed(blocks):
        if block.style is None:
            below.append(block)
            continue
        own = _usual_size(below)
        size = block.style.size
        if body and own and own < SMALL_TEXT * body:
            size = round(2 * size * body / own) / 2
        styles[id(block)] = block.style._replace(size=size)
        below = []
    return styles


def _usual_size(blocks: Sequence[Block]) -> float | None:
    """The type size of most letters in the paragraphs of *blocks*; ``None`` if there are none."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        for size, letters in block.setting.letters if block.kind in ("text", "item") else ():
            sizes[size] += letters
    return sizes.most_common(1)[0][0] if sizes else None


def with_italic_headings(blocks: Sequence[Block]) -> list[Block]:
    """Short lines in italics that stand alone above text, as headings, if the document has several such.

    A single one is more often a subtitle or an emphasis than a heading.
    """
    first = next((number for number, block in enumerate(blocks) if block.kind == "heading"), len(blocks))
    found = [number for number in range(first + 1, len(blocks) - 1) if _is_italic_heading(blocks, number)]
    sizes = Counter(blocks[number].setting.first.size for number in found)
    headings = {number for number in found if sizes[blocks[number].setting.first.size] >= SEVERAL}
    return [
        replace(block, kind="heading", style=block.setting.style) if number in headings else block
        for number, block in enumerate(blocks)
    ]


def _is_italic_heading(blocks: Sequence[Block], number: int) -> bool:
    block, below = blocks[number], blocks[number + 1]
    if block.kind != "text" or block.setting.length > MOST_LINES or not block.setting.italic:
        return False
    text = block.text
    begins = text[:1].isupper() or NUMBER.match(text) is not None
    if not begins or SPEAKER_MARK.match(text) or text.endswith((".", ",", ";", ":")):
        return False
    if len(text) > SENTENCE_LENGTH + 40 or text[:1] in '”"“»«':
        return False
    is_text = below.kind in ("text", "item") and not below.setting.italic
    return is_text or (below.kind == "text" and SPEAKER_MARK.match(below.text) is not None) or below.kind == "table"


def _ranked_styles(styles: Sequence[Style]) -> dict[Style, int]:
    """The rank of each style, 0 for the highest; sizes within rounding of each other are one."""
    order = sorted(
        set(styles), key=lambda style: (style.run_in, -style.size, not style.bold, not style.capitals, style.italic)
    )
    ranks: dict[Style, int] = {}
    rank = -1
    previous: Style | None = None
    for style in order:
        alike = (
            previous is not None
            and previous.size - style.size <= SAME_SIZE
            and (previous.bold, previous.italic, previous.run_in) == (style.bold, style.italic, style.run_in)
        )
        if not alike:
            rank += 1
        ranks[style] = rank
        previous = style
    return ranks
