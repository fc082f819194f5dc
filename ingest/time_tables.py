"""Programmes without rules: times under each other, and beside each what happens then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from statistics import median

from corpus import Box

from .cells import OPEN_TIME, TIME, Cell, FoundTable, cell_of
from .lineends import LineJoiner
from .lines import Line, find_segments, joined_rows, line_of
from .shapes import Area
from .sheets import Sheet
from .text_grids import level_rows, white_columns
from .words import Word

MIN_TIMES = 4
"""Times under each other that make a programme; fewer are often opening hours or a list of dates."""

MOST_TIME_WORDS = 5
"""Words in the longest way to write a time: "kl. 9.30 til kl. 10.00"."""
GAP_AFTER_LAST = 0.8
"""White below the last event, as a share of the type size, that ends it; no later time does."""
SAME_STACK = 6.0
"""Points within which times stand under each other."""
SAME_HEIGHT = 3.0
"""Points within which two baselines are one line."""
LEVEL = 0.5
"""Share of times that must be level with others, or with the lines of a column, for the two to be one table."""
MANY_LINES = 1.2
"""Lines to a row from which what stands beside a programme may be text."""
COMMON_START = 0.4
"""Share of rows in which something must start at one place for a further column ("Sted") to stand there."""


def find_time_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Programmes without rules: times under each other, and beside each what happens then."""
    segments = _split_at_times(_with_ends(find_segments(sheet.words, sheet.number)))
    times = [line for line in segments if TIME.fullmatch(line.text)]
    if len(times) < MIN_TIMES:
        return []
    stacks = _stacks(times)
    found = []
    for number, stack in enumerate(stacks):
        edge = min(line.x0 for line in stack)
        limit = min((line.x0 for line in stacks[number + 1]), default=0.0) if number + 1 < len(stacks) else float("inf")
        own = {id(time) for time in stack}
        others = [line for line in segments if id(line) not in own and line.x1 > edge and line.x0 < limit - 2]
        right_of_times = max(line.x1 for line in stack)
        for run in _unbroken(stack, others, right_of_times):
            table = _time_table(run, others, right_of_times, sheet, joiner) if len(run) >= 2 else None
            found += [table] if table is not None else []
    return found


def _stacks(times: Sequence[Line]) -> list[list[Line]]:
    """The *times* under each other, from left to right: a programme may go on in the page's next column.

    Times level with those to their left are when an event ends, and belong to it.
    """
    stacks: list[list[Line]] = []
    for time in sorted(times, key=lambda line: line.x0):
        if stacks and time.x0 - stacks[-1][0].x0 < SAME_STACK:
            stacks[-1].append(time)
        else:
            stacks.append([time])
    apart: list[list[Line]] = []
    for stack in stacks:
        level = sum(_is_level(time, apart[-1]) for time in stack) if apart else 0
        if len(stack) >= 2 and level <= LEVEL * len(stack):
            apart.append(sorted(stack, key=lambda line: line.top))
    return apart


def _is_level(line: Line, others: Iterable[Line]) -> bool:
    return any(abs(line.baseline - other.baseline) < SAME_HEIGHT for other in others)


def _split_at_times(segments: Iterable[Line]) -> list[Line]:
    """The segments, those that open with a time and go on cut after it."""
    pieces: list[Line] = []
    for line in segments:
        count = _words_of_time(line)
        if 0 < count < len(line.words):
            pieces += [line_of(line.words[:count], line.page), line_of(line.words[count:], line.page)]
        else:
            pieces.append(line)
    return pieces


def _with_ends(segments: Sequence[Line]) -> list[Line]:
    """The *segments*, a time that breaks off in its dash as one with the time below it, as a narrow column has it."""
    ends: dict[int, Line] = {}
    for line in segments:
        if OPEN_TIME.fullmatch(line.text):
            below = (one for one in segments if TIME.fullmatch(one.text) and _is_right_below(one, line))
            ends[id(line)] = next(below, line)
    taken = {id(end) for end in ends.values()} - ends.keys()
    whole = [
        line_of(line.words + ends[id(line)].words, line.page) if id(ends.get(id(line))) in taken else line
        for line in segments
    ]
    return [line for line, was in zip(whole, segments, strict=True) if id(was) not in taken]


def _is_right_below(line: Line, upper: Line) -> bool:
    return abs(line.x0 - upper.x0) < SAME_STACK and -1 < line.top - upper.bottom < GAP_AFTER_LAST * upper.size


def _words_of_time(line: Line) -> int:
    """How many words of *line* its opening time takes, as many as it can; 0 where there is none."""
    for count in range(min(MOST_TIME_WORDS, len(line.words)), 0, -1):
        if TIME.fullmatch(" ".join(word.text for word in line.words[:count])):
            return count
    return 0


def _unbroken(times: Sequence[Line], others: Sequence[Line], right: float) -> list[list[Line]]:
    """Runs of times; a line that starts in the time column, as a heading "Dag 2" does, parts two runs."""
    runs: list[list[Line]] = []
    for time in times:
        last = runs[-1][-1] if runs else None
        between = last is not None and any(
            line.x0 < right and last.bottom - 1 <= line.top and line.bottom <= time.top + 1 for line in others
        )
        if last is None or between:
            runs.append([])
        runs[-1].append(time)
    return runs


def _time_table(
    times: Sequence[Line], others: Sequence[Line], right: float, sheet: Sheet, joiner: LineJoiner
) -> FoundTable | None:
    events = [line for line in others if line.x0 > right + 2 and line.top >= times[0].top - 3]
    beside = [
        min((line.x0 for line in events if abs(line.baseline - time.baseline) < 3), default=None) for time in times
    ]
    if all(x is None for x in beside):
        return None
    column = median(x for x in beside if x is not None)
    events = [line for line in events if line.x0 >= column - 4]
    further, limit = _further_columns(events, times)
    columns = [column, *further]
    events = [line for line in events if line.x0 < limit]
    events = [piece for line in events for piece in _cut(line, columns)]
    rows, used = [], list(times)
    for time, following in zip_longest(times, times[1:]):
        own = [line for line in events if time.top - 3 <= line.top < (following.top - 2 if following else sheet.height)]
        own = own if following else _before_gap(sorted(own, key=lambda line: (line.top, line.x0)))
        used += own
        rows.append((cell_of([time], joiner), *_cells(own, columns, joiner)))
    head = _time_header(times[0], others, columns, joiner)
    area = Area(
        min(line.x0 for line in used),
        min([line.top for line in used] + [cell.box.top for cell in head if cell.box]) - 1,
        max(line.x1 for line in used),
        max(line.bottom for line in used) + 1,
    )
    return FoundTable(Box(sheet.number, *area), (head,) if head else (), tuple(rows))


def _further_columns(events: Sequence[Line], times: Sequence[Line]) -> tuple[list[float], float]:
    """Where columns right of the events start, and where the table ends for a column of text to its right.

    There is white before a column in every row, and many rows start there, level with their times; text is not.
    """
    until = times[-1].bottom + 2 * times[-1].size
    beside = [line for line in events if line.top < until]
    if not beside:
        return [], float("inf")
    size = median(line.size for line in beside)
    _, *further = white_columns(level_rows(beside), size)
    found: list[float] = []
    for x0, x1 in further:
        starts = Counter(round(word.x0) for line in beside for word in line.words if x0 <= word.x0 <= x1)
        inside = [line for line in beside if any(x0 <= word.x0 <= x1 for word in line.words)]
        level = sum(any(_is_level(line, [time]) for line in inside) for time in times)
        if len(inside) >= MANY_LINES * len(times) and level < LEVEL * len(times):
            return found, x0 - 2.0
        if max(starts.values()) >= max(2, COMMON_START * len(times)):
            found.append(x0 - 2.0)
    return found, float("inf")


def _cut(line: Line, columns: Sequence[float]) -> list[Line]:
    """*line* cut where a further column begins."""
    pieces: list[list[Word]] = [[line.words[0]]]
    for word in line.words[1:]:
        if any(pieces[-1][-1].x0 < column <= word.x0 for column in columns[1:]):
            pieces.append([])
        pieces[-1].append(word)
    return [line_of(piece, line.page) for piece in pieces]


def _cells(lines: Sequence[Line], columns: Sequence[float], joiner: LineJoiner) -> list[Cell]:
    """*lines* as one cell for each column; *columns* are their left edges."""
    edges = [*columns[1:], float("inf")]
    cells = []
    for left, right in zip(columns, edges, strict=True):
        start = -float("inf") if left == columns[0] else left
        cells.append(cell_of(joined_rows(line for line in lines if start <= line.x0 < right), joiner))
    return cells


def _before_gap(lines: Sequence[Line]) -> list[Line]:
    """The lines up to the first white gap: the last event has no next time to end it."""
    kept: list[Line] = []
    for line in lines:
        if kept and line.top - max(before.bottom for before in kept) > GAP_AFTER_LAST * line.size:
            break
        kept.append(line)
    return kept


def _time_header(first: Line, others: Sequence[Line], columns: Sequence[float], joiner: LineJoiner) -> tuple[Cell, ...]:
    """The row "Tid, Program" just above the first time; empty if there is none."""
    above = [line for line in others if line.bottom <= first.top + 1 and first.top - line.bottom < 1.4 * first.size]
    left = [line for line in above if first.x0 - 4 < line.x0 < columns[0] - 4 and len(line.text) < 12]
    right = [line for line in above if line.x0 >= columns[0] - 4]
    at_edges = any(abs(line.x0 - first.x0) < 4 for line in left) and any(
        abs(line.x0 - columns[0]) < 4 for line in right
    )
    in_bold = bool(left and right) and all(line.bold for line in (*left, *right))  # centred over its columns
    if not at_edges and not in_bold:
        return ()
    return (cell_of(left, joiner), *_cells(right, columns, joiner))
