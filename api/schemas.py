"""Every JSON shape that Praksis hands out, for the command line and for HTTP alike.

The names are a contract with programs outside:
they are extended, not changed. Absent is ``null`` or ``[]``, never ``""``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus import DatePrecision, DocumentType, MediaType, PassageKind, ReadingMethod, SessionKind
from corpus.document import DocumentThemeLevel, TagLevel
from index.results import Confidence

Pages = Annotated[
    tuple[int, int], Field(description="Første og sidste side, talt fra 1 som en PDF-læser tæller.", examples=[[3, 4]])
]
Span = Annotated[tuple[int, int], Field(description="Start og slut i tegn; slut er ikke med.", examples=[[0, 12]])]


class Shape(BaseModel):
    """What all shapes share: they are built once, from our records, and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Municipality(Shape):
    """A municipality with its official four-digit code."""

    code: str
    name: str


class MunicipalityCount(Municipality):
    """A municipality and how many documents name it."""

    documents: int


class Theme(Shape):
    """A theme of the taxonomy with its counts."""

    id: str
    label: str
    definition: str | None
    documents: int
    passages: int


class DocumentTheme(Shape):
    """A theme of a whole document."""

    id: str
    label: str
    level: DocumentThemeLevel
    score: float


class Evidence(Shape):
    """The words that prove a tag: characters *start* to *end* of the passage's text."""

    text: str
    start: int
    end: int
    rule: str


class Tag(Shape):
    """A theme of a passage with what proves it."""

    id: str
    label: str
    level: TagLevel
    score: float
    evidence: list[Evidence]


class Box(Shape):
    """A rectangle on a page, in PDF points from the page's top left corner; of a file without pages, its lines."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Passage(Shape):
    """A stretch of one document."""

    id: str
    document_id: str
    kind: PassageKind
    heading_path: list[str]
    text: str
    pages: Pages
    boxes: list[Box]
    themes: list[Tag]


class Event(Shape):
    """What a document announces."""

    date: str | None
    place: str | None


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


class Speaker(Shape):
    """Who speaks at a session."""

    name: str | None
    role: str | None
    organisation: str | None


class Session(Shape):
    """One item of a programme."""

    starts: str | None
    ends: str | None
    title: str
    kind: SessionKind
    place: str | None
    speakers: list[Speaker]
    abstract: str | None
    pages: Pages


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
    sections: list[Section]
    tables: list[Table]
    sessions: list[Session]
    themes: list[DocumentTheme]
    passages: list[Passage]
    pages: list[PageReading]
    asides: list[Aside]
    warnings: list[Warning]


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


class ListedDocument(Shape):
    """One line of the list of documents; ``pages`` is how many it has."""

    id: str
    title: str | None
    type: DocumentType
    type_label: str
    date: str | None
    publisher: str | None
    pages: int
    file: str
    municipalities: list[Municipality]
    themes: list[DocumentTheme]


class Documents(Shape):
    """One page of the list of documents."""

    generation: int
    total: int
    next: str | None
    documents: list[ListedDocument]


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


class Citation(Shape):
    """A quote, ready to paste; ``page`` is the one on which the quote begins."""

    text: str
    markdown: str
    html: str
    page: int
    url: str


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


class Search(Shape):
    """The answer to a question; for passages like another one ``query`` is ``null``."""

    query: str | None
    took_ms: float
    generation: int
    total: int
    confidence: Confidence
    corrected: str | None
    also_searched: list[str]
    facets: Facets
    next: str | None
    hits: list[Hit]


class Replacement(Shape):
    """A document that took the place of another."""

    old: str
    new: str


class Failure(Shape):
    """A file that was not taken in."""

    path: str
    reason: str
    message: str


class Report(Shape):
    """What became of a batch."""

    added: list[str]
    unchanged: list[str]
    replaced: list[Replacement]
    failed: list[Failure]
    quarantined: list[Failure]
    pages: int
    seconds: float


class Run(Shape):
    """A batch of the past."""

    started_at: str
    seconds: float
    report: Report


class SetAside(Failure):
    """A file on the list of those that people must look at."""

    at: str


class Model(Shape):
    """The model that gives passages and questions their meaning."""

    name: str
    revision: str
    dimension: int
    built_in: bool
    label: str


class Index(Shape):
    """How vectors are searched, and what the index was made with."""

    kind: Literal["exact"]
    manifest: dict[str, str]


class Sizes(Shape):
    """Bytes on disk."""

    database: int
    originals: int


class Status(Shape):
    """How the corpus is."""

    version: str
    generation: int
    documents: int
    pages: int
    passages: int
    tags: int
    vectors: int
    model: Model
    index: Index
    sizes: Sizes
    runs: list[Run]
    quarantine: list[SetAside]


class Fault(Shape):
    """Something in the corpus that does not agree."""

    where: str
    problem: str
    remedy: str


class Check(Shape):
    """The proof that the parts of the corpus agree, or what does not."""

    ok: bool
    faults: list[Fault]


class Score(Shape):
    """How well the questions of one kind are answered, each from 0 to 1."""

    split: str
    kind: str
    count: int
    ndcg_10: float
    recall_10: float
    mrr_10: float
    success_1: float
    success_5: float


class Evaluation(Shape):
    """How judged questions were answered; ``weak_…`` are the shares that were no strong match."""

    rows: list[Score]
    weak_answerable: float | None
    weak_unanswerable: float | None


class Finding(Shape):
    """One thing a machine should have."""

    name: str
    state: Literal["ok", "missing", "optional"]
    message: str
    remedy: str | None


class Diagnosis(Shape):
    """What this machine has and lacks; ``ok`` where nothing necessary is missing."""

    ok: bool
    findings: list[Finding]


class Removed(Shape):
    """A document that was taken out of the search."""

    removed: str


class Rebuilt(Shape):
    """An index made anew."""

    documents: int
    seconds: float


class Serving(Shape):
    """Where the page and the API are, told when they are ready."""

    url: str


class WrongParameter(Shape):
    """One parameter that cannot be used, and why."""

    parameter: str
    message: str


class Problem(Shape):
    """An error after RFC 9457. ``errors`` is there for wrong parameters alone."""

    type: str = Field(examples=["urn:praksis:problem:not_found"])
    title: str = Field(examples=["Findes ikke"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["Intet dokument eller afsnit har id «0123456789abcdef»."])
    instance: str = Field(examples=["/api/v1/documents/0123456789abcdef"])
    errors: list[WrongParameter] = []
