"""Dates as Danish documents print them, with no more precision than the print has."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from corpus.metadata import DatePrecision
from corpus.months import ANY_MONTH, MONTHS

_MONTH = r"(?P<month>" + "|".join(rf"{month[:3]}(?:{month[3:]}|\.)?" for month in MONTHS) + ")"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,?\s+)?"


def _form(precision: DatePrecision, words: str) -> tuple[DatePrecision, re.Pattern[str]]:
    return precision, re.compile(rf"(?<![\w.]){words}(?![\w-]|[.,]\d)", re.IGNORECASE)


# Most precise first; a season is printed often and says the year only.
_FORMS = (
    _form("day", rf"{_WEEKDAY}(?:den\s+|d\.\s*)?(?P<day>\d{{1,2}})\.?\s*{_MONTH},?\s+{_YEAR}"),
    _form("day", rf"(?:den\s+|d\.\s*)?(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./ -]\s*{_YEAR}"),
    _form("month", rf"{_MONTH},?\s+{_YEAR}"),
    _form("year", rf"(?:(?:forår|sommer|efterår|vinter)(?:en|et)?\s+)?{_YEAR}"),
)


MONTH_AND_YEAR = rf"(?:{ANY_MONTH}),?\s+(?:19|20)\d\d"
"""A month in full with its year, without groups, to be put into other expressions."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a line: ISO 8601 cut to its precision, and where it stands."""

    iso: str
    precision: DatePrecision
    start: int
    end: int


def find_date(line: str) -> PrintedDate | None:
    """The most precise date printed in *line*, the first of equals, or ``None``.

    "30. oktober 2024", "den 1. oktober 2018", "30.10.2024", "Februar 2020", "okt. 2021", "2021". A line with a
    day that no calendar has gives no date at all: one figure of it is wrong, and which we cannot know.
    """
    for precision, form in _FORMS:
        match = form.search(line)
        if match is not None:
            iso = _iso(match, precision)
            return PrintedDate(iso, precision, match.start(), match.end()) if iso is not None else None
    return None


def find_dates(text: str) -> list[PrintedDate]:
    """Every date printed in *text*, in order, each in its most precise form."""
    found: list[PrintedDate] = []
    for precision, form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match, precision)
            is_free = all(match.end() <= one.start or one.end <= match.start() for one in found)
            if iso is not None and is_free:
                found.append(PrintedDate(iso, precision, match.start(), match.end()))
    return sorted(found, key=lambda date: date.start)


def without_date(line: str) -> str:
    """*line* without a date at its beginning or end; a reader may join the lines of a title page."""
    date = find_date(line)
    return line if date is None else (line[: date.start] + line[date.end :]).strip(" ,")


def _iso(match: re.Match[str], precision: DatePrecision) -> str | None:
    year = int(match["year"])
    if precision == "year":
        return f"{year:04}"
    written = match["month"].lower()
    month = int(written) if written.isdigit() else _month_number(written)
    if precision == "month":
        return f"{year:04}-{month:02}"
    try:
        return datetime.date(year, month, int(match["day"])).isoformat()
    except ValueError:
        return None


def _month_number(written: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(written[:3]))
