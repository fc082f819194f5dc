"""From a question to ranked passages."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Passage
from corpus.analyser import Analyser
from corpus.errors import IndexMismatch
from corpus.everyday import Everyday, Expansion
from corpus.rings import Rings
from corpus.store import Filters, Store

from .encoding import Encoder, Floats
from .fusion import Channels, FusionSettings, fuse
from .highlights import Match, best_snippet, find_matches, merged
from .indexing import Indexer
from .lexical import COLUMN_WEIGHTS, any_of, any_of_all, content_tokens, encode_key, ring_key
from .query import NO_QUERY, Query
from .results import Confidence, Grouping, Hit, Results
from .vectors import Mask, Numbers
from .view import View

DENSE_POOL = 1000
"""At most so many passages are hits by resemblance alone."""

COVERAGE_POOL = 30
"""The coverage is that of the best of so many passages by words."""

EVERYDAY_COVERAGE = 0.9
"""A question that some passage covers this far has found its words: it needs no others."""

STRONG_COVERAGE = 0.6
"""A passage that holds this share of the question is a strong match; AUC .94 in the design's experiments."""

STRONG_COSINE = 0.6
"""So is one that resembles it this much."""

NEAR_DUPLICATE = 0.98
"""Passages with this cosine say the same: the running text of one document printed in another."""

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class _Ranking:
    """All hits of a search: positions into the view, best first, with their scores."""

    positions: Numbers
    scores: Floats
    lexical_ranks: Mapping[int, int]
    dense_ranks: Mapping[int, int]
    coverage: float
    also_searched: tuple[str, ...]
    also_keys: tuple[str, ...]


class Searcher:
    """Searches one store with one encoder; safe to share between threads.

    A passage is a hit when it holds a word of the question (in any inflection, as part of a compound,
    as a strict synonym or with its spelling mended), or a professional term for an everyday phrase of a
    question whose own words are not found, or resembles the question by more than
    ``FusionSettings.dense_floor``. That does not depend on the filters, so a facet's count is the total
    that choosing it gives.

    Hits are ordered by score, then in the order in which they were taken in, so equal searches give equal
    answers. A search sees one generation of the store from beginning to end, whatever is written meanwhile.

    The confidence is "strong" when one passage holds ``STRONG_COVERAGE`` of the question's words by idf,
    or resembles it by ``STRONG_COSINE``; "none" without hits; else "weak". Words alone flag two thirds of
    the paraphrases as weak: it is a hint.
    """

    def __init__(
        self,
        store: Store,
        *,
        analyser: Analyser,
        rings: Rings,
        encoder: Encoder,
        settings: FusionSettings | None = None,
    ) -> None:
        self._store = store
        self._analyser = analyser
        self._rings = rings
        self._encoder = encoder
        self._settings = settings or FusionSettings()
        self._expected = Indexer(analyser, rings, encoder).manifest
        self._everyday: Everyday | None = None
        self._loaded: View | None = None
        self._lock = threading.Lock()

    def search(
        self,
        text: str,
        *,
        filters: Filters = Filters(),
        group: Grouping = "passage",
        limit: int = 10,
        offset: int = 0,
    ) -> Results:
        """The passages that answer *text*, from *offset* on, at most *limit*.

        Raises:
            IndexMismatch: the index in the store was made with another model, analyser or word list.
        """
        with self._store.snapshot():
            view = self._view()
            query = view.reader.read(text)
            vector = self._encoder.encode_queries([query.corrected or text])[0]
            ranking = self._rank(view, query, vector, view.allowed(self._store, filters))
            shown, more = view.grouped(ranking.positions, group)
            page = shown[offset : offset + limit]
            end = offset + len(page)
            return Results(
                generation=view.generation,
                total=len(shown),
                confidence=self._confidence(view, ranking, vector),
                corrected=query.corrected,
                also_searched=tuple(dict.fromkeys((*query.also_searched, *ranking.also_searched))),
                facets=view.facets(ranking.positions),
                hits=self._hits(view, query, ranking, page, more, first_rank=offset + 1),
                following=end if end < len(shown) else None,
            )

    def similar(self, passage_id: str, *, limit: int = 10) -> Results:
        """Passages of other documents that resemble this one, near-duplicates left out.

        Raises:
            NotFound: there is no such passage.
            IndexMismatch: as for :meth:`search`.
        """
        with self._store.snapshot():
            view = self._view()
            here = int(view.positions([self._store.passage_seq(passage_id)])[0])
            vector = view.vectors.vectors[here]
            others = view.others(view.placements[here].document_id)
            positions, cosines = view.vectors.nearest(vector, DENSE_POOL, others)
            kept = (cosines > self._settings.dense_floor) & (cosines < NEAR_DUPLICATE)
            positions, cosines = positions[kept], np.round(cosines[kept], _DECIMALS)
            ranks = {int(position): rank for rank, position in enumerate(positions, start=1)}
            ranking = _Ranking(positions, cosines, {}, ranks, coverage=0.0, also_searched=(), also_keys=())
            return Results(
                generation=view.generation,
                total=len(positions),
                confidence=self._confidence(view, ranking, vector),
                corrected=None,
                also_searched=(),
                facets=view.facets(positions),
                hits=self._hits(view, NO_QUERY, ranking, positions[:limit], {}, first_rank=1),
                following=None,
            )

    def passage_count(self) -> int:
        """How many passages the index in memory holds."""
        with self._store.snapshot():
            return len(self._view().vectors)

    def refuse_mismatch(self) -> None:
        """Nothing, if the index in the store was made as this searcher reads it.

        Raises:
            IndexMismatch: it was made with another model, analyser or word list.
        """
        stored = self._store.manifest()
        for key, expected in self._expected.items():
            if stored and stored.get(key) != expected:
                raise IndexMismatch(
                    f"Indekset er lavet med {_MANIFEST_WORDS[key]} {stored.get(key)}, nu bruges {expected}. "
                    "Kør: praksis rebuild"
                )

    def _view(self) -> View:
        """The view of the generation that this thread's snapshot shows."""
        generation = self._store.generation()
        view = self._loaded
        if view is not None and view.generation == generation:
            return view
        with self._lock:
            if self._loaded is None or self._loaded.generation != generation:
                self.refuse_mismatch()
                self._loaded = View.load(
                    self._store,
                    generation,
                    analyser=self._analyser,
                    rings=self._rings,
                    encoder=self._encoder.info,
                )
            return self._loaded

    def _rank(self, view: View, query: Query, vector: Floats, allowed: Mask | None) -> _Ranking:
        bm25 = self._by_words(view, any_of(query.keys))
        grams = np.zeros_like(bm25)
        if query.grams:
            _spread(view, grams, self._store.match_grams(any_of(query.grams)))
        coverage = self._coverage(view, query, bm25)
        expansions = self._expansions(query) if coverage < EVERYDAY_COVERAGE else []
        groups = self._term_keys(view, expansions)
        everyday = self._by_words(view, any_of_all(groups))
        near = np.zeros(len(bm25), dtype=np.bool_)
        if vector.any() and len(bm25):
            pool, cosines = view.vectors.nearest(vector, DENSE_POOL)
            near[pool[cosines > self._settings.dense_floor]] = True
        members = np.flatnonzero((bm25 > 0) | (everyday > 0) | near)
        cosines = view.vectors.cosines(vector, members)
        channels = Channels(bm25[members], grams[members], everyday[members], cosines, coverage)
        scores = np.round(fuse(channels, self._settings), _DECIMALS)
        lexical_ranks = _ranks(members, bm25[members], bm25[members] > 0)
        dense_ranks = _ranks(members, cosines, near[members])
        # Filters come last: what is a hit, and how good a one, does not depend on them.
        if allowed is not None:
            members, scores = members[allowed[members]], scores[allowed[members]]
        order = np.lexsort((members, -scores))
        also = tuple(term for expansion in expansions for term in expansion.terms)
        also_keys = tuple(dict.fromkeys(key for group in groups for key in group))
        return _Ranking(members[order], scores[order], lexical_ranks, dense_ranks, coverage, also, also_keys)

    def _by_words(self, view: View, expression: str) -> Floats:
        """The BM25 score of every passage, shape (n,), 0 where the expression is not found or empty."""
        scores = np.zeros(len(view.seqs), dtype=np.float32)
        if expression:
            _spread(view, scores, self._store.match(expression, COLUMN_WEIGHTS))
        return scores

    def _expansions(self, query: Query) -> list[Expansion]:
        """The everyday phrases of the question; the list is loaded when the first question needs it."""
        if self._everyday is None:
            self._everyday = Everyday.load()
        return self._everyday.expand(self._analyser.tokens(query.corrected or query.text))

    def _term_keys(self, view: View, expansions: Sequence[Expansion]) -> list[list[str]]:
        """The keys of each professional term whose words the corpus has, each term once."""
        groups = []
        for term in dict.fromkeys(term for expansion in expansions for term in expansion.terms):
            keys = [encode_key(token.lemma) for token in content_tokens(self._analyser.tokens(term))]
            if keys and all(view.reader.knows(key) for key in keys):
                groups.append(keys)
        return groups

    def _coverage(self, view: View, query: Query, bm25: Floats) -> float:
        best = np.argsort(-bm25, kind="stable")[:COVERAGE_POOL]
        best = best[bm25[best] > 0]
        entries = self._store.lexical_entries([int(seq) for seq in view.seqs[best]])
        return max(
            (
                query.coverage(frozenset(f"{one.lemma} {one.parts} {one.extra} {one.rings}".split()))
                for one in entries.values()
            ),
            default=0.0,
        )

    def _confidence(self, view: View, ranking: _Ranking, vector: Floats) -> Confidence:
        if not len(ranking.positions):
            return "none"
        resemblance = float(view.vectors.cosines(vector, ranking.positions[:10]).max())
        return "strong" if ranking.coverage >= STRONG_COVERAGE or resemblance >= STRONG_COSINE else "weak"

    def _hits(
        self,
        view: View,
        query: Query,
        ranking: _Ranking,
        page: Numbers,
        more: Mapping[int, int],
        *,
        first_rank: int,
    ) -> tuple[Hit, ...]:
        passages = self._store.passages([int(view.seqs[position]) for position in page])
        scores = dict(zip(ranking.positions.tolist(), ranking.scores.tolist(), strict=True))
        hits = []
        for rank, (position, passage) in enumerate(zip(page.tolist(), passages, strict=True), start=first_rank):
            matches = self._matches(view, (*query.keys, *ranking.also_keys), passage)
            held = frozenset(match.key for match in matches)
            hits.append(
                Hit(
                    rank=rank,
                    score=round(scores[position], _DECIMALS),
                    passage=passage,
                    lexical_rank=ranking.lexical_ranks.get(position),
                    dense_rank=ranking.dense_ranks.get(position),
                    matched=tuple(term.word for term in query.terms if term.share_in(held) > 0),
                    highlights=merged(matches),
                    snippet=best_snippet(passage.text, matches),
                    more_in_document=more.get(position, 0),
                )
            )
        return tuple(hits)

    def _matches(self, view: View, keys: Sequence[str], passage: Passage) -> list[Match]:
        tokens = self._analyser.tokens(passage.text)
        weights = {key: view.reader.idf(key) for key in keys}
        synonyms = [(match, ring_key(match.ring)) for match in self._rings.match(tokens)]
        return find_matches(tokens, weights) + [
            Match(match.start, match.end, key, weights[key]) for match, key in synonyms if key in weights
        ]


def _spread(view: View, scores: Floats, rows: Sequence[tuple[int, float]]) -> None:
    """Write scores by passage number into an array by position."""
    if rows:
        seqs, values = zip(*rows, strict=True)
        scores[view.positions(seqs)] = values


def _ranks(positions: Numbers, scores: Floats, counted: Mask) -> dict[int, int]:
    """The place of each counted position by its score, 1 is best."""
    order = np.lexsort((positions, -scores))
    best_first = positions[order][counted[order]]
    return {int(position): rank for rank, position in enumerate(best_first, start=1)}


_MANIFEST_WORDS = {
    "encoder": "modellen",
    "analyser": "ordanalyse-version",
    "rings": "synonymringene",
    "index_rules": "indeksregler",
}
