"""Initials: the large letter that opens a paragraph, put before the rest of its first word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from .words import Word

LARGER = 1.6
"""Size of an initial against its text's, at the least; the large ones among small capitals have 1.7 at the most, and
no small letters after them."""
BESIDE = 1.2
"""Type sizes within which the text begins beside it."""
REACH = 0.8
"""Share of its size that an initial reaches up from its baseline; capitals have .7."""
LEVEL = 0.15
"""Share of the text's size within which an initial stands on the first line, and not beside several."""
WORDS = frozenset("IÅ")
"""Letters that are words as well."""


def with_initials(words: Sequence[Word]) -> tuple[Word, ...]:
    """The *words* of a page, each initial joined to what it begins; one that is a word is set as the others are.

    What begins a word is told from a word by whether the page has the rest of it alone. Known to miss: an initial
    before capitals, and one of several letters.
    """
    capitals = [word for word in words if len(word.text) == 1 and word.text.isupper()]
    least = LARGER * median(word.size for word in words) if capitals else 0.0
    large = [word for word in capitals if word.size >= least]
    if not large:
        return tuple(words)
    mended = {id(word): word for word in words}
    for initial in large:
        rest = _rest_of(initial, words)
        if rest is None:
            continue
        if initial.text in WORDS and any(word.text == rest.text for word in words if word is not rest):
            mended[id(initial)] = rest._replace(text=initial.text, x0=initial.x0, x1=min(initial.x1, rest.x0))
        else:
            mended[id(rest)] = rest._replace(text=initial.text + rest.text)
            del mended[id(initial)]
    return tuple(mended.values())


def _rest_of(initial: Word, words: Iterable[Word]) -> Word | None:
    """The word beside *initial* that it begins, on the first of the lines there; ``None`` if it is no initial.

    WeasyPrint may set that word over the initial.
    """
    top = initial.baseline - REACH * initial.size
    beside = [
        word
        for word in words
        if top < word.baseline <= initial.baseline + LEVEL * word.size
        and initial.size >= LARGER * word.size
        and initial.x0 - 1 <= word.x0 <= initial.x1 + BESIDE * word.size
    ]
    first = min(beside, key=lambda word: (word.baseline, word.x0), default=None)
    return first if first is not None and first.text[0].islower() else None
