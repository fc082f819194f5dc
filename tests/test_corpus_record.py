"""Records survive the way to JSON and back."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Box, Paragraph, Section, Table
from corpus.record import from_json, to_json
from corpus.shelf import Shelf

texts = st.text(st.characters(codec="utf-8"), max_size=30)
numbers = st.floats(-1e6, 1e6, allow_nan=False)
boxes = st.builds(Box, page=st.integers(1, 99), x0=numbers, top=numbers, x1=numbers, bottom=numbers)
some_boxes = st.lists(boxes, min_size=1, max_size=3).map(tuple)
starts = st.lists(st.tuples(st.integers(0, 99), st.integers(1, 9)), min_size=1, max_size=3).map(tuple)
paragraphs = st.builds(
    Paragraph, text=texts, kind=st.sampled_from(["text", "item"]), boxes=some_boxes, page_starts=starts
)
rows = st.lists(st.lists(texts, min_size=2, max_size=2).map(tuple), max_size=3).map(tuple)
tables = st.builds(Table, caption=st.none() | texts, number=st.none() | texts, header=rows, rows=rows, boxes=some_boxes)
sections = st.builds(
    Section,
    heading=st.none() | texts,
    level=st.integers(0, 6),
    number=st.none() | st.text(string.digits, min_size=1),
    heading_boxes=st.lists(boxes, max_size=2).map(tuple),
    blocks=st.lists(paragraphs | tables, max_size=4).map(tuple),
)


@given(sections)
def test_a_record_comes_back_as_it_was(section: Section) -> None:
    assert from_json(Section, to_json(section)) == section


@dataclass(frozen=True, slots=True)
class _Volume:
    sections: Sequence[Section]


@given(st.lists(sections, max_size=40))
def test_a_long_sequence_is_written_as_a_tuple_and_comes_back_as_one(parts: list[Section]) -> None:
    shelved = to_json(_Volume(Shelf(parts)))

    assert shelved == to_json(_Volume(tuple(parts)))
    assert from_json(_Volume, shelved).sections == tuple(parts)


@dataclass(frozen=True, slots=True)
class Newer:
    text: str
    added: int


def test_a_record_with_other_fields_is_refused() -> None:
    with pytest.raises(ValueError, match=r"fields \['text'\] are not \['added', 'text'\]"):
        from_json(Newer, '{"text": "a"}')
