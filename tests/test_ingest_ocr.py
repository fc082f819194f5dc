"""The door to Tesseract: Danish or nothing, and its table of words as lines."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from ingest.ocr import ReadWord, Tesseract, as_pgm, as_tiff, find_ocr, languages_of, lines_in
from tests.system_tools import missing

ROWS = (
    "level page_num block_num par_num line_num word_num left top width height conf text",
    "1 1 0 0 0 0 0 0 200 100 -1 ",
    "4 1 1 1 1 0 10 20 90 12 -1 ",
    "5 1 1 1 1 1 10 20 40 12 96.5 Små",
    "5 1 1 1 1 2 55 20 45 12 91.0 børn",
    "5 1 1 1 1 3 101 20 1 12 95.0 \u00a0",
    "4 1 1 1 2 0 10 40 40 12 -1 ",
    '5 1 1 1 2 1 10 40 40 12 50 "leg"',
)
TABLE = "\n".join(row.replace(" ", "\t") for row in ROWS)


def program(folder: Path, script: str) -> str:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_words_on_one_line_come_together_and_empty_ones_not_at_all() -> None:
    assert list(lines_in(TABLE)) == [
        (ReadWord("Små", 10, 20, 50, 32, 0.965), ReadWord("børn", 55, 20, 100, 32, 0.91)),
        (ReadWord('"leg"', 10, 40, 50, 52, 0.5),),
    ]


def test_a_picture_is_handed_over_as_it_is() -> None:
    image = np.arange(6, dtype=np.uint8).reshape(2, 3)

    assert as_pgm(image) == b"P5 3 2 255\n\x00\x01\x02\x03\x04\x05"


def test_pictures_are_handed_over_as_pages_of_one_file() -> None:
    images = [np.arange(size, dtype=np.uint8).reshape(shape) for size, shape in ((15, (3, 5)), (8, (2, 4)))]

    with Image.open(BytesIO(as_tiff(images))) as file:
        pages = [np.asarray(page).tolist() for page in ImageSequence.Iterator(file)]

    assert pages == [image.tolist() for image in images]


def test_each_block_has_its_own_lines_and_one_without_words_has_none(tmp_path: Path) -> None:
    rows = ("5 1 1 1 1 1 4 5 8 9 96.0 7", "5 1 1 1 2 1 4 25 8 9 94.0 8", "5 3 1 1 1 1 6 5 8 9 90.0 9")
    table = "\\n".join("\\t".join(row.split()) for row in rows)
    path = program(tmp_path, f"echo \"$@\" > {tmp_path}/asked; cat > /dev/null; printf '{table}\\n'")

    blocks = Tesseract(path).read_blocks([np.zeros((2, 2), np.uint8)] * 3, 200)

    assert blocks == (
        ((ReadWord("7", 4, 5, 12, 14, 0.96),), (ReadWord("8", 4, 25, 12, 34, 0.94),)),
        (),
        ((ReadWord("9", 6, 5, 14, 14, 0.9),),),
    )
    assert (tmp_path / "asked").read_text() == "- - -l dan --dpi 200 --psm 6 tsv\n"


@pytest.mark.parametrize(
    ("languages", "found"), [("dan eng osd", True), ("eng osd", False), ("dan_frak", False)], ids=str
)
def test_without_danish_data_there_is_no_ocr(tmp_path: Path, languages: str, found: bool) -> None:
    path = program(tmp_path, f"printf '%s\\n' 'List of available languages (3):' {languages}")

    assert (find_ocr(lambda name: path) is not None) is found


def test_without_the_program_there_is_no_ocr() -> None:
    assert find_ocr(lambda name: None) is None
    assert languages_of("/findes/ikke") == frozenset()


def test_it_is_asked_for_danish_with_one_thread(tmp_path: Path) -> None:
    path = program(tmp_path, f'echo "$@ threads=$OMP_THREAD_LIMIT" > {tmp_path}/asked; cat > /dev/null')

    assert Tesseract(path).read(np.zeros((2, 2), np.uint8), 200) == ()
    assert (tmp_path / "asked").read_text() == "- - -l dan --dpi 200 --psm 3 tsv threads=1\n"


def test_a_program_that_fails_reads_nothing(tmp_path: Path) -> None:
    ocr = Tesseract(program(tmp_path, "cat > /dev/null; exit 1"))

    assert ocr.read(np.zeros((2, 2), np.uint8), 200) is None
    assert ocr.read_blocks([np.zeros((2, 2), np.uint8)], 200) is None


@pytest.mark.skipif(missing("tesseract") is not None, reason=str(missing("tesseract")))
def test_the_tesseract_of_this_machine_has_danish() -> None:
    assert find_ocr() is not None
