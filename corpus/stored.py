"""What goes into the store and comes out of it, beside documents and passages themselves."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from .document import Document, DocumentTheme, MediaType, PageReading, ReadingWarning, Source
from .metadata import DocumentType, Metadata, Municipality
from .passage import Aspect, ClaimKind, Passage, PassageKind, ThemeTag
from .section import Paragraph, Section
from .session import Session


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """What the lexical index holds of one passage: analysed tokens, separated by spaces.

    ``everyday`` are words that stand beside the text, not in it: what people say for its professional terms.
    ``spans`` say where the others stand in it, packed as ``index.spans`` has them.
    """

    lemma: str
    parts: str
    extra: str
    rings: str
    heading: str
    context: str
    everyday: str
    spans: bytes


@dataclass(frozen=True, slots=True)
class PassageWords:
    """The text of a passage, and its words as its lexical entry has them."""

    text: str
    lemma: str
    parts: str
    extra: str
    rings: str
    context: str
    spans: bytes


@dataclass(frozen=True, slots=True)
class VectorCount:
    """How many vectors of the encoder with this id the store holds, and the bytes of their numbers."""

    encoder: str
    vectors: int
    size: int


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with all that search needs of it, ready to be stored.

    Attributes:
        embedding_key: names the text that was embedded, see ``index.encoding``.
        vector: float32, native order; its length is the encoder's dimension.
    """

    passage: Passage
    lexical: LexicalEntry
    embedding_key: str
    vector: array[float]


@dataclass(frozen=True, slots=True)
class Filters:
    """What every hit must obey; ``None`` means any. Years are of the document's date, inclusive."""

    theme: str | None = None
    type: DocumentType | None = None
    municipality: str | None = None  # code
    year_from: int | None = None
    year_to: int | None = None
    kind: PassageKind | None = None
    claim: ClaimKind | None = None
    aspect: Aspect | None = None
    person: str | None = None  # as the programme spells it
    organisation: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of the list of documents."""

    id: str
    title: str | None
    type: DocumentType
    publisher: str | None
    date: str | None
    page_count: int
    file: str
    url: str | None
    municipalities: tuple[Municipality, ...]
    themes: tuple[DocumentTheme, ...]
    media_type: MediaType = "application/pdf"

    @property
    def has_pages(self) -> bool:
        """Whether page numbers mean anything to someone who opens the file."""
        return Source(self.file, "", self.url, self.media_type).has_pages


@dataclass(frozen=True, slots=True)
class DocumentTraits:
    """What filters, facets and questions ask of a document; municipalities by code."""

    id: str
    type: DocumentType
    year: int | None
    publisher: str | None
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """What a stored passage is, as far as filters and facets ask, without its text."""

    seq: int
    document_id: str
    ordinal: int
    kind: PassageKind
    claim: ClaimKind | None = None


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person of a programme, and where."""

    document_id: str
    name: str
    role: str | None
    organisation: str | None
    session: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that was set aside."""

    path: str
    sha256: str
    reason: str
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class Structure:
    """The part of a document that is stored as one JSON record."""

    source: Source
    language: str
    page_count: int
    metadata: Metadata
    sections: Sequence[Section]
    sessions: tuple[Session, ...]
    asides: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]
    pages: tuple[PageReading, ...]
    warnings: tuple[ReadingWarning, ...]


@dataclass(frozen=True, slots=True)
class AsRead:
    """What the machine read of a document that people have corrected: the parts that can be.

    ``tags`` has the themes of each passage, in the order of the passages.
    """

    metadata: Metadata
    sessions: tuple[Session, ...]
    tags: tuple[tuple[ThemeTag, ...], ...]

    @classmethod
    def of(cls, document: Document) -> AsRead:
        """The parts of *document*, which nobody has corrected."""
        return cls(document.metadata, document.sessions, tuple(passage.themes for passage in document.passages))
