"""A facet counts what was found, the most frequent value first."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.copies import Copies
from index.facets import Facet

VALUES = [("b", "a"), ("a",), (), ("c", "a")]


def counts(facet: Facet, found: list[bool], texts: list[str] | None = None) -> tuple[tuple[str, int], ...]:
    documents = [str(number) for number in range(len(found))]
    return facet.counts(np.array(found), Copies.of(texts or [f"Nr. {name}" for name in documents], documents))


def test_each_value_is_counted_among_what_is_found() -> None:
    facet = Facet.of(VALUES)

    assert counts(facet, [True] * 4) == (("a", 3), ("b", 1), ("c", 1))
    assert counts(facet, [True, False, True, False]) == (("a", 1), ("b", 1))
    assert counts(facet, [False, False, True, False]) == ()


def test_passages_without_values_have_no_counts() -> None:
    assert counts(Facet.of([(), ()]), [True, True]) == ()


@given(st.lists(st.tuples(st.frozensets(st.sampled_from("abcd")), st.booleans()), min_size=1, max_size=30))
def test_the_fast_way_agrees_with_counting_one_by_one(rows: list[tuple[frozenset[str], bool]]) -> None:
    found_counts = counts(Facet.of([sorted(values) for values, _ in rows]), [found for _, found in rows])

    one_by_one = Counter(value for values, found in rows if found for value in values)
    assert found_counts == tuple(sorted(one_by_one.items(), key=lambda item: (-item[1], item[0])))
