"""Addresses and venues in the lines of a title page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import find_date, without_date

STREET = re.compile(r"(?:\A|,\s|\s)(?P<street>[A-ZÆØÅ][\w.]*(?: [A-ZÆØÅ]?[\w.]+){0,3} \d{1,3}[A-Za-z]?)(?=,|\Z)")
_PLACE = re.compile(r"(?:sted|adresse|lokale):\s*(?P<place>.+)", re.IGNORECASE)
_VENUE_WORDS = 5


def find_place(lines: Sequence[str]) -> tuple[str, str] | None:
    """The address among *lines*, with the venue that stands alone on the line above; and the line with the address."""
    for number, line in enumerate(lines):
        labelled = _PLACE.match(line)
        if labelled is not None:
            return labelled["place"], line
        bare = without_date(line)
        address = address_in(bare)
        if address is None:
            continue
        before = lines[number - 1] if number else ""
        is_venue = 0 < len(before.split()) <= _VENUE_WORDS and find_date(before) is None
        return (f"{before}, {bare}" if address == 0 and is_venue and before[0].isupper() else bare), line
    return None


def address_in(line: str) -> int | None:
    """Where in *line* an address begins, if it has one."""
    street = STREET.search(line)
    return street.start("street") if street is not None and "," in line else None
