"""Everyday phrases are found in any inflection, and mistakes in the list are told."""

from __future__ import annotations

import pytest

from corpus.analyser import Analyser
from corpus.errors import WordListError
from corpus.everyday import Everyday, Expansion
from corpus.wordlists import WordList

ROWS = """\
mor og far\tforældre\tsyn
have tid til\tnærvær|opmærksomhed\tnear
tage sig god tid til\tro i rutinerne\tnear
legetøj\tlegematerialer\tsyn
legetøj\tlegeredskaber\tnear
"""


def read(text: str) -> Everyday:
    return Everyday.read(WordList("prøve.tsv", text), Analyser.load())


def expand(question: str) -> list[Expansion]:
    return read(ROWS).expand(Analyser.load().tokens(question))


def test_a_phrase_is_found_in_any_inflection() -> None:
    assert expand("Hvad synes moren og faren?") == [Expansion("moren faren", ("forældre",))]


def test_terms_of_a_phrase_that_stands_twice_are_joined() -> None:
    assert expand("legetøjet") == [Expansion("legetøjet", ("legematerialer", "legeredskaber"))]


def test_a_question_without_everyday_words_is_not_expanded() -> None:
    assert expand("evalueringskultur") == []
    assert expand("") == []


def test_the_list_of_the_package_can_be_read() -> None:
    found = Everyday.load().expand(Analyser.load().tokens("hvor mange unger er der per voksen"))

    assert any("barn" in term or "børn" in term for expansion in found for term in expansion.terms)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("mor\tforældre", r"prøve\.tsv, linje 1: der skal være 3 felter"),
        ("mor\tforældre\tens", r"prøve\.tsv, linje 1: slagsen «ens» findes ikke\. Skriv en af: syn, near"),
        ("mor\tforældre||far\tsyn", r"linje 1: der er et tomt fagord mellem to streger"),
    ],
)
def test_a_mistake_is_told_with_its_line(line: str, message: str) -> None:
    with pytest.raises(WordListError, match=message):
        read(line)
