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


def _add_corrections(db: Connection) -> None:
    """Version 4: what people correct, and what the machine had read before them.

    A record in ``as_read`` has the metadata, the sessions and the tags of its document: a later version that
    changes those in ``documents.record`` changes them there too.
    """
    db.execute(
        "CREATE TABLE IF NOT EXISTS corrections ("
        "number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, "
        "sha256 TEXT NOT NULL, file TEXT NOT NULL, passage TEXT, session TEXT, field TEXT NOT NULL, value TEXT, "
        "quote TEXT, undone_at TEXT, undone_by TEXT)"
    )
    db.execute("CREATE INDEX IF NOT EXISTS corrections_sha256 ON corrections (sha256)")
    db.execute(
        "CREATE TABLE IF NOT EXISTS as_read ("
        "document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, record TEXT NOT NULL"
        ") WITHOUT ROWID"
    )


def _add_everyday(db: Connection) -> None:
    """Version 5: everyday words and facts beside each passage, no trigrams; filled by the rebuild that is due."""
    tokens = "tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\""
    db.execute("DROP TABLE IF EXISTS vocabulary")
    db.execute("DROP TABLE IF EXISTS lexical")
    db.execute("DROP TABLE IF EXISTS trigrams")
    db.execute(f"CREATE VIRTUAL TABLE lexical USING fts5 (lemma, parts, extra, rings, heading, context, {tokens})")
    db.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab (lexical, row)")
    db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS everyday USING fts5 (phrases, {tokens}, detail = none)")


def _add_feedback(db: Connection) -> None:
    """Version 6: which passages people found to answer which questions."""
    db.execute(
        "CREATE TABLE IF NOT EXISTS feedback ("
        "seq INTEGER PRIMARY KEY AUTOINCREMENT, asked TEXT NOT NULL, passage_id TEXT NOT NULL, query TEXT NOT NULL, "
        "relevant INTEGER NOT NULL, judged_on TEXT NOT NULL, UNIQUE (asked, passage_id))"
    )


def _add_claims(db: Connection) -> None:
    """Version 7: what kind of claim each passage makes, which aspects it speaks of, and facts with evidence.

    Claims and aspects are empty until the rebuild that is due; persons and bodies are taken from the records.
    """
    db.execute(
        "CREATE TABLE IF NOT EXISTS claims (passage_seq INTEGER PRIMARY KEY REFERENCES passages (seq) "
        "ON DELETE CASCADE, claim TEXT NOT NULL, cues TEXT NOT NULL)"
    )
    db.execute(
        "CREATE TABLE IF NOT EXISTS aspects (passage_seq INTEGER NOT NULL REFERENCES passages (seq) ON DELETE CASCADE, "
        "aspect TEXT NOT NULL, place INTEGER NOT NULL, cues TEXT NOT NULL, "
        "PRIMARY KEY (passage_seq, aspect)) WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE IF NOT EXISTS document_persons ("
        "document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, place INTEGER NOT NULL, "
        "name TEXT NOT NULL, role TEXT, organisation TEXT, session TEXT, "
        "PRIMARY KEY (document_id, place)) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX IF NOT EXISTS document_persons_name ON document_persons (name)")
    db.execute(
        "CREATE TABLE IF NOT EXISTS document_organisations ("
        "document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, name TEXT NOT NULL, "
        "PRIMARY KEY (document_id, name)) WITHOUT ROWID"
    )
    db.execute("UPDATE documents SET record = json_set(record, '$.metadata.facts', json('[]'))")
    db.execute("UPDATE as_read SET record = json_set(record, '$.metadata.facts', json('[]'))")
    db.execute(
        "INSERT OR IGNORE INTO document_persons SELECT documents.id, "
        "row_number() OVER (PARTITION BY documents.id ORDER BY session.key, speaker.key) - 1, "
        "json_extract(speaker.value, '$.name'), json_extract(speaker.value, '$.role'), "
        "json_extract(speaker.value, '$.organisation'), json_extract(session.value, '$.title') "
        "FROM documents, json_each(record, '$.sessions') AS session, "
        "json_each(session.value, '$.speakers') AS speaker WHERE json_extract(speaker.value, '$.name') IS NOT NULL"
    )
    db.execute(
        "INSERT OR IGNORE INTO document_organisations SELECT documents.id, body.value "
        "FROM documents, json_each(record, '$.metadata.organisations') AS body"
    )


def _add_places(db: Connection) -> None:
    """Version 8: where each key of the two word indexes stands, and each word of a passage in its text.

    BM25 is reckoned from the first in a tenth of the time that FTS5 takes passage by passage; everyday words are kept
    with how often they stand there. The spans are empty until the rebuild that is due.
    """
    tokens = "tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\""
    db.execute("ALTER TABLE everyday RENAME TO everyday_of_version_5")
    db.execute(f"CREATE VIRTUAL TABLE everyday USING fts5 (phrases, {tokens})")
    db.execute("INSERT INTO everyday (rowid, phrases) SELECT rowid, phrases FROM everyday_of_version_5")
    db.execute("DROP TABLE everyday_of_version_5")
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS lexical_places USING fts5vocab (lexical, instance)")
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS everyday_places USING fts5vocab (everyday, instance)")
    db.execute(
        "CREATE TABLE IF NOT EXISTS spans (passage_seq INTEGER PRIMARY KEY REFERENCES passages (seq) "
        "ON DELETE CASCADE, spans BLOB NOT NULL)"
    )


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _create,
    _add_pages,
    _add_media_types,
    _add_corrections,
    _add_everyday,
    _add_feedback,
    _add_claims,
    _add_places,
)
