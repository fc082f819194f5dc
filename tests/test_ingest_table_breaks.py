"""Tables over two pages, however they are set: with the head alone, or again on the next page, or a last row alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus import Table
from ingest.pipeline import read_structure
from tests.typeset import set_pdf

PAGE = (
    "#set page(width: 400pt, height: 300pt, margin: 40pt)\n#set text(size: 10pt)\n"
    "#show table.cell: set block(breakable: false)\n"
)
HEAD = ("Sted", "Emne", "Børn", "Andel")
ROWS = (
    ("Børnehuset Askely", "Legegrupper", "12", "40 %"),
    ("Børnehuset Birken", "Sprogtid", "7", "55 %"),
    ("Børnehuset Cedertræet", "Ro ved bordet", "9", "61 %"),
    ("Børnehuset Drivhuset", "Ude hver dag", "21", "38 %"),
    ("Børnehuset Elmely", "Sang og rim", "4", "72 %"),
)
LOOKS = {
    "ruled": "stroke: .5pt",
    "a rule under each row": "stroke: (x, y) => (bottom: .5pt, top: .5pt)",
    "rules around head and body": "stroke: (x, y) => (bottom: if y == 0 or y == 5 { 1pt }, top: if y == 0 { 1pt })",
    "tinted bands": 'stroke: none, fill: (x, y) => if calc.odd(y) { rgb("#ddd") }',
    "a tinted head": 'stroke: none, fill: (x, y) => if y == 0 { rgb("#cde") }',
    "white": "stroke: none",
}
HEAD_ALONE, HEAD_AND_ROWS, ROW_LEFT = 160, 125, 95
"""Points above the table that leave the page room for its head; for that and two rows; for all rows but one."""


def tables_in(folder: Path, markup: str) -> Sequence[Table]:
    reading = read_structure(set_pdf(folder, PAGE + markup))
    return [table for section in reading.sections for table in section.tables]


def markup_of(look: str, head: str, room: int) -> str:
    rows = ", ".join(f"[{cell}]" for row in ROWS for cell in row)
    return (
        f"#lorem(20)\n#v({room}pt)\n#table(columns: (1fr, 1fr, 50pt, 50pt), {LOOKS[look]}, {head}, {rows})\n#lorem(20)"
    )


def cells(texts: Sequence[str], *, bold: bool) -> str:
    return ", ".join(f"[*{text}*]" if bold else f"[{text}]" for text in texts)


@pytest.mark.parametrize("room", [HEAD_ALONE, HEAD_AND_ROWS, ROW_LEFT])
@pytest.mark.parametrize("look", LOOKS)
def test_a_table_that_a_page_break_parts_is_one(tmp_path: Path, look: str, room: int) -> None:
    (table,) = tables_in(tmp_path, markup_of(look, cells(HEAD, bold=True), room))

    assert table.header == (HEAD,)
    assert table.rows == ROWS
    assert [box.page for box in table.boxes] == [1, 2]


@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize("look", LOOKS)
def test_a_head_that_the_next_page_says_again_is_said_once(tmp_path: Path, look: str, bold: bool) -> None:
    (table,) = tables_in(tmp_path, markup_of(look, f"table.header({cells(HEAD, bold=bold)})", 100))

    assert table.header == (HEAD,)
    assert table.rows == ROWS
    assert set(table.row_pages) == {1, 2}


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("look", [look for look in LOOKS if look != "rules around head and body"])
def test_a_table_over_four_pages_with_cells_of_two_lines_is_one(tmp_path: Path, look: str, again: bool) -> None:
    rows = [(f"{row[0]} {n}", f"{row[1]} med de mindste børn", *row[2:]) for n in range(4) for row in ROWS]
    head = f"table.header({cells(HEAD, bold=True)})" if again else cells(HEAD, bold=True)
    body = ", ".join(f"[{cell}]" for row in rows for cell in row)

    (table,) = tables_in(
        tmp_path, f"#lorem(20)\n#table(columns: (1fr, 1fr, 50pt, 50pt), {LOOKS[look]}, {head}, {body})"
    )

    assert table.header == (HEAD,)
    assert table.rows == tuple(rows)
    assert set(table.row_pages) == {1, 2, 3, 4}


@pytest.mark.parametrize("look", ["ruled", "a rule under each row", "rules around head and body", "a tinted head"])
def test_rules_or_a_band_tell_a_head_alone_that_is_not_in_bold(tmp_path: Path, look: str) -> None:
    (table,) = tables_in(tmp_path, markup_of(look, cells(HEAD, bold=False), HEAD_ALONE))

    assert table.header == (HEAD,)
    assert table.rows == ROWS


def test_a_heading_close_below_the_rest_of_a_table_is_no_row(tmp_path: Path) -> None:
    markup = markup_of("white", cells(HEAD, bold=True), HEAD_AND_ROWS).removesuffix("#lorem(20)")

    reading = read_structure(set_pdf(tmp_path, f"{PAGE}{markup}#v(-6pt)\n*Metode*\n\n#lorem(20)"))

    assert [section.heading for section in reading.sections] == [None, "Metode"]
    (table,) = reading.sections[0].tables
    assert table.rows == ROWS


def test_a_text_beside_figures_is_no_column_of_their_table(tmp_path: Path) -> None:
    story = (
        "Børnene var ude hver",
        "dag, også når det",
        "regnede, for de",
        "voksne havde lært at",
        "klæde dem på til",
        "vind.",
    )
    head, *rows = [(row[0], row[2], row[3]) for row in (HEAD, *ROWS)]
    lines = ", ".join(f"[{cell}]" for text, row in zip(story, (head, *rows), strict=True) for cell in (text, *row))
    table = f"#table(columns: (110pt, 110pt, 50pt, 50pt), stroke: none, inset: 4pt, {lines})"

    (found,) = tables_in(tmp_path, f"{table}\n\n#lorem(40)")

    assert found.rows == tuple(rows)


def test_the_end_of_a_label_that_a_page_break_cuts_off_is_no_row(tmp_path: Path) -> None:
    table = "#table(columns: (80pt, 50pt), stroke: .5pt, [*Sted*], [*Børn*], [Askely], [12], {})"
    first, last = "[Vi ved, hvornår], [7]", "[og hvordan], [], [Birken], [9]"

    (joined,) = tables_in(
        tmp_path, f"{table.format(first)}#pagebreak()\n{table.replace('[Askely], [12], ', '').format(last)}"
    )

    assert joined.rows == (("Askely", "12"), ("Vi ved, hvornår og hvordan", "7"), ("Birken", "9"))
