"""The JSON shapes of a document and of the list of documents."""

from __future__ import annotations

from corpus import DatePrecision, DocumentType, MediaType
from corpus.metadata import FactName

from .schemas_correction import Override
from .schemas_names import Municipality
from .schemas_parts import Position, StatedFinding
from .schemas_passage import Passage
from .schemas_programme import Event, Session
from .schemas_reading import Aside, Footnote, PageReading, Warning
from .schemas_themes import DocumentTheme
from .shape import Pages, Shape


class FactEvidence(Shape):
    """The line or sentence that states a fact, and its page."""

    text: str
    page: int


class Fact(Shape):
    """One thing that a document states about itself; ``confidence`` is from 0 to 1."""

    name: FactName
    label: str
    value: str
    confidence: float
    evidence: FactEvidence | None


class Source(Shape):
    """Where a document came from."""

    file: str
    sha256: str
    url: str | None
    media_type: MediaType


class Section(Shape):
    """A heading and its paragraphs, clean running text, list items one each."""

    heading: str | None
    level: int
    number: str | None
    paragraphs: list[str]
    pages: Pages


class Table(Shape):
    """A table as data."""

    caption: str | None
    number: str | None
    header: list[list[str]]
    rows: list[list[str]]
    pages: Pages


class Document(Shape):
    """One document, whole."""

    id: str
    title: str | None
    subtitle: str | None
    type: DocumentType
    type_label: str
    publisher: str | None
    authors: list[str]
    date: str | None
    date_precision: DatePrecision | None
    event: Event | None
    language: str
    page_count: int
    source: Source
    municipalities: list[Municipality]
    organisations: list[str]
    facts: list[Fact]
    sections: list[Section]
    tables: list[Table]
    sessions: list[Session]
    themes: list[DocumentTheme]
    passages: list[Passage]
    pages: list[PageReading]
    asides: list[Aside]
    footnotes: list[Footnote]
    warnings: list[Warning]
    findings: list[StatedFinding]
    positions: list[Position]
    overrides: list[Override]


class ListedDocument(Shape):
    """One line of the list of documents; ``pages`` is how many it has, where ``has_pages`` says that it has any."""

    id: str
    title: str | None
    type: DocumentType
    type_label: str
    date: str | None
    publisher: str | None
    pages: int
    has_pages: bool
    file: str
    municipalities: list[Municipality]
    themes: list[DocumentTheme]


class Documents(Shape):
    """One page of the list of documents."""

    generation: int
    total: int
    next: str | None
    documents: list[ListedDocument]
