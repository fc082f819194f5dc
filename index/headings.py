"""Which passages stand under headings that hold what is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from .encoding import Floats
from .query import Term
from .vectors import Numbers

_NONE: Numbers = np.zeros(0, dtype=np.int64)


class Headings:
    """The words of the headings over each passage and of its document's title, in memory.

    They are few: 10,000 passages take some 10 MB, and a question some tens of microseconds, where asking
    FTS5 word by word took milliseconds.
    """

    def __init__(self, positions: Mapping[str, Numbers], count: int) -> None:
        self._positions = positions
        self._count = count

    @classmethod
    def of(cls, headings: Iterable[str]) -> Headings:
        """The headings of passages in the order of their positions, as the lexical index holds them."""
        found: dict[str, list[int]] = {}
        count = 0
        for position, heading in enumerate(headings):
            count += 1
            for key in set(heading.split()):
                found.setdefault(key, []).append(position)
        return cls({key: np.array(positions, dtype=np.int64) for key, positions in found.items()}, count)

    def shares(self, terms: Sequence[Term]) -> Floats:
        """The share of *terms*, weighted by idf, that the headings over each passage hold, shape (n,)."""
        shares = np.zeros(self._count, dtype=np.float32)
        total = sum(term.idf for term in terms)
        if total <= 0:
            return shares
        for term in terms:
            held = np.zeros(self._count, dtype=np.float32)
            for part in term.parts:
                held[self._holding(part)] += 1 / len(term.parts)
            for key in term.whole:
                held[self._holding(key)] = 1
            shares += np.float32(term.idf / total) * held
        return shares

    def _holding(self, key: str) -> Numbers:
        return self._positions.get(key, _NONE)
