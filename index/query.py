"""What a question asks for, seen with the words that the corpus has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from corpus.analyser import Analyser, Token
from corpus.rings import Rings

from .lexical import content_tokens, encode_key, letter_grams, ring_key
from .repair import Mended, Repair

IDIOM = 3
"""A synonym of so many words ("på tværs af fag") is asked for as a whole: its words alone mean other things.

Measured with `make eval`: compound queries .71 → .75 on the real documents, the rest within .005.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the question.

    Attributes:
        word: as typed.
        whole: encoded keys that stand for all of the word; the first is its lemma, or the mended lemma.
        parts: encoded keys of its parts, each worth its share of the word.
        repaired: the word that was taken instead, as the question would write it.
        idf: how telling the word is, by the rarest of its known keys.
    """

    word: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    repaired: str | None
    idf: float

    def share_in(self, keys: frozenset[str]) -> float:
        """How much of the word a passage with these keys holds, 0 to 1."""
        if not keys.isdisjoint(self.whole):
            return 1.0
        if not self.parts:
            return 0.0
        return sum(part in keys for part in self.parts) / len(self.parts)


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    Attributes:
        text: as typed.
        terms: its words but the stop words.
        rings: encoded keys of the synonym rings it touches.
        also_searched: the synonyms that those rings add, as people write them.
        corrected: the question with mended words, or ``None`` where nothing was mended.
    """

    text: str
    terms: tuple[Term, ...]
    rings: tuple[str, ...]
    also_searched: tuple[str, ...]
    corrected: str | None

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key the lexical index is asked for, each once."""
        keys = [key for term in self.terms for key in (*term.whole, *term.parts)]
        return tuple(dict.fromkeys((*keys, *self.rings)))

    @property
    def grams(self) -> tuple[str, ...]:
        """The letter trigrams of the question's words, mended where they were."""
        return tuple(dict.fromkeys(letter_grams(term.repaired or term.word for term in self.terms)))

    def coverage(self, keys: frozenset[str]) -> float:
        """The share of the question, weighted by idf, that a passage with these keys holds."""
        total = sum(term.idf for term in self.terms)
        if total == 0:
            return 0.0
        return sum(term.idf * term.share_in(keys) for term in self.terms) / total


NO_QUERY = Query(text="", terms=(), rings=(), also_searched=(), corrected=None)
"""For hits that answer no question, such as passages similar to another."""


class QueryReader:
    """Reads questions with the vocabulary of one generation of the corpus.

    Args:
        analyser: the one that analysed the corpus.
        rings: synonyms.
        vocabulary: tokens of the lexical index with their number of passages.
        passage_count: passages in the corpus.
    """

    def __init__(self, analyser: Analyser, rings: Rings, vocabulary: Mapping[str, int], passage_count: int) -> None:
        self._analyser = analyser
        self._rings = rings
        self._vocabulary = vocabulary
        self._count = passage_count
        self._repair = Repair(vocabulary)

    def read(self, text: str) -> Query:
        """The question *text*, understood."""
        tokens = self._analyser.tokens(text)
        content = content_tokens(tokens)
        terms = [self._term(token) for token in content]
        joined = [self._joined(first, second) for first, second in pairwise(content)]
        for position, key in enumerate(joined):
            if key is not None:  # "småbørns team": either half may be found as the whole word
                for one in (position, position + 1):
                    terms[one] = self._with_key(terms[one], key)
        matches = self._rings.match(tokens)
        for match in matches:
            key = ring_key(match.ring)
            idiom = match.last - match.first >= IDIOM and key in self._vocabulary
            for position, token in enumerate(content):
                if match.start <= token.start < match.end:  # a synonym answers for every word of the term
                    terms[position] = self._with_key(terms[position], key, alone=idiom)
        also = [term for match in matches for term in self._rings.terms(match.ring)]
        typed = text.lower()
        return Query(
            text=text,
            terms=tuple(terms),
            rings=tuple(dict.fromkeys(ring_key(match.ring) for match in matches)),
            also_searched=tuple(term for term in dict.fromkeys(also) if term not in typed),
            corrected=_corrected(text, content, terms),
        )

    def knows(self, key: str) -> bool:
        """Whether some passage holds *key*."""
        return key in self._vocabulary

    def idf(self, key: str) -> float:
        """How telling a key is; a key the corpus lacks is the most telling of all.

        Source: the BM25 idf of Robertson & Zaragoza 2009, kept above 0 as Lucene does.
        """
        held_by = self._vocabulary.get(key, 0)
        return math.log(1 + (self._count - held_by + 0.5) / (held_by + 0.5))

    def _term(self, token: Token) -> Term:
        whole = tuple(encode_key(key) for key in (token.lemma, *token.extra))
        parts = tuple(encode_key(part) for part in token.parts)
        known = [key for key in (*whole, *parts) if key in self._vocabulary]
        repaired = None
        if not known:
            mended = self._mended(token)
            if mended is not None:
                repaired = mended.written
                whole, parts = (mended.lemma,), ()
                known = [mended.lemma]
        idf = max((self.idf(key) for key in known), default=self.idf(whole[0]))
        return Term(token.text, whole, parts, repaired, idf)

    def _mended(self, token: Token) -> Mended | None:
        if self._analyser.knows(token.text):  # rightly spelt; this corpus just does not use the word
            return None
        # The lemma of a misspelt word is a guess, so the word is taken as typed.
        return self._repair.nearest(encode_key(token.text.lower()))

    def _joined(self, first: Token, second: Token) -> str | None:
        """The key of two words as one, where the corpus knows it and both are simple."""
        key = encode_key(self._analyser.lemma(first.text.lower() + second.text.lower()))
        return key if key in self._vocabulary else None

    def _with_key(self, term: Term, key: str, *, alone: bool = False) -> Term:
        """*term* found by *key* too, or by nothing else."""
        whole, parts = ((key,), ()) if alone else ((*term.whole, key), term.parts)
        return Term(term.word, whole, parts, term.repaired, term.idf)


def _corrected(text: str, tokens: list[Token], terms: list[Term]) -> str | None:
    mended = text
    for token, term in reversed(list(zip(tokens, terms, strict=True))):
        if term.repaired is not None:
            mended = mended[: token.start] + term.repaired + mended[token.end :]
    return None if mended == text else mended
