"""Ruled tables on scanned pages read cell by cell: what stands alone in a cell is lost where a whole page is read.

A page's segmentation takes a lone figure for dirt, or reads it in the light of words that it has nothing to do with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .grids import Grid
from .ocr import Ocr, ReadLine, ReadWord
from .ocr_mending import without_dirt
from .rasters import FAINT, Grey, stretched
from .shapes import Area

INSET = 1.0
"""Points inside its edges from which a cell is looked at: rules are taken out, but not their soft sides."""
MARGIN = 5.0
"""Points of white around what stands in a cell; 3.5 and 7 read alike, much more reads worse."""
LEAST_DOTS = 6
"""Dark pixels from which a cell has something in it: a full stop of 8 points has 9, at 200 dots an inch."""
WELL_READ = 0.85
"""How well the page's reading has a cell, see :func:`_read_share`, from which the cell is not read again: to read
those too mends none of them, and takes five times as long."""
DARK = 128
"""The grey up to which a pixel is ink, once paper is white and ink is black."""
SAME_LINE = 0.6
"""Share of the height of the lower of two lines that they have in common if they are one line of a table's row."""


class _Spot(NamedTuple):
    """What stands in one cell: where the cell is, where the picture of it is from, both in pixels, and the picture."""

    row: tuple[int, int]
    cell: tuple[int, int, int, int]
    x0: int
    top: int
    picture: Grey


def with_cells(
    lines: Sequence[ReadLine], image: Grey, grids: Sequence[Grid], ocr: Ocr, *, point: float
) -> tuple[ReadLine, ...]:
    """The *lines* read from *image* as a whole, with the cells of *grids* that were read badly as each alone is read.

    *point* is how many points a pixel is. A cell keeps what the page's reading has of it where its own is no better.
    What it is worth: ``python -m tests.reading_scans``. Known to miss: "(I)" read as "(1)", "1 år" as "lår", now and
    then a minus.
    """
    words = [word for line in lines for word in line]
    spots = [(spot, _read_share(_inside(words, spot.cell), spot)) for spot in _spots(image, grids, point)]
    doubtful = [(spot, share) for spot, share in spots if share < WELL_READ]
    read = ocr.read_blocks([spot.picture for spot, _ in doubtful], round(72 / point)) if doubtful else None
    if read is None:
        return tuple(lines)
    told = []
    for (spot, share), own in zip(doubtful, read, strict=True):
        placed = [_moved(line, spot.x0, spot.top) for line in own]
        if _read_share([word for line in placed for word in line], spot) > share:
            told.append((spot, placed))
    return (*_without(lines, [spot.cell for spot, _ in told]), *_row_lines(told))


def _read_share(words: Sequence[ReadWord], spot: _Spot) -> float:
    """How much of *spot* is read and how surely: the share of its ink under *words*, dirt aside, times confidence."""
    words = without_dirt(tuple(words))
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 0.0
    ink = spot.picture < DARK
    under = np.zeros_like(ink)
    for word in words:
        rows = slice(max(word.top - spot.top, 0), max(word.bottom - spot.top, 0))
        under[rows, max(word.x0 - spot.x0, 0) : max(word.x1 - spot.x0, 0)] = True
    sureness = sum(len(word.text) * word.confidence for word in words) / letters
    return sureness * float((ink & under).sum()) / max(int(ink.sum()), 1)


def _inside(words: Iterable[ReadWord], cell: tuple[int, int, int, int]) -> list[ReadWord]:
    return [word for word in words if _is_in(word, cell)]


def _spots(image: Grey, grids: Iterable[Grid], point: float) -> Iterator[_Spot]:
    margin = round(MARGIN / point)
    for table, grid in enumerate(grids):
        for number, places in enumerate(grid.rows):
            for place in filter(None, places):
                x0, top, x1, bottom = cell = _pixels(place, point)
                found = _inked(image[max(top, 0) : bottom, max(x0, 0) : x1])
                if found is not None:
                    left, above, picture = found
                    on_white = np.pad(picture, margin, constant_values=255)
                    yield _Spot(
                        (table, number), cell, max(x0, 0) + left - margin, max(top, 0) + above - margin, on_white
                    )


def _pixels(place: Area, point: float) -> tuple[int, int, int, int]:
    return (
        round((place.x0 + INSET) / point),
        round((place.top + INSET) / point),
        round((place.x1 - INSET) / point),
        round((place.bottom - INSET) / point),
    )


def _inked(cell: Grey) -> tuple[int, int, Grey] | None:
    """What stands in *cell*, black on white whatever its colours are, and where; ``None`` where nothing does."""
    if not cell.size:
        return None
    paper = float(np.median(cell))
    if float(cell.max()) - paper > paper - float(cell.min()) and (cell > paper + FAINT).sum() >= LEAST_DOTS:
        cell, paper = np.asarray(255 - cell, np.uint8), 255 - paper
    ink = cell < paper - FAINT
    if ink.sum() < LEAST_DOTS:
        return None
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    picture = cell[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return left, top, stretched(picture, paper)


def _moved(line: ReadLine, x: int, y: int) -> ReadLine:
    return tuple(
        word._replace(x0=word.x0 + x, top=word.top + y, x1=word.x1 + x, bottom=word.bottom + y) for word in line
    )


def _without(lines: Iterable[ReadLine], cells: Sequence[tuple[int, int, int, int]]) -> Iterator[ReadLine]:
    """The *lines* less the words whose middle lies in one of *cells*."""
    for line in lines:
        left = tuple(word for word in line if not any(_is_in(word, cell) for cell in cells))
        if left:
            yield left


def _is_in(word: ReadWord, cell: tuple[int, int, int, int]) -> bool:
    x0, top, x1, bottom = cell
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom


def _row_lines(told: Iterable[tuple[_Spot, Sequence[ReadLine]]]) -> Iterator[ReadLine]:
    """The lines of cells beside each other as one: size, weight and slant are measured better on more letters."""
    rows: dict[tuple[int, int], list[ReadLine]] = {}
    for spot, own in told:
        row = rows.setdefault(spot.row, [])
        for line in own:
            beside = next((place for place, other in enumerate(row) if _are_level(other, line)), None)
            if beside is None:
                row.append(line)
            else:
                row[beside] = (*row[beside], *line)
    for row in rows.values():
        yield from row


def _are_level(one: ReadLine, other: ReadLine) -> bool:
    tops, bottoms = zip(*(_extent(line) for line in (one, other)), strict=True)
    lower = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    common = min(bottoms) - max(tops)
    return bool(common >= SAME_LINE * lower)


def _extent(line: ReadLine) -> tuple[int, int]:
    return min(word.top for word in line), max(word.bottom for word in line)
