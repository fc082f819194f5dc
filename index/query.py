"""What a question asks for, seen with the words that the corpus has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from .intent import Proposal
from .syntax import Span, Wish


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the question.

    Attributes:
        word: as typed, or mended.
        whole: encoded keys that stand for all of the word; the first is its lemma, or the mended lemma.
        parts: encoded keys of its parts, each worth its share of the word.
        repaired: the word, where another was typed.
        idf: how telling the word is, by the rarest of its known keys.
        quoted: whether it stands in an exact phrase.
        named: whether it names which documents are meant, and not what they say.
    """

    word: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    repaired: str | None
    idf: float
    quoted: bool
    named: bool

    def share_in(self, keys: frozenset[str]) -> float:
        """How much of the word a passage with these keys holds, 0 to 1."""
        if not keys.isdisjoint(self.whole):
            return 1.0
        if not self.parts:
            return 0.0
        return sum(part in keys for part in self.parts) / len(self.parts)


@dataclass(frozen=True, slots=True)
class Demand:
    """What finds the passages that hold one word, beginning or phrase of the question.

    Attributes:
        expression: for FTS5; "" finds every passage.
        phrase: what their text must hold besides, ``None`` where the expression says it all.
    """

    expression: str
    phrase: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    Attributes:
        text: as typed.
        asked: its words as they are searched for: mended, without signs and without what is not wanted.
        terms: its words but the stop words.
        rings: encoded keys of the synonym rings it touches.
        also_searched: the synonyms that those rings add, as people write them.
        corrected: the question with mended and closed-up words, or ``None`` where it is as typed.
        required: what every hit must fulfil, by places in the question; ``None`` where it is words alone.
        demands: what finds what stands at those places; a place that no passage can fail is left out.
        proposals: the filters that it names.
        leans: whether it asks for anything beside those, or they are several, so that they say where to look for it.
    """

    text: str
    asked: str
    terms: tuple[Term, ...]
    rings: tuple[str, ...]
    also_searched: tuple[str, ...]
    corrected: str | None
    required: Wish | None
    demands: Mapping[Span, Demand]
    proposals: tuple[Proposal, ...]
    leans: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key the lexical index is asked for, each once."""
        return self._keys_of(self.terms)

    @property
    def subject_keys(self) -> tuple[str, ...]:
        """Those for what is asked about."""
        return self._keys_of(self.subject)

    @property
    def marked_keys(self) -> tuple[str, ...]:
        """The keys that are marked wherever they stand: those of an exact phrase are marked in it alone."""
        return self._keys_of(term for term in self.terms if not term.quoted)

    def _keys_of(self, terms: Iterable[Term]) -> tuple[str, ...]:
        keys = [key for term in terms for key in (*term.whole, *term.parts)]
        return tuple(dict.fromkeys((*keys, *self.rings)))

    @property
    def subject(self) -> tuple[Term, ...]:
        """The terms that say what is asked about; all of them, where each names documents."""
        return tuple(term for term in self.terms if not term.named) or self.terms

    @property
    def of_names(self) -> bool:
        """Whether it names documents beside what is asked about."""
        return self.subject != self.terms

    @property
    def words(self) -> tuple[frozenset[str], ...]:
        """The keys that stand for all of each word, in order; the words of an idiom are one."""
        return tuple(keys for keys, _ in groupby(frozenset(term.whole) for term in self.terms))

    @property
    def phrases(self) -> tuple[re.Pattern[str], ...]:
        """The exact phrases that are asked for."""
        return tuple(one.phrase for one in self.demands.values() if one.phrase is not None)

    def coverage(self, keys: frozenset[str]) -> float:
        """The share of the question, weighted by idf, that a passage with these keys holds."""
        total = sum(term.idf for term in self.terms)
        if total == 0:
            return 0.0
        return sum(term.idf * term.share_in(keys) for term in self.terms) / total


NO_QUERY = Query(
    text="",
    asked="",
    terms=(),
    rings=(),
    also_searched=(),
    corrected=None,
    required=None,
    demands={},
    proposals=(),
    leans=False,
)
"""For hits that answer no question, such as passages similar to another."""
