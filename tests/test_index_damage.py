"""Questions are damaged as people damage them, the same way every time, and what is lost is counted."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from corpus.analyser import Analyser
from index.damage import DAMAGES, Damage, Survival, damaged


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


@pytest.mark.parametrize(
    ("damage", "text", "expected"),
    [
        ("letters", "Ærø på forældremøde", "Aeroe paa foraeldremoede"),
        ("stripped", "Ærø på forældremøde", "Aero pa foraeldremode"),
        ("split", "hvor mange hjemmebesøg fik de", "hvor mange hjemme besøg fik de"),
        ("split", "sprog i dagen", "sprog i dagen"),
        ("typo", "PPR og bus", "PPR og bus"),
    ],
)
def test_each_damage_does_what_it_says(analyser: Analyser, damage: Damage, text: str, expected: str) -> None:
    assert damaged(text, damage, analyser) == expected


@pytest.mark.parametrize(
    "word", ["forældresamarbejde", "tilsyn", "overgange", "vuggestuen", "sundhedsplejerske", "aalen"]
)
def test_a_typo_is_one_slip_after_the_first_letter(analyser: Analyser, word: str) -> None:
    typed = damaged(word, "typo", analyser)

    assert OSA.distance(word, typed) == 1
    assert typed[0] == word[0]


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_same_question_is_damaged_the_same_way(analyser: Analyser, damage: Damage) -> None:
    text = "Hvordan øver personalet den svære forældresamtale?"

    assert damaged(text, damage, analyser) == damaged(text, damage, analyser) != text


def test_the_share_is_what_is_left() -> None:
    assert Survival("typo", 10, unharmed=0.8, damaged=0.6).share == pytest.approx(0.75)
