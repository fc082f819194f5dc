"""Where the words that the lexical index holds of a passage stand in its text.

Kept beside them, so that a hit is marked without analysing its text again: for ten hits that took longer than
finding them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from corpus.analyser import Token
from corpus.rings import RingMatch
from corpus.store import PassageWords

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spans:
    """Where the words in the columns of one passage stand, in the order of each column.

    Attributes:
        words: of each lemma.
        extra: for each further key the number of the word that it is of.
        parts: the same for each part of a compound, with the part's own span.
        rings: of each synonym.
    """

    words: tuple[Span, ...]
    extra: tuple[int, ...]
    parts: tuple[tuple[int, Span], ...]
    rings: tuple[Span, ...]


def pack_spans(content: Sequence[Token], rings: Sequence[RingMatch]) -> bytes:
    """The spans of a passage whose content words and synonyms these are, in some 200 bytes."""
    parts = [(word, *span) for word, token in enumerate(content) for span in token.part_spans]
    columns = (
        [token.start for token in content],
        [token.end for token in content],
        [word for word, token in enumerate(content) for _ in token.extra],
        *([part[at] for part in parts] for at in range(3)),
        [match.start for match in rings],
        [match.end for match in rings],
    )
    numbers = np.array([number for column in columns for number in column], dtype="<i4")
    return zlib.compress(np.diff(numbers, prepend=0).astype("<i4").tobytes())


def unpack_spans(words: PassageWords) -> Spans:
    """What :func:`pack_spans` packed; how many there are of each kind, the columns say."""
    lemmas, extra, parts, rings = (
        len(column.split()) for column in (words.lemma, words.extra, words.parts, words.rings)
    )
    numbers = iter(_numbers(words).tolist())

    def take(count: int) -> tuple[int, ...]:
        return tuple(islice(numbers, count))

    return Spans(
        words=tuple(zip(take(lemmas), take(lemmas), strict=True)),
        extra=take(extra),
        parts=tuple(zip(take(parts), zip(take(parts), take(parts), strict=True), strict=True)),
        rings=tuple(zip(take(rings), take(rings), strict=True)),
    )


def key_places(words: PassageWords, keys: frozenset[str]) -> list[tuple[int, str]]:
    """Where *keys* stand in the passage: the number of a content word, and the key.

    A part stands where its compound does, a synonym at each of its words. A third of the time that
    :func:`unpack_spans` takes, since all passages that are looked at closely are asked.
    """
    lemmas, parts, rings = words.lemma.split(), words.parts.split(), words.rings.split()
    found = [(place, key) for place, key in enumerate(lemmas) if key in keys]
    if keys.isdisjoint(parts) and keys.isdisjoint(rings):
        return found
    numbers, count = _numbers(words), len(lemmas)
    of_part = 2 * count + len(words.extra.split())
    found += [(int(numbers[of_part + at]), key) for at, key in enumerate(parts) if key in keys]
    starts, of_ring = numbers[:count], of_part + 3 * len(parts)
    for at, key in enumerate(rings):
        if key in keys:
            span = numbers[[of_ring + at, of_ring + len(rings) + at]]
            first, end = np.searchsorted(starts, span).tolist()
            found += [(place, key) for place in range(first, max(end, first + 1))]
    return found


def _numbers(words: PassageWords) -> npt.NDArray[np.int64]:
    """What :func:`pack_spans` packed, column after column."""
    numbers: npt.NDArray[np.int64] = np.cumsum(np.frombuffer(zlib.decompress(words.spans), dtype="<i4"))
    return numbers
