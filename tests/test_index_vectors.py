"""The vector index agrees with a plain dot product, filtered or not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexMismatch
from index.encoding import Floats
from index.vectors import VectorIndex


def unit_rows(seed: int, count: int, dimension: int = 8) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@given(st.integers(0, 10_000), st.integers(1, 200), st.integers(1, 20), st.data())
def test_the_nearest_are_those_of_a_plain_dot_product(seed: int, count: int, wanted: int, data: st.DataObject) -> None:
    rows = unit_rows(seed, count)
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    index = VectorIndex(np.arange(1, count + 1, dtype=np.int64), rows)
    query = unit_rows(seed + 1, 1)[0]

    positions, cosines = index.nearest(query, wanted, allowed)

    plain = np.where(allowed, rows @ query, -np.inf)
    expected = np.argsort(-plain, kind="stable")[: min(wanted, int(allowed.sum()))]
    assert np.allclose(cosines, plain[expected], atol=1e-6)
    assert allowed[positions].all()
    assert np.allclose(index.cosines(query, positions), cosines, atol=1e-6)


def test_equal_vectors_come_in_the_order_of_their_passages() -> None:
    index = VectorIndex(np.array([3, 5, 9], dtype=np.int64), np.ones((3, 4), dtype=np.float32) / 2)

    positions, _ = index.nearest(np.ones(4, dtype=np.float32) / 2, 3)

    assert positions.tolist() == [0, 1, 2]


def test_an_empty_index_has_nothing_near() -> None:
    index = VectorIndex.from_rows([], dimension=4)

    assert len(index.nearest(np.ones(4, dtype=np.float32), 5)[0]) == 0


def test_rows_of_the_store_become_vectors() -> None:
    rows = unit_rows(1, 3, dimension=4)
    index = VectorIndex.from_rows(((seq, row.tobytes()) for seq, row in zip((2, 4, 7), rows, strict=True)), dimension=4)

    assert index.seqs.tolist() == [2, 4, 7]
    assert np.array_equal(index.vectors, rows)


def test_a_vector_of_another_model_is_refused_with_the_remedy() -> None:
    with pytest.raises(IndexMismatch, match=r"vektor med 3 tal, modellen giver 4\. Kør: praksis rebuild"):
        VectorIndex.from_rows([(1, np.zeros(3, dtype=np.float32).tobytes())], dimension=4)
