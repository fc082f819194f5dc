"""Which blocks are headings after all, and of which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile, takewhile
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
SENTENCE_WORDS = 8
"""Words from which it is one where all that is set alike ends so; a heading that long is often a sentence."""
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
    unended = {block.style for block in blocks if block.style and not block.text.endswith(".")}
    front = _front_styles(blocks, title)
    checked: list[Block] = []
    above_title = title is not None
    for number, block in enumerate(blocks):
        above_title = above_title and block is not title
        if block.kind == "heading" and block is not title and not (block.style and block.style.run_in):
            is_sentence = _is_sentence(block, is_alone=counts[block.style] == 1, ends_alike=block.style not in unended)
            below_title = number > 0 and blocks[number - 1] is title and not NUMBER.match(block.text)
            is_subtitle = below_title and (counts[block.style] == 1 or _is_on_cover(blocks, number))
            is_subtitle = is_subtitle and title is not None and block.page == title.page
            if is_sentence or above_title or is_subtitle or block.style in front:
                block = replace(block, kind="text", style=None)
        checked.append(block)
    return checked


def _front_styles(blocks: Sequence[Block], title: Block | None) -> set[Style]:
    """The light styles of lines that introduce the document: under its title and above the first larger heading.

    No later heading has them, and hardly any text stands among them, but for what is set as large as they are.
    """
    below = list(dropwhile(lambda block: block is not title, blocks))[1:]
    light = {block.style for block in below if block.style and not block.style.bold and not block.style.run_in}
    return {style for style in light if _is_of_front(style, below)}


def _is_of_front(style: Style, below: Sequence[Block]) -> bool:
    front = list(takewhile(lambda block: not block.style or block.style.size <= style.size + SAME_SIZE, below))
    others = [block for block in front if not block.style and abs(block.setting.first.size - style.size) > SAME_SIZE]
    words = sum(len(block.text.split()) for block in others)
    is_over = style not in (block.style for block in below[len(front) :])
    return is_over and len(front) < len(below) and words < COVER_WORDS


def _is_sentence(block: Block, *, is_alone: bool, ends_alike: bool) -> bool:
    """Whether a heading is text set large or bold: one whole sentence, or the rest of one."""
    if is_alone and block.text[:1].islower():
        return True
    is_long = len(block.text) > SENTENCE_LENGTH or (ends_alike and len(block.text.split()) >= SENTENCE_WORDS)
    return block.text.endswith(".") and is_long


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
    ranked = _ranked_styles([(styles[id(block)], block.text) for block in headings if block is not title])
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
    """The style of each heading, its size as it would be in the running text: a box sets all in smaller type.

    A style that stands over text of the usual size too is none of a box.
    """
    body = _usual_size(blocks)
    below_size: dict[int, float | None] = {}
    below: list[Block] = []
    for block in reversed(blocks):
        if block.style is None:
            below.append(block)
        else:
            below_size[id(block)] = _usual_size(below)
            below = []
    headings = [(block, block.style) for block in blocks if block.style is not None]
    usual = {style for block, style in headings if not _is_small(below_size[id(block)], body)}
    styles: dict[int, Style] = {}
    for block, style in headings:
        own = below_size[id(block)]
        if body and own and _is_small(own, body) and style not in usual:
            style = style._replace(size=round(2 * style.size * body / own) / 2)
        styles[id(block)] = style
    return styles


def _is_small(own: float | None, body: float | None) -> bool:
    """Whether text of size *own* is smaller than the *body*."""
    return own is not None and body is not None and own < SMALL_TEXT * body


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


def _ranked_styles(headings: Sequence[tuple[Style, str]]) -> dict[Style, int]:
    """The rank of the style of each of *headings*, 0 for the highest; sizes within rounding of each other are one.

    Capitals tell only where several headings are set in them and several are not: one may be an abbreviation. A style
    that one long heading has stands for no level of its own: it is a subtitle, or a sentence set large.
    """
    counts = Counter(style for style, _ in headings)
    lone = {style for style, text in headings if counts[style] == 1 and len(text.split()) >= SENTENCE_WORDS}
    order = sorted(
        counts, key=lambda style: (style.run_in, -style.size, not style.bold, not style.capitals, style.italic)
    )
    ranks: dict[Style, int] = {}
    rank = -1
    previous: Style | None = None
    for style in order:
        alike = (
            previous is not None
            and previous.size - style.size <= SAME_SIZE
            and (previous.bold, previous.italic, previous.run_in) == (style.bold, style.italic, style.run_in)
            and (previous.capitals == style.capitals or min(counts[previous], counts[style]) < SEVERAL)
        )
        if not alike and previous not in lone:
            rank += 1
        ranks[style] = rank
        previous = style
    return ranks
