"""A theme and the patterns that find it, as the taxonomy's file says them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
        slots: the alternatives of each slot; a list ("<fagperson>") is already its words.
        written: each slot as the file has it.
        within: at most so many words from the first slot to the last, both counted.
        weight: what a find counts.
        order: the slots stand in this order.
        names: the last word of a find is a name the document goes on to use alone.
        different: no two slots are filled by the same alternative, "pædagog" and "psykolog" but not twice
            "pædagog".
    """

    slots: tuple[tuple[Term, ...], ...]
    written: tuple[str, ...]
    within: int
    weight: float
    order: bool
    names: bool
    different: bool

    @property
    def rule(self) -> str:
        """The pattern as a person reads it: "forælder|<hjem> + samarbejde|dialog"."""
        return " + ".join(self.written)


@dataclass(frozen=True, slots=True)
class Negative:
    """Words in another sense: a find that uses one of them, or its whole sentence, does not count."""

    slots: tuple[tuple[Term, ...], ...]
    written: tuple[str, ...]
    within: int
    order: bool
    sentence: bool

    @property
    def rule(self) -> str:
        return " + ".join(self.written)


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that deny what follows them, whatever the theme: "ikke et spørgsmål om".

    Attributes:
        slots: as in a pattern, always in order; ``within`` too.
        scope: so many words after them are denied.
        unless: with one of these words inside, nothing is denied: "ikke kun".
        until: words that end what is denied: "men".
    """

    slots: tuple[tuple[Term, ...], ...]
    written: tuple[str, ...]
    within: int
    scope: int
    unless: tuple[Term, ...]
    until: tuple[Term, ...]

    @property
    def rule(self) -> str:
        return " + ".join(self.written)


@dataclass(frozen=True, slots=True)
class Naming:
    """How a document says what a thing of its own is: "Småbørnsteamet er et tværfagligt team".

    Attributes:
        ends: the last part of a compound that may be such a thing: "team", "model".
        says: the words between the name and what it is: "være", "bestå".
        weight: what a mention of the name counts for the theme.
    """

    ends: tuple[str, ...]
    says: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Theme:
    """One concept of the taxonomy, with the fields SKOS gives it and the patterns that find it.

    ``touches`` and ``about`` are the weights from which a passage has the theme at that level. A theme is
    found by its own words alone: a tag of a narrower theme says nothing of the broader one.
    """

    id: str
    label: str
    other_labels: tuple[str, ...]
    definition: str
    scope_note: str | None
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    related: tuple[str, ...]
    touches: float
    about: float
    patterns: tuple[Pattern, ...]
    negatives: tuple[Negative, ...]


def rule_of(terms: Sequence[Term]) -> str:
    """What a find says it has found: the alternative of each slot, "forælder + samarbejde"."""
    return " + ".join(term.text for term in terms)
