"""Where the rows of a table begin: at its rules, else by the distances of its lines and by what its cells say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .cells import NUMBER, OPEN_TIME, TIME
from .lineends import HYPHENS
from .lines import Line

NEW_ROW = 1.5
"""Line distance, as a share of the type size, from which lines that stand equally far apart are a row each."""
LEAP = 1.1
"""Ratio of two line distances from which the wider parts rows: padding of a point makes it 1.15 to 1.25."""
LEAST = 0.9
"""Type sizes that two rows stand apart at least; nearer are cells set to the middle or the foot of one."""
IN_HEAD = 0.5
"""Share of a table's lines below its last inner rule from which the rules part its head, and not its rows."""
FIRST_IN_COLUMN = 2
"""What a column's first line weighs: a cell that goes on beside it would begin higher."""
CERTAIN = 3
"""What a word that goes on below weighs against other signs."""

_Row = Sequence[Line]


@dataclass(frozen=True, slots=True)
class Step:
    """From one line of a table to the next: how far, in type sizes, and whether a new row is likely to begin.

    ``sign`` is above 0 where the cells say so, below where they go on; ``broken`` where all of them go on in a word.
    """

    distance: float
    sign: int
    broken: bool
    parted: bool
    labelled: bool


def row_starts(
    rows: Sequence[_Row], places: Sequence[Sequence[int]], breaks: Sequence[float], of_head: Sequence[float], head: int
) -> list[bool]:
    """Whether a row of the table begins with each of *rows*, its lines, whose pieces stand in the columns *places*.

    *breaks* are the heights of rules: where they part some rows they part all. *of_head* are those of the head's, and
    tell nothing of others. *head* is the first line with a label.
    """
    size = sorted(line.size for row in rows for line in row)[sum(map(len, rows)) // 2]
    steps = _steps(rows, places, [*breaks, *of_head], size)
    inner = [y for y in breaks if rows[0][0].baseline < y < rows[-1][0].baseline]
    if len(inner) > 1 and sum(row[0].baseline > inner[-1] for row in rows) < IN_HEAD * len(rows):
        return [True, *(step.parted for step in steps)]
    least = _least_leap([step for step in steps if not step.parted], _leading(rows, places, steps, size))
    return [True, *(_starts(step, least, first=number == head) for number, step in enumerate(steps, start=1))]


def _starts(step: Step, least: float | None, *, first: bool) -> bool:
    if step.broken or step.parted or step.distance < LEAST:
        return step.parted
    if least is not None and (least or step.sign > -CERTAIN):
        return step.distance > least
    if abs(step.sign) >= CERTAIN:
        return step.sign > 0
    if step.sign or step.distance > NEW_ROW:
        return step.sign > 0 or step.distance > NEW_ROW
    return first or step.labelled


def _leading(rows: Sequence[_Row], places: Sequence[Sequence[int]], steps: Sequence[Step], size: float) -> float:
    """The least distance of two lines of one column, in type sizes, with no rule between them."""
    found = [float("inf")]
    last: dict[int, float] = {}
    for row, columns, parted in zip(rows, places, [False, *(step.parted for step in steps)], strict=True):
        last = {} if parted else last
        found += [(line.baseline - last[n]) / size for n, line in zip(columns, row, strict=True) if n in last]
        last |= {n: line.baseline for n, line in zip(columns, row, strict=True)}
    return min(one for one in found if one > LEAST)


def _least_leap(steps: Sequence[Step], leading: float) -> float | None:
    """The distance above which a row begins, ``None`` where all lines stand equally far apart.

    Of the places where the distances leap it is the one that agrees best with what the cells say. Lines set to the
    middle of their rows may stand nearer than the *leading* of a cell's.
    """
    distances = sorted(max(step.distance, leading) for step in steps) if leading < float("inf") else []
    leaps = [(after / before, (before + after) / 2) for before, after in pairwise(distances) if after > LEAP * before]
    if not leaps:
        return None
    if min(distances) > NEW_ROW or sum(step.sign for step in steps) > 0:
        leaps.append((0.0, 0.0))
    return max(leaps, key=lambda leap: (_agreement(steps, leap[1]), leap[0]))[1]


def _agreement(steps: Iterable[Step], least: float) -> int:
    return sum(step.sign if step.distance > least else -step.sign for step in steps)


def _steps(rows: Sequence[_Row], places: Sequence[Sequence[int]], breaks: Sequence[float], size: float) -> list[Step]:
    distances = [round((row[0].baseline - above[0].baseline) / size, 2) for above, row in pairwise(rows)]
    signs = [0] * len(distances)
    broken = []
    last: dict[int, tuple[int, Line]] = {}
    for number, (above, row) in enumerate(pairwise(rows)):
        last |= {column: (number, line) for column, line in zip(places[number], above, strict=True)}
        columns = places[number + 1]
        pairs = [(last[column][1] if column in last else None, line) for column, line in zip(columns, row, strict=True)]
        signs[number] += _sign(pairs, above, labelled=0 in columns)
        for column, (upper, line) in zip(columns, pairs, strict=True):
            if upper is not None and NUMBER.fullmatch(upper.text) and NUMBER.fullmatch(line.text):
                between = range(last[column][0], number + 1)
                signs[max(between, key=lambda step: (distances[step], step))] += 1
        broken.append(all(upper is not None and is_broken(upper, line) for upper, line in pairs))
    return [
        Step(distance, sign, goes_on, _is_parted(above, row, breaks, size), 0 in columns and len(columns) > 1)
        for distance, sign, goes_on, (above, row), columns in zip(
            distances, signs, broken, pairwise(rows), places[1:], strict=True
        )
    ]


def _sign(pairs: Sequence[tuple[Line | None, Line]], above: _Row, *, labelled: bool) -> int:
    """How likely a row begins with the second of *pairs*, below the first of each in its column; *above* is over it."""
    sign = 0 if labelled else -1
    if any(sum(line.x0 < upper.x1 and line.x1 > upper.x0 for _, line in pairs) > 1 for upper in above):
        sign += CERTAIN  # a head over several columns, and theirs
    if any(upper is None for upper, _ in pairs):
        sign += FIRST_IN_COLUMN
    for upper, line in pairs:
        if upper is None:
            continue
        if is_broken(upper, line) or upper.text.count("(") > upper.text.count(")") or _is_share(upper, line):
            sign -= CERTAIN
        elif line.text[:1].islower():
            sign -= 1
    return sign


def _is_share(upper: Line, lower: Line) -> bool:
    """Whether *lower* is the share in per cent of the figure *upper*, or its sign."""
    return NUMBER.fullmatch(upper.text) is not None and "(" not in upper.text and lower.text[0] in "(%"


def _is_parted(above: _Row, here: _Row, breaks: Iterable[float], size: float) -> bool:
    """Whether one of *breaks* stands between two rows."""
    return any(above[0].baseline < y + 0.5 * size < here[0].baseline for y in breaks)


def is_broken(upper: Line, lower: Line) -> bool:
    """Whether *upper* breaks off in a word that *lower*, below it, goes on with; or between two times."""
    in_word = upper.text[-1] in HYPHENS and lower.text[:1].islower()
    in_times = OPEN_TIME.fullmatch(upper.text) is not None and TIME.fullmatch(lower.text) is not None
    return (in_word or in_times) and lower.x0 < upper.x1 and lower.x1 > upper.x0
