"""The questions that search puts to the store: what is allowed, what matches, how often what occurs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from .connection import Connected
from .document import Aspect, DocumentType, Municipality
from .stored import Filters, LexicalEntry, NamedPerson


class Searching(Connected):
    """The part of the store that search and its filters stand on."""

    def allowed(self, filters: Filters) -> list[int]:
        """The numbers of the passages that obey *filters*, ascending."""
        rows = self._db.execute(_ALLOWED, asdict(filters))
        return [row[0] for row in rows]

    def match(self, expression: str, weights: Sequence[float]) -> list[tuple[int, float]]:
        """Every passage that matches an FTS5 *expression* over the lexical index, with its BM25 score.

        Higher is better. *weights* are those of the columns lemma, parts, extra, rings, heading, context.
        """
        rows = self._db.execute(
            "SELECT rowid, -bm25(lexical, ?, ?, ?, ?, ?, ?) FROM lexical WHERE lexical MATCH ?",
            (*weights, expression),
        )
        return [(row[0], row[1]) for row in rows]

    def match_everyday(self, expression: str) -> list[tuple[int, float]]:
        """Every passage beside which a word of the *expression* stands as an everyday word, with its BM25 score."""
        rows = self._db.execute("SELECT rowid, -bm25(everyday) FROM everyday WHERE everyday MATCH ?", (expression,))
        return [(row[0], row[1]) for row in rows]

    def lexical_entries(self, seqs: Sequence[int]) -> dict[int, LexicalEntry]:
        """The analysed tokens of these passages."""
        rows = self._db.execute(
            "SELECT lexical.rowid AS seq, lemma, parts, extra, rings, heading, context, phrases "
            "FROM lexical JOIN everyday ON everyday.rowid = lexical.rowid "
            "WHERE lexical.rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(seqs)),),
        )
        return {
            row["seq"]: LexicalEntry(
                row["lemma"],
                row["parts"],
                row["extra"],
                row["rings"],
                row["heading"],
                row["context"],
                row["phrases"],
            )
            for row in rows
        }

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

    def years(self) -> dict[str, int | None]:
        """The year of each document by id."""
        return {row["id"]: row["year"] for row in self._db.execute("SELECT id, year FROM documents")}

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
