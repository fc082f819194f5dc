"""The period that a document covers, and how early it can have been written, from dates in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .dates import MONTH_AND_YEAR, find_dates

# What says that the range is the document's own subject and not something it mentions.
_COVERS = re.compile(
    r"\b(?:perioden?|årene|projektperiode\w*|forsøgsperiode\w*|dækker|data|evaluering\w*|undersøgelse\w*|forsøg\w*|"
    r"indsaml\w*|igangsat\w*|registrering\w*|tabel \d|kørt|afprøv\w*|gennemført|har \w+ (?:haft|igangsat|arbejdet))\b",
    re.IGNORECASE,
)
_DATE = rf"(?:{MONTH_AND_YEAR}|(?:19|20)\d\d)"
_RANGE = re.compile(
    rf"(?<![\w§])(?:(?:fra|mellem)\s+)?(?P<from>{_DATE}|{MONTH_AND_YEAR.split(',?')[0]})"
    rf"\s*(?:til(?: og med)?|[–-]|og)\s*(?P<to>{_DATE})(?![\w-])",
    re.IGNORECASE,
)
# A year that lies ahead says nothing of when the words were written.
_AHEAD = re.compile(
    r"\b(?:planlægger|forventes?|inden|frem mod|senest|træder i kraft|vil blive|fremtid\w*|målet for|prognose\w*|"
    r"skal være|foreslå\w*|anbefal\w*|bør|fra \d{4} (?:er|bliver)|"
    r"ambition\w*|vision\w*|fremskriv\w*|næste år|fra og med|gælder fra)\b",
    re.IGNORECASE,
)
EARLIEST_YEAR = 1990
"""Years before this belong to laws and history."""


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, ISO 8601 cut to the print's precision, and where it stands in the text."""

    first: str
    last: str
    start: int
    end: int

    @property
    def iso(self) -> str:
        """An ISO 8601 interval: "2018-08/2020-02"."""
        return f"{self.first}/{self.last}"


def find_period(text: str, *, is_report: bool) -> Period | None:
    """The period that *text* says it covers; of a report also a period in a sentence that does not say so.

    "Perioden fra januar 2020 til juni 2021", "fra august 2018 til februar 2020", "i 31 tilsyn, 2022-2023". The first
    one with a word that says it is covered wins, then, in a report, the first one.
    """
    found = list(_periods(text))
    said = [(period, _COVERS.search(text[max(0, text.rfind("\n", 0, period.start)) : _line_end(text, period.end)]))
            for period in found]  # fmt: skip
    covered = [period for period, cue in said if cue is not None]
    return next(iter(covered or (found if is_report else [])), None)


def find_earliest(text: str) -> tuple[str, int, int] | None:
    """The latest date in *text* that does not lie ahead, as ISO 8601, and where it stands: not before was it written.

    A sentence that plans ("inden 2030", "planlægges i 2021") bounds nothing. Known to be fooled by a plan in other
    words.
    """
    best: tuple[str, int, int] | None = None
    for date in find_dates(text):
        line = text[_sentence_start(text, date.start) : _sentence_end(text, date.end)]
        if int(date.iso[:4]) < EARLIEST_YEAR or _AHEAD.search(line):
            continue
        if best is None or bound(date.iso) > bound(best[0]):
            best = date.iso, date.start, date.end
    return best


def bound(iso: str) -> str:
    """A date by its first day; "2020-02" bounds more than "2020"."""
    return iso + "-01-01"[len(iso) - 4 :]


def _periods(text: str) -> Iterator[Period]:
    for match in _RANGE.finditer(text):
        first, last = _iso(match["from"], match["to"]), _iso(match["to"], "")
        if first is not None and last is not None and first[:7] < last[:7].ljust(7, "9"):
            yield Period(first, last, match.start(), match.end())


def _iso(written: str, other: str) -> str | None:
    """*written* as ISO 8601; a month without a year has that of *other*."""
    dates = find_dates(written) or find_dates(f"{written} {other[-4:]}")
    return dates[0].iso if dates else None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1


def _sentence_end(text: str, at: int) -> int:
    ends = [end for end in (text.find("\n", at), text.find(". ", at)) if end >= 0]
    return min(ends, default=len(text))
