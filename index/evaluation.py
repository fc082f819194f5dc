"""How good the search is, measured on judged queries."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Protocol

from corpus.errors import NotFound

from .judgements import JudgedQuery, Judgements
from .results import Results

DEPTH = 10
ALL = "all"
"""The kind of the row that sums up a split's answerable queries."""


class Searches(Protocol):
    """What can be measured; ``Searcher`` is one."""

    def search(self, text: str, *, limit: int) -> Results: ...


@dataclass(frozen=True, slots=True)
class Metrics:
    """What one query earned, each from 0 to 1.

    Source of the definitions: Järvelin & Kekäläinen 2002 for nDCG with gains 2^grade - 1; the ideal is the
    judged passages in order of grade. A hit's gain is the best grade among passages that no earlier hit
    covered, so large passages earn nothing by being large. Recall counts passages of grade 2 and is capped
    by the depth; MRR and success look at the first hit that covers one.
    """

    ndcg_10: float
    recall_10: float
    mrr_10: float
    success_1: float
    success_5: float


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
class QueryScore:
    """One query with what it earned."""

    query: JudgedQuery
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores by split and kind, those of each query, and how often the search doubts itself.

    ``weak_answerable`` and ``weak_unanswerable`` are the shares of the queries that were not a strong
    match: the first should be low, the second high. ``None`` where there are no such queries.
    """

    rows: tuple[Score, ...]
    queries: tuple[QueryScore, ...]
    weak_answerable: float | None
    weak_unanswerable: float | None


def evaluate(folder: Path, searcher: Searches, documents: Mapping[str, str]) -> Evaluation:
    """Score *searcher* on the judged queries in *folder*.

    Args:
        folder: see ``judgements``.
        searcher: what is measured.
        documents: file names of the corpus to document ids; every judged document must be there.

    Raises:
        JudgementError: the folder has a mistake.
        NotFound: a judged document is not in the corpus.
    """
    judgements = Judgements.load(folder)
    names = {}
    for name, file in judgements.files.items():
        if file not in documents:
            raise NotFound(file)
        names[documents[file]] = name
    scored, weak = [], {True: [0, 0], False: [0, 0]}
    for query in judgements.queries:
        results = searcher.search(query.text, limit=DEPTH)
        answerable = query.kind != "none"
        weak[answerable][0] += results.confidence != "strong"
        weak[answerable][1] += 1
        if answerable:
            covered = [
                judgements.covered(names[hit.passage.document_id], hit.passage.text)
                if hit.passage.document_id in names
                else []
                for hit in results.hits
            ]
            scored.append(QueryScore(query, query_metrics(covered, query.grades)))
    shares = {key: count / total if total else None for key, (count, total) in weak.items()}
    return Evaluation(tuple(_rows(scored)), tuple(scored), shares[True], shares[False])


def query_metrics(covered: Sequence[Sequence[str]], grades: Mapping[str, int]) -> Metrics:
    """What hits that cover these passages, best hit first, earn for a query with these *grades*."""
    seen: set[str] = set()
    gains = []
    for passages in covered:
        gains.append(max((2 ** grades.get(id, 0) - 1 for id in passages if id not in seen), default=0))
        seen.update(passages)
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    answers = {id for id, grade in grades.items() if grade == 2}
    first = next((rank for rank, ids in enumerate(covered, start=1) if answers.intersection(ids)), None)
    return Metrics(
        ndcg_10=_discounted(gains) / _discounted(ideal),
        recall_10=min(1.0, len(answers & seen) / min(DEPTH, len(answers))),
        mrr_10=0.0 if first is None else 1 / first,
        success_1=float(first == 1),
        success_5=float(first is not None and first <= 5),
    )


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _rows(scored: Sequence[QueryScore]) -> list[Score]:
    rows = []
    for split in dict.fromkeys(one.query.split for one in scored):
        of_split = [one for one in scored if one.query.split == split]
        for kind in (*dict.fromkeys(one.query.kind for one in of_split), ALL):
            of_kind = [one.metrics for one in of_split if kind in (ALL, one.query.kind)]
            means = {
                field.name: sum(getattr(metrics, field.name) for metrics in of_kind) / len(of_kind)
                for field in fields(Metrics)
            }
            rows.append(Score(split, kind, len(of_kind), **means))
    return rows
