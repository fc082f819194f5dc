"""What a person asks for, read from words on a command line or in an address, and checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any, get_args

from corpus import ASPECT_LABELS, CLAIM_LABELS, TYPE_LABELS, Municipality, PassageKind
from corpus.errors import FilterError
from corpus.store import DocumentSummary, Filters
from index.results import Grouping

from .named import organisation_named, person_named
from .service import Service

KIND_LABELS: dict[PassageKind, str] = {"text": "Tekst", "table": "Tabel", "session": "Programpunkt"}

DEFAULT_LIMIT = 10
LARGEST_LIMIT = 100
LONGEST_QUESTION = 1000
"""Characters; a pasted paragraph fits, a pasted document does not."""

EARLIEST_YEAR, LATEST_YEAR = 1000, 9999
_NAMED = 12  # so many values are named in a message; ninety-eight would bury it


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters as they were written; ``None`` is not chosen."""

    theme: str | None = None
    type: str | None = None
    municipality: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    kind: str | None = None
    claim: str | None = None
    aspect: str | None = None
    person: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that its answers depend on but the corpus."""

    text: str
    filters: Filters
    group: Grouping
    limit: int
    cursor: str | None
    literal: bool = False  # exactly as written: no spelling mended, no filter read out of it

    @property
    def key(self) -> tuple[str, ...]:
        """What a cursor must agree with; how many answers a page has may change on the way."""
        written = ("literal",) if self.literal else ()
        return ("search", self.text, self.group, *filter_key(self.filters), *written)


def filter_key(filters: Filters) -> tuple[str, ...]:
    """The filters as text, each in its place."""
    return tuple("" if value is None else str(value) for value in astuple(filters))


def read_filters(choice: Choice, service: Service) -> Filters:
    """What *choice* means in this corpus.

    Raises:
        FilterError: a value is unknown; the message names the possible ones.
        IndexMismatch: a theme is asked for, and the taxonomy was changed since the passages were tagged.
    """
    if choice.year_from is not None and choice.year_to is not None and choice.year_from > choice.year_to:
        raise FilterError("from", f"Fra-året {choice.year_from} ligger efter til-året {choice.year_to}.")
    themes = {theme.id: theme.label for theme in service.taxonomy.themes}
    if choice.theme is not None:
        service.refuse_other_themes()
    sides = _one_of("aspect", "siden af sagen", choice.aspect, ASPECT_LABELS)
    return Filters(
        theme=_one_of("theme", "temaet", choice.theme, themes),
        type=next((id for id in TYPE_LABELS if id == _one_of("type", "typen", choice.type, TYPE_LABELS)), None),
        municipality=_municipality_code(choice.municipality, service),
        year_from=choice.year_from,
        year_to=choice.year_to,
        kind=next((id for id in KIND_LABELS if id == _one_of("kind", "slagsen", choice.kind, KIND_LABELS)), None),
        claim=next((id for id in CLAIM_LABELS if id == _one_of("claim", "udsagnet", choice.claim, CLAIM_LABELS)), None),
        aspect=next((id for id in ASPECT_LABELS if id == sides), None),
        person=person_named(choice.person, service),
        organisation=organisation_named(choice.organisation, service),
    )


def obeys(document: DocumentSummary, filters: Filters) -> bool:
    """Whether a document, whole, is one of those asked for; the kind of passage does not matter."""
    year = None if document.date is None else int(document.date[:4])
    return (
        (filters.theme is None or any(theme.theme_id == filters.theme for theme in document.themes))
        and (filters.type is None or document.type == filters.type)
        and (filters.municipality is None or any(one.code == filters.municipality for one in document.municipalities))
        and (filters.year_from is None or (year is not None and year >= filters.year_from))
        and (filters.year_to is None or (year is not None and year <= filters.year_to))
    )


def read_text(value: str) -> str:
    """The question, without white space around it and without bytes that are no letters.

    Raises:
        FilterError: nothing is asked, or far too much.
    """
    text = value.encode("utf-8", "replace").decode().replace("\0", " ").strip()
    if not text:
        raise FilterError("q", "Spørgsmålet er tomt. Skriv et eller flere ord.")
    if len(text) > LONGEST_QUESTION:
        raise FilterError("q", f"Spørgsmålet har {len(text)} tegn. Skriv højst {LONGEST_QUESTION}, gerne et par ord.")
    return text


def read_grouping(value: str) -> Grouping:
    """How hits are grouped.

    Raises:
        FilterError: in no way that we know.
    """
    for known in get_args(Grouping):
        if value == known:
            grouping: Grouping = known
            return grouping
    raise FilterError("group", f"Kan ikke gruppere efter «{value}». Vælg document (dokument) eller passage (afsnit).")


def _one_of(parameter: str, name: str, value: str | None, known: Mapping[Any, str]) -> str | None:
    if value is None or value in known:
        return value
    listed = ", ".join(f"{id} ({label})" for id, label in known.items())
    raise FilterError(parameter, f"Kender ikke {name} «{value}». Vælg en af: {listed}.")


def _municipality_code(value: str | None, service: Service) -> str | None:
    if value is None:
        return None
    in_corpus = [municipality for municipality, _ in service.store.municipalities()]
    if value in {one.code for one in in_corpus}:
        return value
    from corpus.municipalities import MunicipalityRegister  # its patterns cost more than a search without it

    register = MunicipalityRegister.load()
    found = register.named(value) or next((one for one in register.municipalities if one.code == value), None)
    if found is None:
        raise FilterError("municipality", _unknown_municipality(value, register.municipalities, in_corpus))
    return found.code


def _unknown_municipality(value: str, known: Iterable[Municipality], in_corpus: list[Municipality]) -> str:
    message = f"Kender ikke kommunen «{value}»."
    names = {one.name.casefold(): one.name for one in known}
    near = difflib.get_close_matches(value.casefold(), names, n=1)
    if near:
        message += f" Mente du {names[near[0]]}?"
    if in_corpus:
        more = "" if len(in_corpus) <= _NAMED else f" og {len(in_corpus) - _NAMED} andre"
        message += f" Dokumenterne nævner: {', '.join(one.name for one in in_corpus[:_NAMED])}{more}."
    return message
