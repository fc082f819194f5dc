"""The facts about a document that its own text states; what it does not say stays empty."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence

from corpus import DocumentType, Event, Metadata, Session
from corpus.municipalities import find_municipalities

from .dates import PrintedDate, find_date
from .doctype import find_type
from .frontpage import SUBTITLE_WORDS, FrontPage, find_front_page
from .organisations import Organisations, as_in_running_text, organisations
from .reading import Reading

logger = logging.getLogger(__name__)

_SEPARATOR = re.compile(r"\s+[·|/–•-]\s+|\s*[·|]\s*")
_JOINED = re.compile(r"[\s,]*")
_MUNICIPAL = re.compile(
    r"[A-ZÆØÅ][\w-]+(?:(?:, | og )[A-ZÆØÅ][\w-]+){0,5} (?:[Rr]egions)?(?:[Kk]ommuner?|KOMMUNER?)(?![\w-])"
)
_INVITES = re.compile(r"\s+(?:inviterer|byder velkommen)\b.*\Z")
_DEPARTMENT = re.compile(r",\s+[A-ZÆØÅ][\w,-]*(?: [\w,-]+){0,4}\Z")
_PUBLISHED = re.compile(
    r"\b(?:udgivet|udgivelsesdato|publiceret|offentliggjort|redaktionen afsluttet)\b|©", re.IGNORECASE
)
_PUBLISHED_BY = re.compile(r"\b(?:udgivet af|udgives af|udgiver:)\s+(?P<who>.+)", re.IGNORECASE)
# What may stand beside a date in a line that is nothing but a date.
_BESIDE_DATE = re.compile(
    r"\b(?:udgivet|publiceret|offentliggjort|opdateret|senest|dato|tid|tidspunkt|version|udgave|oplag|"
    r"den|d|kl|til|\d{1,2})\b|[\W_]",
    re.IGNORECASE,
)
_TOWN = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ]\w*)?,\s*")
_AUTHORS = re.compile(
    r"(?:forfattere?:?|skrevet af|tekst:|udarbejdet af|rapporten er udarbejdet af)\s+(?P<who>.+)", re.IGNORECASE
)
_BYLINE = re.compile(r"(?P<who>.+?)\s*,?\s+den\s+\d")
_PERSON = re.compile(r"[A-ZÆØÅ][\w.-]+(?: (?:[A-ZÆØÅ][\w.-]*|von|van|de|af))+")
_AND = re.compile(r",\s*|\s+og\s+|\s+&\s+")
_POSTAL_TOWN = re.compile(r"\b\d{4} [A-ZÆØÅ]")
_STREET = re.compile(r"(?:\A|,\s|\s)(?P<street>[A-ZÆØÅ][\w.]*(?: [A-ZÆØÅ]?[\w.]+){0,3} \d{1,3}[A-Za-z]?)(?=,|\Z)")
_PLACE = re.compile(r"(?:sted|adresse|lokale):\s*(?P<place>.+)", re.IGNORECASE)
_VENUE_WORDS = 5
_LETTERHEAD_LINES = 4
_ADDRESS_LINES = 3  # a body's name stands so near above its postal town
_NO_SUBTITLE_END = (".", ":", ";", ",")


def find_metadata(reading: Reading, *, file_name: str) -> Metadata:
    """The facts that *reading* states about itself; *file_name* is for the log only.

    Everything but the bodies named is read from the title page, the running heads and the colophon: running
    text says what a document writes about, not what it is. Nothing comes from the file's name and
    properties, which belong to drafts and templates as often as to the document.

    Measured on the five real and the twelve sample documents (``tests/test_ingest_metadata.py``). Known to
    miss: a publisher known by its logo only, a title set as body text, authors in a list of their own.
    """
    front = find_front_page(reading)
    known = organisations()
    text = "\n".join(_all_text(reading))
    type = find_type(reading, (front.title or "", *front.lines, *front.running, *front.navigation))
    subtitle = _find_subtitle(front, known)
    date = _find_date(front, known) or (_find_title_date(front) if type == "conference_programme" else None)
    if front.title is None:
        logger.info("no title found in %s", file_name)
    return Metadata(
        title=front.title,
        subtitle=subtitle,
        type=type,
        publisher=_find_publisher(front, text, known),
        authors=tuple(dict.fromkeys(_find_authors(front, known))),
        date=date.iso if date is not None else None,
        date_precision=date.precision if date is not None else None,
        event=_find_event(front, type, date),
        municipalities=find_municipalities(text),
        organisations=known.find(text),
    )


def _all_text(reading: Reading) -> Iterator[str]:
    """Every line of the document, the running heads first."""
    yield from (paragraph.text for paragraph in reading.furniture)
    for section in reading.sections:
        if section.heading is not None:
            yield section.heading
        yield from (paragraph.text for paragraph in section.paragraphs)
        for table in section.tables:
            yield table.caption or ""
            yield from (cell for row in (*table.header, *table.rows) for cell in row)
    yield from (line for session in reading.sessions for line in _session_lines(session))
    yield from (paragraph.text for paragraph in reading.asides)


def _session_lines(session: Session) -> Iterator[str]:
    yield session.title
    for speaker in session.speakers:
        yield speaker.organisation or ""
    yield session.abstract or ""


def _find_subtitle(front: FrontPage, known: Organisations) -> str | None:
    """The line right under the title, unless it is something else that stands there."""
    if front.title is None or not front.below:
        return None
    line = front.below[0]
    something_else = (
        len(line.split()) > SUBTITLE_WORDS
        or line.endswith(_NO_SUBTITLE_END)
        or _date_of(line, known) is not None
        or _sender(line, known) is not None
        or _address(line) is not None
        or _AUTHORS.match(line) is not None
        or line.casefold() == front.title.casefold()
    )
    return None if something_else else line


def _find_publisher(front: FrontPage, text: str, known: Organisations) -> str | None:
    """Who says so in the colophon, the letterhead, the running head or the address at the end.

    A name with a date in one phrase under the title ("Hvidovre Kommune den 1. oktober 2018") is the author of
    a page that someone else may have published.
    """
    for line in (*front.lines, *front.colophon):
        says = _PUBLISHED_BY.search(line)
        if says is not None:
            sender = _sender(says["who"].rstrip("."), known)
            if sender is not None:
                return sender
    heads = (*_runs(front.above), *_runs(front.running), *(line for line in front.below if not _BYLINE.match(line)))
    for line in (*heads, *_above_addresses(front.colophon)):
        sender = _sender(line, known)
        if sender is not None:
            return as_in_running_text(sender, text)
    return None


def _runs(lines: Sequence[str]) -> Iterator[str]:
    """Neighbouring *lines* as one, the most at a time first: a letterhead is set on several."""
    for first in range(len(lines)):
        for last in range(min(len(lines), first + _LETTERHEAD_LINES), first, -1):
            yield " ".join(lines[first:last])


def _above_addresses(lines: Sequence[str]) -> Iterator[str]:
    """Lines with a postal town in them or shortly under them, without the address."""
    for place, line in enumerate(lines):
        if any(_POSTAL_TOWN.search(near) for near in lines[place : place + 1 + _ADDRESS_LINES]):
            street = _STREET.search(line.split(" Tlf")[0])
            yield line[: street.start()] if street is not None else line


def _sender(line: str, known: Organisations) -> str | None:
    """The body or bodies that *line* consists of, apart from a date, a department and what follows a dash.

    Of bodies that stand stacked the last is meant: the ministry stands above its agency.
    """
    head = _INVITES.sub("", _SEPARATOR.split(_without_date(line))[0]).strip()
    municipal = _MUNICIPAL.match(head)
    if municipal is not None and find_municipalities(municipal[0]):
        rest = head[municipal.end() :]
        if not rest or _DEPARTMENT.fullmatch(rest):
            return municipal[0]
        other = _sender(rest.removeprefix(" og "), known) if rest.startswith(" og ") else None
        return f"{municipal[0]} og {other}" if other is not None else None
    return _listed_sender(head, known)


def _listed_sender(head: str, known: Organisations) -> str | None:
    sender: str | None = None
    end = 0
    for mention in known.mentions(head):
        between = head[end : mention.start]
        if sender is not None and between == " og ":
            sender = f"{sender} og {mention.name}"
        elif _JOINED.fullmatch(between):
            sender = mention.name
        else:
            return None
        end = mention.end
    rest = head[end:]
    return sender if not rest or _DEPARTMENT.fullmatch(rest) else None


def _find_authors(front: FrontPage, known: Organisations) -> Iterator[str]:
    for line in front.lines:
        named = _AUTHORS.match(line)
        if named is not None:
            who = named["who"].rstrip(".")
            bodies = known.mentions(who)
            if bodies and bodies[0].start == 0:
                yield bodies[0].name
            else:
                yield from _persons(who)
        byline = _BYLINE.match(line)
        if byline is not None:
            sender = _sender(byline["who"], known)
            if sender is not None:
                yield sender


def _persons(who: str) -> Iterable[str]:
    names = _AND.split(who)
    return names if all(_PERSON.fullmatch(name) for name in names) else ()


def _find_date(front: FrontPage, known: Organisations) -> PrintedDate | None:
    """The date of a line that is nothing but a date: said to be that of publication, or else the first.

    Where one place has several, the most precise.
    """
    published = [line for line in (*front.lines, *front.colophon) if _PUBLISHED.search(line)]
    for lines in (published, front.lines, front.running, front.colophon):
        dates = [date for line in lines if (date := _date_of(line, known)) is not None]
        if dates:
            return max(dates, key=lambda date: len(date.iso))
    return None


def _date_of(line: str, known: Organisations) -> PrintedDate | None:
    """The date that *line* states, alone or with its sender or town."""
    date = find_date(line)
    if date is None:
        return None
    rest = line[: date.start] + line[date.end :]
    if not _BESIDE_DATE.sub("", rest) or _TOWN.fullmatch(rest) or _sender(_PUBLISHED.sub("", rest), known):
        return date
    return None


def _find_title_date(front: FrontPage) -> PrintedDate | None:
    """The day that a programme names in its title or in a line below ("Konference den 3. maj 2024")."""
    for line in (front.title or "", *front.below):
        date = find_date(line)
        if date is not None and date.precision == "day":
            return date
    return None


def _find_event(front: FrontPage, type: DocumentType, date: PrintedDate | None) -> Event | None:
    """Day and place of what a programme announces."""
    if type != "conference_programme":
        return None
    day = date.iso if date is not None and date.precision == "day" else None
    place = _find_place(front.below) or _find_place(front.above)
    return Event(day, place) if day is not None or place is not None else None


def _find_place(lines: Sequence[str]) -> str | None:
    """The address among *lines*, with the venue that stands alone on the line above."""
    for number, line in enumerate(lines):
        labelled = _PLACE.match(line)
        if labelled is not None:
            return labelled["place"]
        line = _without_date(line)
        address = _address(line)
        if address is None:
            continue
        before = lines[number - 1] if number else ""
        is_venue = 0 < len(before.split()) <= _VENUE_WORDS and find_date(before) is None
        return f"{before}, {line}" if address == 0 and is_venue and before[0].isupper() else line
    return None


def _without_date(line: str) -> str:
    """*line* without a date at its beginning or end; a reader may join the lines of a title page."""
    date = find_date(line)
    return line if date is None else (line[: date.start] + line[date.end :]).strip(" ,")


def _address(line: str) -> int | None:
    """Where in *line* an address begins, if it has one."""
    street = _STREET.search(line)
    return street.start("street") if street is not None and "," in line else None
