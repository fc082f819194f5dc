"""Writing documents and their index: each in one transaction, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from .connection import Connected, Connection, now
from .document import Document, DocumentTheme
from .errors import NotFound
from .metadata import Fact
from .passage import Cue, Passage
from .record import to_json
from .stored import AsRead, IndexedPassage, Structure


class Writing(Connected):
    """The part of the store that changes what the corpus holds."""

    def put(
        self,
        document: Document,
        indexed: Sequence[IndexedPassage],
        *,
        encoder: str,
        manifest: Mapping[str, str],
        path: str | None,
        read: AsRead | None = None,
        anew: bool = False,
    ) -> str | None:
        """Store *document* in one transaction and return the id of the document it replaces, if any.

        A document that stood at *path* and stands nowhere else is removed in the same transaction.
        The original must have been kept before, see :meth:`keep_original`.

        Args:
            document: the record; its own passages are not looked at, *indexed* holds them with their index.
            indexed: the passages in order, with lexical entry and vector.
            encoder: the id of the encoder that made the vectors.
            manifest: what the index depends on (encoder, analyser …); kept, see :meth:`manifest`.
            path: where the file was found, or ``None`` for an upload.
            read: what the machine had read, where people have corrected it.
            anew: whether it takes the place of what was read of the same content before, wherever it stands.
        """
        with self._writing() as db:
            replaced = self._replaced_by(db, document.id, path)
            if replaced is not None:
                _delete_document(db, replaced)
            stands_at = list(db.execute("SELECT path FROM files WHERE document_id = ?", (document.id,)))
            if anew:
                _delete_document(db, document.id)
            if db.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone() is None:
                _insert_document(db, document)
                for one in indexed:
                    _insert_passage(db, one, encoder)
                keep_as_read(db, {document.id: read})
                log_change(db, "add", document.id)
            for place in [row["path"] for row in stands_at] + ([path] if path is not None else []):
                db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (place, document.id))
            for item in manifest.items():
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", item)
            db.execute("DELETE FROM quarantine WHERE path = ?", (path,))
            if anew or replaced is not None:
                # Last, so that texts which the old and the new document share keep the vectors of every encoder.
                _delete_unused_vectors(db)
        return replaced

    @staticmethod
    def _replaced_by(db: Connection, document_id: str, path: str | None) -> str | None:
        row = db.execute("SELECT document_id FROM files WHERE path = ?", (path,)).fetchone()
        if row is None or row["document_id"] == document_id:
            return None
        others = db.execute(
            "SELECT count(*) FROM files WHERE document_id = ? AND path <> ?", (row["document_id"], path)
        ).fetchone()
        return None if others[0] else str(row["document_id"])

    def note_path(self, path: str, document_id: str) -> str | None:
        """Remember that *document_id*, already stored, also stands at *path*; returns what it replaces there."""
        with self._writing() as db:
            replaced = self._replaced_by(db, document_id, path)
            if replaced is not None:
                _delete_document(db, replaced)
                _delete_unused_vectors(db)
            db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, document_id))
            db.execute("DELETE FROM quarantine WHERE path = ?", (path,))
        return replaced

    def remove(self, document_id: str) -> None:
        """Take a document out of the search, in one transaction. Its original is kept.

        Raises:
            NotFound: there is no such document.
        """
        with self._writing() as db:
            if not _delete_document(db, document_id):
                raise NotFound(document_id)
            _delete_unused_vectors(db)

    def keep_facts(self, document_id: str, facts: Sequence[Fact]) -> None:
        """Write the *facts* of a document that was stored before facts were, also beside its corrections."""
        written = json.dumps([asdict(fact) for fact in facts], ensure_ascii=False)
        with self._writing() as db:
            for statement in _KEEP_FACTS:
                db.execute(statement, (written, document_id))

    def replace_index(
        self,
        documents: Iterable[tuple[str, Sequence[DocumentTheme], Sequence[IndexedPassage]]],
        *,
        encoder: str,
        manifest: Mapping[str, str],
        read: Mapping[str, AsRead | None] | None = None,
    ) -> None:
        """Write lexical rows, vectors and tags of all documents anew, in one transaction.

        The vectors that other encoders made of the same texts stay, see :meth:`drop_other_vectors`.
        *documents* must cover the whole corpus: id, themes, and the same passages as are stored. *read* is looked
        at when they have all been given: what the machine had read of those that people have corrected.
        """
        with self._writing() as db:
            for table in ("lexical", "everyday", "tags", "claims", "aspects", "document_themes", "meta"):
                db.execute(_DELETE_ALL[table])
            for document_id, themes, indexed in documents:
                _insert_document_themes(db, document_id, themes)
                for one in indexed:
                    (seq,) = db.execute(
                        "UPDATE passages SET embedding_key = ? WHERE id = ? RETURNING seq",
                        (one.embedding_key, one.passage.id),
                    ).fetchone()
                    _insert_index_rows(db, int(seq), one, encoder)
            keep_as_read(db, read or {})
            _delete_unused_vectors(db)
            for item in manifest.items():
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", item)
            log_change(db, "rebuild", None)


def rewrite_document(db: Connection, document: Document, indexed: Sequence[IndexedPassage], encoder: str) -> None:
    """Write the facts, themes and index rows of a stored document anew; its passages stay the same.

    Raises:
        NotFound: it is not there any more.
    """
    facts = document.metadata
    changed = db.execute(
        "UPDATE documents SET title = ?, type = ?, year = ?, record = ? WHERE id = ?",
        (facts.title, facts.type, _year(document), to_json(_structure(document)), document.id),
    )
    if changed.rowcount != 1:
        raise NotFound(document.id)
    for statement in _DELETE_FACETS:
        db.execute(statement, (document.id,))
    _insert_facets(db, document)
    for one in indexed:
        (seq,) = db.execute("SELECT seq FROM passages WHERE id = ?", (one.passage.id,)).fetchone()
        _insert_index_rows(db, int(seq), one, encoder)
    log_change(db, "correct", document.id)


def rewrite_themes(db: Connection, documents: Iterable[tuple[str, Sequence[DocumentTheme], Sequence[Passage]]]) -> None:
    """Write tags, claims and aspects of all passages and the themes of all documents anew, and nothing else."""
    for table in ("tags", "claims", "aspects", "document_themes"):
        db.execute(_DELETE_ALL[table])
    for document_id, themes, passages in documents:
        _insert_document_themes(db, document_id, themes)
        for passage in passages:
            (seq,) = db.execute("SELECT seq FROM passages WHERE id = ?", (passage.id,)).fetchone()
            _insert_tags(db, int(seq), passage)
            _write_marks(db, int(seq), passage)
    log_change(db, "rebuild", None)


def keep_as_read(db: Connection, read: Mapping[str, AsRead | None]) -> None:
    """Keep what the machine had read of these documents; ``None`` where nothing in one is corrected."""
    for document_id, one in read.items():
        if one is None:
            db.execute("DELETE FROM as_read WHERE document_id = ?", (document_id,))
        else:
            db.execute("INSERT OR REPLACE INTO as_read VALUES (?, ?)", (document_id, to_json(one)))


def _structure(document: Document) -> Structure:
    return Structure(
        source=document.source,
        language=document.language,
        page_count=document.page_count,
        metadata=document.metadata,
        sections=document.sections,
        sessions=document.sessions,
        asides=document.asides,
        furniture=document.furniture,
        pages=document.pages,
        warnings=document.warnings,
    )


def _year(document: Document) -> int | None:
    date = document.metadata.date
    return None if date is None else int(date[:4])


def _insert_document(db: Connection, document: Document) -> None:
    facts = document.metadata
    db.execute(
        "INSERT INTO documents (id, sha256, file, title, type, year, record, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.source.sha256,
            document.source.file,
            facts.title,
            facts.type,
            _year(document),
            to_json(_structure(document)),
            now(),
        ),
    )
    _insert_facets(db, document)


def _insert_facets(db: Connection, document: Document) -> None:
    """The rows beside the document's own that filters and facets ask."""
    db.executemany(
        "INSERT INTO document_municipalities VALUES (?, ?, ?)",
        [(document.id, one.code, one.name) for one in document.metadata.municipalities],
    )
    speakers = [(session.title, one) for session in document.sessions for one in session.speakers]
    persons = [(one.name, one.role, one.organisation, title) for title, one in speakers if one.name is not None]
    db.executemany(
        "INSERT INTO document_persons VALUES (?, ?, ?, ?, ?, ?)",
        [(document.id, place, *person) for place, person in enumerate(persons)],
    )
    db.executemany(
        "INSERT OR IGNORE INTO document_organisations VALUES (?, ?)",
        [(document.id, name) for name in document.metadata.organisations],
    )
    _insert_document_themes(db, document.id, document.themes)


def _insert_document_themes(db: Connection, document_id: str, themes: Sequence[DocumentTheme]) -> None:
    db.executemany(
        "INSERT INTO document_themes VALUES (?, ?, ?, ?)",
        [(document_id, theme.theme_id, theme.level, theme.score) for theme in themes],
    )


def _insert_passage(db: Connection, indexed: IndexedPassage, encoder: str) -> None:
    passage = indexed.passage
    boxes = [(box.page, box.x0, box.top, box.x1, box.bottom) for box in passage.boxes]
    cursor = db.execute(
        "INSERT INTO passages (id, document_id, ordinal, kind, heading_path, text, first_page, last_page, "
        "boxes, page_starts, embedding_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            passage.id,
            passage.document_id,
            passage.ordinal,
            passage.kind,
            json.dumps(passage.heading_path, ensure_ascii=False),
            passage.text,
            passage.pages.first,
            passage.pages.last,
            json.dumps(boxes),
            json.dumps(passage.page_starts),
            indexed.embedding_key,
        ),
    )
    seq = cursor.lastrowid
    assert seq is not None
    _insert_index_rows(db, seq, indexed, encoder)


def _insert_index_rows(db: Connection, seq: int, indexed: IndexedPassage, encoder: str) -> None:
    entry = indexed.lexical
    db.execute(
        "INSERT INTO lexical (rowid, lemma, parts, extra, rings, heading, context) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (seq, entry.lemma, entry.parts, entry.extra, entry.rings, entry.heading, entry.context),
    )
    db.execute("INSERT INTO everyday (rowid, phrases) VALUES (?, ?)", (seq, entry.everyday))
    db.execute("INSERT OR REPLACE INTO spans VALUES (?, ?)", (seq, entry.spans))
    db.execute(
        "INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)",
        (indexed.embedding_key, encoder, indexed.vector.tobytes()),
    )
    _insert_tags(db, seq, indexed.passage)
    _write_marks(db, seq, indexed.passage)


def _insert_tags(db: Connection, seq: int, passage: Passage) -> None:
    db.executemany(
        "INSERT INTO tags VALUES (?, ?, ?, ?, ?)",
        [
            (
                seq,
                tag.theme_id,
                tag.level,
                tag.score,
                json.dumps([(one.start, one.end, one.rule) for one in tag.evidence], ensure_ascii=False),
            )
            for tag in passage.themes
        ],
    )


def _write_marks(db: Connection, seq: int, passage: Passage) -> None:
    """Write the claim and the aspects of the passage with this number."""
    if passage.claim is not None:
        db.execute("INSERT INTO claims VALUES (?, ?, ?)", (seq, passage.claim.kind, _cues_json(passage.claim.cues)))
    db.executemany(
        "INSERT INTO aspects VALUES (?, ?, ?, ?)",
        [(seq, tag.aspect, place, _cues_json(tag.cues)) for place, tag in enumerate(passage.aspects)],
    )


def _cues_json(cues: Sequence[Cue]) -> str:
    return json.dumps([(cue.text, cue.start, cue.end, cue.rule) for cue in cues], ensure_ascii=False)


def _delete_document(db: Connection, document_id: str) -> bool:
    """Delete a document and all that hangs on it but its vectors; whether there was one."""
    for statement in _DELETE_INDEX_ROWS:
        db.execute(statement, (document_id,))
    found = db.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount == 1
    if found:
        log_change(db, "remove", document_id)
    return found


def _delete_unused_vectors(db: Connection) -> None:
    db.execute("DELETE FROM vectors WHERE embedding_key NOT IN (SELECT embedding_key FROM passages)")


def log_change(db: Connection, kind: str, document_id: str | None) -> None:
    """Note that something changed, so that the corpus has a new generation."""
    db.execute("INSERT INTO changes (at, kind, document_id) VALUES (?, ?, ?)", (now(), kind, document_id))


_KEEP_FACTS = (
    "UPDATE documents SET record = json_set(record, '$.metadata.facts', json(?)) WHERE id = ?",
    "UPDATE as_read SET record = json_set(record, '$.metadata.facts', json(?)) WHERE document_id = ?",
)

_DELETE_ALL = {
    "lexical": "DELETE FROM lexical",
    "everyday": "DELETE FROM everyday",
    "tags": "DELETE FROM tags",
    "claims": "DELETE FROM claims",
    "aspects": "DELETE FROM aspects",
    "document_themes": "DELETE FROM document_themes",
    "meta": "DELETE FROM meta",
}

_DELETE_FACETS = (
    "DELETE FROM lexical WHERE rowid IN (SELECT seq FROM passages WHERE document_id = ?)",
    "DELETE FROM everyday WHERE rowid IN (SELECT seq FROM passages WHERE document_id = ?)",
    "DELETE FROM tags WHERE passage_seq IN (SELECT seq FROM passages WHERE document_id = ?)",
    "DELETE FROM claims WHERE passage_seq IN (SELECT seq FROM passages WHERE document_id = ?)",
    "DELETE FROM aspects WHERE passage_seq IN (SELECT seq FROM passages WHERE document_id = ?)",
    "DELETE FROM document_municipalities WHERE document_id = ?",
    "DELETE FROM document_persons WHERE document_id = ?",
    "DELETE FROM document_organisations WHERE document_id = ?",
    "DELETE FROM document_themes WHERE document_id = ?",
)
"""What :func:`rewrite_document` writes anew."""

_DELETE_INDEX_ROWS = (
    "DELETE FROM lexical WHERE rowid IN (SELECT seq FROM passages WHERE document_id = ?)",
    "DELETE FROM everyday WHERE rowid IN (SELECT seq FROM passages WHERE document_id = ?)",
)
