"""The passages that hold a key, with its BM25 score, kept once they have been asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .encoding import Floats
from .vectors import Numbers

Places = Callable[[str], str]
"""A key to where it stands, as ``Store.places`` has it."""

COLUMNS = 8
"""A place is a passage's number times this, plus the number of the column."""

K1, B = 1.2, 0.75
"""Those of SQLite's FTS5."""

MOST_ENTRIES = 2_000_000
"""Passages kept over all keys: 24 MB. The words of the field fill them; what comes later is looked up each time."""


@dataclass(slots=True)
class Postings:
    """BM25 scores of single keys by position; those of several keys are their sum, as BM25 has it.

    They are those of FTS5's ``bm25()`` but for :func:`rarity`, reckoned here because that is asked passage by passage:
    it took 10 ms for a word that all of 10,000 passages hold, and such words stand in most questions. One
    generation's postings never change, so they are kept as arrays.

    Source: Robertson & Zaragoza 2009; a place counts what its column does, as FTS5 has it.

    Attributes:
        seqs: the numbers of all passages, ascending; a position is a place in it.
        weights: of the columns.
        norms: K1 * (1 - B + B * length / mean length) of each passage.
    """

    seqs: Numbers
    weights: npt.NDArray[np.float64]
    norms: npt.NDArray[np.float64]
    _kept: dict[str, tuple[Numbers, Floats]] = field(default_factory=dict)
    _entries: int = 0

    @classmethod
    def of(cls, seqs: Numbers, lengths: Sequence[int], weights: Sequence[float]) -> Postings:
        """The postings of passages of these *lengths* in words, all columns together."""
        words = np.array(lengths, dtype=np.float64)
        mean = words.sum() / max(1, len(words)) or 1.0  # of no words at all there is no mean
        norms = K1 * (1 - B + B * words / mean)
        return cls(seqs, np.array(weights, dtype=np.float64), norms)

    def scores(self, keys: Iterable[str], places: Places) -> Floats:
        """The BM25 score of every passage for all of *keys*, shape (n,), 0 where none is held."""
        scores = np.zeros(len(self.seqs), dtype=np.float32)
        for key in keys:
            positions, values = self.holding(key, places)
            scores[positions] += values
        return scores

    def holding(self, key: str, places: Places) -> tuple[Numbers, Floats]:
        """The positions of the passages that hold *key*, ascending, and their scores."""
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        found = self._scored(places(key))
        if self._entries + len(found[0]) <= MOST_ENTRIES:
            self._kept[key] = found
            self._entries += len(found[0])
        return found

    def _scored(self, written: str) -> tuple[Numbers, Floats]:
        if not written:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        numbers, columns = np.divmod(np.fromstring(written, dtype=np.int64, sep=","), COLUMNS)
        positions = np.searchsorted(self.seqs, numbers)
        frequencies = np.bincount(positions, weights=self.weights[columns], minlength=len(self.seqs))
        holders = np.unique(positions)
        often = frequencies[holders]
        scores = rarity(len(holders), len(self.seqs)) * (often * (K1 + 1) / (often + self.norms[holders]))
        return holders, scores.astype(np.float32)


def rarity(held_by: int, count: int) -> float:
    """The idf of a key that *held_by* of *count* passages hold, above 0.

    FTS5 has 0 for what more than half of them hold: then the words of a long document's title, which stand over each of
    its passages, would say nothing in a corpus that is mostly that document.

    Source: the BM25 idf of Robertson & Zaragoza 2009, kept above 0 as Lucene does.
    """
    return math.log(1 + (count - held_by + 0.5) / (held_by + 0.5))
