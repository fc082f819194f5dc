"""The lines of tables on the picture of a page: long thin stretches of dark."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .rasters import Grey, Mask, Run, level_runs, noticeable
from .shapes import THIN, Rule

LEAST_LEVEL, LEAST_PLUMB = 36.0, 20.0
"""Points from which a stretch of dark is a rule: longer than any letter is wide, or high in ordinary type."""
PIECE = 12.0
"""Points of the pieces that a rule may be found in; a letter has no straight edge of that length."""
GAP = 3.0
"""Points of white that may part two pieces of one rule."""
BESIDE = 3
"""Pixels above and below a stretch where it is seen whether it is a line; a soft edge is two wide."""
FREE = 0.5
"""Share of dark there below which it is one: letters touch an underline and lines cross a line."""
DRIFT = 1.0
"""Points that two pieces of one rule may be apart in height."""


def find_rules(image: Grey, point: float) -> tuple[list[Rule], list[Run]]:
    """The rules on *image* in points, and the thin ones as pixels, to be taken out before letters are read.

    *point* is how many points a pixel is. What is thicker than a rule is a filled area, and its four sides
    are rules, as they are where a PDF draws it.
    """
    mask = noticeable(image)
    level, free = _sides(mask, LEAST_LEVEL, point)
    plumb, upright = _sides(np.ascontiguousarray(mask.T), LEAST_PLUMB, point)
    rules = [Rule(start * point, y * point, end * point, y * point) for y, start, end in level]
    rules += [Rule(x * point, start * point, x * point, end * point) for x, start, end in plumb]
    return rules, free + [Run(run.top, run.x0, run.bottom, run.x1) for run in upright]


def _sides(mask: Mask, least: float, point: float) -> tuple[list[tuple[float, int, int]], list[Run]]:
    """The level rules in *mask* as (height, start, end) in pixels, and those of them that are lines by themselves.

    A stretch counts where white begins: a thin one with white on both sides is a line, a thick one has a side
    above and a side below. The dark around light letters has neither.
    """
    sides: list[tuple[float, int, int]] = []
    lines: list[Run] = []
    for run in _joined(level_runs(mask, round(PIECE / point)), least / point, point):
        above, below = _is_white(mask, run, run.top - BESIDE), _is_white(mask, run, run.bottom - 1 + BESIDE)
        if _is_thin(run, point):
            if above and below:
                lines.append(run)
                sides.append(((run.top + run.bottom) / 2, run.x0, run.x1))
        else:
            sides += [(y, run.x0, run.x1) for y, is_side in ((run.top, above), (run.bottom, below)) if is_side]
    return sides, lines


def _is_white(mask: Mask, run: Run, y: int) -> bool:
    """Whether the row *y* is white along *run*; beyond the page it is."""
    return not 0 <= y < mask.shape[0] or float(mask[y, run.x0 : run.x1].mean()) < FREE


def without_rules(image: Grey, rules: Iterable[Run]) -> Grey:
    """*image* with *rules* painted over in white; OCR reads them as letters and loses those that touch them."""
    clean = image.copy()
    for run in rules:
        clean[max(run.top - 1, 0) : run.bottom + 1, max(run.x0 - 1, 0) : run.x1 + 1] = 255
    return clean


def _is_thin(run: Run, point: float) -> bool:
    return (run.bottom - run.top) * point <= THIN


def _joined(runs: Iterable[Run], least: float, point: float) -> list[Run]:
    """Pieces that follow each other at one height joined, if they come to *least* pixels together."""
    joined: list[Run] = []
    for run in sorted(runs):
        for number in range(len(joined) - 1, -1, -1):
            last = joined[number]
            level = abs((last.top + last.bottom) - (run.top + run.bottom)) / 2 * point <= DRIFT
            alike = _is_thin(last, point) == _is_thin(run, point)
            if level and alike and run.x0 - last.x1 <= GAP / point:
                joined[number] = Run(
                    last.x0, min(last.top, run.top), max(last.x1, run.x1), max(last.bottom, run.bottom)
                )
                break
        else:
            joined.append(run)
    return sorted((run for run in joined if run.x1 - run.x0 >= least), key=lambda run: run.top)
