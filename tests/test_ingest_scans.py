"""Scans and garbled pages are read by OCR, good pages stay as they are, and what is missing is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.analyser import Analyser
from corpus.errors import NothingToRead
from corpus.shelf import Shelf
from ingest.ocr import Ocr, ReadLine, ReadWord
from ingest.ocr_words import recognised_words, sized
from ingest.paragraph_signs import CODE as MENDED_SIGNS
from ingest.pipeline import read_structure
from ingest.rasters import Grey, dark
from ingest.scans import Scans, is_garbled, missing_ocr, needs_ocr, read_scans
from ingest.shapes import Area
from ingest.sheets import Sheet
from tests.reading_gold import agreement, cells_of, f1, full_text, gold_files, table_overlap
from tests.scanning import extracted, joined, scan
from tests.system_tools import missing
from tests.typeset import a_word, image_pdf, set_pdf

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
needs_tesseract = pytest.mark.skipif(missing("tesseract") is not None, reason=str(missing("tesseract")))
KNOWS = Analyser.load().knows

DANISH = """Det tidlige arbejde med børn i dagtilbud kræver et tæt samarbejde mellem forældre og personale, så behov
kan opdages i tid, og støtte gives til de yngste børn. Sundhedsplejersken kommer i hjemmet i barnets første år."""
WORDS = tuple(a_word(text, 60 + 40 * number, 100) for number, text in enumerate(DANISH.split()))
SHEET = Sheet(1, 600, 800, WORDS, (), (), (), 0, 0, None, "text", None)


class FakeOcr:
    """Reads the same words from every page, and counts how often it is asked."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.asked = 0

    def read(self, image: Grey, dpi: int) -> tuple[ReadLine, ...]:
        self.asked += 1
        return tuple(
            tuple(
                ReadWord(word, 100 + 90 * place, 100 + 40 * number, 180 + 90 * place, 120 + 40 * number, 0.9)
                for place, word in enumerate(text.split())
            )
            for number, text in enumerate(self.texts)
        )

    def read_blocks(self, images: Sequence[Grey], dpi: int) -> tuple[tuple[ReadLine, ...], ...]:
        return tuple(() for _ in images)


def refused() -> Ocr | None:
    raise AssertionError("a file with text must not ask for OCR")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of text, and a scan of another."""
    folder = tmp_path_factory.mktemp("mixed")
    sample = SAMPLES / "practice_seks_uger.pdf"
    first = extracted(sample, folder / "first.pdf", [1])
    second = scan(sample, folder / "second.pdf", dpi=150, pages=[2])
    return joined(folder / "mixed.pdf", first, second)


@needs_tesseract
@pytest.mark.parametrize(("name", "dpi"), [("evaluation_tilsyn", 200), ("position_foraeldre_og_hverdag", 150)])
def test_a_scan_says_what_its_source_says(tmp_path: Path, name: str, dpi: int) -> None:
    (gold,) = (gold for path, gold in gold_files(SAMPLES) if path.stem == name)

    reading = read_structure(scan(SAMPLES / f"{name}.pdf", tmp_path / "scan.pdf", dpi=dpi), knows=KNOWS)
    found = agreement(reading, gold)

    assert found.word_f1 >= 0.96
    assert found.order >= 0.99
    assert found.cell_f1 >= 0.9
    assert found.heading_f1 >= 0.8
    assert found.leaked == 0
    assert [one for one in reading.warnings if one.code != MENDED_SIGNS] == []
    assert {page.method for page in reading.pages} == {"ocr"}
    assert all(page.ocr_confidence is not None and page.ocr_confidence > 0.85 for page in reading.pages)


@needs_tesseract
def test_lone_figures_in_the_cells_of_a_scanned_table_are_read(tmp_path: Path) -> None:
    rows = [["Hus", "Før", "Efter"], ["Åen", "7", "-1"], ["Birken", "0", "4"], ["Skovly", "1", "9 (75 %)"]]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    path = set_pdf(tmp_path, f"{DANISH}\n\n#table(columns: (1fr, 1fr, 1fr), {cells})\n\n{DANISH}")

    reading = read_structure(scan(path, tmp_path / "scan.pdf", dpi=200), knows=KNOWS)

    (table,) = [table for section in reading.sections for table in section.tables]
    assert [list(row) for row in table.header + table.rows] == rows


@needs_tesseract
@pytest.mark.real
def test_the_small_tables_of_a_real_scan_keep_their_figures(real_folder: Path, tmp_path: Path) -> None:
    ((path, gold),) = (one for one in gold_files(real_folder / "corpus" / "pdf") if one[0].name.startswith("003_"))
    pages = [2, 8]
    expected = [table["rows"] for table in gold["tables"] if table["page"] in pages]

    reading = read_structure(scan(path, tmp_path / "scan.pdf", dpi=200, pages=pages), knows=KNOWS)
    tables = [table.header + table.rows for section in reading.sections for table in section.tables]
    common, total = table_overlap(tables, expected, cells_of)

    assert 2 * common >= 0.85 * total


@needs_tesseract
def test_a_mixed_document_keeps_its_good_page_as_it_is(mixed: Path, tmp_path: Path) -> None:
    alone = read_structure(extracted(mixed, tmp_path / "alone.pdf", [1]))

    reading = read_structure(mixed, knows=KNOWS)

    assert [page.method for page in reading.pages] == ["text", "ocr"]
    assert [section.heading for section in reading.sections][: len(alone.sections)] == [
        section.heading for section in alone.sections
    ]
    assert "holde øje med fristerne" in full_text(reading)


def test_without_ocr_a_mixed_document_is_read_with_a_warning(mixed: Path) -> None:
    reading = read_structure(mixed, knows=KNOWS, find_ocr=lambda: None)

    assert [page.method for page in reading.pages] == ["text", "none"]
    assert [(one.page, one.code) for one in reading.warnings] == [(None, "ocr_missing"), (2, "no_text_on_page")]
    assert "Side 2 " in reading.warnings[0].message
    assert "praksis doctor" in reading.warnings[0].message


def test_a_scan_without_ocr_is_nothing_to_read_and_says_how_to_get_it(tmp_path: Path) -> None:
    path = scan(SAMPLES / "practice_seks_uger.pdf", tmp_path / "scan.pdf", dpi=72, pages=[1])

    with pytest.raises(NothingToRead, match="praksis doctor") as caught:
        read_structure(path, find_ocr=lambda: None)

    assert caught.value.reason == "no_text"


def test_a_scan_on_which_nothing_can_be_read_is_nothing_to_read(tmp_path: Path) -> None:
    path = scan(SAMPLES / "practice_seks_uger.pdf", tmp_path / "scan.pdf", dpi=72, pages=[1])

    with pytest.raises(NothingToRead, match="scan igen"):
        read_structure(path, find_ocr=FakeOcr)


def test_a_blank_page_needs_no_ocr(tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(image_pdf())

    with pytest.raises(NothingToRead, match="rigtige fil"):
        read_structure(tmp_path / "blank.pdf", find_ocr=refused)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf"))[::4], ids=lambda path: path.stem)
def test_a_file_with_text_never_asks_for_ocr(path: Path) -> None:
    reading = read_structure(path, knows=KNOWS, find_ocr=refused)

    assert {page.method for page in reading.pages} == {"text"}
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("sheet", "needs"),
    [
        (SHEET, False),
        (replace(SHEET, words=()), True),
        (replace(SHEET, words=WORDS[:3]), False),
        (replace(SHEET, words=WORDS[:3], images=(Area(0, 0, 600, 800),)), True),
        (replace(SHEET, images=(Area(0, 0, 300, 400),)), False),
        (replace(SHEET, unmapped=40), True),
        (replace(SHEET, words=tuple(word._replace(text="(cid:73)(cid:9)") for word in WORDS)), True),
        (replace(SHEET, words=tuple(word._replace(text=word.text.translate({101: "\ue065"})) for word in WORDS)), True),
        (replace(SHEET, words=tuple(word._replace(text=word.text[::-1]) for word in WORDS)), True),
    ],
    ids=["text", "none", "short", "stamped", "pictured", "nameless", "cid", "private", "garbled"],
)
def test_pages_without_usable_text_are_told(sheet: Sheet, needs: bool) -> None:
    assert needs_ocr(sheet, KNOWS) is needs


def test_without_an_analyser_garbled_words_pass() -> None:
    reversed_words = tuple(word._replace(text=word.text[::-1]) for word in WORDS)

    assert not is_garbled(replace(SHEET, words=reversed_words), None)


def garbled(path: Path) -> Shelf[Sheet]:
    """The sheets of four pages whose words are none."""
    words = tuple(word._replace(text=word.text[::-1]) for word in WORDS)
    return Shelf(replace(SHEET, number=number, words=words) for number in range(1, 5))


def test_garbled_pages_are_read_anew_where_that_says_more(tmp_path: Path) -> None:
    path = set_pdf(tmp_path, "\n#pagebreak()\n".join([DANISH] * 4))
    ocr = FakeOcr(*DANISH.splitlines())

    scans = read_scans(path, garbled(path), knows=KNOWS, find_ocr=lambda: ocr)

    assert [sheet.method for sheet in scans.sheets] == ["ocr"] * 4
    assert [word.text for word in scans.sheets[0].words] == DANISH.split()


def test_pages_that_ocr_reads_no_better_are_left_and_soon_believed(tmp_path: Path) -> None:
    path = set_pdf(tmp_path, "\n#pagebreak()\n".join([DANISH] * 4))
    ocr = FakeOcr("ingen", "bedre")
    sheets = garbled(path)

    scans = read_scans(path, sheets, knows=KNOWS, find_ocr=lambda: ocr)

    assert scans == Scans(sheets, (), ())
    assert ocr.asked == 3


@pytest.mark.parametrize(
    ("unread", "listed"),
    [((2,), "Side 2 har"), ((2, 3, 4, 7), "Side 2–4 og 7 har"), ((1, 3, 5, 6), "Side 1, 3 og 5–6 har")],
)
def test_the_pages_that_are_missing_are_listed(unread: tuple[int, ...], listed: str) -> None:
    (warning,) = missing_ocr(Scans(Shelf([SHEET]), unread, ()))

    assert warning.message.startswith(listed)


# ---------------------------------------------------------------------- words


def blank(height: int = 400, width: int = 1400) -> Grey:
    return np.full((height, width), 255, np.uint8)


def test_dirt_is_no_word_and_a_lone_zero_is_no_bracket() -> None:
    image = blank()
    image[50:70, 100:111] = 0
    image[50:70, 300:340] = 0
    lines = (
        (ReadWord("(9)", 100, 50, 111, 70, 0.9), ReadWord("børn", 300, 50, 340, 70, 0.95)),
        (ReadWord("|", 100, 90, 102, 110, 0.9), ReadWord("~", 300, 90, 340, 110, 0.3)),
        (ReadWord("wi", 100, 130, 120, 150, 0.3), ReadWord("jz", 300, 130, 340, 150, 0.2)),
    )

    words, confidence = recognised_words(lines, image, dark(image), point=0.36, knows=KNOWS)

    assert [word.text for word in words] == ["0", "børn"]
    assert confidence == pytest.approx(0.94, abs=0.01)


def test_a_thin_space_after_a_figure_is_seen_on_the_picture() -> None:
    image = blank()
    for x0, x1 in ((100, 112), (114, 126), (132, 150)):
        image[50:70, x0:x1] = 0
    close, apart = ReadWord("71%", 100, 50, 150, 70, 0.9), ReadWord("71%", 300, 50, 350, 70, 0.9)
    for x0, x1 in ((300, 315), (316, 331), (332, 350)):
        image[50:70, x0:x1] = 0

    words, _ = recognised_words(((close, apart),), image, dark(image), point=0.36, knows=KNOWS)

    assert [word.text for word in words] == ["71", "%", "71%"]


def test_a_dot_before_an_item_is_a_bullet_whatever_it_was_taken_for() -> None:
    image = blank()
    image[56:64, 100:108] = 0
    image[50:70, 130:200] = 0
    line = (ReadWord("e", 100, 56, 108, 64, 0.5), ReadWord("Leg", 130, 50, 200, 75, 0.95))

    words, _ = recognised_words((line,), image, dark(image), point=0.36, knows=KNOWS)

    assert [word.text for word in words] == ["•", "Leg"]


def test_a_space_that_ocr_overlooked_parts_an_unknown_word_and_no_known_one() -> None:
    image = blank()
    for x0, x1 in ((100, 160), (170, 220), (300, 360), (370, 420)):
        image[50:70, x0:x1] = 0
    line = (ReadWord("efterigen,", 100, 50, 220, 70, 0.9), ReadWord("indsatser", 300, 50, 420, 70, 0.9))

    words, _ = recognised_words((line,), image, dark(image), point=0.36, knows=KNOWS)

    assert [word.text for word in words] == ["efter", "igen,", "indsatser"]


def test_dashes_are_told_by_their_width() -> None:
    image = blank()
    image[50:70, 100:160] = 0
    image[60:62, 180:193] = 0
    image[60:62, 210:216] = 0
    line = (
        ReadWord("hallo", 100, 50, 160, 70, 0.9),
        ReadWord("—", 180, 60, 193, 62, 0.3),
        ReadWord("–", 210, 60, 216, 62, 0.3),
    )

    words, _ = recognised_words((line,), image, dark(image), point=0.36, knows=KNOWS)

    assert [word.text for word in words] == ["hallo", "–", "-"]


def stems(image: Grey, x0: int, width: int, lean: float) -> None:
    """Five upright strokes of a word 70 pixels wide, leaning to the right by *lean* for each pixel of height."""
    for y in range(50, 70):
        for stroke in range(5):
            start = x0 + 14 * stroke + round(lean * (70 - y))
            image[y, start : start + width] = 0


def test_thick_strokes_are_bold() -> None:
    image = blank()
    places = list(range(100, 1100, 100))
    for number, x0 in enumerate(places):
        stems(image, x0, 6 if number == 4 else 3, 0.0)
    line = tuple(ReadWord("hallo", x0, 50, x0 + 70, 70, 0.9) for x0 in places)

    words, _ = recognised_words((line,), image, dark(image), point=0.36, knows=KNOWS)

    assert [word.bold for word in words] == [number == 4 for number in range(10)]
    assert not any(word.italic for word in words)


def test_leaning_strokes_are_italic() -> None:
    image = blank()
    stems(image, 100, 3, 0.2)
    line = (ReadWord("hallo", 100, 50, 170, 70, 0.9),)

    words, _ = recognised_words((line,), image, dark(image), point=0.36, knows=KNOWS)

    assert [word.italic for word in words] == [True]


def test_sizes_that_differ_by_measurement_only_become_one() -> None:
    text = [a_word("dagtilbud", 60, 100 + 12 * number, size=10 + 0.1 * (number % 5)) for number in range(20)]
    heading = a_word("Overgange", 60, 60, size=14.2)
    small = [a_word("fodnoten", 60, 700 + 9 * number, size=8.1) for number in range(8)]

    (sheet,) = sized([replace(SHEET, words=(heading, *text, *small))])

    assert [word.size for word in sheet.words] == [14.0, *[10.0] * 20, *[8.0] * 8]


# ---------------------------------------------------------------------- turned pages


@needs_tesseract
@pytest.mark.parametrize("turn", [1, 2])
def test_a_page_that_lay_on_its_side_or_upside_down_is_read_upright(tmp_path: Path, turn: int) -> None:
    path = set_pdf(tmp_path, f"= Overgange i Nordmose\n{DANISH * 3}")
    upright = read_structure(scan(path, tmp_path / "scan.pdf", dpi=150), knows=KNOWS)

    laid = read_structure(scan(path, tmp_path / "laid.pdf", dpi=150, turn=turn), knows=KNOWS)

    assert [section.heading for section in laid.sections] == ["Overgange i Nordmose"]
    assert f1(full_text(laid).split(), full_text(upright).split()) > 0.97
    # Its places are those on the page as it lies, so its heading has gone from the top to another side.
    page, box = laid.pages[0], laid.sections[0].heading_boxes[0]
    assert (page.width > page.height) == (turn % 2 == 1)
    assert {1: box.x0 > 0.8 * page.width, 2: box.top > 0.8 * page.height}[turn]
