"""Dataclasses to JSON and back, by their annotations, without losing anything.

The standard library alone, so that ``corpus`` stays light. Only what our records use is known:
dataclasses, ``tuple[X, ...]``, ``Sequence[X]`` (which comes back as a tuple), ``X | None``, a union of dataclasses,
mappings of text, and plain values.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(record: Any) -> str:
    """*record*, a dataclass, as compact JSON; field names are the keys.

    The parts of its sequences are written one by one: as dicts, a thousand pages would take twenty times the room.
    """
    fields = dataclasses.fields(record)
    return "{" + ",".join(f'"{field.name}":{_written(getattr(record, field.name))}' for field in fields) + "}"


def _written(value: Any) -> str:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _compact(dataclasses.asdict(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ",".join(map(_written, value)) + "]"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The record of class *kind* that :func:`to_json` wrote.

    A field that was not there yet when the JSON was written has its default, if the class gives it one.

    Raises:
        ValueError: the JSON has other fields than the class.
    """
    value: T = _build(kind, json.loads(text))
    return value


def _build(kind: Any, value: Any) -> Any:
    if hasattr(kind, "__dataclass_fields__"):
        fields = _fields(kind)
        if not _has_fields(kind, value):
            raise ValueError(f"{kind}: fields {sorted(value)} are not {sorted(fields)}")
        return kind(**{name: _build(fields[name], part) for name, part in value.items()})
    origin = get_origin(kind)
    if origin in (tuple, Sequence):
        (item, *_) = get_args(kind)
        if origin is Sequence or get_args(kind)[-1] is Ellipsis:
            return tuple(_build(item, one) for one in value)
        return tuple(_build(item, one) for item, one in zip(get_args(kind), value, strict=True))
    if origin in (Union, types.UnionType):
        return _build_union(get_args(kind), value)
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        return dict(value)
    return value


def _build_union(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return None
    for kind in kinds:
        if kind is type(None):
            continue
        if not hasattr(kind, "__dataclass_fields__"):
            return _build(kind, value)
        if isinstance(value, dict) and _has_fields(kind, value):
            return _build(kind, value)
    raise ValueError(f"none of {kinds} has the fields {sorted(value)}")


def _has_fields(kind: Any, value: Mapping[str, Any]) -> bool:
    """Whether *value* may be a record of class *kind*: no other fields, and all that have no default."""
    return _required(kind) <= value.keys() <= _fields(kind).keys()


@functools.lru_cache
def _required(kind: Any) -> frozenset[str]:
    missing = dataclasses.MISSING
    fields = dataclasses.fields(kind)
    return frozenset(one.name for one in fields if one.default is missing and one.default_factory is missing)


@functools.lru_cache
def _fields(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
