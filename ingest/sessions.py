"""The items of a programme: the time table's slots, and the sessions described under their own headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus import Box, Paragraph, Section, Session, SessionKind, Speaker

from .cells import Cell, FoundTable
from .headings import NUMBER
from .programme_lines import find_written_programmes
from .speakers import SPEAKER_MARK, find_speakers
from .titles import Titles, plain_title

CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
ANNOUNCED = re.compile(r"((plenum|plenums|hoved|åbnings)?oplæg(\s+i\s+plenum)?|keynote|plenum)\s*:\s*", re.IGNORECASE)
DESCRIBED = re.compile(
    r"(temamøde|workshop|session|parallelsession|seminar|temasession|spor|værksted)\s+(\d{1,2}|[A-Z])\s*[:.–-]\s*",
    re.IGNORECASE,
)
"""A described session: "Temamøde 1: …"."""
ROUNDS = re.compile(
    r"(temamøde|workshop|parallelsession|temasession|seminar|session|værksted)(r|er|s|ne)?\b", re.IGNORECASE
)
BREAKS = re.compile(r"\b(pause|frokost\w*|kaffe\w*|middag|aftensmad|forfriskning\w*)\b|\w+pause\b", re.IGNORECASE)
ARRIVAL = re.compile(r"\b(ankomst|registrering|indregistrering|indskrivning|morgenmad|check-?in)\b", re.IGNORECASE)
PLACE_COLUMN = re.compile(r"(sted|lokale|rum|sal)\b", re.IGNORECASE)
"""The head of a time table's column that says where."""
TRACK = re.compile(r"(spor|track|sal|lokale|rum|workshop|tema|session|strøm)\b", re.IGNORECASE)
"""The head of a column that is one of several tracks."""
ROOM = re.compile(r"\(?\b(sal|lokale|rum|auditorium|scene)(en)?\s+[\wæøåÆØÅ.]{1,12}\)?", re.IGNORECASE)
"""Where a track runs, as its head says it: "Spor A: Sprog (Sal 1)"."""
PLACE = re.compile(r"\b(?:sted|lokale|sal)\s*:\s*(.+)", re.IGNORECASE)
REFERENCE = re.compile(r"\(?(se|læs)\b", re.IGNORECASE)
"""A note that only points elsewhere ("Se beskrivelse nedenfor") describes nothing."""
ELSEWHERE = re.compile(r"\s+\(?(Se|Læs)\s+(beskrivelse|mere|nedenfor|næste|side|s\.).*")
"""The same after a title whose weight nobody has told, as in plain text."""
ONE_PROGRAMME = 5
"""Pages on which the time tables of one programme stand: two days, or a table that is cut."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """One row of a time table."""

    starts: str | None
    ends: str | None
    title: str
    announced: bool
    speakers: tuple[Speaker, ...]
    note: str | None
    place: str | None
    boxes: tuple[Box, ...]


def find_sessions(sections: Sequence[Section], tables: Sequence[FoundTable]) -> tuple[Session, ...]:
    """The sessions in the order of the time table, then those described but not in it; none without a programme.

    A slot and a description whose titles agree are one session. Sessions that run in rounds ("Temamøder",
    twice on the day) have the first round's times and the boxes of every round.
    """
    written = find_written_programmes(sections)
    covered = {box for table in written for box in table.boxes}
    apart = [table for table in tables if table.is_timed and table.box not in covered]
    timed = sorted([*written, *apart], key=_place_of) if written else apart
    slots = [slot for table in timed for slot in _slots(table)]
    named = Titles(slot.title for slot in slots)
    described = [section for section in sections if _is_described(section, named if slots else None)]
    if not slots and not any(_described_title(section) for section in described):
        return ()
    waiting = _ByTitle(described)
    sessions = [_session_of_slot(slot, waiting.taken(slot.title)) for slot in slots]
    rounds = [slot for slot in slots if _is_round(slot)]
    sessions += [_session_of_section(section, rounds) for section in waiting.left()]
    return tuple(sessions)


def _place_of(table: FoundTable) -> tuple[int, float]:
    return table.box.page, table.box.top


class _ByTitle:
    """Sections that describe sessions, each until its slot takes it."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._left = {id(section): section for section in sections}
        self._titles = Titles(map(_title, sections))
        self._named: defaultdict[str, deque[tuple[int, Section]]] = defaultdict(deque)
        for place, section in enumerate(sections):
            self._named[plain_title(_title(section))].append((place, section))

    def taken(self, title: str) -> Section | None:
        """The section that describes the session of this *title*: the most alike that is left, the first of several."""
        alike = self._titles.alike(title)
        best = min(
            (name for name in alike if self._named[name]),
            key=lambda name: (-alike[name], self._named[name][0][0]),
            default=None,
        )
        if best is None:
            return None
        section = self._named[best].popleft()[1]
        del self._left[id(section)]
        return section

    def left(self) -> list[Section]:
        """The sections that no slot took, in their order."""
        return list(self._left.values())


def _slots(table: FoundTable) -> list[_Slot]:
    heads = table.header[-1] if table.header else ()
    where = next((column for column, head in enumerate(heads) if column and PLACE_COLUMN.match(head.text)), None)
    rows = [row for row in table.rows if row[0].text and any(cell.text for cell in row[1:])]
    if where is None and len(heads) > 2 and _has_tracks(heads, rows):
        return [slot for row in rows for slot in _parallel(row, heads)]
    return [_slot(row, where) for row in rows]


def _has_tracks(heads: tuple[Cell, ...], rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether the columns of a time table are tracks that run at the same time: their heads say so, or their cells.

    The cells of a row do where each names a speaker of its own, or opens with a title in bold, in two rows.
    """
    if sum(TRACK.match(head.text) is not None for head in heads[1:]) > 1:
        return True
    filled = [[cell for cell in row[1:] if cell.text] for row in rows]
    return sum(len(cells) > 1 and all(_is_event(cell) for cell in cells) for cells in filled) > 1


def _is_event(cell: Cell) -> bool:
    mark = SPEAKER_MARK.search(cell.text)
    return cell.lead is not None or (mark is not None and mark.start() > 0)


def _parallel(row: tuple[Cell, ...], heads: tuple[Cell, ...]) -> list[_Slot]:
    """A slot for each track of *row*; the place of a track stands in its head. A cell alone is for all."""
    events = [column for column, cell in enumerate(row) if column and cell.text]
    if len(events) == 1:
        return [_slot(row, None)]
    slots = []
    for column in events:
        room = ROOM.search(heads[column].text)
        slot = _slot((row[0], row[column]), None)
        slots.append(replace(slot, place=room[0].strip(" ()") if room else None))
    return slots


def _slot(row: tuple[Cell, ...], where: int | None) -> _Slot:
    """A row as a slot; *where* is the column that says the place, if one does."""
    times = [f"{int(hour):02}:{minute}" for hour, minute in CLOCK.findall(row[0].text)]
    filled = [cell for column, cell in enumerate(row) if column and cell.text]
    event = next((cell for cell in filled if where is None or cell is not row[where]), filled[0])
    place = None if where is None or row[where] is event else row[where].text or None
    more = [cell.text for cell in filled if cell is not event and (where is None or cell is not row[where])]
    title, speakers, note = _split_event(event)
    announced = ANNOUNCED.match(title)
    return _Slot(
        starts=times[0] if times else None,
        ends=times[1] if len(times) > 1 else None,
        title=title[announced.end() :] if announced else title,
        announced=announced is not None,
        speakers=speakers,
        note=" ".join(filter(None, [note, *more])) or None,
        place=place,
        boxes=tuple(cell.box for cell in row if cell.box),
    )


def _split_event(event: Cell) -> tuple[str, tuple[Speaker, ...], str | None]:
    """Title, speakers and the rest of what a slot says; a title in bold ends where the bold does."""
    mark = SPEAKER_MARK.search(event.text)
    before = event.text[: mark.start()].strip() if mark else event.text
    speakers = find_speakers(event.text[mark.start() :]) if mark else ()
    title, note = before, None
    if event.lead and len(event.lead) < len(before) and before.startswith(event.lead):
        title, note = event.lead, before[len(event.lead) :].strip(" –-:") or None
        note = None if note and REFERENCE.match(note) else note
    elif elsewhere := ELSEWHERE.search(before):
        title = before[: elsewhere.start()]
    return title.strip(" –-") or event.text, speakers, note


def _is_round(slot: _Slot) -> bool:
    return ROUNDS.match(slot.title) is not None


def _kind(slot: _Slot) -> SessionKind:
    if _is_round(slot):
        return "theme"
    if ARRIVAL.search(slot.title):
        return "other"
    if BREAKS.search(slot.title) and not slot.speakers:
        return "break"
    return "plenary"


def _is_described(section: Section, named: Titles | None) -> bool:
    """Whether a section describes a session: numbered as one, opened by its speaker, or named in a slot.

    *named* are the titles of the slots; without slots only the first counts.
    """
    if section.heading is None or section.level < 2:
        return False
    if _described_title(section):
        return True
    paragraphs = section.paragraphs
    if named is None or not paragraphs:
        return False
    return SPEAKER_MARK.match(paragraphs[0].text) is not None or bool(named.alike(_unnumbered(section.heading)))


def _described_title(section: Section) -> str | None:
    heading = _unnumbered(section.heading or "")
    match = DESCRIBED.match(heading)
    return heading[match.end() :] if match else None


def _title(section: Section) -> str:
    return _described_title(section) or _unnumbered(section.heading or "")


def _unnumbered(heading: str) -> str:
    """The *heading* of a session without its place in a numbered outline ("4.2"), or before "Temamøde"."""
    match = NUMBER.match(heading)
    if match and ("." in match[1] or DESCRIBED.match(heading[match.end() :])):
        return heading[match.end() :]
    return heading


def _described(section: Section) -> tuple[tuple[Speaker, ...], str | None]:
    """The speakers and the abstract of a described session: speaker lines stand first."""
    paragraphs = section.paragraphs
    announcing = list(takewhile(_announces, paragraphs))
    speakers = tuple(speaker for paragraph in announcing for speaker in find_speakers(paragraph.text))
    rest = [paragraph.text for paragraph in paragraphs[len(announcing) :]]
    return speakers, "\n".join(rest) or None


def _announces(paragraph: Paragraph) -> bool:
    return SPEAKER_MARK.match(paragraph.text) is not None


def _boxes(section: Section) -> tuple[Box, ...]:
    return section.heading_boxes + tuple(box for block in section.blocks for box in block.boxes)


def _session_of_slot(slot: _Slot, section: Section | None) -> Session:
    speakers, abstract, boxes = slot.speakers, slot.note, slot.boxes
    if section is not None:
        described, abstract = _described(section)
        speakers = described if len(described) > len(speakers) else speakers
        boxes = boxes + _boxes(section)
    return Session(
        starts=slot.starts,
        ends=slot.ends,
        title=_title(section) if section is not None else slot.title,
        kind=_kind(slot),
        place=slot.place or _place(abstract),
        speakers=speakers,
        abstract=abstract,
        boxes=boxes,
    )


def _session_of_section(section: Section, rounds: Sequence[_Slot]) -> Session:
    speakers, abstract = _described(section)
    is_theme = _described_title(section) is not None
    own = _rounds_near(section, rounds) if is_theme else ()
    return Session(
        starts=own[0].starts if own else None,
        ends=own[0].ends if own else None,
        title=_title(section),
        kind="theme" if is_theme else "plenary",
        place=_place(abstract),
        speakers=speakers,
        abstract=abstract,
        boxes=_boxes(section) + tuple(box for slot in own for box in slot.boxes),
    )


def _rounds_near(section: Section, rounds: Sequence[_Slot]) -> Sequence[_Slot]:
    """Those of *rounds* that the programme of *section* has: on the pages about the last before it, or else the first.

    A file of many programmes has the rounds of each.
    """
    if not rounds:
        return ()
    table = _page(rounds[max(bisect_right(rounds, section.pages.first, key=_page) - 1, 0)])
    first = bisect_left(rounds, table - ONE_PROGRAMME, key=_page)
    return rounds[first : bisect_right(rounds, table + ONE_PROGRAMME, key=_page)]


def _page(slot: _Slot) -> int:
    return slot.boxes[0].page


def _place(text: str | None) -> str | None:
    match = PLACE.search(text) if text else None
    return match[1].splitlines()[0].strip() if match else None
