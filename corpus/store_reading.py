"""Reading documents and passages back, as they were written."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence

from .connection import Connected, Row
from .document import Document, DocumentTheme
from .errors import NotFound
from .metadata import Municipality
from .passage import AspectTag, Claim, Cue, Evidence, Passage, ThemeTag
from .places import Box, PageSpan
from .record import from_json
from .stored import DocumentSummary, Placement, Structure


class Reading(Connected):
    """The part of the store that says what the corpus holds."""

    def generation(self) -> int:
        """A number that grows with every change to the corpus; 0 when it is empty and always was."""
        row = self._db.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()
        return int(row[0])

    def manifest(self) -> dict[str, str]:
        """What the index in the store was made with; empty for a new store."""
        return {row["key"]: row["value"] for row in self._db.execute("SELECT key, value FROM meta")}

    def document_with_sha256(self, sha256: str) -> str | None:
        """The id of the stored document whose original has this hash."""
        row = self._db.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else str(row["id"])

    def document(self, document_id: str) -> Document:
        """The document, whole.

        Raises:
            NotFound: there is no such document.
        """
        row = self._db.execute("SELECT record FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise NotFound(document_id)
        structure = from_json(Structure, row["record"])
        return Document(
            id=document_id,
            source=structure.source,
            language=structure.language,
            page_count=structure.page_count,
            metadata=structure.metadata,
            sections=structure.sections,
            sessions=structure.sessions,
            asides=structure.asides,
            furniture=structure.furniture,
            themes=self._document_themes(document_id),
            passages=tuple(self._passages_of(document_id)),
            pages=structure.pages,
            warnings=structure.warnings,
        )

    def document_ids(self) -> list[str]:
        """The ids of all documents, in the order they came."""
        return [str(row["id"]) for row in self._db.execute("SELECT id FROM documents ORDER BY seq")]

    def summaries(self) -> list[DocumentSummary]:
        """One line a document, in the order they came."""
        return [self._summary(row) for row in self._db.execute("SELECT id, type, record FROM documents ORDER BY seq")]

    def warned_of(self, code: str) -> list[DocumentSummary]:
        """The documents whose reading has a warning of this code, in the order they came."""
        found = self._db.execute(
            "SELECT id, type, record FROM documents WHERE EXISTS (SELECT 1 FROM json_each(record, '$.warnings') "
            "WHERE json_extract(value, '$.code') = ?) ORDER BY seq",
            (code,),
        )
        return [self._summary(row) for row in found]

    def summary(self, document_id: str) -> DocumentSummary:
        """One document's line.

        Raises:
            NotFound: there is no such document.
        """
        row = self._db.execute("SELECT id, type, record FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise NotFound(document_id)
        return self._summary(row)

    def _summary(self, row: Row) -> DocumentSummary:
        # The record is parsed as JSON alone: building its thousands of boxes would cost a hundred times more.
        record = json.loads(row["record"])
        metadata = record["metadata"]
        return DocumentSummary(
            id=row["id"],
            title=metadata["title"],
            type=row["type"],
            publisher=metadata["publisher"],
            date=metadata["date"],
            page_count=record["page_count"],
            file=record["source"]["file"],
            url=record["source"]["url"],
            municipalities=tuple(Municipality(**one) for one in metadata["municipalities"]),
            themes=self._document_themes(row["id"]),
            media_type=record["source"]["media_type"],
        )

    def _document_themes(self, document_id: str) -> tuple[DocumentTheme, ...]:
        rows = self._db.execute(
            "SELECT theme_id, level, score FROM document_themes WHERE document_id = ? "
            "ORDER BY level, score DESC, theme_id",
            (document_id,),
        )
        return tuple(DocumentTheme(row["theme_id"], row["level"], row["score"]) for row in rows)

    def passage(self, passage_id: str) -> Passage:
        """One passage.

        Raises:
            NotFound: there is no such passage.
        """
        row = self._db.execute("SELECT * FROM passages WHERE id = ?", (passage_id,)).fetchone()
        if row is None:
            raise NotFound(passage_id)
        return self._passage(row)

    def passages(self, seqs: Sequence[int]) -> list[Passage]:
        """The passages with these numbers, in the given order."""
        rows = {
            row["seq"]: row
            for row in self._db.execute(
                "SELECT * FROM passages WHERE seq IN (SELECT value FROM json_each(?))",
                (json.dumps(list(seqs)),),
            )
        }
        return [self._passage(rows[seq]) for seq in seqs]

    def passage_seq(self, passage_id: str) -> int:
        """The number of a passage.

        Raises:
            NotFound: there is no such passage.
        """
        row = self._db.execute("SELECT seq FROM passages WHERE id = ?", (passage_id,)).fetchone()
        if row is None:
            raise NotFound(passage_id)
        return int(row["seq"])

    def _passages_of(self, document_id: str) -> Iterator[Passage]:
        for row in self._db.execute("SELECT * FROM passages WHERE document_id = ? ORDER BY ordinal", (document_id,)):
            yield self._passage(row)

    def _passage(self, row: Row) -> Passage:
        tags = self._db.execute(
            "SELECT theme_id, level, score, evidence FROM tags WHERE passage_seq = ? "
            "ORDER BY level, score DESC, theme_id",
            (row["seq"],),
        )
        claim = self._db.execute("SELECT claim, cues FROM claims WHERE passage_seq = ?", (row["seq"],)).fetchone()
        aspects = self._db.execute(
            "SELECT aspect, cues FROM aspects WHERE passage_seq = ? ORDER BY place", (row["seq"],)
        )
        text = row["text"]
        return Passage(
            id=row["id"],
            document_id=row["document_id"],
            ordinal=row["ordinal"],
            kind=row["kind"],
            heading_path=tuple(json.loads(row["heading_path"])),
            text=text,
            pages=PageSpan(row["first_page"], row["last_page"]),
            boxes=tuple(Box(*box) for box in json.loads(row["boxes"])),
            page_starts=tuple((start, page) for start, page in json.loads(row["page_starts"])),
            themes=tuple(
                ThemeTag(
                    tag["theme_id"],
                    tag["level"],
                    tag["score"],
                    tuple(
                        Evidence(text[start:end], start, end, rule) for start, end, rule in json.loads(tag["evidence"])
                    ),
                )
                for tag in tags
            ),
            claim=None if claim is None else Claim(claim["claim"], _cues(claim["cues"])),
            aspects=tuple(AspectTag(one["aspect"], _cues(one["cues"])) for one in aspects),
        )

    def texts(self) -> Iterator[str]:
        """The text of every passage."""
        for row in self._db.execute("SELECT text FROM passages ORDER BY seq"):
            yield row["text"]

    def placements(self) -> list[Placement]:
        """Every passage without its text, by ascending number."""
        rows = self._db.execute(
            "SELECT seq, document_id, ordinal, kind, claim FROM passages "
            "LEFT JOIN claims ON claims.passage_seq = seq ORDER BY seq"
        )
        return [Placement(*row) for row in rows]

    def vectors(self, encoder: str) -> Iterator[tuple[int, bytes]]:
        """The number of each passage that has a vector of *encoder*, ascending, with the vector's bytes."""
        # Vectors are read as they lie: joined by SQLite, one by one, they take four times as long.
        rows = self._db.execute("SELECT embedding_key, vector FROM vectors WHERE encoder = ?", (encoder,))
        vectors = {row[0]: row[1] for row in rows}
        for row in self._db.execute("SELECT seq, embedding_key FROM passages ORDER BY seq"):
            if row[1] in vectors:
                yield row[0], vectors[row[1]]

    def known_vectors(self, keys: Iterable[str], encoder: str) -> dict[str, array[float]]:
        """Those of *keys* that *encoder* has embedded before."""
        return {
            row["embedding_key"]: array("f", row["vector"])
            for row in self._db.execute(
                "SELECT embedding_key, vector FROM vectors WHERE encoder = ? "
                "AND embedding_key IN (SELECT value FROM json_each(?))",
                (encoder, json.dumps(list(keys))),
            )
        }


def _cues(written: str) -> tuple[Cue, ...]:
    return tuple(Cue(*one) for one in json.loads(written))
