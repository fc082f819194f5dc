"""Compounds and their joints; the words here are our own, the gold is outside the repository."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analyser import Analyser
from corpus.compounds import Splitter, read_frequencies
from corpus.lemma import Lexicon

SPLIT = [
    "vuggestue|børn",
    "forældre|møde",
    "kommune|plan",
    "sprog|vurderingerne",
    "lege|plads|tilsyn",
    "samtale|sparrings|partner",
    "kvalitets|tilsynet",
    "små|børns|gruppe",
    "dagtilbuds|lov",
    "børnehave|leder",
    "kørsels|tiden",
    "nøgle|ordene",
    "praksis|nær",
    "trivsels|vurdering",
    "folkeskole|lærer",
]
WHOLE = [
    *("forældrene", "samarbejde", "medarbejderne", "udvikling", "dagtilbuddene", "vejledning", "børnehaven"),
    *("ledelsen", "indsatser", "kulturen", "strukturer", "renovation", "klatring", "indkaldelse", "tilstand"),
    *("oversættelse", "selvstændig", "formiddag", "barndom", "rummelighed", "udelukkende", "støvsuget"),
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return Splitter.load(Lexicon.load().lookup)


def pieces(analyser: Analyser, word: str) -> str:
    return "|".join(word[start:end] for start, end in analyser.tokens(word)[0].part_spans) or word


@pytest.mark.parametrize("word", SPLIT)
def test_a_compound_is_split_at_its_joints(analyser: Analyser, word: str) -> None:
    assert pieces(analyser, word.replace("|", "")) == word


@pytest.mark.parametrize("word", WHOLE)
def test_a_derived_or_grown_together_word_stays_whole(analyser: Analyser, word: str) -> None:
    assert pieces(analyser, word) == word


def test_parts_are_lemmas_without_the_link(analyser: Analyser) -> None:
    assert analyser.parts("småbørnsteamets") == ("lille", "barn", "team")
    assert analyser.parts("dagtilbudslederne") == ("dagtilbud", "leder")
    assert analyser.parts("leder") == ()


def test_every_form_of_a_compound_has_the_same_parts(analyser: Analyser) -> None:
    forms = ["spørgeskema", "spørgeskemaet", "spørgeskemaer", "spørgeskemaernes"]

    assert {analyser.parts(form) for form in forms} == {("spørge", "skema")}


def test_the_rule_prefers_fewest_parts_and_then_the_commonest() -> None:
    frequencies = {"gruppe": 5.0, "leder": 5.0, "rupp": 3.0, "pele": 3.0, "derby": 3.0, "grup": 3.0}
    nothing: frozenset[str] = frozenset()
    splitter = Splitter(
        frequencies,
        lambda form: form if form in frequencies else None,
        prefixes=nothing,
        suffixes=nothing,
        short_parts=nothing,
        lexicalised=nothing,
    )

    assert [part.surface for part in splitter.split("gruppeleder")] == ["gruppe", "leder"]
    assert splitter.split("gruppe") == ()


def test_a_whole_that_is_commoner_than_its_parts_is_left() -> None:
    frequencies = {"sam": 4.0, "arbejde": 5.0, "samarbejde": 5.2, "same": 4.0}
    nothing: frozenset[str] = frozenset()
    lists = {"prefixes": nothing, "suffixes": nothing, "short_parts": frozenset({"sam"}), "lexicalised": nothing}
    splitter = Splitter(frequencies, lambda form: form if form in frequencies else None, **lists)

    assert splitter.split("samarbejde") == ()


def test_frequencies_are_zipf_values_of_common_words_first() -> None:
    frequencies = read_frequencies()

    assert 28_000 < len(frequencies) < 31_000
    assert frequencies["og"] > frequencies["barn"] > frequencies["pædagog"] >= 3.0
    assert frequencies["og"] == pytest.approx(7.4, abs=0.3)


@given(word=st.text(alphabet="abdefghijklmnoprstuvyæøå", max_size=30))
def test_the_surfaces_of_the_parts_make_up_the_word(splitter: Splitter, word: str) -> None:
    parts = splitter.split(word)

    assert "".join(part.surface for part in parts) in ("", word)
    assert len(parts) != 1
    assert all(part.surface.startswith(part.base) for part in parts)


def test_a_very_long_word_costs_no_time(splitter: Splitter) -> None:
    assert splitter.split("barn" * 5000) == ()


def joints_f1(analyser: Analyser, marked: Iterable[str]) -> float:
    """F1 over the joints of words in which «|» marks one that must be found and «¦» one that may."""
    right = wrong = missed = 0
    for item in marked:
        must, may = set[int](), set[int]()
        position = 0
        for character in item:
            if character in "|¦":
                (must if character == "|" else may).add(position)
            else:
                position += 1
        found = {start for start, _ in analyser.tokens(item.replace("|", "").replace("¦", ""))[0].part_spans[1:]}
        right += len(found & must)
        wrong += len(found - must - may)
        missed += len(must - found)
    return 2 * right / (2 * right + wrong + missed)


def words_of(path: Path) -> list[str]:
    """The words of a list, without its remarks."""
    lines = path.read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def test_the_joints_of_words_that_nobody_had_looked_at_are_found(analyser: Analyser) -> None:
    # .977 at first sight; since then the lists were mended with other texts, in which some of the words stand too.
    words = words_of(Path(__file__).with_name("compounds_unseen.txt"))

    assert len(words) >= 240
    assert joints_f1(analyser, words) >= 0.97


@pytest.mark.real
def test_the_joints_of_the_gold_are_found(analyser: Analyser, real_folder: Path) -> None:
    assert joints_f1(analyser, words_of(real_folder / "eval/danish/compounds_gold.txt")) >= 0.985
