"""On which line of the taxonomy's file something stands, since the TOML reader does not say."""

from __future__ import annotations

import re

from .errors import TaxonomyError

_TABLE = re.compile(r"\s*\[\[?\s*([a-z_]+)\s*\]\]?")
_WORDS = re.compile(r"\bwords\s*=")


class Lines:
    """Lines of a file, 1-based, and errors that name them.

    Keys are looked for at the start of a line, patterns by their ``words``; a file that is laid out in some
    other way gets the line of the theme instead.
    """

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.splitlines()
        self._name = name
        self._tables = [
            (number, found[1]) for number, line in enumerate(self._lines, 1) if (found := _TABLE.match(line))
        ]
        self._entries: dict[tuple[int, str], tuple[int | None, list[int]]] = {}

    def error(self, message: str, line: int | None = None, concept: str | None = None) -> TaxonomyError:
        return TaxonomyError(self._name, line, message, concept)

    def of_concept(self, place: int) -> int | None:
        """The line of the *place*-th theme, from 0."""
        return self.of_table("concept", place + 1)

    def of_table(self, name: str, number: int) -> int | None:
        """The line of the *number*-th table called *name*, from 1."""
        starts = [line for line, table in self._tables if table == name]
        return starts[number - 1] if number <= len(starts) else None

    def of_key(self, key: str) -> int | None:
        """The first line of the file that gives *key*."""
        return self._key_between(key, 1, len(self._lines))

    def of_key_in(self, place: int, key: str) -> int | None:
        """The line that gives *key* in the *place*-th theme."""
        return self._key_between(key, *self._extent(place))

    def of_table_in(self, place: int, key: str, number: int) -> int | None:
        """The line of the *number*-th entry of *key* in the *place*-th theme: its ``words``."""
        if (place, key) not in self._entries:
            self._entries[place, key] = self._entries_in(place, key)
        start, found = self._entries[place, key]
        return found[number - 1] if number <= len(found) else start

    def _entries_in(self, place: int, key: str) -> tuple[int | None, list[int]]:
        """The line that gives *key* in the *place*-th theme, and those of the ``words`` of its entries."""
        first, last = self._extent(place)
        start = self._key_between(key, first, last)
        if start is None:
            return None, []
        end = next((n for n in range(start + 1, last + 1) if re.match(r"[A-Za-z]+\s*=", self._lines[n - 1])), last + 1)
        return start, [n for n in range(start, end) for _ in _WORDS.findall(self._lines[n - 1])]

    def _extent(self, place: int) -> tuple[int, int]:
        """The first and last line of the *place*-th theme."""
        first = self.of_concept(place) or 1
        return first, next((line - 1 for line, _ in self._tables if line > first), len(self._lines))

    def _key_between(self, key: str, first: int, last: int) -> int | None:
        key_line = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        return next((n for n in range(first, last + 1) if key_line.match(self._lines[n - 1])), None)
