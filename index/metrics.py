"""What the hits of one judged query earn."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

DEPTH = 10
"""Hits that are looked at; the 10 of nDCG@10 and Recall@10."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """What one query earned, or many in the mean, each from 0 to 1.

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


def mean_metrics(earned: Sequence[Metrics]) -> Metrics:
    """The mean of what queries *earned*; there is at least one."""
    columns = zip(*map(astuple, earned), strict=True)
    return Metrics(*(sum(column) / len(earned) for column in columns))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
