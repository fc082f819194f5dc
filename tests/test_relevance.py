"""The search finds what was judged to answer: floors below what `make eval` prints, on both halves of the queries.

The floors of the test half are held as well; the fusion was tuned on both halves.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.evaluations import Measured
from index.evaluation import ALL
from index.judgements import Judgements

from .measure_quality import SAMPLES, measured

LEAST_SURVIVING = 0.93
"""What must be left of nDCG@10 when questions are typed badly."""


def ndcg(found: Measured, split: str, kind: str) -> float:
    return next(row.ndcg_10 for row in found.evaluation.rows if (row.split, row.kind) == (split, kind))


@pytest.fixture(scope="module")
def samples() -> Measured:
    return measured(SAMPLES, SAMPLES / "judged", damage=True)


@pytest.fixture(scope="module")
def real(real_folder: Path) -> Measured:
    return measured(real_folder / "corpus" / "pdf", real_folder / "eval")


@pytest.mark.parametrize(
    ("split", "kind", "floor"),
    [
        ("dev", ALL, 0.70),
        ("dev", "keyword", 0.80),
        ("dev", "compound", 0.72),
        ("dev", "variant", 0.75),
        ("dev", "entity", 0.90),
        ("dev", "paraphrase", 0.28),
        ("test", ALL, 0.68),
        ("test", "keyword", 0.88),
        ("test", "compound", 0.68),
        ("test", "variant", 0.85),
        ("test", "entity", 0.88),
        ("test", "numeric", 0.80),
        ("test", "paraphrase", 0.28),
    ],
)
def test_the_samples_are_searched_as_well_as_was_measured(
    samples: Measured, split: str, kind: str, floor: float
) -> None:
    assert ndcg(samples, split, kind) >= floor


def test_every_case_of_the_samples_is_met(samples: Measured) -> None:
    assert [(one.case.id, one.problem) for one in samples.cases if one.problem is not None] == []


def test_badly_typed_questions_are_still_answered(samples: Measured) -> None:
    shares = {one.damage: one.share for one in samples.survivals}

    assert shares["all"] >= LEAST_SURVIVING


def test_the_search_doubts_itself_where_there_is_no_answer(samples: Measured) -> None:
    weak, weak_unanswerable = samples.evaluation.weak_answerable, samples.evaluation.weak_unanswerable

    assert weak is not None
    assert weak <= 0.25
    assert weak_unanswerable is not None
    assert weak_unanswerable >= 0.7


def test_the_samples_have_enough_judged_queries_of_every_kind_in_both_halves() -> None:
    queries = Judgements.load(SAMPLES / "judged").queries
    kinds = {query.kind for query in queries}

    assert sum(query.answerable for query in queries) >= 120
    for split in ("dev", "test"):
        counts = {kind: sum((one.kind, one.split) == (kind, split) for one in queries) for kind in kinds}
        assert min(counts.values()) >= 5
    assert len({query.text.casefold() for query in queries}) == len(queries)


@pytest.mark.real
@pytest.mark.parametrize(
    ("kind", "floor"), [(ALL, 0.58), ("compound", 0.68), ("keyword", 0.80), ("entity", 0.9), ("variant", 0.8)]
)
def test_the_real_documents_are_searched_as_well_as_was_promised(real: Measured, kind: str, floor: float) -> None:
    assert ndcg(real, "dev", kind) >= floor
