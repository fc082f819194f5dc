"""The dense side speaks up only as far as the words of the question are not found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoding import Floats
from index.fusion import Channels, dense_weight, gathered, resemblance_floor
from index.fusion import fuse as fuse_channels
from index.fusion_settings import FusionSettings

SETTINGS = FusionSettings(
    gate=1.1,
    least=0.2,
    most=0.9,
    scattered=0.3,
    letters=0.5,
    close=0.25,
    everyday=0.5,
    beside=0.6,
    heading=0.2,
    lift=0.2,
    count=0.2,
    document=0.15,
    dense_floor=0.2,
)


def fuse(bm25: Floats, letters: Floats, cosines: Floats, coverage: float, settings: FusionSettings) -> Floats:
    nothing = np.zeros_like(bm25)
    return fuse_channels(Channels(bm25, letters, nothing, nothing, nothing, cosines, 0.2, coverage), settings)


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


def test_letter_triletters_count_beside_the_words() -> None:
    fused = fuse(floats(2, 2), floats(0, 7), floats(0, 0), 1.0, SETTINGS)

    assert fused.tolist() == pytest.approx([0.8 / 1.5, 0.8])


def test_an_everyday_term_helps_where_the_words_are_not_found() -> None:
    none = floats(0, 0)
    channels = Channels(none, none, none, floats(0, 3), none, floats(0.7, 0.7), 0.2, 0.0)

    assert fuse_channels(channels, SETTINGS).tolist() == pytest.approx([0.9 * 1 / 1.5, 0.9])


def test_so_does_an_everyday_word_beside_the_passage() -> None:
    none = floats(0, 0)
    channels = Channels(none, none, none, none, floats(0, 3), floats(0.7, 0.7), 0.2, 0.0)

    assert fuse_channels(channels, SETTINGS).tolist() == pytest.approx([0.9 * 1 / 1.6, 0.9])


def test_of_two_passages_with_the_same_words_the_one_that_has_them_side_by_side_is_first() -> None:
    none = floats(0, 0)
    channels = Channels(floats(5, 5), none, floats(1, 0), none, none, none, 0.2, 1.0)

    assert fuse_channels(channels, SETTINGS).tolist() == pytest.approx([0.8, 0.8 / 1.25])


def test_the_floor_is_the_settings_or_follows_from_the_corpus() -> None:
    cosines = floats(0.7, 0.8, 0.9)

    assert resemblance_floor(cosines, SETTINGS) == 0.2
    assert resemblance_floor(cosines, replace(SETTINGS, dense_floor=None)) == pytest.approx(0.8 + cosines.std())


def test_without_words_and_resemblance_everything_is_zero() -> None:
    assert fuse(floats(0, 0), floats(0, 0), floats(0.1, 0.2), 0.0, SETTINGS).tolist() == [0, 0]


scores = st.lists(st.tuples(*[st.floats(0, 50, width=32)] * 2, st.floats(-1, 1, width=32)), min_size=1, max_size=20)


@given(scores, st.floats(0, 1))
def test_scores_lie_between_zero_and_one(rows: list[tuple[float, float, float]], coverage: float) -> None:
    bm25, letters, cosines = (np.array(column, dtype=np.float32) for column in zip(*rows, strict=True))

    fused = fuse(bm25, letters, cosines, coverage, SETTINGS)

    assert ((fused >= 0) & (fused <= 1 + 1e-6)).all()


@given(scores, st.floats(0, 1))
def test_more_of_everything_never_ranks_lower(rows: list[tuple[float, float, float]], coverage: float) -> None:
    better = [(bm25 + 1, letters + 1, min(1.0, cosine + 0.1)) for bm25, letters, cosine in rows[:1]]
    columns = [np.array(column, dtype=np.float32) for column in zip(*(better + rows), strict=True)]

    fused = fuse(columns[0], columns[1], columns[2], coverage, SETTINGS)

    assert fused[0] >= fused[1] - 1e-6


@pytest.mark.parametrize(
    ("passages", "scattered", "share"),
    [
        ([(0.9, 0.0)], 0.3, 0.63),  # all words there, none near another
        ([(0.9, 0.25)], 0.3, 0.765),
        ([(0.9, 0.5)], 0.3, 0.9),  # every other word of the text is near enough
        ([(0.9, 0.0), (0.8, 1.0)], 0.3, 0.8),
        ([(0.9, 0.0)], 0.0, 0.9),
        ([], 0.3, 0.0),
    ],
)
def test_words_that_stand_scattered_count_less(
    passages: list[tuple[float, float]], scattered: float, share: float
) -> None:
    assert gathered(passages, scattered) == pytest.approx(share)
