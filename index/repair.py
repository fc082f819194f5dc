"""Mending the words of a question that the corpus does not know. The only importer of RapidFuzz."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.analyser import Analyser

from .lexical import encode_key

SHORTEST = 4
"""A word of three letters has too many neighbours at distance 1."""

LONG = 8
"""From this length on two slips are forgiven, below it one (Damerau–Levenshtein)."""

ODD_BEGINNING = 0.5
"""What another first letter costs beside a slip: the first is typed with care."""

ENDING = 0.5
"""What it costs to take an inflection away and look for the lemma that is left."""

CLEARLY = 1.0
"""A word is taken for another without its Danish letters where that is ten times as common (Zipf)."""

EVERYDAY = 4.2
"""A word so common (Zipf) is taken even where the corpus lacks it: it may mean what the corpus has."""

_SPELLINGS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"), ("o", "ø"), ("a", "å"))
_MOST_PLACES = 6
"""So many places of a word are tried with a Danish letter, at most three of them together."""
_TOGETHER = 3

_UNSEEN_ZIPF = 2.5
"""What a word is worth that only this corpus has, before how often it has it."""

_ENDINGS = (
    *("ernes", "erne", "enes", "ene", "rnes", "rne"),
    *("ens", "ets", "ers", "en", "et", "er", "es", "e", "n", "r", "s"),
)
"""Danish inflections of nouns, verbs and adjectives: the corpus is known by its lemmas, a typo is not."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one length, and the letters of each as the bits of a number, shape (n,)."""

    words: Sequence[str]
    letters: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, words: Sequence[str]) -> _Words:
        codes = np.array(words).view(np.uint32).reshape(len(words), -1)
        return cls(words, np.bitwise_or.reduce(_bits(codes), axis=1))

    def near(self, word: str, allowed: int) -> list[str]:
        """Those that may be within *allowed* slips of *word*, all that are and few others.

        A slip that adds or drops a letter changes one bit, one that changes a letter two at most.
        """
        asked = np.bitwise_or.reduce(_bits(np.array([word]).view(np.uint32)))
        most = 2 * allowed - abs(len(word) - len(self.words[0]))
        found = np.flatnonzero(np.bitwise_count(self.letters ^ asked) <= most)
        return [self.words[at] for at in found.tolist()]


WordsByLength = dict[int, _Words]


@dataclass(frozen=True, slots=True)
class _Guess:
    """A word that may have been meant; the lowest cost is best, then the commonest word."""

    written: str
    cost: float
    zipf: float

    @property
    def order(self) -> tuple[float, float, str]:
        return (self.cost, -self.zipf, self.written)


class Repair:
    """Finds the word that was probably meant, among those of the corpus and the common words of Danish.

    A word that Danish has is left alone, and so is one that the corpus has; only missing Danish letters are
    put back where the word then is ten times as common and the corpus has it. Common words of Danish that
    the corpus lacks are candidates too; where a rare one of them is nearest, the word is left as it stands.

    Measured with `make eval`: damaged queries keep .98 of the score of unharmed ones.
    Known to miss: slips that make another Danish word, as «frost» for «frist».

    Args:
        vocabulary: each token of the lexical index with the number of passages that hold it.
        analyser: the one that analysed the corpus.
    """

    def __init__(self, vocabulary: Mapping[str, int], analyser: Analyser) -> None:
        self._vocabulary = vocabulary
        self._analyser = analyser

    def meant(self, word: str) -> str | None:
        """The word that was meant by *word*, inflected as it is, or ``None`` where it can stand.

        Danish letters typed as ae, oe and aa or without their signs come first, then slips.
        """
        typed = word.lower()
        if not typed.isalpha() or self._is_held(typed):
            return None
        found = self._with_letters(typed)
        if found is None and len(typed) >= SHORTEST and not self._is_danish(typed):
            found = self._nearest(typed)
        return None if found is None else _as_typed(word, found)

    def _with_letters(self, typed: str) -> str | None:
        """*typed* with æ, ø and å, where that makes a word."""
        danish = self._is_danish(typed)
        found = [
            _Guess(variant, places, self._zipf(variant))
            for variant, places in variants(typed)
            if self._is_held(variant) or (not danish and self._is_danish(variant))
        ]
        if danish or self._analyser.parts(typed):
            found = [one for one in found if self._is_held(one.written)]
        clearly = self._zipf(typed) + CLEARLY if danish else 0.0
        found = [one for one in found if one.zipf >= clearly]
        return (
            max(found, key=lambda one: (self._is_held(one.written), one.zipf, one.written)).written if found else None
        )

    def _nearest(self, typed: str) -> str | None:
        """The known word nearest to *typed*, as it stands or before its inflection; the commoner of two."""
        compound = bool(self._analyser.parts(typed))
        if compound and len(typed) < LONG:
            return None
        allowed = 1 if compound or len(typed) < LONG else 2
        found = [
            _Guess(word, distance + ODD_BEGINNING * (word[0] != typed[0]), self._zipf(word))
            for word, distance in near_words(typed, self._common, allowed)
            if not compound or self._is_held(word)
        ]
        for stem, ending in stems(typed):
            cost = ENDING if ending else 0.0
            found += [
                _Guess(word + ending, distance + cost + ODD_BEGINNING * (word[0] != stem[0]), self._zipf(word))
                for word, distance in near_words(stem, self._held, allowed)
            ]
        found = [one for one in found if one.cost <= allowed and one.written != typed]
        best = min(found, key=lambda one: one.order, default=None)
        if best is None or not (self._is_held(best.written) or best.zipf >= EVERYDAY):
            return None  # a rare word that the corpus lacks only proves that none of the others was meant
        return best.written

    def _is_danish(self, word: str) -> bool:
        return self._analyser.is_word(word) or word in self._analyser.common_words

    def _is_held(self, word: str) -> bool:
        """Whether the corpus has *word* in some form, or it is in every other sentence."""
        (token, *more) = self._analyser.tokens(word) or (None,)
        if token is None or more:
            return False
        return token.stop or any(encode_key(key) in self._vocabulary for key in (token.lemma, *token.extra))

    def _zipf(self, word: str) -> float:
        held = self._vocabulary.get(encode_key(self._analyser.lemma(word)), 0)
        of_corpus = _UNSEEN_ZIPF + math.log10(held) if held else 0.0
        return max(self._analyser.common_words.get(word, 0.0), of_corpus)

    @cached_property
    def _held(self) -> WordsByLength:
        return words_by_length(sorted(self._vocabulary))

    @cached_property
    def _common(self) -> WordsByLength:
        return words_by_length(self._analyser.common_words)


def variants(word: str) -> Iterator[tuple[str, int]]:
    """*word* with Danish letters in some of the places where they may be missing, and in how many."""
    places = [
        (at, typed, letter) for typed, letter in _SPELLINGS for at in range(len(word)) if word.startswith(typed, at)
    ][:_MOST_PLACES]
    for count in range(1, _TOGETHER + 1):
        for chosen in combinations(sorted(places, reverse=True), count):
            ends = [at + len(typed) for at, typed, _ in chosen[1:]]
            if any(end > before[0] for end, before in zip(ends, chosen, strict=False)):
                continue  # «aa» is one letter or two, not both
            variant = word
            for at, typed, letter in chosen:
                variant = variant[:at] + letter + variant[at + len(typed) :]
            yield variant, count


def stems(word: str) -> Iterator[tuple[str, str]]:
    """*word* whole, and cut before each ending that it has, where enough is left to be sure."""
    yield word, ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > SHORTEST:
            yield word.removesuffix(ending), ending


def words_by_length(words: Iterable[str]) -> WordsByLength:
    """Those of *words* that a slip can make of another, by their number of letters."""
    found: dict[int, list[str]] = {}
    for word in words:
        if len(word) >= SHORTEST and word.isalpha():
            found.setdefault(len(word), []).append(word)
    return {length: _Words.of(same) for length, same in found.items()}


def _bits(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """One of 32 bits for each letter; that some share one only lets more words through."""
    return np.uint32(1) << (codes & np.uint32(31))


def near_words(word: str, words: WordsByLength, allowed: int) -> Iterator[tuple[str, int]]:
    """Those of *words* that *allowed* slips may have made of *word*, with how many did."""
    for length in range(len(word) - allowed, len(word) + allowed + 1):  # each slip adds a letter at most
        candidates = words[length].near(word, allowed) if length in words else ()
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        yield from ((found, int(distance)) for found, distance, _ in near)


def _as_typed(word: str, found: str) -> str:
    """*found* with the capitals of *word*."""
    if word.isupper():
        return found.upper()
    return found.capitalize() if word[0].isupper() else found
