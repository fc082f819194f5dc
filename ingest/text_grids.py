"""Cells from white space alone: the rows and columns of a table whose rules do not part them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import mean, median

from .cells import NUMBER, Cell, cell_of
from .lineends import LineJoiner
from .lines import Line, find_segments, joined_rows, line_of
from .table_rows import row_starts
from .words import Word

CELL_GAP = 0.45
"""White between two words of one line, as a share of the type size, that may be the white between two cells."""
MIDWAY = 0.5
"""Share of the white beside a head between two columns by which it may be off the middle, and be over both."""
EVEN = 0.1
"""Points by which the white between the words of a justified line differs."""
SAME_START = 2.5
"""Points within which a word starts where its column does."""
SPANNED = 3
"""Rows at the top of a table that may hold cells over several columns."""
LABEL_EDGE = 6.0
"""Points from the leftmost start within which a row's label begins."""
WORDY = 9
"""Mean words of a cell from which what stands in columns, or between two rules, is text."""

Span = tuple[float, float]


def are_cells(rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether what stands in *rows* reads as cells do, and not as paragraphs in columns or in a box."""
    return mean(len(cell.text.split()) for row in rows for cell in row if cell.text) < WORDY


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
    columns = table_columns(rows[head:], size)
    if len(columns) < 2:
        return []
    if head and not _names_columns(rows[head], rows[head + 1 :]):
        columns = _with_header_columns(columns, rows[head - 1], size)
    rows = [cut_at_columns(row, columns, size) for row in rows]
    places = [_places(row, columns) for row in rows]
    cells: list[list[list[Line]]] = []
    for row, at, starts in zip(rows, places, row_starts(rows, places, breaks, of_head, head), strict=True):
        if starts:
            cells.append([[] for _ in columns])
        for line, column in zip(row, at, strict=True):
            cells[-1][column].append(line)
    ends = [right for _, right in columns]
    return [
        tuple(cell_of(joined_rows(lines), joiner, right) for lines, right in zip(row, ends, strict=True))
        for row in cells
    ]


def level_rows(segments: Iterable[Line]) -> list[list[Line]]:
    """The *segments* by baseline, those of one height together, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(segments, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline < 2.5:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined_where_justified(sorted(row, key=lambda line: line.x0)) for row in rows]


def _joined_where_justified(row: list[Line]) -> list[Line]:
    """The pieces of *row*, those as one between which there is as much white as between the words beside them."""
    if len(row) < 2:
        return row
    words = [word for line in row for word in line.words]
    even = _even_gaps(words)
    pieces: list[list[Word]] = []
    place = 0
    for line in row:
        if place and place in even:
            pieces[-1] += line.words
        else:
            pieces.append(list(line.words))
        place += len(line.words)
    return row if len(pieces) == len(row) else [line_of(piece, row[0].page) for piece in pieces]


def _even_gaps(words: Sequence[Word]) -> set[int]:
    """Before which of *words*, on one line, there is as much white as before the one beside it: a justified line's.

    Figures in columns of one width stand as evenly, and so does a word said again; but a figure whose share in brackets
    breaks off is one cell with it.
    """
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    wordy = [
        left.text[:1].isalpha() and right.text[:1].isalpha() and left.text != right.text
        for left, right in pairwise(words)
    ]
    even = [n for n in range(1, len(gaps)) if wordy[n - 1] and wordy[n] and abs(gaps[n] - gaps[n - 1]) < EVEN]
    broken = [
        n
        for n, (left, right, after) in enumerate(zip(words, words[1:], [*words[2:], None], strict=False), start=1)
        if right.text[0] == "(" and left.text.isdigit() and ")" not in right.text + (after.text if after else "")
    ]
    return {place for n in even for place in (n, n + 1)} | set(broken)


def table_columns(rows: Sequence[Sequence[Line]], size: float) -> list[Span]:
    """Where the columns of *rows* begin and end: between them no row has a word.

    A head or another row with a cell over several columns would hide the white below it. Such a row has
    fewer pieces than most, and without it there are more columns.
    A centred head beside all below it makes a column that no row has a piece for.
    """
    columns = white_columns(rows, size)
    usual = median(len(row) for row in rows)
    if len(rows) > 2 and all(len(cut_at_columns(row, columns, size)) < len(columns) for row in rows):
        body = white_columns(rows[1:], size)
        columns = body if len(body) == len(rows[0]) else columns
    for number, row in enumerate(rows):
        if len(row) < usual or number < SPANNED:
            others = white_columns([other for other in rows if other is not row], size)
            if len(columns) < len(others) <= usual:
                return table_columns([other for other in rows if other is not row], size)
    return columns


def white_columns(rows: Iterable[Sequence[Line]], size: float) -> list[Span]:
    """Where words of *rows* stand under each other with no white between them."""
    columns: list[Span] = []
    for x0, x1 in sorted(span for row in rows for line in row for span in _spans(line)):
        if columns and x0 <= columns[-1][1] + CELL_GAP * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _spans(line: Line) -> list[Span]:
    """Where the words of *line* stand, those of a justified one together."""
    if all(right.x0 - left.x1 <= CELL_GAP * line.size for left, right in pairwise(line.words)):
        return [(line.x0, line.x1)]
    even = _even_gaps(line.words)
    spans: list[Span] = []
    for place, word in enumerate(line.words):
        if place in even:
            spans[-1] = (spans[-1][0], word.x1)
        else:
            spans.append((word.x0, word.x1))
    return spans


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


def _names_columns(row: Sequence[Line], below: Iterable[Sequence[Line]]) -> bool:
    """Whether *row*, the first with a label, is head too: words above figures, below cells over several columns."""
    figures = any(NUMBER.fullmatch(line.text) for other in below for line in other[1:])
    return figures and len(row) > 2 and not any(NUMBER.fullmatch(line.text) for line in row)


def _with_header_columns(columns: Sequence[Span], header: Sequence[Line], size: float) -> list[Span]:
    """The *columns* and those that only the header fills, as where every answer is missing."""
    found = list(columns)
    for line in header if len(header) > len(columns) - (header[0].x0 > columns[0][1]) else ():
        if all(line.x1 < x0 - CELL_GAP * size or line.x0 > x1 + CELL_GAP * size for x0, x1 in found):
            found.append((line.x0, line.x1))
    return sorted(found)


def _places(row: Sequence[Line], columns: Sequence[Span]) -> list[int]:
    """The column of each piece of *row*; as many pieces as columns, or as all but the labels', fill them in turn."""
    others = row[0].x0 > columns[0][1]
    if len(row) == len(columns) - others:
        return list(range(int(others), len(columns)))
    return [_column_of(line, columns) for line in row]


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
