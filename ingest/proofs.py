"""Where in a document a fact stands: its line or sentence, with the page."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import FactEvidence, Paragraph, Section, Session
from corpus.sentences import sentence_starts
from corpus.shelf import Shelf

from .reading import Reading

LONGEST_PROOF = 300
"""Characters; a longer sentence is cut around the words that count."""
STRETCH = 50_000
"""Characters, some 20 pages, from which the text that is looked through at once ends where the section does: what a
pattern must see together (names line by line below "Deltagende kommuner") stands in one section."""
FEW = 4
"""Stretches that are held as they are; most documents have no more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: a heading, a paragraph, a cell or a speaker's body, with its page."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines of a document that follow each other, as one text.

    Attributes:
        start: where in the document's text they begin.
        text: the lines with a line break between.
        starts: where in the document's text each line begins.
        pages: the page of each line.
    """

    start: int
    text: str
    starts: array[int]
    pages: array[int]

    @property
    def end(self) -> int:
        """Where in the document's text the next stretch begins."""
        return self.start + len(self.text) + 1

    def line(self, place: int) -> Line:
        """The line of that number."""
        ends = self.starts[place + 1] if place + 1 < len(self.starts) else self.end
        return Line(self.text[self.starts[place] - self.start : ends - 1 - self.start], self.pages[place])

    def lines(self) -> Iterator[Line]:
        """All lines in order."""
        return map(self.line, range(len(self.starts)))


class Lines:
    """Every line of a document, running heads first, in which each place knows its line, its sentence and its page.

    Places are counted as if all lines were one text with a line break between. They are kept in stretches: a long
    document's text is never held as a whole.
    """

    def __init__(self, parts: Iterable[Iterable[Line]]) -> None:
        self.stretches: Sequence[Stretch] = Shelf(_stretches(parts), held=FEW)
        self._starts = array("Q", (stretch.start for stretch in self.stretches))

    @classmethod
    def of(cls, reading: Reading) -> Lines:
        """The lines of *reading*."""
        return cls(_parts(reading))

    def texts(self) -> Iterator[str]:
        """The text of each stretch."""
        return (stretch.text for stretch in self.stretches)

    def proof(self, start: int, end: int) -> FactEvidence:
        """The sentence around the places from *start* to *end*, and the page it stands on."""
        stretch = self.stretches[bisect_right(self._starts, start) - 1]
        place = bisect_right(stretch.starts, start) - 1
        line, first = stretch.line(place), stretch.starts[place]
        starts = [0, *sentence_starts(line.text), len(line.text)]
        at = bisect_right(starts, start - first) - 1
        sentence = line.text[starts[at] : max(starts[min(at + 1, len(starts) - 1)], end - first)].strip()
        if len(sentence) > LONGEST_PROOF:
            middle = start - first - starts[at]
            sentence = sentence[max(0, middle - LONGEST_PROOF // 2) : middle + LONGEST_PROOF // 2].strip()
        return FactEvidence(sentence, line.page)

    def proof_of_line(self, text: str) -> FactEvidence | None:
        """The line that is, holds or begins *text*; a reader may join the lines of a title page."""
        holding = None
        for stretch in self.stretches:
            for line in stretch.lines() if text in stretch.text else ():
                if line.text == text:
                    return FactEvidence(text, line.page)
                if holding is None and text in line.text:
                    holding = FactEvidence(text, line.page)
        if holding is not None:
            return holding
        lines = (line for stretch in self.stretches for line in stretch.lines())
        first = next((line for line in lines if line.text and text.startswith(line.text)), None)
        return FactEvidence(text, first.page) if first is not None else None

    def proof_of_words(self, words: str) -> FactEvidence | None:
        """The sentence in which *words* first stand."""
        for stretch in self.stretches:
            start = stretch.text.find(words)
            if start >= 0:
                return self.proof(stretch.start + start, stretch.start + start + len(words))
        return None


def _stretches(parts: Iterable[Iterable[Line]]) -> Iterator[Stretch]:
    start, texts, starts, pages = 0, list[str](), array("Q"), array("I")
    end = start
    for part in parts:
        for line in part:
            starts.append(end)
            pages.append(line.page)
            texts.append(line.text)
            end += len(line.text) + 1
        if end - start >= STRETCH:
            yield Stretch(start, "\n".join(texts), starts, pages)
            start, texts, starts, pages = end, [], array("Q"), array("I")
    if texts:
        yield Stretch(start, "\n".join(texts), starts, pages)


def _parts(reading: Reading) -> Iterator[Iterator[Line]]:
    """The lines of *reading*, the running heads first, by what must not be parted."""
    yield (Line(paragraph.text, paragraph.pages.first) for paragraph in reading.furniture)
    yield from map(_of_section, reading.sections)
    for session in reading.sessions:
        yield (Line(text, session.pages.first) for text in _session_texts(session))
    yield (Line(paragraph.text, paragraph.pages.first) for paragraph in reading.asides)


def _of_section(section: Section) -> Iterator[Line]:
    if section.heading is not None:
        yield Line(section.heading, section.pages.first)
    for paragraph in section.paragraphs:
        yield from _by_page(paragraph)
    for table in section.tables:
        page = table.pages.first
        yield Line(table.caption or "", page)
        yield from (Line(cell, page) for row in (*table.header, *table.rows) for cell in row)


def _by_page(paragraph: Paragraph) -> Iterator[Line]:
    """A paragraph as one line; one that runs over a page break has the page where its first words stand."""
    yield Line(paragraph.text, paragraph.page_starts[0][1] if paragraph.page_starts else paragraph.pages.first)


def _session_texts(session: Session) -> Iterator[str]:
    yield session.title
    for speaker in session.speakers:
        yield speaker.organisation or ""
    yield session.abstract or ""
