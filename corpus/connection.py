"""What the parts of the store need of SQLite, so that :mod:`corpus.store` alone imports it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

Parameters = Sequence[Any] | Mapping[str, Any]


class Row(Protocol):
    """One row of an answer: its values by the names or the numbers of its columns."""

    def __getitem__(self, key: str | int, /) -> Any: ...


class Cursor(Protocol):
    """The answer to one statement."""

    @property
    def lastrowid(self) -> int | None: ...

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """An open database."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> Cursor: ...

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Cursor: ...


class Connected(Protocol):
    """Something that stands on this thread's connection; :class:`corpus.store.Store` opens it."""

    folder: Path

    @property
    @abstractmethod
    def _db(self) -> Connection: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...


def now() -> str:
    """This moment in UTC, ISO 8601 to the second, as every table keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
