"""Vectors by text and encoder: kept when the model changes, so that no way back embeds a text again."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from .connection import Connected
from .stored import VectorCount


class Vectors(Connected):
    """The part of the store that keeps vectors apart from the documents; what is searched does not change with it."""

    def keep_vectors(self, encoder: str, vectors: Mapping[str, array[float]]) -> None:
        """Keep what *encoder* made of texts, by their keys, in one transaction; what is there already stays."""
        rows = [(key, encoder, vector.tobytes()) for key, vector in vectors.items()]
        with self._writing() as db:
            db.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)

    def vector_counts(self) -> list[VectorCount]:
        """How many vectors of each encoder there are and what they take, by the encoder's id."""
        rows = self._db.execute(
            "SELECT encoder, count(*), sum(length(vector)) FROM vectors GROUP BY encoder ORDER BY encoder"
        )
        return [VectorCount(row[0], row[1], row[2]) for row in rows]

    def drop_other_vectors(self, encoder: str) -> int:
        """Delete the vectors of all encoders but *encoder* and give their place back to the disk; how many."""
        with self._writing() as db:
            dropped = db.execute("DELETE FROM vectors WHERE encoder <> ?", (encoder,)).rowcount
        if dropped:
            self._db.execute("VACUUM")
        return dropped
