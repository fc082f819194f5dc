"""Mending the words of a question that the corpus does not know. The only importer of RapidFuzz."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""A word of three letters has too many neighbours at distance 1."""

LONG = 8
"""From this length on two mistakes are forgiven, below it one (Damerau–Levenshtein)."""

_SPELLINGS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))


class Repair:
    """Finds the word of the corpus that was probably meant.

    Args:
        vocabulary: each token of the lexical index with the number of passages that hold it.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._words = sorted(word for word in vocabulary if len(word) >= SHORTEST and word.isalpha())

    def nearest(self, word: str) -> str | None:
        """The known word nearest to *word*, the more frequent of two equally near, or ``None``.

        Danish letters typed as ae, oe and aa are tried first.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return None
        danish = danish_letters(word)
        if danish != word and danish in self._vocabulary:
            return danish
        allowed = 2 if len(word) >= LONG else 1
        found = process.extract(
            danish, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=None, processor=None
        )
        if not found:
            return None
        return min(found, key=lambda hit: (hit[1], -self._vocabulary[hit[0]], hit[0]))[0]


def danish_letters(word: str) -> str:
    """*word* with ae, oe and aa written as æ, ø and å."""
    for typed, letter in _SPELLINGS:
        word = re.sub(typed, letter, word)
    return word
