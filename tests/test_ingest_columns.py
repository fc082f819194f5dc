"""Lines and columns: what is read together, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from ingest.columns import find_columns, reading_order
from ingest.known_columns import known_columns
from ingest.layout import with_markers
from ingest.lines import Line, find_segments, joined_rows
from ingest.shapes import Rule
from tests.typeset import a_column, a_line, a_word

LEFT = [f"venstre spalte linje {n} med nogle ord" for n in range(8)]
RIGHT = [f"højre spalte linje {n} med nogle flere ord" for n in range(8)]


def order(*pages: list[Line], rules: tuple[Rule, ...] = ()) -> list[str]:
    """The lines of the first of *pages* in the order in which they are read."""
    known = known_columns([find_columns(page, 10.0) for page in pages])[0]
    return [line.text for region in reading_order(pages[0], 10.0, known, rules=rules) for line in region]


def columns(texts: Sequence[Sequence[str]], *, top: float, x0: float = 50.0, pitch: float = 270.0) -> list[Line]:
    """Columns of lines that start side by side."""
    return [line for n, column in enumerate(texts) for line in a_column(*column, x0=x0 + n * pitch, top=top)]


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


THREE = [[f"spalte {name} linje {n} er fuld af ord" for n in range(8)] for name in "abc"]
"""Three columns that a page shows beyond doubt: 170 points apart, 150 wide."""
SHORT = [
    ["Fædrene afleverer hurtigt, og de får", "færre beskeder end mødrene, viser op-"],
    ["tællingen. Det gælder også, når for-", "ældrene taler et andet sprog derhjemme."],
    ["Personalet vil derfor prøve en ny vej", "i garderoben fra august."],
]


def in_columns(texts: Sequence[Sequence[str]], top: float) -> list[Line]:
    return columns(texts, top=top, pitch=200)


def test_two_lines_a_column_are_columns_where_another_page_has_such() -> None:
    page = in_columns(SHORT, 100)

    assert order(page, in_columns(THREE, 100)) == [line.text for line in page]


def test_a_list_in_every_column_stands_in_columns_known_from_elsewhere() -> None:
    items = [["• den første ting, som vi ser", "efter hver dag"], ["• den anden ting, som vi også", "ser efter"]]
    page = columns(items, top=100, x0=68, pitch=200)

    assert order(page, in_columns(THREE, 100)) == [text for column in items for text in column]


def test_pieces_of_a_justified_line_are_no_columns_though_one_would_start_there() -> None:
    line = "en linje over hele siden, så lang at den går tværs over spalterne på den anden side"
    pieces = [a_line("luftige ord i en", 50, 112), a_line("linje for sig", 250, 112)]
    page = [a_line(line, 50, 100), *pieces, a_line(line, 50, 124)]

    assert order(page, in_columns(THREE, 100)) == [line, "luftige ord i en linje for sig", line]


def test_narrow_columns_of_figures_are_not_looked_for_on_other_pages() -> None:
    figures = [[f"{n} %" for n in range(10, 20)] for _ in range(3)]
    page = columns([["Kort linje"], ["ved siden af"]], top=100, pitch=60)

    assert order(page, columns(figures, top=100, pitch=60)) == ["Kort linje ved siden af"]


def test_a_rule_over_all_columns_ends_them() -> None:
    upper, lower = SHORT[::-1], [["Hele afsnittet står her."]]
    heading = a_line("Dagens program", 50, 150, bold=True)
    page = [*in_columns(upper, 100), heading, *in_columns(lower, 164)]

    texts = [text for column in upper for text in column]
    assert order(page, in_columns(THREE, 100), rules=(Rule(48, 132, 640, 132.5),)) == [
        *texts,
        "Dagens program",
        lower[0][0],
    ]


def test_columns_end_above_a_heading_that_a_rule_underlines() -> None:
    heading = a_line("Tilmelding", 50, 150, size=14)
    page = [*in_columns(SHORT[::-1], 100), heading, *in_columns(SHORT, 174)]

    texts = [text for column in SHORT[::-1] for text in column]
    assert order(page, in_columns(THREE, 100), rules=(Rule(48, 156, 640, 156.5),))[: len(texts) + 1] == [
        *texts,
        "Tilmelding",
    ]


def test_a_heading_parts_columns_whose_sentence_goes_on_above_it() -> None:
    above = [["Vi vil gerne se på, hvad der", "sker, når et barn skifter hus og"], ["skal lære nye voksne at kende."]]
    heading = a_line("Kontakt", 50, 140, bold=True)
    below = [
        [
            "Skriv til os på denne adresse eller",
            "ring mellem ni og tolv. Vi kommer",
            "gerne ud og fortæller om det hele",
            "og tager altid kaffe med til jer",
            "alle sammen.",
        ]
    ]
    page = [*in_columns(above, 100), heading, *in_columns(below, 154)]

    assert order(page, in_columns(THREE, 100)) == [*above[0], *above[1], "Kontakt", *below[0]]


def test_a_heading_set_as_those_inside_columns_begins_no_band_beside_another() -> None:
    def page(*heads: tuple[str, float, float]) -> list[Line]:
        text = [[f"Linje {n} i spalte {name} slutter." for n in range(10)] for name in "ab"]
        free = [line for line in columns(text, top=100) if all(abs(line.baseline - y) > 14 for _, _, y in heads)]
        return free + [a_line(text, x0, y, size=14) for text, x0, y in heads]

    level = page(("Temamøde 1", 50, 148), ("Temamøde 2", 320, 148))
    apart = page(("Baggrund", 50, 148), ("Formål", 320, 172))

    assert order(level, apart).index("Temamøde 1") < order(level, apart).index("Linje 9 i spalte a slutter.")
    assert order(level, apart).index("Linje 9 i spalte a slutter.") < order(level, apart).index(
        "Linje 0 i spalte b slutter."
    )


def test_a_centred_heading_over_three_columns_is_read_before_them() -> None:
    heading = a_line("Baggrund", 294, 100, size=14)
    below = in_columns(THREE, 124)

    assert order([heading, *below]) == [heading.text, *(line.text for line in below)]


def test_a_large_quote_without_marks_beside_text_is_not_mixed_with_it() -> None:
    quote = ["Jeg sad med fire siders notater", "og fik brugt tre linjer."]
    text = ["Konstrueret eksempel med", "personer og tal."]
    page = [*(a_line(one, 200, 104 + 15 * n, size=13) for n, one in enumerate(quote)), *a_column(*text, x0=50)]

    assert order(page) == [*text, *quote]


def test_a_single_line_of_a_known_column_may_stand_beside_the_white_above_the_left_one() -> None:
    right = a_line("husker vi børnene sendes gerne.", 250, 100)
    page = [right, *a_column("Skriv til distriktslederen på", "denne adresse. Mødeskabelon og", x0=50, top=112)]

    assert order(page, in_columns(THREE, 100))[-1] == right.text


def test_a_heading_set_as_others_that_cross_gutters_parts_columns_though_no_sentence_goes_on() -> None:
    def band(top: float) -> list[Line]:
        return columns(
            [[f"Linje {n} fra {top:.0f} i spalte {name} slutter." for n in range(5)] for name in "ab"], top=top
        )

    short = [*band(100), a_line("Kontakt", 50, 172, size=14), *a_column(*["Ring til os."] * 6, x0=50, top=196)]
    long = a_line("Overgange som børnene i vores huse kan være i", 50, 172, size=14)

    assert order(short, [*band(100), long, *band(196)])[-7] == "Kontakt"
    assert order(short, [*band(100), *band(196)])[-1] == "Linje 4 fra 100 i spalte b slutter."


def test_words_on_one_baseline_are_one_line_beside_a_gutter() -> None:
    loose = [a_line(word, x0, 112) for word, x0 in (("noget,", 50), ("barnet", 100), ("kan", 150), ("også", 200))]
    page = [
        a_line("en linje som fylder hele bredden ud", 50, 100),
        *loose,
        a_line("demonstration, og bagefter alle", 50, 124),
    ]

    assert order(page)[1] == "noget, barnet kan også"


def test_a_bullet_that_hangs_left_of_its_text_is_one_line_with_it() -> None:
    hanging = [
        a_line("•", 50, 100),
        a_line("personalet får hjælp", 72, 100),
        a_line("–", 50, 112),
        a_line("9,5", 160, 112),
    ]

    assert [line.text for line in with_markers(hanging)] == ["• personalet får hjælp", "–", "9,5"]
