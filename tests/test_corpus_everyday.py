"""Everyday phrases are found in any inflection, and mistakes in the list are told."""

from __future__ import annotations

from pathlib import Path

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
    return Everyday(WordList("prøve.tsv", text), Analyser.load(), version="1")


def expand(question: str) -> list[Expansion]:
    return read(ROWS).expand(Analyser.load().tokens(question))


def test_a_phrase_is_found_in_any_inflection() -> None:
    assert expand("Hvad synes moren og faren?") == [Expansion("moren faren", ("forældre",))]


TURNS = """\
have det godt\ttrivsel\tsyn
god\tegnet\tsyn
hvor mange\tantal\tsyn
alt for mange under sig\tstor institution\tnear
god til børn\tpædagogisk evne\tsyn
"""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("har de det godt i dag", [Expansion("har det godt", ("trivsel",))]),
        ("Har det godt", [Expansion("Har det godt", ("trivsel",))]),
        ("hvor mange hjemmebesøg", [Expansion("hvor mange", ("antal",))]),
        ("mange hjemmebesøg", []),
        ("en god leder", [Expansion("god", ("egnet",))]),
        ("hun er god til børnene", [Expansion("god børnene", ("pædagogisk evne",))]),
    ],
)
def test_a_turn_with_one_telling_word_is_found_as_it_stands(question: str, expected: list[Expansion]) -> None:
    assert read(TURNS).expand(Analyser.load().tokens(question)) == expected


def test_terms_of_a_phrase_that_stands_twice_are_joined() -> None:
    assert expand("legetøjet") == [Expansion("legetøjet", ("legematerialer", "legeredskaber"))]


def test_a_question_without_everyday_words_is_not_expanded() -> None:
    assert expand("evalueringskultur") == []
    assert expand("") == []


def renderings(text: str) -> list[tuple[str, list[str]]]:
    found = read(ROWS).renderings(Analyser.load().tokens(text))
    return [(text[one.start : one.end], [" ".join(phrase) for phrase in one.phrases]) for one in found]


def test_the_terms_of_a_passage_are_rendered_in_everyday_words() -> None:
    assert renderings("Forældrenes samarbejde") == [("Forældrenes", ["mor far"])]


def test_a_term_of_several_words_is_found_over_its_stop_words() -> None:
    assert renderings("Roen i de små rutiner") == []
    assert renderings("Der er ro i rutinerne.") == [("ro i rutinerne", ["tage god tid"])]


def test_a_term_is_found_in_a_compound() -> None:
    assert renderings("forældremødet") == [("forældremødet", ["mor far"])]


def test_the_list_of_the_package_can_be_read() -> None:
    found = Everyday.load(Analyser.load()).expand(Analyser.load().tokens("hvor mange unger er der per voksen"))

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
        read(line).expand([])


def test_what_was_analysed_is_kept_and_read_again(tmp_path: Path) -> None:
    def load(text: str) -> Everyday:
        return Everyday(WordList("prøve.tsv", text), Analyser.load(), version="1", cache=tmp_path)

    question, passage = (Analyser.load().tokens(text) for text in ("moren og faren", "Der er ro i rutinerne."))
    first = load(ROWS)
    expected = first.expand(question), first.renderings(passage), first.telling_words(passage)
    again = load("")  # the list is not read a second time

    assert (again.expand(question), again.renderings(passage), again.telling_words(passage)) == expected
    assert all(expected)


def test_a_half_written_cache_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "everyday-1.json").write_text("[[", encoding="utf-8")

    everyday = Everyday(WordList("prøve.tsv", ROWS), Analyser.load(), version="1", cache=tmp_path)

    assert everyday.expand(Analyser.load().tokens("legetøjet"))


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    everyday = Everyday(WordList("prøve.tsv", ROWS), Analyser.load(), version="1", cache=tmp_path / "file")

    assert everyday.expand(Analyser.load().tokens("legetøjet"))
