"""Mending the words of a question that the corpus does not know. The only importer of RapidFuzz."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""A word of three letters has too many neighbours at distance 1."""

LONG = 8
"""From this length on two mistakes are forgiven, below it one (Damerau–Levenshtein)."""

_SPELLINGS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))


ENDINGS = (
    *("ernes", "erne", "enes", "ene", "rnes", "rne"),
    *("ens", "ets", "ers", "en", "et", "er", "es", "e", "n", "r", "s"),
)
"""Danish inflections of nouns, verbs and adjectives: the corpus is known by its lemmas, a typo is not."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The word of the corpus that was probably meant, as its lemma and as the question would write it."""

    lemma: str
    written: str


class Repair:
    """Finds the word of the corpus that was probably meant.

    Args:
        vocabulary: each token of the lexical index with the number of passages that hold it.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._words = sorted(word for word in vocabulary if len(word) >= SHORTEST and word.isalpha())

    def nearest(self, word: str) -> Mended | None:
        """The known word nearest to *word*, the more frequent of two equally near, or ``None``.

        Danish letters typed as ae, oe and aa are tried first; then the word as it stands, then without
        its inflection.
        """
        danish = danish_letters(word)
        if danish != word and danish in self._vocabulary:
            return Mended(danish, danish)
        found = [
            # Taking an ending away is one more change to what was typed.
            (distance + bool(ending), len(ending), -self._vocabulary[lemma], Mended(lemma, lemma + ending))
            for stem, ending in stems(danish)
            for lemma, distance in self._near(stem)
        ]
        return min(found, key=lambda one: (*one[:3], one[3].lemma))[3] if found else None

    def _near(self, stem: str) -> list[tuple[str, int]]:
        allowed = 2 if len(stem) >= LONG else 1
        near = process.extract(stem, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        return [(word, int(distance)) for word, distance, _ in near]


def stems(word: str) -> Iterator[tuple[str, str]]:
    """*word* whole, and cut before each ending that it has, where enough is left to be sure."""
    if len(word) < SHORTEST or not word.isalpha():
        return
    yield word, ""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > SHORTEST:
            yield word.removesuffix(ending), ending


def danish_letters(word: str) -> str:
    """*word* with ae, oe and aa written as æ, ø and å."""
    for typed, letter in _SPELLINGS:
        word = re.sub(typed, letter, word)
    return word
