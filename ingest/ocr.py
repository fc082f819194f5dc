"""The door to Tesseract: the picture of a page becomes lines of words, in Danish or not at all.

Tesseract is asked as a program, once for each page and once more for all cells of its tables: there is nothing to
keep in step with its library, and a fault in it costs one page.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from .rasters import Grey

PROGRAM = "tesseract"
LANGUAGE = "dan"
ASKED_SECONDS = 20.0
"""Tesseract tells its languages in milliseconds; a machine that swaps gets some patience."""
PAGE_SECONDS = 180.0
"""A page takes 2 to 5 seconds; from here on it is no page that anyone could read."""
WHOLE_PAGE = "3"
"""Tesseract's page segmentation: the whole page, its pictures left out, upright."""
ONE_BLOCK = "6"
"""The same where all of a picture is one block of lines; a lone figure is a block too, and no speck."""
WORD_LEVEL = "5"
"""What Tesseract's table of words calls the rows that are words; the others are pages, blocks and lines."""

TIFF_LONG = 4
"""The code of whole numbers of 32 bits in TIFF files."""


class ReadWord(NamedTuple):
    """One word as OCR reads it; pixels from the picture's top left corner, confidence from 0 to 1."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


ReadLine = tuple[ReadWord, ...]
"""The words that OCR sees on one line, from left to right, at least one."""


class Ocr(Protocol):
    """Something that reads Danish from the picture of a page."""

    def read(self, image: Grey, dpi: int) -> tuple[ReadLine, ...] | None:
        """The lines on *image*; ``None`` where it could not be read at all."""
        ...

    def read_blocks(self, images: Sequence[Grey], dpi: int) -> tuple[tuple[ReadLine, ...], ...] | None:
        """The lines on each of *images*, which are blocks of text; ``None`` where they could not be read at all."""
        ...


FindOcr = Callable[[], Ocr | None]


class Tesseract:
    """Tesseract with Danish data; get it from :func:`find_ocr`."""

    def __init__(self, program: str) -> None:
        self._program = program

    def read(self, image: Grey, dpi: int) -> tuple[ReadLine, ...] | None:
        """The lines on *image*; ``None`` where Tesseract failed or gave no answer in time."""
        table = self._table(as_pgm(image), dpi, WHOLE_PAGE)
        return None if table is None else tuple(lines_in(table))

    def read_blocks(self, images: Sequence[Grey], dpi: int) -> tuple[tuple[ReadLine, ...], ...] | None:
        """The lines on each of *images*, as pages of one file: to start Tesseract takes longer than to read a cell."""
        table = self._table(as_tiff(images), dpi, ONE_BLOCK)
        if table is None:
            return None
        lines = {page: tuple(_lines(rows)) for page, rows in groupby(_word_rows(table), key=lambda row: int(row[1]))}
        return tuple(lines.get(page, ()) for page in range(1, len(images) + 1))

    def _table(self, picture: bytes, dpi: int, segmentation: str) -> str | None:
        """Tesseract's table of the words on *picture*; ``None`` where it failed or gave no answer in time."""
        command = [self._program, "-", "-", "-l", LANGUAGE, "--dpi", str(dpi), "--psm", segmentation, "tsv"]
        # Its threads wait for each other more than they work: an 11-page scan takes minutes with them.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            answer = subprocess.run(
                command, input=picture, capture_output=True, env=environment, timeout=PAGE_SECONDS, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return answer.stdout.decode("utf-8", errors="replace")


def find_ocr(which: Callable[[str], str | None] = shutil.which) -> Ocr | None:
    """Tesseract, if it is installed and has its Danish data; never with another language in its place.

    Read as English, Danish text keeps four words in five, and nobody would be told.
    """
    program = which(PROGRAM)
    return Tesseract(program) if program is not None and LANGUAGE in languages_of(program) else None


def languages_of(program: str) -> frozenset[str]:
    """The languages that the Tesseract at *program* has data for; none where it does not answer."""
    try:
        answer = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=ASKED_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(answer.stdout.split())


def as_pgm(image: Grey) -> bytes:
    """*image* as a binary portable greymap, the simplest format that Tesseract reads."""
    height, width = image.shape
    return f"P5 {width} {height} 255\n".encode() + image.tobytes()


def as_tiff(images: Iterable[Grey]) -> bytes:
    """*images* as the pages of one TIFF, the simplest format with pages that Tesseract reads.

    Source: TIFF Revision 6.0, 1992, the tags that section 4 asks of greyscale images, but for their resolution.
    """
    file = bytearray(b"II*\0\0\0\0\0")
    link = 4  # where the place of the next page's tags is to be written
    for image in images:
        height, width = image.shape
        place = len(file)
        file += image.tobytes() + b"\0" * (image.size % 2)
        file[link : link + 4] = struct.pack("<I", len(file))
        values = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: place, 278: height, 279: image.size}
        file += struct.pack("<H", len(values))
        for tag, value in values.items():
            file += struct.pack("<HHII", tag, TIFF_LONG, 1, value)
        link = len(file)
        file += b"\0\0\0\0"
    return bytes(file)


def lines_in(table: str) -> Iterator[ReadLine]:
    """The lines of Tesseract's *table* of words, in its order: tab-separated columns under a header."""
    yield from _lines(_word_rows(table))


def _word_rows(table: str) -> Iterator[list[str]]:
    rows = (row.split("\t") for row in table.splitlines())
    return (row for row in rows if len(row) == 12 and row[0] == WORD_LEVEL and row[11].strip())


def _lines(words: Iterable[list[str]]) -> Iterator[ReadLine]:
    for _, line in groupby(words, key=lambda row: row[1:5]):
        yield tuple(_words(line))


def _words(rows: Iterable[list[str]]) -> Iterator[ReadWord]:
    for row in rows:
        left, top, width, height = (int(part) for part in row[6:10])
        yield ReadWord(row[11].strip(), left, top, left + width, top + height, float(row[10]) / 100)
