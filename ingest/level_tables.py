"""Tables set with level rules only, as books and Danish reports do: columns from the white between cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .cells import CAPTION, FoundTable, table_of
from .grids import joined_level_rules
from .lineends import LineJoiner
from .lines import Line, find_segments
from .shapes import Area
from .sheets import Sheet, words_inside
from .text_grids import are_cells, cut_at_columns, level_rows, text_grid, white_columns

MIN_RULE_WIDTH = 120.0
"""Points: shorter level rules are underlines and footnote rules."""
FULL_WIDTH = 0.6
"""Share of a table's width from which a piece of text is a line of running text and no cell."""
LABEL = 12.0
"""Points from a table's left edge within which its first column starts: the usual cell inset is 5 to 6."""
RULE_LEAP = 70.0
"""Points between two rules of one table; a taller row is hardly tabular."""
TALL_HEAD = 200.0
"""Points that a head above the first rule takes at most; hyphenated in narrow columns it has 14 lines."""
LEAST_WIDER = 1.15
"""Share of the widest white between a table's rows that may part its head from them."""
NEAR_HEAD = 1.1
"""Type sizes of white between a table and the head above it."""
PADDED_HEAD = 2.0
"""The same for a head with a piece over each of three columns or more, as web pages set them."""
PADDED = 0.9
"""Type sizes of white that part two rows above the first rule; the lines of one cell have .5 at most."""
HEADING_SIZE = 1.2
"""Size of a line between two rules against the others' from which it is a heading; a table's head is as small."""
LAST_ROW = 6.0
"""Type sizes below the last rule in which a last row may stand, three lines of it."""


def find_level_tables(sheet: Sheet, joiner: LineJoiner) -> list[FoundTable]:
    """Tables set with level rules only (booktabs): columns from the white between the body's cells."""
    tables = []
    for group in rule_groups(sheet):
        area = Area(group[0].x0, group[0].top, group[0].x1, group[-1].bottom)
        if not _has_pieces(area, sheet):
            continue
        head = head_above(area, sheet)
        if head:
            area = area._replace(top=min(line.top for line in head) - 1)
        area = area._replace(bottom=_end_of_bands(area, sheet))
        words = words_inside(sheet.words, area)
        rows = text_grid(words, sheet.number, [rule.top for rule in group], joiner, _between_rows(head))
        if len(rows) >= 2 and are_cells(rows):
            tables.append(table_of(rows, sheet.number, area))
    return tables


def _has_pieces(area: Area, sheet: Sheet) -> bool:
    """Whether some row in *area* has several pieces; a tinted heading has one, and so have the lines of a box."""
    return any(len(row) > 1 for row in level_rows(_lines_in(area, sheet)))


def _lines_in(area: Area, sheet: Sheet) -> list[Line]:
    return find_segments(words_inside(sheet.words, area), sheet.number)


def rule_groups(sheet: Sheet) -> list[list[Area]]:
    """Level rules of one extent under each other, two or more."""
    merged = [rule for rule in joined_level_rules(sheet.rules) if rule.x1 - rule.x0 > MIN_RULE_WIDTH]
    captions = [line for line in find_segments(sheet.words, sheet.number) if CAPTION.match(line.text)] if merged else []
    groups: list[tuple[list[Area], list[list[Line]]]] = []
    for rule in merged:
        group = next((group for group in groups if _same_extent(group[0][-1], rule)), None)
        captioned = group is not None and any(_is_between(group[0][-1], line, rule) for line in captions)
        rows = _rows_between(*group, rule, sheet) if group is not None and not captioned else []
        if group is not None and rows:
            group[0].append(rule)
            group[1].extend(rows)
        else:
            groups.insert(0, ([rule], []))
    return sorted((rules for rules, _ in groups if len(rules) >= 2), key=lambda rules: rules[0].top)


def _rows_between(
    rules: Sequence[Area], rows_above: Sequence[Sequence[Line]], below: Area, sheet: Sheet
) -> list[list[Line]]:
    """The rows of a table between the last of *rules* and the next, *below*; none where text stands between two tables.

    Rows have pieces in several columns, those of *rows_above* where white between them is narrow. A larger line alone
    above them is a title in a band. Far apart only two rules can be, around a tall body.
    """
    above = rules[-1]
    between = Area(above.x0, above.top, above.x1, below.bottom)
    lines = find_segments(words_inside(sheet.words, between, 0.0), sheet.number)
    title = rows_above[0] if len(rows_above) == 1 and len(rows_above[0]) == 1 else []
    if _has_heading(lines) or (title and _has_heading([*title, *lines])):
        return []
    rows = level_rows(lines)
    columns = white_columns(rows_above or rows, lines[0].size) if lines else []
    pieces = [cut_at_columns(row, columns, row[0].size) for row in rows]
    wide = FULL_WIDTH * (above.x1 - above.x0)
    alone = sum(len(row) == 1 and row[0].x1 - row[0].x0 > wide and row[0].x0 < above.x0 + LABEL for row in pieces)
    near = len(rules) == 1 or below.top - above.bottom < RULE_LEAP or len(rows) > 3
    return rows if alone <= 0.3 * len(rows) and near else []


def _is_between(above: Area, line: Line, below: Area) -> bool:
    """Whether *line* stands between two rules; it may begin left of them."""
    return above.top < (line.top + line.bottom) / 2 < below.top and line.x0 < below.x1 and line.x1 > below.x0


def _has_heading(lines: Sequence[Line]) -> bool:
    """Whether one of *lines* is set larger than the others: a rule over a heading, and text up to the next one."""
    sizes = sorted(line.size for line in lines)
    return bool(sizes) and sizes[-1] >= HEADING_SIZE * sizes[len(sizes) // 2]


def _same_extent(one: Area, other: Area) -> bool:
    return abs(one.x0 - other.x0) < 4 and abs(one.x1 - other.x1) < 4


def head_above(area: Area, sheet: Sheet) -> list[Line]:
    """Header lines that stand close above *area*: several pieces, or one over a column; a label's too below such."""
    inside = _lines_in(area, sheet)
    columns = white_columns(level_rows(inside), median(line.size for line in inside)) if inside else []
    between = min(_white_between(level_rows(inside)), PADDED_HEAD * inside[0].size) if inside else 0.0
    lines = [
        line
        for line in find_segments(sheet.words, sheet.number)
        if area.x0 - 1 <= line.x0 < area.x1 and area.top - TALL_HEAD < line.top and line.bottom < area.top + 1
    ]
    by_row: dict[int, list[Line]] = {}
    for line in lines:
        by_row.setdefault(round(line.baseline / 3), []).append(line)
    head: list[Line] = []
    waiting: list[Line] = []
    limit = area.top
    for key in sorted(by_row, reverse=True):
        row = cut_at_columns(by_row[key], columns, by_row[key][0].size)
        width = area.x1 - area.x0
        is_text = len(row) == 1 and row[0].x1 - row[0].x0 > FULL_WIDTH * width
        over = {_column(line, columns) for line in row}
        near = PADDED_HEAD if len(over) == len(row) > 2 and None not in over else NEAR_HEAD
        far = limit - max(line.bottom for line in row) > max(near * row[0].size, LEAST_WIDER * between)
        if far or is_text or _has_heading([*inside, *row]) or any(CAPTION.match(line.text) for line in row):
            break
        if inside and limit == area.top:
            white = min(line.top for line in inside) - max(line.bottom for line in row)
            between = max(between, min(white, PADDED_HEAD * row[0].size))
        waiting += row
        if len(row) > 1 or _column(row[0], columns) or (columns and row[0].x0 > columns[0][1]):
            head, waiting = head + waiting, []
        limit = min(line.top for line in row)
    return head


def _white_between(rows: Sequence[Sequence[Line]]) -> float:
    """The widest white between two of *rows*, in points."""
    return max(
        (min(line.top for line in lower) - max(line.bottom for line in upper) for upper, lower in pairwise(rows)),
        default=0.0,
    )


def _between_rows(head: Sequence[Line]) -> list[float]:
    """The heights between those of the rows above the first rule that white as of two cells' padding parts."""
    lines = sorted(head, key=lambda line: line.top)
    breaks = []
    bottom = lines[0].bottom if lines else 0.0
    for line in lines:
        if line.top - bottom > PADDED * line.size:
            breaks.append((line.top + bottom) / 2)
        bottom = max(bottom, line.bottom)
    return breaks


def _end_of_bands(area: Area, sheet: Sheet) -> float:
    """The foot of a table, with the last row that stands below its last rule.

    Where rows are told apart by tinted bands, the last row is often untinted. It belongs to the table if it
    stands, close below, in at least two of the table's columns.
    """
    inside = _lines_in(area, sheet)
    if not inside:
        return area.bottom
    size = median(line.size for line in inside)
    below = Area(area.x0, area.bottom, area.x1, area.bottom + LAST_ROW * size)
    lines = find_segments(words_inside(sheet.words, below, 0.0), sheet.number)
    top = min((line.top for line in lines), default=0.0)
    first = [line for line in lines if line.top - top < 0.5 * size]
    columns = white_columns([*level_rows(inside), first], size)
    if len({_column(line, columns) for line in first} - {None}) < 2 or top - area.bottom > size:
        return area.bottom
    foot = max(line.bottom for line in first)
    for line in sorted(lines, key=lambda line: line.top):
        in_column = _column(line, columns) is not None
        if line.top - foot < 0.6 * size and abs(line.size - size) < 0.6 and in_column:
            foot = max(foot, line.bottom)
    return foot + 1


def _column(line: Line, columns: Sequence[tuple[float, float]]) -> int | None:
    """The one column that *line* stands in, ``None`` if it stands over several or beside them all."""
    over = [number for number, (x0, x1) in enumerate(columns) if line.x0 < x1 and line.x1 > x0]
    return over[0] if len(over) == 1 else None
