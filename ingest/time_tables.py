"""Programmes without rules: times under each other, and beside each what happens then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from statistics import median

from corpus import Box

from .cells import TIME, Cell, FoundTable, cell_of
from .lineends import LineJoiner
from .lines import Line, find_segments, joined_rows, line_of
from .shapes import Area
from .sheets import Sheet

MIN_TIMES = 4
"""Times under each other that make a programme; fewer are often opening hours or a list of dates."""

MOST_TIME_WORDS = 5
"""Words in the longest way to write a time: "kl. 9.30 til kl. 10.00"."""
GAP_AFTER_LAST = 0.8
"""White below the last event, as a share of the type size, that ends it; no later time does."""
COMMON_START = 0.4
"""Share of rows in which something must start at one place for a further column ("Sted") to stand there."""


def find_time_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Programmes without rules: times under each other, and beside each what happens then."""
    segments = _split_at_times(find_segments(sheet.words, sheet.number))
    times = [line for line in segments if TIME.fullmatch(line.text)]
    if len(times) < MIN_TIMES:
        return []
    edge = median(line.x0 for line in times)
    times = sorted((line for line in times if abs(line.x0 - edge) < 6), key=lambda line: line.top)
    others = [line for line in segments if not any(line is time for time in times)]
    right_of_times = max((line.x1 for line in times), default=0.0)
    return [
        table
        for run in _unbroken(times, others, right_of_times)
        if len(run) >= 2
        for table in [_time_table(run, others, right_of_times, sheet, joiner)]
        if table is not None
    ]


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
    columns = [column, *_further_columns(events, column, len(times))]
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


def _further_columns(events: Sequence[Line], column: float, rows: int) -> list[float]:
    """Where columns right of the events start: many rows have something there, and no line crosses it."""
    starts = Counter(round(line.x0) for line in events if line.x0 > column + 4)
    return sorted(
        x - 2.0
        for x, count in starts.items()
        if count >= max(2, COMMON_START * rows) and not any(line.x0 < x - 2 and line.x1 > x - 2 for line in events)
    )


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
    left = [line for line in above if abs(line.x0 - first.x0) < 4 and len(line.text) < 12]
    right = [line for line in above if line.x0 >= columns[0] - 4]
    if not left or not any(abs(line.x0 - columns[0]) < 4 for line in right):
        return ()
    return (cell_of(left, joiner), *_cells(right, columns, joiner))
