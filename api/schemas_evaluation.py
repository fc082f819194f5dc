"""The JSON shapes of a measurement of the search."""

from __future__ import annotations

from pydantic import Field

from .shape import Shape


class Score(Shape):
    """How well the questions of one kind are answered, each from 0 to 1."""

    split: str
    kind: str
    count: int
    ndcg_10: float
    recall_10: float
    mrr_10: float
    success_1: float
    success_5: float


class CaseOutcome(Shape):
    """A claim about the search, and why it is not met; ``problem`` is null where it is."""

    id: str
    claim: str
    queries: list[str]
    why: str
    problem: str | None


class Difference(Shape):
    """One metric against a saved run: the difference with its 95 % interval, and its two-sided p-value."""

    split: str
    kind: str
    count: int
    metric: str
    before: float
    now: float
    difference: float
    low: float
    high: float
    p: float


class Comparison(Shape):
    """A measurement against a saved one; ``left_out`` questions were asked in one of them alone."""

    before: str
    now: str
    left_out: int
    rows: list[Difference]


class Survival(Shape):
    """What is left of nDCG@10 when questions are typed badly; ``share`` is the damaged over the unharmed."""

    damage: str
    count: int
    unharmed: float
    damaged: float
    share: float


class Evaluation(Shape):
    """How judged questions were answered; ``weak_…`` are the shares that were no strong match."""

    rows: list[Score]
    weak_answerable: float | None
    weak_unanswerable: float | None
    cases: list[CaseOutcome] = Field([])
    comparison: Comparison | None = None
    survivals: list[Survival] = Field([])
