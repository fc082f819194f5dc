"""The themes passages are tagged with, read from a file that consultants edit."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from .errors import TaxonomyError

_FILE = "themes.toml"
_NAME = "@navn"
_ID = re.compile(r"[a-z0-9_]+")
_HEADER = re.compile(r"\s*\[\[\s*concept\s*\]\]")
_TOP_KEYS = ("title", "concept")
_CONCEPT_KEYS = (
    "id", "prefLabel", "altLabel", "definition", "scopeNote", "broader", "related",
    "touches", "about", "pattern", "negative",
)  # fmt: skip
_PATTERN_KEYS = ("words", "within", "weight", "order", "names")
_NEGATIVE_KEYS = ("words", "within", "order", "sentence")
_LONGEST_WINDOW = 40  # words; a longer one would reach over whole sentences and prove nothing


@dataclass(frozen=True, slots=True)
class Term:
    """One alternative of a slot, as written in the file.

    A dictionary form or several in a row, unless it is a *prefix* ("forebyg*"), an *exact* form
    ("=tidligere") or stands for every *name* that the document introduces ("@navn").
    """

    text: str
    prefix: bool
    exact: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """Slots that must be filled within some words of one sentence.

    Attributes:
        slots: the alternatives of each slot.
        within: at most so many words from the first slot to the last, both counted.
        weight: what a find counts.
        order: the slots stand in this order.
        names: the last word of a find is a name the document goes on to use alone.
    """

    slots: tuple[tuple[Term, ...], ...]
    within: int
    weight: float
    order: bool
    names: bool

    @property
    def rule(self) -> str:
        """The pattern as a person reads it: "forælder|hjem + samarbejde|dialog"."""
        return rule_of(self.slots)


@dataclass(frozen=True, slots=True)
class Negative:
    """Words in another sense: a find that uses one of them, or its whole sentence, does not count."""

    slots: tuple[tuple[Term, ...], ...]
    within: int
    order: bool
    sentence: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """One concept of the taxonomy, with the fields SKOS gives it and the patterns that find it.

    ``touches`` and ``about`` are the weights from which a passage has the theme at that level.
    """

    id: str
    label: str
    other_labels: tuple[str, ...]
    definition: str
    scope_note: str | None
    broader: tuple[str, ...]
    related: tuple[str, ...]
    touches: float
    about: float
    patterns: tuple[Pattern, ...]
    negatives: tuple[Negative, ...]


@dataclass(frozen=True)
class Taxonomy:
    """All themes, in the order of the file."""

    title: str
    themes: tuple[Theme, ...]
    version: str  # sixteen hex digits of what the file says; remarks and layout do not count

    @classmethod
    def load(cls, path: Path | None = None) -> Taxonomy:
        """The taxonomy in *path*, or the one that comes with Praksis.

        Raises:
            TaxonomyError: the file is missing, is no TOML or says something that cannot be meant.
        """
        name = f"corpus/{_FILE}" if path is None else str(path)
        try:
            text = (files("corpus").joinpath(_FILE) if path is None else path).read_text("utf-8-sig")
        except OSError as error:
            raise TaxonomyError(name, None, "filen kan ikke læses. Findes den, og må du åbne den?") from error
        except UnicodeDecodeError as error:
            raise TaxonomyError(name, None, "tegnene er ikke UTF-8. Gem filen igen som UTF-8.") from error
        return cls.parse(text, name)

    @classmethod
    def parse(cls, text: str, name: str) -> Taxonomy:
        """The taxonomy that *text* says; *name* is the file's, for messages.

        Raises:
            TaxonomyError: as in ``load``.
        """
        return _Reader(name, text).taxonomy()

    @cached_property
    def by_id(self) -> Mapping[str, Theme]:
        return {theme.id: theme for theme in self.themes}


def rule_of(slots: Sequence[Sequence[Term]]) -> str:
    """Slots as they are written in the file, with " + " between them."""
    return " + ".join("|".join(term.text for term in slot) for slot in slots)


class _Reader:
    """Reads one file and says where a mistake stands."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.headers = [number for number, line in enumerate(text.splitlines(), start=1) if _HEADER.match(line)]

    def taxonomy(self) -> Taxonomy:
        try:
            content = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise self._syntax_error(str(error)) from error
        for key in content:
            if key not in _TOP_KEYS:
                raise self._error(None, None, f"kender ikke «{key}». Øverst i filen må der stå: {_listed(_TOP_KEYS)}.")
        concepts = content.get("concept", [])
        if not isinstance(concepts, list) or not concepts:
            raise self._error(None, None, "der er ingen temaer. Hvert tema begynder med linjen [[concept]].")
        themes = tuple(_Concept(self, place, raw).theme() for place, raw in enumerate(concepts))
        self._check_ids(themes)
        return Taxonomy(str(content.get("title", "")), themes, _fingerprint(content))

    def _check_ids(self, themes: Sequence[Theme]) -> None:
        seen: set[str] = set()
        for place, theme in enumerate(themes):
            if theme.id in seen:
                raise self._error(place, theme.id, "id'et bruges to gange. Giv det ene tema et andet id.")
            seen.add(theme.id)
        for place, theme in enumerate(themes):
            for field, ids in (("broader", theme.broader), ("related", theme.related)):
                for other in ids:
                    if other not in seen or other == theme.id:
                        raise self._error(
                            place,
                            theme.id,
                            f"{field} henviser til «{other}», som ikke er et andet tema i filen. "
                            f"Brug et af: {_listed(sorted(seen - {theme.id})) or 'ingen (fjern linjen)'}.",
                        )

    def _syntax_error(self, reason: str) -> TaxonomyError:
        found = re.search(r"at line (\d+), column (\d+)", reason)
        line = int(found[1]) if found else None
        where = f" omkring tegn {found[2]}" if found else ""
        return self._error_at(
            line,
            None,
            f"filen kan ikke forstås{where}. Tjek, at alle anførselstegn, kommaer og klammer er lukket, "
            f"og at ingen nøgle står to gange. (Teknisk: {reason})",
        )

    def _error(self, place: int | None, concept: str | None, message: str) -> TaxonomyError:
        line = self.headers[place] if place is not None and place < len(self.headers) else None
        return self._error_at(line, concept, message)

    def _error_at(self, line: int | None, concept: str | None, message: str) -> TaxonomyError:
        return TaxonomyError(self.name, line, message, concept)


class _Concept:
    """Reads one ``[[concept]]``."""

    def __init__(self, reader: _Reader, place: int, raw: object) -> None:
        self.reader = reader
        self.place = place
        if not isinstance(raw, dict):
            raise self.reader._error(place, None, "et tema skal begynde med linjen [[concept]].")
        self.raw: dict[str, object] = raw
        self.id: str | None = None

    def theme(self) -> Theme:
        self.id = self._id()
        self._check_keys(self.raw, _CONCEPT_KEYS, "temaet")
        theme = Theme(
            id=self.id,
            label=self._text("prefLabel", required=True) or "",
            other_labels=self._texts("altLabel"),
            definition=self._text("definition", required=True) or "",
            scope_note=self._text("scopeNote", required=False),
            broader=self._texts("broader"),
            related=self._texts("related"),
            touches=self._weight(self.raw.get("touches", 1.0), "touches"),
            about=self._weight(self.raw.get("about", 2.0), "about"),
            patterns=tuple(self._pattern(number, raw) for number, raw in self._tables("pattern")),
            negatives=tuple(self._negative(number, raw) for number, raw in self._tables("negative")),
        )
        if theme.about < theme.touches:
            raise self._error(
                f"about ({theme.about:g}) er mindre end touches ({theme.touches:g}). "
                "At handle om noget kræver mindst lige så meget som at berøre det."
            )
        return theme

    def _id(self) -> str:
        id = self.raw.get("id")
        if not isinstance(id, str) or not id:
            name = self.raw.get("prefLabel", f"nr. {self.place + 1}")
            raise self.reader._error(self.place, None, f'temaet «{name}» mangler et id. Skriv fx: id = "mit_tema".')
        if not _ID.fullmatch(id):
            raise self.reader._error(
                self.place, id, "id'et må kun have små bogstaver a-z, tal og understreg. Skriv ae, oe og aa."
            )
        return id

    def _pattern(self, number: int, raw: dict[str, object]) -> Pattern:
        what = f"pattern nr. {number}"
        self._check_keys(raw, _PATTERN_KEYS, what)
        return Pattern(
            slots=self._slots(raw, what),
            within=self._within(raw, what),
            weight=self._weight(raw.get("weight", 1.0), f"weight i {what}"),
            order=self._flag(raw, "order", what),
            names=self._flag(raw, "names", what),
        )

    def _negative(self, number: int, raw: dict[str, object]) -> Negative:
        what = f"negative nr. {number}"
        self._check_keys(raw, _NEGATIVE_KEYS, what)
        return Negative(
            slots=self._slots(raw, what),
            within=self._within(raw, what),
            order=self._flag(raw, "order", what),
            sentence=self._flag(raw, "sentence", what),
        )

    def _slots(self, raw: Mapping[str, object], what: str) -> tuple[tuple[Term, ...], ...]:
        words = raw.get("words")
        if not isinstance(words, list) or not words:
            raise self._error(f'{what} er tomt. Skriv mindst ét led, fx words = ["forælder"].')
        return tuple(self._slot(slot, what) for slot in words)

    def _slot(self, slot: object, what: str) -> tuple[Term, ...]:
        if not isinstance(slot, str):
            raise self._error(f"{what}: hvert led skal stå i anførselstegn, men her står {slot!r}.")
        return tuple(self._term(text.strip(), slot, what) for text in slot.split("|"))

    def _term(self, text: str, slot: str, what: str) -> Term:
        if text == _NAME:
            return Term(text, prefix=False, exact=False, name=True)
        prefix, exact = text.endswith("*"), text.startswith("=")
        bare = text.removesuffix("*").removeprefix("=").strip()
        if not bare:
            raise self._error(f"{what}: der mangler et ord i «{slot}». Slet den overflødige |, * eller =.")
        if any(sign in bare for sign in "*=@"):
            raise self._error(f"{what}: i «{text}» må * kun stå sidst og = kun først, og @ kun i {_NAME}.")
        if prefix and (exact or " " in bare):
            raise self._error(f"{what}: «{text}» skal være ét ord med * sidst, uden = og uden mellemrum.")
        if exact and " " in bare:
            raise self._error(f"{what}: «{text}» skal være ét ord efter =.")
        return Term(text, prefix, exact, name=False)

    def _within(self, raw: Mapping[str, object], what: str) -> int:
        within = raw.get("within", 1)
        if not isinstance(within, int) or isinstance(within, bool) or not 1 <= within <= _LONGEST_WINDOW:
            raise self._error(
                f"{what}: within er {within!r}, men skal være et helt tal fra 1 til {_LONGEST_WINDOW} "
                "(antal ord fra første til sidste led)."
            )
        return within

    def _weight(self, value: object, what: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 100:
            raise self._error(f"{what} er {value!r}, men skal være et tal over 0 (skriv punktum: 1.5).")
        return float(value)

    def _flag(self, raw: Mapping[str, object], key: str, what: str) -> bool:
        value = raw.get(key, False)
        if not isinstance(value, bool):
            raise self._error(f"{what}: {key} er {value!r}, men skal være true eller false uden anførselstegn.")
        return value

    def _text(self, key: str, *, required: bool) -> str | None:
        value = self.raw.get(key)
        if value is None and not required:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self._error(f'{key} mangler eller er tom. Skriv fx: {key} = "…".')
        return value.strip()

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            raise self._error(f'{key} skal være en liste af tekster, fx {key} = ["…", "…"].')
        return tuple(text.strip() for text in value)

    def _tables(self, key: str) -> list[tuple[int, dict[str, object]]]:
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(raw, dict) for raw in value):
            raise self._error(f'{key} skal være en liste, fx {key} = [ {{ words = ["…"], within = 1 }} ].')
        return list(enumerate(value, start=1))

    def _check_keys(self, raw: Mapping[str, object], known: Sequence[str], what: str) -> None:
        for key in raw:
            if key not in known:
                raise self._error(f"{what} har «{key}», som Praksis ikke kender. Brug: {_listed(known)}.")

    def _error(self, message: str) -> TaxonomyError:
        return self.reader._error(self.place, self.id, message)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _fingerprint(content: Mapping[str, object]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
