"""What kind of document this is, by the cues its kind leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import DocumentType, Section
from corpus.card_cues import card_cues
from corpus.card_labels import labelled_by

from .reading import Reading

# "front" is everything before the running text with the file's furniture, "line" one heading or short
# paragraph, "text" a paragraph or a list item.
Place = Literal["front", "line", "text"]


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that speak for a type where they stand; *most* is how many finds count."""

    type: DocumentType
    place: Place
    weight: float
    most: int
    words: re.Pattern[str]


def _cue(type: DocumentType, place: Place, weight: float, *words: str, most: int = 1) -> _Cue:
    return _Cue(type, place, weight, most, re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE))


ENOUGH = 3.0  # two independent cues, or one that says the type outright

_WE = r"(?:vi|kl|forum|foreningen|forbundet)"
# Written from what these kinds of text are called and how they are built, then checked on the five real and
# the twelve sample documents: 17 of 17.
_CUES = (
    _cue("conference_programme", "front", 2.5, "konference", "seminar", "temadag", "netværksdag", "kursusdag",
         "fagdag", "webinar", "symposium", "inspirationsdag", "træfdag"),
    _cue("conference_programme", "front", 1.5, r"program(?:met)?\b", "inviterer"),
    _cue("conference_programme", "line", 1.5, r"(?:dagens )?program\Z", "oplæg i plenum", r"temamøder?\b",
         r"workshops?\b", "parallelle sessioner", r"stande\b", most=2),
    _cue("conference_programme", "line", 1.0, "tilmelding", "praktiske oplysninger"),
    _cue("conference_programme", "text", 0.5, r"v[./]\s?(?-i:[A-ZÆØÅ])", most=2),
    _cue("evaluation", "front", 4.0, r"(?:slut|midtvejs|følge)?evaluering(?:srapport)?\b(?! og)", "effektmåling"),
    _cue("evaluation", "line", 1.0, "sammenfatning", "resumé", "datagrundlag", "metode", "konklusion", "opsummering",
         "forbehold", most=2),
    _cue("evaluation", "line", 0.5, r"tabel \d", r"figur \d", most=4),
    _cue("evaluation", "text", 0.5, "spørgeskema", "besvarelse", "respondent", "svarprocent", "interview",
         "datagrundlag", "evalueringen (?:viser|bygger|er udført)", most=4),
    _cue("position_paper", "front", 4.0, "positionspapir", r"udspil\b", "høringssvar", "holdningspapir",
         "politikpapir", "debatoplæg"),
    _cue("position_paper", "line", 1.5, r"(?:\w+ ){0,3}vil arbejde for", most=2),
    _cue("position_paper", "line", 2.0, r"(?:\w+ )?anbefalinger(?: til \w+)?\Z"),
    _cue("position_paper", "text", 0.75, rf"{_WE} (?:mener|anbefaler|foreslår|opfordrer|vil arbejde for)",
         "der er (?:derfor |samtidig )?(?:brug|behov) for", most=4),
    _cue("practice_example", "front", 4.0, "praksiseksemp", "eksempler fra praksis", "kommunale eksempler"),
    _cue("practice_example", "line", 2.0, "praksis og proces", "det vigtigste råd"),
    _cue("practice_example", "line", 1.0, "kontekst og formål", "de næste skridt", "hvis du vil vide mere",
         "nødvendige ressourcer", "erfaringer og opmærksomhedspunkter", "sådan gør vi", "gode råd",
         r"målgruppe\Z", most=4),
)  # fmt: skip

TOLD_LINE = 0.75
"""Weight of each line of the practice card that a heading or a label announces: four of them tell of a practice."""
LABEL_AND_VALUE = 2  # cells of a row in a table of facts
_LINES_TOLD = frozenset(
    {"who", "purpose", "target_group", "how", "results", "experiences", "resources", "advice", "contact"}
)
_OF_OTHER_KINDS = re.compile(
    r"\b(?:\w*vejledning\w*|\w*guide\w*|retningslinje\w*|håndbog\w*|manual\w*|pjece\w*|inspiration\w*|\w*hæfte\w*|"
    r"projektbeskrivelse\w*|ansøgning\w*|kommissorium\w*|\w*handleplan\w*|\w*strategi\w*|referat\w*|dagsorden\w*|"
    r"bekendtgørelse\w*|\w*budget\w*|skabelon\w*|tjekliste\w*|\w*undersøgelse\w*|forskning\w*|kvalitetsrapport\w*|rundspørge\w*)\b",
    re.IGNORECASE,
)
"""Words of a title page whose texts have the same headings and tell what to do, what was found, or what is planned."""
PROGRAMME_SESSIONS = 3  # so many timed items are a programme whatever the words
SESSIONS_WEIGHT = 4.0
_TIME = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\b")
_SHORT_LINE = 12  # words


def find_type(reading: Reading, front: Sequence[str]) -> DocumentType:
    """The type whose cues weigh most, "other" where none weighs enough; *front* is the title page's lines.

    A cue is a word such documents put in a certain place: "Evaluering af" in the title, "vil arbejde for" in a
    heading, a time table. Mentions in running text weigh little: a practice example is often evaluated, and
    a position paper speaks of evaluation.
    """
    weights: dict[DocumentType, float] = {"conference_programme": SESSIONS_WEIGHT * _has_time_table(reading)}
    for cue, found in _found(_CUES, reading, front).items():
        weights[cue.type] = weights.get(cue.type, 0.0) + cue.weight * len(found)
    if not any(_OF_OTHER_KINDS.search(line) for line in front):
        weights["practice_example"] += TOLD_LINE * len(_lines_told(reading.sections))
    best = max(weights, key=lambda type: weights[type])
    return best if weights[best] >= ENOUGH else "other"


def _lines_told(sections: Sequence[Section]) -> dict[str, str]:
    """The lines of the practice card that headings, labels and tables of facts announce, each with the first one."""
    known = card_cues()
    told: dict[str, str] = {}
    for section in sections:
        announcing = [(section.heading, known.announced(section.heading))] if section.heading is not None else []
        announcing += [(one.text, labelled_by(one.text, known)) for one in section.paragraphs]
        for table in section.tables:
            rows = [(row[0], known.announced(row[0])) for row in table.rows if len(row) == LABEL_AND_VALUE]
            announcing += rows if len({one for _, fields in rows for one in fields & _LINES_TOLD}) > 1 else []
        for text, fields in announcing:
            for field in fields & _LINES_TOLD:
                told.setdefault(field, text)
    return told


def type_evidence(type: DocumentType, reading: Reading, front: Sequence[str]) -> str | None:
    """The line that says most clearly that *reading* is of *type*; ``None`` where its time table alone does."""
    cues = sorted((cue for cue in _CUES if cue.type == type), key=lambda cue: -cue.weight)
    for lines in _found(cues, reading, front).values():
        if lines:
            return lines[0]
    return next(iter(_lines_told(reading.sections).values()), None) if type == "practice_example" else None


def _found(cues: Sequence[_Cue], reading: Reading, front: Sequence[str]) -> dict[_Cue, list[str]]:
    """The lines in which each of *cues* is found where it counts, as many as count."""
    found: dict[_Cue, list[str]] = {cue: [] for cue in cues}
    places: dict[Place, Iterable[str]] = {
        "front": front,
        "line": _lines(reading.sections),
        "text": _texts(reading.sections),
    }
    for place, lines in places.items():
        wanted = [cue for cue in cues if cue.place == place]
        for line in lines:
            for cue in [cue for cue in wanted if cue.words.search(line)]:
                found[cue].append(line)
                if len(found[cue]) == cue.most:
                    wanted.remove(cue)
            if not wanted:
                break
    return found


def _has_time_table(reading: Reading) -> bool:
    if sum(1 for session in reading.sessions if session.starts is not None) >= PROGRAMME_SESSIONS:
        return True
    tables = (table for section in reading.sections for table in section.tables)
    return any(sum(1 for row in table.rows if row and _TIME.match(row[0])) >= PROGRAMME_SESSIONS for table in tables)


def _lines(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.heading is not None:
            yield section.heading
        for table in section.tables:
            if table.caption is not None:
                yield table.caption
        for paragraph in section.paragraphs:
            if len(paragraph.text.split()) <= _SHORT_LINE:
                yield paragraph.text


def _texts(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        for paragraph in section.paragraphs:
            yield paragraph.text
