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
    numbers = iter(np.cumsum(np.frombuffer(zlib.decompress(words.spans), dtype="<i4")).tolist())

    def take(count: int) -> tuple[int, ...]:
        return tuple(islice(numbers, count))

    return Spans(
        words=tuple(zip(take(lemmas), take(lemmas), strict=True)),
        extra=take(extra),
        parts=tuple(zip(take(parts), zip(take(parts), take(parts), strict=True), strict=True)),
        rings=tuple(zip(take(rings), take(rings), strict=True)),
    )
