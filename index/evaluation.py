"""How good the search is, measured on judged queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Protocol

from corpus.errors import NotFound
from corpus.store import Filters

from .judgements import JudgedQuery, Judgements, Reference
from .metrics import DEPTH, Metrics, mean_metrics, query_metrics
from .results import Confidence, Hit, Results

ALL = "all"
"""The kind of the row that sums up a split's answerable queries."""


class Searches(Protocol):
    """What can be measured; ``Searcher`` is one."""

    def search(self, text: str, *, filters: Filters = ..., limit: int) -> Results:
        """The best *limit* hits."""
        ...


@dataclass(frozen=True, slots=True)
class Score:
    """The mean over the queries of one kind in one split."""

    split: str
    kind: str
    count: int
    ndcg_10: float
    recall_10: float
    mrr_10: float
    success_1: float
    success_5: float


@dataclass(frozen=True, slots=True)
class GradedHit:
    """A hit with the best grade of the passages it covers; 0 where they were not judged to answer."""

    hit: Hit
    grade: int


@dataclass(frozen=True, slots=True)
class QueryScore:
    """One answerable query, what it earned, what came and which answers did not.

    Attributes:
        hits: as they came, at most ``DEPTH``.
        missing: the passages of grade 2 that no hit covers.
    """

    query: JudgedQuery
    metrics: Metrics
    hits: tuple[GradedHit, ...]
    missing: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores by split and kind, those of each query, and how often the search doubts itself.

    Attributes:
        confidences: what the search thought of its answers, for every query, unanswerable ones too.
        weak_answerable: the share of the answerable queries that were not a strong match, low is good.
        weak_unanswerable: the same of the unanswerable ones, high is good; ``None`` where there are none.
    """

    rows: tuple[Score, ...]
    queries: tuple[QueryScore, ...]
    confidences: tuple[tuple[JudgedQuery, Confidence], ...]

    @property
    def weak_answerable(self) -> float | None:
        return self._weak(answerable=True)

    @property
    def weak_unanswerable(self) -> float | None:
        return self._weak(answerable=False)

    def _weak(self, *, answerable: bool) -> float | None:
        found = [confidence for query, confidence in self.confidences if query.answerable == answerable]
        return sum(one != "strong" for one in found) / len(found) if found else None


def evaluate(folder: Path, searcher: Searches, documents: Mapping[str, str]) -> Evaluation:
    """Score *searcher* on the judged queries in *folder*; see :func:`score_queries`.

    Raises:
        JudgementError: the folder has a mistake.
        NotFound: a judged document is not in the corpus.
    """
    return score_queries(Judgements.load(folder), searcher, documents)


def score_queries(judgements: Judgements, searcher: Searches, documents: Mapping[str, str]) -> Evaluation:
    """Score *searcher* on *judgements*.

    Args:
        judgements: the judged queries.
        searcher: what is measured.
        documents: file names of the corpus to document ids; every judged document must be there.

    Raises:
        NotFound: a judged document is not in the corpus.
    """
    names = document_names(judgements, documents)
    scored, confidences = [], []
    for query in judgements.queries:
        results = searcher.search(query.text, limit=DEPTH)
        confidences.append((query, results.confidence))
        if query.answerable:
            scored.append(_scored(judgements, query, results, names))
    return Evaluation(tuple(_rows(scored)), tuple(scored), tuple(confidences))


def document_names(judgements: Judgements, documents: Mapping[str, str]) -> dict[str, str]:
    """The names that *judgements* use, by document id.

    Raises:
        NotFound: a judged document is not in the corpus.
    """
    for file in judgements.files.values():
        if file not in documents:
            raise NotFound(file)
    return {documents[file]: name for name, file in judgements.files.items()}


def covered_by(judgements: Judgements, hit: Hit, names: Mapping[str, str]) -> list[str]:
    """The reference passages that *hit* covers; none where its document was not judged."""
    name = names.get(hit.passage.document_id)
    return [] if name is None else judgements.covered(name, hit.passage.text)


def _scored(judgements: Judgements, query: JudgedQuery, results: Results, names: Mapping[str, str]) -> QueryScore:
    covered = [covered_by(judgements, hit, names) for hit in results.hits]
    seen = {id for ids in covered for id in ids}
    return QueryScore(
        query,
        query_metrics(covered, query.grades),
        tuple(
            GradedHit(hit, max((query.grades.get(id, 0) for id in ids), default=0))
            for hit, ids in zip(results.hits, covered, strict=True)
        ),
        tuple(judgements.references[id] for id, grade in query.grades.items() if grade == 2 and id not in seen),
    )


def _rows(scored: Sequence[QueryScore]) -> list[Score]:
    rows = []
    for split in dict.fromkeys(one.query.split for one in scored):
        of_split = [one for one in scored if one.query.split == split]
        for kind in (*dict.fromkeys(one.query.kind for one in of_split), ALL):
            of_kind = [one.metrics for one in of_split if kind in (ALL, one.query.kind)]
            rows.append(Score(split, kind, len(of_kind), *astuple(mean_metrics(of_kind))))
    return rows
