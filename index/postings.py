"""The passages that hold a key, kept once they have been asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from .encoding import Floats
from .vectors import Numbers

Match = Callable[[str], Sequence[tuple[int, float]]]
"""A key to the numbers of the passages that hold it, each with its BM25 score for that key."""

MOST_ENTRIES = 2_000_000
"""Passages kept over all keys: 24 MB. The words of the field fill them; what comes later is looked up each time."""


@dataclass(slots=True)
class Postings:
    """BM25 scores of single keys by position; those of several keys are their sum, as BM25 has it.

    SQLite needs some 10 ms to score a word that half of 10,000 passages hold, and such words stand in most
    questions. One generation's postings never change, so they are kept as arrays.

    Attributes:
        seqs: the numbers of all passages, ascending; a position is a place in it.
    """

    seqs: Numbers
    _kept: dict[str, tuple[Numbers, Floats]] = field(default_factory=dict)
    _entries: int = 0

    def scores(self, keys: Iterable[str], match: Match) -> Floats:
        """The BM25 score of every passage for all of *keys*, shape (n,), 0 where none is held."""
        scores = np.zeros(len(self.seqs), dtype=np.float32)
        for key in keys:
            positions, values = self.of(key, match)
            scores[positions] += values
        return scores

    def of(self, key: str, match: Match) -> tuple[Numbers, Floats]:
        """The positions of the passages that hold *key*, each once, and their scores."""
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        rows = match(key)
        positions = np.searchsorted(self.seqs, np.array([seq for seq, _ in rows], dtype=np.int64))
        found = positions, np.array([score for _, score in rows], dtype=np.float32)
        if self._entries + len(rows) <= MOST_ENTRIES:
            self._kept[key] = found
            self._entries += len(rows)
        return found
