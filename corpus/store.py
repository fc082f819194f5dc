"""The store: one SQLite file that holds everything, and the originals beside it.

This is the only module that imports ``sqlite3``. One writer at a time, write-ahead log, and one
transaction per document: a document with its passages, tags, vectors, lexical rows and change-log
entry is in the store whole, or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from .document import (
    Box,
    Document,
    DocumentTheme,
    DocumentType,
    Evidence,
    MediaType,
    Metadata,
    Municipality,
    PageReading,
    PageSpan,
    Paragraph,
    Passage,
    PassageKind,
    ReadingWarning,
    Section,
    Session,
    Source,
    ThemeTag,
)
from .errors import NotFound, StoreError
from .migrations import migrate
from .record import from_json, to_json

BUSY_SECONDS = 30.0
"""How long a second writer waits for the first; a document's transaction takes milliseconds."""


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """What the lexical index holds of one passage: analysed tokens, separated by spaces."""

    lemma: str
    parts: str
    extra: str
    rings: str
    heading: str
    grams: str


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with all that search needs of it, ready to be stored.

    Attributes:
        embedding_key: names the text that was embedded, see ``index.encoding``.
        vector: float32, native order; its length is the encoder's dimension.
    """

    passage: Passage
    lexical: LexicalEntry
    embedding_key: str
    vector: array[float]


@dataclass(frozen=True, slots=True)
class Filters:
    """What every hit must obey; ``None`` means any. Years are of the document's date, inclusive."""

    theme: str | None = None
    type: DocumentType | None = None
    municipality: str | None = None  # code
    year_from: int | None = None
    year_to: int | None = None
    kind: PassageKind | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of the list of documents."""

    id: str
    title: str | None
    type: DocumentType
    publisher: str | None
    date: str | None
    page_count: int
    file: str
    url: str | None
    municipalities: tuple[Municipality, ...]
    themes: tuple[DocumentTheme, ...]
    media_type: MediaType = "application/pdf"

    @property
    def has_pages(self) -> bool:
        """Whether page numbers mean anything to someone who opens the file."""
        return Source(self.file, "", self.url, self.media_type).has_pages


@dataclass(frozen=True, slots=True)
class Placement:
    """What a stored passage is, as far as filters and facets ask, without its text."""

    seq: int
    document_id: str
    ordinal: int
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that was set aside."""

    path: str
    sha256: str
    reason: str
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class _Structure:
    """The part of a document that is stored as one JSON record."""

    source: Source
    language: str
    page_count: int
    metadata: Metadata
    sections: tuple[Section, ...]
    sessions: tuple[Session, ...]
    asides: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]
    pages: tuple[PageReading, ...]
    warnings: tuple[ReadingWarning, ...]


class Store:
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

    # ------------------------------------------------------------------ writing

    def put(
        self,
        document: Document,
        indexed: Sequence[IndexedPassage],
        *,
        encoder: str,
        manifest: Mapping[str, str],
        path: str | None,
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
        """
        with self._writing() as db:
            replaced = self._replaced_by(db, document.id, path)
            if replaced is not None:
                _delete_document(db, replaced)
            if db.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone() is None:
                _insert_document(db, document)
                for one in indexed:
                    _insert_passage(db, one, encoder)
                _log_change(db, "add", document.id)
            if path is not None:
                db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, document.id))
            for item in manifest.items():
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", item)
            db.execute("DELETE FROM quarantine WHERE path = ?", (path,))
        return replaced

    @staticmethod
    def _replaced_by(db: sqlite3.Connection, document_id: str, path: str | None) -> str | None:
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

    def replace_index(
        self,
        documents: Iterable[tuple[str, Sequence[DocumentTheme], Sequence[IndexedPassage]]],
        *,
        encoder: str,
        manifest: Mapping[str, str],
    ) -> None:
        """Write lexical rows, vectors and tags of all documents anew, in one transaction.

        *documents* must cover the whole corpus: id, themes, and the same passages as are stored.
        """
        with self._writing() as db:
            for table in ("lexical", "trigrams", "tags", "document_themes", "meta"):
                db.execute(_DELETE_ALL[table])
            for document_id, themes, indexed in documents:
                _insert_document_themes(db, document_id, themes)
                for one in indexed:
                    (seq,) = db.execute(
                        "UPDATE passages SET embedding_key = ? WHERE id = ? RETURNING seq",
                        (one.embedding_key, one.passage.id),
                    ).fetchone()
                    _insert_index_rows(db, int(seq), one, encoder)
            db.execute("DELETE FROM vectors WHERE encoder <> ?", (encoder,))
            _delete_unused_vectors(db)
            for item in manifest.items():
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", item)
            _log_change(db, "rebuild", None)

    # ------------------------------------------------------------------ originals

    def original(self, sha256: str, suffix: str = ".pdf") -> Path:
        """Where the original with this hash is kept, whether or not it is there; *suffix* is its source's."""
        return self.folder / "originals" / sha256[:2] / f"{sha256}{suffix}"

    def keep_original(self, content: bytes, suffix: str = ".pdf") -> str:
        """Keep *content* under its SHA-256, which is returned. Whole or not at all, and only once."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.original(sha256, suffix)
        if target.exists() and target.stat().st_size == len(content):
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, target)
        _sync_folder(target.parent)
        return sha256

    # ------------------------------------------------------------------ reading documents

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
        structure = from_json(_Structure, row["record"])
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

    def summary(self, document_id: str) -> DocumentSummary:
        """One document's line.

        Raises:
            NotFound: there is no such document.
        """
        row = self._db.execute("SELECT id, type, record FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise NotFound(document_id)
        return self._summary(row)

    def _summary(self, row: sqlite3.Row) -> DocumentSummary:
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

    # ------------------------------------------------------------------ reading passages

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

    def _passage(self, row: sqlite3.Row) -> Passage:
        tags = self._db.execute(
            "SELECT theme_id, level, score, evidence FROM tags WHERE passage_seq = ? "
            "ORDER BY level, score DESC, theme_id",
            (row["seq"],),
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
        )

    def texts(self) -> Iterator[str]:
        """The text of every passage."""
        for row in self._db.execute("SELECT text FROM passages ORDER BY seq"):
            yield row["text"]

    def placements(self) -> list[Placement]:
        """Every passage without its text, by ascending number."""
        rows = self._db.execute("SELECT seq, document_id, ordinal, kind FROM passages ORDER BY seq")
        return [Placement(row["seq"], row["document_id"], row["ordinal"], row["kind"]) for row in rows]

    def vectors(self, encoder: str) -> Iterator[tuple[int, bytes]]:
        """The number of each passage that has a vector of *encoder*, ascending, with the vector's bytes."""
        for row in self._db.execute(
            "SELECT seq, vector FROM passages JOIN vectors USING (embedding_key) WHERE encoder = ? ORDER BY seq",
            (encoder,),
        ):
            yield row["seq"], row["vector"]

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

    # ------------------------------------------------------------------ searching

    def allowed(self, filters: Filters) -> list[int]:
        """The numbers of the passages that obey *filters*, ascending."""
        rows = self._db.execute(_ALLOWED, asdict(filters))
        return [row[0] for row in rows]

    def match(self, expression: str, weights: Sequence[float]) -> list[tuple[int, float]]:
        """Every passage that matches an FTS5 *expression* over the lexical index, with its BM25 score.

        Higher is better. *weights* are those of the columns lemma, parts, extra, rings, heading.
        """
        rows = self._db.execute(
            "SELECT rowid, -bm25(lexical, ?, ?, ?, ?, ?) FROM lexical WHERE lexical MATCH ?",
            (*weights, expression),
        )
        return [(row[0], row[1]) for row in rows]

    def match_grams(self, expression: str) -> list[tuple[int, float]]:
        """Every passage that shares letter trigrams with the *expression*, with its BM25 score."""
        rows = self._db.execute("SELECT rowid, -bm25(trigrams) FROM trigrams WHERE trigrams MATCH ?", (expression,))
        return [(row[0], row[1]) for row in rows]

    def lexical_entries(self, seqs: Sequence[int]) -> dict[int, LexicalEntry]:
        """The analysed tokens of these passages."""
        rows = self._db.execute(
            "SELECT lexical.rowid AS seq, lemma, parts, extra, rings, heading, grams "
            "FROM lexical JOIN trigrams ON trigrams.rowid = lexical.rowid "
            "WHERE lexical.rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(seqs)),),
        )
        return {
            row["seq"]: LexicalEntry(
                row["lemma"], row["parts"], row["extra"], row["rings"], row["heading"], row["grams"]
            )
            for row in rows
        }

    def vocabulary(self) -> dict[str, int]:
        """Every token of the lexical index with the number of passages that hold it."""
        return {row[0]: row[1] for row in self._db.execute("SELECT term, doc FROM vocabulary")}

    def years(self) -> dict[str, int | None]:
        """The year of each document by id."""
        return {row["id"]: row["year"] for row in self._db.execute("SELECT id, year FROM documents")}

    def passage_themes(self) -> Iterator[tuple[int, str]]:
        """Every tag as a passage's number and a theme's id."""
        for row in self._db.execute("SELECT passage_seq, theme_id FROM tags ORDER BY passage_seq"):
            yield row[0], row[1]

    def municipalities(self) -> list[tuple[Municipality, int]]:
        """Every municipality that a document names, by name, with the number of documents."""
        rows = self._db.execute(
            "SELECT code, max(name) AS name, count(*) AS documents FROM document_municipalities "
            "GROUP BY code ORDER BY name, code"
        )
        return [(Municipality(row["code"], row["name"]), row["documents"]) for row in rows]

    def theme_counts(self) -> dict[str, tuple[int, int]]:
        """For each theme that occurs the number of documents and of passages that have it."""
        documents = dict(self._db.execute("SELECT theme_id, count(*) FROM document_themes GROUP BY theme_id"))
        passages = dict(self._db.execute("SELECT theme_id, count(*) FROM tags GROUP BY theme_id"))
        return {theme: (documents.get(theme, 0), passages.get(theme, 0)) for theme in sorted({*documents, *passages})}

    def type_counts(self) -> dict[DocumentType, int]:
        """The number of documents of each type that occurs, most frequent first."""
        rows = self._db.execute(
            "SELECT type, count(*) AS documents FROM documents GROUP BY type ORDER BY documents DESC, type"
        )
        return {row["type"]: row["documents"] for row in rows}

    # ------------------------------------------------------------------ housekeeping

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
                (path, sha256, reason, message, _now()),
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

    def orphans(self) -> dict[str, int]:
        """Rows that belong to nothing, by table; all 0 in a sound store."""
        row = self._db.execute(_ORPHANS).fetchone()
        return dict(row)


def _insert_document(db: sqlite3.Connection, document: Document) -> None:
    structure = _Structure(
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
    facts = document.metadata
    year = None if facts.date is None else int(facts.date[:4])
    db.execute(
        "INSERT INTO documents (id, sha256, file, title, type, year, record, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.source.sha256,
            document.source.file,
            facts.title,
            facts.type,
            year,
            to_json(structure),
            _now(),
        ),
    )
    db.executemany(
        "INSERT INTO document_municipalities VALUES (?, ?, ?)",
        [(document.id, one.code, one.name) for one in facts.municipalities],
    )
    _insert_document_themes(db, document.id, document.themes)


def _insert_document_themes(db: sqlite3.Connection, document_id: str, themes: Sequence[DocumentTheme]) -> None:
    db.executemany(
        "INSERT INTO document_themes VALUES (?, ?, ?, ?)",
        [(document_id, theme.theme_id, theme.level, theme.score) for theme in themes],
    )


def _insert_passage(db: sqlite3.Connection, indexed: IndexedPassage, encoder: str) -> None:
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


def _insert_index_rows(db: sqlite3.Connection, seq: int, indexed: IndexedPassage, encoder: str) -> None:
    entry = indexed.lexical
    db.execute(
        "INSERT INTO lexical (rowid, lemma, parts, extra, rings, heading) VALUES (?, ?, ?, ?, ?, ?)",
        (seq, entry.lemma, entry.parts, entry.extra, entry.rings, entry.heading),
    )
    db.execute("INSERT INTO trigrams (rowid, grams) VALUES (?, ?)", (seq, entry.grams))
    db.execute(
        "INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)",
        (indexed.embedding_key, encoder, indexed.vector.tobytes()),
    )
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
            for tag in indexed.passage.themes
        ],
    )


def _delete_document(db: sqlite3.Connection, document_id: str) -> bool:
    """Delete a document and all that hangs on it; whether there was one."""
    for statement in _DELETE_INDEX_ROWS:
        db.execute(statement, (document_id,))
    found = db.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount == 1
    if found:
        _delete_unused_vectors(db)
        _log_change(db, "remove", document_id)
    return found


def _delete_unused_vectors(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM vectors WHERE embedding_key NOT IN (SELECT embedding_key FROM passages)")


def _log_change(db: sqlite3.Connection, kind: str, document_id: str | None) -> None:
    db.execute("INSERT INTO changes (at, kind, document_id) VALUES (?, ?, ?)", (_now(), kind, document_id))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _sync_folder(folder: Path) -> None:
    """Make a rename durable: the entry lives in the folder, not in the file."""
    if os.name == "nt":  # Windows cannot open a folder, and needs no sync of it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_DELETE_ALL = {
    "lexical": "DELETE FROM lexical",
    "trigrams": "DELETE FROM trigrams",
    "tags": "DELETE FROM tags",
    "document_themes": "DELETE FROM document_themes",
    "meta": "DELETE FROM meta",
}

_DELETE_INDEX_ROWS = (
    "DELETE FROM lexical WHERE rowid IN (SELECT seq FROM passages WHERE document_id = ?)",
    "DELETE FROM trigrams WHERE rowid IN (SELECT seq FROM passages WHERE document_id = ?)",
)

_FTS_CHECKS = {
    "lexical": "INSERT INTO lexical (lexical) VALUES ('integrity-check')",
    "trigrams": "INSERT INTO trigrams (trigrams) VALUES ('integrity-check')",
}

_ALLOWED = """
SELECT passages.seq FROM passages JOIN documents ON documents.id = passages.document_id
WHERE (:kind IS NULL OR passages.kind = :kind)
  AND (:type IS NULL OR documents.type = :type)
  AND (:year_from IS NULL OR documents.year >= :year_from)
  AND (:year_to IS NULL OR documents.year <= :year_to)
  AND (:municipality IS NULL OR EXISTS (
        SELECT 1 FROM document_municipalities AS m
        WHERE m.document_id = documents.id AND m.code = :municipality))
  AND (:theme IS NULL OR EXISTS (
        SELECT 1 FROM tags WHERE tags.passage_seq = passages.seq AND tags.theme_id = :theme))
ORDER BY passages.seq
"""

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
       (SELECT count(*) FROM trigrams WHERE rowid NOT IN (SELECT seq FROM passages)) AS trigrams,
       (SELECT count(*) FROM vectors
        WHERE embedding_key NOT IN (SELECT embedding_key FROM passages)) AS vectors
"""
