"""Highlights mark what matches, of a compound only the matching part; the snippet shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analyser import Analyser
from index.highlights import best_snippet, find_highlights

TEXT = "Forældresamarbejdet styrkes. Vi samarbejder tæt med barnets forældre om sproget."


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def marked(analyser: Analyser, text: str, *keys: str) -> list[str]:
    return [text[start:end] for start, end in find_highlights(analyser.tokens(text), frozenset(keys))]


def test_only_the_matching_part_of_a_compound_is_marked(analyser: Analyser) -> None:
    assert marked(analyser, TEXT, "forælder") == ["Forældre", "forældre"]


def test_every_inflection_is_marked_whole(analyser: Analyser) -> None:
    assert marked(analyser, "Barnets børn, barnet og børnene.", "barn") == ["Barnets", "børn", "barnet", "børnene"]


def test_touching_parts_become_one_mark(analyser: Analyser) -> None:
    assert marked(analyser, "Forældresamarbejdet", "forælder", "samarbejde") == ["Forældresamarbejdet"]


def test_the_snippet_is_the_stretch_with_most_different_words() -> None:
    text = "Om sprog. " + "Fyld er fyld. " * 30 + "Her mødes sprog og leg i samme sætning. " + "Mere fyld. " * 30
    places = [text.index("sprog"), text.index("sprog", 20), text.index("leg")]
    highlights = [(places[0], places[0] + 5), (places[1], places[1] + 5), (places[2], places[2] + 3)]

    snippet = best_snippet(text, highlights, length=120)

    shown = text[snippet.start : snippet.end]
    assert [shown[start:end] for start, end in snippet.highlights] == ["sprog", "leg"]


@given(st.text(alphabet="ab æ.\n", max_size=300), st.integers(5, 80), st.data())
def test_a_snippet_lies_in_its_text_and_its_marks_in_it(text: str, length: int, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    highlights = list(zip(ends[::2], ends[1::2], strict=False))

    snippet = best_snippet(text, highlights, length)

    shown = text[snippet.start : snippet.end]
    assert len(shown) <= length
    assert shown == "" or not shown[0].isspace() or snippet.start == 0
    for start, end in snippet.highlights:
        assert (snippet.start + start, snippet.start + end) in highlights
        assert 0 <= start < end <= len(shown)
