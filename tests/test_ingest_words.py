"""Characters become words by their gaps; accents, ligatures and double strikes are mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.device import Char
from ingest.pages import Page
from ingest.small_capitals import tell_by_size
from ingest.words import PLAIN, _cleaned, clean_text, words_of, words_on
from tests.typeset import a_char


def page_of(*chars: Char) -> Page:
    return Page(1, 500, 700, 0, chars, (), (), (), (), 0, 0, 0, None)


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


# ---------------------------------------------------------------------- letters spaced out


def typed(text: str, *, width: float = 5.0, space: float = 2.5, tracking: float = 0.0) -> list[Char]:
    """*text* as a program draws it: every letter *width* wide, then *tracking*; a space is a character too."""
    chars, x = [], 10.0
    for letter in text:
        chars.append(a_char(letter, x, width=space if letter == " " else width))
        x = chars[-1].x1 + tracking
    return chars


def without_spaces(chars: list[Char]) -> list[Char]:
    return [char for char in chars if char.text != " "]


@pytest.mark.parametrize("tracking", [1.8, 3.0, 5.0])
@pytest.mark.parametrize("drawn", [list, without_spaces], ids=["spaces drawn", "gaps only"])
def test_letters_set_apart_are_words(tracking: float, drawn: Callable[[list[Char]], list[Char]]) -> None:
    chars = drawn(typed("FORÆLDRE OG BØRN I DAGTILBUD", tracking=tracking, space=3.0))

    assert texts(*chars) == ["FORÆLDRE", "OG", "BØRN", "I", "DAGTILBUD"]


def test_a_word_set_apart_goes_on_with_the_line_above() -> None:
    first = typed("Hvordan taler vi", tracking=3.0, space=3.0)
    below = [char._replace(baseline=115.0, top=107.0, bottom=117.0) for char in typed("opstå", tracking=3.0)]
    text = [a_char(letter, 10 + 8 * n, width=5) for n, letter in enumerate("vi")]

    assert texts(*first, *below) == ["Hvordan", "taler", "vi", "opstå"]
    assert texts(*below) == list("opstå")  # in the order of the alphabet
    assert texts(*text) == ["v", "i"]


def test_letters_typed_apart_are_words_where_more_spaces_part_them() -> None:
    assert texts(*typed("F O R Æ L D R E   O G   B Ø R N")) == ["FORÆLDRE", "OG", "BØRN"]
    assert texts(*typed("I n d h o l d")) == ["Indhold"]


def test_letters_set_apart_may_be_kerned() -> None:
    chars = typed("AVISER", tracking=2.0)
    kerned = [chars[0], *[char._replace(x0=char.x0 - 1, x1=char.x1 - 1) for char in chars[1:]]]

    assert texts(*kerned) == ["AVISER"]


def test_a_heading_set_apart_beside_a_column_of_text_is_a_word() -> None:
    beside = [char._replace(x0=char.x0 + 200, x1=char.x1 + 200) for char in typed("der er en lang linje her")]

    assert texts(*typed("INDHOLD", tracking=3.0), *beside) == ["INDHOLD", "der", "er", "en", "lang", "linje", "her"]


@pytest.mark.parametrize(
    "text",
    [
        "A B C D E F",
        "1 2 3 4 5 6",
        "x x x x x",
        "i en ø på 4 m",
        "a) b) c) d)",
        "§ 7 a og b",
        "M T O",
        "den 3. 4. og 5. maj",
    ],
)
def test_short_words_are_never_glued(text: str) -> None:
    assert texts(*typed(text)) == text.split()
    assert texts(*without_spaces(typed(text))) == text.split()


def test_single_letters_in_columns_are_never_glued() -> None:
    assert texts(*typed("M T O F L S", space=20.0)) == list("MTOFLS")


# ---------------------------------------------------------------------- sizes


def test_small_capitals_go_on_after_large_ones() -> None:
    small = [a_char(letter, 15 + 3.5 * n, width=3.5, size=7) for n, letter in enumerate("OMMUNE")]

    assert texts(a_char("K", 10), *small) == ["Kommune"]


def test_small_capitals_are_the_small_letters_of_their_line() -> None:
    def small(text: str, x0: float) -> list[Char]:
        return [a_char(letter, x0 + 3.5 * n, width=3.5, size=7) for n, letter in enumerate(text)]

    head = [a_char("H", 10), *small("VAD", 15), *small("DER", 28)]
    line = [*head, *row("PPR", x0=41, step=5), *small("FåR", 58), a_char(",", 68.5)]
    words = words_of([*line, *small("NOTE", 110)])  # what stands in the next column is capitals after all

    assert [(word.text, word.size) for word in words] == [
        ("Hvad", 10.0),
        ("der", 10.0),
        ("PPR", 10.0),
        ("får,", 10.0),
        ("NOTE", 7.0),
    ]


def named(*runs: tuple[str, float], x0: float = 10.0, baseline: float = 100.0) -> list[Char]:
    """Letters of a font that is named for its small capitals, in runs of a text and its size."""
    chars: list[Char] = []
    for text, size in runs:
        for letter in text:
            chars.append(a_char(letter, x0, width=0.5 * size, size=size, baseline=baseline))
            x0 += 0.5 * size
    return chars


def told(*lines: list[Char]) -> list[tuple[str, float]]:
    chars = [char for line in lines for char in line if char.text != " "]
    tell_by_size([chars], list(chars))
    return [(word.text, word.size) for word in words_of(chars)]


def test_where_a_font_tells_one_case_for_both_the_size_tells_it() -> None:
    first = named(("k", 10.0), ("ontekst oPmærksomhed", 7.0))
    capitals = named(("FeM SKal", 10.0), baseline=120)
    small = named(("til Praksis", 7.0), baseline=140)
    as_drawn = [("Kontekst", 10.0), ("opmærksomhed", 10.0), ("FEM", 10.0), ("SKAL", 10.0)]

    assert told(first, capitals, small) == [*as_drawn, ("til", 10.0), ("praksis", 10.0)]
    assert told(named(("KL", 10.0), (" VIL ARBEJDE", 7.0))) == [("KL", 10.0), ("vil", 10.0), ("arbejde", 10.0)]
    assert told(capitals) == [("FEM", 10.0), ("SKAL", 10.0)]


def test_a_font_with_small_capitals_of_its_own_tells_which_letters_they_are() -> None:
    assert told(named(("Kontekst", 10.0)), named(("Formål", 14.0), baseline=120)) == [
        ("Kontekst", 10.0),
        ("Formål", 14.0),
    ]


def test_small_capitals_set_a_line_off_as_bold_type_does() -> None:
    small = [a_char(letter, 15 + 3.5 * n, width=3.5, size=7) for n, letter in enumerate("OMMUNE")]

    assert [word.bold for word in words_of([a_char("K", 10), *small])] == [True]


def test_a_mark_of_full_size_may_end_a_word_in_small_capitals() -> None:
    small = [a_char(letter, 15 + 3.5 * n, width=3.5, size=7) for n, letter in enumerate("VAD")]

    assert texts(a_char("H", 10), *small, a_char(",", 25.5)) == ["Hvad,"]


def test_a_line_of_small_capitals_alone_goes_on_with_the_one_above() -> None:
    def line(text: str, x0: float, baseline: float) -> list[Char]:
        return [a_char(letter, x0 + 3.5 * n, width=3.5, size=7, baseline=baseline) for n, letter in enumerate(text)]

    head = [a_char("H", 10), *line("VAD", 15, 100)]

    assert texts(*head, *line("BØRN", 10, 112)) == ["Hvad", "børn"]
    assert texts(*head, *line("BØRN", 90, 112)) == ["Hvad", "BØRN"]
    assert texts(*head, *line("BØRN", 10, 130)) == ["Hvad", "BØRN"]


@pytest.mark.parametrize("text", ["M", "AB"])
def test_one_or_two_smaller_capitals_are_no_small_capitals(text: str) -> None:
    smaller = [a_char(letter, 15 + 3.5 * n, width=3.5, size=7) for n, letter in enumerate(text)]

    assert texts(a_char("K", 10), *smaller) == [f"K{text}"]


def test_a_note_mark_on_the_baseline_is_no_small_capital() -> None:
    assert texts(*row("BARN", step=5), a_char("1", 30, size=6)) == ["BARN", "1"]
    assert texts(*row("BARN", step=5), a_char("A", 30, size=6, baseline=96.5)) == ["A", "BARN"]


@pytest.mark.parametrize(
    ("spelt", "expected"),
    [("sm\u02daabørn", "småbørn"), ("A\u030arhus", "Århus"), ("cafe\u0301", "café"), ("\ufb02ere", "flere")],
)
def test_letters_are_composed_across_characters(spelt: str, expected: str) -> None:
    assert texts(*row(spelt, step=5)) == [expected]


def test_what_needs_no_cleaning_is_the_same_after_it() -> None:
    for code in range(0x20, 0x2100):
        letter = chr(code)
        if PLAIN.fullmatch(letter) and letter != "`":
            assert _cleaned(f"a{letter}b") == f"a{letter}b"
