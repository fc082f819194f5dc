"""The running text of a document: headings, and the paragraphs and tables under each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .places import Box, PageSpan, span_of

ParagraphKind = Literal["text", "item", "footnote", "caption"]


@dataclass(frozen=True, slots=True, order=True)
class NoteCall:
    """A place in a paragraph that calls a footnote: the offset at which its mark stood, and the mark itself.

    The mark is no part of the text: "73.1" would be a number.
    """

    offset: int
    mark: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Clean running text with the boxes it was read from, at least one; one list item is one paragraph.

    ``page_starts`` says on which page each character stands: pairs of an offset into ``text`` and the
    page that begins there, ascending. The first is ``(0, first page)``; a paragraph that runs over a
    page break has another pair for each further page. ``calls`` are the places that call footnotes, in
    their order; ``mark`` is what a footnote opens with ("1", "*").
    """

    text: str
    kind: ParagraphKind
    boxes: tuple[Box, ...]
    page_starts: tuple[tuple[int, int], ...]
    calls: tuple[NoteCall, ...] = ()
    mark: str | None = None

    @property
    def pages(self) -> PageSpan:
        return span_of(self.boxes)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as data; every row has the same number of cells, an empty cell is ``""``.

    Attributes:
        caption: the caption as printed, with its label ("Tabel 3 Tilfredshed").
        number: the number in that label ("3").
        header: the header rows, top first; a cell over several columns stands in its first one.
        rows: the body rows, cells as printed.
        boxes: one for each page that the table stands on.
        row_pages: the page on which each of ``rows`` begins; empty where all stand on the first, or nobody noted it.
    """

    caption: str | None
    number: str | None
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    boxes: tuple[Box, ...]
    row_pages: tuple[int, ...] = ()

    @property
    def pages(self) -> PageSpan:
        return span_of(self.boxes)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, in reading order, up to the next heading of any level.

    Attributes:
        heading: clean text, ``None`` for what precedes the first heading.
        level: 1 for the document's title, 2 for its chapters and so on; 0 without a heading.
        number: "2.1" or "01" where the heading is numbered.
        heading_boxes: where the heading stands; empty without a heading.
        blocks: paragraphs and tables.
    """

    heading: str | None
    level: int
    number: str | None
    heading_boxes: tuple[Box, ...]
    blocks: tuple[Paragraph | Table, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def pages(self) -> PageSpan:
        return span_of(self.heading_boxes + tuple(box for block in self.blocks for box in block.boxes))
