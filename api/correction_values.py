"""What a person writes for a corrected value, checked and made the one way it is stored."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args

from corpus import TYPE_LABELS, Passage, SessionKind
from corpus.corrections import DOCUMENT_FIELDS, speakers_of
from corpus.errors import FilterError
from corpus.passage import TagLevel

from .service import Service
from .wording import LEVELS

SAYS_NOTHING = "-"
"""What a person writes for a fact that the document does not state."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NO_LEVEL = ("none", "ingen", SAYS_NOTHING)
_LEVEL_WORDS: Mapping[str, str] = {
    **{level: level for level in get_args(TagLevel)},
    **{label: level for level, label in LEVELS.items() if level in get_args(TagLevel)},
    **dict.fromkeys(_NO_LEVEL, "none"),
}


def _text(value: str) -> str | None:
    text = " ".join(value.split())
    if not text:
        raise FilterError("value", f"Værdien er tom. Skriv {SAYS_NOTHING}, hvis dokumentet ikke siger det.")
    return None if text == SAYS_NOTHING else text


def _needed(value: str) -> str:
    text = _text(value)
    if text is None:
        raise FilterError("value", "Det felt kan ikke være tomt.")
    return text


def _type(value: str) -> str:
    wanted = value.strip().casefold()
    for id, label in TYPE_LABELS.items():
        if wanted in (id, label.casefold()):
            return id
    known = ", ".join(f"{id} ({label})" for id, label in TYPE_LABELS.items())
    raise FilterError("value", f"Kender ikke typen «{value}». Vælg en af: {known}.")


def _date(value: str) -> str | None:
    text = _text(value)
    if text is None:
        return None
    try:
        if _DATE.fullmatch(text) is None:
            raise ValueError
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise FilterError("value", f"«{value}» er ingen dato. Skriv 2024, 2024-10 eller 2024-10-30.") from None
    return text


def _time(value: str) -> str | None:
    text = _text(value)
    if text is not None and _TIME.fullmatch(text) is None:
        raise FilterError("value", f"«{value}» er intet klokkeslæt. Skriv fx 09:30.")
    return text


def _session_kind(value: str) -> str:
    if value not in get_args(SessionKind):
        raise FilterError("value", f"Kender ikke slagsen «{value}». Vælg en af: {', '.join(get_args(SessionKind))}.")
    return value


def _speakers(value: str) -> str | None:
    text = _text(value)
    if text is None:
        return None
    found = speakers_of(text)
    if not found:
        raise FilterError("value", "Skriv oplægsholdere som: Navn|rolle|organisation; Navn|rolle|organisation")
    return ";".join("|".join(part or "" for part in (one.name, one.role, one.organisation)) for one in found)


def _municipalities(value: str) -> str | None:
    from corpus.municipalities import municipality_register

    text = _text(value)
    if text is None:
        return None
    register = municipality_register()
    by_code = {one.code: one for one in register.municipalities}
    codes = []
    for name in text.split(","):
        found = by_code.get(name.strip()) or register.named(name)
        if found is None:
            near = difflib.get_close_matches(name.strip(), [one.name for one in register.municipalities], n=1)
            hint = f" Mente du {near[0]}?" if near else ""
            raise FilterError("value", f"Kender ikke kommunen «{name.strip()}».{hint}")
        codes.append(found.code)
    return ",".join(dict.fromkeys(codes))


def theme_value(service: Service, value: str) -> str:
    """A theme and a level: "tidlig_indsats=about", "tidlig_indsats=handler om", "tidlig_indsats=ingen"."""
    theme_id, _, level = (part.strip() for part in value.partition("="))
    if theme_id not in service.taxonomy.by_id:
        near = difflib.get_close_matches(theme_id, service.taxonomy.by_id, n=1)
        hint = f" Mente du {near[0]}?" if near else ""
        raise FilterError("value", f"Kender ikke temaet «{theme_id}».{hint} Se dem med: praksis themes")
    if level not in _LEVEL_WORDS:
        raise FilterError("value", f"Skriv {theme_id}=about (handler om), =touches (berører) eller =none (ingen).")
    return f"{theme_id}={_LEVEL_WORDS[level]}"


def proving_quote(passage: Passage, quote: str | None) -> str | None:
    """The words that prove a theme.

    Raises:
        FilterError: they do not stand in *passage*.
    """
    if quote is not None and (not quote.strip() or quote.strip() not in passage.text):
        raise FilterError("quote", f"Ordene «{quote}» står ikke i afsnittet. Kopiér dem derfra.")
    return None if quote is None else quote.strip()


def unknown_field(field: str) -> str:
    """What to tell someone who wants to correct *field*, which cannot be."""
    known = (*DOCUMENT_FIELDS, "theme", "session.3.title")
    near = difflib.get_close_matches(field, known, n=1)
    return f"Kan ikke rette «{field}».{f' Mente du {near[0]}?' if near else ''} Vælg en af: {', '.join(known)}."


VALUES: Mapping[str, Callable[[str], str | None]] = {
    "type": _type,
    "title": _text,
    "subtitle": _text,
    "publisher": _text,
    "date": _date,
    "municipalities": _municipalities,
}

SESSION_VALUES: Mapping[str, Callable[[str], str | None]] = {
    "title": _needed,
    "starts": _time,
    "ends": _time,
    "kind": _session_kind,
    "place": _text,
    "speakers": _speakers,
    "abstract": _text,
}
