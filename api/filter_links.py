"""The filters beside the answers of the search page: those that are set and those that may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import ASPECT_LABELS, CLAIM_LABELS, TYPE_LABELS
from corpus.store import Filters
from corpus.taxonomy import Taxonomy

from . import answers, schemas
from .asked import Asked
from .questions import KIND_LABELS, Choice
from .service import Service
from .wording import FILTER_NAMES

SHOWN_VALUES = 8
"""Values of one facet; more would push the rest off the screen."""


FACETS = ("theme", "type", "municipality", "year", "kind", "claim", "aspect")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set, with the address that lifts it."""

    name: str
    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet with the address that chooses it; a theme has narrower ones below it."""

    label: str
    count: int
    address: str
    below: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's name and its values, those beyond the first few apart."""

    name: str
    shown: tuple[Option, ...]
    more: tuple[Option, ...]


def chosen_filters(service: Service, asked: Asked, filters: Filters) -> list[Chosen]:
    """The filters that are set, each with its name and value as a person calls them."""
    choice = asked.choice
    names = {one.code: one.name for one, _ in service.store.municipalities()}
    found = []
    if filters.theme is not None:
        label = answers.theme_label(filters.theme, service.taxonomy)
        found.append(Chosen(FILTER_NAMES["theme"], label, asked.address(theme=None)))
    if filters.type is not None:
        found.append(Chosen(FILTER_NAMES["type"], TYPE_LABELS[filters.type], asked.address(type=None)))
    if filters.municipality is not None:
        label = names.get(filters.municipality, choice.municipality or filters.municipality)
        found.append(Chosen(FILTER_NAMES["municipality"], label, asked.address(municipality=None)))
    if choice.year_from is not None or choice.year_to is not None:
        found.append(Chosen(FILTER_NAMES["year"], _years(choice), asked.address(year_from=None, year_to=None)))
    if filters.kind is not None:
        found.append(Chosen(FILTER_NAMES["kind"], KIND_LABELS[filters.kind], asked.address(kind=None)))
    if filters.claim is not None:
        found.append(Chosen(FILTER_NAMES["claim"], CLAIM_LABELS[filters.claim], asked.address(claim=None)))
    if filters.aspect is not None:
        found.append(Chosen(FILTER_NAMES["aspect"], ASPECT_LABELS[filters.aspect], asked.address(aspect=None)))
    if filters.person is not None:
        found.append(Chosen(FILTER_NAMES["person"], filters.person, asked.address(person=None)))
    if filters.organisation is not None:
        found.append(Chosen(FILTER_NAMES["organisation"], filters.organisation, asked.address(organisation=None)))
    return found


def _years(choice: Choice) -> str:
    if choice.year_from == choice.year_to:
        return str(choice.year_from)
    if choice.year_to is None:
        return f"fra {choice.year_from}"
    if choice.year_from is None:
        return f"til {choice.year_to}"
    return f"{choice.year_from}–{choice.year_to}"


def facet_links(asked: Asked, facets: schemas.Facets, taxonomy: Taxonomy) -> list[Facet]:
    """The facets of which nothing is chosen yet, without the empty ones."""
    values: Mapping[str, list[schemas.Value]] = dict(facets)
    found = []
    for id in FACETS:
        if _is_chosen(asked.choice, id) or not values[id]:
            continue
        options = tuple(_options(asked, id, values[id], taxonomy if id == "theme" else None))
        found.append(Facet(FILTER_NAMES[id], options[:SHOWN_VALUES], options[SHOWN_VALUES:]))
    return found


def _options(asked: Asked, facet: str, values: Sequence[schemas.Value], taxonomy: Taxonomy | None) -> Iterator[Option]:
    """The values as they come; of themes the narrower ones stand below the first of their broader ones."""
    present = {one.id for one in values}

    def above(id: str) -> str | None:
        theme = None if taxonomy is None else taxonomy.by_id.get(id)
        return next((broader for broader in theme.broader if broader in present), None) if theme else None

    def option(one: schemas.Value) -> Option:
        below = tuple(option(other) for other in values if above(other.id) == one.id)
        return Option(one.label, one.count, _choose(asked, facet, one.id), below)

    return (option(one) for one in values if above(one.id) is None)


def _is_chosen(choice: Choice, facet: str) -> bool:
    if facet == "year":
        return choice.year_from is not None or choice.year_to is not None
    return getattr(choice, facet) is not None


def _choose(asked: Asked, facet: str, value: str) -> str:
    if facet == "year":
        return asked.address(year_from=int(value), year_to=int(value))
    return asked.address(**{facet: value})
