"""What a paper asks for: its recommendations and what it will work for, each an item that can be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import Literal

from .document import Document
from .metadata import DocumentType
from .passage import Passage
from .position_sentences import own_names, states_position
from .quotes import Quote, quote_of, sentences_of
from .section import Paragraph, Section

PositionKind = Literal["recommendation", "commitment", "statement"]

SAYS_NOTHING_ITSELF: frozenset[DocumentType] = frozenset({"conference_programme", "practice_example"})
"""Documents whose "vi mener" is an experience, or that of a speaker."""
_RECOMMENDS = re.compile(
    r"\b(?:\w*anbefaling(?:er|erne|en)?|(?:vi|\w+)\s+(?:anbefaler|foreslår)|(?:anbefaler|foreslår)\s+vi|"
    r"forslag(?:ene)?|opfordring(?:er)?|pejlemærker|krav|bud\s+på|(?:vores|vi)\s+ønsker)\b",
    re.IGNORECASE,
)
"""A heading above recommendations: "Fem anbefalinger til Folketinget", "Vores forslag"."""
_COMMITS = re.compile(
    r"\b(?:vil|skal)\s+(?:\w+\s+){0,2}arbejde(?:r)?\s+for\b|\barbejder\s+for\b|\b(?:vi|\w+)\s+(?:vil|ønsker|mener|foreslår|"
    r"opfordrer(?:\s+til)?|anbefaler|kræver)\s*(?:,?\s*at\s*:?|:)\s*$",
    re.IGNORECASE,
)
"""What leads in a list of aims: "KL vil arbejde for, at", "Forum foreslår, at"."""
_LEADS_IN = re.compile(r"(?:\bat|:|…|\.\.\.)\s*$")
_NUMBER = re.compile(r"(?P<number>\d{1,2})(?:[.):]|\s*[–-])?\s+(?=\S)")
_LABEL = re.compile(
    r"(?:anbefaling|forslag|perspektiv|krav|ønske|råd|bud|princip)\s+(?P<number>\d{1,2})\s*[:.–-]\s*", re.IGNORECASE
)
_BEGINNING = 60
"""Letters by which a paragraph is found in a passage that may hold only its beginning."""
_LIST_MARK = re.compile(r"\A[-–—•·*▪◦‣]\s+")


@dataclass(frozen=True, slots=True)
class PositionItem:
    """One bullet of a list; ``number`` counts from 1."""

    number: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Position:
    """One thing that a document recommends, or one perspective with what its author will work for.

    Attributes:
        number: as printed ("3", "01"), else its place among those without a number. Statements are counted on from
            the lists, which come first.
        kind: a recommendation to others, a list of what the author will work for, or a sentence of running text that
            states what the author means.
        heading: that under which it stands: the recommendations' own, or that of the perspective.
        text: the recommendation itself, or the words that lead in the list.
        quote: where it stands; of a list the words from its first bullet to its last, as far as one passage
            holds them.
        items: the bullets below it.
    """

    number: str
    kind: PositionKind
    heading: str | None
    text: str
    quote: Quote
    items: tuple[PositionItem, ...]


@dataclass(frozen=True, slots=True)
class _Above:
    """The heading that a list of aims belongs to, without its number."""

    heading: str | None
    number: str | None


class _Places:
    """Where paragraphs stand in the passages; each is looked for behind the one before."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._at = 0
        self._from = 0

    def quote(self, text: str) -> Quote | None:
        """The next place of *text*, or of its beginning where a passage ends within it; ``None`` for nowhere."""
        for at in range(self._at, len(self._passages)):
            passage = self._passages[at]
            start = passage.text.find(text[:_BEGINNING], self._from if at == self._at else 0)
            if start >= 0:
                end = start + _same(text, passage.text[start:])
                self._at, self._from = at, end
                return quote_of(passage, start, end)
        return None

    def joined(self, quotes: Sequence[Quote]) -> Quote:
        """One quote from the first to the last of *quotes* that its passage holds."""
        first = quotes[0]
        last = [one for one in quotes if one.passage_id == first.passage_id][-1]
        passage = next(one for one in self._passages if one.id == first.passage_id)
        return quote_of(passage, first.start, last.end)


def _same(one: str, other: str) -> int:
    """How many letters the two begin with together."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def find_positions(document: Document) -> tuple[Position, ...]:
    """The recommendations and lists of aims of *document*, in reading order, then what its running text states.

    Recommendations are the numbered or listed paragraphs below a heading that announces them, where a paragraph
    without a number goes on with the one before; or the sections whose headings number them. Aims are the list below
    "… vil arbejde for, at", whether that is a heading or a line; they belong to the section in whose text they stand.
    Statements are sentences in which the publisher means, proposes or recommends something (see
    :func:`states_position`) in a position paper, or recommends it in an evaluation or another text.
    Known to miss: lists whose lines were read as one paragraph.
    """
    listed = _listed(document)
    stated = _stated(document, [one.quote for one in listed] + [item.quote for one in listed for item in one.items])
    return (*listed, *(replace(one, number=str(n)) for n, one in enumerate(stated, start=len(listed) + 1)))


def _stated(document: Document, listed: Sequence[Quote]) -> Iterator[Position]:
    """The sentences of running text that state a position and do not stand in a list."""
    names = own_names(document.metadata)
    opinions = document.metadata.type == "position_paper"
    for passage in document.passages if document.metadata.type not in SAYS_NOTHING_ITSELF else ():
        demands = opinions or (passage.claim is not None and passage.claim.kind == "recommendation")
        for sentence in sentences_of(passage) if passage.kind == "text" else ():
            if any(_overlap(sentence, one) for one in listed):
                continue
            if states_position(sentence.text, names, opinions=opinions or demands, demands=demands):
                heading = passage.heading_path[-1] if passage.heading_path else None
                yield Position("", "statement", heading, sentence.text, sentence, ())


def _overlap(one: Quote, other: Quote) -> bool:
    return one.passage_id == other.passage_id and one.start < other.end and other.start < one.end


def _listed(document: Document) -> Sequence[Position]:
    places = _Places([one for one in document.passages if one.kind == "text"])
    found: list[Position] = []
    above = _Above(None, None)
    announced: int | None = None  # the level of a heading that announces recommendations in sections of their own
    for section in document.sections:
        heading = section.heading or ""
        if announced is not None and section.level <= announced:
            announced = None
        if _COMMITS.search(heading):
            found += _commitment(heading, section.paragraphs, above, places)
            continue
        above = _above(section)
        if _LABEL.match(heading) or (announced is not None and above.number is not None):
            found += _section_recommendation(section, above, places)
        elif _RECOMMENDS.search(heading):
            announced = section.level
            found += _recommendations(section, above, places)
        else:
            found += _led_in(section, above, places)
    unnumbered = count(1)
    return [one if one.number else replace(one, number=str(next(unnumbered))) for one in found]


def _above(section: Section) -> _Above:
    heading = section.heading or ""
    label = _LABEL.match(heading)
    if label is not None:
        return _Above(heading[label.end() :].strip() or None, label["number"])
    if section.number is not None and heading.startswith(section.number):
        heading = heading[len(section.number) :].lstrip(" /.:)–-")
    return _Above(heading or None, section.number)


def _recommendations(section: Section, above: _Above, places: _Places) -> Iterator[Position]:
    """The numbered or listed paragraphs of *section*, each with those that go on with it."""
    groups: list[tuple[str | None, list[str]]] = []
    numbered = [_LABEL.match(one.text) or _NUMBER.match(one.text) for one in section.paragraphs]
    any_numbered = any(numbered)
    for paragraph, number in zip(section.paragraphs, numbered, strict=True):
        if number is not None:
            groups.append((number["number"], [paragraph.text[number.end() :]]))
        elif not any_numbered and paragraph.kind == "item":
            groups.append((None, [_LIST_MARK.sub("", paragraph.text)]))
        elif groups and any_numbered:
            groups[-1][1].append(paragraph.text)
    for place, (printed, texts) in enumerate(groups, start=1):
        quotes = [quote for quote in map(places.quote, texts) if quote is not None]
        if quotes:
            whole = places.joined(quotes)
            yield Position(printed or str(place), "recommendation", above.heading, whole.text, whole, ())


def _section_recommendation(section: Section, above: _Above, places: _Places) -> Iterator[Position]:
    """A section that is one recommendation: its number and its name stand in the heading."""
    quotes = [quote for one in section.paragraphs if (quote := places.quote(one.text)) is not None]
    if quotes and above.number is not None:
        whole = places.joined(quotes)
        yield Position(above.number, "recommendation", above.heading, above.heading or whole.text, whole, ())


def _led_in(section: Section, above: _Above, places: _Places) -> Iterator[Position]:
    """The lists in *section* below a line such as "KL vil arbejde for, at"."""
    for at, paragraph in enumerate(section.paragraphs):
        if _LEADS_IN.search(paragraph.text) and _COMMITS.search(paragraph.text):
            yield from _commitment(paragraph.text, section.paragraphs[at + 1 :], above, places)


def _commitment(lead: str, below: Sequence[Paragraph], above: _Above, places: _Places) -> Iterator[Position]:
    """The list that *lead* leads in: its items, or the lines that go on in lower case where none is marked as one."""
    marked = [one for one in below if one.kind == "item"]
    lines = takewhile(lambda one: one.kind == "item" if marked else one.text[:1].islower(), below)
    quotes = [places.quote(_LIST_MARK.sub("", one.text)) for one in lines]
    items = tuple(PositionItem(number, quote) for number, quote in enumerate(filter(None, quotes), start=1))
    if items:
        whole = places.joined([item.quote for item in items])
        yield Position(above.number or "", "commitment", above.heading, lead, whole, items)
