"""The API's reference as plain data for a page; Swagger's own page would load from a CDN."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    required: bool
    description: str
    values: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One way to ask one address of the API. ``answer`` names the shape of what comes back."""

    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: str | None


def operations(openapi: Mapping[str, Any]) -> list[Operation]:
    """What can be asked, in the order in which it was declared."""
    return [
        Operation(
            method=method.upper(),
            path=path,
            summary=operation.get("summary", ""),
            parameters=tuple(_parameters(operation)),
            answer=_answer(operation),
        )
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]


def _parameters(operation: Mapping[str, Any]) -> Iterator[Parameter]:
    for one in operation.get("parameters", ()):
        schema = one.get("schema", {})
        yield Parameter(
            name=one["name"],
            required=one.get("required", False),
            description=one.get("description", ""),
            values=_values(schema),
        )


def _values(schema: Mapping[str, Any]) -> str:
    choices = [schema, *schema.get("anyOf", ())]
    for choice in choices:
        if "enum" in choice:
            return " · ".join(map(str, choice["enum"]))
        if "minimum" in choice and "maximum" in choice:
            return f"{choice['minimum']}–{choice['maximum']}"
    return ""


def _answer(operation: Mapping[str, Any]) -> str | None:
    done = next(response for status, response in operation["responses"].items() if status.startswith("2"))
    content = done.get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if "items" in schema:
        return f"liste af {_name(schema['items'])}"
    if "$ref" in schema:
        return _name(schema)
    return next(iter(content), None)


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"].rsplit("/", 1)[-1])
