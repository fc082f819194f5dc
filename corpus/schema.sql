-- The one durable store of Praksis: everything else can be made anew from this file and the originals.
-- Version 1. Later versions are numbered functions in migrations.py.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    title TEXT,
    type TEXT NOT NULL,
    year INTEGER,                   -- of the document's date; NULL where the document has none
    record TEXT NOT NULL,           -- JSON: the whole structure but the passages and the themes
    added_at TEXT NOT NULL
);

-- Where each document was found: a path holds one document at a time.
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX files_document ON files (document_id);

CREATE TABLE document_municipalities (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (document_id, code)
) WITHOUT ROWID;

CREATE TABLE document_themes (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    theme_id TEXT NOT NULL,
    level TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (document_id, theme_id)
) WITHOUT ROWID;

CREATE TABLE passages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: FTS rows and vectors are found by it
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    heading_path TEXT NOT NULL,     -- JSON array
    text TEXT NOT NULL,
    first_page INTEGER NOT NULL,
    last_page INTEGER NOT NULL,
    boxes TEXT NOT NULL,            -- JSON array of [page, x0, top, x1, bottom]
    page_starts TEXT NOT NULL,      -- JSON array of [offset into text, page]
    embedding_key TEXT NOT NULL,    -- of the text that was embedded, see vectors
    UNIQUE (document_id, ordinal)
);
CREATE INDEX passages_embedding ON passages (embedding_key);

CREATE TABLE tags (
    passage_seq INTEGER NOT NULL REFERENCES passages (seq) ON DELETE CASCADE,
    theme_id TEXT NOT NULL,
    level TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,         -- JSON array of [start, end, rule]; never empty
    PRIMARY KEY (passage_seq, theme_id)
) WITHOUT ROWID;
CREATE INDEX tags_theme ON tags (theme_id);

-- One vector for one text and one encoder, so that the same text is never embedded twice.
CREATE TABLE vectors (
    embedding_key TEXT NOT NULL,
    encoder TEXT NOT NULL,
    vector BLOB NOT NULL,           -- float32, little endian
    PRIMARY KEY (embedding_key, encoder)
) WITHOUT ROWID;

-- The lexical index: rowid = passages.seq; every column holds analysed tokens, never raw text.
-- å is a letter in Danish: the default (remove_diacritics 1) would make "får" match "far".
CREATE VIRTUAL TABLE lexical USING fts5 (
    lemma, parts, extra, rings, heading,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE trigrams USING fts5 (
    grams,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'",
    detail = none
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (lexical, row);

-- What happened, in order; its last seq is the generation of the corpus.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,             -- add, remove, rebuild
    document_id TEXT
);

CREATE TABLE runs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at TEXT NOT NULL,
    seconds REAL NOT NULL,
    report TEXT NOT NULL            -- JSON
);

CREATE TABLE quarantine (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
