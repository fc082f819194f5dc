"""A programme as files for a calendar and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from corpus import Document, Speaker
from corpus.errors import NoSuchPart
from corpus.programme import ProgrammeItem, programme_items

from .citations import UNTITLED

LINE_OCTETS = 75
"""Longest line of an iCalendar file without its end, RFC 5545 section 3.1."""

# Denmark's summer time since 1996: from the last Sunday of March to that of October, at 01:00 UTC.
_TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE""".splitlines()

CSV_COLUMNS = (
    *("number", "session_id", "round", "date", "starts", "ends", "kind", "title", "place", "speakers"),
    *("audience", "form", "abstract", "page"),
)


def programme_csv(document: Document) -> str:
    """The items, one a line under a line of names; several speakers have semicolons between them."""
    rows = [
        [
            *(item.number, item.session_id, item.round, item.date, item.starts, item.ends, item.kind, item.title),
            *(item.place, "; ".join(map(_speaker, item.speakers)), item.audience, item.form, item.abstract, item.page),
        ]
        for item in programme_items(document)
    ]
    return csv_text([CSV_COLUMNS, *rows])


def csv_text(rows: Sequence[Sequence[object]]) -> str:
    """Rows as CSV after RFC 4180: commas, quotes where needed, lines ended by CRLF; absent is empty."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def programme_calendar(document: Document, *, now: datetime) -> str:
    """The items as an iCalendar file, RFC 5545, in Danish time; one without a start lasts the whole day.

    Raises:
        NoSuchPart: the document has no programme, or none with a day.
    """
    items = programme_items(document)
    if not items:
        raise NoSuchPart("Dokumentet har intet program.")
    if items[0].date is None:
        raise NoSuchPart("Programmet siger ikke, hvilken dag det er, så der kan ikke laves en kalender. Brug csv.")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Praksis//Praksis//DA", "CALSCALE:GREGORIAN", *_TIME_ZONE]
    for item in items:
        lines += _event(document, item, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(document: Document, item: ProgrammeItem, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{item.session_id}-{item.round or 1}@{document.id}.praksis"
    yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    assert item.date is not None
    day = date.fromisoformat(item.date).strftime("%Y%m%d")
    if item.starts is None:
        yield f"DTSTART;VALUE=DATE:{day}"
    else:
        yield f"DTSTART;TZID=Europe/Copenhagen:{day}T{item.starts.replace(':', '')}00"
        if item.ends is not None and item.ends > item.starts:
            yield f"DTEND;TZID=Europe/Copenhagen:{day}T{item.ends.replace(':', '')}00"
    yield f"SUMMARY:{_escaped(item.title)}"
    place = ", ".join(part for part in (item.place, document.metadata.event and document.metadata.event.place) if part)
    if place:
        yield f"LOCATION:{_escaped(place)}"
    yield f"DESCRIPTION:{_escaped(_description(document, item))}"
    yield f"CATEGORIES:{_escaped(KIND_WORDS[item.kind])}"
    yield "END:VEVENT"


KIND_WORDS = {"plenary": "Plenum", "theme": "Temamøde", "break": "Pause", "other": "Andet"}


def _description(document: Document, item: ProgrammeItem) -> str:
    parts = [_speaker(speaker) for speaker in item.speakers]
    if item.round is not None:
        parts.append(f"Runde {item.round} af {item.rounds}")
    if item.audience is not None:
        parts.append(f"For: {item.audience}")
    if item.form is not None:
        parts.append(f"Form: {item.form}")
    if item.abstract is not None:
        parts += ["", item.abstract, ""]
    page = f", s. {item.page}" if document.source.has_pages else ""
    return "\n".join([*parts, f"Kilde: {document.metadata.title or UNTITLED}{page}"])


def _speaker(speaker: Speaker) -> str:
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.organisation) if part)


def _escaped(text: str) -> str:
    """A value of type TEXT, RFC 5545 section 3.3.11."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """*line* in pieces of at most :data:`LINE_OCTETS`, each after the first begun with a space, no letter cut."""
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece += letter
        octets += size
    yield piece
