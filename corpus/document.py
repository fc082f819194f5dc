"""One document, whole: the record that ``ingest`` writes and every door reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .metadata import Metadata
from .passage import Passage
from .section import Paragraph, Section, Table
from .session import Session

MediaType = Literal[
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/html",
    "text/markdown",
    "text/plain",
]
ReadingMethod = Literal["text", "ocr", "none"]
DocumentThemeLevel = Literal["primary", "secondary"]
SUFFIXES: dict[MediaType, str] = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
REPEATED_LETTERS = 60
"""Letters of a pull quote by which the text that it repeats is known."""
SENTENCE_LETTERS = 25
"""An aside with fewer letters is a credit or a label, not a sentence of the text."""


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


@dataclass(frozen=True, slots=True)
class DocumentTheme:
    """A theme of a whole document, summed over its passages."""

    theme_id: str
    level: DocumentThemeLevel
    score: float


@dataclass(frozen=True, slots=True)
class Document:
    """One document, whole.

    ``asides`` are pull quotes and photo credits, ``furniture`` running heads and feet. ``pages`` say how
    each page was read; a document read before that was kept has none. ``sections`` and ``passages`` of a long
    document that has just been read stand on a :class:`corpus.shelf.Shelf`.
    """

    id: str
    source: Source
    language: str
    page_count: int
    metadata: Metadata
    sections: Sequence[Section]
    sessions: tuple[Session, ...]
    asides: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]
    themes: tuple[DocumentTheme, ...]
    passages: Sequence[Passage]
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
