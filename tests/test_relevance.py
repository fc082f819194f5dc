"""The search finds what was judged to answer: floors below what `make eval` prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.evaluation import Evaluation

from .measure_quality import SAMPLES, search_scores


def scores(evaluation: Evaluation) -> dict[str, float]:
    return {row.kind: row.ndcg_10 for row in evaluation.rows if row.split == "dev"}


@pytest.fixture(scope="module")
def samples() -> dict[str, float]:
    return scores(search_scores(SAMPLES, SAMPLES / "judged"))


@pytest.fixture(scope="module")
def real(real_folder: Path) -> dict[str, float]:
    return scores(search_scores(real_folder / "corpus" / "pdf", real_folder / "eval"))


@pytest.mark.parametrize(
    ("kind", "floor"), [("all", 0.62), ("keyword", 0.65), ("compound", 0.65), ("entity", 0.85), ("variant", 0.7)]
)
def test_the_samples_are_searched_as_well_as_was_measured(samples: dict[str, float], kind: str, floor: float) -> None:
    assert samples[kind] >= floor


@pytest.mark.real
@pytest.mark.parametrize(
    ("kind", "floor"), [("all", 0.58), ("compound", 0.75), ("keyword", 0.80), ("entity", 0.9), ("variant", 0.8)]
)
def test_the_real_documents_are_searched_as_well_as_was_promised(
    real: dict[str, float], kind: str, floor: float
) -> None:
    assert real[kind] >= floor
