"""Each passage answers for its own words; where it says little of the question, its meaning decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoding import Floats
from index.fusion import FULL, Channels, above_floor, fuse, resemblance_floor, spoken
from index.fusion_settings import FusionSettings

SETTINGS = FusionSettings(
    meaning=1.0,
    named=0.5,
    counted=0.25,
    words=0.8,
    whole=0.2,
    close=0.4,
    letters=0.1,
    heading=0.5,
    everyday=0.3,
    beside=0.2,
    lift=0.7,
    count=0.6,
    document=0.15,
    dense_floor=0.2,
)
WEIGHT = 1.0 + 0.8 + 0.2 + 0.4 + 0.5
"""Of the channels that always count."""


def floats(*values: float) -> Floats:
    return np.array(values, dtype=np.float32)


NONE = floats(0, 0)


def channels(*, coverage: float = 1.0, of_names: bool = False, **known: Floats) -> Channels:
    names = ("meaning", "words", "whole", "close", "letters", "heading", "everyday", "beside")
    always = {name: known.get(name, NONE) for name in names}
    optional = {name: known.get(name) for name in ("lifted", "count")}
    return Channels(**always, **optional, coverage=coverage, of_names=of_names)


@pytest.mark.parametrize(
    ("channel", "weight"), [("meaning", 1.0), ("words", 0.8), ("whole", 0.2), ("close", 0.4), ("heading", 0.5)]
)
def test_a_channel_counts_as_its_number_says(channel: str, weight: float) -> None:
    fused = fuse(channels(**{channel: floats(1, 0.5)}), replace(SETTINGS, letters=0))

    assert fused.tolist() == pytest.approx([weight / WEIGHT, 0.5 * weight / WEIGHT])


def test_what_the_question_does_not_ask_for_takes_no_part() -> None:
    without = fuse(channels(meaning=floats(1, 0)), replace(SETTINGS, letters=0))
    asked = fuse(channels(meaning=floats(1, 0), lifted=floats(0, 1)), replace(SETTINGS, letters=0))

    assert without.tolist() == pytest.approx([1 / WEIGHT, 0])
    assert asked.tolist() == pytest.approx([1 / (WEIGHT + 0.7), 0.7 / (WEIGHT + 0.7)])


@pytest.mark.parametrize(("coverage", "left"), [(0.0, 1.0), (0.5, 0.625), (1.0, 0.25)])
def test_meaning_counts_less_for_a_number_as_far_as_the_words_are_found(coverage: float, left: float) -> None:
    settings = replace(SETTINGS, letters=0, words=0, everyday=0, beside=0)

    asked = fuse(channels(meaning=floats(1, 0), count=floats(0, 1), coverage=coverage), settings)

    assert asked[0] / asked[1] == pytest.approx(left / 0.6)


def test_meaning_counts_less_where_the_question_names_documents() -> None:
    plain = channels(meaning=floats(1, 0), lifted=floats(0, 1))
    settings = replace(SETTINGS, letters=0)

    named = fuse(replace(plain, of_names=True), settings)

    assert named.tolist() == pytest.approx([0.5 / (WEIGHT + 0.2), 0.7 / (WEIGHT + 0.2)])
    assert fuse(plain, settings).tolist() == pytest.approx([1 / (WEIGHT + 0.7), 0.7 / (WEIGHT + 0.7)])


@pytest.mark.parametrize("channel", ["everyday", "beside"])
def test_everyday_words_count_as_far_as_the_own_words_are_not_found(channel: str) -> None:
    gained = [fuse(channels(coverage=coverage, **{channel: floats(0, 1)}), SETTINGS)[1] for coverage in (0.0, 0.5, 1.0)]

    assert gained[0] > gained[1] > gained[2] == 0


@pytest.mark.parametrize("channel", ["words", "letters"])
def test_words_and_letters_count_as_far_as_the_words_are_found(channel: str) -> None:
    gained = [fuse(channels(coverage=coverage, **{channel: floats(0, 1)}), SETTINGS)[1] for coverage in (0.0, 0.5, 1.0)]

    assert 0 == gained[0] < gained[1] < gained[2]


def test_one_common_word_does_not_stand_for_the_question() -> None:
    """The best hit by words may be a poor one, and then the meaning decides."""
    poor, good = spoken(floats(2, 0), 9.0), spoken(floats(40, 0), 9.0)

    meaning = floats(0.2, 1)
    assert fuse(channels(words=poor, meaning=meaning), SETTINGS).argmax() == 1
    assert fuse(channels(words=good, whole=floats(1, 0), meaning=meaning), SETTINGS).argmax() == 0


def test_what_a_passage_says_of_the_question_is_measured_by_the_question() -> None:
    said = 1 - np.exp(-1)

    assert spoken(floats(0, FULL, 3 * FULL), 3.0).tolist() == pytest.approx([0, 1 - np.exp(-1 / 3), said])
    assert spoken(floats(0, 0), 0.0).tolist() == [0, 0]


@given(st.floats(0, 10), st.floats(0.5, 10), st.floats(1, 20))
def test_more_of_the_question_always_says_more(bm25: float, more: float, idf: float) -> None:
    less_said, more_said = spoken(floats(bm25, bm25 + more), idf).tolist()

    assert 0 <= less_said < more_said <= 1


def test_cosines_are_stretched_from_the_floor_to_the_best() -> None:
    assert above_floor(floats(0.1, 0.5, 0.8), 0.2).tolist() == pytest.approx([0, 0.5, 1])
    assert above_floor(floats(0.1, 0.2), 0.2).tolist() == [0, 0]


def test_the_floor_is_the_settings_or_follows_from_the_corpus() -> None:
    cosines = floats(0.7, 0.8, 0.9)

    assert resemblance_floor(cosines, SETTINGS) == 0.2
    assert resemblance_floor(cosines, replace(SETTINGS, dense_floor=None)) == pytest.approx(0.8 + cosines.std())


def test_without_any_weight_everything_is_zero() -> None:
    nothing = FusionSettings(**dict.fromkeys(FusionSettings.__slots__, 0.0))

    assert fuse(channels(words=floats(1, 0.5)), nothing).tolist() == [0, 0]


part = st.floats(0, 1, width=32)
rows = st.lists(st.tuples(*[part] * 8), min_size=1, max_size=20)


def columns(known: list[tuple[float, ...]], coverage: float) -> Channels:
    arrays = [np.array(column, dtype=np.float32) for column in zip(*known, strict=True)]
    return Channels(*arrays, lifted=None, count=None, coverage=coverage, of_names=False)


@given(rows, part)
def test_scores_lie_between_zero_and_one(known: list[tuple[float, ...]], coverage: float) -> None:
    fused = fuse(columns(known, coverage), SETTINGS)

    assert ((fused >= 0) & (fused <= 1 + 1e-6)).all()


@given(rows, part)
def test_more_of_everything_never_ranks_lower(known: list[tuple[float, ...]], coverage: float) -> None:
    better = tuple(min(1.0, one + 0.1) for one in known[0])

    fused = fuse(columns([better, *known], coverage), SETTINGS)

    assert fused[0] >= fused[1] - 1e-6
