"""Lines and rectangles on a page, and how they are recognised in a PDF's paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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


def common_area(one: Area, other: Area) -> Area | None:
    """What two areas have in common, ``None`` where they are apart; a line in an area is in common too."""
    x0, top = max(one.x0, other.x0), max(one.top, other.top)
    x1, bottom = min(one.x1, other.x1), min(one.bottom, other.bottom)
    return Area(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None


def box_round(points: Iterable[Point]) -> Area:
    """The smallest area that holds *points*, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def turned(area: Area, quarters: int, width: float, height: float) -> Area:
    """*area* of a page of *width* by *height* after the page was turned clockwise by *quarters*."""
    x0, top, x1, bottom = area
    if quarters % 4 == 1:
        return Area(height - bottom, x0, height - top, x1)
    if quarters % 4 == 2:
        return Area(width - x1, height - bottom, width - x0, height - top)
    if quarters % 4 == 3:
        return Area(top, width - x1, bottom, width - x0)
    return area


@lru_cache(maxsize=1024)
def is_white(colour: object, space: str) -> bool:
    """Whether a colour shows no ink: white in grey, RGB or CMYK, or none of a spot colour; patterns do."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if space == "Indexed" or not all(isinstance(part, int | float) for part in parts):
        return False
    if len(parts) == 4 or space in {"Separation", "DeviceN"}:
        return all(float(part) < 0.01 for part in parts)
    white = 99.0 if space == "Lab" else 0.99
    return bool(parts) and all(float(part) > white for part in parts[: 1 if space == "Lab" else None])


def outlines(path: Iterable[PathSegment]) -> Iterator[list[Point]]:
    """The points of each part of a path, those that bend its curves among them."""
    points: list[Point] = []
    for operator, *numbers in path:
        if operator == "m":
            if len(points) > 1:
                yield points
            points = []
        points.extend(zip(numbers[::2], numbers[1::2], strict=True))
    if len(points) > 1:
        yield points


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
