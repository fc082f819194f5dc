"""Lines and rectangles on a page, and how they are recognised in a PDF's paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

PathSegment = tuple[str, *tuple[float, ...]]
"""An operator of a PDF path (m, l, c, h …) and its numbers."""
Point = tuple[float, float]

THIN = 2.5
"""Points: a rectangle thinner than this is drawn as a line and read as one (Word, Chromium, LaTeX)."""
STRAIGHT = 0.5
"""Points that a line may be off before it is no longer level or plumb."""


class Rule(NamedTuple):
    """A level or plumb line, or the side of a rectangle: in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        return self.bottom - self.top < self.x1 - self.x0


class Area(NamedTuple):
    """A rectangle filled with colour, or an image: in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


def is_white(colour: object) -> bool:
    """Whether a colour is white in grey, RGB or CMYK; patterns are not."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return False
    if len(parts) == 4:
        return all(float(part) < 0.01 for part in parts)
    return bool(parts) and all(float(part) > 0.99 for part in parts)


def polygons(path: Iterable[PathSegment]) -> list[tuple[list[Point], bool]]:
    """The straight-sided parts of a path as points, each with whether it is closed."""
    polygons: list[tuple[list[Point], bool]] = []
    points: list[Point] = []
    straight = True
    for operator, *numbers in path:
        if operator == "m":
            if straight and len(points) > 1:
                polygons.append((points, False))
            points, straight = [_point(numbers)], True
        elif operator == "l":
            points.append(_point(numbers))
        elif operator == "h":
            if straight and len(points) > 1:
                polygons.append(([*points, points[0]], True))
            points, straight = points[:1], True
        else:
            straight = False
    if straight and len(points) > 1:
        polygons.append((points, points[0] == points[-1]))
    return polygons


def _point(numbers: Sequence[float]) -> Point:
    x, y = numbers
    return (x, y)


def rectangle(corners: Sequence[Point]) -> Area | None:
    """The rectangle that four or five corners make, ``None`` for any other shape."""
    if len(corners) not in (4, 5) or (len(corners) == 5 and corners[0] != corners[4]):
        return None
    xs = sorted(x for x, _ in corners[:4])
    ys = sorted(y for _, y in corners[:4])
    straight = xs[1] - xs[0] <= STRAIGHT and xs[3] - xs[2] <= STRAIGHT
    if straight and ys[1] - ys[0] <= STRAIGHT and ys[3] - ys[2] <= STRAIGHT:
        return Area(xs[0], ys[0], xs[3], ys[3])
    return None
