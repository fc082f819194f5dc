"""What was read from one file, before it is known what the text is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import PageReading, Paragraph, ReadingWarning, Section, Session


@dataclass(frozen=True, slots=True)
class Reading:
    """The structure of one file in reading order.

    Attributes:
        sections: the text with its tables; contents, furniture and asides are not in it.
        sessions: the programme's items, empty where the document is no programme.
        asides: pull quotes and photo credits, kept apart from the running text.
        furniture: running heads, feet, page numbers and the navigation of web prints.
        info: the file's own metadata ("Title", "Author", "CreationDate" …), as found, never trusted.
        pages: how each page was read, and how far that can be trusted.
    """

    page_count: int
    sections: Sequence[Section]
    sessions: tuple[Session, ...]
    asides: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]
    info: Mapping[str, str]
    warnings: tuple[ReadingWarning, ...]
    pages: tuple[PageReading, ...]
