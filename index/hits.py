"""What is shown of a ranked passage: why it was found, its best sentences, and what stands with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus import Passage
from corpus.store import Store

from .encoding import Floats
from .highlights import Match, best_snippet, find_matches, find_phrases, merged
from .presentation import Shown
from .query import Query
from .ranking import DECIMALS, Ranking, rank_of
from .results import Further, Hit
from .vectors import Numbers
from .view import View

BEST_FURTHER = 2
"""Further passages that stand with their document's best; three a document fit on a page of ten documents."""

FURTHER_SHARE = 0.5
"""One that is less than half as good as its document's best would only fill the page."""


class HitMaker:
    """Makes hits of the positions on one page."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(
        self, view: View, query: Query, ranking: Ranking, page: Numbers, found: Shown, *, first_rank: int
    ) -> tuple[Hit, ...]:
        """The hits at the positions of *page*, in order."""
        scores = np.zeros(len(view.seqs), dtype=np.float32)
        scores[ranking.positions] = ranking.scores
        passages = self._passages(view, page.tolist())
        matches_of = self._matches(view, query, ranking, page.tolist())
        hits = []
        for rank, (position, passage) in enumerate(zip(page.tolist(), passages, strict=True), start=first_rank):
            matches = matches_of[position]
            held = frozenset(match.key for match in matches)
            marked = _marked(query, ranking, passage, matches)
            more = found.more.get(position, ())
            near = [one for one in more[:BEST_FURTHER] if scores[one] >= FURTHER_SHARE * scores[position]]
            hits.append(
                Hit(
                    rank=rank,
                    score=_rounded(scores, position),
                    passage=passage,
                    lexical_rank=rank_of(position, ranking.by_words),
                    dense_rank=rank_of(position, ranking.by_meaning),
                    matched=tuple(term.word for term in query.terms if term.share_in(held) > 0),
                    highlights=merged(marked),
                    snippet=best_snippet(passage.text, marked),
                    more_in_document=len(more),
                    further=self._further(view, query, ranking, near, scores),
                    also_in=tuple(self._passages(view, found.copies.get(position, ()))),
                )
            )
        return tuple(hits)

    def _further(
        self, view: View, query: Query, ranking: Ranking, near: Sequence[int], scores: Floats
    ) -> tuple[Further, ...]:
        found = []
        matches_of = self._matches(view, query, ranking, near)
        for position, passage in zip(near, self._passages(view, near), strict=True):
            snippet = best_snippet(passage.text, _marked(query, ranking, passage, matches_of[position]))
            found.append(Further(passage, _rounded(scores, position), snippet))
        return tuple(found)

    def _passages(self, view: View, positions: Sequence[int]) -> list[Passage]:
        return self._store.passages([int(view.seqs[position]) for position in positions]) if positions else []

    def _matches(self, view: View, query: Query, ranking: Ranking, positions: Sequence[int]) -> dict[int, list[Match]]:
        """What the question's words find in each passage."""
        weights = {key: view.reader.idf(key) for key in (*query.keys, *ranking.also_keys)}
        if not weights or not positions:
            return {position: [] for position in positions}
        words = self._store.words([int(view.seqs[position]) for position in positions])
        return {position: find_matches(one, weights) for position, one in zip(positions, words, strict=True)}


def _marked(query: Query, ranking: Ranking, passage: Passage, matches: Sequence[Match]) -> list[Match]:
    """What of *matches* is marked: the words of an exact phrase only where they stand as the phrase."""
    if not query.phrases:
        return list(matches)
    keys = {*query.marked_keys, *ranking.also_keys}
    weight = sum(term.idf for term in query.terms if term.quoted)
    return [match for match in matches if match.key in keys] + find_phrases(passage.text, query.phrases, weight)


def _rounded(scores: Floats, position: int) -> float:
    return round(float(scores[position]), DECIMALS)
