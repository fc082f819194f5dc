"""Text that stands on end: read in its own direction, beside the page's or instead of it.

A page most of whose text stands on end is turned as a whole by ``pages.py``, and its boxes are turned back
here once it is read. What stands on end beside upright text is the name of a column where it stands in a
ruled cell; elsewhere it is kept apart from the running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple, TypeVar, cast

from corpus import Box, Paragraph
from corpus.shelf import Shelf

from .grids import Grid
from .lineends import LineJoiner
from .lines import Line, area_of, find_segments
from .pages import Page
from .shapes import Area, turned
from .words import Word, words_of

LEADING = 1.7
"""Type sizes from line to line within which text on end is one block."""
SAME_SIZE = 0.1
"""Relative difference of two lines of one block in size."""
REPEATED = 0.35
"""Share of pages on which a text along the edge must recur to be the document's name there, no aside."""
DIGITS = re.compile(r"\d+")

Value = TypeVar("Value")


class Turn(NamedTuple):
    """A page that was turned clockwise by *quarters* before it was read; its size is the one it shows."""

    quarters: int
    width: float
    height: float


def words_on_end(page: Page, grids: Sequence[Grid]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The blocks of text on end in cells of *grids*, and the others; each block as one word of many.

    Positions are those on the page, so that a cell finds what stands in it.
    """
    cells = [place for grid in grids if len(grid.rows) > 1 for row in grid.rows for place in row if place]
    in_cells: list[Word] = []
    others: list[Word] = []
    for quarter, chars in page.sideways:
        size = (page.height, page.width) if quarter % 2 else (page.width, page.height)
        lines = find_segments(words_of(chars), page.number)
        turned_cells = [turned(cell, quarter, page.width, page.height) for cell in cells]
        for cell in turned_cells:
            inside = [line for line in lines if _is_inside(line, cell)]
            if inside:
                in_cells.append(_block(inside, -quarter, *size))
                lines = [line for line in lines if line not in inside]
        others += [_block(block, -quarter, *size) for block in _blocks(lines)]
    return tuple(in_cells), tuple(others)


def asides_on_end(
    blocks: Sequence[tuple[int, Word]], pages: int
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The asides that *blocks*, each with its page, make, and those that are furniture since they recur."""
    counts: dict[str, set[int]] = {}
    for page, block in blocks:
        counts.setdefault(DIGITS.sub("#", block.text), set()).add(page)
    asides: list[Paragraph] = []
    furniture: list[Paragraph] = []
    for page, block in blocks:
        box = Box(page, block.x0, block.top, block.x1, block.bottom)
        paragraph = Paragraph(block.text, "text", (box,), ((0, page),))
        recurs = len(counts[DIGITS.sub("#", block.text)]) >= max(2, REPEATED * pages)
        (furniture if recurs else asides).append(paragraph)
    return tuple(asides), tuple(furniture)


def turned_back(value: Value, turns: Mapping[int, Turn]) -> Value:
    """*value*, a record of ours or a tuple of them, with the boxes on turned pages as the pages show."""
    if not turns:
        return value
    return cast(Value, _turned_back(value, turns))


def _turned_back(value: object, turns: Mapping[int, Turn]) -> object:
    if isinstance(value, Box):
        turn = turns.get(value.page)
        if turn is None:
            return value
        size = (turn.height, turn.width) if turn.quarters % 2 else (turn.width, turn.height)
        return Box(value.page, *turned(Area(value.x0, value.top, value.x1, value.bottom), -turn.quarters, *size))
    if isinstance(value, Shelf):
        return value.each(lambda part: _turned_back(part, turns))
    if isinstance(value, tuple):
        return tuple(_turned_back(part, turns) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: _turned_back(getattr(value, field.name), turns) for field in fields(value)}
        )
    return value


def _is_inside(line: Line, cell: Area) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom


def _blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines under each other, of one size and close together."""
    blocks: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.x0)):
        for block in blocks:
            last = block[-1]
            overlaps = min(line.x1, last.x1) > max(line.x0, last.x0)
            close = line.baseline - last.baseline <= LEADING * last.size
            if overlaps and close and abs(line.size - last.size) <= SAME_SIZE * last.size:
                block.append(line)
                break
        else:
            blocks.append([line])
    return blocks


def _block(lines: Sequence[Line], quarters: int, width: float, height: float) -> Word:
    """*lines* as one word of many, turned by *quarters* from a page of *width* by *height*."""
    place = turned(area_of(lines), quarters, width, height)
    return Word(
        text=LineJoiner({}).join(line.text for line in lines),
        x0=place.x0,
        top=place.top,
        x1=place.x1,
        bottom=place.bottom,
        baseline=place.bottom,
        size=lines[0].size,
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
    )
