"""The facts of a document as they stand, where people have corrected what the machine found."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import Fact, Metadata
from corpus.metadata import FactName

_SURE = 1.0  # a person's word


def standing_facts(metadata: Metadata) -> tuple[Fact, ...]:
    """The facts of *metadata*; one that a person corrected has the corrected value, and no words that prove it."""
    said = dict(_said(metadata))
    standing = tuple(fact for fact in metadata.facts if fact.name not in said or fact.value in said[fact.name])
    found = {(fact.name, fact.value) for fact in standing}
    corrected = tuple(
        Fact(name, value, _SURE, None)
        for name, values in said.items()
        for value in values
        if metadata.facts and (name, value) not in found
    )
    return (*standing, *corrected)


def _said(metadata: Metadata) -> Iterator[tuple[FactName, tuple[str, ...]]]:
    """The values of the fields that people can correct."""
    single: tuple[tuple[FactName, str | None], ...] = (
        ("title", metadata.title),
        ("subtitle", metadata.subtitle),
        ("type", metadata.type if metadata.type != "other" else None),
        ("publisher", metadata.publisher),
        ("date", metadata.date),
    )
    for name, value in single:
        yield name, () if value is None else (value,)
    yield "municipality", tuple(one.name for one in metadata.municipalities)
