"""Pages drawn with what was understood: every place has its colour, its number and its line in the legend."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from corpus import Document
from corpus.analyser import Analyser
from corpus.taxonomy import Taxonomy
from ingest.language import load_language
from ingest.pages import draw_text
from ingest.picture import COLOURS, DPI, LABELS, LEGEND_WIDTH, find_marks, write_pictures
from ingest.pipeline import read_document

SAMPLE = Path(__file__).parents[1] / "corpus" / "samples" / "programme_overgange.pdf"


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(SAMPLE, analyser=Analyser.load(), taxonomy=Taxonomy.load(), language=load_language(None))


def colours_of(picture: Image.Image) -> set[tuple[int, ...]]:
    return {
        colour for _, colour in picture.getcolors(picture.width * picture.height) or () if isinstance(colour, tuple)
    }


def test_each_page_becomes_a_picture_with_a_legend(document: Document, tmp_path: Path) -> None:
    files = write_pictures(SAMPLE, document, tmp_path / "sider")

    assert [path.name for path in files] == [f"{document.id}-01.png", f"{document.id}-02.png"]
    width, height = (round(document.pages[0].width * DPI / 72), round(document.pages[0].height * DPI / 72))
    with Image.open(files[0]) as picture:
        assert abs(picture.width - width - LEGEND_WIDTH) <= 1
        assert abs(picture.height - height) <= 1


def test_what_stands_on_a_page_has_its_colour_there_and_in_the_legend(document: Document, tmp_path: Path) -> None:
    first, _ = write_pictures(SAMPLE, document, tmp_path)
    here = {mark.kind for mark in find_marks(document) if mark.box.page == 1}

    whole = Image.open(first)
    page = whole.crop((0, 0, whole.width - LEGEND_WIDTH, whole.height))
    legend = whole.crop((whole.width - LEGEND_WIDTH, 0, whole.width, whole.height))
    assert {"heading", "text", "table", "session", "furniture"} <= here
    assert {kind for kind in LABELS if COLOURS[kind] in colours_of(legend)} == here
    assert {kind for kind in LABELS if COLOURS[kind] in colours_of(page)} >= here - {"table"}


def test_everything_with_a_place_is_marked_in_reading_order(document: Document) -> None:
    marks = list(find_marks(document))
    kinds = [mark.kind for mark in marks]

    assert [mark.item for mark in marks] == sorted(mark.item for mark in marks)
    assert kinds.count("heading") == sum(len(section.heading_boxes) for section in document.sections)
    assert kinds.count("furniture") == sum(len(line.boxes) for line in document.furniture)
    assert kinds.index("furniture") > kinds.index("session") > kinds.index("heading")


def test_a_page_that_cannot_be_drawn_is_white_with_its_boxes(document: Document, tmp_path: Path) -> None:
    gone = tmp_path / "gone.pdf"
    gone.write_bytes(b"%PDF-1.4 og intet mere")

    first, _ = write_pictures(gone, replace(document, warnings=()), tmp_path)

    assert COLOURS["heading"] in colours_of(Image.open(first))


def test_danish_letters_are_drawn() -> None:
    pictures = [draw_text(letter, 22) for letter in ("æ", "ø", "å", "–", "?")]

    assert all((picture < 128).any() for picture in pictures)
    assert len({picture.tobytes() for picture in pictures}) == 5
