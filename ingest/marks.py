"""Small figures beside words: the marks that call footnotes, exponents, and how a line's text shows them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from .words import Word

RAISED = 0.75
"""A word below this share of the line's size is a mark (¹) and belongs to the line that it overlaps."""
ATTACHED = 0.14
"""White before a mark, as a share of the larger size, below which it stands behind a word; a space begins at .16."""
RISE = 0.12
"""Share of the line's size by which a mark stands above the line; those of programs have .33, of chemistry none."""
MARK = r"(\d{1,3}|\*{1,3}|[†‡])"
MARKS = re.compile(rf"\(?{MARK}(?:\s?[,;–-]\s?{MARK})*\)?[.,;:]?")
"""What is set small behind a word to call one note or several: "1", "2)", "3, 4", "**"."""
OVERLAP = 0.2
"""Share of its own size by which a mark may reach into the box of its word, as behind an italic one."""
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_X1 = attrgetter("x1")


class Placed(NamedTuple):
    """A word of a line with what stands before it in the line's text, and how it is shown there.

    ``mark`` says that it is small and stands right behind the word before it; ``raised`` that it stands above
    the line too.
    """

    word: Word
    before: str
    shown: str
    mark: bool
    raised: bool


def placed_words(words: Iterable[Word], size: float, baseline: float) -> Iterator[Placed]:
    """The *words* of a line of *size* on *baseline*, as its text shows them.

    A small figure behind a word is no word of its own; a raised one is shown as such ("m²", "12¹"), so that it
    cannot be taken for a figure of the number before it.
    """
    last: Word | None = None
    after_mark = False
    for word in words:
        attached = last is not None and word.x0 - last.x1 < ATTACHED * max(word.size, last.size)
        mark = attached and word.size < RAISED * size and MARKS.fullmatch(word.text) is not None
        raised = mark and baseline - word.baseline > RISE * size
        before = "" if last is None or mark or (after_mark and attached) else " "
        yield Placed(word, before, word.text.translate(SUPERSCRIPT) if raised else word.text, mark, raised)
        last, after_mark = word, mark


def text_of(words: Sequence[Word], size: float, baseline: float) -> str:
    """The text of a line of *words*."""
    return "".join([placed.before + placed.shown for placed in placed_words(words, size, baseline)])


def carriers_of_marks(words: Sequence[Word]) -> dict[int, Word]:
    """For each small figure right behind a word, by its identity, that word.

    A raised mark may be level with a line of the next column, and belongs to its own line none the less.
    """
    largest = max((word.size for word in words), default=0.0)
    marks = [word for word in words if word.size < RAISED * largest and MARKS.fullmatch(word.text)]
    if not marks:
        return {}
    ends = sorted(words, key=_X1)
    carriers: dict[int, Word] = {}
    for mark in marks:
        near = bisect_left(ends, mark.x0 - ATTACHED * largest, key=_X1)
        for word in islice(ends, near, None):
            if word.x1 > mark.x0 + OVERLAP * mark.size:
                break
            attached = mark.x0 - word.x1 < ATTACHED * word.size
            if attached and mark.size < RAISED * word.size and word.x0 < mark.x0 and overlaps_half(mark, word):
                carriers[id(mark)] = word
    return carriers


def overlaps_half(small: Word, large: Word) -> bool:
    """Whether *small* stands at the height of *large*, at least with half of its own."""
    return min(small.bottom, large.bottom) - max(small.top, large.top) > 0.5 * (small.bottom - small.top)
