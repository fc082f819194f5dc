"""The store: one SQLite file that holds everything, and the originals beside it.

This is the only module that imports ``sqlite3``. One writer at a time, write-ahead log, and one
transaction per document: a document with its passages, tags, vectors, lexical rows and change-log
entry is in the store whole, or not at all. What is written, read, searched and looked after stands
in the modules whose classes :class:`Store` joins.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import StoreError
from .migrations import migrate
from .originals import Originals
from .store_correcting import Correcting
from .store_feedback import Feedback, Judgement
from .store_housekeeping import Housekeeping
from .store_searching import Searching
from .store_theming import Theming
from .store_vectors import Vectors
from .store_writing import Writing
from .stored import (
    AsRead,
    DocumentSummary,
    DocumentTraits,
    Filters,
    IndexedPassage,
    LexicalEntry,
    NamedPerson,
    PassageWords,
    Placement,
    Quarantined,
    VectorCount,
)

__all__ = [
    "AsRead",
    "DocumentSummary",
    "DocumentTraits",
    "Filters",
    "IndexedPassage",
    "Judgement",
    "LexicalEntry",
    "NamedPerson",
    "PassageWords",
    "Placement",
    "Quarantined",
    "Store",
    "VectorCount",
]

BUSY_SECONDS = 30.0
"""How long a second writer waits for the first; a document's transaction takes milliseconds."""


class Store(Writing, Vectors, Correcting, Theming, Originals, Searching, Housekeeping, Feedback):
    """Documents, passages and their index in one SQLite file; safe to share between threads.

    Each thread has a connection of its own. ``close`` closes them all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "praksis.db"
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store in *folder*, made if it is not there, its schema brought up to date.

        Raises:
            StoreError: the folder cannot be written or the file is no store.
            UnknownSchema: a newer Praksis wrote it.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            store = cls(folder)
            migrate(store._db)
        except OSError as error:
            raise StoreError(
                f"Mappen {folder} kan ikke bruges til data ({error.strerror}). "
                "Vælg en anden med --data eller PRAKSIS_DATA."
            ) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{folder / 'praksis.db'} kan ikke læses som Praksis' database ({error}). "
                "Gendan den fra en sikkerhedskopi, eller flyt den væk og indlæs dokumenterne igen."
            ) from error
        return store

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self._local = threading.local()

    @property
    def _db(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            with self._lock:
                self._connections.append(db)
            self._local.db = db
        return db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads inside sees the store as it is now; may be nested."""
        db = self._db
        if db.in_transaction:
            yield
            return
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("COMMIT")

    def integrity_faults(self) -> list[str]:
        """What SQLite itself finds wrong with the file, its references and its two FTS tables."""
        db = self._db
        faults = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"fremmednøgle brudt i tabellen {row[0]}" for row in db.execute("PRAGMA foreign_key_check")]
        for table, statement in _FTS_CHECKS.items():
            try:
                db.execute(statement)
            except sqlite3.DatabaseError as error:
                faults.append(f"ordindekset {table}: {error}")
        return faults


_FTS_CHECKS = {
    "lexical": "INSERT INTO lexical (lexical) VALUES ('integrity-check')",
    "everyday": "INSERT INTO everyday (everyday) VALUES ('integrity-check')",
}
