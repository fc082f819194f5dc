"""The facts that a document states about itself, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DocumentType = Literal["conference_programme", "practice_example", "evaluation", "position_paper", "other"]
DatePrecision = Literal["day", "month", "year"]
FactName = Literal[
    "title", "subtitle", "type", "publisher", "author", "date", "date_earliest", "event_date", "event_place",
    "period", "municipality", "organisation", "person", "target_group", "contact",
]  # fmt: skip
TYPE_LABELS: dict[DocumentType, str] = {
    "conference_programme": "Konferenceprogram",
    "practice_example": "Praksiseksempel",
    "evaluation": "Evaluering",
    "position_paper": "Positionspapir",
    "other": "Andet",
}
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
