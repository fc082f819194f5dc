"""The ways to fill the slots of one rule with the words of one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.taxonomy import Term, rule_of


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, negative, negation or label with its slots numbered; *theme* is -1 where it holds for all."""

    number: int
    theme: int
    slots: tuple[int, ...]
    within: int
    order: bool
    weight: float
    written: str
    names: bool
    different: bool
    sentence: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slot is filled: the first and last token, and the term that fills it."""

    first: int
    last: int
    term: Term


@dataclass(frozen=True, slots=True)
class Filling:
    """One way to fill a rule: a place for each slot, in the order of the slots; *used* are the tokens that do."""

    places: tuple[Place, ...]
    used: frozenset[int]

    @property
    def rule(self) -> str:
        """What was found, term by term: "forælder + samarbejde"."""
        return rule_of([place.term for place in self.places])


Filled = Mapping[int, Sequence[Place]]


def fillings(rule: Rule, filled: Filled) -> list[Filling]:
    """The ways to fill *rule*, one for each place of its first slot, the tightest one."""
    if not all(map(filled.__contains__, rule.slots)):
        return []
    if len(rule.slots) == 1:
        return [_filling((place,)) for place in filled[rule.slots[0]]]
    found = (_fill_from(rule, first, filled) for first in filled[rule.slots[0]])
    return list({filling.used: filling for filling in found if filling is not None}.values())


def _fill_from(rule: Rule, first: Place, filled: Filled) -> Filling | None:
    """The tightest way to fill *rule* from *first* on; one word may fill two slots, but no slot twice."""
    low, high = first.first, first.last
    taken = [first]
    for number, slot in enumerate(rule.slots[1:], start=1):
        best: Place | None = None
        best_width = rule.within
        for place in filled[slot]:
            if any(place == other and rule.slots[i] == slot for i, other in enumerate(taken)):
                continue
            if rule.order and place.first < taken[number - 1].first:
                continue
            if rule.different and any(place.term == one.term or place.first == one.first for one in taken):
                continue
            width = max(high, place.last) - min(low, place.first)
            if width < best_width:
                best, best_width = place, width
        if best is None:
            return None
        low, high = min(low, best.first), max(high, best.last)
        taken.append(best)
    return _filling(tuple(taken))


def _filling(places: tuple[Place, ...]) -> Filling:
    return Filling(places, frozenset([token for place in places for token in range(place.first, place.last + 1)]))
