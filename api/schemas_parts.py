"""The JSON shapes of what is derived from a document: findings, positions, tables as data."""

from __future__ import annotations

from corpus.findings import LinkBasis
from corpus.positions import PositionKind
from corpus.table_data import SampleBasis

from .schemas_passage import CitedText
from .shape import Pages, Shape


class PositionItem(CitedText):
    """One bullet of a list."""

    number: int


class Position(CitedText):
    """A recommendation, a sentence that says what the author means, or a list of what it will work for.

    ``lead`` are the words that lead such a list in.
    """

    number: str
    kind: PositionKind
    heading: str | None
    lead: str | None
    items: list[PositionItem]


class StatedFinding(CitedText):
    """A sentence with figures.

    ``table`` is the printed number of the table that it tells of, null where none is found or it has no number;
    ``table_position`` is its place in the document's list, from 1.
    """

    numbers: list[str]
    table: str | None
    table_position: int | None
    basis: LinkBasis | None


class DataTable(Shape):
    """A table as data.

    ``names`` is one name a column, where ``header`` may have several rows. ``n`` is how many answers or children the
    figures are of: stated, that of the total row, or what each row adds up to (``n_basis``).
    """

    position: int
    number: str | None
    caption: str | None
    names: list[str]
    header: list[list[str]]
    rows: list[list[str]]
    n: int | None
    n_basis: SampleBasis | None
    page: int
    pages: Pages


class Tables(Shape):
    """The tables of a document, and the sentences that state figures."""

    document_id: str
    title: str | None
    tables: list[DataTable]
    findings: list[StatedFinding]


class Positions(Shape):
    """What a document recommends and will work for."""

    document_id: str
    title: str | None
    positions: list[Position]
