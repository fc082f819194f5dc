"""Cells from white space alone: the rows and columns of a table whose rules do not part them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from .cells import NUMBER, OPEN_TIME, TIME, Cell, cell_of
from .lineends import HYPHENS, LineJoiner
from .lines import Line, find_segments, joined_rows, line_of
from .words import Word

CELL_GAP = 0.45
"""White between two words of one line, as a share of the type size, that may be the white between two cells."""
COLUMN_GAP = 0.5
"""White between columns as a share of the type size."""
NEW_ROW = 1.5
"""Line distance, as a share of the type size, from which a new row begins where no rules tell."""
ROW_LEAPS = (1.25, 1.8)
"""Line distances in type sizes between which lines of one cell end and rows begin, where a table has both."""
IN_HEAD = 0.5
"""Share of a table's lines below its last inner rule from which the rules part its head, and not its rows."""
MIDWAY = 0.5
"""Share of the white beside a head between two columns by which it may be off the middle, and be over both."""
SAME_START = 2.5
"""Points within which a word starts where its column does."""
SPANNED = 3
"""Rows at the top of a table that may hold cells over several columns."""
LABEL_EDGE = 6.0
"""Points from the leftmost start within which a row's label begins."""

Span = tuple[float, float]


def text_grid(
    words: Sequence[Word], page: int, breaks: Sequence[float], joiner: LineJoiner, of_head: Sequence[float] = ()
) -> list[tuple[Cell, ...]]:
    """Rows and columns from white space.

    Where *breaks* (heights of rules) are given, they part the rows; those *of_head* part the head's and tell nothing
    of others.
    """
    segments = find_segments(words, page)
    if len(segments) < 4:
        return []
    size = median(line.size for line in segments)
    rows = level_rows(segments)
    label_edge = min(line.x0 for line in segments) + LABEL_EDGE
    head = next((n for n, row in enumerate(rows) if any(line.x0 < label_edge for line in row)), 0)
    columns = _columns(rows[head:], size)
    if len(columns) < 2:
        return []
    if head and not _names_columns(rows[head], rows[head + 1 :]):
        columns = _with_header_columns(columns, rows[head - 1], size)
    rows = [cut_at_columns(row, columns, size) for row in rows]
    cells: list[list[list[Line]]] = []
    for number, row in enumerate(rows):
        parted = number > 0 and _is_parted(rows[number - 1], row, of_head, size)
        if number in {0, head} or parted or _starts_row(rows, number, breaks, label_edge, size):
            cells.append([[] for _ in columns])
        for line in row:
            cells[-1][_column_of(line, columns)].append(line)
    return [tuple(cell_of(joined_rows(lines), joiner) for lines in row) for row in cells]


def level_rows(segments: Iterable[Line]) -> list[list[Line]]:
    """The *segments* by baseline, those of one height together, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(segments, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline < 2.5:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _columns(rows: Sequence[Sequence[Line]], size: float) -> list[Span]:
    """Where the columns of *rows* begin and end: between them no row has a word.

    A head or another row with a cell over several columns would hide the white below it. Such a row has
    fewer pieces than most, and without it there are more columns.
    """
    columns = white_columns(rows, size)
    usual = median(len(row) for row in rows)
    for number, row in enumerate(rows):
        if len(row) < usual or number < SPANNED:
            others = white_columns([other for other in rows if other is not row], size)
            if len(columns) < len(others) <= usual:
                return _columns([other for other in rows if other is not row], size)
    return columns


def white_columns(rows: Iterable[Sequence[Line]], size: float) -> list[Span]:
    """Where words of *rows* stand under each other with no white between them."""
    columns: list[Span] = []
    for x0, x1 in sorted((word.x0, word.x1) for row in rows for line in row for word in line.words):
        if columns and x0 <= columns[-1][1] + COLUMN_GAP * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def cut_at_columns(row: Sequence[Line], columns: Sequence[Span], size: float) -> list[Line]:
    """The pieces of *row*, cut where a full cell comes close to the next one, which stands in another column."""
    pieces: list[Line] = []
    for line in row:
        cuts = {_cut(line, right, left, size) for (_, right), (left, _) in pairwise(columns)}
        places = sorted({0, len(line.words), *(cut for cut in cuts if cut is not None)})
        pieces += [line_of(line.words[start:end], line.page) for start, end in pairwise(places)]
    return pieces


def _cut(line: Line, right: float, left: float, size: float) -> int | None:
    """Which word of *line* begins the column at *left*, if the white before it meets the white after *right*.

    In a justified head several may; then it is the one that starts just there, or has most white before it.
    """
    gaps = [
        (number, word.x0 - before.x1)
        for number, (before, word) in enumerate(pairwise(line.words), start=1)
        if before.x1 <= left + 1 and word.x0 >= right - 1 and word.x0 - before.x1 > CELL_GAP * size
    ]
    aligned = [number for number, _ in gaps if abs(line.words[number].x0 - left) <= SAME_START]
    if aligned:
        return aligned[0]
    return max(gaps, key=lambda gap: gap[1])[0] if gaps else None


def _starts_row(
    rows: Sequence[Sequence[Line]], number: int, breaks: Sequence[float], label_edge: float, size: float
) -> bool:
    """Whether a new table row begins with line *number*: at a rule, else at a wide gap, else at a label.

    Where rules part some rows they part all. Where gaps tell rows from the lines of one cell, they tell it
    everywhere. A label alone goes on the label above: rows have something beside it.
    """
    above, here = rows[number - 1][0].baseline, rows[number][0].baseline
    if all(any(_is_broken(upper, line) for upper in rows[number - 1]) for line in rows[number]):
        return False
    if _is_parted(rows[number - 1], rows[number], breaks, size):
        return True
    inner = [y for y in breaks if rows[0][0].baseline < y < rows[-1][0].baseline]
    if len(inner) > 1 and sum(row[0].baseline > inner[-1] for row in rows) < IN_HEAD * len(rows):
        return False
    distances = [below[0].baseline - upper[0].baseline for upper, below in pairwise(rows)]
    if min(distances) > NEW_ROW * size:
        return True
    if max(distances) > NEW_ROW * size and min(distances) <= NEW_ROW * size:
        return here - above > _row_leap(distances, size)
    return len(rows[number]) > 1 and rows[number][0].x0 < label_edge


def _is_parted(above: Sequence[Line], here: Sequence[Line], breaks: Iterable[float], size: float) -> bool:
    """Whether one of *breaks* stands between two rows."""
    return any(above[0].baseline < y + 0.5 * size < here[0].baseline for y in breaks)


def _row_leap(distances: Sequence[float], size: float) -> float:
    """The line distance that parts the lines of one cell from those of two rows: where *distances* leap most."""
    low, high = (share * size for share in ROW_LEAPS)
    leaps = [(after - before, (before + after) / 2) for before, after in pairwise(sorted(distances))]
    return max((leap for leap in leaps if low < leap[1] < high), default=(0.0, NEW_ROW * size))[1]


def _is_broken(upper: Line, lower: Line) -> bool:
    """Whether *upper* breaks off in a word that *lower*, below it, goes on with; or between two times."""
    in_word = upper.text[-1] in HYPHENS and lower.text[:1].islower()
    in_times = OPEN_TIME.fullmatch(upper.text) is not None and TIME.fullmatch(lower.text) is not None
    return (in_word or in_times) and lower.x0 < upper.x1 and lower.x1 > upper.x0


def _names_columns(row: Sequence[Line], below: Iterable[Sequence[Line]]) -> bool:
    """Whether *row*, the first with a label, is head too: words above figures, below cells over several columns."""
    figures = any(NUMBER.fullmatch(line.text) for other in below for line in other[1:])
    return figures and len(row) > 2 and not any(NUMBER.fullmatch(line.text) for line in row)


def _with_header_columns(columns: Sequence[Span], header: Iterable[Line], size: float) -> list[Span]:
    """The *columns* and those that only the header fills, as where every answer is missing."""
    found = list(columns)
    for line in header:
        if all(line.x1 < x0 - COLUMN_GAP * size or line.x0 > x1 + COLUMN_GAP * size for x0, x1 in found):
            found.append((line.x0, line.x1))
    return sorted(found)


def _column_of(line: Line, columns: Sequence[Span]) -> int:
    """The first column that *line* stands over, else the nearest; midway between two it belongs to both."""
    for number, (x0, x1) in enumerate(columns):
        if min(x1, line.x1) > max(x0, line.x0):
            return number
    for number, ((_, right), (left, _)) in enumerate(pairwise(columns)):
        before, after = line.x0 - right, left - line.x1
        if min(before, after) > 0 and abs(before - after) < MIDWAY * (before + after):
            return number
    middle = (line.x0 + line.x1) / 2
    return min(
        range(len(columns)),
        key=lambda n: min(abs(columns[n][0] - line.x0), abs(sum(columns[n]) / 2 - middle)),
    )
