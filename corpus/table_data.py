"""Tables as data: one line of names, rows below it, the number of answers behind them, and how to call for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .document import Document
from .section import Table

SampleBasis = Literal["stated", "total", "sum"]

_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d+"
_STATED = (
    re.compile(rf"\b[nN]\s*=\s*(?P<n>{_FIGURE})"),
    re.compile(
        rf"[(,;]\s*(?P<n>{_FIGURE})\s+(?:\w+\s+)?(?:besvarelser|svar|respondenter|deltagere|personer|ledere|medarbejdere|"
        r"forældre|børn|forløb|dagtilbud|institutioner|familier|kommuner|skemaer|interview)\b",
        re.IGNORECASE,
    ),
)
"""How a caption states its sample: "(n = 12)", "(64 besvarelser, antal og procent)", "(12 ledere)"."""
_TOTAL = re.compile(r"(?:i\s+alt|total(?:t)?|sum|alle|samlet)\b", re.IGNORECASE)
_COUNT = re.compile(rf"(?P<count>{_FIGURE})(?:\s*\(\s*(?P<percent>\d+(?:,\d+)?)\s*%\s*\))?")
ROUNDING = 0.6
"""Percentage points by which a printed share may differ from its count: rounded to whole ones, or cut."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of a document with what calls for it.

    Attributes:
        position: its place among the document's tables, from 1.
        table: as it was read.
        names: one name for each column: the header rows joined, the upper name carried over the columns it spans.
        n: how many answers, children … the figures are of, where the table tells; else ``None``.
        n_basis: whether its caption or header states ``n``, its total row does, or every row's counts add up to it
            and its printed shares agree.
    """

    position: int
    table: Table
    names: tuple[str, ...]
    n: int | None
    n_basis: SampleBasis | None


def data_tables(document: Document) -> tuple[DataTable, ...]:
    """The tables of *document*, in order."""
    found = []
    for position, table in enumerate(document.tables, start=1):
        sample = _sample(table)
        n, basis = (None, None) if sample is None else sample
        found.append(DataTable(position, table, column_names(table), n, basis))
    return tuple(found)


def table_called(tables: Sequence[DataTable], number: str) -> DataTable | None:
    """The table printed as "Tabel *number*"; where none is, the one at that place in the document."""
    printed = next((one for one in tables if one.table.number == number), None)
    return printed or next((one for one in tables if str(one.position) == number), None)


def column_names(table: Table) -> tuple[str, ...]:
    """One name a column; a cell over several columns stands in its first one and is carried on below it.

    It is carried on only where a lower header row parts it: a column without any name keeps none.
    """
    if not table.header:
        return ()
    *upper, lowest = table.header
    carried = [_carried(row, lowest) for row in upper]
    return tuple(
        " – ".join(dict.fromkeys(name for name in (*(row[at] for row in carried), cell) if name))
        for at, cell in enumerate(lowest)
    )


def _carried(row: Sequence[str], lowest: Sequence[str]) -> list[str]:
    names: list[str] = []
    for cell, below in zip(row, lowest, strict=True):
        names.append(cell or (names[-1] if names and below and names[-1] else ""))
    return names


def _sample(table: Table) -> tuple[int, SampleBasis] | None:
    said = " ".join((table.caption or "", *(cell for row in table.header for cell in row)))
    for pattern in _STATED:
        if match := pattern.search(said):
            return _number(match["n"]), "stated"
    totals = {_total(row) for row in table.rows if row and _TOTAL.match(row[0])}
    if len(totals) == 1 and (total := totals.pop()) is not None:
        return total, "total"
    return _summed(table)


def _total(row: Sequence[str]) -> int | None:
    """The one number of a total row; ``None`` where its columns have different ones."""
    counts = {match["count"] for cell in row[1:] if (match := _COUNT.fullmatch(cell))}
    return _number(counts.pop()) if len(counts) == 1 else None


def _summed(table: Table) -> tuple[int, SampleBasis] | None:
    """What the counts of every row add up to, where the shares beside them say the same."""
    sums = set()
    for row in table.rows:
        cells = list(_counts(row[1:]))
        total = sum(count for count, _ in cells)
        shares = [(count, percent) for count, percent in cells if percent is not None]
        if len(cells) != len(row) - 1 or not shares or not total:
            return None
        if any(abs(100 * count / total - percent) > ROUNDING for count, percent in shares):
            return None
        sums.add(total)
    return (sums.pop(), "sum") if len(sums) == 1 else None


def _counts(cells: Sequence[str]) -> Iterator[tuple[int, float | None]]:
    for cell in cells:
        match = _COUNT.fullmatch(cell.strip())
        if match is not None:
            percent = match["percent"]
            yield _number(match["count"]), None if percent is None else float(percent.replace(",", "."))


def _number(printed: str) -> int:
    return int(printed.replace(".", ""))
