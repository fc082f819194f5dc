"""What is derived from a document – card, tables, findings, positions – in the shapes Praksis hands out."""

from __future__ import annotations

from typing import Any

from corpus import TYPE_LABELS, Document, Passage
from corpus.card import Card, practice_cards
from corpus.card_cues import CARD_FIELDS, card_cues
from corpus.card_lines import CardQuote
from corpus.errors import NoSuchPart
from corpus.findings import find_findings
from corpus.positions import find_positions
from corpus.quotes import Quote
from corpus.store import DocumentSummary
from corpus.table_data import DataTable, data_tables, table_called

from . import schemas
from .citations import cite, original_address, pdf_address


def cards_answer(document: Document) -> schemas.Cards:
    """The practice cards of *document*.

    Raises:
        NoSuchPart: it tells of no effort.
    """
    cards = practice_cards(document)
    if not cards:
        raise NoSuchPart(
            "Dokumentet fortæller ikke om en indsats, så der er intet kort. "
            "Kort laves af praksiseksempler og evalueringer; se dem med: praksis list"
        )
    return schemas.Cards(
        document_id=document.id,
        title=document.metadata.title,
        type=document.metadata.type,
        type_label=TYPE_LABELS[document.metadata.type],
        has_pages=document.source.has_pages,
        cards=[_card(document, card) for card in cards],
    )


def _card(document: Document, card: Card) -> schemas.Card:
    labels = card_cues().labels
    return schemas.Card(
        effort=card.effort,
        lines={
            field: None
            if line is None
            else schemas.CardLine(
                id=field,
                label=labels[field],
                value=line.value,
                quotes=[_card_quote(document, quote) for quote in line.quotes],
            )
            for field, line in zip(CARD_FIELDS, card.lines, strict=True)
        },
    )


def _card_quote(document: Document, quote: CardQuote) -> schemas.CardQuote:
    return schemas.CardQuote(
        text=quote.text,
        page=quote.page,
        passage_id=quote.passage_id,
        start=quote.start,
        end=quote.end,
        url=_address(document, quote.page),
    )


def _address(document: Document, page: int) -> str:
    source = document.source
    if source.has_pages:
        return pdf_address(document.id, source.url, page)
    return original_address(document.id, source.url)


def tables_answer(document: Document, number: str | None = None) -> schemas.Tables:
    """The tables of *document*, or the one called *number*, and the findings that tell of them.

    Raises:
        NoSuchPart: it has none, or none with that number.
    """
    tables = data_tables(document) if number is None else (find_table(document, number),)
    if not tables:
        raise NoSuchPart("Dokumentet har ingen tabeller.")
    positions = {table.position for table in tables}
    return schemas.Tables(
        document_id=document.id,
        title=document.metadata.title,
        tables=[_table(table) for table in tables],
        findings=[one for one in findings_of(document) if number is None or one.table_position in positions],
    )


def find_table(document: Document, number: str) -> DataTable:
    """The table of *document* called *number*: as printed, else by its place.

    Raises:
        NoSuchPart: there is none.
    """
    tables = data_tables(document)
    found = table_called(tables, number)
    if found is None:
        count = len(tables)
        raise NoSuchPart(
            f"Der er ingen tabel {number}. Dokumentet har {count} {'tabel' if count == 1 else 'tabeller'}."
            if count
            else "Dokumentet har ingen tabeller."
        )
    return found


def table_rows(table: DataTable) -> list[list[str]]:
    """A table as rows of a spreadsheet: one row of names, then the body."""
    rows = [list(row) for row in table.table.rows]
    return [list(table.names), *rows] if table.names else rows


def _table(table: DataTable) -> schemas.DataTable:
    pages = table.table.pages
    return schemas.DataTable(
        position=table.position,
        number=table.table.number,
        caption=table.table.caption,
        names=list(table.names),
        header=[list(row) for row in table.table.header],
        rows=[list(row) for row in table.table.rows],
        n=table.n,
        n_basis=table.n_basis,
        page=pages.first,
        pages=(pages.first, pages.last),
    )


def findings_of(document: Document) -> list[schemas.StatedFinding]:
    """The sentences of *document* that state figures, each with the table that it tells of."""
    if document.metadata.type == "conference_programme":
        return []  # its figures are times, prices and addresses
    quoting = _Quoting(document)
    return [
        schemas.StatedFinding(
            **quoting.cited(one.quote),
            numbers=list(one.numbers),
            table=None if one.table is None else one.table.table.number,
            table_position=None if one.table is None else one.table.position,
            basis=one.basis,
        )
        for one in find_findings(document)
    ]


def positions_answer(document: Document) -> schemas.Positions:
    """What *document* recommends and will work for.

    Raises:
        NoSuchPart: it says nothing of the kind.
    """
    positions = positions_of(document)
    if not positions:
        raise NoSuchPart(
            "Dokumentet har ingen anbefalinger, mål eller holdninger, som udgiveren selv giver udtryk for."
        )
    return schemas.Positions(document_id=document.id, title=document.metadata.title, positions=positions)


def positions_of(document: Document) -> list[schemas.Position]:
    """The recommendations, lists of aims and stated positions of *document*, in order."""
    if document.metadata.type == "conference_programme":
        return []
    quoting = _Quoting(document)
    return [
        schemas.Position(
            **quoting.cited(one.quote),
            number=one.number,
            kind=one.kind,
            heading=one.heading,
            lead=one.text if one.kind == "commitment" else None,
            items=[schemas.PositionItem(**quoting.cited(item.quote), number=item.number) for item in one.items],
        )
        for one in find_positions(document)
    ]


class _Quoting:
    """Quotes of one document as they are handed out: with a citation to paste."""

    def __init__(self, document: Document) -> None:
        self._passages: dict[str, Passage] = {passage.id: passage for passage in document.passages}
        self._summary = summary_of(document)

    def cited(self, quote: Quote) -> dict[str, Any]:
        """What every cited text has."""
        passage = self._passages[quote.passage_id]
        return {
            "text": quote.text,
            "page": quote.page,
            "passage_id": quote.passage_id,
            "start": quote.start,
            "end": quote.end,
            "citation": cite(passage, quote.start, quote.end, document=self._summary),
        }


def summary_of(document: Document) -> DocumentSummary:
    """*document*'s line in the list of documents."""
    facts = document.metadata
    return DocumentSummary(
        id=document.id,
        title=facts.title,
        type=facts.type,
        publisher=facts.publisher,
        date=facts.date,
        page_count=document.page_count,
        file=document.source.file,
        url=document.source.url,
        municipalities=facts.municipalities,
        themes=document.themes,
        media_type=document.source.media_type,
    )
