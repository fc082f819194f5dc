"""Cells and the tables made of them, as they stand on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import Box

from .lineends import LineJoiner
from .lines import Line, area_of
from .shapes import Area

_CLOCK = r"(kl\.?\s*)?\d{1,2}[.:]\d{2}"
_UNTIL = r"(–|-|—|til)"
UNTIL = re.compile(_UNTIL)
"""What stands between two times, alone on its line where the column is narrow."""
TIME = re.compile(rf"{_CLOCK}(\s*{_UNTIL}\s*{_CLOCK})?", re.IGNORECASE)
"""A clock time or a span of two, as a Danish programme writes it: "9.30", "kl. 09:30 – 10:00"."""
OPEN_TIME = re.compile(rf"{_CLOCK}\s*{_UNTIL}", re.IGNORECASE)
"""A time whose end stands in the next line."""
CAPTION = re.compile(r"(Tabel|Tab\.|Figur|Fig\.|Table|Figure|Skema|Boks)\s*\d+", re.IGNORECASE)
TABLE_CAPTION = re.compile(r"(Tabel|Tab\.|Table|Skema)\s*\d+", re.IGNORECASE)
CAPTION_NUMBER = re.compile(r"\D+(\d+(?:\.\d+)?)")

NUMBER = re.compile(r"[-–+]?\d[\d.,\s]*(%|kr\.?)?(\s*\(.*\))?")
"""A cell that is a figure: "12 (100 %)", "1.250 kr.", "-3"."""

YEAR = re.compile(r"(19|20)\d\d([-–/](19|20)?\d\d)?|[1-9]|1[0-2]")
"""A figure that names a column: a year, a school year, a grade or a month."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text. ``lead`` holds the bold words that it opens with, if others follow; ``bold`` says that none do."""

    text: str
    lead: str | None
    box: Box | None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table; every row has the same number of cells, the header's rows too.

    ``box`` is where it stands, or begins; ``more`` where it goes on, in the next column or on the next page.
    """

    box: Box
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: tuple[Box, ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        return (self.box, *self.more)

    @property
    def row_pages(self) -> tuple[int, ...]:
        """The page on which each row begins; empty where the table stands on one page."""
        if all(box.page == self.box.page for box in self.more):
            return ()
        pages: list[int] = []
        for row in self.rows:
            page = next((cell.box.page for cell in row if cell.box is not None), None)
            pages.append(page or (pages[-1] if pages else self.box.page))
        return tuple(pages)

    @property
    def columns(self) -> int:
        return len((self.header + self.rows)[0])

    @property
    def is_timed(self) -> bool:
        """Whether its first column holds times, as in a programme."""
        timed = sum(TIME.fullmatch(row[0].text) is not None for row in self.rows)
        return timed >= max(2, 0.6 * len(self.rows))


def cell_of(lines: Sequence[Line], joiner: LineJoiner, right: float | None = None) -> Cell:
    """The cell that *lines*, from the top, make; *right* is where the text of its column ends, if it is known."""
    if not lines:
        return Cell("", None, None)
    text = joiner.join(_texts(lines, joiner, right), page=lines[0].page)
    box = Box(lines[0].page, *area_of(lines))
    bold = all(word.bold for line in lines for word in line.words)
    return Cell(text, bold_lead(lines, joiner), box, bold)


def _texts(lines: Sequence[Line], joiner: LineJoiner, right: float | None) -> list[str]:
    """The *lines*' texts, those as one between which a word breaks off that was too long for its column."""
    texts = [lines[0].text]
    for upper, lower in pairwise(lines):
        letter = (upper.x1 - upper.x0) / len(upper.text)
        full = right is not None and len(upper.words) == 1 and right - upper.x1 < letter
        if full and joiner.is_broken_off(upper.text, lower.words[0].text):
            texts[-1] += lower.text
        else:
            texts.append(lower.text)
    return texts


def bold_lead(lines: Sequence[Line], joiner: LineJoiner) -> str | None:
    """The bold words that *lines* open with, ``None`` if there are none or nothing follows them."""
    lead: list[str] = []
    for line in lines:
        bold = []
        for word in line.words:
            if not word.bold:
                break
            bold.append(word.text)
        if bold:
            lead.append(" ".join(bold))
        if len(bold) < len(line.words):
            return joiner.join(lead) or None
    return None


def table_of(rows: Sequence[tuple[Cell, ...]], page: int, area: Area) -> FoundTable:
    """The table that *rows* make, its header told from its body."""
    count = _header_rows(rows)
    return FoundTable(Box(page, *area), tuple(rows[:count]), tuple(rows[count:]))


def _is_number(cell: Cell) -> bool:
    return NUMBER.fullmatch(cell.text) is not None


def _header_rows(rows: Sequence[tuple[Cell, ...]]) -> int:
    """How many leading rows are header: rows without a label, or else a first row in bold or unlike the rest.

    Right on all 26 tables of the real documents. It knows nothing of fill colours.
    """
    unlabelled = 0
    while unlabelled < min(3, len(rows) - 1) and not rows[unlabelled][0].text:
        unlabelled += 1
    if unlabelled:
        names = rows[unlabelled]
        is_head = all(cell.text and not _is_number(cell) for cell in names) and any(
            _is_number(cell) for row in rows[unlabelled + 1 :] for cell in row[1:]
        )
        return unlabelled + is_head if len(rows) > unlabelled + 1 else unlabelled
    first, rest = rows[0], rows[1:]
    if not all(cell.text for cell in first) or any(len(cell.text) > 60 for cell in first):
        return 0
    if TIME.fullmatch(first[0].text):
        return 0
    if all(cell.bold for cell in first) and not any(cell.bold for row in rest for cell in row[1:]):
        return 1
    numbers_below = any(_is_number(cell) for row in rest for cell in row[1:])
    numbers_above = [cell.text for cell in first[1:] if _is_number(cell)]
    if numbers_above:
        return int(len(rows) > 2 and all(YEAR.fullmatch(text) for text in numbers_above))
    return int(numbers_below or len(rows) > 2)
