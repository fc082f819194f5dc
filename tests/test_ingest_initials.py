"""A large first letter is read with the word that it opens."""

from __future__ import annotations

import pytest

from ingest.initials import with_initials
from ingest.words import Word
from tests.typeset import a_word

TEXT = [a_word("agen", 82, 100), a_word("begynder", 110, 100), a_word("med", 82, 112), a_word("leg", 60, 124)]


def texts(*words: Word) -> list[str]:
    return [word.text for word in with_initials(words)]


@pytest.mark.parametrize(
    "initial",
    [a_word("D", 60, 112, size=28), a_word("D", 70, 100, size=18)],
    ids=["beside two lines", "on the first line"],
)
def test_an_initial_opens_its_word(initial: Word) -> None:
    (first, *_) = with_initials([initial, *TEXT])

    assert texts(initial, *TEXT) == ["Dagen", "begynder", "med", "leg"]
    assert (first.x0, first.size, first.baseline) == (82, 10, 100)


def test_an_initial_that_is_a_word_stands_before_the_next() -> None:
    initial = a_word("I", 60, 112, size=28)
    day = [a_word("dag", 78, 100), a_word("leger", 100, 100), a_word("dag", 78, 112)]

    assert texts(initial, *day) == ["I", "dag", "leger", "dag"]
    assert texts(initial, a_word("nstitutionen", 78, 100), *day[1:]) == ["Institutionen", "leger", "dag"]


@pytest.mark.parametrize(
    "letter",
    [a_word("D", 60, 160, size=28), a_word("D", 60, 100, size=14), a_word("3", 60, 112, size=28)],
    ids=["below", "no larger than small capitals need", "a number"],
)
def test_other_large_letters_stay_as_they_are(letter: Word) -> None:
    assert texts(letter, *TEXT) == [letter.text, "agen", "begynder", "med", "leg"]
