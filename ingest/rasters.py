"""The picture of a page as an array: set straight, its rules found, its strokes measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.uint8]
"""A picture of shape (height, width): 0 is black, 255 is white."""
Mask: TypeAlias = NDArray[np.bool_]
"""Which pixels of a picture are dark, of the same shape."""

MOST_SKEW = 2.0
"""Degrees: a feeder tilts sheets by less; what lies further askew was meant so."""
SKEW_STEPS = (0.25, 0.03)
"""Degrees between the angles that are tried, first roughly and then around the best; .03 is 4 pixels in 8,000."""
LEAST_SKEW = 0.04
"""Degrees below which turning the picture costs more sharpness than it gives."""
FAINT = 40
"""How much darker than the paper something printed is; noise of scanners is 5 to 10."""
LEAST_INK = 0.0003
"""Share of a page that its shortest line of text covers, as a page number does; dust covers less."""
GRAIN = 20
"""How much darker than the paper is still made white with it: scanners' noise, twice over."""
BLACK = 30.0
"""Percentile of the inked pixels' greys from which they are black: the inside of strokes, and not their soft sides."""
PALE, MOSTLY = 150, 0.6
"""The grey from which paper is pale, and the share of a page that is bare: .76 and more on scanned pages of
text, .67 on one with a picture over a third of it."""
SAME_STRETCH = 0.6
"""Share that two stretches in touching rows have in common if they are one: a rule that sinks by a pixel from
end to end keeps two thirds of it from row to row."""
ITALIC_SLANT = 11.0
"""Degrees by which italics lean; faces have 8 to 15."""
MORE_CHANGE = 1.5
"""How much more the columns of a page must change than its rows before its text is taken to run up or down."""
STRIP = 16
"""Pixels of width that are moved together while looking for the skew."""


class Run(NamedTuple):
    """A long thin stretch of dark pixels; pixels from the picture's top left corner, ends not included."""

    x0: int
    top: int
    x1: int
    bottom: int


def dark(image: Grey) -> Mask:
    """The dark pixels of *image*: those on the darker side of the best split of its greys.

    Source: Otsu, A Threshold Selection Method from Gray-Level Histograms, IEEE SMC 1979.
    """
    counts = np.bincount(image.ravel(), minlength=256).astype(np.float64)
    below = np.cumsum(counts)
    sums = np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    split = int(np.argmax(np.nan_to_num(between)))
    mask: Mask = image <= split
    return mask


def noticeable(image: Grey) -> Mask:
    """The pixels of *image* that stand out from the paper, faint lines too."""
    mask: Mask = image < paper_of(image) - FAINT
    return mask


def stretched(image: Grey, paper: float) -> Grey:
    """*image* with its *paper* white, the grain of it too, and its ink black.

    Tesseract takes grain beside a lone figure for part of it. Running text gains nothing by it.
    """
    ink = image[image < paper - FAINT]
    black = float(np.percentile(ink, BLACK)) if ink.size else 0.0
    greys = (image.astype(np.float32) - black) / max(paper - GRAIN - black, 1.0) * 255
    clear: Grey = np.clip(greys, 0, 255).astype(np.uint8)
    return clear


def paper_of(image: Grey) -> float:
    """The grey of the paper of *image*, a page."""
    return float(np.percentile(image[::4, ::4], 80))


def inked(image: Grey) -> bool:
    """Whether anything is printed on *image*: a blank page is even, whatever its colour."""
    return float(noticeable(image).mean()) > LEAST_INK


def is_paper(image: Grey) -> bool:
    """Whether *image* is mostly one pale grey, as a printed page is and a photograph is not."""
    paper = float(np.percentile(image, 80))
    return paper > PALE and float((np.abs(image.astype(np.float32) - paper) < FAINT).mean()) > MOSTLY


def skew_of(mask: Mask) -> float:
    """Degrees by which the lines of text sink to the right; 0 where no angle is better than level.

    Level text has sharp rows: of the angles tried, the one whose row sums change most from row to row.
    """
    height, width = mask.shape
    strips = [mask[:, x : x + STRIP].sum(axis=1, dtype=np.int32) for x in range(0, width, STRIP)]
    if not strips:
        return 0.0

    def sharpness(angle: float) -> float:
        slope = np.tan(np.radians(angle))
        rows = np.zeros(height, np.int64)
        for number, strip in enumerate(strips):
            rows += np.roll(strip, -round(slope * (number + 0.5) * STRIP))
        return float(np.square(np.diff(rows)).sum())

    best = 0.0
    reach = MOST_SKEW
    for step in SKEW_STEPS:
        count = round(reach / step)
        angles = [best + n * step for n in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))
        reach = step
    return best if LEAST_SKEW <= abs(best) < MOST_SKEW else 0.0


def lines_run_across(mask: Mask) -> bool:
    """Whether lines of text run from side to side, and not from top to bottom, as far as the picture shows.

    Rows of text change sharply from dark to white, and columns of letters do not. In doubt they do.
    """
    rows, columns = (np.diff(mask.mean(axis=axis)) for axis in (1, 0))
    return bool(np.square(columns).mean() < MORE_CHANGE * np.square(rows).mean())


def straightened(image: Grey, skew: float) -> Grey:
    """*image* turned back by *skew* degrees around its middle; what comes in from outside is white.

    Two shears make a rotation as good as exact below two degrees.
    """
    if not skew:
        return image
    slope = float(np.tan(np.radians(skew)))
    level = _sheared(image, slope)
    return np.ascontiguousarray(_sheared(level.T, -slope).T)


def _sheared(image: Grey, slope: float) -> Grey:
    """*image* with each column moved up by *slope* times its distance from the middle, between pixels too."""
    height, width = image.shape
    shift = slope * (np.arange(width) - width / 2)
    whole = np.floor(shift).astype(np.int64)
    part = (shift - whole).astype(np.float32)
    rows = np.arange(height)[:, None] + whole[None, :]

    def taken(rows: NDArray[np.int64]) -> NDArray[np.float32]:
        inside = (rows >= 0) & (rows < height)
        values = np.take_along_axis(image, np.clip(rows, 0, height - 1), axis=0)
        return np.where(inside, values, 255).astype(np.float32)

    sheared: Grey = np.rint(taken(rows) * (1 - part) + taken(rows + 1) * part).astype(np.uint8)
    return sheared


def level_runs(mask: Mask, least: int) -> list[Run]:
    """Stretches of dark at least *least* pixels long, those of touching rows together, from the top.

    A row counts as dark where it or one of its neighbours is, so that a line between two rows of pixels
    and one that is a trifle askew are found whole.
    """
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    open_runs: list[Run] = []
    done: list[Run] = []
    for y, stretches in enumerate(_stretches(thick, least)):
        still: list[Run] = []
        for x0, x1 in stretches:
            touching = [run for run in open_runs if _alike(run, x0, x1)]
            for run in touching:
                open_runs.remove(run)
            still.append(
                Run(
                    min([x0, *(run.x0 for run in touching)]),
                    min([y, *(run.top for run in touching)]),
                    max([x1, *(run.x1 for run in touching)]),
                    y + 1,
                )
            )
        done += open_runs
        open_runs = _merged(still)
    done += open_runs
    # The dark of a neighbour makes each stretch one row thicker at both sides.
    return sorted((run._replace(top=run.top + 1, bottom=run.bottom - 1) for run in done), key=lambda run: run.top)


def _alike(run: Run, x0: int, x1: int) -> bool:
    """Whether a stretch goes on with *run*; where a rule crosses a filled area the two do not."""
    common = min(run.x1, x1) - max(run.x0, x0)
    return common >= SAME_STRETCH * max(run.x1 - run.x0, x1 - x0)


def _merged(runs: list[Run]) -> list[Run]:
    """Runs of one row that touched the same run above are one."""
    merged: list[Run] = []
    for run in sorted(runs):
        if merged and run.x0 <= merged[-1].x1:
            last = merged[-1]
            merged[-1] = Run(last.x0, min(last.top, run.top), max(last.x1, run.x1), run.bottom)
        else:
            merged.append(run)
    return merged


def _stretches(mask: Mask, least: int) -> Iterator[list[tuple[int, int]]]:
    """For each row the start and end of its dark stretches of at least *least* pixels."""
    height, _ = mask.shape
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    long = ends[:, 1] - starts[:, 1] >= least
    found: list[list[tuple[int, int]]] = [[] for _ in range(height)]
    for (y, x0), x1 in zip(starts[long].tolist(), ends[long, 1].tolist(), strict=True):
        found[y].append((x0, x1))
    yield from found


def stroke_width(image: Grey, mask: Mask) -> float | None:
    """The mean width of the strokes that cross the rows of a word's picture, in pixels; ``None`` without dark.

    The darkness of the pixels counts, not only their number: a stem of regular type is two pixels wide at
    200 dots an inch, and one of bold type three.
    """
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    strokes = int((edges == 1).sum())
    if strokes == 0:
        return None
    ink = (255 - image.astype(np.float32)).sum() / 255
    return float(ink / strokes)


def white_columns(mask: Mask, least: int) -> list[tuple[int, int]]:
    """The stretches of at least *least* columns without dark inside a word's picture, from left to right."""
    columns = mask.any(axis=0)
    dark_at = np.flatnonzero(columns)
    gaps = np.flatnonzero(np.diff(dark_at) > max(least, 1))
    return [(int(dark_at[at]) + 1, int(dark_at[at + 1])) for at in gaps]


def slant_gain(mask: Mask) -> float:
    """How much sharper the columns of a line's picture are when it leans back by the slant of italics.

    Above 1 its stems lean, below they stand. Stems that stand one above the other make columns that change
    sharply from dark to white.
    """
    height, _ = mask.shape
    lean = np.tan(np.radians(ITALIC_SLANT))
    wide = np.pad(mask, ((0, 0), (0, round(lean * height) + 1)))
    leant = np.stack([np.roll(row, round(lean * y)) for y, row in enumerate(wide)])
    return _sharpness(leant) / max(_sharpness(wide), 1.0)


def _sharpness(mask: Mask) -> float:
    return float(np.square(np.diff(mask.sum(axis=0, dtype=np.int64))).sum())
