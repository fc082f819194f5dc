"""Programmes without rules: times under each other, and beside each what happens then."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from corpus import Box

from .cells import OPEN_TIME, TIME, UNTIL, Cell, FoundTable, cell_of
from .lineends import LineJoiner
from .lines import Line, find_segments, joined_rows, line_of
from .shapes import Area
from .sheets import Sheet
from .table_lines import Span, columns_of_text
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
EXACT = 1.0
"""Points within which a cell is as high as its time."""
WIDE_SPACE = 4.0
"""Type sizes of a justified column's space between a time and its dash."""
LEVEL = 0.5
"""Share of times that must be level with others, or with the lines of a column, for the two to be one table."""
MIDDLE = 6.0
"""Type sizes by which an event may begin above its time, where both are set to the middle of their row."""
LEAP = 1.1
"""Ratio of two line distances from which the wider parts rows."""
HEAD_WHITE = 2.0
"""Type sizes of white between a programme and its head, with the padding of both."""
MANY_LINES = 1.2
"""Lines to a row from which what stands beside a programme may be text."""
COMMON_START = 0.4
"""Share of rows in which something must start at one place for a further column ("Sted") to stand there."""
_TOP = attrgetter("top", "x0")


def find_time_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Programmes without rules: times under each other, and beside each what happens then."""
    segments = _split_at_times(_with_ends(_split_at_times(find_segments(sheet.words, sheet.number))))
    times = [line for line in segments if TIME.fullmatch(line.text)]
    if len(times) < MIN_TIMES:
        return []
    stacks = _stacks(times)
    columns = columns_of_text(segments)
    found = []
    for number, stack in enumerate(stacks):
        edge = min(line.x0 for line in stack)
        limit = min((line.x0 for line in stacks[number + 1]), default=0.0) if number + 1 < len(stacks) else float("inf")
        limit = min(limit, _next_column(stack, segments, columns))
        own = {id(time) for time in stack}
        others = [line for line in segments if id(line) not in own and line.x1 > edge and line.x0 < limit - 2]
        right_of_times = max(line.x1 for line in stack)
        for run in _unbroken(stack, others, right_of_times):
            table = _time_table(run, others, right_of_times, sheet, joiner) if len(run) >= 2 else None
            found += [table] if table is not None else []
    return found


def _next_column(stack: Sequence[Line], segments: Sequence[Line], columns: Sequence[Span]) -> float:
    """Where the page's next column of text begins, right of the one that the *stack* of times stands in."""
    around = [(x0, x1) for x0, x1 in columns if x0 - SAME_STACK < stack[0].x0 < x1]
    if not around:
        return float("inf")
    own = min(around, key=lambda column: column[1] - column[0])
    beside = [line for line in segments if stack[0].top <= line.top <= stack[-1].bottom]
    starts = (x0 for x0, _ in columns if x0 > own[1] and not any(line.x0 < x0 - 2 < line.x1 for line in beside))
    return min(starts, default=float("inf"))


def _stacks(times: Sequence[Line]) -> list[list[Line]]:
    """The *times* under each other, from left to right: a programme may go on in the page's next column.

    Times level with those to their left are when an event ends, and belong to it.
    """
    stacks: list[list[Line]] = []
    for time in sorted(times, key=lambda line: line.x0):
        if stacks and _is_under(time, stacks[-1]):
            stacks[-1].append(time)
        else:
            stacks.append([time])
    apart: list[list[Line]] = []
    for stack in stacks:
        level = sum(_is_level(time, apart[-1]) for time in stack) if apart else 0
        if len(stack) >= 2 and level <= LEVEL * len(stack):
            apart.append(sorted(stack, key=lambda line: line.top))
    return apart


def _is_under(time: Line, stack: Sequence[Line]) -> bool:
    """Whether *time* stands in the column of *stack*, to its left or to its middle."""
    middle = (time.x0 + time.x1) / 2
    return time.x0 - stack[0].x0 < SAME_STACK or any(one.x0 < middle < one.x1 for one in stack)


def _is_level(line: Line, others: Iterable[Line]) -> bool:
    return any(abs(line.baseline - other.baseline) < SAME_HEIGHT for other in others)


def _split_at_times(segments: Sequence[Line]) -> list[Line]:
    """The segments, those that open with a time and go on cut after it, and after its dash if its end stands below."""
    times = [_opening_words(line, TIME) for line in segments]
    opens = [_opening_words(line, OPEN_TIME) for line in segments]
    counts = list(zip(segments, times, opens, strict=True))
    ends = [line_of(line.words[:n], line.page) for line, n, n_open in counts if n > n_open]
    pieces: list[Line] = []
    for line, n, n_open in counts:
        opening = line_of(line.words[:n_open], line.page) if n_open > n else None
        count = n_open if opening is not None and any(_is_right_below(end, opening) for end in ends) else n
        if 0 < count < len(line.words):
            pieces += [line_of(line.words[:count], line.page), line_of(line.words[count:], line.page)]
        else:
            pieces.append(line)
    return pieces


def _with_ends(segments: Sequence[Line]) -> list[Line]:
    """The *segments*, a time that a narrow column breaks at its dash, before or after it, as one."""
    dashes = [line for line in segments if UNTIL.fullmatch(line.text)]
    times = [line for line in segments if TIME.fullmatch(line.text)]
    whole: dict[int, Line] = {}
    taken: set[int] = set()
    for line in segments:
        parts = [line]
        if TIME.fullmatch(line.text):
            parts += [dash for dash in dashes if _is_right_of(dash, line) or _is_right_below(dash, line)][:1]
        if len(parts) == 1 and not OPEN_TIME.fullmatch(line.text):
            continue
        ends = [one for one in times if any(_is_right_below(one, part) for part in parts) and id(one) not in taken]
        if ends and id(line) not in taken:
            parts.append(ends[0])
            whole[id(line)] = line_of([word for part in parts for word in part.words], line.page)
            taken |= {id(part) for part in parts[1:]}
    return [whole.get(id(line), line) for line in segments if id(line) not in taken]


def _is_right_of(dash: Line, line: Line) -> bool:
    return _is_level(dash, [line]) and 0 < dash.x0 - line.x1 < WIDE_SPACE * line.size


def _is_right_below(line: Line, upper: Line) -> bool:
    over = line.x0 < upper.x1 and line.x1 > upper.x0
    return over and -1 < line.top - upper.bottom < GAP_AFTER_LAST * upper.size


def _opening_words(line: Line, pattern: re.Pattern[str]) -> int:
    """How many words *line* opens with that are in *pattern*, a time's, as many as can be; 0 where there are none."""
    for count in range(min(MOST_TIME_WORDS, len(line.words)), 0, -1):
        if pattern.fullmatch(" ".join(word.text for word in line.words[:count])):
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
    if any(_follows(line, time) and line.x0 <= right for line in others for time in times):
        return None  # lines that open with a time, for :mod:`ingest.programme_lines`
    events = [line for line in others if line.x0 > right + 2 and line.top >= times[0].top - MIDDLE * times[0].size]
    beside = [[line.x0 for line in events if _is_about(line, time)] for time in times]
    if not any(beside):
        return None
    starts = _row_starts(times, events)
    events = [line for line in events if line.baseline >= starts[0]]
    edge = _left_edge([min(xs) for xs in beside if xs], events, times)
    events = [line for line in events if line.x0 >= edge - 4]
    further, limit = _further_columns(events, times)
    columns = [edge, *further]
    events = [piece for line in events if line.x0 < limit for piece in _cut(line, columns)]
    events.sort(key=_TOP)
    rows = [[line for line in events if top <= line.baseline < foot] for top, foot in pairwise([*starts, sheet.height])]
    rows[-1] = _before_gap(rows[-1])
    head = _time_header(
        times[0], min([times[0], *rows[0]], key=lambda line: line.top).top, others, columns, limit, joiner
    )
    used = [*times, *(line for row in rows for line in row)]
    area = Area(
        min(line.x0 for line in used),
        min([line.top for line in used] + [cell.box.top for cell in head if cell.box]) - 1,
        max(line.x1 for line in used),
        max(line.bottom for line in used) + 1,
    )
    body = tuple(
        (cell_of([time], joiner), *_cells(row, columns, joiner)) for time, row in zip(times, rows, strict=True)
    )
    return FoundTable(Box(sheet.number, *area), (head,) if head else (), body)


def _follows(line: Line, time: Line) -> bool:
    return line.x0 >= time.x1 and _is_level(line, [time])


def _is_about(line: Line, time: Line) -> bool:
    """Whether *line* stands on the line of *time*, or beside the middle of one that takes several."""
    return _is_level(line, [time]) or time.top <= (line.top + line.bottom) / 2 <= time.bottom


def _row_starts(times: Sequence[Line], events: Sequence[Line]) -> list[float]:
    """The heights at which the rows of *times* begin: at their own lines, or above where rows are about their times."""
    usual = [time.baseline - SAME_HEIGHT for time in times]
    starts = _starts_at_leaps(times, events)
    about = []
    for time, own, top, foot in zip(times, usual, starts, [*starts[1:], float("inf")], strict=True):
        row = _before_gap([line for line in sorted(events, key=_TOP) if top <= line.baseline < foot])
        if any(line.baseline < own for line in row):
            middle = (min(line.top for line in row) + max(line.bottom for line in row)) / 2
            about.append(abs(middle - (time.top + time.bottom) / 2) < 2 * EXACT)
    return starts if sum(about) > LEVEL * len(about) else usual


def _starts_at_leaps(times: Sequence[Line], events: Sequence[Line]) -> list[float]:
    """Where rows begin below the widest white between two times, if one is the widest."""
    starts = [time.baseline - SAME_HEIGHT for time in times]
    heights = sorted({line.baseline for line in events} | {word.baseline for time in times for word in time.words})
    white = []
    for number, (above, time) in enumerate(pairwise(times), start=1):
        between = [height for height in heights if above.baseline <= height <= time.baseline]
        steps = sorted((lower - upper, lower) for upper, lower in pairwise(between))
        if len(steps) == 1 or steps[-1][0] > LEAP * steps[-2][0]:
            white.append(steps[-1][0])
            starts[number] = steps[-1][1] - SAME_HEIGHT
    for lower, upper in pairwise(height for height in reversed(heights) if height <= times[0].baseline):
        if not white or lower - upper > min(white) / LEAP:
            break
        starts[0] = upper - SAME_HEIGHT
    return starts


def _left_edge(starts: Sequence[float], events: Sequence[Line], times: Sequence[Line]) -> float:
    """Where the events begin: at one place, but where they are set to the middle or the right of their column."""
    usual = median(starts)
    if sum(abs(start - usual) < 4 for start in starts) > LEVEL * len(times):
        return usual
    return min(line.x0 for line in events if line.top < times[-1].bottom)


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
        inside = [line for line in beside if any(x0 <= word.x0 <= x1 for word in line.words)]
        cells = [[word for word in line.words if x0 <= word.x0 <= x1] for line in inside]
        starts = Counter(round(word.x0) for words in cells for word in words)
        middles = Counter(round((words[0].x0 + words[-1].x1) / 2) for words in cells)
        ends = Counter(round(words[-1].x1) for words in cells)
        level = sum(any(_is_beside(line, time) for line in inside) or _has_middle(time, inside) for time in times)
        if len(inside) >= MANY_LINES * len(times) and level < LEVEL * len(times):
            return found, x0 - 2.0
        if max((starts | middles | ends).values()) >= max(2, COMMON_START * len(times)):
            found.append(x0 - 2.0)
    return found, float("inf")


def _is_beside(line: Line, time: Line) -> bool:
    """Whether *line* stands exactly as high as *time*; lines of a text beside it do so by chance."""
    return abs(line.baseline - time.baseline) < EXACT


def _has_middle(time: Line, lines: Sequence[Line]) -> bool:
    """Whether those of *lines* that touch each other about *time* have its middle, as cells set to it have."""
    middle = (time.top + time.bottom) / 2
    near: list[Line] = []
    for line in sorted(lines, key=lambda line: line.top):
        if near and line.top - near[-1].bottom > GAP_AFTER_LAST * line.size:
            near = [] if near[-1].bottom < middle - line.size else near
            if near:
                break
        near.append(line)
    return bool(near) and abs((near[0].top + near[-1].bottom) / 2 - middle) < EXACT


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


def _time_header(
    first: Line, top: float, others: Sequence[Line], columns: Sequence[float], limit: float, joiner: LineJoiner
) -> tuple[Cell, ...]:
    """The row "Tid, Program" just above *top*, where the row of the *first* time begins; empty if there is none."""
    above = [line for line in others if line.bottom <= top + 1 and top - line.bottom < HEAD_WHITE * first.size]
    left = [line for line in above if first.x0 - 4 < line.x0 < first.x1 and len(line.text) < 12]
    right = [line for line in above if columns[0] - 4 <= line.x0 < limit]
    right = [piece for line in right for piece in _cut(line, columns)]
    at_edges = any(abs(line.x0 - first.x0) < 4 for line in left) and any(
        abs(line.x0 - columns[0]) < 4 for line in right
    )
    in_bold = bool(left and right) and all(line.bold for line in (*left, *right))  # centred over its columns
    if not at_edges and not in_bold:
        return ()
    return (cell_of(left, joiner), *_cells(right, columns, joiner))
