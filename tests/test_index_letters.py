"""Texts are compared with a question by their letters in a row, whatever words they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.letters import BITS, SIGNS, letter_grams, letter_scores


def spelt(text: str) -> list[str]:
    grams, _ = letter_grams([text])
    shifts = (2 * BITS, BITS, 0)
    return ["".join(SIGNS[gram >> shift & (1 << BITS) - 1] for shift in shifts) for gram in grams.tolist()]


def test_trigrams_mark_the_ends_of_words_and_fold_danish_letters() -> None:
    assert spelt("på Møde!") == [" pa", "paa", "aa ", " mo", "moe", "oed", "ede", "de "]


def test_texts_keep_their_trigrams_apart() -> None:
    grams, counts = letter_grams(["på", "", "e\0é!", "x"])

    assert counts.tolist() == [3, 0, 2, 1]
    assert grams.tolist() == [gram for text in ("på", "e é", "x") for gram in letter_grams([text])[0].tolist()]


@pytest.mark.parametrize("text", ["", "…", "漢字"])
def test_a_text_without_letters_has_none(text: str) -> None:
    assert spelt(text) == []


def test_the_text_with_more_of_the_question_is_first() -> None:
    scores = letter_scores(["sprogvurdering"], ["vurdere sproget", "sprogvurderinger", "mad i børnehaven"])

    assert scores[1] > scores[0] > scores[2] >= 0


def test_letters_that_every_text_has_tell_little() -> None:
    scores = letter_scores(["barn", "leg"], ["barn leg", "barn", "barn"])

    assert scores[0] > 3 * scores[1] == pytest.approx(3 * scores[2])


def test_no_words_and_no_texts_are_no_scores() -> None:
    assert letter_scores([], ["tekst"]).tolist() == [0]
    assert letter_scores(["ord"], []).tolist() == []


@given(st.lists(st.text("abc æøå", max_size=12), min_size=1, max_size=5), st.text("abcæøå", min_size=1, max_size=8))
def test_a_text_without_a_common_trigram_has_no_score(texts: list[str], word: str) -> None:
    scores = letter_scores([word], texts)

    shared = [bool(set(spelt(word)) & set(spelt(text))) for text in texts]
    assert [score > 0 for score in scores.tolist()] == shared
