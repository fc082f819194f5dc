"""Characters become words by their gaps; accents, ligatures and double strikes are mended."""

from __future__ import annotations

from ingest.device import Char
from ingest.pages import Page
from ingest.words import clean_text, words_on
from tests.typeset import a_char


def page_of(*chars: Char) -> Page:
    return Page(1, 500, 700, chars, (), (), (), 0, 0, None)


def texts(*chars: Char) -> list[str]:
    return [word.text for word in words_on(page_of(*chars))]


def row(text: str, *, step: float, x0: float = 10.0, size: float = 10.0, baseline: float = 100.0) -> list[Char]:
    return [a_char(letter, x0 + n * step, size=size, baseline=baseline) for n, letter in enumerate(text)]


def test_a_gap_is_judged_against_the_type_size() -> None:
    gap = 2.0

    assert texts(a_char("a", 10), a_char("b", 15 + gap)) == ["a", "b"]
    assert texts(a_char("a", 10, size=20), a_char("b", 15 + gap, size=20)) == ["ab"]


def test_the_drawing_order_does_not_matter() -> None:
    chars = row("barn", step=5) + row("hus", step=5, baseline=120)

    assert texts(*reversed(chars)) == texts(*chars) == ["barn", "hus"]


def test_a_real_space_parts_words_without_a_gap() -> None:
    assert texts(*row("et barn", step=5)) == ["et", "barn"]


def test_letterspaced_capitals_are_words_if_the_line_has_real_spaces() -> None:
    assert texts(*row("AT HOLDE VED", step=7)) == ["AT", "HOLDE", "VED"]


def test_a_letter_struck_twice_is_read_once() -> None:
    assert texts(a_char("l", 10), a_char("l", 10.3), a_char("e", 15), a_char("e", 15.3)) == ["le"]


def test_a_doubled_letter_is_kept() -> None:
    assert texts(*row("alle", step=5)) == ["alle"]


def test_a_raised_note_mark_is_a_word_of_its_own() -> None:
    assert texts(*row("barn", step=5), a_char("1", 30, size=6)) == ["barn", "1"]


def test_staggered_columns_do_not_run_into_one_row() -> None:
    left, right = row("dagtilbud", step=5), row("dagtilbud", step=5, x0=12, baseline=101.5)
    between = [a_char("–", 300, baseline=100.8)]

    assert texts(*left, *between, *right) == ["dagtilbud", "–", "dagtilbud"]


def test_text_is_composed_and_spelt_out() -> None:
    assert clean_text("sm˚abørn") == "småbørn"
    assert clean_text("e\u0301n") == "én"
    assert clean_text("\ufb01re") == "fire"
    assert clean_text("\uf0b7") == "•"
    assert clean_text("0\u00ad6\u00adårs\u00ad") == "0-6-års\u00ad"
