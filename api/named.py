"""Persons and organisations by the names that people type."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from corpus.errors import FilterError

from .service import Service

_LISTED = 8  # so many names fit in a message


def person_named(value: str | None, service: Service) -> str | None:
    """The person of a programme whom *value* means: the whole name, or words of one name only.

    Raises:
        FilterError: nobody, or several, have it; the message names the nearest.
    """
    if value is None:
        return None
    return _named("person", "personen", value, list(dict.fromkeys(one.name for one in service.store.persons())))


def organisation_named(value: str | None, service: Service) -> str | None:
    """The organisation that *value* means: its name, another name on our list, or words of one name only.

    Raises:
        FilterError: none, or several, have it; the message names the nearest.
    """
    if value is None:
        return None
    known = [name for name, _ in service.store.organisations()]
    if value not in known:
        from ingest.organisations import organisations  # a search by known names needs nothing of ingest

        value = next(iter(organisations().find(value)), value)
    return _named("organisation", "organisationen", value, known)


def _named(parameter: str, what: str, value: str, known: Sequence[str]) -> str:
    asked = value.casefold().split()
    for name in known:
        if name.casefold().split() == asked:
            return name
    holding = [name for name in known if asked and set(asked) <= set(name.casefold().split())]
    if len(holding) == 1:
        return holding[0]
    message = f"Kender ikke {what} «{value}»."
    near = holding or difflib.get_close_matches(value, known, n=_LISTED, cutoff=0.5)
    if holding:
        message = f"Flere passer på «{value}»."
    if near:
        message += f" Mente du en af: {', '.join(near[:_LISTED])}?"
    raise FilterError(parameter, message)
