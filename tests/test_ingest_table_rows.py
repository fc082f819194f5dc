"""Where the rows of a table begin that no rules part: at a leap of the line distance, and as its cells say."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cells import cell_of
from ingest.level_tables import rule_groups
from ingest.lineends import LineJoiner
from ingest.lines import Line, line_of
from ingest.shapes import Rule
from ingest.sheets import Sheet
from ingest.table_rows import row_starts
from ingest.text_grids import level_rows, white_columns
from tests.typeset import a_line, a_word

Pieces = Sequence[tuple[int, str]]
COLUMNS = (60.0, 260.0, 340.0)


def starts(*lines: tuple[float, Pieces], breaks: Sequence[float] = ()) -> list[bool]:
    """Which of *lines*, each its baseline and the texts in its columns, begin a row."""
    rows: list[list[Line]] = [[a_line(text, COLUMNS[n], at) for n, text in pieces] for at, pieces in lines]
    places = [[n for n, _ in pieces] for _, pieces in lines]
    head = next(n for n, columns in enumerate(places) if 0 in columns)
    return row_starts(rows, places, breaks, (), head)


def test_lines_set_wide_are_one_cell_where_rows_stand_wider_still() -> None:
    assert starts(
        (100, [(0, "Udsagn"), (1, "Enig")]),
        (122, [(0, "Vi har tid"), (1, "Ja")]),
        (138, [(0, "Til hinanden")]),
        (160, [(0, "Vi har ro"), (1, "Nej")]),
    ) == [True, True, False, True]


def test_lines_set_wide_and_equally_far_apart_are_a_row_each() -> None:
    assert starts((100, [(0, "Nord"), (1, "12")]), (118, [(0, "Syd"), (1, "9")]), (136, [(0, "I alt"), (1, "21")])) == [
        True,
        True,
        True,
    ]


def test_a_figure_set_to_the_middle_of_its_row_parts_none_of_its_label() -> None:
    assert starts(
        (100, [(0, "Vi ved, hvem")]),
        (107, [(1, "44 %")]),
        (114, [(0, "Vi kan ringe til")]),
        (132, [(0, "Vi taler om")]),
        (139, [(1, "61 %")]),
        (146, [(0, "Hverdagen")]),
    ) == [True, False, False, True, False, False]


def test_a_share_below_its_figure_is_no_row_though_all_lines_stand_equally_far_apart() -> None:
    assert starts(
        (100, [(0, "Vi har tid til"), (1, "11"), (2, "0")]),
        (115, [(0, "Samtaler"), (1, "(92")]),
        (130, [(0, "Hver dag"), (1, "%)")]),
    ) == [True, False, False]


def test_a_head_over_several_columns_is_a_row_above_their_names() -> None:
    columns = [[a_line("Daginstitutioner og hele dagplejen", 260, 100)]]
    names = [a_line("2021", 260, 112), a_line("2023", 340, 112)]
    rows = [*columns, names, [a_line("Nord", 60, 124), a_line("44 %", 260, 124), a_line("71 %", 340, 124)]]

    assert row_starts(rows, [[1], [1, 2], [0, 1, 2]], (), (), 2) == [True, True, True]


def test_a_word_that_goes_on_below_keeps_its_lines_in_one_row_over_any_distance() -> None:
    assert starts(
        (100, [(1, "Følel-"), (2, "Sociale")]),
        (118, [(1, "sesmæssige")]),
        (136, [(0, "Nord"), (1, "2"), (2, "3")]),
        (154, [(0, "Syd"), (1, "4"), (2, "1")]),
    ) == [True, False, True, True]


def test_the_wide_spaces_of_a_justified_line_part_no_columns() -> None:
    pieces = [
        line_of([a_word(text, x0, 100)], 1) for text, x0 in (("Følte", 60), ("I", 105), ("jer", 130), ("12", 260))
    ]

    rows = level_rows(pieces)

    assert [[line.text for line in row] for row in rows] == [["Følte I jer", "12"]]
    assert white_columns(rows, 10) == [(60, 145), (260, 270)]


def test_a_word_said_again_in_each_column_parts_them_though_it_stands_as_evenly_as_in_a_justified_line() -> None:
    head = [a_line(text, x0, 100) for text, x0 in (("I høj", 60), ("I nogen", 110), ("I ringe", 160))]
    below = [a_line("grad", x0, 112) for x0 in (60, 110, 160)]

    rows = level_rows([*head, *below])

    assert [[line.text for line in row] for row in rows] == [["I høj", "I nogen", "I ringe"], ["grad", "grad", "grad"]]


def test_columns_as_near_to_each_other_as_half_a_letter_is_wide_are_two() -> None:
    rows = level_rows([a_line("Antal tilsyn", 60, 100), a_line("9", 60, 112), a_line("3,1", 123, 112)])
    gap = rows[1][1].x0 - rows[0][0].x1

    assert 4.5 < gap < 5
    assert [x0 for x0, _ in white_columns(rows, 10)] == [60, 123]


def test_an_accent_that_raises_its_line_makes_no_leap_of_the_distances() -> None:
    rows = [(136 + 12 * n, [(0, f"Stue {n}"), (1, "12"), (2, "4")]) for n in range(5)]

    assert starts(
        (100, [(0, "Sted"), (1, "Indskrevne"), (2, "Med")]),
        (112, [(1, "børn"), (2, "ark")]),
        (124, [(0, "Askely"), (1, "12"), (2, "4")]),
        *rows,
        (194.5, [(0, "Åbrinken"), (1, "7"), (2, "5")]),
        (208, [(0, "I alt"), (1, "79"), (2, "29")]),
        breaks=(116,),
    ) == [True, False, *[True] * 8]


def test_a_word_that_fills_its_column_goes_on_in_the_next_line_without_a_sign() -> None:
    joiner = LineJoiner({"legefællesskaber": 1, "legefællesskabe": 1, "r": 1})
    lines = [a_line("Legefællesskabe", 60, 100), a_line("r", 60, 112)]

    assert cell_of(lines, joiner, 137).text == "Legefællesskaber"
    assert cell_of(lines, joiner, 160).text == "Legefællesskabe r"
    assert cell_of(lines, joiner).text == "Legefællesskabe r"


def test_a_row_whose_cells_all_but_touch_stands_between_rules_of_one_table() -> None:
    lines = [
        *(a_line("9.00 –", 60, 112), a_line("Kaffe og navneskilte", 110, 112), a_line("Hallen", 286, 112)),
        *(
            a_line("10.30 –", 60, 132),
            a_line("Opsamling ved lederne i alle fem stuer", 101, 132),
            a_line("Hallen", 286, 132),
        ),
    ]
    words = tuple(word for line in lines for word in line.words)
    rules = tuple(Rule(55, y, 325, y) for y in (100, 120, 140))
    sheet = Sheet(1, 595, 842, words, rules, (), (), 0, 0, None, "text", None)

    (group,) = rule_groups(sheet)

    assert [rule.top for rule in group] == [100, 120, 140]
