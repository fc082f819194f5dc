"""A word that the corpus does not know is mended to the one that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from corpus.analyser import Analyser
from index.repair import LONG, SHORTEST, Repair, near_words, variants, words_by_length

VOCABULARY = {
    "forælder": 9,
    "forældresamtale": 3,
    "sundhedspleje": 4,
    "evaluering": 5,
    "evalueringskultur": 2,
    "observere": 2,
    "møde": 8,
    "mode": 1,
    "leder": 7,
    "barn": 30,
    "lege": 2,
    "børnehave": 6,
    "tal": 3,
    "råd": 5,
    "nordmose": 2,
}


@pytest.fixture(scope="module")
def repair() -> Repair:
    return Repair(VOCABULARY, Analyser.load())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("foraelder", "forælder"),
        ("foraeldrene", "forældrene"),
        ("Foraeldresamtaler", "Forældresamtaler"),
        ("foraldresamtaler", "forældresamtaler"),
        ("born", "børn"),
        ("bornehave", "børnehave"),
        ("boernehaven", "børnehaven"),
        ("paa", "på"),
        ("moede", "møde"),
        ("sundhedsplejee", "sundhedspleje"),
        ("sundhdespleej", "sundhedspleje"),  # two slips in a long word
        ("evalurering", "evaluering"),
        ("evalueringskyltur", "evalueringskultur"),  # a part alone would be found
        ("evalurringerne", "evalueringerne"),
        ("børnehvae", "børnehave"),
        ("Nordmosee", "Nordmose"),
    ],
)
def test_the_word_that_was_meant_is_found_as_it_would_be_written(repair: Repair, typed: str, meant: str) -> None:
    assert repair.meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("evalueringerne", "the corpus has it"),
        ("mode", "the corpus has it, and means it"),
        ("folkevogne", "Danish has it"),
        ("skolevejsanalyse", "it is a compound of Danish words"),
        ("biver", "«bliver» is nearer than anything the corpus has"),
        ("xyzzyplugh", "nothing is near"),
        ("tol", "too short to be sure"),
        ("2024", "no word"),
        ("parent", "a rare word is nearest"),
        ("og", "a stop word"),
    ],
)
def test_a_word_that_can_stand_is_left(repair: Repair, typed: str, why: str) -> None:
    meant = repair.meant(typed)

    assert meant is None or meant == "bliver", why


def test_letters_are_put_back_in_one_place_or_several() -> None:
    assert {"sma", "små", "smaa"} & {written for written, _ in variants("smaa")} == {"små"}
    assert "målgrøppen" not in {written for written, _ in variants("maalgruppen")}
    assert ("gøre", 1) in variants("goere")


@given(st.text(max_size=80))
def test_nothing_typed_is_an_error(repair: Repair, typed: str) -> None:
    meant = repair.meant(typed)

    assert meant is None or meant.lower() != typed.lower()


def test_a_long_hostile_word_takes_no_time(repair: Repair) -> None:
    assert repair.meant("aoe" * 4000) is None


@given(
    st.text("abcæøå", min_size=SHORTEST, max_size=LONG + 2),
    st.lists(st.text("abcæøå", min_size=SHORTEST, max_size=LONG + 2), max_size=30, unique=True),
    st.integers(1, 2),
)
def test_no_word_within_reach_is_overlooked(word: str, words: list[str], allowed: int) -> None:
    found = dict(near_words(word, words_by_length(words), allowed))

    distances = {one: OSA.distance(word, one) for one in words}
    assert found == {one: distance for one, distance in distances.items() if distance <= allowed}
