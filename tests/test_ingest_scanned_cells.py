"""Cells of ruled tables on scanned pages are read alone where the page's reading lost what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ingest.grids import Grid
from ingest.ocr import ReadLine, ReadWord
from ingest.rasters import Grey
from ingest.scanned_cells import with_cells
from ingest.shapes import Area

LEFT, RIGHT = Area(50, 50, 150, 100), Area(150, 50, 250, 100)
GRID = Grid(Area(50, 50, 250, 100), ((LEFT, RIGHT),))
POINT = 0.5
"""Points a pixel: the cells are 200 by 100 pixels, from (100, 100) and from (300, 100)."""
MARGIN = 10
LABEL = ReadWord("Åen", 120, 140, 180, 160, 0.95)


class FakeOcr:
    """Reads the same word from each block, over all that is inked, and keeps what it was shown."""

    def __init__(self, text: str, confidence: float) -> None:
        self.text, self.confidence = text, confidence
        self.shown: list[Grey] = []

    def read(self, image: Grey, dpi: int) -> tuple[ReadLine, ...]:
        raise AssertionError("cells are read as blocks")

    def read_blocks(self, images: Sequence[Grey], dpi: int) -> tuple[tuple[ReadLine, ...], ...]:
        self.shown += images
        return tuple(
            (((ReadWord(self.text, MARGIN, MARGIN, width - MARGIN, height - MARGIN, self.confidence)),),)
            for height, width in (image.shape for image in images)
        )


def page(paper: int = 240, ink: int = 30) -> Grey:
    """A label in the left cell and a lone figure in the right one."""
    image = np.full((300, 600), 240, np.uint8)
    image[100:200, 300:500] = paper
    image[140:160, 120:180] = 30
    image[140:160, 390:402] = ink
    return image


@pytest.mark.parametrize(("paper", "ink"), [(240, 30), (150, 20), (40, 235)], ids=["white", "tinted", "dark"])
def test_a_figure_that_the_page_lost_is_read_in_its_cell(paper: int, ink: int) -> None:
    ocr = FakeOcr("7", 0.9)

    lines = with_cells([(LABEL,)], page(paper, ink), [GRID], ocr, point=POINT)

    assert lines == ((LABEL,), (ReadWord("7", 390, 140, 402, 160, 0.9),))
    (shown,) = ocr.shown
    assert shown.shape == (20 + 2 * MARGIN, 12 + 2 * MARGIN)
    assert (shown[MARGIN:-MARGIN, MARGIN:-MARGIN] == 0).all()
    assert (shown[:MARGIN] == 255).all()


def test_cells_that_are_empty_or_well_read_are_not_read_again() -> None:
    ocr = FakeOcr("7", 0.9)
    image = page()
    image[140:160, 390:402] = 240

    assert with_cells([(LABEL,)], image, [GRID], ocr, point=POINT) == ((LABEL,),)
    assert ocr.shown == []


@pytest.mark.parametrize(("confidence", "text"), [(0.9, "7"), (0.3, "Z")])
def test_the_surer_reading_of_a_cell_is_kept(confidence: float, text: str) -> None:
    unsure = ReadWord("Z", 390, 140, 402, 160, 0.5)

    lines = with_cells([(LABEL, unsure)], page(), [GRID], FakeOcr("7", confidence), point=POINT)

    assert [word.text for line in lines for word in line] == ["Åen", text]


def test_a_cell_of_which_a_part_was_overlooked_is_read_again_whole() -> None:
    image = page()
    image[105:130, 330:460] = 30
    seen = ReadWord("niveau", 390, 140, 402, 160, 0.95)

    lines = with_cells([(LABEL, seen)], image, [GRID], FakeOcr("organisatorisk", 0.9), point=POINT)

    assert [word.text for line in lines for word in line] == ["Åen", "organisatorisk"]


def test_cells_beside_each_other_make_one_line() -> None:
    lines = with_cells([], page(), [GRID], FakeOcr("7", 0.9), point=POINT)

    assert [[(word.text, word.x0) for word in line] for line in lines] == [[("7", 120), ("7", 390)]]


def test_where_cells_cannot_be_read_the_page_is_as_it_was() -> None:
    class SilentOcr(FakeOcr):
        def read_blocks(self, images: Sequence[Grey], dpi: int) -> None:  # type: ignore[override]
            return None

    assert with_cells([(LABEL,)], page(), [GRID], SilentOcr("7", 0.9), point=POINT) == ((LABEL,),)
