"""The JSON shapes of how a document was read: pages, line ends, footnotes, warnings."""

from __future__ import annotations

from typing import Literal

from corpus import ReadingMethod

from .shape import Shape


class Warning(Shape):
    """Something that a reader of the document should know."""

    page: int | None
    code: str
    message: str


class PageReading(Shape):
    """How a page was read, and how far that can be trusted; shares from 0 to 1, sizes in points."""

    number: int
    width: float
    height: float
    method: ReadingMethod
    known_words: float | None
    order_certainty: float
    ocr_confidence: float | None


class Aside(Shape):
    """A pull quote or a photo credit; ``repeats`` is the passage that says the same."""

    text: str
    page: int
    repeats: str | None


class CalledAt(Shape):
    """Where a footnote is called: characters before *offset* of a paragraph, counted from 0 as the paragraphs are."""

    section: int
    paragraph: int
    offset: int
    page: int
    before: str


class Footnote(Shape):
    """A footnote; ``called_at`` is the place in the text at which its mark stood, if one was found."""

    mark: str | None
    text: str
    page: int
    called_at: CalledAt | None


class PagePicture(Shape):
    """A page drawn with what was understood of it."""

    page: int
    file: str


class LineEnd(Shape):
    """What was made of one hyphen at a line end: the two halves, what they became, and the rule that decided."""

    page: int
    before: str
    after: str
    decision: Literal["joined", "kept", "suspended", "dash"]
    rule: str
    result: str
