"""The store's schema, version by version. ``PRAGMA user_version`` says where a file stands.

A new version is a new function at the end of ``MIGRATIONS``; none that was released is ever changed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Protocol

from .errors import UnknownSchema


class Connection(Protocol):
    """What a migration needs of a database connection."""

    def execute(self, sql: str, /) -> Cursor: ...


class Cursor(Protocol):
    """The answer to one statement."""

    def fetchone(self) -> tuple[int]: ...


def migrate(db: Connection) -> None:
    """Bring the schema of *db* up to date, each step in a transaction of its own.

    Raises:
        UnknownSchema: the file is newer than this program.
    """
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise UnknownSchema(
            f"Databasen har skemaversion {version}; denne Praksis kender til og med {len(MIGRATIONS)}. "
            "Opdatér Praksis: pip install --upgrade praksis"
        )
    for number, step in enumerate(MIGRATIONS[version:], start=version + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have taken this step while we waited for the lock.
            if db.execute("PRAGMA user_version").fetchone()[0] < number:
                step(db)
                db.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


def _create(db: Connection) -> None:
    """Version 1: the tables of ``schema.sql``."""
    for statement in _statements(files("corpus").joinpath("schema.sql").read_text(encoding="utf-8")):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of an SQL *script* that has no semicolon inside one; comments fall away."""
    lines = [line.split("--", 1)[0] for line in script.splitlines()]
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]


def _add_pages(db: Connection) -> None:
    """Version 2: each document's record says how its pages were read; of those that are here nobody knows."""
    db.execute("UPDATE documents SET record = json_set(record, '$.pages', json('[]'))")


def _add_media_types(db: Connection) -> None:
    """Version 3: each source says what kind of file it is; until now there were PDFs only."""
    db.execute("UPDATE documents SET record = json_set(record, '$.source.media_type', 'application/pdf')")


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_create, _add_pages, _add_media_types)
