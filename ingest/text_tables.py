"""Tables in plain text: set with tabs, bars or spaces, by their times, or flattened to words by a bad extraction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from .cells import TIME, table_of
from .flattened_tables import (
    NONE,
    Found,
    cell_on,
    flat_table,
    flattened,
    is_bullet_line,
    is_caption_line,
    rows_of_figures,
)
from .lineends import HYPHENS, LineJoiner
from .outline import Grid, box_of
from .shapes import Area
from .speakers import SPEAKER_MARK
from .text_lines import TextLine, plain

MIN_SPACED = 3
"""Rows from which columns set with spaces are told from a stray double space."""
SAME_START = 2
"""Characters that a column's cells may start apart."""
AGREEING = 0.7
"""Share of rows that must have the usual number of cells, and start them at the usual places."""
MIN_TIMES = 3
"""Times under each other, each with something beside it, that make a programme."""
MOST_EVENT_LINES = 8
"""Lines from one time to the next; more are no event but the text between two times."""
MOST_LINES = 1000
"""Lines of the longest table that is found whole; without a bound a long file would cost the square of its length."""
MOST_HEAD_CELLS = 4
"""Columns of the widest programme."""
COMMON_PLACE = 0.4
"""Share of the rows that say something beside their event before that is a column of its own."""
TIME_HEAD = re.compile(r"(tid|tidspunkt|klokken|kl\.?|hvornår)\b", re.IGNORECASE)

_BAR_RULE = re.compile(r"\|?[\s:|+=-]+\|?")
_SPACED = re.compile(r"\S+(?:\s\S+)*")
_OPENING_TIME = re.compile(rf"(?P<time>{TIME.pattern})[\s:–-]+(?P<event>\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table and the lines of the file that it stood on, the first and the one after the last."""

    grid: Grid
    lines: tuple[int, int]
    gap: int


def find_text_tables(lines: Sequence[TextLine], joiner: LineJoiner) -> list[TextLine | TextTable]:
    """The *lines*, those that make a table put together."""
    found: list[TextLine | TextTable] = []
    at = 0
    while at < len(lines):
        for find in (_tabbed, _barred, _captioned, _spaced, _timed, flattened):
            count, grid = find(lines[at : at + MOST_LINES], joiner)
            if grid is not None:
                used = lines[at : at + count]
                found.append(TextTable(grid, (used[0].number, used[-1].number + 1), used[0].gap))
                at += count
                break
        else:
            found.append(lines[at])
            at += 1
    return found


def _grid(
    lines: Sequence[TextLine], rows: Sequence[tuple[TextLine, Sequence[str]]], caption: str | None = None
) -> Grid:
    """The table of *rows*, each with the line that it stands on; its head is told as in any other table."""
    width = max(len(cells) for _, cells in rows)
    cells = [tuple(cell_on(raw, line) for raw in [*texts, *[""] * (width - len(texts))]) for line, texts in rows]
    box = box_of((lines[0].number, lines[-1].number + 1))
    return Grid(table_of(cells, 1, Area(box.x0, box.top, box.x1, box.bottom)), caption)


def _tabbed(lines: Sequence[TextLine], joiner: LineJoiner) -> Found:
    """Rows with tabs between their cells; a tab at the edge is only an indent."""
    rows = list(takewhile(lambda line: "\t" in line.raw.strip(), _near(lines)))
    if len(rows) < 2:
        return NONE
    return len(rows), _grid(rows, [(line, re.split(r"\t+", line.raw.strip())) for line in rows])


def _barred(lines: Sequence[TextLine], joiner: LineJoiner) -> Found:
    """Rows with bars between their cells, as in Markdown."""
    rows = list(takewhile(lambda line: line.raw.lstrip().startswith("|") and line.raw.count("|") > 2, _near(lines)))
    cells = [
        (line, line.raw.strip().strip("|").split("|")) for line in rows if not _BAR_RULE.fullmatch(line.raw.strip())
    ]
    return (len(rows), _grid(rows, cells)) if len(cells) > 1 else NONE


def _near(lines: Sequence[TextLine]) -> list[TextLine]:
    """The *lines* up to a gap of more than one blank line."""
    return [*lines[:1], *takewhile(lambda line: line.gap <= 1, lines[1:])]


def _spaced(lines: Sequence[TextLine], joiner: LineJoiner) -> Found:
    """Columns set with two spaces or more, as programs that keep a page's layout write them."""
    rows = [*lines[:1], *takewhile(lambda line: line.gap == 0, lines[1:])]
    rows = list(takewhile(lambda line: len(_SPACED.findall(line.raw)) > 1, rows))
    if len(rows) < MIN_SPACED:
        return NONE
    pieces = [[(match.start(), match[0]) for match in _SPACED.finditer(line.raw)] for line in rows]
    usual = Counter(len(row) for row in pieces).most_common(1)[0][0]
    regular = [row for row in pieces if len(row) == usual]
    starts = [Counter(row[column][0] for row in regular).most_common(1)[0][0] for column in range(usual)]
    level = [
        row
        for row in regular
        if all(abs(cell[0] - start) <= SAME_START for cell, start in zip(row, starts, strict=True))
    ]
    if len(level) < AGREEING * len(rows):
        return NONE
    cells = []
    for line, row in zip(rows, pieces, strict=True):
        texts = [""] * usual
        for start, text in row:
            column = min(range(usual), key=lambda number: abs(starts[number] - start))
            texts[column] = " ".join(filter(None, [texts[column], text]))
        cells.append((line, texts))
    return len(rows), _grid(rows, cells)


def _timed(lines: Sequence[TextLine], joiner: LineJoiner) -> Found:
    """Lines that open with a time, or are one, each with what happens then; a head "Tid Program" may stand above.

    What stands between two times is the first one's event. Nothing but the sentence tells where the last ends.
    """
    head = _time_head(lines)
    if not head and _opening(lines[0]) is None:
        return NONE
    openings = [_opening(line) for line in lines[head:]]
    starts = [n for n, opening in enumerate(openings) if opening is not None]
    if not starts or starts[0] > 0:
        return NONE
    count = 1 + len(list(takewhile(lambda pair: pair[1] - pair[0] <= MOST_EVENT_LINES, pairwise(starts))))
    if count < MIN_TIMES:
        return NONE
    starts = [start + head for start in starts[:count]]
    events = [list(lines[start:end]) for start, end in pairwise(starts)]
    events.append(_last_event(lines[starts[-1] :]))
    rows = [(event[0], _event_cells(event, joiner)) for event in events]
    if not all(any(cells[1:]) for _, cells in rows):
        return NONE
    width = _programme_width([cells for _, cells in rows])
    rows = [(line, [*cells[: width - 1], " ".join(cells[width - 1 :])]) for line, cells in rows]
    end = starts[-1] + len(events[-1])
    names = [part for line in lines[:head] for part in (line.text.split() if head == 1 else [line.text])]
    if len(names) == width:
        rows.insert(0, (lines[0], names))
    return end, _grid(lines[:end], rows)


def _time_head(lines: Sequence[TextLine]) -> int:
    """How many lines the head of a programme takes, on one line or a line for each column; 0 without one."""
    if not TIME_HEAD.match(lines[0].text):
        return 0
    near = enumerate(lines[: MOST_HEAD_CELLS + 1])
    return next((n for n, line in near if n and _opening(line) is not None), 0)


def _opening(line: TextLine) -> tuple[str, str] | None:
    """The time that *line* opens with, and what follows on it."""
    if TIME.fullmatch(line.text):
        return line.text, ""
    match = _OPENING_TIME.fullmatch(line.raw.strip())
    return (plain(match["time"]), match["event"]) if match is not None else None


def _last_event(lines: Sequence[TextLine]) -> list[TextLine]:
    """The last time and its event: the line it stands on, and what goes on with it or says who speaks."""
    opening = _opening(lines[0])
    event = list(lines[: 1 if opening and opening[1] else 2])
    for line in lines[len(event) :]:
        goes_on = line.text[:1].islower() or event[-1].text[-1] in HYPHENS
        if line.gap or line.level is not None or is_bullet_line(line) or not (goes_on or SPEAKER_MARK.match(line.text)):
            break
        event.append(line)
    return event


def _event_cells(event: Sequence[TextLine], joiner: LineJoiner) -> list[str]:
    """Time and event, and what else a blank line parts from the event ("Sted")."""
    time, first = _opening(event[0]) or ("", "")
    cells = [first]
    for line in event[1:]:
        if line.gap and cells[-1]:
            cells.append(line.raw.strip())
        else:
            cells[-1] = joiner.join_two(cells[-1], line.raw.strip())
    return [time, *cells]


def _programme_width(rows: Sequence[Sequence[str]]) -> int:
    """The columns of a programme: a third where many rows have something for it."""
    third = sum(len(cells) > 2 for cells in rows)
    return 3 if third >= COMMON_PLACE * len(rows) else 2


def _captioned(lines: Sequence[TextLine], joiner: LineJoiner) -> Found:
    """A caption on a line of its own, and the table below it in whatever way it is set."""
    caption = lines[0].text
    if not is_caption_line(caption):
        return NONE
    finders: tuple[Callable[[Sequence[TextLine], LineJoiner], Found], ...] = (_tabbed, _barred, _spaced, _timed)
    for find in finders:
        count, grid = find(lines[1:], joiner) if len(lines) > 1 else NONE
        if grid is not None:
            return count + 1, Grid(grid.table, caption)
    rows = rows_of_figures(lines[1:])
    return flat_table(lines[1:], rows, caption, joiner) if rows else NONE
