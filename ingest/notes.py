"""Footnotes and what calls them: marks taken out of the running text, with the place where each stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus import NoteCall

from .lineends import LineJoiner
from .lines import Line
from .marks import MARK, RAISED, Placed, placed_words

NOTE_START = re.compile(rf"\(?{MARK}(?!\d)")
NOTE_CALL = re.compile(r"(\S*[^\W\d]\S*[.,;:)”?!]|\S*[)%”][.,;:]?)(\d{1,3})")
"""A note called after a stop or a bracket: "dagtilbud.1", "(66 %).1"; "8.30" and "stk.1" in no note's page."""
EACH_MARK = re.compile(MARK)
STOP = re.compile(r"[.,;:]$")
UNITS = re.compile(r"(\S*\d)?(mm|cm|dm|m|km)|10")
"""What may have an exponent: metres, and powers of ten."""


class Unmarked(NamedTuple):
    """A text without its marks, and where each stood."""

    text: str
    calls: tuple[NoteCall, ...]


def mark_of(text: str) -> str | None:
    """The mark that a footnote opens with; ``None`` for a text that opens with none."""
    match = NOTE_START.match(text)
    return match[1] if match else None


def marks_called(lines: Iterable[Line]) -> frozenset[str]:
    """The marks that stand small in *lines*, as those that call notes do."""
    small = (word.text for line in lines for word in line.words if word.size < RAISED * line.size)
    return frozenset(mark for text in small for mark in EACH_MARK.findall(text))


def unmarked(lines: Sequence[Line], text: str, notes: frozenset[str], joiner: LineJoiner) -> Unmarked:
    """The *text* of *lines* without the marks that call footnotes; *notes* are the marks of those on the page.

    A mark is small beside its line, or a figure right behind a stop, as where raised figures were copied from
    elsewhere. One that is raised behind a word is a mark even if its note stands elsewhere, but for an exponent
    ("20 m²").
    """
    if not notes and not any(word.size < RAISED * line.size for line in lines for word in line.words):
        return Unmarked(text, ())
    texts: list[str] = []
    calls: list[NoteCall] = []
    for line in lines:
        shown = ""
        for part, marks in _parts(line, notes):
            shown += part if shown else part.lstrip()
            for mark in marks:
                calls.append(NoteCall(len(joiner.join([*texts, shown]).rstrip()), mark))
        texts.append(shown)
    return Unmarked(joiner.join(filter(None, texts)), tuple(calls)) if calls else Unmarked(text, ())


def moved(call: NoteCall, by: int) -> NoteCall:
    """*call* in a text that has *by* characters more before it."""
    return NoteCall(max(call.offset + by, 0), call.mark)


def _parts(line: Line, notes: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """Each word of *line* as its text shows it, less its mark, and the marks that stood behind it."""
    last = ""
    for placed in placed_words(line.words, line.size, line.baseline):
        marks = _marks(placed, last, line, notes)
        call = NOTE_CALL.fullmatch(placed.word.text)
        if marks:
            stop = STOP.search(placed.word.text)
            yield (stop[0] if stop else ""), marks
        elif call and call[2] in notes:
            yield placed.before + call[1], [call[2]]
        else:
            yield placed.before + placed.shown, []
        last = placed.word.text


def _marks(placed: Placed, last: str, line: Line, notes: frozenset[str]) -> list[str]:
    """The marks that *placed*, which follows the word *last*, is; none for what is no mark."""
    if placed.word.size >= RAISED * line.size:
        return []
    marks = EACH_MARK.findall(placed.word.text) if placed.mark or placed.word.text in notes else []
    if any(mark in notes for mark in marks):
        return marks
    return marks if placed.raised and not UNITS.fullmatch(last) else []
