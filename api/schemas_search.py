"""The JSON shapes of an answer to a question: hits, facets, filters."""

from __future__ import annotations

from pydantic import Field

from corpus import DocumentType
from index.intent import FilterName
from index.results import Confidence

from .schemas_names import Municipality
from .schemas_passage import Citation, Passage
from .shape import Shape, Span


class FoundDocument(Shape):
    """The document that a hit stands in; without pages (a web page, a Word file …) every page number is 1."""

    id: str
    title: str | None
    type: DocumentType
    type_label: str
    publisher: str | None
    date: str | None
    municipalities: list[Municipality]
    has_pages: bool


class Why(Shape):
    """Why a passage is a hit: its place by words, its place by meaning, and the words of the question it holds."""

    lexical_rank: int | None
    dense_rank: int | None
    matched: list[str]
    reason: str | None = None


class Copy(Shape):
    """Where else the same text is printed."""

    passage_id: str
    document_id: str
    title: str | None
    page: int


class Further(Shape):
    """A further passage of the same document that answers too."""

    passage_id: str
    score: float
    heading_path: list[str]
    page: int
    snippet: str
    snippet_highlights: list[Span]


class Hit(Shape):
    """A passage that answers. ``snippet`` is a stretch of ``passage.text``; its highlights count from its own start."""

    rank: int
    score: float
    passage: Passage
    document: FoundDocument
    highlights: list[Span]
    snippet: str
    snippet_highlights: list[Span]
    why: Why
    citation: Citation
    more_in_document: int
    further: list[Further] = Field([])
    also_in: list[Copy] = Field([])


class Value(Shape):
    """One value of a facet; choosing it gives ``count`` passages."""

    id: str
    label: str
    count: int


class Facets(Shape):
    """What the hits are, counted in passages."""

    theme: list[Value]
    type: list[Value]
    municipality: list[Value]
    year: list[Value]
    kind: list[Value]
    claim: list[Value]
    aspect: list[Value]


class ProposedFilter(Shape):
    """A filter that the question names: what it is called in an address, its value, and the words that name it."""

    name: FilterName
    value: str
    label: str
    certain: bool
    words: str


class Search(Shape):
    """The answer to a question; for passages like another one ``query`` is ``null``."""

    query: str | None
    took_ms: float
    generation: int
    total: int
    confidence: Confidence
    corrected: str | None
    also_searched: list[str]
    proposed_filters: list[ProposedFilter]
    applied_filters: list[ProposedFilter]
    facets: Facets
    next: str | None
    hits: list[Hit]
