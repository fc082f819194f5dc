"""What each side says of the passages, and the order that follows: from a question to ranked positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.analyser import Analyser, Token
from corpus.everyday import Everyday, Expansion
from corpus.store import PassageWords, Store

from .conditions import demanded
from .counting import asks_for_number, number_nearness
from .encoding import Encoder, Floats
from .folding import fold_in
from .fusion import WHOLE, Channels, above_floor, by_maximum, fuse, resemblance_floor, spoken
from .fusion_settings import FusionSettings
from .letters import letter_scores
from .lexical import content_tokens, encode_key
from .proximity import proximity
from .query import Query
from .spans import key_places
from .support import document_support
from .vectors import Mask, Numbers, highest
from .view import View

DENSE_POOL = 1000
"""At most so many passages are hits by resemblance alone."""

CLOSE_POOL = 50
"""So many of the best passages by words are looked at closely: coverage of the question, words side by side."""

EVERYDAY_POOL = 50
"""At most so many passages are hits by the everyday words beside them alone."""

EVERYDAY_COVERAGE = 0.9
"""A question that some passage covers this far has found its words: it needs no others."""

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Ranking:
    """All hits of a search: positions into the view, best first, with their scores.

    Attributes:
        by_words, by_meaning: every position as words alone and meaning alone have it; 0 is no hit by them.
        coverage: the share of the question, by idf, that the best passage holds.
        also_terms: the professional terms for everyday phrases of the question that the corpus has, where the
            question's own words were not found.
        also_keys: their encoded keys.
        vector: the question's, shape (dimension,).
    """

    positions: Numbers
    scores: Floats
    by_words: Floats
    by_meaning: Floats
    coverage: float
    also_terms: tuple[str, ...]
    also_keys: tuple[str, ...]
    vector: Floats

    @property
    def by_everyday(self) -> bool:
        """Whether everyday words were asked for too."""
        return self.coverage < EVERYDAY_COVERAGE


@dataclass(frozen=True, slots=True)
class _Found:
    """What each side finds for a question, before it is weighed; arrays are by position, shape (n,).

    Attributes:
        bm25: by all words of the question.
        close: the words of the best passages by words, by position.
        shares: how much of the question each of them holds.
        coverage: the most of these.
        also: the professional terms for the question's everyday phrases, and their keys.
        everyday: BM25 by those terms.
        beside: BM25 by the everyday words beside the passages.
        vector: the question's, shape (dimension,).
        cosines: of all passages with it.
        floor: the cosine above which a passage resembles it.
        near: which passages are hits by resemblance.
        hits: which are hits at all.
    """

    bm25: Floats
    close: dict[int, PassageWords]
    shares: dict[int, float]
    coverage: float
    also: dict[str, list[str]]
    everyday: Floats
    beside: Floats
    vector: Floats
    cosines: Floats
    floor: float
    near: Mask
    hits: Mask


class Ranker:
    """Ranks the passages of one view of the store; what it answers depends on nothing else."""

    def __init__(
        self, store: Store, *, analyser: Analyser, everyday: Everyday, encoder: Encoder, settings: FusionSettings
    ) -> None:
        self._store = store
        self._analyser = analyser
        self._everyday = everyday
        self._encoder = encoder
        self._settings = settings

    def rank(self, view: View, query: Query, allowed: Mask | None, lifted: Floats | None = None) -> Ranking:
        """Every hit for *query* that is *allowed*, best first; ``None`` allows all.

        *lifted* says how far the question leans towards each passage, 0 to 1, shape (n,).
        """
        found = self._find(view, query)
        members = np.flatnonzero(found.hits)
        channels = self._channels(view, query, found, members, lifted)
        scores = self._scores(view, channels, members)
        # Filters come last: what is a hit, and how good a one, does not depend on them.
        if allowed is not None:
            members, scores = members[allowed[members]], scores[allowed[members]]
        order = np.lexsort((members, -scores))
        return Ranking(
            positions=members[order],
            scores=scores[order],
            by_words=np.where(found.hits, found.bm25, np.float32(0)),
            by_meaning=np.where(found.hits & found.near, found.cosines, np.float32(0)),
            coverage=found.coverage,
            also_terms=tuple(found.also),
            also_keys=tuple(dict.fromkeys(key for keys in found.also.values() for key in keys)),
            vector=found.vector,
        )

    def _find(self, view: View, query: Query) -> _Found:
        """What words, everyday words and meaning find of themselves."""
        bm25 = view.words.scores(query.keys, self._places)
        close = self._close(view, bm25)
        keys = query.keys
        shares = {position: query.coverage(_held(words, keys)) for position, words in close.items()}
        coverage = max(shares.values(), default=0.0)
        also: dict[str, list[str]] = {}
        beside = np.zeros_like(bm25)
        if coverage < EVERYDAY_COVERAGE:
            tokens = self._analyser.tokens(query.asked)
            also = self._also_keys(view, self._everyday.expand(tokens))
            beside = self._beside(view, tokens)
        everyday = self._holding_all(view, list(also.values()))
        vector = self._vector(view, query.asked)
        cosines = view.vectors.all_cosines(vector)
        floor = resemblance_floor(cosines, self._settings)
        near = (cosines > floor) & _best(cosines, DENSE_POOL)
        hits = (bm25 > 0) | (everyday > 0) | near | _best(beside, EVERYDAY_POOL)
        required = demanded(self._store, view, query)
        if required is not None:  # a phrase of stop words has no score to be a hit by
            hits = hits & required if query.terms else required
        return _Found(
            bm25=bm25,
            close=close,
            shares=shares,
            coverage=coverage,
            also=also,
            everyday=everyday,
            beside=beside,
            vector=vector,
            cosines=cosines,
            floor=floor,
            near=near,
            hits=hits,
        )

    def _channels(self, view: View, query: Query, found: _Found, members: Numbers, lifted: Floats | None) -> Channels:
        """What is known of each of *members*, 0 to 1."""
        count = len(view.seqs)
        asked_keys = frozenset().union(*query.words)
        places = {position: key_places(words, asked_keys) for position, words in found.close.items()}
        closeness = {position: proximity(query.words, at) for position, at in places.items()}
        whole = {position: float(share >= WHOLE) for position, share in found.shares.items()}
        counts = None
        if asks_for_number(query.asked):
            near_number = {at: number_nearness(places[at], words.lemma.split()) for at, words in found.close.items()}
            counts = _by_position(near_number, count)[members]
        about = view.words.scores(query.subject_keys, self._places) if query.of_names else found.bm25
        return Channels(
            meaning=above_floor(found.cosines[members], found.floor),
            words=spoken(about[members], sum(term.idf for term in query.subject)),
            whole=_by_position(whole, count)[members],
            close=_by_position(closeness, count)[members],
            letters=by_maximum(self._by_letters(view, query, found.close)[members]),
            heading=view.headings.shares(query.subject)[members],
            everyday=by_maximum(found.everyday[members]),
            beside=by_maximum(found.beside[members]),
            lifted=None if lifted is None else lifted[members],
            count=counts,
            coverage=found.coverage,
            of_names=query.of_names,
        )

    def _scores(self, view: View, channels: Channels, members: Numbers) -> Floats:
        """A score from 0 to 1 for each of *members*: what is known of it, and of its document."""
        alone = np.zeros(len(view.seqs), np.float32)
        alone[members] = fuse(channels, self._settings)
        share = self._settings.document * (1 - channels.coverage)
        together = (alone + share * document_support(alone, view.documents)) / (1 + share)
        return np.round(together[members], DECIMALS).astype(np.float32)

    def _vector(self, view: View, asked: str) -> Floats:
        """The question's vector; words that the built-in model lacks are folded in from the passages that hold them."""
        return fold_in(self._encoder, asked, lambda key: self._holders(view, key))

    def _holders(self, view: View, key: str) -> Floats:
        """The vectors of the passages that hold *key*, shape (n, dimension)."""
        key = encode_key(key)
        if not view.reader.knows(key):
            return np.zeros((0, view.vectors.vectors.shape[1]), np.float32)
        positions, _ = view.words.holding(key, self._places)
        held: Floats = view.vectors.vectors[positions]
        return held

    def _places(self, key: str) -> str:
        return self._store.places("lexical", key)

    def _holding_all(self, view: View, groups: Sequence[Sequence[str]]) -> Floats:
        """The BM25 score of every passage that holds all keys of some group, shape (n,), else 0."""
        held = np.zeros(len(view.seqs), dtype=np.bool_)
        for group in groups:
            held |= np.logical_and.reduce([view.words.scores([key], self._places) > 0 for key in group])
        scores = view.words.scores(dict.fromkeys(key for group in groups for key in group), self._places)
        return np.where(held, scores, np.float32(0))

    def _by_letters(self, view: View, query: Query, close: Mapping[int, PassageWords]) -> Floats:
        """How many letters in a row each passage looked at shares with the question, shape (n,), else 0."""
        scores = np.zeros(len(view.seqs), np.float32)
        texts = [words.text for words in close.values()]
        scores[list(close)] = letter_scores([term.word for term in query.terms], texts)
        return scores

    def _beside(self, view: View, tokens: Sequence[Token]) -> Floats:
        """How well the everyday words that stand beside each passage answer the question's words."""
        keys = list(dict.fromkeys(encode_key(token.lemma) for token in content_tokens(tokens)))
        return view.everyday.scores(keys, lambda key: self._store.places("everyday", key))

    def _also_keys(self, view: View, expansions: Sequence[Expansion]) -> dict[str, list[str]]:
        """Each professional term whose words the corpus has, and their keys."""
        also = {}
        for term in dict.fromkeys(term for expansion in expansions for term in expansion.terms):
            keys = [encode_key(token.lemma) for token in content_tokens(self._analyser.tokens(term))]
            if keys and all(view.reader.knows(key) for key in keys):
                also[term] = keys
        return also

    def _close(self, view: View, bm25: Floats) -> dict[int, PassageWords]:
        """The words of the best passages by words, by position."""
        best = highest(bm25, CLOSE_POOL)
        return dict(zip(best.tolist(), self._store.words(view.seqs[best].tolist()), strict=True))


def _held(words: PassageWords, keys: Sequence[str]) -> frozenset[str]:
    """Those of *keys* that the passage holds or its document is; its headings left aside."""
    columns = f" {words.lemma} {words.parts} {words.extra} {words.rings} {words.context} "
    return frozenset(key for key in keys if f" {key} " in columns)


def _by_position(values: Mapping[int, float], count: int) -> Floats:
    """*values* at their positions, shape (count,), else 0."""
    scores = np.zeros(count, np.float32)
    scores[list(values)] = list(values.values())
    return scores


def _best(scores: Floats, count: int) -> Mask:
    """Which scores above 0 are among the best *count*; the first of equals."""
    mask = np.zeros(len(scores), dtype=np.bool_)
    mask[highest(scores, count)] = True
    return mask


def rank_of(position: int, scores: Floats) -> int | None:
    """The place of *position* by its score, 1 is best, the first of equals before the next; ``None`` for 0."""
    score = scores[position]
    if score <= 0:
        return None
    return 1 + int(np.count_nonzero(scores > score)) + int(np.count_nonzero(scores[:position] == score))
