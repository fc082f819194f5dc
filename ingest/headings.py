"""Which blocks are headings after all, and of which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus import Paragraph

from .blocks import Block
from .styles import Style

NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?(?:\s*[/|:–-])?\s+(?=\D)")
CONTENTS_LINE = re.compile(r"(\.\s?){4,}\s*\d{1,3}$")
CONTENTS_HEADING = re.compile(r"indhold(sfortegnelse)?|indholdsoversigt|contents", re.IGNORECASE)
ENDS_IN_PAGE = re.compile(r".*\D\s*\d{1,3}")
DEEPEST = 6
SENTENCE_LENGTH = 80
"""Characters from which a heading that ends in a full stop is a sentence in bold."""
SAME_SIZE = 0.6
"""Points within which two heading sizes are one level; rounding to half points makes them differ."""


def split_contents(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Paragraph, ...]]:
    """The *blocks* without a list of contents: dotted lines, or what ends in page numbers under "Indhold"."""
    kept: list[Block] = []
    contents: list[Paragraph] = []
    under_contents = False
    for block in blocks:
        if CONTENTS_HEADING.fullmatch(block.text.strip(" :")):
            under_contents = True
        elif block.kind == "table" or not _is_contents_line(block, under_contents):
            under_contents = False
            kept.append(block)
            continue
        contents.append(block.paragraph)
    return kept, tuple(contents)


def _is_contents_line(block: Block, under_contents: bool) -> bool:
    if CONTENTS_LINE.search(block.text):
        return True
    return under_contents and all(ENDS_IN_PAGE.fullmatch(line.text) for line in block.lines)


def without_false_headings(blocks: Sequence[Block]) -> list[Block]:
    """Headings that are text after all become text: bold sentences, the subtitle, what stands above the title."""
    title = _title(blocks)
    counts = Counter(block.style for block in blocks)
    checked: list[Block] = []
    above_title = title is not None
    for number, block in enumerate(blocks):
        above_title = above_title and block is not title
        if block.kind == "heading" and block is not title:
            is_sentence = block.text.endswith(".") and len(block.text) > SENTENCE_LENGTH
            below_title = number > 0 and blocks[number - 1] is title
            is_subtitle = below_title and counts[block.style] == 1 and not NUMBER.match(block.text)
            if is_sentence or above_title or (is_subtitle and title is not None and block.page == title.page):
                block = replace(block, kind="text", style=None)
        checked.append(block)
    return checked


def _title(blocks: Sequence[Block]) -> Block | None:
    """The document's title: the first of the largest headings among the first pages."""
    early = [block for block in blocks if block.style is not None and block.page <= blocks[0].page + 1]
    if not early:
        return None
    largest = max(block.style.size for block in early if block.style)
    return next(block for block in early if block.style and block.style.size >= largest - SAME_SIZE)


def title_once(blocks: Sequence[Block]) -> list[Block]:
    """A title repeated on the page after the cover is one heading, standing where the text begins."""
    title = _title(blocks)
    if title is None:
        return list(blocks)
    at = next(n for n, block in enumerate(blocks) if block is title)
    for number in range(at + 1, len(blocks)):
        block = blocks[number]
        if block.kind == "heading":
            if block.text.lower() == title.text.lower() and block.page > title.page:
                merged = replace(block, lines=title.lines + block.lines, style=title.style)
                return [*blocks[:at], *blocks[at + 1 : number], merged, *blocks[number + 1 :]]
            break
    return list(blocks)


def heading_levels(blocks: Sequence[Block]) -> dict[int, int]:
    """The level of each heading by its identity: 1 for the title, then by style, and by its number's depth.

    Styles are ranked by size, then weight, capitals and upright before italic. A heading numbered 2.1
    lies one below those numbered 2.
    """
    headings = [block for block in blocks if block.kind == "heading" and block.style is not None]
    title = _title(blocks)
    ranked = _ranked_styles([block.style for block in headings if block is not title and block.style])
    levels: dict[int, int] = {}
    base = 2 if title is not None else 1
    for block in headings:
        assert block.style is not None
        if block is title:
            levels[id(block)] = 1
            continue
        levels[id(block)] = min(base + ranked[block.style], DEEPEST)
    return levels


def _ranked_styles(styles: Sequence[Style]) -> dict[Style, int]:
    """The rank of each style, 0 for the highest; sizes within rounding of each other are one."""
    order = sorted(set(styles), key=lambda style: (-style.size, not style.bold, not style.capitals, style.italic))
    ranks: dict[Style, int] = {}
    rank = -1
    previous: Style | None = None
    for style in order:
        alike = (
            previous is not None
            and previous.size - style.size <= SAME_SIZE
            and (previous.bold, previous.italic) == (style.bold, style.italic)
        )
        if not alike:
            rank += 1
        ranks[style] = rank
        previous = style
    return ranks
