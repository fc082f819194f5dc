"""Tables without a rule: figures under each other, with labels to their left and a head above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from .cells import NUMBER, FoundTable, table_of
from .level_tables import head_above
from .lineends import LineJoiner
from .lines import Line, find_segments
from .shapes import Area
from .sheets import Sheet, words_inside
from .text_grids import level_rows, text_grid

MIN_ROWS = 3
"""Figures that must stand under each other; two are an amount and its sum, or two dates."""
MIN_FIGURES = 3
"""Figures in a row from which two rows are enough, as before a page break."""
ALIGNED = 2.5
"""Points within which figures are aligned, by either side or by their middles."""
ROW_LEAP = 5.0
"""Type sizes between two rows of one table; a row of three lines with air takes 4 to 5."""
LABELLED = 0.6
"""Share of rows whose label must start at the table's left edge."""
SEVERAL = 2
"""Rows that a further column of words must stand in."""
FEW_WORDS = 4.5
"""Mean words of its cells; a line of text, three columns on a page, has 5 or more."""
BEGUN = 0.8
"""Share of its cells that must begin with a capital or a figure; of the lines of a text a fifth does."""
LAST_HEAD = 4.0
"""Type sizes by which the head of a single column of figures may be wider to one side."""
LIST_NUMBER = re.compile(r"\d{1,2}[.)]")


def find_white_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Tables without rules, known by columns of figures; those of words alone need rules or a caption to be one.

    Two columns of text never have figures under each other with a label before each. A list of contents
    has: its figures rise from row to row and are whole, and it is left alone. A single row of three figures
    is one too, if each has its head above.
    """
    segments = find_segments(sheet.words, sheet.number)
    figures = [line for line in segments if NUMBER.fullmatch(line.text) and not LIST_NUMBER.fullmatch(line.text)]
    if len(figures) < MIN_FIGURES:
        return []
    tables = []
    for rows in _runs(_stacked(figures)):
        area = _area(rows, segments)
        if area is None or _is_contents(rows):
            continue
        head = head_above(area, sheet)
        if len(rows) < _least_rows(min(map(len, rows))) and not _has_heads(rows, head):
            continue
        if head:
            area = area._replace(top=min(line.top for line in head) - 1, x1=max(area.x1, *(line.x1 for line in head)))
        words = words_inside(sheet.words, area)
        grid = text_grid(words, sheet.number, (), joiner)
        if len(grid) >= len(rows):
            tables.append(table_of(grid, sheet.number, area))
    return tables


def _stacked(figures: Sequence[Line]) -> list[Line]:
    """Those of *figures* that stand in a column of at least three, or in a row of three."""
    stacked = []
    for figure in figures:
        beside = sum(abs(other.baseline - figure.baseline) < 2.5 for other in figures)
        column = [other for other in figures if _is_aligned(figure, other)]
        near = [other for other in column if abs(other.baseline - figure.baseline) < 2 * ROW_LEAP * figure.size]
        if len(near) >= _least_rows(beside) or beside >= MIN_FIGURES:
            stacked.append(figure)
    return stacked


def _has_heads(rows: Sequence[Sequence[Line]], head: Sequence[Line]) -> bool:
    """Whether each figure of the fullest of *rows* has a piece of *head* of its own above it."""
    fullest = max(rows, key=len)
    over = [[one for one in head if one.x0 < figure.x1 and one.x1 > figure.x0] for figure in fullest]
    return all(over) and len({id(pieces[0]) for pieces in over}) == len(fullest)


def _is_aligned(one: Line, other: Line) -> bool:
    sides = abs(one.x0 - other.x0), abs(one.x1 - other.x1), abs(one.x0 + one.x1 - other.x0 - other.x1) / 2
    return min(sides) <= ALIGNED


def _runs(figures: Iterable[Line]) -> list[list[list[Line]]]:
    """Rows of figures that follow each other closely and share a column."""
    runs: list[list[list[Line]]] = []
    for row in level_rows(figures):
        for run in runs:
            last = run[-1]
            close = row[0].baseline - last[0].baseline <= ROW_LEAP * row[0].size
            if close and any(_is_aligned(one, other) for one in row for other in last):
                run.append(row)
                break
        else:
            runs.append([row])
    return [
        run for run in runs if len(run) >= _least_rows(least := min(len(row) for row in run)) or least >= MIN_FIGURES
    ]


def _least_rows(figures: int) -> int:
    """How many rows make a table if each has so many *figures*."""
    return MIN_ROWS if figures < MIN_FIGURES else MIN_ROWS - 1


def _area(rows: Sequence[Sequence[Line]], segments: Sequence[Line]) -> Area | None:
    """Where the table of these *rows* of figures stands, with the labels left of them; ``None`` without labels."""
    left = min(row[0].x0 for row in rows)
    size = median(line.size for row in rows for line in row)
    labels = [label for row in rows for label in [_label(row[0], segments)] if label is not None]
    if not labels:
        return None
    start, count = Counter(round(label.x0) for label in labels).most_common(1)[0]
    if count < LABELLED * len(rows) or any(label.x1 > left for label in labels):
        return None
    left_edge = _further_left(rows, start, segments)
    top, bottom = (min(line.top for line in rows[0]), max(line.bottom for line in rows[-1]))
    for line in sorted(segments, key=lambda line: line.top):
        in_label = abs(line.x0 - start) <= ALIGNED and line.x1 < left and abs(line.size - size) < 0.6
        if in_label and 0 <= line.top - bottom < 0.6 * size:
            bottom = line.bottom
    right = max(line.x1 for row in rows for line in row)
    middles = sorted({round((row[-1].x0 + row[-1].x1) / 2) for row in rows if len(row) == max(map(len, rows))})
    before = [(row[-2].x0 + row[-2].x1) / 2 for row in rows if len(row) > 1]
    half = (median(middles) - median(before)) / 2 if before else LAST_HEAD * size
    return Area(left_edge - 1.0, top - 1, max(right + 1, median(middles) + half), bottom + 1)


def _further_left(rows: Sequence[Sequence[Line]], start: float, segments: Sequence[Line]) -> float:
    """Where the first of the columns of words begins that stand beside each other before the figures of *rows*.

    A text beside a table has lines between its rows, or lines that begin within a sentence.
    """
    before = [
        [line for line in segments if line.x1 < start and abs(line.baseline - row[0].baseline) < 2.5] for row in rows
    ]
    nearest = [max(lines, key=lambda line: line.x1) for lines in before if lines]
    if len(nearest) < max(LABELLED * len(rows), SEVERAL) or any(NUMBER.fullmatch(line.text) for line in nearest):
        return start
    left, count = Counter(round(line.x0) for line in nearest).most_common(1)[0]
    begun = sum(not line.text[:1].islower() for line in nearest)
    wordy = sum(len(line.words) for line in nearest) > FEW_WORDS * len(nearest)
    top, bottom = rows[0][0].top, rows[-1][0].bottom
    column = [line for line in segments if abs(line.x0 - left) <= ALIGNED and top - 1 <= line.top < bottom]
    if count < LABELLED * len(rows) or begun < BEGUN * len(nearest) or wordy or len(column) > 2 * len(nearest):
        return start
    return _further_left(rows, left, segments)


def _label(figure: Line, segments: Sequence[Line]) -> Line | None:
    """What stands on the line of *figure*, nearest to its left and no figure itself."""
    beside = [
        line
        for line in segments
        if line.x1 < figure.x0 and abs(line.baseline - figure.baseline) < 2.5 and not NUMBER.fullmatch(line.text)
    ]
    return max(beside, key=lambda line: line.x1, default=None)


def _is_contents(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether *rows* have one whole figure each, and those never fall: page numbers."""
    texts = [row[-1].text for row in rows if len(row) == 1]
    if len(texts) < len(rows) or not all(text.isdigit() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == sorted(numbers)
