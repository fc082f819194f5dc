"""The JSON shapes of a passage and of words of it, ready to be cited."""

from __future__ import annotations

from corpus import Aspect, ClaimKind, PassageKind

from .schemas_themes import Tag
from .shape import Pages, Shape


class Box(Shape):
    """A rectangle on a page, in PDF points from the page's top left corner; of a file without pages, its lines."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Cue(Shape):
    """Words that speak for a claim or an aspect; without *start* and *end* they stand in a heading or a title."""

    text: str
    start: int | None
    end: int | None
    rule: str


class Claim(Shape):
    """What kind of claim a passage makes: evidence, example, opinion, programme or guidance."""

    id: ClaimKind
    label: str
    evidence: list[Cue]


class AspectTag(Shape):
    """A side of the matter that a passage speaks of."""

    id: Aspect
    label: str
    evidence: list[Cue]


class Passage(Shape):
    """A stretch of one document; ``claim`` is null until the corpus is rebuilt by a version that reads it."""

    id: str
    document_id: str
    kind: PassageKind
    heading_path: list[str]
    text: str
    pages: Pages
    boxes: list[Box]
    themes: list[Tag]
    claim: Claim | None
    aspects: list[AspectTag]


class Citation(Shape):
    """A quote, ready to paste; ``page`` is the one on which the quote begins."""

    text: str
    markdown: str
    html: str
    page: int
    url: str


class CitedText(Shape):
    """Words of the document, letter by letter: characters *start* to *end* of the passage, ready to be cited."""

    text: str
    page: int
    passage_id: str
    start: int
    end: int
    citation: Citation
