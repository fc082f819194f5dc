"""Titles that name one talk: found among many as by comparing each with each."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.titles import OPENING, SAME_TITLE, Titles, plain_title

WORDS = st.sampled_from(["leg", "legen", "i", "vuggestue", "vuggestuen", "sprog", "forældre", "og", "overgange"])
TITLES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)


def is_alike(one: str, other: str) -> bool:
    """The rule itself, without any shortcut."""
    shorter, longer = sorted((one, other), key=len)
    opens = len(shorter.split()) >= OPENING and longer.startswith(shorter)
    return opens or SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_TITLE


@given(st.lists(TITLES, max_size=12), TITLES)
def test_those_alike_are_the_same_as_by_comparing_all(titles: list[str], title: str) -> None:
    assert set(Titles(titles).alike(title)) == {other for other in titles if is_alike(title, other)}


@pytest.mark.parametrize(
    ("slot", "heading"),
    [
        ("Når praksisser mødes i hverdagen", "Når praksiser mødes i hverdagen"),
        ("Sprog og leg i vuggestuen", "Sprog og leg i vuggestuen – erfaringer fra tre kommuner"),
        ("Forældre som medspillere", "FORÆLDRE SOM MEDSPILLERE"),
    ],
)
def test_a_misprint_a_longer_title_and_capitals_name_the_same_talk(slot: str, heading: str) -> None:
    assert Titles([heading]).alike(slot) == Titles([plain_title(heading)]).alike(slot) != {}


def test_another_talk_is_not_alike() -> None:
    assert Titles(["Sprog i dagplejen", "Overgange"]).alike("Leg i dagplejen") == {}
