"""Highlights mark what matches, of a compound only the matching part; the snippet shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analyser import Analyser
from index.highlights import Match, Snippet, best_snippet, find_matches, merged

TEXT = "Forældresamarbejdet styrkes. Vi samarbejder tæt med barnets forældre om sproget."


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def marked(analyser: Analyser, text: str, *keys: str) -> list[str]:
    matches = find_matches(analyser.tokens(text), dict.fromkeys(keys, 1.0))
    return [text[start:end] for start, end in merged(matches)]


def test_only_the_matching_part_of_a_compound_is_marked(analyser: Analyser) -> None:
    assert marked(analyser, TEXT, "forælder") == ["Forældre", "forældre"]


def test_every_inflection_is_marked_whole(analyser: Analyser) -> None:
    assert marked(analyser, "Barnets børn, barnet og børnene.", "barn") == ["Barnets", "børn", "barnet", "børnene"]


def test_touching_parts_become_one_mark(analyser: Analyser) -> None:
    assert marked(analyser, "Forældresamarbejdet", "forælder", "samarbejde") == ["Forældresamarbejdet"]


def matches_of(text: str, weights: dict[str, float]) -> list[Match]:
    return [
        Match(at, at + len(word), word, weight)
        for word, weight in weights.items()
        for at in range(len(text))
        if text.startswith(word, at)
    ]


def test_the_snippet_is_the_sentences_with_most_different_words() -> None:
    text = "Om sprog. " + "Fyld er fyld. " * 30 + "Her mødes sprog og leg i samme sætning. " + "Mere fyld. " * 30

    snippet = best_snippet(text, matches_of(text, {"sprog": 1.0, "leg": 1.0}), length=60)

    shown = text[snippet.start : snippet.end]
    assert shown == "Her mødes sprog og leg i samme sætning. Mere fyld."
    assert [shown[start:end] for start, end in snippet.highlights] == ["sprog", "leg"]


def test_a_telling_word_beats_a_common_one() -> None:
    text = "Børn og børn og børn igen. Her er en tosproget familie."

    snippet = best_snippet(text, matches_of(text, {"børn": 0.5, "tosproget": 3.0}), length=30)

    assert text[snippet.start : snippet.end] == "Her er en tosproget familie."


def test_a_sentence_that_is_too_long_is_cut_round_its_match() -> None:
    text = "Fyld " * 100 + "sprogvurdering " + "fyld " * 100

    snippet = best_snippet(text, matches_of(text, {"sprogvurdering": 1.0}), length=80)

    shown = text[snippet.start : snippet.end]
    assert "sprogvurdering" in shown
    assert len(shown) <= 80
    assert set(shown.lower().split()) == {"fyld", "sprogvurdering"}


def test_without_a_match_the_beginning_is_shown() -> None:
    assert best_snippet("Først dette. Så det.", [], length=15) == Snippet(0, 12, ())


@given(st.text(alphabet="ab æA.\n", max_size=300), st.integers(5, 80), st.data())
def test_a_snippet_lies_in_its_text_and_its_marks_in_it(text: str, length: int, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    matches = [Match(a, b, text[a:b], 1.0) for a, b in zip(ends[::2], ends[1::2], strict=False)]

    snippet = best_snippet(text, matches, length)

    shown = text[snippet.start : snippet.end]
    assert len(shown) <= length
    assert shown == shown.rstrip()
    for start, end in snippet.highlights:
        assert 0 <= start < end <= len(shown)
