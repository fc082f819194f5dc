"""Hard negatives: passages that share the words of a query and of its topic, and are not the one it was written for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse

from .training_keys import Bag, KeyedPassage
from .vectors import Numbers

NEAREST = 30
"""So many passages are rivals by the words of a query, and as many by those of its own passage; one is drawn."""

_SATURATION, _LENGTH_SHARE = 1.2, 0.75  # BM25's k1 and b, as in SQLite's FTS5


def find_rivals(field: Sequence[KeyedPassage]) -> list[list[Numbers]]:
    """For each passage, for each of its queries: the numbers of other passages that BM25 takes for its answer.

    Half of them are asked for with the query, half with its own passage: an everyday query shares no word with its
    answer, and its hard negatives are the other passages of the same topic.
    """
    weights = _bm25_weights([passage.whole for passage in field])
    found = []
    for number, passage in enumerate(field):
        alike = _best(weights, passage.whole, own=number)
        found.append([np.concatenate([_best(weights, bag, own=number), alike]) for _, bag in passage.queries])
    return found


def _bm25_weights(bags: Sequence[Bag]) -> sparse.csc_array:
    """What each key adds to the score of each passage, shape (passages, keys)."""
    keys = max(int(bag.max(initial=-1)) for bag in bags) + 1
    counts = sparse.csr_array(
        (np.ones(sum(map(len, bags)), np.float32), np.concatenate(bags), np.cumsum([0, *map(len, bags)])),
        shape=(len(bags), keys),
    )
    counts.sum_duplicates()
    idf = np.log((1 + len(bags)) / (1 + np.bincount(counts.indices, minlength=keys)))
    lengths = np.repeat([len(bag) for bag in bags], np.diff(counts.indptr)) / np.mean([len(bag) for bag in bags])
    saturated = counts.data + _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths)
    counts.data = idf[counts.indices] * counts.data * (1 + _SATURATION) / saturated
    return counts.tocsc()


def _best(weights: sparse.csc_array, bag: Bag, *, own: int) -> Numbers:
    """The numbers of the best passages that hold a key of *bag*, without *own*."""
    keys = np.unique(bag)
    scores = weights[:, keys[keys < weights.shape[1]]].sum(axis=1)
    order = np.argsort(-scores, kind="stable")
    best: Numbers = order[(scores[order] > 0) & (order != own)][:NEAREST]
    return best
