"""Lines and columns: what is read together, and in which order."""

from __future__ import annotations

from random import Random

from ingest.columns import reading_order
from ingest.lines import Line, find_segments, joined_rows
from tests.typeset import a_column, a_line, a_word

LEFT = [f"venstre spalte linje {n} med nogle ord" for n in range(8)]
RIGHT = [f"højre spalte linje {n} med nogle flere ord" for n in range(8)]


def order(lines: list[Line]) -> list[str]:
    return [line.text for region in reading_order(lines, 10.0).regions for line in region]


def test_a_wide_gap_parts_segments_and_a_word_gap_does_not() -> None:
    words = [a_word("to", 50, 100), a_word("ord", 64, 100), a_word("9.30", 120, 100)]

    assert [line.text for line in find_segments(words, 1)] == ["to ord", "9.30"]


def test_a_raised_mark_belongs_to_the_line_it_overlaps() -> None:
    words = [a_word("skemaerne", 50, 100), a_word("1", 95.5, 96.5, size=6)]

    assert [line.text for line in find_segments(words, 1)] == ["skemaerne¹"]


def test_pieces_of_one_justified_line_are_one_line_of_its_column() -> None:
    pieces = [a_line("meget", 50, 100), a_line("luftig", 95, 100), a_line("næste", 50, 112)]

    assert [line.text for line in joined_rows(pieces)] == ["meget luftig", "næste"]


def test_two_columns_are_read_one_after_the_other_whatever_was_drawn_first() -> None:
    lines = a_column(*LEFT, x0=50) + a_column(*RIGHT, x0=320, top=104)
    Random(7).shuffle(lines)

    assert order(lines) == LEFT + RIGHT


def test_a_full_width_line_ends_a_band_of_columns() -> None:
    wide = a_line("en linje over begge spalter som er så lang at den når hele vejen tværs over siden", 50, 205)
    below = a_column(*LEFT, x0=50, top=225) + a_column(*RIGHT, x0=320, top=225)

    assert order([*a_column(*LEFT, x0=50), *a_column(*RIGHT, x0=320), wide, *below]) == [
        *LEFT,
        *RIGHT,
        wide.text,
        *LEFT,
        *RIGHT,
    ]


def test_a_short_heading_over_two_columns_comes_between_the_bands() -> None:
    heading = a_line("Temamøder", 50, 212, size=16)
    below = a_column(*LEFT, x0=50, top=230) + a_column(*RIGHT, x0=320, top=230)

    assert order([*a_column(*LEFT, x0=50), *a_column(*RIGHT, x0=320), heading, *below]) == [
        *LEFT,
        *RIGHT,
        heading.text,
        *LEFT,
        *RIGHT,
    ]


def test_a_heading_beside_the_white_end_of_a_column_stays_in_its_own() -> None:
    heading = a_line("Overgange", 50, 212, size=16)
    below = a_column(*LEFT, x0=50, top=230)

    assert order([*a_column(*LEFT, x0=50), *a_column(*RIGHT, x0=320), heading, *below]) == [
        *LEFT,
        heading.text,
        *LEFT,
        *RIGHT,
    ]


def test_a_column_of_bullets_is_no_column() -> None:
    bullets = a_column(*["•"] * 8, x0=50)
    texts = a_column(*LEFT, x0=75)

    assert order(bullets + texts) == [f"• {text}" for text in LEFT]


def test_bands_of_two_and_of_three_columns_follow_each_other() -> None:
    def column(name: str, x0: float, top: float, characters: int) -> list[Line]:
        texts = [f"{name} {n} ".ljust(characters, "x") for n in range(5)]
        return a_column(*texts, x0=x0, top=top)

    two = [column("a", 50, 100, 44), column("b", 300, 100, 44)]
    three = [column("c", 50, 200, 28), column("d", 215, 200, 28), column("e", 380, 200, 28)]
    lines = [line for part in (*two, *three) for line in part]
    expected = [line.text for line in lines]
    Random(3).shuffle(lines)

    assert order(lines) == expected


def test_a_heading_in_the_margin_comes_before_its_text() -> None:
    text = [f"en linje i den brede spalte med mange ord og nummer {n}" for n in range(12)]
    heads = [a_line("Formål", 50, 100, bold=True), a_line("Metode", 50, 172, bold=True)]

    assert order([*heads, *a_column(*text, x0=180)]) == ["Formål", *text[:6], "Metode", *text[6:]]
