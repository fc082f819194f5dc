"""Small capitals that a program has made of large ones: read as the small letters that they stand for.

Fonts with small capitals of their own say which letters they are. Browsers, word processors and most layout programs
set the capitals of a smaller size instead, so that "Hvad tilsynet ser efter" shows, and is copied, as capitals of two
sizes. WeasyPrint sets them so too, in a font that it names for them, and says of each glyph which letter it stood for
when it was first used: "k" for that of "Kontekst" as well. There the size alone tells the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .device import Char

SMALLEST, LARGEST = 0.6, 0.88
"""Their size against the capitals beside them: .69 in browsers, .8 in word processors, .7 to .75 elsewhere."""
SAME_SIZE = 0.03
"""Relative difference within which two sizes are one."""
NEAR = 1.0
"""Share of the type size that parts two words of one line at most; columns stand farther apart."""
LINE = 0.8, 1.8
"""Shares of the type size between which the next line stands below."""
TOUCHING = 0.15
"""Share of the type size within which two letters are of one word."""
ENOUGH = 3
"""Small capitals that make a line of them; two may be a unit or a mark."""

Letters = Sequence[Char]


class _Run(NamedTuple):
    """Words in small capitals on one line: where they stand, in points, and their two sizes."""

    baseline: float
    x0: float
    x1: float
    large: float
    small: float
    bold: bool

    def goes_on_in(self, word: Letters) -> bool:
        """Whether *word* is set in the small ones and stands under these, as the second line of a heading does."""
        first, last = word[0], word[-1]
        is_below = LINE[0] < (first.baseline - self.baseline) / self.large < LINE[1]
        return (
            is_below
            and last.x1 > self.x0 - self.large
            and first.x0 < self.x1 + self.large
            and first.bold == self.bold
            and all(_is_size(char, self.small) and char.text.upper() == char.text for char in word)
        )


class SmallCapitals:
    """Tells the small capitals of a page, row by row from the top."""

    def __init__(self) -> None:
        self.above: list[_Run] = []

    def told(self, words: Sequence[Letters]) -> list[Letters]:
        """The *words* of one row, from left to right, with small letters of full size for small capitals.

        A line is in small capitals if a word in it begins with a large one that small ones follow; its other words
        are small capitals throughout, or have none. The line below it may have no large one at all.
        """
        told = list(words)
        runs: list[_Run] = []
        for place, word in enumerate(words):
            sizes = _two_sizes(word)
            if sizes is None or told[place] is not word:
                continue
            run = [place, *_on(words, place, 1, *sizes), *_on(words, place, -1, *sizes)]
            if sum(_is_size(char, sizes[1]) for at in run for char in words[at]) >= ENOUGH:
                for at in run:
                    told[at] = [_set_off(char, *sizes) for char in words[at]]
                first, last = words[min(run)][0], words[max(run)][-1]
                runs.append(_Run(first.baseline, first.x0, last.x1, *sizes, first.bold))
        for place, word in enumerate(words):
            above = next((run for run in self.above if told[place] is word and run.goes_on_in(word)), None)
            if above is not None:
                told[place] = [_set_off(char, above.large, above.small) for char in word]
                runs.append(above._replace(baseline=word[0].baseline))
        height = words[0][0].baseline if words else 0.0
        self.above = [run for run in self.above if height - run.baseline < LINE[1] * run.large] + runs
        return told


def _two_sizes(word: Letters) -> tuple[float, float] | None:
    """The sizes of the large capital that opens *word* and of the small ones after it; ``None`` if it has none."""
    if len(word) < 2:
        return None
    large, small = word[0].size, word[1].size
    if not SMALLEST * large <= small <= LARGEST * large or not word[0].text.isupper():
        return None
    return (large, small) if _is_set_in(word, large, small) else None


def _is_set_in(word: Letters, large: float, small: float) -> bool:
    """Whether *word* has these two sizes alone, and in the large one nothing but capitals, figures and marks."""
    return all(_is_size(char, small) or (_is_size(char, large) and char.text.upper() == char.text) for char in word)


def _on(words: Sequence[Letters], place: int, step: int, large: float, small: float) -> Iterator[int]:
    """The places of the words that stand near on one side of that at *place*, and are set as it is."""
    at = place + step
    while 0 <= at < len(words):
        left, right = (words[at - step], words[at]) if step > 0 else (words[at], words[at - step])
        near = right[0].x0 - left[-1].x1 <= NEAR * large
        if not near or words[at][0].bold != words[place][0].bold or not _is_set_in(words[at], large, small):
            return
        yield at
        at += step


def tell_by_size(turns: Sequence[list[Char]], named: Sequence[Char]) -> None:
    """Let the sizes tell the case of those characters in *turns* that are *named* as small capitals, on one page.

    Small ones become small letters of full size, and the others large ones. A font that has small capitals of its own
    sets a word in one size, and says truly which letters they are.
    """
    full = _full_sizes(named)
    if not full and not any(_is_odd(left, right) for left, right in _neighbours(named)):
        return
    known = {id(char) for char in named}
    for turn in turns:
        turn[:] = [_told(char, full) if id(char) in known else char for char in turn]


def _full_sizes(named: Sequence[Char]) -> dict[float, float]:
    """The size of the large capital that each size of small ones follows most often, in a word or after one."""
    pairs = Counter(
        (round(right.size, 1), round(left.size, 1))
        for left, right in _neighbours(named)
        if SMALLEST * left.size <= right.size <= LARGEST * left.size
    )
    return {small: large for (small, large), _ in reversed(pairs.most_common())}


def _neighbours(named: Sequence[Char]) -> Iterator[tuple[Char, Char]]:
    """The letters that follow each other on a line, from left to right."""
    in_rows = sorted((_row(char), char.x0, char) for char in named if char.text.isalpha())
    for (row, _, left), (next_row, x0, right) in pairwise(in_rows):
        if row == next_row and x0 - left.x1 <= NEAR * left.size:
            yield left, right


def _row(char: Char) -> float:
    return round(char.baseline, 1)


def _is_odd(left: Char, right: Char) -> bool:
    """Whether a large letter follows a small one in a word, as none is written."""
    return left.text.islower() and right.text.isupper() and right.x0 - left.x1 <= TOUCHING * left.size


def _told(char: Char, full: dict[float, float]) -> Char:
    size = full.get(round(char.size, 1))
    return char._replace(text=char.text.upper()) if size is None else _small_letter(char, size)


def _is_size(char: Char, size: float) -> bool:
    return abs(char.size - size) <= SAME_SIZE * size


def _set_off(char: Char, large: float, small: float) -> Char:
    """*char* as the letter that it stands for, set off from the text as bold type is."""
    return _small_letter(char, large) if _is_size(char, small) else char._replace(bold=True)


def _small_letter(char: Char, size: float) -> Char:
    return char._replace(text=char.text.lower(), size=size, bold=True)
