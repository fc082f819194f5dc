"""The dense side speaks up only as far as the words of the question are not found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoding import Floats
from index.fusion import Channels, FusionSettings, dense_weight
from index.fusion import fuse as fuse_channels

SETTINGS = FusionSettings(gate=1.1, least=0.2, most=0.9, grams=0.5, everyday=0.5, dense_floor=0.2)


def fuse(bm25: Floats, grams: Floats, cosines: Floats, coverage: float, settings: FusionSettings) -> Floats:
    return fuse_channels(Channels(bm25, grams, np.zeros_like(bm25), cosines, coverage), settings)


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


@pytest.mark.parametrize(("coverage", "weight"), [(1.0, 0.2), (0.9, 0.2), (0.5, 0.6), (0.2, 0.9), (0.0, 0.9)])
def test_the_less_is_covered_the_more_the_vectors_weigh(coverage: float, weight: float) -> None:
    assert dense_weight(coverage, SETTINGS) == pytest.approx(weight)


def test_a_covered_question_is_decided_by_its_words() -> None:
    fused = fuse(floats(8, 4), floats(0, 0), floats(0.3, 0.9), 1.0, SETTINGS)

    assert fused.tolist() == pytest.approx([0.8 * 1 + 0.2 * (0.1 / 0.7), 0.8 * 0.5 + 0.2])


def test_an_uncovered_question_is_decided_by_its_meaning() -> None:
    fused = fuse(floats(8, 4), floats(0, 0), floats(0.3, 0.9), 0.0, SETTINGS)

    assert fused[1] > fused[0]


def test_letter_trigrams_count_beside_the_words() -> None:
    fused = fuse(floats(2, 2), floats(0, 7), floats(0, 0), 1.0, SETTINGS)

    assert fused.tolist() == pytest.approx([0.8 / 1.5, 0.8])


def test_an_everyday_term_helps_where_the_words_are_not_found() -> None:
    channels = Channels(floats(0, 0), floats(0, 0), floats(0, 3), floats(0.7, 0.7), 0.0)

    assert fuse_channels(channels, SETTINGS).tolist() == pytest.approx([0.9 * 1 / 1.5, 0.9])


def test_without_words_and_resemblance_everything_is_zero() -> None:
    assert fuse(floats(0, 0), floats(0, 0), floats(0.1, 0.2), 0.0, SETTINGS).tolist() == [0, 0]


scores = st.lists(st.tuples(*[st.floats(0, 50, width=32)] * 2, st.floats(-1, 1, width=32)), min_size=1, max_size=20)


@given(scores, st.floats(0, 1))
def test_scores_lie_between_zero_and_one(rows: list[tuple[float, float, float]], coverage: float) -> None:
    bm25, grams, cosines = (np.array(column, dtype=np.float32) for column in zip(*rows, strict=True))

    fused = fuse(bm25, grams, cosines, coverage, SETTINGS)

    assert ((fused >= 0) & (fused <= 1 + 1e-6)).all()


@given(scores, st.floats(0, 1))
def test_more_of_everything_never_ranks_lower(rows: list[tuple[float, float, float]], coverage: float) -> None:
    better = [(bm25 + 1, grams + 1, min(1.0, cosine + 0.1)) for bm25, grams, cosine in rows[:1]]
    columns = [np.array(column, dtype=np.float32) for column in zip(*(better + rows), strict=True)]

    fused = fuse(columns[0], columns[1], columns[2], coverage, SETTINGS)

    assert fused[0] >= fused[1] - 1e-6
