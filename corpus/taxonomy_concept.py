"""Reads one theme of the taxonomy's file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .errors import TaxonomyError
from .taxonomy_entry import Entry, Terms
from .taxonomy_lines import Lines
from .theme import Negative, Pattern, Theme

_ID = re.compile(r"[a-z0-9_]+")
_CONCEPT_KEYS = (
    "id", "prefLabel", "altLabel", "definition", "scopeNote", "broader", "narrower", "related",
    "touches", "about", "pattern", "negative",
)  # fmt: skip
_PATTERN_KEYS = ("words", "within", "weight", "order", "names", "different")
_NEGATIVE_KEYS = ("words", "within", "order", "sentence")
_TOUCHES, _ABOUT = 1.3, 1.5  # where a theme says nothing; measured, see tests/measure_themes.py


class Concept:
    """Reads one ``[[concept]]``."""

    def __init__(self, lines: Lines, lists: Mapping[str, Terms], place: int, raw: object) -> None:
        self._lines = lines
        self._lists = lists
        self._place = place
        if not isinstance(raw, dict):
            raise lines.error("et tema skal begynde med linjen [[concept]].", lines.of_concept(place))
        self._raw: dict[str, object] = raw
        self._id: str | None = None

    def theme(self) -> Theme:
        self._id = self._read_id()
        whole = self._entry("temaet", self._raw, None)
        whole.check_keys(_CONCEPT_KEYS)
        theme = Theme(
            id=self._id,
            label=self._text("prefLabel", required=True) or "",
            other_labels=self._texts("altLabel"),
            definition=self._text("definition", required=True) or "",
            scope_note=self._text("scopeNote", required=False),
            broader=self._texts("broader"),
            narrower=self._texts("narrower"),
            related=self._texts("related"),
            touches=self._level("touches", _TOUCHES),
            about=self._level("about", _ABOUT),
            patterns=tuple(self._pattern(number, raw) for number, raw in self._tables("pattern")),
            negatives=tuple(self._negative(number, raw) for number, raw in self._tables("negative")),
        )
        if theme.about < theme.touches:
            raise self._error(
                f"about ({theme.about:g}) er mindre end touches ({theme.touches:g}). "
                "At handle om noget kræver mindst lige så meget som at berøre det.",
                "about",
            )
        return theme

    def _read_id(self) -> str:
        id = self._raw.get("id")
        if not isinstance(id, str) or not id:
            name = self._raw.get("prefLabel", f"nr. {self._place + 1}")
            raise self._error(f'temaet «{name}» mangler et id. Skriv fx: id = "mit_tema".')
        if not _ID.fullmatch(id):
            self._id = id
            raise self._error("id'et må kun have små bogstaver a-z, tal og understreg. Skriv ae, oe og aa.", "id")
        return id

    def _pattern(self, number: int, raw: dict[str, object]) -> Pattern:
        entry = self._entry(f"pattern nr. {number}", raw, self._lines.of_table_in(self._place, "pattern", number))
        entry.check_keys(_PATTERN_KEYS)
        slots, written = entry.slots()
        return Pattern(
            slots=slots,
            written=written,
            within=entry.window("within", 1),
            weight=entry.weight("weight", 1.0),
            order=entry.flag("order"),
            names=entry.flag("names"),
            different=entry.flag("different"),
        )

    def _negative(self, number: int, raw: dict[str, object]) -> Negative:
        entry = self._entry(f"negative nr. {number}", raw, self._lines.of_table_in(self._place, "negative", number))
        entry.check_keys(_NEGATIVE_KEYS)
        slots, written = entry.slots()
        return Negative(slots, written, entry.window("within", 1), entry.flag("order"), entry.flag("sentence"))

    def _level(self, key: str, usual: float) -> float:
        return self._entry("temaet", self._raw, self._lines.of_key_in(self._place, key)).weight(key, usual)

    def _text(self, key: str, *, required: bool) -> str | None:
        value = self._raw.get(key)
        if value is None and not required:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self._error(f'{key} mangler eller er tom. Skriv fx: {key} = "…".', key)
        return value.strip()

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self._raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            raise self._error(f'{key} skal være en liste af tekster, fx {key} = ["…", "…"].', key)
        return tuple(text.strip() for text in value)

    def _tables(self, key: str) -> list[tuple[int, dict[str, object]]]:
        value = self._raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(raw, dict) for raw in value):
            raise self._error(f'{key} skal være en liste, fx {key} = [ {{ words = ["…"], within = 1 }} ].', key)
        return list(enumerate(value, start=1))

    def _entry(self, what: str, raw: Mapping[str, object], line: int | None) -> Entry:
        return Entry(self._lines, self._id, self._place, what, raw, self._lists, line)

    def _error(self, message: str, key: str | None = None) -> TaxonomyError:
        line = None if key is None else self._lines.of_key_in(self._place, key)
        return self._lines.error(message, line or self._lines.of_concept(self._place), self._id)
