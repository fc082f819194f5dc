"""Small capitals that a program has made of large ones: read as the small letters that they stand for.

Fonts with small capitals of their own say which letters they are. Browsers, word processors and most layout programs
set the capitals of a smaller size instead, so that "Hvad tilsynet ser efter" shows, and is copied, as capitals of two
sizes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .device import Char

SMALLEST, LARGEST = 0.6, 0.88
"""Their size against the capitals beside them: .69 in browsers, .8 in word processors, .7 to .75 elsewhere."""
SAME_SIZE = 0.03
"""Relative difference within which two sizes are one."""
NEAR = 1.0
"""Share of the type size that parts two words of one line at most; columns stand farther apart."""
ENOUGH = 3
"""Small capitals that make a line of them; two may be a unit or a mark."""

Letters = Sequence[Char]


def with_small_letters(words: Sequence[Letters]) -> list[Letters]:
    """The *words* of one row, from left to right, with small letters of full size for small capitals.

    A line is in small capitals if a word in it begins with a large one that small ones follow; its other words are
    small capitals throughout, or have none.
    """
    told = list(words)
    for place, word in enumerate(words):
        sizes = _two_sizes(word)
        if sizes is None or told[place] is not word:
            continue
        run = [place, *_on(words, place, 1, *sizes), *_on(words, place, -1, *sizes)]
        if sum(_is_size(char, sizes[1]) for at in run for char in words[at]) >= ENOUGH:
            for at in run:
                told[at] = [_small_letter(char, sizes[0]) if _is_size(char, sizes[1]) else char for char in words[at]]
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


def _is_size(char: Char, size: float) -> bool:
    return abs(char.size - size) <= SAME_SIZE * size


def _small_letter(char: Char, size: float) -> Char:
    return char._replace(text=char.text.lower(), size=size)
