"""A run is kept as it was, and a difference is called one only as far as the queries can tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.comparison import Run, RunQuery, bootstrap, compare
from index.judgements import JudgementError
from index.metrics import Metrics


def run_of(scores: list[float], *, name: str = "før") -> Run:
    return Run(
        name,
        {
            f"q{number}": RunQuery(f"spørgsmål {number}", "keyword", "dev", Metrics(score, score, score, score, score))
            for number, score in enumerate(scores)
        },
    )


def test_a_saved_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    run = run_of([0.25, 1 / 3, 1.0])
    run.save(tmp_path / "run.json")

    assert Run.load(tmp_path / "run.json") == run


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    run_of([0.1, 0.7]).save(tmp_path / "a.json")
    turned = run_of([0.1, 0.7])
    replace(turned, queries=dict(reversed(list(turned.queries.items())))).save(tmp_path / "b.json")

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 99, "name": "x", "queries": {}}', '{"format": 1}'])
def test_a_file_that_is_no_run_is_refused_with_the_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content, encoding="utf-8")

    with pytest.raises(JudgementError, match=r"ingen gemt måling.*--save"):
        Run.load(tmp_path / "run.json")


def test_the_interval_agrees_with_resampling_one_by_one() -> None:
    differences = np.array([[0.5], [-0.1], [0.2], [0.0], [0.3], [0.4], [-0.2], [0.1]])
    random = np.random.default_rng(1)
    means = [float(differences[random.integers(0, 8, 8)].mean()) for _ in range(20_000)]

    low, high, p = bootstrap(differences)

    assert low[0] == pytest.approx(np.quantile(means, 0.025), abs=0.01)
    assert high[0] == pytest.approx(np.quantile(means, 0.975), abs=0.01)
    assert p[0] == pytest.approx(2 * np.mean(np.array(means) <= 0), abs=0.02)


def test_no_difference_is_certain_to_be_none() -> None:
    (row, *_) = compare(run_of([0.3, 0.5, 0.9]), run_of([0.3, 0.5, 0.9])).rows

    assert (row.difference, row.low, row.high, row.p) == (0.0, 0.0, 0.0, 1.0)


def test_what_is_better_everywhere_is_better_for_certain() -> None:
    before, now = run_of([0.1 * number for number in range(9)]), run_of([0.1 * number + 0.1 for number in range(9)])
    (row, *_) = compare(before, now).rows

    assert row.difference == pytest.approx(0.1)
    assert row.low == pytest.approx(0.1)
    assert row.high == pytest.approx(0.1)
    assert row.p < 0.001


def test_a_run_compared_the_other_way_round_is_the_mirror_image() -> None:
    one, other = run_of([0.1, 0.9, 0.4, 0.3, 0.8]), run_of([0.2, 0.5, 0.6, 0.9, 0.7])
    (there, *_), (back, *_) = compare(one, other).rows, compare(other, one).rows

    assert there.difference == pytest.approx(-back.difference)
    assert there.low == pytest.approx(-back.high)
    assert there.p == pytest.approx(back.p)


def test_queries_that_were_reworded_or_stand_in_one_run_are_left_out_and_counted() -> None:
    before, now = run_of([0.1, 0.2, 0.3]), run_of([0.4, 0.5, 0.6, 0.7])
    now = replace(now, queries={**now.queries, "q0": replace(now.queries["q0"], text="et andet")})
    compared = compare(before, now)

    assert compared.left_out == 2
    assert {row.count for row in compared.rows} == {2}
