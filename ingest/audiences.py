"""Whom a document is about or written for: institutions, ages, professions; only where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.sentences import sentence_starts

from .frontpage import FrontPage
from .reading import Reading

# Values are what a person chooses from; the words are how texts say it.
_PLACES = {
    "vuggestue": r"vuggestue\w*",
    "dagpleje": r"dagpleje(?:n|ns|børn\w*)?",
    "børnehave": r"børnehave(?:n|r|rne|børn\w*)?",
}
_PEOPLE = {
    "ledere": r"(?:dagtilbuds|daginstitutions|dagpleje|institutions|pædagogiske )?ledere\w*|dagtilbudschef\w*",
    "pædagogisk personale": r"pædagoger\w*|pædagogisk personale|pædagogmedhjælper\w*|dagplejere\w*|personalet",
    "forældre": r"forældre(?:ne|nes|s|bestyrelser\w*)?|familie(?:r|rne|n)?",
    "forvaltning": r"forvaltning(?:er|en|erne|s)?|kommunalbestyrelse\w*|\w*politikere\w*",
    "sundhedspleje": r"sundhedsplejersker\w*|sundhedsplejen",
}
_WORDS = {
    name: re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE) for name, words in (_PLACES | _PEOPLE).items()
}
_AGES = re.compile(r"(?<![\w.,-])(?P<from>\d)\s?(?:[-–]|til|(?<=mellem \d )og)\s?(?P<to>\d)\s?-?\s?år", re.IGNORECASE)
_HEADING = re.compile(r"\bmålgruppe\w*|\bfor hvem\b|\bhvem er \w+ for\b|\btil hvem\b", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"målgruppe\w*|henvend(?:er sig|t|es)(?: \w+)? (?:især |primært )?til|rett(?:er sig|et)(?: \w+)? mod|"
    r"er skrevet til|er tænkt (?:\w+ ){0,3}til|er for alle|skriver dette papir til|dagen samler|"
    r"vejledningen (?:er til|skal give)|"
    r"(?:^|[–-] )(?:for|til) (?=\w+(?: \w+)?(?:,| og))|"
    r"^(?:temadag|konference|seminar|kursus|webinar|netværksdag|fagdag|vejledning|guide|pjece|hæfte|håndbog|inspiration|"
    r"materiale)\w* (?:for|til) \w",
    re.IGNORECASE,
)
_SURE, _LIKELY = 0.95, 0.8


@dataclass(frozen=True, slots=True)
class Audience:
    """A group that a document is for, the line that says so, and how sure its place makes us."""

    group: str
    line: str
    confidence: float


def find_audiences(reading: Reading, front: FrontPage) -> list[Audience]:
    """The groups named where a document says whom it is for, each with the first line that does.

    That is a section called "Målgruppe", a sentence that says "henvender sig til" or the like, and the title page,
    where an institution or an age in the title is what the document is about. In a section about the target group
    people beyond the first sentence are those who act, not those meant. Other text speaks of everybody.
    """
    found: dict[str, Audience] = {}
    for line, confidence, speaks_of_people in _lines(reading, front):
        for group in _groups(line):
            if speaks_of_people or group not in _PEOPLE:
                found.setdefault(group, Audience(group, line, confidence))
    return list(found.values())


def _groups(line: str) -> Iterator[str]:
    yield from (group for group, words in _WORDS.items() if words.search(line))
    yield from (f"{ages['from']}-{ages['to']} år" for ages in _AGES.finditer(line) if ages["from"] < ages["to"])


def _lines(reading: Reading, front: FrontPage) -> Iterator[tuple[str, float, bool]]:
    """Lines that say whom the document is for, how sure we are, and whether they may mean people."""
    for section in reading.sections:
        if section.heading is not None and _HEADING.search(section.heading):
            for place, text in enumerate(_sentences(paragraph.text for paragraph in section.paragraphs)):
                yield text, _SURE, place == 0
    for text in _sentences(paragraph.text for section in reading.sections for paragraph in section.paragraphs):
        if _SAYS_SO.search(text):
            yield text, _SURE, True
    for text in _sentences(session.abstract or "" for session in reading.sessions):
        if _SAYS_SO.search(text):
            yield text, _LIKELY, True
    for line in (front.title, *front.below[:1]):
        if line is not None:
            yield line, _LIKELY, False


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        starts = [0, *sentence_starts(text), len(text)]
        yield from (text[start:end].strip() for start, end in pairwise(starts) if end > start)
