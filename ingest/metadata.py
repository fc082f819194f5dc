"""The facts about a document that its own text states; what it does not say stays empty."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from corpus import Document, DocumentType, Event, Fact, Metadata
from corpus.municipalities import Mention as MunicipalityMention
from corpus.municipalities import municipality_register

from .addresses import address_in, find_place
from .dates import PrintedDate, find_date
from .doctype import find_type
from .facts import Findings, find_facts
from .frontpage import SUBTITLE_WORDS, FrontPage, find_front_page
from .organisations import Mention, Organisations, as_in_running_text, distinct, organisations
from .proofs import Lines
from .reading import Reading
from .senders import find_authors, find_publisher, kind_and_sender, names_authors, sender_of

logger = logging.getLogger(__name__)

_PUBLISHED = re.compile(
    r"\b(?:udgivet|udgivelsesdato|publiceret|offentliggjort|redaktionen afsluttet)\b|©", re.IGNORECASE
)
_DATED = re.compile(
    r"\A(?:senest\s+)?(?:udgivet|publiceret|offentliggjort|opdateret|revideret|ajourført|godkendt|vedtaget|trykt|"
    r"udarbejdet\s+af|skrevet\s+af|bragt|indsendt|afgivet)\b(?!.*\b(?:baggrund|data|tal)\b)",
    re.IGNORECASE,
)
"""How a line of the title page or the colophon begins that says when, and perhaps by whom: "Godkendt af … den …"."""
# What may stand beside a date in a line that is nothing but a date.
_BESIDE_DATE = re.compile(
    r"\b(?:udgivet|publiceret|offentliggjort|opdateret|senest|dato|tid|tidspunkt|version|udgave|oplag|"
    r"den|d|kl|til|\d{1,2})\b|[\W_]",
    re.IGNORECASE,
)
_TOWN = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ]\w*)?,\s*")
_NO_SUBTITLE_END = (".", ":", ";", ",")


def find_metadata(reading: Reading, *, file_name: str) -> Metadata:
    """The facts that *reading* states about itself; *file_name* is for the log only.

    Everything but the bodies named, the period, the target group and the contacts is read from the title page, the
    running heads and the colophon: running text says what a document writes about, not what it is. Nothing comes from
    the file's name and properties, which belong to drafts and templates as often as to the document.

    Measured on the five real and the twelve sample documents (``tests/test_ingest_metadata.py``). Known to
    miss: a publisher known by its logo only, a title set as body text, authors in a list of their own.
    """
    front = find_front_page(reading)
    known = organisations()
    lines = Lines.of(reading)
    type = find_type(reading, (front.title or "", *front.lines, *front.running, *front.navigation))
    subtitle = _find_subtitle(front, known)
    dated = _find_date(front, known) or (_find_title_date(front) if type == "conference_programme" else None)
    date = dated[0] if dated is not None else None
    publisher = find_publisher(front, lines.texts(), known)
    authors = tuple({one.name: one for one in find_authors(front, known)}.values())
    event, place_line = _find_event(front, type, date)
    places, bodies = _first_mentions(lines, known)
    if front.title is None:
        logger.info("no title found in %s", file_name)
    findings = Findings(
        reading=reading,
        front=front,
        lines=lines,
        type=type,
        subtitle=subtitle,
        publisher=publisher,
        authors=authors,
        date=dated,
        event=event,
        place_line=place_line,
        municipalities=places,
        organisations=bodies,
    )
    return Metadata(
        title=front.title,
        subtitle=subtitle,
        type=type,
        publisher=publisher.name if publisher is not None else None,
        authors=tuple(one.name for one in authors),
        date=date.iso if date is not None else None,
        date_precision=date.precision if date is not None else None,
        event=event,
        municipalities=tuple(one.municipality for one in places),
        organisations=tuple(one.name for one in bodies),
        facts=tuple(find_facts(findings)),
    )


def _first_mentions(lines: Lines, known: Organisations) -> tuple[list[MunicipalityMention], list[Mention]]:
    """Where each municipality and each body is named first."""
    register = municipality_register()
    places: dict[str, MunicipalityMention] = {}
    bodies: list[Mention] = []
    for stretch in lines.stretches:
        for place in register.mentions(stretch.text):
            places.setdefault(place.municipality.code, place.moved(stretch.start))
        bodies = distinct((*bodies, *(body.moved(stretch.start) for body in known.mentions(stretch.text))))
    named = [replace(body, name=as_in_running_text(body.name, lines.texts())) for body in bodies]
    return list(places.values()), named


def read_facts(document: Document) -> tuple[Fact, ...]:
    """The facts of a stored *document* with what proves them, found again without its file."""
    reading = Reading(
        page_count=document.page_count,
        sections=document.sections,
        sessions=document.sessions,
        asides=document.asides,
        furniture=document.furniture,
        info={},
        warnings=document.warnings,
        pages=document.pages,
    )
    return find_metadata(reading, file_name=document.source.file).facts


def _find_subtitle(front: FrontPage, known: Organisations) -> str | None:
    """The line right under the title, unless it is something else that stands there."""
    if front.title is None or not front.below:
        return None
    line = front.below[0]
    something_else = (
        len(line.split()) > SUBTITLE_WORDS
        or line.endswith(_NO_SUBTITLE_END)
        or _date_of(line, known) is not None
        or sender_of(line, known) is not None
        or kind_and_sender(line, known) is not None
        or address_in(line) is not None
        or names_authors(line)
        or line.casefold() == front.title.casefold()
    )
    return None if something_else else line


def _find_date(front: FrontPage, known: Organisations) -> tuple[PrintedDate, str] | None:
    """The date of a line that is nothing but a date: said to be that of publication, or else the first.

    Where one place has several, the most precise; and where another place has the same one with more precision, that.
    """
    published = [line for line in (*front.lines, *front.colophon) if _PUBLISHED.search(line)]
    best: tuple[PrintedDate, str] | None = None
    for lines in (published, front.lines, front.running, front.colophon):
        dates = [(date, line) for line in lines if (date := _date_of(line, known)) is not None]
        said = best[0].iso if best is not None else ""
        best = max((*(one for one in dates if one[0].iso.startswith(said)), *filter(None, (best,))),
                   key=lambda dated: len(dated[0].iso), default=None)  # fmt: skip
    return best


def _date_of(line: str, known: Organisations) -> PrintedDate | None:
    """The date that *line* states, alone or with its sender or town."""
    date = find_date(line)
    if date is None:
        return None
    rest = line[: date.start] + line[date.end :]
    is_dated = _DATED.match(line) is not None
    if (
        not _BESIDE_DATE.sub("", rest)
        or _TOWN.fullmatch(rest)
        or sender_of(_PUBLISHED.sub("", rest).strip(" ,"), known)
    ):
        is_dated = True
    return date if is_dated else None


def _find_title_date(front: FrontPage) -> tuple[PrintedDate, str] | None:
    """The day that a programme names in its title or in a line below ("Konference den 3. maj 2024")."""
    for line in (front.title or "", *front.below):
        date = find_date(line)
        if date is not None and date.precision == "day":
            return date, line
    return None


def _find_event(front: FrontPage, type: DocumentType, date: PrintedDate | None) -> tuple[Event | None, str | None]:
    """Day and place of what a programme announces, and the line with the place."""
    if type != "conference_programme":
        return None, None
    day = date.iso if date is not None and date.precision == "day" else None
    place, line = find_place(front.below) or find_place(front.above) or (None, None)
    return (Event(day, place), line) if day is not None or place is not None else (None, None)
