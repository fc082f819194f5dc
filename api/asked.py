"""A question and its filters, as they stand in the address of the search page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from .proposals import Wish
from .questions import Choice


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in the page's address."""

    q: str
    choice: Choice
    by_passage: bool
    page: int
    literal: bool

    def address(self, **changes: Any) -> str:
        """The address of the first page of this question with *changes* to its filters."""
        choice = replace(self.choice, **changes)
        return address_of(self.q, choice, by_passage=self.by_passage, page=1, literal=self.literal)

    def without_filters(self) -> str:
        """The address of this question with no filter at all."""
        return address_of(self.q, Choice(), by_passage=self.by_passage, page=1, literal=self.literal)

    def fields(self, *without: str) -> dict[str, str]:
        """What a form must send along that asks anew: all that is chosen, but for the parameters it has itself."""
        # Another question is a new one: it is read as usual, whatever was asked of the one before.
        chosen = parameters_of(self.choice, by_passage=self.by_passage, literal=False)
        return {name: value for name, value in chosen.items() if name not in without}

    def at_page(self, page: int) -> str:
        """The address of another page of this question."""
        return address_of(self.q, self.choice, by_passage=self.by_passage, page=page, literal=self.literal)

    def regrouped(self) -> str:
        """The same question, grouped the other way."""
        return address_of(self.q, self.choice, by_passage=not self.by_passage, page=1, literal=self.literal)

    def as_written(self) -> str:
        """The address of this question, exactly as it was written."""
        return address_of(self.q, self.choice, by_passage=self.by_passage, page=1, literal=True)

    def narrowed(self, wish: Wish) -> str:
        """The address of this question with the filters of *wish*."""
        years = {"from": "year_from", "to": "year_to"}
        chosen: dict[str, str | int] = {one.name: one.value for one in wish.filters if one.name not in years}
        chosen |= {years[one.name]: int(one.value) for one in wish.filters if one.name in years}
        return self.address(**chosen)


def address_of(q: str, choice: Choice, *, by_passage: bool, page: int, literal: bool = False) -> str:
    """The address of the search page with these; what is not chosen does not stand in it."""
    chosen = {"q": q, **parameters_of(choice, by_passage=by_passage, literal=literal)}
    return "/?" + urlencode(chosen | ({"page": str(page)} if page > 1 else {}))


def parameters_of(choice: Choice, *, by_passage: bool, literal: bool) -> dict[str, str]:
    """What is chosen, as the parameters of an address."""
    parameters = {
        "theme": choice.theme,
        "type": choice.type,
        "municipality": choice.municipality,
        "from": choice.year_from,
        "to": choice.year_to,
        "kind": choice.kind,
        "claim": choice.claim,
        "aspect": choice.aspect,
        "person": choice.person,
        "organisation": choice.organisation,
        "group": "passage" if by_passage else None,
        "literal": "true" if literal else None,
    }
    return {name: str(value) for name, value in parameters.items() if value is not None}


def number_in(text: str) -> int | None:
    """The year or page number that *text* is, if it is one."""
    return int(text) if text.strip().isdecimal() and len(text.strip()) <= 4 else None
