"""Tables set with level rules only, as books and Danish reports do: columns from the white between cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import mean, median

from .cells import CAPTION, Cell, FoundTable, cell_of, table_of
from .grids import joined_level_rules
from .lineends import LineJoiner
from .lines import Line, find_segments, joined_rows, line_of
from .shapes import Area
from .sheets import Sheet, is_inside
from .words import Word

MIN_RULE_WIDTH = 120.0
"""Points: shorter level rules are underlines and footnote rules."""
FULL_WIDTH = 0.6
"""Share of a table's width from which a piece of text is a line of running text and no cell."""
LABEL = 12.0
"""Points from a table's left edge within which its first column starts: the usual cell inset is 5 to 6."""
RULE_LEAP = 70.0
"""Points between two rules of one table; a taller row is hardly tabular."""
WORDY = 9
"""Mean words per cell from which text between two rules is a boxed paragraph, not a table."""
LAST_ROW = 4.0
"""Type sizes below the last rule in which a last row may stand, two lines of it."""
CELL_GAP = 0.45
"""White after a full cell, as a share of the type size, if the next word starts where other cells start."""
COLUMN_GAP = 0.6
"""White between columns as a share of the type size."""
NEW_ROW = 1.5
"""Line distance, as a share of the type size, from which a new row begins where no rules tell."""


def find_level_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Tables set with level rules only (booktabs): columns from the white between the body's cells."""
    tables = []
    for group in _rule_groups(sheet):
        area = Area(group[0].x0, group[0].top, group[0].x1, group[-1].bottom)
        head = _head_above(area, sheet)
        if head:
            area = area._replace(top=min(line.top for line in head) - 1)
        breaks = [rule.top for rule in group]
        area = area._replace(bottom=_end_of_bands(area, sheet))
        words = [word for word in sheet.words if is_inside(word, area)]
        rows = _text_grid(words, sheet.number, breaks, joiner)
        lengths = [len(cell.text.split()) for row in rows for cell in row if cell.text]
        if len(rows) >= 2 and mean(lengths) < WORDY:
            tables.append(table_of(rows, sheet.number, area))
    return tables


def _rule_groups(sheet: Sheet) -> list[list[Area]]:
    """Level rules of one extent under each other, two or more."""
    merged = [rule for rule in joined_level_rules(sheet.rules) if rule.x1 - rule.x0 > MIN_RULE_WIDTH]
    groups: list[list[Area]] = []
    for rule in merged:
        above = next((group for group in groups if _same_extent(group[-1], rule)), None)
        if above is not None and _is_between_rows(above[-1], rule, sheet, first=len(above) == 1):
            above.append(rule)
        else:
            groups.insert(0, [rule])
    return sorted((group for group in groups if len(group) >= 2), key=lambda group: group[0].top)


def _is_between_rows(above: Area, below: Area, sheet: Sheet, *, first: bool) -> bool:
    """Whether what stands between two rules of one extent is rows of a table, and not text between two tables.

    Rows have pieces in several columns. Far apart only two rules can be, around a tall body.
    """
    between = Area(above.x0, above.top, above.x1, below.bottom)
    lines = find_segments([word for word in sheet.words if is_inside(word, between, 0.0)], sheet.number)
    if any(CAPTION.match(line.text) for line in lines):
        return False
    rows = _level_rows(lines)
    wide = FULL_WIDTH * (above.x1 - above.x0)
    alone = sum(len(row) == 1 and row[0].x1 - row[0].x0 > wide and row[0].x0 < above.x0 + LABEL for row in rows)
    return bool(rows) and alone <= 0.3 * len(rows) and (first or below.top - above.bottom < RULE_LEAP or len(rows) > 3)


def _same_extent(one: Area, other: Area) -> bool:
    return abs(one.x0 - other.x0) < 4 and abs(one.x1 - other.x1) < 4


def _head_above(area: Area, sheet: Sheet) -> list[Line]:
    """Header lines that stand close above the first rule: several pieces, or one that starts over a column."""
    inside = find_segments([word for word in sheet.words if is_inside(word, area)], sheet.number)
    starts = {round(line.x0 / 3) for line in inside if line.x0 > area.x0 + LABEL}
    band = Area(area.x0, area.top - RULE_LEAP, area.x1, area.top)
    lines = find_segments([word for word in sheet.words if is_inside(word, band)], sheet.number)
    by_row: dict[int, list[Line]] = {}
    for line in lines:
        by_row.setdefault(round(line.baseline / 3), []).append(line)
    head: list[Line] = []
    limit = area.top
    for key in sorted(by_row, reverse=True):
        row = by_row[key]
        width = area.x1 - area.x0
        is_text = len(row) == 1 and (round(row[0].x0 / 3) not in starts or row[0].x1 - row[0].x0 > FULL_WIDTH * width)
        far = limit - max(line.bottom for line in row) > 1.1 * row[0].size
        if far or is_text or any(CAPTION.match(line.text) for line in row):
            break
        head += row
        limit = min(line.top for line in row)
    return head


def _end_of_bands(area: Area, sheet: Sheet) -> float:
    """The foot of a table, with the last row that stands below its last rule.

    Where rows are told apart by tinted bands, the last row is often untinted. It belongs to the table if it
    starts, close below, where at least two of the table's columns start.
    """
    inside = find_segments([word for word in sheet.words if is_inside(word, area)], sheet.number)
    if not inside:
        return area.bottom
    size = median(line.size for line in inside)
    below = Area(area.x0, area.bottom, area.x1, area.bottom + LAST_ROW * size)
    lines = find_segments([word for word in sheet.words if is_inside(word, below, 0.0)], sheet.number)
    top = min((line.top for line in lines), default=0.0)
    first = [line for line in lines if line.top - top < 0.5 * size]
    starts = {round(line.x0 / 3) for line in inside}
    aligned = [line for line in first if round(line.x0 / 3) in starts]
    if len(aligned) < 2 or top - area.bottom > size:
        return area.bottom
    foot = max(line.bottom for line in first)
    for line in sorted(lines, key=lambda line: line.top):
        if line.top - foot < 0.6 * size and abs(line.size - size) < 0.6 and round(line.x0 / 3) in starts:
            foot = max(foot, line.bottom)
    return foot + 1


def _text_grid(words: Sequence[Word], page: int, breaks: Sequence[float], joiner: LineJoiner) -> list[tuple[Cell, ...]]:
    """Rows and columns from white space; where *breaks* (heights of rules) are given, they part the rows."""
    segments = find_segments(words, page)
    if len(segments) < 4:
        return []
    size = median(line.size for line in segments)
    segments = _split_at_columns(segments, size)
    rows = _level_rows(segments)
    label_edge = min(line.x0 for line in segments) + 6
    head = next((n for n, row in enumerate(rows) if any(line.x0 < label_edge for line in row)), 0)
    columns = _columns([line for row in rows[head:] for line in row], size)
    if len(columns) < 2:
        return []
    columns = _with_header_columns(columns, [line for row in rows[:head] for line in row], size)
    cells: list[list[list[Line]]] = []
    for number, row in enumerate(rows):
        if number in {0, head} or _starts_row(rows, number, breaks, label_edge, size):
            cells.append([[] for _ in columns])
        for line in row:
            cells[-1][_column_of(line, columns)].append(line)
    return [tuple(cell_of(joined_rows(lines), joiner) for lines in row) for row in cells]


def _split_at_columns(segments: Sequence[Line], size: float) -> list[Line]:
    """The *segments* cut where a full cell comes close to the next one, which starts where others start."""
    starts = {round(line.x0) for line in segments}
    pieces: list[Line] = []
    for line in segments:
        piece = [line.words[0]]
        for word in line.words[1:]:
            aligned = any(round(word.x0) + step in starts for step in (-1, 0, 1))
            if aligned and word.x0 - piece[-1].x1 > CELL_GAP * size:
                pieces.append(line_of(piece, line.page))
                piece = []
            piece.append(word)
        pieces.append(line_of(piece, line.page))
    return pieces


def _starts_row(
    rows: Sequence[Sequence[Line]], number: int, breaks: Sequence[float], label_edge: float, size: float
) -> bool:
    """Whether a new table row begins with line *number*: at a rule, else at a wide gap, else at a label.

    Where rules part some rows they part all. Where gaps tell rows from the lines of one cell, they tell it
    everywhere. A label alone goes on the label above: rows have something beside it.
    """
    above, here = rows[number - 1][0].baseline, rows[number][0].baseline
    if any(above < y + 0.5 * size < here for y in breaks):
        return True
    if sum(rows[0][0].baseline < y < rows[-1][0].baseline for y in breaks) > 1:
        return False
    distances = [below[0].baseline - upper[0].baseline for upper, below in pairwise(rows)]
    if max(distances) > NEW_ROW * size and min(distances) <= NEW_ROW * size:
        return here - above > NEW_ROW * size
    return len(rows[number]) > 1 and rows[number][0].x0 < label_edge


def _with_header_columns(
    columns: Sequence[tuple[float, float]], header: Iterable[Line], size: float
) -> list[tuple[float, float]]:
    """The *columns* and those that only the header fills, as where every answer is missing."""
    found = list(columns)
    for line in header:
        if all(line.x1 < x0 - COLUMN_GAP * size or line.x0 > x1 + COLUMN_GAP * size for x0, x1 in found):
            found.append((line.x0, line.x1))
    return sorted(found)


def _level_rows(segments: Iterable[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(segments, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline < 2.5:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _columns(lines: Iterable[Line], size: float) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((line.x0, line.x1) for line in lines):
        if columns and x0 <= columns[-1][1] + COLUMN_GAP * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _column_of(line: Line, columns: Sequence[tuple[float, float]]) -> int:
    """The first column that *line* stands over, else the nearest."""
    for number, (x0, x1) in enumerate(columns):
        if min(x1, line.x1) > max(x0, line.x0):
            return number
    middle = (line.x0 + line.x1) / 2
    return min(
        range(len(columns)),
        key=lambda n: min(abs(columns[n][0] - line.x0), abs(sum(columns[n]) / 2 - middle)),
    )
