"""What a document is made of: the record that ``ingest`` writes and every door reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DocumentType = Literal["conference_programme", "practice_example", "evaluation", "position_paper", "other"]
DatePrecision = Literal["day", "month", "year"]
PassageKind = Literal["text", "table", "session"]
ParagraphKind = Literal["text", "item", "footnote", "caption"]
SessionKind = Literal["plenary", "theme", "break", "other"]
TagLevel = Literal["about", "touches"]
MediaType = Literal[
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/html",
    "text/markdown",
    "text/plain",
]
ReadingMethod = Literal["text", "ocr", "none"]
DocumentThemeLevel = Literal["primary", "secondary"]
ClaimKind = Literal["research", "practice", "recommendation", "programme", "guidance"]
Aspect = Literal[
    "purpose", "target_group", "method", "organisation", "implementation",
    "result", "resources", "experience", "advice",
]  # fmt: skip

TYPE_LABELS: dict[DocumentType, str] = {
    "conference_programme": "Konferenceprogram",
    "practice_example": "Praksiseksempel",
    "evaluation": "Evaluering",
    "position_paper": "Positionspapir",
    "other": "Andet",
}

CLAIM_LABELS: dict[ClaimKind, str] = {
    "research": "Forskning eller evaluering",
    "practice": "Kommunalt praksiseksempel",
    "recommendation": "Anbefaling eller holdning",
    "programme": "Program",
    "guidance": "Vejledning",
}

ASPECT_LABELS: dict[Aspect, str] = {
    "purpose": "Formål",
    "target_group": "Målgruppe",
    "method": "Metode",
    "organisation": "Organisering",
    "implementation": "Implementering",
    "result": "Resultat eller effekt",
    "resources": "Økonomi eller ressourcer",
    "experience": "Erfaring eller opmærksomhedspunkt",
    "advice": "Råd til andre",
}

SUFFIXES: dict[MediaType, str] = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}


@dataclass(frozen=True, slots=True, order=True)
class PageSpan:
    """The first and the last page of something, 1-based as a viewer counts them."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first < 1 or self.last < self.first:
            raise ValueError(f"pages {self.first}-{self.last}: the first is 1 or more and not after the last")


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in PDF points from the page's top left corner.

    Web pages, Word files, Markdown and plain text have no pages. Each is read as one page as long as its
    text, on which every line is 12 points high and 500 wide: a line of the file for plain text, a paragraph or
    a table row for the others. So boxes keep their order, part what stands apart and hold what stands inside;
    where on a screen or a sheet something stands they do not say. :attr:`Source.has_pages` tells.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks at a session, as far as the programme says; ``name`` is absent where it names only a body."""

    name: str | None
    role: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One item of a programme. Times are "HH:MM", ``None`` where the programme gives none.

    ``boxes`` hold its slot in the time table and its description, wherever each stands.
    """

    starts: str | None
    ends: str | None
    title: str
    kind: SessionKind
    place: str | None
    speakers: tuple[Speaker, ...]
    abstract: str | None
    boxes: tuple[Box, ...]

    @property
    def pages(self) -> PageSpan:
        return span_of(self.boxes)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a tag: ``passage.text[start:end] == text``."""

    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme of a passage; there is no tag without evidence."""

    theme_id: str
    level: TagLevel
    score: float
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"tag {self.theme_id} has no evidence")


@dataclass(frozen=True, slots=True)
class DocumentTheme:
    """A theme of a whole document, summed over its passages."""

    theme_id: str
    level: DocumentThemeLevel
    score: float


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a claim or an aspect, and the rule by which they do.

    They stand in the passage, ``passage.text[start:end] == text``, or, without offsets, in its heading or on
    the document's title page.
    """

    text: str
    start: int | None
    end: int | None
    rule: str

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("a cue has both offsets or neither")


@dataclass(frozen=True, slots=True)
class Claim:
    """What kind of claim a passage makes, so that a position is never quoted as evidence."""

    kind: ClaimKind
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class AspectTag:
    """A side of the matter that a passage speaks of; there is none without a cue."""

    aspect: Aspect
    cues: tuple[Cue, ...]

    def __post_init__(self) -> None:
        if not self.cues:
            raise ValueError(f"aspect {self.aspect} has no cue")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document short enough to embed and to read in a hit list.

    ``page_starts`` are pairs of an offset into ``text`` and the page that begins there, as in
    :class:`Paragraph`, so that a quote is cited with the page it really stands on. ``claim`` is ``None``
    until :func:`ingest.marking.mark_passages` has read it.
    """

    id: str
    document_id: str
    ordinal: int
    kind: PassageKind
    heading_path: tuple[str, ...]
    text: str
    pages: PageSpan
    boxes: tuple[Box, ...]
    page_starts: tuple[tuple[int, int], ...]
    themes: tuple[ThemeTag, ...]
    claim: Claim | None = None
    aspects: tuple[AspectTag, ...] = ()

    def page_at(self, offset: int) -> int:
        """The page on which the character at *offset* stands."""
        return next(page for start, page in reversed(self.page_starts) if start <= offset)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: the file's own name, the SHA-256 of its bytes, its address if known."""

    file: str
    sha256: str
    url: str | None
    media_type: MediaType = "application/pdf"

    @property
    def has_pages(self) -> bool:
        """Whether page numbers mean anything to someone who opens the file; only a PDF's are everyone's."""
        return self.media_type == "application/pdf"

    @property
    def suffix(self) -> str:
        """What the name of such a file ends with."""
        return SUFFIXES[self.media_type]


@dataclass(frozen=True, slots=True, order=True)
class Municipality:
    """One of the 98, with its official four-digit code ("0183", Ishøj)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """The event that a document announces; the date is ISO 8601."""

    date: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something a reader of this document should know. ``page`` is ``None`` for the document as a whole."""

    page: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PageReading:
    """How one page was read, and how far that can be trusted.

    Attributes:
        number: 1-based, as a viewer counts.
        width: points; ``height`` too.
        method: from the file's own characters, from the page's picture by OCR, or not at all.
        known_words: share of its words that the Danish analyser knows, from 0 to 1; ``None`` where there
            were too few words to tell, or no analyser at hand.
        order_certainty: from 0 to 1, how far the geometry leaves one reading order only.
        ocr_confidence: from 0 to 1, the OCR program's own mean over the page's letters; ``None`` without OCR.
    """

    number: int
    width: float
    height: float
    method: ReadingMethod
    known_words: float | None
    order_certainty: float
    ocr_confidence: float | None


FactName = Literal[
    "title", "subtitle", "type", "publisher", "author", "date", "date_earliest", "event_date", "event_place",
    "period", "municipality", "organisation", "person", "target_group", "contact",
]  # fmt: skip


FACT_LABELS: dict[FactName, str] = {
    "title": "Titel",
    "subtitle": "Undertitel",
    "type": "Dokumenttype",
    "publisher": "Udgiver",
    "author": "Forfatter",
    "date": "Dato",
    "date_earliest": "Tidligst",
    "event_date": "Arrangementets dato",
    "event_place": "Arrangementets sted",
    "period": "Periode",
    "municipality": "Kommune",
    "organisation": "Organisation",
    "person": "Person",
    "target_group": "Målgruppe",
    "contact": "Kontakt",
}


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """The line or sentence that states a fact, as it stands on its page."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a document states about itself, and where.

    ``confidence`` is from 0 to 1, set by hand for each rule after what it relies on. A fact that follows from the
    document as a whole (a programme's type from its time table) has no evidence in one line.
    """

    name: FactName
    value: str
    confidence: float
    evidence: FactEvidence | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts about a document, each ``None`` or empty where its text does not say.

    ``date`` is ISO 8601 cut to its precision: "2024-10-30", "2024-10" or "2024". ``facts`` are all of them with
    what proves each; a document read before that was kept has none.
    """

    title: str | None
    subtitle: str | None
    type: DocumentType
    publisher: str | None
    authors: tuple[str, ...]
    date: str | None
    date_precision: DatePrecision | None
    event: Event | None
    municipalities: tuple[Municipality, ...]
    organisations: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


REPEATED_LETTERS = 60
"""Letters of a pull quote by which the text that it repeats is known."""
SENTENCE_LETTERS = 25
"""An aside with fewer letters is a credit or a label, not a sentence of the text."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document, whole.

    ``asides`` are pull quotes and photo credits, ``furniture`` running heads and feet. ``pages`` say how
    each page was read; a document read before that was kept has none.
    """

    id: str
    source: Source
    language: str
    page_count: int
    metadata: Metadata
    sections: tuple[Section, ...]
    sessions: tuple[Session, ...]
    asides: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]
    themes: tuple[DocumentTheme, ...]
    passages: tuple[Passage, ...]
    pages: tuple[PageReading, ...]
    warnings: tuple[ReadingWarning, ...]

    def repeated_by(self, aside: Paragraph) -> Passage | None:
        """The passage that says what *aside*, a pull quote, says; ``None`` for a photo credit and the like.

        Letters alone are compared, and the first ``REPEATED_LETTERS`` decide: editors shorten the ends.
        """
        letters = _letters_of(aside.text)[:REPEATED_LETTERS]
        if len(letters) < SENTENCE_LETTERS:
            return None
        return next((passage for passage in self.passages if letters in _letters_of(passage.text)), None)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for section in self.sections for table in section.tables)


def _letters_of(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def span_of(boxes: tuple[Box, ...]) -> PageSpan:
    """The pages that *boxes* stand on.

    Raises:
        ValueError: there are no boxes; everything that was read stands somewhere.
    """
    pages = [box.page for box in boxes]
    return PageSpan(min(pages), max(pages))
