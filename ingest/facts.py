"""Every fact about a document with the line or sentence that states it, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import DocumentType, Event, Fact, Session, Speaker
from corpus.municipalities import Mention as MunicipalityMention

from .audiences import find_audiences
from .contacts import find_contacts
from .dates import PrintedDate
from .doctype import type_evidence
from .frontpage import FrontPage
from .organisations import Mention as OrganisationMention
from .periods import Period, bound, find_earliest, find_period
from .proofs import Lines
from .reading import Reading
from .senders import Sender

# How sure a rule is: set by hand in steps, after what the rule relies on. 1.0 the text says so outright ("Udgivet
# af"), .95 a name or a heading that means nothing else, .9 the place where such a thing stands, .8 a word among
# others, .6 a bound or a guess by neighbours.
_OUTRIGHT, _NAMED, _PLACED, _WORDED, _BOUNDED = 1.0, 0.95, 0.9, 0.8, 0.6
_REPORTS: frozenset[DocumentType] = frozenset({"evaluation", "practice_example"})


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about a document, each with the line it was found in; places and bodies where named first."""

    reading: Reading
    front: FrontPage
    lines: Lines
    type: DocumentType
    subtitle: str | None
    publisher: Sender | None
    authors: Sequence[Sender]
    date: tuple[PrintedDate, str] | None
    event: Event | None
    place_line: str | None
    municipalities: Sequence[MunicipalityMention]
    organisations: Sequence[OrganisationMention]


def find_facts(found: Findings) -> Iterator[Fact]:
    """The facts in a fixed order; those that the text does not state are not there."""
    lines = found.lines
    if found.front.title is not None:
        yield Fact("title", found.front.title, _PLACED, lines.proof_of_line(found.front.title))
    if found.subtitle is not None:
        yield Fact("subtitle", found.subtitle, _WORDED, lines.proof_of_line(found.subtitle))
    if found.type != "other":
        yield _type(found)
    if found.publisher is not None:
        proof = lines.proof_of_line(found.publisher.line)
        yield Fact("publisher", found.publisher.name, found.publisher.confidence, proof)
    for author in found.authors:
        yield Fact("author", author.name, author.confidence, lines.proof_of_line(author.line))
    yield from _dates(found)
    yield from _municipalities(found)
    for body in found.organisations:
        yield Fact("organisation", body.name, _PLACED, lines.proof(body.start, body.end))
    yield from _persons(found.reading.sessions, lines)
    for group in find_audiences(found.reading, found.front):
        yield Fact("target_group", group.group, group.confidence, lines.proof_of_line(group.line))
    for contact in find_contacts(found.reading.sections):
        yield Fact("contact", contact.value, _NAMED, lines.proof_of_line(contact.line))


def _type(found: Findings) -> Fact:
    front = found.front
    cue = type_evidence(found.type, found.reading, (front.title or "", *front.lines, *front.running, *front.navigation))
    proof = None if cue is None else found.lines.proof_of_line(cue)
    return Fact("type", found.type, _PLACED, proof)


def _dates(found: Findings) -> Iterator[Fact]:
    lines = found.lines
    if found.date is not None:
        date, line = found.date
        yield Fact("date", date.iso, _PLACED, lines.proof_of_line(line))
    else:
        earliest = _earliest(lines)
        if earliest is not None:
            iso, start, end = earliest
            yield Fact("date_earliest", iso, _BOUNDED, lines.proof(start, end))
    if found.event is not None and found.event.date is not None and found.date is not None:
        yield Fact("event_date", found.event.date, _PLACED, lines.proof_of_line(found.date[1]))
    if found.event is not None and found.event.place is not None:
        proof = None if found.place_line is None else lines.proof_of_line(found.place_line)
        yield Fact("event_place", found.event.place, _PLACED, proof)
    period = _period(lines, is_report=found.type in _REPORTS)
    if period is not None:
        yield Fact("period", period.iso, _WORDED, lines.proof(period.start, period.end))


def _earliest(lines: Lines) -> tuple[str, int, int] | None:
    """The latest date that bounds when the document was written, and where it stands; see :func:`find_earliest`."""
    found = ((stretch.start, find_earliest(stretch.text)) for stretch in lines.stretches)
    dates = [(one[0], before + one[1], before + one[2]) for before, one in found if one is not None]
    return max(dates, key=lambda date: bound(date[0]), default=None)


def _period(lines: Lines, *, is_report: bool) -> Period | None:
    """The first period that the document says it covers; of a report, if it says so of none, the first one."""
    for may_be_any in (False, True) if is_report else (False,):
        for stretch in lines.stretches:
            period = find_period(stretch.text, is_report=may_be_any)
            if period is not None:
                return replace(period, start=stretch.start + period.start, end=stretch.start + period.end)
    return None


def _municipalities(found: Findings) -> Iterator[Fact]:
    for mention in found.municipalities:
        proof = found.lines.proof(mention.start, mention.end)
        yield Fact("municipality", mention.municipality.name, _NAMED, proof)


def _persons(sessions: Sequence[Session], lines: Lines) -> Iterator[Fact]:
    """Each person once as each thing; a bare name only where the programme says no more of them anywhere."""
    speakers = list(dict.fromkeys(speaker for session in sessions for speaker in session.speakers))
    told = {speaker.name for speaker in speakers if speaker.role is not None or speaker.organisation is not None}
    for speaker in speakers:
        is_bare = speaker.role is None and speaker.organisation is None
        if speaker.name is not None and not (is_bare and speaker.name in told):
            yield Fact("person", _written(speaker), _PLACED, lines.proof_of_words(speaker.name))


def _written(speaker: Speaker) -> str:
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.organisation) if part is not None)
