"""The questions that search puts to the store: what is allowed, what matches, how often what occurs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Literal

from .connection import Connected
from .metadata import DocumentType, Municipality
from .passage import Aspect
from .stored import DocumentTraits, Filters, LexicalEntry, NamedPerson, PassageWords

WordTable = Literal["lexical", "everyday"]
"""The words of passages, and the everyday words that stand beside them."""


class Searching(Connected):
    """The part of the store that search and its filters stand on."""

    def allowed(self, filters: Filters) -> list[int]:
        """The numbers of the passages that obey *filters*, ascending."""
        rows = self._db.execute(_ALLOWED, asdict(filters))
        return [row[0] for row in rows]

    def match(self, expression: str) -> list[int]:
        """The numbers of the passages that match an FTS5 *expression* over the lexical index, ascending."""
        rows = self._db.execute("SELECT rowid FROM lexical WHERE lexical MATCH ? ORDER BY rowid", (expression,))
        return [row[0] for row in rows]

    def places(self, table: WordTable, key: str) -> str:
        """Each place of *key* in a word index, by passage: its number times 8 plus that of the column, 0 is the first.

        Numbers between commas, "" for none: a word that half of 10,000 passages hold stands in as many places, and
        a row of Python for each would take four times as long. The columns are lemma, parts, extra, rings, heading
        and context; everyday words have one.
        """
        (found,) = self._db.execute(_PLACES[table], (key,)).fetchone()
        return found or ""

    def lengths(self, table: WordTable) -> list[int]:
        """How many words each passage has in a word index, all columns together, by ascending number of passage.

        Source: "The Document Sizes Table" of SQLite's FTS5 documentation: a varint for each column.
        """
        return [_sum_of_varints(row[0]) for row in self._db.execute(_LENGTHS[table])]

    def lexical_entries(self, seqs: Sequence[int]) -> dict[int, LexicalEntry]:
        """The analysed tokens of these passages."""
        rows = self._db.execute(
            "SELECT seq, lemma, parts, extra, rings, heading, context, phrases, spans FROM passages "
            "JOIN lexical ON lexical.rowid = seq JOIN everyday ON everyday.rowid = seq JOIN spans ON passage_seq = seq "
            "WHERE seq IN (SELECT value FROM json_each(?))",
            (json.dumps(list(seqs)),),
        )
        return {row["seq"]: LexicalEntry(*tuple(row)[1:]) for row in rows}

    def words(self, seqs: Sequence[int]) -> list[PassageWords]:
        """The texts of these passages and their analysed words, in the given order."""
        rows = self._db.execute(
            "SELECT seq, text, lemma, parts, extra, rings, context, spans FROM passages "
            "JOIN lexical ON lexical.rowid = seq JOIN spans ON passage_seq = seq "
            "WHERE seq IN (SELECT value FROM json_each(?))",
            (json.dumps(list(seqs)),),
        )
        by_seq = {row["seq"]: PassageWords(*tuple(row)[1:]) for row in rows}
        return [by_seq[seq] for seq in seqs]

    def passage_texts(self, seqs: Sequence[int]) -> list[str]:
        """The texts of these passages, in the given order."""
        rows = self._db.execute(
            "SELECT seq, text FROM passages WHERE seq IN (SELECT value FROM json_each(?))", (json.dumps(list(seqs)),)
        )
        by_seq = {row["seq"]: row["text"] for row in rows}
        return [by_seq[seq] for seq in seqs]

    def headings(self) -> Iterator[str]:
        """The analysed headings over each passage, by ascending number."""
        for row in self._db.execute("SELECT heading FROM lexical ORDER BY rowid"):
            yield row["heading"]

    def vocabulary(self) -> dict[str, int]:
        """Every token of the lexical index with the number of passages that hold it."""
        return {row[0]: row[1] for row in self._db.execute("SELECT term, doc FROM vocabulary")}

    def traits(self) -> list[DocumentTraits]:
        """What filters ask of each document, in the order they came; ten times as fast as their summaries."""
        rows = self._db.execute(
            "SELECT id, type, year, json_extract(record, '$.metadata.publisher'), (SELECT json_group_array(code) "
            "FROM document_municipalities WHERE document_id = documents.id) FROM documents ORDER BY seq"
        )
        return [DocumentTraits(row[0], row[1], row[2], row[3], tuple(json.loads(row[4]))) for row in rows]

    def passage_themes(self) -> Iterator[tuple[int, str]]:
        """Every tag as a passage's number and a theme's id."""
        for row in self._db.execute("SELECT passage_seq, theme_id FROM tags ORDER BY passage_seq"):
            yield row[0], row[1]

    def passage_aspects(self) -> Iterator[tuple[int, Aspect]]:
        """Every aspect of a passage: the passage's number and the aspect."""
        for row in self._db.execute("SELECT passage_seq, aspect FROM aspects ORDER BY passage_seq"):
            yield row[0], row[1]

    def persons(self) -> list[NamedPerson]:
        """Every person that a programme names, by name and then by document, as often as it does."""
        rows = self._db.execute(
            "SELECT document_id, name, role, organisation, coalesce(session, '') FROM document_persons "
            "ORDER BY name, document_id, place"
        )
        return [NamedPerson(*row) for row in rows]

    def organisations(self) -> list[tuple[str, int]]:
        """Every body that a document names, by name, with the number of documents."""
        rows = self._db.execute(
            "SELECT name, count(*) FROM document_organisations GROUP BY name ORDER BY name COLLATE NOCASE, name"
        )
        return [(row[0], row[1]) for row in rows]

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


def _sum_of_varints(blob: bytes) -> int:
    """The sum of numbers of 7 bits a byte, the highest first, all bytes of a number but its last marked."""
    if blob.isascii():  # nearly always: no column of so many words
        return sum(blob)
    total = number = 0
    for byte in blob:
        number = number << 7 | byte & 127
        if byte < 128:
            total += number
            number = 0
    return total


_PLACES: dict[WordTable, str] = {
    "lexical": "SELECT group_concat(doc * 8 + CASE col WHEN 'lemma' THEN 0 WHEN 'parts' THEN 1 WHEN 'extra' THEN 2 "
    "WHEN 'rings' THEN 3 WHEN 'heading' THEN 4 ELSE 5 END) FROM lexical_places WHERE term = ?",
    "everyday": "SELECT group_concat(doc * 8) FROM everyday_places WHERE term = ?",
}

_LENGTHS: dict[WordTable, str] = {
    "lexical": "SELECT sz FROM passages JOIN lexical_docsize AS sizes ON sizes.id = seq ORDER BY seq",
    "everyday": "SELECT sz FROM passages JOIN everyday_docsize AS sizes ON sizes.id = seq ORDER BY seq",
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
  AND (:claim IS NULL OR EXISTS (
        SELECT 1 FROM claims WHERE claims.passage_seq = passages.seq AND claims.claim = :claim))
  AND (:aspect IS NULL OR EXISTS (
        SELECT 1 FROM aspects WHERE aspects.passage_seq = passages.seq AND aspects.aspect = :aspect))
  AND (:person IS NULL OR (instr(passages.text, :person) > 0 AND EXISTS (
        SELECT 1 FROM document_persons AS p WHERE p.document_id = documents.id AND p.name = :person)))
  AND (:organisation IS NULL OR EXISTS (
        SELECT 1 FROM document_organisations AS o
        WHERE o.document_id = documents.id AND o.name = :organisation))
ORDER BY passages.seq
"""
