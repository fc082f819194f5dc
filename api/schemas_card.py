"""The JSON shapes of a practice card."""

from __future__ import annotations

from corpus import DocumentType
from corpus.card_cues import CardField

from .shape import Shape


class CardQuote(Shape):
    """Words of the document and their page; without a passage they stand in its title, head or foot."""

    text: str
    page: int
    passage_id: str | None
    start: int | None
    end: int | None
    url: str


class CardLine(Shape):
    """One line of a card; a fact has a value."""

    id: CardField
    label: str
    value: str | None
    quotes: list[CardQuote]


class Card(Shape):
    """One effort in the field's template; a line is null where the document is silent."""

    effort: str | None
    lines: dict[CardField, CardLine | None]


class Cards(Shape):
    """The efforts that a document tells of."""

    document_id: str
    title: str | None
    type: DocumentType
    type_label: str
    has_pages: bool
    cards: list[Card]
