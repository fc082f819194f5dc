"""The JSON shapes of an event: its sessions as the document prints them, and its programme by the clock."""

from __future__ import annotations

from corpus import SessionKind

from .shape import Pages, Shape


class Event(Shape):
    """What a document announces."""

    date: str | None
    place: str | None


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


class ProgrammeItem(Shape):
    """One thing on a programme at one time; rounds of one session share ``session_id``."""

    number: int
    session_id: str
    round: int | None
    rounds: int
    date: str | None
    starts: str | None
    ends: str | None
    kind: SessionKind
    title: str
    place: str | None
    speakers: list[Speaker]
    audience: str | None
    form: str | None
    abstract: str | None
    page: int


class Programme(Shape):
    """A programme by the clock."""

    document_id: str
    title: str | None
    event: Event | None
    items: list[ProgrammeItem]
