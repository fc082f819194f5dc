"""Words and numbers as both the page and the terminal say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from corpus import TYPE_LABELS
from corpus.metadata import FactName

from . import schemas
from .citations import danish_date

LEVELS = {"about": "handler om", "touches": "berører", "primary": "handler om", "secondary": "berører"}

FILTER_NAMES = {
    "theme": "Tema",
    "type": "Dokumenttype",
    "municipality": "Kommune",
    "year": "År",
    "from": "Tidligst",
    "to": "Senest",
    "kind": "Slags afsnit",
    "claim": "Slags udsagn",
    "aspect": "Side af sagen",
    "person": "Person",
    "organisation": "Organisation",
}
"""What every filter is called, wherever it is named."""

POSITION_NAMES = {"recommendation": "Anbefaling", "commitment": "Vil arbejde for", "statement": "Mener"}

FIELD_NAMES = {
    "type": "Dokumenttype",
    "title": "Titel",
    "subtitle": "Undertitel",
    "publisher": "Udgiver",
    "date": "Dato",
    "municipalities": "Kommuner",
    "theme": "Tema",
    "starts": "begynder",
    "ends": "slutter",
    "kind": "slags",
    "place": "sted",
    "speakers": "oplægsholdere",
    "abstract": "omtale",
}
"""What may be corrected; the last six are of an item of the programme."""

DATES: frozenset[FactName] = frozenset({"date", "date_earliest", "event_date"})
"""The facts whose value is a date."""


def field_text(field: str) -> str:
    """A field that may be corrected, as a person calls it: "Dato", "Programpunkt 3, begynder"."""
    session = re.fullmatch(r"session\.(\d+)\.(\w+)", field)
    if session is not None:
        return f"Programpunkt {session[1]}, {FIELD_NAMES.get(session[2], session[2]).lower()}"
    return FIELD_NAMES.get(field, field)


def corrected_text(value: str | None, field: str, themes: Mapping[str, str]) -> str | None:
    """A corrected value as a person says it; *themes* are their labels by id."""
    if field == "theme" and value is not None:
        id, _, level = value.partition("=")
        return f"{themes.get(id, id)}: {LEVELS.get(level, 'ikke')}"
    if field == "type":
        return next((label for id, label in TYPE_LABELS.items() if id == value), value)
    return danish_date(value) if field == "date" else value


def themes_text(themes: Iterable[tuple[str, str]]) -> str:
    """Themes by their level, each a pair of level and words: "handler om a, b; berører c"."""
    by_level: dict[str, list[str]] = {}
    for level, words in themes:
        by_level.setdefault(LEVELS[level], []).append(words)
    return "; ".join(f"{level} {', '.join(words)}" for level, words in by_level.items())


def fact_text(fact: schemas.Fact) -> str:
    """What a fact says, as a person writes it: "august 2020 til marts 2022", "Evaluering"."""
    if fact.name == "type":
        return next((label for id, label in TYPE_LABELS.items() if id == fact.value), fact.value)
    if fact.name == "period":
        return " til ".join(danish_date(part) or part for part in fact.value.split("/"))
    return (danish_date(fact.value) if fact.name in DATES else None) or fact.value


def span_text(pages: tuple[int, int]) -> str:
    """Pages as Danish writes them: "3" or "3–4"."""
    first, last = pages
    return str(first) if first == last else f"{first}–{last}"


def speaker_text(speaker: schemas.Speaker) -> str:
    """A speaker with role and organisation, as far as known."""
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.organisation) if part)


def number_text(value: float) -> str:
    """A number with a comma."""
    return f"{value:.1f}".replace(".", ",")


def size_text(size: int) -> str:
    """Bytes as people say them."""
    value = float(size)
    for unit in ("byte", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "byte" else f"{number_text(value)} {unit}"
        value /= 1000
    return f"{number_text(value)} GB"
