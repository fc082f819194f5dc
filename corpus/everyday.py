"""What people say, and what the field writes: everyday words and phrases with the professional terms for them."""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from .analyser import Analyser, Token
from .wordlists import WordList, fingerprint

EVERYDAY = "hverdagsord.tsv"
RELATIONS = ("syn", "near", "abbr", "idiom", "en")
STRICT = ("syn", "abbr", "en")
"""These say the same in other words; the others only point there."""

logger = logging.getLogger(__name__)

Lemmas = tuple[str, ...]

COMMON_SHARE, COMMON_FEWEST = 0.007, 5
"""A word in more of the phrases than this share and this number (*barn*, *gå*) tells none from the others.

Leaving such words out cost nothing on the held-out tenth of the field text, and makes the search faster.
"""


@dataclass(frozen=True, slots=True)
class Expansion:
    """An everyday phrase of a question and the professional terms for it, as the list writes them."""

    phrase: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """A professional term of a passage, ``text[start:end]``, and the everyday phrases for it as lemmas."""

    start: int
    end: int
    phrases: tuple[Lemmas, ...]


Turn = tuple[Lemmas, Lemmas]
"""A turn of phrase round its one telling word: the lemmas of the stop words before and after it."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The list in both directions, keyed by lemmas without stop words; turns of phrase by their telling word."""

    terms_of: dict[Lemmas, tuple[str, ...]]
    turns: dict[str, dict[Turn, tuple[str, ...]]]
    phrases_for: dict[Lemmas, tuple[Lemmas, ...]]
    too_common: frozenset[str]
    longest_phrase: int
    longest_term: int


class Everyday:
    """The list, found in analysed text: from a question's phrases to terms, and from a passage's terms to phrases.

    Both are compared by their lemmas without stop words, so that "kigge på det, der lykkes" is found in
    "kigger på det som lykkedes". A turn of phrase of which only one word would be left ("hvor mange", "have det godt")
    is compared with its stop words: that word alone says something else. The list is analysed when it is first used,
    which takes some tenths of a second: a question that finds its own words never pays for it, and with a *cache*
    folder it is done once.

    Attributes:
        version: changes whenever what is found may have changed.
    """

    def __init__(self, source: WordList, analyser: Analyser, *, version: str, cache: Path | None = None) -> None:
        self.version = version
        self._cache = None if cache is None else cache / f"everyday-{version}.json"
        self._source = source
        self._analyser = analyser

    @classmethod
    def load(cls, analyser: Analyser, cache: Path | None = None) -> Everyday:
        """The list of the package; what it is analysed to is kept in the folder *cache*."""
        version = f"{analyser.version}-{fingerprint(EVERYDAY)}"
        return cls(WordList.load(EVERYDAY), analyser, version=version, cache=cache)

    def expand(self, tokens: Sequence[Token]) -> list[Expansion]:
        """The phrases in *tokens* of a question in order, the longest at each place, never overlapping.

        Of a phrase of the commonest words alone (*komme*, *sige*) synonyms count, not what is near: that is everything.
        A turn of phrase round a word goes before what the word means alone.

        Raises:
            WordListError: a line of the list breaks a rule; the message says which.
        """
        lists = self._lists
        places = [place for place, token in enumerate(tokens) if not token.stop]
        lemmas = content_lemmas(tokens)
        found: list[Expansion] = []
        first = 0
        while first < len(lemmas):
            last = min(len(lemmas), first + lists.longest_phrase)
            while last > first and lemmas[first:last] not in lists.terms_of:
                last -= 1
            turns = lists.turns.get(lemmas[first], {}) if last <= first + 1 else {}
            if turn := _turn_at(tokens, places[first], turns):
                phrase, terms = turn
                found.append(Expansion(phrase, terms))
            elif last > first:
                phrase = " ".join(tokens[place].text for place in places[first:last])
                found.append(Expansion(phrase, lists.terms_of[lemmas[first:last]]))
            first = max(last, first + 1)
        return found

    def renderings(self, tokens: Sequence[Token]) -> list[Rendering]:
        """The professional terms in *tokens* of a passage in order, each with its everyday phrases.

        Terms may overlap; a term of one word is also found as a part of a compound.

        Raises:
            WordListError: a line of the list breaks a rule; the message says which.
        """
        lists = self._lists
        content = [token for token in tokens if not token.stop]
        found = []
        for first, token in enumerate(content):
            for term, last in self._terms_at(content, first):
                if term in lists.phrases_for:
                    found.append(Rendering(token.start, content[last].end, lists.phrases_for[term]))
        return found

    def telling_words(self, tokens: Sequence[Token]) -> list[str]:
        """The lemmas of the phrases for the terms in *tokens*, each phrase once, without words that tell too little."""
        phrases = dict.fromkeys(phrase for one in self.renderings(tokens) for phrase in one.phrases)
        return [word for phrase in phrases for word in phrase if word not in self._lists.too_common]

    def _terms_at(self, content: Sequence[Token], first: int) -> Iterator[tuple[Lemmas, int]]:
        """What may be a term from *first* on: its lemmas and the place of its last word."""
        for part in content[first].parts:
            yield (part,), first
        lemmas: Lemmas = ()
        for last in range(first, min(len(content), first + self._lists.longest_term)):
            lemmas = (*lemmas, content[last].lemma)
            yield lemmas, last

    @cached_property
    def _lists(self) -> _Lists:
        """The list as the cache has it, else read and put there."""
        lists = None if self._cache is None else _from_cache(self._cache)
        if lists is None:
            lists = self._read()
            if self._cache is not None:
                _to_cache(self._cache, lists)
        return lists

    def _read(self) -> _Lists:
        """The list read; a phrase that says nothing but stop words is found nowhere."""
        terms_of: dict[Lemmas, tuple[str, ...]] = {}
        near: dict[Lemmas, tuple[str, ...]] = {}
        turns: dict[str, dict[Turn, tuple[str, ...]]] = {}
        phrases_for: dict[Lemmas, tuple[Lemmas, ...]] = {}
        phrases: set[Lemmas] = set()
        for tokens, terms, relation in self._rows():
            key = content_lemmas(tokens)
            phrases.add(key)
            if len(key) == 1 < len(tokens):
                round_it, turn = turns.setdefault(key[0], {}), _turn(tokens)
                round_it[turn] = _joined(round_it.get(turn), terms)
            else:
                known = terms_of if relation in STRICT else near
                known[key] = _joined(known.get(key), terms)
            for term in terms:
                lemmas = content_lemmas(self._analyser.tokens(term))
                if lemmas:
                    phrases_for[lemmas] = tuple(dict.fromkeys((*phrases_for.get(lemmas, ()), key)))
        counts = Counter(word for phrase in phrases for word in set(phrase))
        fewest = max(COMMON_FEWEST, COMMON_SHARE * len(phrases))
        common = frozenset(word for word, count in counts.items() if count > fewest)
        for phrase, terms in near.items():
            if not common.issuperset(phrase):
                terms_of[phrase] = _joined(terms_of.get(phrase), terms)
        return _listed(terms_of, turns, phrases_for, common)

    def _rows(self) -> Iterator[tuple[Sequence[Token], tuple[str, ...], str]]:
        """Each row's phrase, its terms as written, and its relation; a phrase of stop words alone is left out."""
        for line, (phrase, terms, relation) in self._source.rows("vending", "fagord", "slags"):
            if relation not in RELATIONS:
                known = ", ".join(RELATIONS)
                raise self._source.error(line, f"slagsen «{relation}» findes ikke. Skriv en af: {known}.")
            written = tuple(term.strip() for term in terms.split("|"))
            if not all(written):
                raise self._source.error(line, "der er et tomt fagord mellem to streger. Slet den ene streg.")
            tokens = self._analyser.tokens(phrase)
            if content_lemmas(tokens):
                yield tokens, written, relation


def _joined(known: tuple[str, ...] | None, terms: Sequence[str]) -> tuple[str, ...]:
    """The terms of both, each once."""
    return tuple(dict.fromkeys((*(known or ()), *terms)))


def _turn(tokens: Sequence[Token]) -> Turn:
    """The stop words round the one of *tokens* that is none."""
    place = next(place for place, token in enumerate(tokens) if not token.stop)
    return _lemmas(tokens[:place]), _lemmas(tokens[place + 1 :])


def _turn_at(
    tokens: Sequence[Token], place: int, turns: Mapping[Turn, tuple[str, ...]]
) -> tuple[str, tuple[str, ...]] | None:
    """The longest of *turns* at the telling word at *place* as it stands there, and its terms.

    Between its words other stop words may stand: "har de det godt".
    """
    before = list(takewhile(lambda token: token.stop, reversed(tokens[:place])))
    after = list(takewhile(lambda token: token.stop, tokens[place + 1 :]))
    for (left, right), terms in sorted(turns.items(), key=lambda turn: -len(turn[0][0]) - len(turn[0][1])):
        lefts, rights = _in_order(left[::-1], before), _in_order(right, after)
        if lefts is not None and rights is not None:
            found = (*reversed(lefts), tokens[place], *rights)
            return " ".join(token.text for token in found), terms
    return None


def _in_order(lemmas: Lemmas, tokens: Sequence[Token]) -> list[Token] | None:
    """The first of *tokens* that are these, in their order; ``None`` where one is not there."""
    rest = iter(tokens)
    found = []
    for lemma in lemmas:
        token = next((token for token in rest if token.lemma == lemma), None)
        if token is None:
            return None
        found.append(token)
    return found


def _lemmas(tokens: Sequence[Token]) -> Lemmas:
    return tuple(token.lemma for token in tokens)


def content_lemmas(tokens: Sequence[Token]) -> Lemmas:
    """The lemmas of *tokens* without the stop words."""
    return tuple(token.lemma for token in tokens if not token.stop)


def _from_cache(path: Path) -> _Lists | None:
    """What :func:`_to_cache` wrote; ``None`` where there is nothing, or nothing whole."""
    try:
        terms_of, turns, phrases_for, too_common = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return _listed(
        {tuple(phrase): tuple(terms) for phrase, terms in terms_of},
        {
            word: {(tuple(before), tuple(after)): tuple(terms) for (before, after), terms in round_it}
            for word, round_it in turns
        },
        {tuple(term): tuple(map(tuple, phrases)) for term, phrases in phrases_for},
        frozenset(too_common),
    )


def _to_cache(path: Path, lists: _Lists) -> None:
    """Write *lists* whole or not at all; a folder that cannot be written costs time, nothing else."""
    whole = (
        list(lists.terms_of.items()),
        [(word, list(round_it.items())) for word, round_it in lists.turns.items()],
        list(lists.phrases_for.items()),
        sorted(lists.too_common),
    )
    half = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("everyday-*.json"):
            old.unlink(missing_ok=True)
        half.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        half.replace(path)
    except OSError as error:
        logger.info("the everyday list cannot be kept in %s: %s", path.parent, error)


def _listed(
    terms_of: dict[Lemmas, tuple[str, ...]],
    turns: dict[str, dict[Turn, tuple[str, ...]]],
    phrases_for: dict[Lemmas, tuple[Lemmas, ...]],
    common: frozenset[str],
) -> _Lists:
    longest_phrase, longest_term = (max(map(len, keys), default=0) for keys in (terms_of, phrases_for))
    return _Lists(terms_of, turns, phrases_for, common, longest_phrase, longest_term)
