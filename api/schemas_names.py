"""The JSON shapes of who and where: municipalities, organisations, persons."""

from __future__ import annotations

from .shape import Shape


class Municipality(Shape):
    """A municipality with its official four-digit code and its region."""

    code: str
    name: str
    region: str | None


class MunicipalityCount(Municipality):
    """A municipality and how many documents name it."""

    documents: int


class OrganisationCount(Shape):
    """An organisation and how many documents name it."""

    name: str
    documents: int


class Appearance(Shape):
    """Where a person speaks, and as what."""

    document_id: str
    session: str
    role: str | None
    organisation: str | None


class Person(Shape):
    """A person whom programmes name."""

    name: str
    appearances: list[Appearance]
