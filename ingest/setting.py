"""How the lines of a block are set: what is kept of them once their words are in the block's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus import Box

from .lines import Line
from .styles import Style, style_of

ENDS_IN_FIGURE = re.compile(r".*\D\s*\d{1,3}")


class Edge(NamedTuple):
    """The first or the last line of a block: where it stands, in points, and its size."""

    page: int
    x0: float
    top: float
    bottom: float
    size: float


class Sides(NamedTuple):
    """Where the full lines of a column begin and end, in points."""

    left: float
    right: float


class Setting(NamedTuple):
    """How one or more lines are set. The lines themselves would take ten times the room of their text.

    Attributes:
        first: the first line, ``last`` the last one.
        style: that of the first line.
        boxes: one for each column or page that the lines stand in.
        letters: type sizes, each with how many letters have it.
        length: how many lines there are.
        italic: whether all are.
        in_figures: whether each ends in a figure, as the lines of a list of contents do.
        indent: how far right of its column's left side the first line starts, in points; ``room`` how much of the
            measure the last line leaves free.
    """

    first: Edge
    last: Edge
    style: Style
    boxes: tuple[Box, ...]
    letters: tuple[tuple[float, int], ...]
    length: int
    italic: bool
    in_figures: bool
    indent: float = 0.0
    room: float = 0.0

    def followed_by(self, rest: Setting) -> Setting:
        """How the lines of both are set, those of *rest* after these."""
        return Setting(
            first=self.first,
            last=rest.last,
            style=self.style,
            boxes=_joined(self.boxes, rest),
            letters=self.letters + rest.letters,
            length=self.length + rest.length,
            italic=self.italic and rest.italic,
            in_figures=self.in_figures and rest.in_figures,
            indent=self.indent,
            room=rest.room,
        )


def setting_of(lines: Sequence[Line], sides: Sides | None = None) -> Setting:
    """How *lines*, at least one, are set in a column with these *sides*."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    first = _edge(lines[0])
    return Setting(
        first=first,
        last=_edge(lines[-1]) if len(lines) > 1 else first,
        style=style_of(lines[0]),
        boxes=boxes_of(lines),
        letters=tuple(letters.items()),
        length=len(lines),
        italic=all(line.italic for line in lines),
        in_figures=all(ENDS_IN_FIGURE.fullmatch(line.text) for line in lines),
        indent=lines[0].x0 - sides.left if sides else 0.0,
        room=sides.right - lines[-1].x1 if sides else 0.0,
    )


def boxes_of(lines: Iterable[Line]) -> tuple[Box, ...]:
    """Boxes around runs of *lines* that go down one column."""
    boxes: list[Box] = []
    for line in lines:
        if boxes and _is_below(line, boxes[-1]):
            boxes[-1] = _round(boxes[-1], line.box)
        else:
            boxes.append(line.box)
    return tuple(boxes)


def _joined(boxes: tuple[Box, ...], rest: Setting) -> tuple[Box, ...]:
    if _is_below(rest.first, boxes[-1]):
        return (*boxes[:-1], _round(boxes[-1], rest.boxes[0]), *rest.boxes[1:])
    return boxes + rest.boxes


def _edge(line: Line) -> Edge:
    return Edge(line.page, line.x0, line.top, line.bottom, line.size)


def _is_below(line: Line | Edge, box: Box) -> bool:
    """Whether *line* goes on down the column in which *box* stands."""
    return box.page == line.page and line.top >= box.top and line.bottom >= box.bottom - line.size


def _round(upper: Box, lower: Box) -> Box:
    return Box(
        upper.page,
        min(upper.x0, lower.x0),
        upper.top,
        max(upper.x1, lower.x1),
        max(upper.bottom, lower.bottom),
    )
