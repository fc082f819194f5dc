"""A word that the corpus does not know is mended to the one that was meant."""

from __future__ import annotations

import pytest

from index.repair import Mended, Repair

VOCABULARY = {
    "forælder": 9,
    "sundhedspleje": 4,
    "evaluering": 5,
    "observere": 2,
    "møde": 8,
    "mode": 1,
    "leder": 7,
    "leger": 2,
    "børnehave": 6,
    "tal": 3,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("foraelder", "forælder"),
        ("sundhedsplejee", "sundhedspleje"),
        ("sundhdespleej", "sundhedspleje"),  # two mistakes in a long word
        ("evalurering", "evaluering"),
        ("moede", "møde"),
        ("boernehave", "børnehave"),
        ("børnehvae", "børnehave"),
        ("læder", "leder"),  # of two equally near the more frequent
        ("xyzzyplugh", None),
        ("tol", None),  # too short to be sure
        ("2024", None),
    ],
)
def test_the_nearest_known_word_is_found(typed: str, meant: str | None) -> None:
    found = Repair(VOCABULARY).nearest(typed)

    assert (found and found.written) == meant


def test_an_inflected_typo_is_mended_before_its_ending() -> None:
    assert Repair(VOCABULARY).nearest("evalurringerne") == Mended("evaluering", "evalueringerne")
