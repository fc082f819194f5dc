"""Text that stands on end: the names of columns, asides along the edge, and whole pages on their side."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from corpus import Box, Table
from ingest.pipeline import read_structure
from ingest.reading import Reading
from tests.typeset import set_pdf

TABLE = """#table(columns: (auto, 40pt, 40pt), stroke: 0.5pt,
  [Tilbud], rotate({angle}, reflow: true)[Antal børn i alt], rotate({angle}, reflow: true)[Antal\\ voksne],
  [Solstrålen], [12], [3], [Mælkevejen], [24], [6])"""
PLAIN = TABLE.replace("rotate({angle}, reflow: true)", "")


def body(reading: Reading) -> list[str]:
    return [paragraph.text for section in reading.sections for paragraph in section.paragraphs]


def tables(reading: Reading) -> list[Table]:
    return [table for section in reading.sections for table in section.tables]


def boxes(reading: Reading) -> list[Box]:
    return [box for section in reading.sections for paragraph in section.paragraphs for box in paragraph.boxes]


@pytest.mark.parametrize("angle", ["-90deg", "90deg"], ids=["upwards", "downwards"])
def test_column_names_on_end_are_in_the_header(tmp_path: Path, angle: str) -> None:
    (table,) = tables(read_structure(set_pdf(tmp_path, "Børnene fordeler sig sådan.\n" + TABLE.format(angle=angle))))

    assert table.header == (("Tilbud", "Antal børn i alt", "Antal voksne"),)
    assert table.rows == (("Solstrålen", "12", "3"), ("Mælkevejen", "24", "6"))


@pytest.mark.parametrize("angle", ["-90deg", "90deg"], ids=["upwards", "downwards"])
def test_a_note_along_the_edge_is_an_aside_and_breaks_no_sentence(tmp_path: Path, angle: str) -> None:
    note = f"#place(left, dx: -1.2cm, rotate({angle}, reflow: true)[#set text(8pt); Foto: Mette \\ Frandsen])"
    text = "Børnene leger ude hver dag, og de voksne går med. " * 12

    reading = read_structure(set_pdf(tmp_path, note + text))

    assert body(reading) == [text.strip()]
    assert [aside.text for aside in reading.asides] == ["Foto: Mette Frandsen"]


def test_a_name_along_the_edge_of_every_page_is_furniture(tmp_path: Path) -> None:
    head = "#set page(background: place(left + horizon, dx: 5mm, rotate(-90deg, reflow: true)[Plan 2024]))\n"
    page = "Børnene leger ude hver dag, og de voksne går med. " * 12

    reading = read_structure(set_pdf(tmp_path, head + f"{page}\n#pagebreak()\n{page}\n#pagebreak()\n{page}"))

    assert reading.asides == ()
    assert [piece.text for piece in reading.furniture] == ["Plan 2024"] * 3


def test_a_page_on_its_side_is_read_as_the_upright_one_and_its_boxes_stand_where_it_shows_them(tmp_path: Path) -> None:
    text = "= Børnene\n" + "Børnene leger ude hver dag, og de voksne går med.\n\n" * 3 + PLAIN
    path = set_pdf(tmp_path, text)
    upright = read_structure(path)
    document = pypdfium2.PdfDocument(path)
    width, height = document[0].get_size()
    document[0].set_rotation(90)
    document.save(tmp_path / "side.pdf")
    document.close()

    turned = read_structure(tmp_path / "side.pdf")

    assert body(turned) == body(upright)
    assert tables(turned)[0].rows == tables(upright)[0].rows
    assert [(page.width, page.height) for page in turned.pages] == [(round(height, 2), round(width, 2))]
    for box, before in zip(boxes(turned), boxes(upright), strict=True):
        expected = (height - before.bottom, before.x0, height - before.top, before.x1)
        assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx(expected, abs=0.01)


def test_a_page_of_a_wide_table_on_its_side_is_read_between_upright_ones(tmp_path: Path) -> None:
    wide = "#rotate(-90deg, reflow: true)[" + PLAIN + "\n\nTabellen viser børn og voksne i de to tilbud.]"

    reading = read_structure(set_pdf(tmp_path, f"Før.\n#pagebreak()\n{wide}\n#pagebreak()\nEfter."))

    assert [table.rows[0] for table in tables(reading)] == [("Solstrålen", "12", "3")]
    assert body(reading) == ["Før.", "Tabellen viser børn og voksne i de to tilbud.", "Efter."]
    assert reading.warnings == ()
