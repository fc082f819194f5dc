"""Tables in plain text: set with tabs, bars or spaces, by their times, or flattened to words by a bad extraction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from .breaks import BULLET
from .cells import TIME, Cell, FoundTable, table_of
from .lineends import HYPHENS, LineJoiner
from .outline import Grid, box_of
from .shapes import Area
from .speakers import SPEAKER_MARK
from .text_lines import TextLine, plain

CAPTION_LINE = re.compile(
    r"((?i:tabel|tab\.|figur|fig\.|table|figure|skema|boks))\s*\d+(\.\d+)?\s*([.:–-]\s*)?([A-ZÆØÅ\d”\"„»].*)?"
)
"""A caption on a line of its own; "Tabel 8 viser …" goes on in small letters and is text."""
CAPTION_LENGTH = 160
_VALUE = r"(?:[-–+]?\d+(?:[.,]\d+)*(?:\s?%)?(?:\s?\(\s?[-–]?\d+(?:[.,]\d+)?\s?%?\s?\))?|[-–])"
VALUES = re.compile(rf"(?P<label>.*?)(?:^|(?<=\s))(?P<values>{_VALUE}(?:\s+{_VALUE})*)")
"""A row of a flattened table: its label, and the figures at its end."""
ONE_VALUE = re.compile(_VALUE)
YEAR = re.compile(r"(19|20)\d\d")
LONGEST_ROW = 200
"""Characters of the longest row; more is running text."""
MOST_HEAD_LINES = 24
"""Lines of the longest head; seven columns set narrow were flattened to 18."""
MOST_LABEL_LINES = 3
"""Lines of the longest row label above its figures."""
MIN_UNCAPTIONED = 3
"""Rows that a flattened table without a caption must have, of two figures or more."""
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
_LEAD = re.compile(r"(?:\s*(?:\*\*|<b>|<strong>)(?:(?!\*\*|</).)+(?:\*\*|</b>|</strong>))+")


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
        for find in (_tabbed, _barred, _captioned, _spaced, _timed, _flattened):
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


_Found = tuple[int, Grid | None]
"""How many lines a table takes, and it."""
_NONE: _Found = (0, None)


def _grid(
    lines: Sequence[TextLine], rows: Sequence[tuple[TextLine, Sequence[str]]], caption: str | None = None
) -> Grid:
    """The table of *rows*, each with the line that it stands on; its head is told as in any other table."""
    width = max(len(cells) for _, cells in rows)
    cells = [tuple(_cell(raw, line) for raw in [*texts, *[""] * (width - len(texts))]) for line, texts in rows]
    box = box_of((lines[0].number, lines[-1].number + 1))
    return Grid(table_of(cells, 1, Area(box.x0, box.top, box.x1, box.bottom)), caption)


def _cell(raw: str, line: TextLine) -> Cell:
    text = plain(raw)
    bold = _LEAD.match(raw)
    lead = plain(bold[0]) if bold else None
    box = box_of((line.number, line.number + 1)) if text else None
    return Cell(text, lead if lead and lead != text else None, box)


def _tabbed(lines: Sequence[TextLine], joiner: LineJoiner) -> _Found:
    """Rows with tabs between their cells; a tab at the edge is only an indent."""
    rows = list(takewhile(lambda line: "\t" in line.raw.strip(), _near(lines)))
    if len(rows) < 2:
        return _NONE
    return len(rows), _grid(rows, [(line, re.split(r"\t+", line.raw.strip())) for line in rows])


def _barred(lines: Sequence[TextLine], joiner: LineJoiner) -> _Found:
    """Rows with bars between their cells, as in Markdown."""
    rows = list(takewhile(lambda line: line.raw.lstrip().startswith("|") and line.raw.count("|") > 2, _near(lines)))
    cells = [
        (line, line.raw.strip().strip("|").split("|")) for line in rows if not _BAR_RULE.fullmatch(line.raw.strip())
    ]
    return (len(rows), _grid(rows, cells)) if len(cells) > 1 else _NONE


def _near(lines: Sequence[TextLine]) -> list[TextLine]:
    """The *lines* up to a gap of more than one blank line."""
    return [*lines[:1], *takewhile(lambda line: line.gap <= 1, lines[1:])]


def _spaced(lines: Sequence[TextLine], joiner: LineJoiner) -> _Found:
    """Columns set with two spaces or more, as programs that keep a page's layout write them."""
    rows = [*lines[:1], *takewhile(lambda line: line.gap == 0, lines[1:])]
    rows = list(takewhile(lambda line: len(_SPACED.findall(line.raw)) > 1, rows))
    if len(rows) < MIN_SPACED:
        return _NONE
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
        return _NONE
    cells = []
    for line, row in zip(rows, pieces, strict=True):
        texts = [""] * usual
        for start, text in row:
            column = min(range(usual), key=lambda number: abs(starts[number] - start))
            texts[column] = " ".join(filter(None, [texts[column], text]))
        cells.append((line, texts))
    return len(rows), _grid(rows, cells)


def _timed(lines: Sequence[TextLine], joiner: LineJoiner) -> _Found:
    """Lines that open with a time, or are one, each with what happens then; a head "Tid Program" may stand above.

    What stands between two times is the first one's event. Nothing but the sentence tells where the last ends.
    """
    head = _time_head(lines)
    if not head and _opening(lines[0]) is None:
        return _NONE
    openings = [_opening(line) for line in lines[head:]]
    starts = [n for n, opening in enumerate(openings) if opening is not None]
    if not starts or starts[0] > 0:
        return _NONE
    count = 1 + len(list(takewhile(lambda pair: pair[1] - pair[0] <= MOST_EVENT_LINES, pairwise(starts))))
    if count < MIN_TIMES:
        return _NONE
    starts = [start + head for start in starts[:count]]
    events = [list(lines[start:end]) for start, end in pairwise(starts)]
    events.append(_last_event(lines[starts[-1] :]))
    rows = [(event[0], _event_cells(event, joiner)) for event in events]
    if not all(any(cells[1:]) for _, cells in rows):
        return _NONE
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
        if line.gap or line.level is not None or _is_bullet(line) or not (goes_on or SPEAKER_MARK.match(line.text)):
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


def _captioned(lines: Sequence[TextLine], joiner: LineJoiner) -> _Found:
    """A caption on a line of its own, and the table below it in whatever way it is set."""
    caption = lines[0].text
    if not is_caption_line(caption):
        return _NONE
    finders: tuple[Callable[[Sequence[TextLine], LineJoiner], _Found], ...] = (_tabbed, _barred, _spaced, _timed)
    for find in finders:
        count, grid = find(lines[1:], joiner) if len(lines) > 1 else _NONE
        if grid is not None:
            return count + 1, Grid(grid.table, caption)
    rows = _rows(lines[1:])
    return _flat_table(lines[1:], rows, caption, joiner) if rows else _NONE


def _flattened(lines: Sequence[TextLine], joiner: LineJoiner) -> _Found:
    """Rows of figures without a caption; the head stands on the lines just above them."""
    own = _values(lines[0])[1]
    if own and not all(YEAR.fullmatch(value) for value in own):
        return _NONE  # a head holds no figures but years
    if not any(_values(line)[1] for line in lines[1 : MOST_LABEL_LINES + 1]):
        return _NONE
    rows = _rows(lines)
    if len(rows) < MIN_UNCAPTIONED or rows[0].first > MOST_LABEL_LINES:
        return _NONE
    usual, times = Counter(len(row.values) for row in rows).most_common(1)[0]
    if usual < 2 or times < MIN_UNCAPTIONED or any(row.above for row in rows[1:]):
        return _NONE
    count, grid = _flat_table(lines, rows, None, joiner)
    return (count - 1, grid) if grid is not None and grid.table.header else _NONE


def is_caption_line(text: str) -> bool:
    """Whether *text*, a line of its own, is a caption and no sentence about a table."""
    return len(text) <= CAPTION_LENGTH and CAPTION_LINE.fullmatch(text) is not None and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    words = CAPTION_LINE.match(text)
    return text.endswith(".") and words is not None and len(text.split()) > 3 and text.count(".") > 1


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of figures: the lines *above* it that hold no figures, its own label, and where it stands."""

    above: tuple[TextLine, ...]
    label: str
    values: tuple[str, ...]
    first: int
    line: TextLine


def _rows(lines: Sequence[TextLine]) -> list[_Row]:
    """The rows of figures from the beginning of *lines* up to running text."""
    rows: list[_Row] = []
    above: list[TextLine] = []
    for number, line in enumerate(lines):
        if line.level is not None or is_caption_line(line.text) or (_is_bullet(line) and not _values(line)[1]):
            break
        label, values = _values(line)
        if values and (not rows or _fits(rows, label, values)):
            rows.append(_Row(tuple(above), label, values, number - len(above), line))
            above = []
            continue
        above.append(line)
        most = MOST_LABEL_LINES if rows else MOST_HEAD_LINES
        if len(above) > most or line.text.endswith((".", ";")):
            break
    return rows


def _fits(rows: Sequence[_Row], label: str, values: Sequence[str]) -> bool:
    """Whether a line has as many figures as the rows before it; a label may end in one ("Barn 4")."""
    usual = len(rows[0].values)
    return (
        len(values) == usual
        or (len(values) == usual + 1 and not rows[0].label)
        or (len(values) > usual and bool(label))
    )


def _values(line: TextLine) -> tuple[str, tuple[str, ...]]:
    """The label of a line and the figures at its end."""
    return _split_values(line.text)


@lru_cache(maxsize=4096)
def _split_values(text: str) -> tuple[str, tuple[str, ...]]:
    match = VALUES.fullmatch(text) if len(text) <= LONGEST_ROW else None
    if match is None:
        return text, ()
    return match["label"].strip(), tuple(ONE_VALUE.findall(match["values"]))


def _flat_table(lines: Sequence[TextLine], rows: Sequence[_Row], caption: str | None, joiner: LineJoiner) -> _Found:
    """The table of *rows*, its head parted at capitals; as lines of text where no head fits the columns.

    The lines counted include one for the caption.
    """
    count = next(number for number, line in enumerate(lines) if line is rows[-1].line) + 1
    used = lines[:count]
    header, left, rows = _head(rows, joiner)
    box = box_of((used[0].number - 1, used[-1].number + 1))
    if not header:
        cells = [(_cell(line.text, line),) for line in used]
        return count + 1, Grid(FoundTable(box, (), tuple(cells)), caption)
    columns = len(header[-1]) - 1
    body = []
    for number, row in enumerate(rows):
        above = left if number == 0 else [line.text for line in row.above]
        more = len(row.values) - columns
        label = joiner.join(filter(None, [*above, " ".join([row.label, *row.values[:more]]).strip()]))
        body.append(tuple(_cell(text, row.line) for text in (label, *row.values[more:])))
    top = used[0]
    heads = tuple(tuple(_cell(text, top) for text in cells) for cells in header)
    return count + 1, Grid(FoundTable(box, heads, tuple(body)), caption)


def _head(rows: Sequence[_Row], joiner: LineJoiner) -> tuple[list[tuple[str, ...]], list[str], Sequence[_Row]]:
    """The header rows, the lines above the first row that are its label, and the rows that are body.

    The head is the fewest of the lines above that have as many capitals as there are columns; a line above
    those with half or a third as many spans them.
    """
    first = rows[0]
    texts = [line.text for line in first.above]
    if len(rows) > 1 and not first.label and all(YEAR.fullmatch(value) for value in first.values):
        spans = _spanning(texts, len(first.values), joiner)
        return [*spans, ("", *first.values)], [], rows[1:]
    usual = Counter(len(row.values) for row in rows).most_common(1)[0][0]
    for columns in (usual, usual - 1):
        if columns < 1 or any(len(row.values) < columns for row in rows):
            continue
        for end in range(1, len(texts) + 1):
            for begin in range(end):
                heads = _parted(joiner.join(texts[begin:end]), columns)
                spans = _spanning(texts[:begin], columns, joiner)
                if heads and (begin == 0 or spans):
                    end += len(list(takewhile(lambda text: text[:1].islower(), texts[end:])))
                    heads = _parted(joiner.join(texts[begin:end]), columns)
                    return [*spans, ("", *heads)], texts[end:], rows
    return [], [], rows


def _spanning(texts: Sequence[str], columns: int, joiner: LineJoiner) -> list[tuple[str, ...]]:
    """The header row of cells over several columns each; none where *texts* do not part so."""
    for wide in (2, 3, 4, columns):
        if texts and wide > 1 and columns % wide == 0:
            heads = _parted(joiner.join(texts), columns // wide)
            if heads:
                return [("", *(cell for head in heads for cell in (head, *[""] * (wide - 1))))]
    return []


def _parted(text: str, count: int) -> list[str]:
    """*text* as *count* heads, each begun by a capital or a figure; empty where it has another number."""
    heads: list[str] = []
    for word in text.split():
        begins = word[:1].isupper() or word[:1].isdigit()
        if begins or not heads:
            heads.append(word)
        else:
            heads[-1] += f" {word}"
    return heads if len(heads) == count else []


def _is_bullet(line: TextLine) -> bool:
    first, _, rest = line.text.partition(" ")
    return bool(rest) and BULLET.fullmatch(first) is not None
