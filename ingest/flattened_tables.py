"""Tables that a bad extraction has flattened: rows of figures behind their labels, the head above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from .breaks import BULLET
from .cells import Cell, FoundTable
from .lineends import LineJoiner
from .outline import Grid, box_of
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

_LEAD = re.compile(r"(?:\s*(?:\*\*|<b>|<strong>)(?:(?!\*\*|</).)+(?:\*\*|</b>|</strong>))+")

Found = tuple[int, Grid | None]
"""How many lines a table takes, and it."""
NONE: Found = (0, None)


def flattened(lines: Sequence[TextLine], joiner: LineJoiner) -> Found:
    """Rows of figures without a caption; the head stands on the lines just above them."""
    own = _values(lines[0])[1]
    if own and not all(YEAR.fullmatch(value) for value in own):
        return NONE  # a head holds no figures but years
    if not any(_values(line)[1] for line in lines[1 : MOST_LABEL_LINES + 1]):
        return NONE
    rows = rows_of_figures(lines)
    if len(rows) < MIN_UNCAPTIONED or rows[0].first > MOST_LABEL_LINES:
        return NONE
    usual, times = Counter(len(row.values) for row in rows).most_common(1)[0]
    if usual < 2 or times < MIN_UNCAPTIONED or any(row.above for row in rows[1:]):
        return NONE
    count, grid = flat_table(lines, rows, None, joiner)
    return (count - 1, grid) if grid is not None and grid.table.header else NONE


def is_caption_line(text: str) -> bool:
    """Whether *text*, a line of its own, is a caption and no sentence about a table."""
    return len(text) <= CAPTION_LENGTH and CAPTION_LINE.fullmatch(text) is not None and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    words = CAPTION_LINE.match(text)
    return text.endswith(".") and words is not None and len(text.split()) > 3 and text.count(".") > 1


def cell_on(raw: str, line: TextLine) -> Cell:
    """The cell with the text *raw*, marked up or not, that stands on *line*."""
    text = plain(raw)
    bold = _LEAD.match(raw)
    lead = plain(bold[0]) if bold else None
    box = box_of((line.number, line.number + 1)) if text else None
    return Cell(text, lead if lead and lead != text else None, box)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures: the lines *above* it that hold no figures, its own label, and where it stands."""

    above: tuple[TextLine, ...]
    label: str
    values: tuple[str, ...]
    first: int
    line: TextLine


def rows_of_figures(lines: Sequence[TextLine]) -> list[Row]:
    """The rows of figures from the beginning of *lines* up to running text."""
    rows: list[Row] = []
    above: list[TextLine] = []
    for number, line in enumerate(lines):
        if line.level is not None or is_caption_line(line.text) or (is_bullet_line(line) and not _values(line)[1]):
            break
        label, values = _values(line)
        if values and (not rows or _fits(rows, label, values)):
            rows.append(Row(tuple(above), label, values, number - len(above), line))
            above = []
            continue
        above.append(line)
        most = MOST_LABEL_LINES if rows else MOST_HEAD_LINES
        if len(above) > most or line.text.endswith((".", ";")):
            break
    return rows


def _fits(rows: Sequence[Row], label: str, values: Sequence[str]) -> bool:
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


def flat_table(lines: Sequence[TextLine], rows: Sequence[Row], caption: str | None, joiner: LineJoiner) -> Found:
    """The table of *rows*, its head parted at capitals; as lines of text where no head fits the columns.

    The lines counted include one for the caption.
    """
    count = next(number for number, line in enumerate(lines) if line is rows[-1].line) + 1
    used = lines[:count]
    header, left, rows = _head(rows, joiner)
    box = box_of((used[0].number - 1, used[-1].number + 1))
    if not header:
        cells = [(cell_on(line.text, line),) for line in used]
        return count + 1, Grid(FoundTable(box, (), tuple(cells)), caption)
    columns = len(header[-1]) - 1
    body = []
    for number, row in enumerate(rows):
        above = left if number == 0 else [line.text for line in row.above]
        more = len(row.values) - columns
        label = joiner.join(filter(None, [*above, " ".join([row.label, *row.values[:more]]).strip()]))
        body.append(tuple(cell_on(text, row.line) for text in (label, *row.values[more:])))
    top = used[0]
    heads = tuple(tuple(cell_on(text, top) for text in cells) for cells in header)
    return count + 1, Grid(FoundTable(box, heads, tuple(body)), caption)


def _head(rows: Sequence[Row], joiner: LineJoiner) -> tuple[list[tuple[str, ...]], list[str], Sequence[Row]]:
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


def is_bullet_line(line: TextLine) -> bool:
    """Whether *line* opens with a bullet."""
    first, _, rest = line.text.partition(" ")
    return bool(rest) and BULLET.fullmatch(first) is not None
