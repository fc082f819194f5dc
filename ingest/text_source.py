"""Plain text becomes parts, also what a bad extraction left of a PDF: cut lines, page numbers and flat tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import NothingToRead

from .decoding import decode
from .organisations import organisations
from .outline import Grid, Heading, Margin, Part, Text, joiner_of, reading_of
from .reading import Reading
from .text_blocks import TextBlock, find_text_blocks
from .text_headings import with_headings
from .text_lines import read_lines
from .text_order import in_order
from .text_tables import find_text_tables


def read_text(path: Path) -> Reading:
    """The structure of the text file at *path*.

    Raises:
        EmptyFile: the file has no bytes.
        NotText: the bytes are no text.
        NothingToRead: there are only blanks, page numbers and the like.
    """
    parts = parse_text(decode(path, path.read_bytes()))
    said = (part for part in parts if isinstance(part, Heading | Text | Grid))
    if not any(isinstance(part, Grid) or any(map(str.isalpha, part.text)) for part in said):
        raise NothingToRead(path, f"{path.name} har ingen tekst. Er det den rigtige fil?")
    return reading_of(parts, {})


def parse_text(text: str) -> list[Part]:
    """The parts of *text*, in reading order; what is none of the text stands last."""
    lines, margins = read_lines(text)
    joiner = joiner_of("\n".join(line.text for line in lines))
    blocks = with_headings(find_text_blocks(find_text_tables(lines, joiner), joiner))
    blocks, letterhead = _without_letterhead(in_order(blocks, joiner))
    return [*map(_part, blocks), *letterhead, *margins]


def _without_letterhead(blocks: Sequence[TextBlock]) -> tuple[list[TextBlock], list[Margin]]:
    """The *blocks* without the sender's name in capitals above the title, which a PDF keeps as furniture too."""
    title = next((n for n, block in enumerate(blocks) if block.kind == "heading"), 0)
    heads = [block for block in blocks[:title] if block.capitals and organisations().mentions(block.text)]
    kept = [block for block in blocks if not any(block is head for head in heads)]
    return kept, [Margin(head.text, True, head.lines) for head in heads]


def _part(block: TextBlock) -> Part:
    if block.grid is not None:
        return block.grid
    if block.kind == "heading":
        return Heading(block.text, block.level or 2, block.lines)
    kind = block.kind if block.kind in ("item", "footnote", "caption") else "text"
    return Text(block.text, kind, block.lines)
