"""Pairs of texts that mean the same, drawn at random from the training text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
import numpy.typing as npt

from .training_keys import Bag, KeyedText
from .training_rivals import find_rivals

# Passages and queries are cut here; longer ones add nothing that a mean of words would keep.
_MAX_LEFT, _MAX_RIGHT = 100, 160
# How often each source is drawn, in parts of 51. Tuned on passages that the training did not see.
_SOURCES = {
    "query": 14,
    "synonym": 12,
    "paraphrase": 14,
    "bridge_field": 2,
    "bridge_speeches": 3,
    "two_queries": 1,
    "heading": 3,
    "cloze": 2,
}
# Everyday words are what a lexical search cannot find, so they are asked most.
_QUERY_KINDS = {
    "everyday": 3.0,
    "professional": 2.0,
    "question": 1.5,
    "english": 1.5,
    "keyword": 0.6,
    "compound": 0.6,
}
# A term in more than three of a hundred passages says little about any of them.
_MAX_SHARE = 0.03
_MAX_BRIDGES = 40
_FEWEST_WORDS_LEFT = 4


Group = tuple[str, object]
"""What a right side is of; texts of one group are no contrast to each other."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A hard negative: a bag that is like the right side of a pair, and not it."""

    bag: Bag
    group: Group


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bags that belong together, and what is easily taken for the right one."""

    left: Bag
    right: Bag
    group: Group
    rival: Rival | None = None


class PairSource:
    """Draws pairs from *text*; the same seed draws the same pairs.

    Args:
        text: what to draw from.
        seed: of the random numbers.
        word_drop: the share of words left out of each side, each time anew.
        shared_drop: how often the words of the left side are left out of the right, so that the
            rest of the passage has to answer.
    """

    def __init__(self, text: KeyedText, *, seed: int, word_drop: float, shared_drop: float) -> None:
        self._random = np.random.default_rng(seed)
        self._word_drop = word_drop
        self._shared_drop = shared_drop
        self._text = text
        self._field = [passage.whole for passage in text.field]
        self._queries = [
            (number, bag, rivals)
            for number, (passage, all_rivals) in enumerate(zip(text.field, find_rivals(text.field), strict=True))
            for (_, bag), rivals in zip(passage.queries, all_rivals, strict=True)
        ]
        self._query_chances = _chances([_QUERY_KINDS[kind] for passage in text.field for kind, _ in passage.queries])
        self._bridges = {
            "bridge_field": self._find_bridges(self._field),
            "bridge_speeches": self._find_bridges(text.speeches),
        }
        self._draws = {
            "query": self._draw_query,
            "synonym": self._draw_synonym,
            "paraphrase": self._draw_paraphrase,
            "bridge_field": lambda: self._draw_bridge("bridge_field", self._field),
            "bridge_speeches": lambda: self._draw_bridge("bridge_speeches", text.speeches),
            "two_queries": self._draw_two_queries,
            "heading": self._draw_heading,
            "cloze": self._draw_cloze,
        }

    def batch(self, size: int) -> list[Pair]:
        """*size* pairs, neither side empty."""
        names = list(_SOURCES)
        chances = _chances(list(_SOURCES.values()))
        pairs: list[Pair] = []
        while len(pairs) < size:
            pair = self._draws[names[self._random.choice(len(names), p=chances)]]()
            if pair is not None and len(pair.left) and len(pair.right):
                pairs.append(pair)
        return pairs

    def _pair(self, left: Bag, right: Bag, group: Group, *, shared_drop: float) -> Pair:
        if self._random.random() < shared_drop:
            rest = right[~np.isin(right, left)]
            right = rest if len(rest) >= _FEWEST_WORDS_LEFT else right
        return Pair(self._thin(left[:_MAX_LEFT]), self._thin(right[:_MAX_RIGHT]), group)

    def _thin(self, bag: Bag) -> Bag:
        if len(bag) < _FEWEST_WORDS_LEFT:
            return bag
        kept = bag[self._random.random(len(bag)) > self._word_drop]
        return kept if len(kept) > 1 else bag

    def _draw_query(self) -> Pair:
        number, query, rivals = self._queries[self._random.choice(len(self._queries), p=self._query_chances)]
        passage = self._field[number] if self._random.random() < 0.4 else self._text.field[number].text
        pair = self._pair(query, passage, ("field", number), shared_drop=self._shared_drop)
        if not len(rivals):
            return pair
        rival = int(rivals[self._random.integers(len(rivals))])
        return replace(pair, rival=Rival(self._thin(self._field[rival][:_MAX_RIGHT]), ("field", rival)))

    def _draw_synonym(self) -> Pair:
        phrase, terms = self._text.synonyms[self._random.integers(len(self._text.synonyms))]
        one = self._random.random() < 0.6
        term = terms[self._random.integers(len(terms))] if one else np.concatenate(terms)
        if self._random.random() < 0.3:
            phrase, term = term, phrase
        return self._pair(phrase, term, ("term", term.tobytes()), shared_drop=0)

    def _draw_paraphrase(self) -> Pair | None:
        if not self._text.paraphrases:
            return None
        number = int(self._random.integers(len(self._text.paraphrases)))
        question, answer = self._text.paraphrases[number]
        return self._pair(question, answer, ("paraphrase", answer.tobytes()), shared_drop=self._shared_drop)

    def _draw_two_queries(self) -> Pair | None:
        passage = self._text.field[self._random.integers(len(self._text.field))]
        everyday = [bag for kind, bag in passage.queries if kind == "everyday"]
        others = [bag for kind, bag in passage.queries if kind in ("professional", "question", "keyword")]
        if not everyday or not others:
            return None
        left = everyday[self._random.integers(len(everyday))]
        right = others[self._random.integers(len(others))]
        return self._pair(left, right, ("term", right.tobytes()), shared_drop=self._shared_drop)

    def _draw_heading(self) -> Pair:
        number = int(self._random.integers(len(self._text.field)))
        passage = self._text.field[number]
        return self._pair(passage.heading, passage.text, ("field", number), shared_drop=self._shared_drop)

    def _draw_cloze(self) -> Pair | None:
        """A stretch of 3 to 13 keys against the passage that it was taken from."""
        number = int(self._random.integers(len(self._text.field)))
        bag = self._text.field[number].text
        length = int(self._random.integers(3, 14))
        if len(bag) < 2 * length:
            return None
        start = int(self._random.integers(len(bag) - length))
        rest = np.concatenate([bag[:start], bag[start + length :]])
        return self._pair(bag[start : start + length], rest, ("field", number), shared_drop=self._shared_drop)

    def _draw_bridge(self, name: str, passages: Sequence[Bag]) -> Pair | None:
        """One to three everyday phrases against a passage that holds the professional terms for them."""
        if not self._bridges[name]:
            return None
        number, rows, chances = self._bridges[name][self._random.integers(len(self._bridges[name]))]
        drawn = self._random.choice(rows, size=min(len(rows), (1, 1, 2, 3)[self._random.integers(4)]), p=chances)
        left = np.concatenate([self._text.synonyms[row][0] for row in drawn])
        group = "field" if name == "bridge_field" else "speech"
        return self._pair(left, passages[number], (group, number), shared_drop=0.8)

    def _find_bridges(self, passages: Sequence[Bag]) -> list[tuple[int, list[int], npt.NDArray[np.float64]]]:
        """For each passage that holds a rare term: the synonym rows of its terms, rarer ones more likely."""
        holders: dict[int, list[int]] = {}
        for number, bag in enumerate(passages):
            for key in np.unique(bag).tolist():
                holders.setdefault(key, []).append(number)
        found: dict[int, list[tuple[int, float]]] = {}
        for row, (_, terms) in enumerate(self._text.synonyms):
            for term in terms:
                numbers = _in_all([holders.get(key, []) for key in term.tolist()])
                if not 0 < len(numbers) < max(4, _MAX_SHARE * len(passages)):
                    continue
                drawn = self._random.permutation(numbers)[:_MAX_BRIDGES]
                for number in drawn.tolist():
                    found.setdefault(number, []).append((row, float(np.log(len(passages) / len(numbers)))))
        return [
            (number, [row for row, _ in rows], _chances([weight for _, weight in rows]))
            for number, rows in found.items()
        ]


def _in_all(holders: Sequence[Sequence[int]]) -> Bag:
    shortest_first = sorted((np.array(numbers, np.int64) for numbers in holders), key=len)
    return reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True) if len(a) else a, shortest_first)


def _chances(weights: Sequence[float]) -> npt.NDArray[np.float64]:
    return np.array(weights) / sum(weights)
