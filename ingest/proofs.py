"""Where in a document a fact stands: its line or sentence, with the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import FactEvidence, Paragraph, Session
from corpus.sentences import sentence_starts

from .reading import Reading

LONGEST_PROOF = 300
"""Characters; a longer sentence is cut around the words that count."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: a heading, a paragraph, a cell or a speaker's body, with its page."""

    text: str
    page: int


class Lines:
    """Every line of a document as one text, in which each place knows its line, its sentence and its page.

    Attributes:
        text: the lines with a line break between, running heads first.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self.text = "\n".join(line.text for line in self.lines)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line.text) + 1)

    @classmethod
    def of(cls, reading: Reading) -> Lines:
        """The lines of *reading*."""
        return cls(list(_lines(reading)))

    def proof(self, start: int, end: int) -> FactEvidence:
        """The sentence around ``text[start:end]`` and the page it stands on."""
        place = min(bisect_right(self._starts, start), len(self.lines)) - 1
        line, first = self.lines[place], self._starts[place]
        starts = [0, *sentence_starts(line.text), len(line.text)]
        at = bisect_right(starts, start - first) - 1
        sentence = line.text[starts[at] : max(starts[min(at + 1, len(starts) - 1)], end - first)].strip()
        if len(sentence) > LONGEST_PROOF:
            middle = start - first - starts[at]
            sentence = sentence[max(0, middle - LONGEST_PROOF // 2) : middle + LONGEST_PROOF // 2].strip()
        return FactEvidence(sentence, line.page)

    def proof_of_line(self, text: str) -> FactEvidence | None:
        """The line that is, holds or begins *text*; a reader may join the lines of a title page."""
        for line in self.lines:
            if line.text == text:
                return FactEvidence(text, line.page)
        for line in self.lines:
            if text in line.text:
                return FactEvidence(text, line.page)
        first = next((line for line in self.lines if line.text and text.startswith(line.text)), None)
        return FactEvidence(text, first.page) if first is not None else None

    def proof_of_words(self, words: str) -> FactEvidence | None:
        """The sentence in which *words* first stand."""
        start = self.text.find(words)
        return self.proof(start, start + len(words)) if start >= 0 else None


def _lines(reading: Reading) -> Iterator[Line]:
    """Every line of *reading*, the running heads first."""
    yield from (Line(paragraph.text, paragraph.pages.first) for paragraph in reading.furniture)
    for section in reading.sections:
        if section.heading is not None:
            yield Line(section.heading, section.pages.first)
        for paragraph in section.paragraphs:
            yield from _by_page(paragraph)
        for table in section.tables:
            page = table.pages.first
            yield Line(table.caption or "", page)
            yield from (Line(cell, page) for row in (*table.header, *table.rows) for cell in row)
    for session in reading.sessions:
        yield from (Line(text, session.pages.first) for text in _session_texts(session))
    yield from (Line(paragraph.text, paragraph.pages.first) for paragraph in reading.asides)


def _by_page(paragraph: Paragraph) -> Iterator[Line]:
    """A paragraph as one line; one that runs over a page break has the page where its first words stand."""
    yield Line(paragraph.text, paragraph.page_starts[0][1] if paragraph.page_starts else paragraph.pages.first)


def _session_texts(session: Session) -> Iterator[str]:
    yield session.title
    for speaker in session.speakers:
        yield speaker.organisation or ""
    yield session.abstract or ""
