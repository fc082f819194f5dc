"""What people corrected, kept beside the documents, and documents written as corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .connection import Connected, now
from .corrections import Correction
from .document import Document
from .errors import NotFound
from .record import from_json
from .store_reading import Reading
from .store_writing import keep_as_read, log_change, rewrite_document
from .stored import AsRead, IndexedPassage


class Correcting(Reading, Connected):
    """The part of the store that keeps corrections, and what the machine had read before them."""

    def corrections(self, sha256: str) -> tuple[Correction, ...]:
        """The corrections of the file with this hash that stand, oldest first."""
        rows = self._db.execute(
            "SELECT * FROM corrections WHERE sha256 = ? AND undone_at IS NULL ORDER BY number", (sha256,)
        )
        return tuple(Correction(*row) for row in rows)

    def all_corrections(self) -> list[Correction]:
        """Every correction that was ever made, also those taken back, oldest first."""
        return [Correction(*row) for row in self._db.execute("SELECT * FROM corrections ORDER BY number")]

    def correction(self, number: int) -> Correction:
        """The correction with this *number*.

        Raises:
            NotFound: there is none.
        """
        row = self._db.execute("SELECT * FROM corrections WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise NotFound(str(number))
        return Correction(*row)

    def document_as_read(self, document_id: str) -> Document:
        """The document as the machine read and tagged it, without what people corrected.

        Raises:
            NotFound: there is no such document.
        """
        document = self.document(document_id)
        row = self._db.execute("SELECT record FROM as_read WHERE document_id = ?", (document_id,)).fetchone()
        if row is None:
            return document
        read = from_json(AsRead, row["record"])
        passages = [replace(one, themes=tags) for one, tags in zip(document.passages, read.tags, strict=True)]
        return replace(document, metadata=read.metadata, sessions=read.sessions, passages=tuple(passages))

    def add_correction(
        self,
        correction: Correction,
        document: Document,
        indexed: Sequence[IndexedPassage],
        *,
        encoder: str,
        read: AsRead,
    ) -> Correction:
        """Keep *correction* and write *document* as it now stands, in one transaction; returns it with its number.

        Args:
            correction: its ``number`` and ``at`` are given here.
            document: the whole document, corrected.
            indexed: its passages, corrected.
            encoder: the id of the encoder that made the vectors.
            read: what the machine had read of what can be corrected.
        """
        with self._writing() as db:
            kept = replace(correction, at=now())
            cursor = db.execute(
                "INSERT INTO corrections (at, who, why, sha256, file, passage, session, field, value, quote) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(kept.at, kept.who, kept.why, kept.sha256, kept.file),
                    *(kept.passage, kept.session, kept.field, kept.value, kept.quote),
                ),
            )
            rewrite_document(db, document, indexed, encoder)
            keep_as_read(db, {document.id: read})
        assert cursor.lastrowid is not None
        return replace(kept, number=cursor.lastrowid)

    def undo_correction(
        self,
        number: int,
        *,
        by: str,
        document: Document | None,
        indexed: Sequence[IndexedPassage],
        encoder: str,
        read: AsRead | None,
    ) -> None:
        """Take a correction back and write *document* as it now stands, in one transaction.

        *document* is ``None`` where the file is not in the corpus; *read* is ``None`` where no correction is left.
        """
        with self._writing() as db:
            db.execute("UPDATE corrections SET undone_at = ?, undone_by = ? WHERE number = ?", (now(), by, number))
            if document is None:
                log_change(db, "correct", None)
            else:
                rewrite_document(db, document, indexed, encoder)
                keep_as_read(db, {document.id: read})
