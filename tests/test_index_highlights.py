"""Highlights mark what matches, of a compound only the matching part; the snippet shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analyser import Analyser
from corpus.rings import Rings
from corpus.store import PassageWords
from index.highlights import Match, Snippet, best_snippet, find_matches, merged
from index.lexical import content_tokens, encode_key, ring_key
from index.spans import key_places, pack_spans, unpack_spans

TEXT = "Forældresamarbejdet styrkes. Vi samarbejder tæt med barnets forældre om sproget."


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


@pytest.fixture(scope="module")
def rings() -> Rings:
    return Rings.load()


def words_of(analyser: Analyser, rings: Rings, text: str) -> PassageWords:
    """The words of *text* as the store gives them back."""
    tokens = analyser.tokens(text)
    content, synonyms = content_tokens(tokens), rings.match(tokens)
    return PassageWords(
        text=text,
        lemma=" ".join(encode_key(token.lemma) for token in content),
        parts=" ".join(encode_key(part) for token in content for part in token.parts),
        extra=" ".join(encode_key(key) for token in content for key in token.extra),
        rings=" ".join(ring_key(match.ring) for match in synonyms),
        context="",
        spans=pack_spans(content, synonyms),
    )


def marked(analyser: Analyser, text: str, *keys: str) -> list[str]:
    matches = find_matches(words_of(analyser, Rings({}, [], ""), text), dict.fromkeys(keys, 1.0))
    return [text[start:end] for start, end in merged(matches)]


def test_only_the_matching_part_of_a_compound_is_marked(analyser: Analyser) -> None:
    assert marked(analyser, TEXT, "forælder") == ["Forældre", "forældre"]


def test_every_inflection_is_marked_whole(analyser: Analyser) -> None:
    assert marked(analyser, "Barnets børn, barnet og børnene.", "barn") == ["Barnets", "børn", "barnet", "børnene"]


def test_touching_parts_become_one_mark(analyser: Analyser) -> None:
    assert marked(analyser, "Forældresamarbejdet", "forælder", "samarbejde") == ["Forældresamarbejdet"]


def test_a_further_key_marks_its_word_whole(analyser: Analyser) -> None:
    text = "Hele dagtilbuds- og skoleområdet."

    assert marked(analyser, text, "dagtilbudsområde", "dagtilbud") == ["dagtilbuds"]


def test_a_synonym_is_marked_where_it_stands(analyser: Analyser) -> None:
    rings = Rings({("tidlig", "indsats"): 7}, [], "")
    words = words_of(analyser, rings, "Om den tidlige indsats i dag.")

    assert find_matches(words, {ring_key(7): 2.0}) == [Match(7, 22, ring_key(7), 2.0)]


@given(st.lists(st.sampled_from([*TEXT.split(), "0-6-årige", "for- og eftermiddag", "SDQ-skema", "§ 52, stk. 3"])))
def test_spans_are_those_of_the_analysed_text(analyser: Analyser, rings: Rings, chunks: list[str]) -> None:
    words = words_of(analyser, rings, " ".join(chunks))
    tokens = analyser.tokens(words.text)
    content = content_tokens(tokens)

    spans = unpack_spans(words)

    assert spans.words == tuple((token.start, token.end) for token in content)
    assert spans.extra == tuple(word for word, token in enumerate(content) for _ in token.extra)
    assert spans.parts == tuple((word, span) for word, token in enumerate(content) for span in token.part_spans)
    assert spans.rings == tuple((match.start, match.end) for match in rings.match(tokens))


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


def test_places_are_those_of_the_unpacked_spans(analyser: Analyser, rings: Rings) -> None:
    words = words_of(analyser, rings, f"{TEXT} Besøg i hjemmet er tidlig indsats i dagtilbud; hjemmebesøg også.")
    spans, lemmas = unpack_spans(words), words.lemma.split()
    numbers = {start: number for number, (start, _) in enumerate(spans.words)}
    expected = list(enumerate(lemmas))
    expected += [(number, key) for (number, _), key in zip(spans.parts, words.parts.split(), strict=True)]
    for (start, end), key in zip(spans.rings, words.rings.split(), strict=True):
        expected += [(number, key) for at, number in numbers.items() if start <= at < end]

    keys = frozenset(key for _, key in expected)

    assert key_places(words, keys) == expected
    assert key_places(words, frozenset({"hjem"})) == [(lemmas.index("hjem"), "hjem")]
    assert len(words.rings.split()) > 1
