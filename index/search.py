"""From a question to ranked passages."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np

from corpus.analyser import Analyser
from corpus.errors import IndexMismatch
from corpus.everyday import Everyday
from corpus.filter_words import FilterVocabulary
from corpus.rings import Rings
from corpus.store import Filters, Store
from corpus.target_groups import TargetGroups

from .confidence import confidence, settings_for
from .encoding import Encoder
from .fusion import resemblance_floor
from .fusion_settings import FusionSettings
from .hits import HitMaker
from .indexing import Indexer
from .intent import Proposal
from .leaning import leaning
from .presentation import shown
from .query import NO_QUERY, Query
from .ranking import DECIMALS, DENSE_POOL, Ranker, Ranking
from .results import Grouping, Results
from .similarity import NEAR, Kin
from .view import View


class Searcher:
    """Searches one store with one encoder; safe to share between threads.

    A passage is a hit when it holds a word of the question (in any inflection, as part of a compound,
    as a strict synonym or with its spelling mended), or resembles the question by more than
    ``FusionSettings.dense_floor``. Where the question's own words are not found, it is also a hit when it
    holds a professional term for an everyday phrase of the question, or is among the best that the
    question's words stand beside as everyday words. None of that depends on the filters, so a facet's count
    is the total that choosing it gives.

    Hits are ordered by score, then in the order in which they were taken in, so equal searches give equal
    answers. A search sees one generation of the store from beginning to end, whatever is written meanwhile.

    Grouped by passage, a text that is printed in several documents is one hit (see ``copies``). No document
    is held back otherwise: every such rule that was tried cost nDCG (at most 4 of 10 hits from one document:
    -.013 on the samples, -.018 on the real documents; 3 in a row: -.001, -.005), so it is the page and the
    terminal that keep one document from flooding them.
    """

    def __init__(
        self,
        store: Store,
        *,
        analyser: Analyser,
        rings: Rings,
        everyday: Everyday,
        encoder: Encoder,
        vocabulary: FilterVocabulary,
        settings: FusionSettings | None = None,
    ) -> None:
        self._store = store
        self._analyser = analyser
        self._rings = rings
        self._encoder = encoder
        self._vocabulary = vocabulary
        self._settings = settings or FusionSettings.load(encoder.info)
        self._ranker = Ranker(store, analyser=analyser, everyday=everyday, encoder=encoder, settings=self._settings)
        self._hits = HitMaker(store)
        self._groups = TargetGroups.load()
        self._confidence = settings_for(encoder.info)
        self._expected = Indexer(analyser, rings, everyday, encoder).manifest
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
        literal: bool = False,
    ) -> Results:
        """The passages that answer *text*, from *offset* on, at most *limit*.

        Filters that *text* names for certain are applied, if something then is found, and those that it
        may name lift what obeys them. Where *text* is *literal*, neither, and no spelling is mended.

        Raises:
            IndexMismatch: the index in the store was made with another model, analyser or word list.
        """
        with self._store.snapshot():
            view = self._view()
            query, ranking, applied = self._ranked(view, text, filters, literal=literal)
            found = shown(view, ranking.positions, group)
            page = found.positions[offset : offset + limit]
            end = offset + len(page)
            return Results(
                generation=view.generation,
                total=len(found.positions),
                confidence=confidence(view, query, ranking, self._confidence),
                corrected=query.corrected,
                also_searched=_also_searched(query, ranking),
                facets=view.facet_counts(ranking.positions),
                hits=self._hits.make(view, query, ranking, page, found, first_rank=offset + 1),
                following=end if end < len(found.positions) else None,
                proposed=tuple(one for one in query.proposals if not one.is_chosen_in(filters)),
                applied=applied,
            )

    def _ranked(
        self, view: View, text: str, filters: Filters, *, literal: bool
    ) -> tuple[Query, Ranking, tuple[Proposal, ...]]:
        """The question, its hits, and the filters that were applied because it names them."""
        query = view.reader.read(text, literal=literal)
        applied = tuple(one for one in query.proposals if one.certain and not one.is_chosen_in(filters))
        narrowed = filters
        for one in applied:
            narrowed = one.added_to(narrowed)
        lifted = leaning(self._store, view, query.proposals) if query.leans else None
        ranking = self._ranker.rank(view, query, view.allowed(self._store, narrowed), lifted)
        if applied and not len(ranking.positions):
            return query, self._ranker.rank(view, query, view.allowed(self._store, filters), lifted), ()
        return query, ranking, applied

    def similar(self, passage_id: str, *, limit: int = 10) -> Results:
        """Passages of other documents that resemble this one, with what they share; copies of it left out.

        Raises:
            NotFound: there is no such passage.
            IndexMismatch: as for :meth:`search`.
        """
        with self._store.snapshot():
            view = self._view()
            origin = self._store.passage(passage_id)
            here = int(view.positions([self._store.passage_seq(passage_id)])[0])
            kin = Kin(view, origin, analyser=self._analyser, groups=self._groups)
            ranking = self._resembling(view, here, kin)
            found = shown(view, ranking.positions, "passage")
            hits = self._hits.make(view, NO_QUERY, ranking, found.positions[:limit], found, first_rank=1)
            return Results(
                generation=view.generation,
                total=len(found.positions),
                confidence="strong" if len(hits) else "none",
                corrected=None,
                also_searched=(),
                facets=view.facet_counts(ranking.positions),
                hits=tuple(replace(hit, kinship=kin.kinship(hit.passage)) for hit in hits),
                following=None,
            )

    def _resembling(self, view: View, here: int, kin: Kin) -> Ranking:
        """The passages of other documents by their cosine with the one at *here*."""
        vector = view.vectors.vectors[here]
        others = view.others(view.placements[here].document_id)
        positions, cosines = view.vectors.nearest(vector, DENSE_POOL, others)
        kept = cosines > resemblance_floor(view.vectors.all_cosines(vector), self._settings)
        near = np.flatnonzero(cosines >= NEAR)
        texts = self._store.passage_texts([int(view.seqs[position]) for position in positions[near]])
        kept[near[np.array([kin.says_the_same(text) for text in texts], dtype=np.bool_)]] = False
        positions, cosines = positions[kept], np.round(cosines[kept], DECIMALS)
        by_meaning = np.zeros(len(view.seqs), np.float32)
        by_meaning[positions] = cosines
        return Ranking(
            positions,
            cosines,
            by_words=np.zeros_like(by_meaning),
            by_meaning=by_meaning,
            coverage=0.0,
            also_terms=(),
            also_keys=(),
            vector=vector,
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
                    vocabulary=self._vocabulary,
                )
            return self._loaded


def _also_searched(query: Query, ranking: Ranking) -> tuple[str, ...]:
    """The synonyms and the professional terms that were asked for beside the question's own words."""
    asked = query.asked.lower()
    also = dict.fromkeys((*query.also_searched, *ranking.also_terms))
    return tuple(term for term in also if term.lower() not in asked)


_MANIFEST_WORDS = {
    "encoder": "modellen",
    "analyser": "ordanalyse-version",
    "rings": "synonymringene",
    "everyday": "hverdagsordene",
    "index_rules": "indeksregler",
}
