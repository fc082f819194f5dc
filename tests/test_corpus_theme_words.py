"""How far words lean towards a theme."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.errors import WordListError
from corpus.taxonomy import Taxonomy
from corpus.theme_words import BASE, FULL_KEYS, NO_WORDS, ThemeWords
from corpus.wordlists import WordList

WORDS = ThemeWords(("a", "b"), (-100, 50), {"ja": (600, 0), "nej": (-60, 30)}, "1")
FILLING = [f"ukendt{number}" for number in range(FULL_KEYS - 1)]


def test_a_text_leans_by_its_base_and_its_words_over_the_root_of_how_many_there_are() -> None:
    found = WORDS.leanings({"ja", *FILLING})

    assert found["a"] == pytest.approx((-100 + 600 / 30**0.5) / 100)
    assert found["b"] == 0.5


def test_a_short_text_leans_less() -> None:
    assert WORDS.leanings({"nej"})["a"] == pytest.approx((-100 - 60) / 100 / FULL_KEYS)
    assert WORDS.leanings(())["a"] == 0.0


def test_without_learnt_words_nothing_leans() -> None:
    assert NO_WORDS.leanings({"ja"}) == {}


def test_the_words_that_come_with_praksis_know_themes_of_the_taxonomy() -> None:
    taxonomy = Taxonomy.load()

    assert set(taxonomy.words.themes) <= set(taxonomy.by_id)
    assert BASE not in taxonomy.words.weights
    assert taxonomy.words.weights["forældremøde"][taxonomy.words.themes.index("foraeldresamarbejde")] > 0


def test_other_learnt_words_change_the_stamp_of_the_tags() -> None:
    taxonomy = Taxonomy.load()

    assert replace(taxonomy, words=NO_WORDS).stamp != taxonomy.stamp != replace(taxonomy, words=WORDS).stamp


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("ord\ta\n(grund)\t1\nja\tx\n", 3, "her skal kun stå hele tal efter ordet. Hent filen igen fra udgivelsen."),
        ("ord\ta\n(grund)\t1\nja\t1\t2\n", 3, "der skal være 1 tal efter ordet, men der er 2. Hent filen igen"),
        ("ord\ta\nja\t1\n", None, "linjen «(grund)» mangler. Hent filen igen fra udgivelsen."),
    ],
)
def test_a_damaged_file_is_refused(text: str, line: int | None, message: str) -> None:
    with pytest.raises(WordListError) as error:
        ThemeWords.parse(WordList("prøve.tsv", text), "1")

    assert error.value.line == line
    assert message in str(error.value)
