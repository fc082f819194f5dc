"""What keeps a store in order: how much it holds, what was set aside, which batches ran, what is broken."""

from __future__ import annotations

from .connection import Connected, now
from .stored import Quarantined


class Housekeeping(Connected):
    """The part of the store that whoever runs it asks."""

    def counts(self) -> dict[str, int]:
        """How many documents, passages, tags and vectors there are, and pages in all."""
        row = self._db.execute(_COUNTS).fetchone()
        return dict(row)

    def size(self) -> int:
        """Bytes that the database takes on disk, with its log."""
        return sum(path.stat().st_size for path in self.folder.glob("praksis.db*"))

    def set_aside(self, path: str, *, sha256: str, reason: str, message: str) -> None:
        """Put a file that cannot be taken in on the list that people look at."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?)",
                (path, sha256, reason, message, now()),
            )

    def quarantine(self) -> list[Quarantined]:
        """The files that were set aside, newest first."""
        rows = self._db.execute("SELECT path, sha256, reason, message, at FROM quarantine ORDER BY at DESC, path")
        return [Quarantined(*row) for row in rows]

    def log_run(self, *, started_at: str, seconds: float, report: str) -> None:
        """Remember the report (JSON) of one batch."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO runs (started_at, seconds, report) VALUES (?, ?, ?)",
                (started_at, seconds, report),
            )

    def runs(self, limit: int) -> list[tuple[str, float, str]]:
        """The last batches, newest first: when, how many seconds, the report."""
        rows = self._db.execute("SELECT started_at, seconds, report FROM runs ORDER BY seq DESC LIMIT ?", (limit,))
        return [(row[0], row[1], row[2]) for row in rows]

    def orphans(self) -> dict[str, int]:
        """Rows that belong to nothing, by table; all 0 in a sound store."""
        row = self._db.execute(_ORPHANS).fetchone()
        return dict(row)


_COUNTS = """
SELECT (SELECT count(*) FROM documents) AS documents,
       (SELECT coalesce(sum(json_extract(record, '$.page_count')), 0) FROM documents) AS pages,
       (SELECT count(*) FROM passages) AS passages,
       (SELECT count(*) FROM tags) AS tags,
       (SELECT count(*) FROM vectors) AS vectors,
       (SELECT count(*) FROM quarantine) AS quarantine
"""

_ORPHANS = """
SELECT (SELECT count(*) FROM lexical WHERE rowid NOT IN (SELECT seq FROM passages)) AS lexical,
       (SELECT count(*) FROM everyday WHERE rowid NOT IN (SELECT seq FROM passages)) AS everyday,
       (SELECT count(*) FROM vectors
        WHERE embedding_key NOT IN (SELECT embedding_key FROM passages)) AS vectors
"""
