"""The JSON shapes of an error."""

from __future__ import annotations

from pydantic import Field

from .shape import Shape


class WrongParameter(Shape):
    """One parameter that cannot be used, and why."""

    parameter: str
    message: str


class Problem(Shape):
    """An error after RFC 9457. ``errors`` is there for wrong parameters alone."""

    type: str = Field(examples=["urn:praksis:problem:not_found"])
    title: str = Field(examples=["Findes ikke"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["Intet dokument eller afsnit har id «0123456789abcdef»."])
    instance: str = Field(examples=["/api/v1/documents/0123456789abcdef"])
    errors: list[WrongParameter] = Field([])
