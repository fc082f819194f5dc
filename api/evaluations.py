"""Measuring the search of one corpus: judged queries, cases, damaged queries, and an earlier run beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.case_trials import CaseOutcome, try_cases
from index.cases import load_cases
from index.comparison import Comparison, Difference, Run, compare
from index.damage import Survival, survivals
from index.evaluation import Evaluation, score_queries
from index.judgements import Judgements

from . import schemas
from .overviews import praksis_version
from .service import Service

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement with all that was asked for; ``comparison`` is ``None`` where no earlier run was named."""

    run: Run
    evaluation: Evaluation
    cases: tuple[CaseOutcome, ...]
    comparison: Comparison | None
    survivals: tuple[Survival, ...]

    @property
    def failed_cases(self) -> int:
        """Cases that are not met."""
        return sum(one.problem is not None for one in self.cases)


def measure(service: Service, folder: Path, *, against: Path | None = None, damage: bool = False) -> Measured:
    """The search of *service* on the judged queries and cases in *folder*.

    Args:
        service: the corpus and its search.
        folder: see ``index.judgements`` and ``index.cases``.
        against: a saved run to compare with.
        damage: whether to ask every query again as it is typed in a hurry; five times the work.

    Raises:
        JudgementError: the folder or the saved run has a mistake.
        NotFound: a judged document is not in the corpus.
    """
    before = None if against is None else Run.load(against)
    judgements = Judgements.load(folder)
    cases = load_cases(folder, judgements)
    summaries = {one.id: one for one in service.store.summaries()}
    documents = {one.file: one.id for one in summaries.values()}
    evaluation = score_queries(judgements, service.searcher, documents)
    run = Run.of(evaluation, name=f"praksis {praksis_version()}, {service.encoder.info.id}")
    return Measured(
        run=run,
        evaluation=evaluation,
        cases=tuple(try_cases(cases, service.searcher, summaries, judgements)),
        comparison=None if before is None else compare(before, run),
        survivals=tuple(survivals(judgements, evaluation, service.searcher, documents, service.analyser))
        if damage
        else (),
    )


def evaluation_answer(measured: Measured) -> schemas.Evaluation:
    """How well judged questions are answered."""
    evaluation, comparison = measured.evaluation, measured.comparison
    return schemas.Evaluation(
        rows=[
            schemas.Score(
                split=row.split,
                kind=row.kind,
                count=row.count,
                ndcg_10=round(row.ndcg_10, _DECIMALS),
                recall_10=round(row.recall_10, _DECIMALS),
                mrr_10=round(row.mrr_10, _DECIMALS),
                success_1=round(row.success_1, _DECIMALS),
                success_5=round(row.success_5, _DECIMALS),
            )
            for row in evaluation.rows
        ],
        weak_answerable=evaluation.weak_answerable,
        weak_unanswerable=evaluation.weak_unanswerable,
        cases=[_case(one) for one in measured.cases],
        comparison=None
        if comparison is None
        else schemas.Comparison(
            before=comparison.before,
            now=comparison.now,
            left_out=comparison.left_out,
            rows=[_difference(row) for row in comparison.rows],
        ),
        survivals=[_survival(one) for one in measured.survivals],
    )


def _case(outcome: CaseOutcome) -> schemas.CaseOutcome:
    case = outcome.case
    return schemas.CaseOutcome(
        id=case.id, claim=case.claim, queries=list(case.queries), why=case.why, problem=outcome.problem
    )


def _difference(row: Difference) -> schemas.Difference:
    return schemas.Difference(
        split=row.split,
        kind=row.kind,
        count=row.count,
        metric=row.metric,
        before=round(row.before, _DECIMALS),
        now=round(row.now, _DECIMALS),
        difference=round(row.difference, _DECIMALS),
        low=round(row.low, _DECIMALS),
        high=round(row.high, _DECIMALS),
        p=round(row.p, _DECIMALS),
    )


def _survival(one: Survival) -> schemas.Survival:
    return schemas.Survival(
        damage=one.damage,
        count=one.count,
        unharmed=round(one.unharmed, _DECIMALS),
        damaged=round(one.damaged, _DECIMALS),
        share=round(one.share, _DECIMALS),
    )
