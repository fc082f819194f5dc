"""The lines of a practice card, and those two that are facts of the document: where it is from and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .card_cues import CardField
from .document import Document
from .months import MONTHS
from .quotes import sentences_of


@dataclass(frozen=True, slots=True)
class CardQuote:
    """Words of the document; ``passage_id`` and offsets are ``None`` where they stand outside all passages."""

    text: str
    page: int
    passage_id: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card: its quotes, and for a fact its value ("Ishøj, Vallensbæk", "2018-10-01")."""

    field: CardField
    value: str | None
    quotes: tuple[CardQuote, ...]


def municipality_line(document: Document) -> CardLine | None:
    """The municipalities, each with the first sentence that names it as one."""
    found = document.metadata.municipalities
    if not found:
        return None
    quotes = [quote for one in found if (quote := _place(document, _municipality_words(one.name))) is not None]
    return CardLine("municipality", ", ".join(one.name for one in found), tuple(dict.fromkeys(quotes)))


def _municipality_words(name: str) -> re.Pattern[str]:
    """The name with "kommune" somewhere in the same line."""
    bare = re.escape(name.removesuffix("s"))
    return re.compile(rf"(?=[^\n]*\b{bare}s?\b)(?=[^\n]*kommune)[^\n]*", re.IGNORECASE)


def dating_line(document: Document) -> CardLine | None:
    """The date, with the first sentence that states it."""
    date = document.metadata.date
    if date is None:
        return None
    quote = _place(document, _date_words(date))
    return CardLine("dating", date, () if quote is None else (quote,))


def _date_words(date: str) -> re.Pattern[str]:
    """How a text may write the ISO *date*."""
    year, *rest = date.split("-")
    if not rest:
        return re.compile(rf"\b{year}\b")
    month = MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return re.compile(rf"\b{month}\s+{year}\b|\b0?{int(rest[0])}[./-]{year}\b", re.IGNORECASE)
    day = int(rest[1])
    return re.compile(
        rf"\b0?{day}\.?\s*{month}\s+{year}\b|\b0?{day}[./-]\s?0?{int(rest[0])}[./-]\s?{year}\b|\b{date}\b",
        re.IGNORECASE,
    )


def _place(document: Document, words: re.Pattern[str]) -> CardQuote | None:
    """The first sentence or line that holds *words*: of a passage, else of the title, running heads and feet."""
    for passage in document.passages:
        for sentence in sentences_of(passage):
            if words.search(sentence.text):
                return CardQuote(sentence.text, sentence.page, passage.id, sentence.start, sentence.end)
    for text, page in _outside(document):
        if words.search(text):
            return CardQuote(text, page, None, None, None)
    return None


def _outside(document: Document) -> Iterator[tuple[str, int]]:
    for section in document.sections:
        if section.heading is not None and section.heading_boxes:
            yield section.heading, section.heading_boxes[0].page
    for paragraph in (*document.furniture, *document.asides):
        yield paragraph.text, paragraph.pages.first
