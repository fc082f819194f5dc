"""Tables without a rule beside their captions, in whatever way they are set; text in columns is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Table
from ingest.pipeline import read_structure
from tests.typeset import set_pdf

STORY = (
    "Børnene var ude hver dag, også når det regnede, for de voksne havde lært at klæde dem på til vind og vejr. "
    "Det fortæller lederen, og forældrene siger det samme, når de henter om eftermiddagen efter en lang dag ude. "
)
HEAD = ("Udsagn", "I høj grad", "Ved ikke")
ROWS = (
    ("Vi får øje på tegn på mistrivsel tidligere end før", "29 (45 %)", "3 (5 %)"),
    ("Vi er mere sikre i samtaler om søvn og kost", "24 (38 %)", "4 (6 %)"),
    ("Ordningen har taget tid fra børnene", "4 (6 %)", "0"),
)
CELLS = ", ".join(f"[{cell}]" for row in (HEAD, *ROWS) for cell in row)
CAPTION = "Tabel 2. Personalets svar på tre udsagn"
NARROW = "columns: (90pt, 40pt, 40pt), stroke: none"


def tables_in(folder: Path, markup: str) -> list[Table]:
    reading = read_structure(set_pdf(folder, f"#set page(width: 420pt, height: 560pt, margin: 40pt)\n{markup}"))
    return [table for section in reading.sections for table in section.tables]


@pytest.mark.parametrize("leading", ["4pt", "9pt"], ids=["close lines", "wide lines"])
@pytest.mark.parametrize("align", ["left", "center + horizon", "right + bottom"])
def test_a_head_in_plain_type_and_cells_of_several_lines_make_a_table(tmp_path: Path, leading: str, align: str) -> None:
    table = f"#[#set par(leading: {leading})\n#table({NARROW}, align: {align}, inset: 7pt, {CELLS})]"

    (found,) = tables_in(tmp_path, f"{STORY}\n\n{CAPTION}\n\n{table}\n\n{STORY}")

    assert found.header == (HEAD,)
    assert found.rows == ROWS


def test_a_caption_below_names_the_table_above_it(tmp_path: Path) -> None:
    (found,) = tables_in(tmp_path, f"{STORY}\n\n#table({NARROW}, {CELLS})\n\n{CAPTION}\n\n{STORY}")

    assert (found.header, found.rows) == ((HEAD,), ROWS)


def test_the_second_line_of_a_caption_is_none_of_its_table(tmp_path: Path) -> None:
    caption = "_Tabel 2. Personalets svar på tre udsagn om samarbejdet med sundhedsplejen, antal og procent_"

    (found,) = tables_in(tmp_path, f"#block(width: 200pt)[{caption}]\n\n#table({NARROW}, {CELLS})\n\n{STORY}")

    assert (found.header, found.rows) == ((HEAD,), ROWS)


def test_the_text_of_the_next_column_is_no_column_of_a_table(tmp_path: Path) -> None:
    first = f"{CAPTION[:7]}\n\n#table({NARROW}, {CELLS})\n\n{STORY}"

    (found,) = tables_in(tmp_path, f"#columns(2)[#set text(size: 8pt)\n{STORY}\n\n{first}\n#colbreak()\n{STORY * 4}]")

    assert (found.header, found.rows) == ((HEAD,), ROWS)


def test_tables_beside_each_other_in_two_columns_are_two(tmp_path: Path) -> None:
    one, other = (f"Tabel {n}\n\n#table({NARROW}, {CELLS})\n\n{STORY}" for n in (1, 2))

    found = tables_in(tmp_path, f"#columns(2)[#set text(size: 8pt)\n{one}\n#colbreak()\n{other}]")

    assert [(table.number, table.rows) for table in found] == [("1", ROWS), ("2", ROWS)]


def test_a_table_over_all_columns_ends_where_their_text_begins(tmp_path: Path) -> None:
    look = "columns: (1fr, 80pt, 80pt), stroke: none, inset: (left: 0pt, right: 8pt, y: 4pt)"
    wide = f"{CAPTION}\n\n#table({look}, {CELLS})"

    (found,) = tables_in(tmp_path, f"{wide}\n\n#columns(2)[{STORY * 4}]")

    assert (found.header, found.rows) == ((HEAD,), ROWS)


def test_columns_of_text_below_a_line_that_names_a_table_are_none(tmp_path: Path) -> None:
    assert tables_in(tmp_path, f"Tabel 2 viser det samme.\n\n#columns(2)[#set text(size: 8pt)\n{STORY * 6}]") == []


def test_a_tinted_head_is_the_beginning_of_the_rows_below_it(tmp_path: Path) -> None:
    fill = 'fill: (x, y) => if y == 0 { rgb("#cde") }'

    (found,) = tables_in(tmp_path, f"{STORY}\n\n#table({NARROW}, {fill}, {CELLS})\n\n{STORY}")

    assert (found.header, found.rows) == ((HEAD,), ROWS)


def test_tinted_cells_with_white_between_them_are_a_grid(tmp_path: Path) -> None:
    tinted = f'#table({NARROW}, fill: rgb("#eee"), gutter: 3pt, {CELLS})'

    (found,) = tables_in(tmp_path, f"{STORY}\n\n{tinted}\n\n{STORY}")

    assert (found.header, found.rows) == ((HEAD,), ROWS)


def test_a_table_of_words_goes_on_below_its_head_said_again(tmp_path: Path) -> None:
    rows = tuple((f"Indsats {n}", f"Uge {n} og frem") for n in range(50))
    body = ", ".join(f"[{cell}]" for row in rows for cell in row)
    table = f"#table(columns: (90pt, 90pt), stroke: none, table.header([Navn], [Hvornår]), {body})"

    (found,) = tables_in(tmp_path, f"{STORY}\n\nTabel 1\n\n{table}")

    assert found.header == (("Navn", "Hvornår"),)
    assert found.rows == rows


def test_captions_at_the_top_of_many_pages_are_no_running_head(tmp_path: Path) -> None:
    pages = "\n#pagebreak()\n".join(f"Tabel {n}\n\n#table({NARROW}, {CELLS})\n\n{STORY * n}" for n in range(1, 6))

    found = tables_in(tmp_path, pages)

    assert [table.number for table in found] == ["1", "2", "3", "4", "5"]
    assert all(table.rows == ROWS for table in found)
