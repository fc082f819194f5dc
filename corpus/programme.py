"""A programme as items for a calendar: every time that something happens is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .document import Document
from .ids import content_id
from .quotes import find_quote
from .session import Session, SessionKind, Speaker

_ROUND = re.compile(
    r"(?:temamøde|temasession|workshop|parallelsession|session|seminar|værksted)(?:r|er|s|ne|erne)?"
    r"(?P<which>[\s,:–-]*(?:\d+\s*[–-]\s*\d+|\d+\.?\s*runde|runde\s*\w+|(?:første|anden|tredje|fjerde)\s+runde|"
    r"gentages|gentagelse|fortsat|\(.*\)|[IVX]+\b|\d+\b))*\W*",
    re.IGNORECASE,
)
"""A slot that only says when the described sessions run: "Temamøder, runde 1", "Temamøder 1-4 gentages"."""
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)")
_NAMES = (
    r"\b(?:temamødet|temasessionen|workshoppen|sessionen|seminaret|værkstedet|oplægget|foredraget|debatten|"
    r"programpunktet|eftermiddagen|formiddagen|dagen|konferencen)\b"
)
"""What is for somebody must be the session itself: a talk may tell of "en model henvendt til forældre"."""
_END = r"(?=\s+og\s+(?:har|der|er|tager|får|giver)\b|[.,;:()]|$)"
_AUDIENCE = re.compile(
    rf"{_NAMES}(?:\s+er(?:\s+(?:primært|særligt|især))?\s+for|"
    r"[^.!?]*?(?:henvend(?:t|er)(?:\s+sig)?(?:\s+(?:primært|særligt|især))?\s+til|er\s+målrettet(?:\s+mod|\s+til)?|"
    rf"retter\s+sig(?:\s+(?:primært|særligt|især))?\s+mod))\s+(?P<who>[^.,;:()]+?){_END}",
    re.IGNORECASE,
)
_FORM = re.compile(
    _NAMES
    + r"[^.!?]*?(?:har\s+form\s+(?:som|af)|foregår\s+som|afholdes\s+som|er\s+tilrettelagt\s+som)\s+(?:en\s+|et\s+)?"
    r"(?P<form>[^.,;:()]+?)(?=\s+(?:hvor|med|der|som|og)\b|[.,;:()]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One thing on one programme at one time.

    Attributes:
        number: its place in the programme by the clock, from 1.
        session_id: the same for every round of one session.
        round: which time the session is held, from 1; ``None`` where it is held once.
        rounds: how often it is held in all.
        date: ISO 8601, the event's; ``None`` where the document does not say.
        audience: whom the description says it is for; ``form``: what it says it is held as.
        page: the page on which the programme tells of it: the description's, where there is one.
    """

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
    speakers: tuple[Speaker, ...]
    audience: str | None
    form: str | None
    abstract: str | None
    page: int


@dataclass(frozen=True, slots=True)
class _Held:
    """A session at one of the times that it is held."""

    session: Session
    starts: str | None
    ends: str | None
    round: int | None
    rounds: int


def programme_items(document: Document) -> tuple[ProgrammeItem, ...]:
    """The items of *document*'s programme, by their time; those without a time come last.

    The record has each session once, with the times of its first round. Where the time table repeats the slot in
    which it runs, it is an item each time. A slot that names numbers ("Temamøder 4-6") holds only those. Slots stay
    items of their own: they say when to choose.
    """
    day = None if document.metadata.event is None else document.metadata.event.date
    held = sorted(_held(document.sessions), key=lambda one: (one.starts is None, one.starts or "", one.ends or ""))
    return tuple(
        ProgrammeItem(
            number=number,
            session_id=content_id("session", document.id, one.session.title, _own_time(one)),
            round=one.round,
            rounds=one.rounds,
            date=day,
            starts=one.starts,
            ends=one.ends,
            kind=one.session.kind,
            title=one.session.title,
            place=one.session.place,
            speakers=one.session.speakers,
            audience=_found(_AUDIENCE, one.session.abstract, "who"),
            form=_found(_FORM, one.session.abstract, "form"),
            abstract=one.session.abstract,
            page=_page(document, one.session),
        )
        for number, one in enumerate(held, start=1)
    )


def _held(sessions: Sequence[Session]) -> Iterator[_Held]:
    slots = [one for one in sessions if is_round_slot(one)]
    first = min((one.starts for one in slots if one.starts), default=None)
    place = 0
    for session in sessions:
        runs = session.kind == "theme" and session not in slots and session.starts is not None
        if not runs or session.starts != first:
            yield _Held(session, session.starts, session.ends, None, 1)
            continue
        place += 1
        chosen = [slot for slot in slots if _holds(slot, place)]
        for number, slot in enumerate(chosen, start=1):
            yield _Held(session, slot.starts, slot.ends, number if len(chosen) > 1 else None, len(chosen))


def is_round_slot(session: Session) -> bool:
    """Whether *session* is only the time in which described sessions run, such as "Temamøder, runde 2"."""
    return session.kind == "theme" and not session.speakers and _ROUND.fullmatch(session.title) is not None


def _holds(slot: Session, place: int) -> bool:
    """Whether the described session at *place* runs in *slot*; a slot that names no numbers holds all."""
    numbers = _RANGE.search(f"{slot.title} {slot.abstract or ''}")
    return numbers is None or int(numbers[1]) <= place <= int(numbers[2])


def _page(document: Document, session: Session) -> int:
    """Where the description begins, as far as there is one that a passage holds; else the first page."""
    told = (session.abstract or "").split("\n")[0]
    found = find_quote(document, told, [one for one in document.passages if one.kind == "session"]) if told else None
    return session.pages.first if found is None else found.page


def _own_time(held: _Held) -> str:
    """What parts two sessions of one name, such as two breaks; rounds of one session share it."""
    return "" if held.rounds > 1 else held.starts or ""


def _found(pattern: re.Pattern[str], text: str | None, group: str) -> str | None:
    match = None if text is None else pattern.search(text)
    return None if match is None else " ".join(match[group].split())
