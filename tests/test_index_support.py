"""Passages of one document speak for each other, as far as they are among the best hits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.support import LOOKED_AT, document_support


def support(scores: list[float], documents: list[int]) -> list[float]:
    return document_support(np.array(scores, np.float32), np.array(documents, np.int64)).tolist()


def test_the_document_with_most_of_the_score_has_one_and_another_its_share() -> None:
    assert support([0.9, 0.6, 0.6, 0.0], [0, 1, 1, 0]) == pytest.approx([0.75, 1, 1, 0.75])


def test_only_the_best_hits_speak() -> None:
    many_weak = [0.1] * 5
    scores = [0.5] * LOOKED_AT + many_weak
    documents = [0] * LOOKED_AT + [1] * len(many_weak)

    assert support(scores, documents) == [1.0] * LOOKED_AT + [0.0] * len(many_weak)


def test_no_hits_and_no_passages_give_no_support() -> None:
    assert support([0.0, 0.0], [0, 1]) == [0, 0]
    assert support([], []) == []


@given(st.lists(st.floats(0.015625, 1, width=32), min_size=1, max_size=30))
def test_with_each_passage_a_document_of_its_own_the_order_stays(scores: list[float]) -> None:
    values = np.array(scores, np.float32)
    after = values + 0.15 * document_support(values, np.arange(len(values)))

    assert values[np.argsort(-after, kind="stable")].tolist() == sorted(values.tolist(), reverse=True)
