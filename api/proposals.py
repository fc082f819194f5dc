"""The filters that a question names, as people and programs are told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import ASPECT_LABELS, CLAIM_LABELS, TYPE_LABELS
from index.intent import FilterName, Proposal

from . import schemas
from .answers import theme_label
from .questions import KIND_LABELS
from .service import Service
from .wording import FILTER_NAMES


def proposed_filters(service: Service, proposals: Sequence[Proposal]) -> list[schemas.ProposedFilter]:
    """*proposals* in the order of the question, with the labels of their values."""
    if not proposals:
        return []
    labels = _labels(service)
    return [
        schemas.ProposedFilter(
            name=one.name,
            value=one.value,
            label=labels.get(one.name, {}).get(one.value, one.value),
            certain=one.certain,
            words=one.words,
        )
        for one in proposals
    ]


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that a question names, as a person thinks of it: a year is two filters and one wish."""

    name: str
    label: str
    filters: tuple[schemas.ProposedFilter, ...]


def wishes(filters: Sequence[schemas.ProposedFilter]) -> list[Wish]:
    """*filters* as wishes, in their order."""
    years = {one.name: one for one in filters if one.name in ("from", "to")}
    one_year = len(years) == 2 and len({one.value for one in years.values()}) == 1
    found = []
    for one in filters:
        if not (one_year and one.name in years):
            found.append(Wish(FILTER_NAMES[one.name], one.label, (one,)))
        elif one.name == "from":
            found.append(Wish(FILTER_NAMES["year"], one.label, tuple(years.values())))
    return found


def said(filters: Sequence[schemas.ProposedFilter]) -> str:
    """The filters in one line: "Kommune = Skive, Tidligst = 2019"."""
    return ", ".join(f"{one.name} = {one.label}" for one in wishes(filters))


def _labels(service: Service) -> Mapping[FilterName, Mapping[str, str]]:
    return {
        "theme": {theme.id: theme_label(theme.id, service.taxonomy) for theme in service.taxonomy.themes},
        "type": {str(id): label for id, label in TYPE_LABELS.items()},
        "municipality": {place.code: place.name for place, _ in service.store.municipalities()},
        "kind": {str(id): label for id, label in KIND_LABELS.items()},
        "claim": {str(id): label for id, label in CLAIM_LABELS.items()},
        "aspect": {str(id): label for id, label in ASPECT_LABELS.items()},
    }
