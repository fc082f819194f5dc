"""Tables: ruled, with level rules only, in tinted bands, over two pages, and programmes keyed by times."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Table
from ingest.grids import find_grids
from ingest.pipeline import read_structure
from ingest.shapes import Rule
from tests.typeset import set_pdf

ANSWERS = "[], [Ja], [Nej], [Er I blevet set og hørt?], [12 (100 %)], [0], [Fik I nye greb?], [9 (75 %)], [3 (25 %)]"
BODY = "\n#lorem(60)\n"


def tables_in(folder: Path, markup: str) -> list[Table]:
    reading = read_structure(set_pdf(folder, BODY + markup + BODY))
    return [table for section in reading.sections for table in section.tables]


def test_a_grid_has_a_place_for_each_column_and_none_inside_a_merged_cell() -> None:
    level = [Rule(0, y, 100, y) for y in (0, 20, 40)]
    plumb = [Rule(0, 0, 0, 40), Rule(50, 20, 50, 40), Rule(100, 0, 100, 40)]

    (grid,) = find_grids(level + plumb)

    merged, below = grid.rows
    assert [place and (place.x0, place.x1) for place in merged] == [(0, 100), None]
    assert [place and (place.x0, place.x1) for place in below] == [(0, 50), (50, 100)]


def test_a_frame_and_an_underline_are_no_grid() -> None:
    frame = [Rule(0, 0, 100, 0), Rule(0, 50, 100, 50), Rule(0, 0, 0, 50), Rule(100, 0, 100, 50)]

    assert find_grids([*frame, Rule(10, 25, 60, 25)]) == ()


@pytest.mark.parametrize(
    "stroke",
    [
        "stroke: .5pt",
        "stroke: (x, y) => (bottom: .5pt, top: .5pt)",
        "stroke: (x, y) => (bottom: if y == 0 or y == 2 { 1pt }, top: if y == 0 { 1pt })",
    ],
    ids=["ruled on all sides", "a rule under each row", "rules around head and body"],
)
def test_the_rules_may_stand_in_several_ways(tmp_path: Path, stroke: str) -> None:
    (table,) = tables_in(tmp_path, f"#table(columns: 3, {stroke}, {ANSWERS})")

    assert table.header == (("", "Ja", "Nej"),)
    assert table.rows == (("Er I blevet set og hørt?", "12 (100 %)", "0"), ("Fik I nye greb?", "9 (75 %)", "3 (25 %)"))


def test_a_header_in_two_rows_with_a_spanning_cell(tmp_path: Path) -> None:
    cells = "[], table.cell(colspan: 2)[Forløb], [], [Startet], [Sluttet], [Ishøj], [19], [6]"

    (table,) = tables_in(tmp_path, f"#table(columns: 3, {cells})")

    assert table.header == (("", "Forløb", ""), ("", "Startet", "Sluttet"))
    assert table.rows == (("Ishøj", "19", "6"),)


def test_a_caption_above_gives_the_table_its_number(tmp_path: Path) -> None:
    (table,) = tables_in(tmp_path, f"\n*Tabel 3. Personalets svar*\n#table(columns: 3, {ANSWERS})")

    assert (table.caption, table.number) == ("Tabel 3. Personalets svar", "3")


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_said_once(tmp_path: Path) -> None:
    rows = ", ".join(f"[Dagtilbud {n}], [{n}]" for n in range(70))

    (table,) = tables_in(tmp_path, f"#table(columns: 2, table.header([Dagtilbud], [Forløb]), {rows})")

    assert table.header == (("Dagtilbud", "Forløb"),)
    assert [row[1] for row in table.rows] == [str(n) for n in range(70)]
    assert len(table.boxes) == len({box.page for box in table.boxes}) > 1


PROGRAMME = (
    ("9.00 – 9.30", "Ankomst og kaffe", "Forhal"),
    ("9.30 – 10.15", "Velkomst v/ Mette Holm", "Sal A"),
    ("10.15 – 10.30", "Pause", "Forhal"),
    ("10.30 – 12.00", "Temamøder", "Sal A"),
)


@pytest.mark.parametrize("columns", [2, 3])
def test_a_programme_needs_no_rules(tmp_path: Path, columns: int) -> None:
    cells = ", ".join(f"[{cell}]" for row in PROGRAMME for cell in row[:columns])

    (table,) = tables_in(tmp_path, f"#table(columns: {columns}, stroke: none, column-gutter: 1em, {cells})")

    assert table.rows == tuple(row[:columns] for row in PROGRAMME)


def test_the_last_row_of_a_banded_table_belongs_to_it(tmp_path: Path) -> None:
    fill = 'fill: (x, y) => if calc.odd(y) { rgb("#eee") }'
    cells = ", ".join(f"[{cell}]" for row in PROGRAMME for cell in row[:2])

    (table,) = tables_in(
        tmp_path, f"#table(columns: 2, stroke: none, {fill}, [*Tid*], [*Program*], {cells}, [12.00], [Slut])"
    )

    assert table.header == (("Tid", "Program"),)
    assert table.rows == (*(row[:2] for row in PROGRAMME), ("12.00", "Slut"))


def test_figures_under_each_other_are_a_table_without_a_rule(tmp_path: Path) -> None:
    markup = """
Svarene er samlet her, og de viser en jævn fremgang over de tre år i alle distrikter.

#table(columns: (2fr, 1fr, 1fr), stroke: none,
  [*Distrikt*], [*2021*], [*2023*], [Nord], [44 (61 %)], [71], [Syd og omegn], [19 (26 %)], [53], [I alt], [63], [124])

Herefter følger teksten igen, og den er ikke en del af tabellen.
"""
    reading = read_structure(set_pdf(tmp_path, markup))
    (table,) = [table for section in reading.sections for table in section.tables]

    assert table.header == (("Distrikt", "2021", "2023"),)
    assert table.rows == (("Nord", "44 (61 %)", "71"), ("Syd og omegn", "19 (26 %)", "53"), ("I alt", "63", "124"))


def test_a_table_goes_on_in_the_next_column_and_a_cut_row_is_one(tmp_path: Path) -> None:
    rows = ", ".join(f"[Række {n}], [{'ord ' * 12}slut {n}]" for n in range(30))
    markup = f"#set page(columns: 2)\n#table(columns: (1fr, 2fr), table.header([*Navn*], [*Tekst*]), {rows})"
    reading = read_structure(set_pdf(tmp_path, markup))
    (table,) = [table for section in reading.sections for table in section.tables]

    assert table.header == (("Navn", "Tekst"),)
    assert table.rows == tuple((f"Række {n}", f"{'ord ' * 12}slut {n}") for n in range(30))
    assert len(table.boxes) >= 2
