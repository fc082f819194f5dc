"""Words that stand side by side in the question count more when they do so in the text."""

from __future__ import annotations

import pytest

from index.proximity import proximity

LYTTE, LEG = frozenset({"lytte"}), frozenset({"leg", "__3"})


@pytest.mark.parametrize(
    ("text", "nearness"),
    [
        ("lytte leg barn", 1.0),
        ("leg lytte barn", 1.0),
        ("lytte barn leg", 0.5),
        ("leg barn barn barn lytte leg", 1.0),
        ("lytte barn voksen __3", 1 / 3),
        ("lytte barn", 0.0),
        ("", 0.0),
    ],
)
def test_two_words_count_by_their_least_distance(text: str, nearness: float) -> None:
    assert proximity([LYTTE, LEG], list(enumerate(text.split()))) == pytest.approx(nearness)


def test_three_words_are_two_pairs_of_neighbours() -> None:
    words = [LYTTE, LEG, frozenset({"barn"})]

    assert proximity(words, list(enumerate(["lytte", "leg", "x", "barn"]))) == pytest.approx((1 + 0.5) / 2)


def test_two_words_in_one_compound_or_synonym_stand_side_by_side() -> None:
    assert proximity([LYTTE, LEG], [(4, "lytte"), (4, "leg")]) == 1.0


def test_one_word_is_near_nothing() -> None:
    assert proximity([LYTTE], [(0, "lytte")]) == 0.0
