"""Tables: ruled, with level rules only, in tinted bands, over two pages, and programmes keyed by times."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Table
from ingest.grids import find_grids
from ingest.pipeline import read_structure
from ingest.shapes import Area, Rule
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
    assert sorted(table.row_pages) == list(table.row_pages)
    assert set(table.row_pages) == {box.page for box in table.boxes}


@pytest.mark.parametrize("spare", range(50, 120, 10))
def test_a_row_alone_at_a_page_break_belongs_to_its_table(tmp_path: Path, spare: int) -> None:
    rows = ", ".join(f"[Dagtilbud {name}], [{'leg og sprog i hverdagen ' * 3}]" for name in "ABC")
    page = (
        "#set page(width: 400pt, height: 300pt, margin: 40pt)\n#set text(size: 10pt)\n"
        "#show table.cell: set block(breakable: false)"
    )
    markup = f"{page}\n#lorem(20)\n#v({spare}pt)\n#table(columns: (1fr, 2fr), [*Sted*], [*Emne*], {rows})\n#lorem(20)"

    reading = read_structure(set_pdf(tmp_path, markup))
    (table,) = [table for section in reading.sections for table in section.tables]

    assert table.header == (("Sted", "Emne"),)
    assert [row[0] for row in table.rows] == ["Dagtilbud A", "Dagtilbud B", "Dagtilbud C"]
    assert {box.page for box in table.boxes} <= {1, 2}


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


def test_a_row_of_figures_under_a_caption_is_a_table_with_its_head(tmp_path: Path) -> None:
    label = "Har samarbejdet ændret jeres hverdag, så at den er blevet lettere?"
    cells = f"[], [*Ja*], [*Nej*], [{label}], [9 (75 %)], [3 (25 %)]"

    (table,) = tables_in(
        tmp_path, f"\n*Tabel 3. Svar*\n#table(columns: (3cm, 2cm, 2cm), stroke: none, {cells})\n#v(2em)"
    )

    assert (table.number, table.header) == ("3", (("", "Ja", "Nej"),))
    assert table.rows == (
        ("Har samarbejdet ændret jeres hverdag, så at den er blevet lettere?", "9 (75 %)", "3 (25 %)"),
    )


def test_a_table_of_words_is_known_by_its_caption_and_its_head_in_bold(tmp_path: Path) -> None:
    rows = (("Kaffemøder", "Forældrene mødtes, og de små så hinanden", "Få fædre kom"), ("Besøg", "Ro", "Tiden"))
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    head = "[*Indsats*], [*Godt*], [*Svært*]"

    (table,) = tables_in(
        tmp_path, f"\nTabel 2. Indsatser\n#table(columns: (3cm, 4cm, 3cm), stroke: none, {head}, {cells})\n#v(2em)"
    )

    assert table.header == (("Indsats", "Godt", "Svært"),)
    assert table.rows == rows


def test_bold_words_over_columns_of_text_are_no_table(tmp_path: Path) -> None:
    text = "#columns(2)[*Formål*\n#lorem(60)\n#colbreak()\n*Metode*\n#lorem(60)]"

    assert tables_in(tmp_path, text) == []


def test_a_head_over_two_columns_midway_makes_no_column_of_its_own(tmp_path: Path) -> None:
    fill = 'fill: (x, y) => if calc.odd(y) { rgb("#eee") }, align: (x, y) => if x == 0 { left } else { center }'
    names = ", ".join(f"[*{name}*]" for name in ("Udsagn", "Enig", "Uenig", "Enig", "Uenig"))
    head = f"[], table.cell(colspan: 2)[*Før*], table.cell(colspan: 2)[*Efter*], {names}"
    figures = "[6 (25 %)], [18 (75 %)], [11 (46 %)], [13 (54 %)]"
    cells = f"[Vi har tid], {figures}, [Vi har ro], {figures}"

    (table,) = tables_in(
        tmp_path, f"#table(columns: (2.6fr, 1fr, 1fr, 1fr, 1fr), stroke: none, {fill}, {head}, {cells})\n#v(2em)"
    )

    assert table.header == (("", "Før", "", "Efter", ""), ("Udsagn", "Enig", "Uenig", "Enig", "Uenig"))
    assert [row[0] for row in table.rows] == ["Vi har tid", "Vi har ro"]


def test_a_centred_caption_below_a_table_ends_before_the_text(tmp_path: Path) -> None:
    markup = (
        "#set page(width: 300pt)\n#table(columns: 3, stroke: none, table.hline(), "
        f"{ANSWERS}, table.hline())\n#align(center)[Tabel 1: Svarene i alt]#par(spacing: 0.65em)["
        "Samtalerne blev længere, når den voksne sad på gulvet, og det gjaldt i alle husene.]"
    )

    (table,) = tables_in(tmp_path, markup)

    assert table.caption == "Tabel 1: Svarene i alt"


def test_rows_with_rules_between_cells_alone_are_closed_at_their_sides() -> None:
    level = [Rule(10, y, 210, y) for y in (10, 30, 50)]
    plumb = [Rule(x, 10, x, 50) for x in (80, 150)]

    (grid,) = find_grids(level + plumb)

    assert grid.box == Area(10, 10, 210, 50)
    assert [len([place for place in row if place]) for row in grid.rows] == [3, 3]


def test_a_rule_between_columns_of_text_that_runs_through_a_table_parts_none_of_its_cells() -> None:
    level = [Rule(10, y, 210, y) for y in (40, 60, 120)]

    assert find_grids([*level, Rule(110, 0, 110, 300)]) == ()


def test_rules_over_headings_make_no_table_of_the_text_between_them(tmp_path: Path) -> None:
    part = "#line(length: 100%)\n#text(16pt, weight: 700)[Stande]\n\n#columns(2)[{}]\n"
    markup = part.format("Standene ligger i foyeren og er bemandet i alle pauser. " * 8)

    assert tables_in(tmp_path, markup + markup + "#line(length: 100%)\n") == []


def test_a_rule_below_each_row_of_the_head_tells_nothing_of_the_rows(tmp_path: Path) -> None:
    rows = "".join(f"[{place}], [{n}], [{n + 1}]," for n, place in enumerate(("Nord", "Midt", "Syd", "Øst", "I alt")))
    markup = (
        "#table(columns: (6em, 6em, 6em), stroke: none, table.hline(), [], table.cell(colspan: 2)[*Besøg*],"
        f"table.hline(), [*Distrikt*], [*2021*], [*2022*], table.hline(), {rows} table.hline())\n"
    )

    (table,) = tables_in(tmp_path, markup)

    assert [row[0] for row in table.rows][-5:] == ["Nord", "Midt", "Syd", "Øst", "I alt"]


def test_a_time_that_breaks_in_its_column_is_one(tmp_path: Path) -> None:
    times = [
        ("9.00 –", "9.20", "Kaffe"),
        ("9.20 –", "9.30", "Velkomst"),
        ("9.30 –", "10.20", "Oplæg"),
        ("10.20 –", "11.00", "Pause"),
    ]
    rows = "".join(f"[{first} \\ {last}], [{event}]," for first, last, event in times)

    (table,) = tables_in(tmp_path, f"#table(columns: (4em, 20em), stroke: none, {rows})\n")

    assert [row[0] for row in table.rows] == [f"{first} {last}" for first, last, _ in times]


TIMES = [("9.00", "9.20"), ("9.20", "9.30"), ("9.30", "10.20"), ("10.20", "11.00"), ("11.00", "12.30")]
EVENTS = (
    "Kaffe",
    "Velkomst ved lederen af dagplejen i byen og to forældre",
    "Oplæg om leg",
    "Pause",
    "Frokost og stande",
)


@pytest.mark.parametrize("broken", ["{0} – \\ {1}", "{0} \\ – \\ {1}", "{0} #h(1fr) – \\ {1}"])
@pytest.mark.parametrize("align", ["left", "center + horizon", "right + top"])
def test_a_programme_may_be_set_in_narrow_columns_and_to_any_side(tmp_path: Path, broken: str, align: str) -> None:
    rows = ", ".join(f"[{broken.format(*time)}], [{event}]" for time, event in zip(TIMES, EVENTS, strict=True))
    look = f"columns: (4em, 14em), stroke: none, align: {align}, inset: 7pt"

    (table,) = tables_in(tmp_path, f"#table({look}, [*Tid*], [*Program*], {rows})\n#v(2em)")

    assert table.header == (("Tid", "Program"),)
    assert table.rows == tuple((" – ".join(time), event) for time, event in zip(TIMES, EVENTS, strict=True))


def test_the_text_of_the_next_column_is_no_column_of_a_programme(tmp_path: Path) -> None:
    rows = ", ".join(f"[{' – '.join(time)}], [{event}]" for time, event in zip(TIMES, EVENTS, strict=True))
    programme = f"#table(columns: (6em, 11em), stroke: none, align: center + horizon, [*Tid*], [*Program*], {rows})"

    (table,) = tables_in(tmp_path, f"#columns(2)[#lorem(40)\n{programme}\n#lorem(40)\n#colbreak()\n#lorem(220)]")

    assert [row[1:] for row in table.rows] == [(event,) for event in EVENTS]


def test_the_place_of_an_event_stands_in_the_middle_of_its_row(tmp_path: Path) -> None:
    rows = ", ".join(
        f"[{' – '.join(time)}], [{event}], [Den store \\ sal]" for time, event in zip(TIMES, EVENTS, strict=True)
    )
    look = "columns: (7em, 12em, 6em), stroke: none, align: center + horizon, inset: 7pt"

    (table,) = tables_in(tmp_path, f"#table({look}, [*Tid*], [*Program*], [*Sted*], {rows})\n#v(2em)")

    assert [row[1:] for row in table.rows] == [(event, "Den store sal") for event in EVENTS]


@pytest.mark.parametrize("broken", ["{0} – \\ {1}", "{0}– \\ {1}", "kl. {0} – \\ kl. {1}"])
@pytest.mark.parametrize("stroke", ["none", "(x, y) => (bottom: .3pt)"], ids=["no rules", "a hair rule under each row"])
def test_a_time_whose_event_stands_close_beside_its_dash_is_whole(tmp_path: Path, stroke: str, broken: str) -> None:
    rows = ", ".join(f"[{broken.format(*time)}], [{event}]" for time, event in zip(TIMES, EVENTS, strict=True))
    look = f"columns: (auto, 15em), stroke: {stroke}, inset: (x: 3pt, y: 4pt)"

    (table,) = tables_in(tmp_path, f"#table({look}, [*Tid*], [*Program*], {rows})\n#v(2em)")

    assert table.header == (("Tid", "Program"),)
    assert table.rows == tuple(
        (broken.replace("\\ ", "").format(*time), event) for time, event in zip(TIMES, EVENTS, strict=True)
    )


@pytest.mark.parametrize("line", ["{} – {}", "{} {}", "{}: {}"])
def test_lines_that_open_with_times_of_several_widths_are_a_programme_and_no_table(tmp_path: Path, line: str) -> None:
    lines = " \\ ".join(line.format(start, event) for (start, _), event in zip(TIMES, EVENTS, strict=True))

    reading = read_structure(set_pdf(tmp_path, f"{BODY}\n== Program\n{lines}\n\n== Mere\n{BODY}"))

    assert [session.title.split()[0] for session in reading.sessions] == [event.split()[0] for event in EVENTS]
    assert not any(section.tables for section in reading.sections)


def test_a_head_without_rules_inside_has_a_cell_over_each_column(tmp_path: Path) -> None:
    around = "(top: .5pt, left: if x == 0 { .5pt }, right: if x == 2 { .5pt })"
    stroke = f"(x, y) => if y > 0 {{ .5pt }} else {{ {around} }}"

    (table,) = tables_in(tmp_path, f"#table(columns: (1fr, 90pt, 90pt), stroke: {stroke}, {ANSWERS})")

    assert (table.header + table.rows)[0] == ("", "Ja", "Nej")


def test_a_caption_that_begins_left_of_the_rules_parts_two_tables(tmp_path: Path) -> None:
    rules = "stroke: (x, y) => (bottom: if y != 1 { .5pt }, top: if y == 0 { .5pt })"
    grid = f"#pad(left: 30pt)[#table(columns: (1fr, 90pt, 90pt), {rules}, {ANSWERS})]"

    first, second = tables_in(tmp_path, f"\n*Tabel 4*\n\n{grid}\n*Tabel 5*\n\n{grid}")

    assert (first.number, second.number) == ("4", "5")
    assert first.rows == second.rows
    assert len(first.rows) == 2


def test_a_tinted_band_with_a_title_is_no_row_of_the_table_below_it(tmp_path: Path) -> None:
    title = '#block(width: 100%, fill: rgb("#cde"), inset: 5pt, below: 0pt)[#text(size: 14pt)[*Dagens svar*]]'
    rules = 'stroke: none, fill: (x, y) => if calc.odd(y) { rgb("#ddd") }'

    (table,) = tables_in(tmp_path, f"{title}\n#table(columns: (1fr, 90pt, 90pt), {rules}, {ANSWERS})")

    assert "Dagens svar" not in [cell for row in table.header + table.rows for cell in row]
