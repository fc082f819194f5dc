"""Reads a question with the words that one generation of the corpus has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise, takewhile

from corpus.analyser import Analyser, Token
from corpus.rings import RingMatch, Rings

from .intent import OF_DOCUMENTS, Intents, Proposal
from .lexical import any_of, encode_key, ring_key
from .postings import rarity
from .query import Demand, Query, Term
from .repair import Repair
from .syntax import Every, Holds, Some, Span, Syntax, Wish, Without, blanked, read_syntax

IDIOM = 3
"""A synonym of so many words ("på tværs af fag") is asked for as a whole: its words alone mean other things.

Not one that is a compound written out ("besøg i hjemmet", hjemmebesøg): its words mean what they say.
Measured with `make eval`: compound queries .71 → .75 on the real documents, the rest within .005.
"""

MOST_BEGINNING = 200
"""So many of the words that begin with «børn*» are ranked by, the most frequent; all of them are found."""

SLIP = 10
"""A word in fewer than one of so many passages as hold its rarer half is a slip of the pen for two."""

_LINKS = ("", "s", "e", "er")
_PREPOSITIONS = frozenset(
    (
        *("af", "i", "til", "med", "for", "om", "på", "hos", "fra", "ved", "mellem", "blandt", "under", "over", "mod"),
        *("efter", "gennem", "omkring"),
    )
)
_WORD_COLUMNS = "{lemma extra}"
_EDGES = " \t\r\n.,;:!?…"


class QueryReader:
    """Reads questions with the vocabulary of one generation of the corpus.

    Args:
        analyser: the one that analysed the corpus.
        rings: synonyms.
        vocabulary: tokens of the lexical index with their number of passages.
        passage_count: passages in the corpus.
        intents: finds the filters that a question names; without it none are.
    """

    def __init__(
        self,
        analyser: Analyser,
        rings: Rings,
        vocabulary: Mapping[str, int],
        passage_count: int,
        *,
        intents: Intents | None = None,
    ) -> None:
        self._analyser = analyser
        self._rings = rings
        self._vocabulary = vocabulary
        self._count = passage_count
        self._intents = intents
        self._repair = Repair(vocabulary, analyser)

    def read(self, text: str, *, literal: bool = False) -> Query:
        """The question *text*, understood; its words stand as typed where it is to be taken *literal*."""
        mended, repaired = (text, {}) if literal else self._mended(self._closed_up(text))
        syntax = read_syntax(mended)
        tokens = self._analyser.tokens(syntax.plain)
        proposals = () if literal else self._proposals(tokens, syntax)
        syntax, tokens = self._without_applied(syntax, tokens, proposals)
        content = [token for token in tokens if not token.stop or _inside(token, syntax.prefixes)]
        terms = [self._term(token, syntax, repaired, proposals) for token in content]
        self._join(tokens, content, terms)
        matches = self._rings.match(tokens)
        for match in matches:
            key = ring_key(match.ring)
            idiom = key in self._vocabulary and self._is_idiom(match, tokens[match.first : match.last])
            within = [position for position, token in enumerate(content) if match.start <= token.start < match.end]
            for position in within:  # a synonym answers for every word of the term
                if idiom:  # then the words are found by it alone, and tell as much together as it does
                    terms[position] = replace(terms[position], whole=(key,), parts=(), idf=self.idf(key) / len(within))
                else:
                    terms[position] = _with_key(terms[position], key)
        also = [term for match in matches for term in self._rings.terms(match.ring)]
        typed = mended.lower()
        return Query(
            text=text,
            asked=" ".join(syntax.plain.split()),
            terms=tuple(terms),
            rings=tuple(dict.fromkeys(ring_key(match.ring) for match in matches)),
            also_searched=tuple(term for term in dict.fromkeys(also) if term not in typed),
            corrected=None if mended == text else mended,
            required=syntax.required,
            demands=dict(self._demands(mended, syntax.required)),
            proposals=proposals,
            leans=_leans(content, proposals),
        )

    def knows(self, key: str) -> bool:
        """Whether some passage holds *key*."""
        return key in self._vocabulary

    def idf(self, key: str) -> float:
        """How telling a key is; a key the corpus lacks is the most telling of all."""
        return rarity(self._held_by(key), self._count)

    def _closed_up(self, text: str) -> str:
        """*text* with compounds that were typed in two words written as one: «hjemme besøg», «småbørns team».

        Danish writes compounds together, so that two words side by side are one if the corpus has them as one, and not
        only by a slip of the pen. A question with signs is left as it is.
        """
        if read_syntax(text).required is not None:
            return text
        closed, taken = text, len(text)
        for first, second in reversed(list(pairwise(self._analyser.tokens(text)))):
            if first.stop or second.stop or second.end > taken or text[first.end : second.start] != " ":
                continue
            compound = self._compound(first.text, second.text)
            halves = (self._held_by(encode_key(half.lemma)) for half in (first, second))
            if compound is not None and self._held_by(self._key(compound)) * SLIP >= min(halves):
                closed, taken = closed[: first.start] + compound + closed[second.end :], first.start
        return closed

    def _mended(self, text: str) -> tuple[str, dict[int, str]]:
        """*text* with its misspelt words mended, and those by the place where each begins in it."""
        mended, grown = text, 0
        repaired: dict[int, str] = {}
        for token in self._analyser.tokens(blanked(text, read_syntax(text).words)):
            meant = self._repair.meant(token.text)
            if meant is not None:
                start = token.start + grown
                mended = mended[:start] + meant + mended[token.end + grown :]
                repaired[start] = meant
                grown += len(meant) - len(token.text)
        return mended, repaired

    def _proposals(self, tokens: Sequence[Token], syntax: Syntax) -> tuple[Proposal, ...]:
        """The filters that the question names outside its exact phrases."""
        if self._intents is None:
            return ()
        return tuple(
            one
            for one in self._intents.read(tokens)
            if not any(start <= one.start < end for start, end in syntax.phrases)
        )

    def _without_applied(
        self, syntax: Syntax, tokens: list[Token], proposals: Sequence[Proposal]
    ) -> tuple[Syntax, list[Token]]:
        """The question without the words of filters that will be applied."""
        spans = [(one.start, one.end) for one in proposals if one.certain]
        if all(token.stop or _inside(token, spans) for token in tokens):  # then the kind of document is what is asked
            spans = [(one.start, one.end) for one in proposals if one.certain and one.name != "type"]
        if not spans:
            return syntax, tokens
        plain = list(syntax.plain)
        for start, end in spans:
            plain[start:end] = " " * (end - start)
        syntax = replace(syntax, plain="".join(plain))
        return syntax, self._analyser.tokens(syntax.plain)

    def _term(self, token: Token, syntax: Syntax, repaired: Mapping[int, str], proposals: Sequence[Proposal]) -> Term:
        if _inside(token, syntax.prefixes):
            return self._beginning(token)
        whole, parts = _keys(token)
        known = [key for key in (*whole, *parts) if key in self._vocabulary]
        return Term(
            word=token.text,
            whole=whole,
            parts=parts,
            repaired=repaired.get(token.start),
            idf=max((self.idf(key) for key in known), default=self.idf(whole[0])),
            quoted=_inside(token, syntax.phrases),
            named=_inside(token, [(one.start, one.end) for one in proposals if one.name in OF_DOCUMENTS]),
        )

    def _beginning(self, token: Token) -> Term:
        """The term of «børn*»: the words that begin so, and the forms of «børn» itself."""
        beginning = encode_key(token.text.lower())
        found = list(takewhile(lambda word: word.startswith(beginning), self._from(beginning)))
        found.sort(key=lambda word: (-self._vocabulary[word], word))
        whole = tuple(dict.fromkeys((encode_key(token.lemma), *found[:MOST_BEGINNING])))
        idf = min((self.idf(key) for key in whole if key in self._vocabulary), default=self.idf(whole[0]))
        return Term(f"{token.text}*", whole, (), repaired=None, idf=idf, quoted=False, named=False)

    def _from(self, beginning: str) -> Iterator[str]:
        """The words of the corpus from *beginning* on, in the order of the alphabet."""
        words = self._alphabetical
        return iter(words[bisect_left(words, beginning) :])

    @cached_property
    def _alphabetical(self) -> list[str]:
        return sorted(self._vocabulary)

    def _join(self, tokens: Sequence[Token], content: Sequence[Token], terms: list[Term]) -> None:
        """Give the halves of a compound its key: «småbørns team», «vurdering af sproget».

        Either half may then be found as the whole word.
        """
        between = {token.start: index for index, token in enumerate(tokens)}
        for position, (first, second) in enumerate(pairwise(content)):
            apart = tokens[between[first.start] + 1 : between[second.start]]
            compound = None
            if not apart:
                compound = self._compound(first.text, second.text)
            elif len(apart) == 1 and apart[0].text.lower() in _PREPOSITIONS:
                compound = self._compound(second.text, first.text) or self._compound(second.lemma, first.text)
            if compound is not None:
                for one in (position, position + 1):
                    terms[one] = _with_key(terms[one], self._key(compound))

    def _compound(self, beginning: str, end: str) -> str | None:
        """The two words as one, where the corpus knows it."""
        compounds = (f"{beginning}{link}{end}" for link in _LINKS)
        return next((compound for compound in compounds if self.knows(self._key(compound))), None)

    def _key(self, word: str) -> str:
        return encode_key(self._analyser.lemma(word.lower()))

    def _held_by(self, key: str) -> int:
        return self._vocabulary.get(key, 0)

    def _is_idiom(self, match: RingMatch, words: Sequence[Token]) -> bool:
        """Whether the *words* of a synonym mean other things apart: there are many, and they make up no compound."""
        if len(words) < IDIOM:
            return False
        parts = [self._analyser.parts(term) for term in self._rings.terms(match.ring) if " " not in term]
        return {part[-1] for part in parts if part}.isdisjoint(word.lemma for word in words)

    def _demands(self, text: str, wish: Wish | None) -> Iterator[tuple[Span, Demand]]:
        """What finds each word and phrase of *wish*."""
        match wish:
            case Holds():
                demand = self._demand(text, wish)
                if demand is not None:
                    yield wish.span, demand
            case Without():
                yield from self._demands(text, wish.wish)
            case Every() | Some():
                for one in wish.wishes:
                    yield from self._demands(text, one)
            case None:
                pass

    def _demand(self, text: str, wish: Holds) -> Demand | None:
        written = text[slice(*wish.span)]
        if wish.kind == "phrase":
            return self._phrase_demand(written)
        if wish.kind == "prefix":
            beginning, lemma = encode_key(written.lower()), encode_key(self._analyser.lemma(written))
            return Demand(f'{_WORD_COLUMNS} : ("{beginning}" * OR "{lemma}")', None)
        words = [_exact_keys(token) for token in self._analyser.tokens(written) if not token.stop]
        if not words:
            return None
        return Demand(" AND ".join(f"({_WORD_COLUMNS} : ({any_of(keys)}))" for keys in words), None)

    def _phrase_demand(self, written: str) -> Demand | None:
        chunks = written.strip(_EDGES).split()
        if not chunks:
            return None
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, chunks)) + r"(?!\w)", re.IGNORECASE)
        content = [token for token in self._analyser.tokens(written) if not token.stop]
        keys = [encode_key(token.lemma) for token in content]
        if all(token.text.replace("-", "").isalpha() for token in content):
            # The column holds the content words in their order, so those of a phrase stand side by side.
            return Demand(f'lemma : "{" ".join(keys)}"' if keys else "", pattern)
        # Numbers are read with what stands beside them, and may be part of a longer token in the text.
        return Demand(" AND ".join(f'({_WORD_COLUMNS} : "{key}")' for key in keys), pattern)


def _keys(token: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The encoded keys that stand for all of *token*, and those of its parts."""
    return tuple(map(encode_key, (token.lemma, *token.extra))), tuple(map(encode_key, token.parts))


def _exact_keys(token: Token) -> tuple[str, ...]:
    """The keys of a word; of a number, paragraph or age only the first, since the others say less."""
    whole, _ = _keys(token)
    return whole if token.text[0].isalpha() else whole[:1]


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _leans(content: Sequence[Token], proposals: Sequence[Proposal]) -> bool:
    """Whether *proposals* say where to look for something: for other words, or one of them for another."""
    several = len({one.name for one in proposals} - {"to"}) > 1  # a year is one filter, though it has two names
    return several or not all(_inside(token, [(one.start, one.end) for one in proposals]) for token in content)


def _with_key(term: Term, key: str) -> Term:
    """*term* found by *key* too."""
    return replace(term, whole=tuple(dict.fromkeys((*term.whole, key))))
