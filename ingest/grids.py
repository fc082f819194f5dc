"""Ruled tables as grids of cells, from the rules on a page.

Source: the method of Anssi Nurminen's master's thesis (Tampere 2013), as in pdfplumber's table finder:
lines, their crossings, the smallest rectangles between crossings. Written anew because pdfplumber compares
sets of edges for each pair of points, which takes seconds on a table of 40 rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from .shapes import THIN, Area, Rule

SNAP = 3.5
"""Points within which two parallel rules are one; the two sides of a cell border are up to 2 apart."""
REACH = 3.5
"""Points by which a rule may miss the one it should meet."""
MIN_RULES = (2, 3)
"""A grid of one row, which a page break may leave of a table, and two columns has two level rules and three plumb."""
FRAME = (80.0, 36.0)
"""Points: the least width and height of a box with a text, some three lines."""


class _Track(NamedTuple):
    """All rules at one height (or, upright, at one distance): where it is, and the stretches covered."""

    at: float
    stretches: tuple[tuple[float, float], ...]

    def covers(self, start: float, end: float) -> bool:
        return any(low - REACH <= start and end <= high + REACH for low, high in self.stretches)


class Grid(NamedTuple):
    """A ruled table: rows from the top, each with one place per column, ``None`` inside a merged cell."""

    box: Area
    rows: tuple[tuple[Area | None, ...], ...]


def find_grids(rules: Sequence[Rule]) -> tuple[Grid, ...]:
    """The ruled tables of a page with at least two columns, from the top; one row may be what a page break leaves."""
    level = _tracks((rule.top, rule.x0, rule.x1) for rule in rules if rule.level)
    upright = [(rule.x0, rule.top, rule.bottom) for rule in rules if not rule.level]
    plumb = _tracks(upright)
    plumb = _tracks([*upright, *_open_sides(level, plumb)])
    if len(level) < MIN_RULES[0] or len(plumb) < MIN_RULES[1]:
        return ()
    grids = [_grid(cells) for cells in _groups(list(_cells(level, plumb)))]
    grids = [grid for grid in grids if len(grid.rows[0]) > 1]
    return tuple(sorted(grids, key=lambda grid: (grid.box.top, grid.box.x0)))


def _open_sides(level: Sequence[_Track], plumb: Sequence[_Track]) -> Iterator[tuple[float, float, float]]:
    """The left and right sides of rows that have a rule above, one below, and plumb ones only between their cells.

    The latter begin and end at level ones; a rule between columns of text runs on.
    """
    heights = [track.at for track in level]
    inner = [
        _Track(track.at, tuple(one for one in track.stretches if all(_is_near(end, heights) for end in one)))
        for track in plumb
    ]
    last: dict[tuple[float, float], float] = {}
    for track in level:
        for start, end in track.stretches:
            alike = next((other for other in last if _same_stretch(other, (start, end))), (start, end))
            above = last.get(alike)
            last[alike] = track.at
            if above is not None and any(
                start + SNAP < rule.at < end - SNAP and rule.covers(above, track.at) for rule in inner
            ):
                yield start, above, track.at
                yield end, above, track.at


def _is_near(place: float, others: Iterable[float]) -> bool:
    return any(abs(place - other) <= REACH for other in others)


def _same_stretch(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= REACH and abs(one[1] - other[1]) <= REACH


def find_frames(rules: Sequence[Rule]) -> tuple[Area, ...]:
    """The rectangles, drawn or tinted, that are large enough to hold a text of their own."""
    level = _tracks((rule.top, rule.x0, rule.x1) for rule in rules if rule.level)
    plumb = _tracks((rule.x0, rule.top, rule.bottom) for rule in rules if not rule.level)
    wide, high = FRAME
    return tuple(cell for cell in _cells(level, plumb) if cell.x1 - cell.x0 >= wide and cell.bottom - cell.top >= high)


def joined_level_rules(rules: Iterable[Rule]) -> list[Area]:
    """The level rules of a page from the top, each as long as its pieces together."""
    tracks = _tracks((rule.top, rule.x0, rule.x1) for rule in rules if rule.level)
    return [Area(start, track.at, end, track.at) for track in tracks for start, end in track.stretches]


def _tracks(rules: Iterable[tuple[float, float, float]]) -> list[_Track]:
    """Rules as (place, start, end) gathered by place; stretches that touch are joined."""
    gathered: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules):
        if gathered and rule[0] - gathered[-1][0][0] <= SNAP:
            gathered[-1].append(rule)
        else:
            gathered.append([rule])
    tracks = [_Track(sum(rule[0] for rule in group) / len(group), _joined(group)) for group in gathered]
    return [track for track in tracks if track.stretches]


def _joined(rules: Iterable[tuple[float, float, float]]) -> tuple[tuple[float, float], ...]:
    stretches: list[tuple[float, float]] = []
    for start, end in sorted((rule[1], rule[2]) for rule in rules):
        if stretches and start <= stretches[-1][1] + REACH:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return tuple((start, end) for start, end in stretches if end - start > THIN)  # else a dot of a line that crosses


def _cells(level: Sequence[_Track], plumb: Sequence[_Track]) -> Iterator[Area]:
    """The smallest rectangle right of and below each crossing."""
    for row, upper in enumerate(level):
        for column, left in enumerate(plumb):
            cell = _smallest(upper, left, level[row + 1 :], plumb[column + 1 :])
            if cell is not None:
                yield cell


def _smallest(upper: _Track, left: _Track, below: Sequence[_Track], right: Sequence[_Track]) -> Area | None:
    for lower in below:
        if not left.covers(upper.at, lower.at):
            return None
        for side in right:
            if not upper.covers(left.at, side.at):
                break
            if lower.covers(left.at, side.at) and side.covers(upper.at, lower.at):
                return Area(left.at, upper.at, side.at, lower.at)
    return None


def _groups(cells: Sequence[Area]) -> list[list[Area]]:
    """Cells that share a corner, directly or through others, together."""
    at_corner: dict[tuple[float, float], list[Area]] = defaultdict(list)
    for cell in cells:
        for corner in _corners(cell):
            at_corner[corner].append(cell)
    groups: list[list[Area]] = []
    waiting = dict.fromkeys(cells)
    while waiting:
        group, reached = [], [next(iter(waiting))]
        del waiting[reached[0]]
        while reached:
            cell = reached.pop()
            group.append(cell)
            for neighbour in (other for corner in _corners(cell) for other in at_corner[corner]):
                if neighbour in waiting:
                    del waiting[neighbour]
                    reached.append(neighbour)
        groups.append(group)
    return groups


def _corners(cell: Area) -> tuple[tuple[float, float], ...]:
    x0, top, x1, bottom = cell
    return ((x0, top), (x1, top), (x0, bottom), (x1, bottom))


def _grid(cells: Sequence[Area]) -> Grid:
    lefts = sorted({cell.x0 for cell in cells})
    by_row = groupby(sorted(cells, key=lambda cell: (cell.top, cell.x0)), key=lambda cell: cell.top)
    rows = []
    for _, row in by_row:
        places = {cell.x0: cell for cell in row}
        rows.append(tuple(places.get(left) for left in lefts))
    box = Area(
        min(cell.x0 for cell in cells),
        min(cell.top for cell in cells),
        max(cell.x1 for cell in cells),
        max(cell.bottom for cell in cells),
    )
    return Grid(box, tuple(rows))
