"""Judged queries of a folder, and which reference passages a hit covers.

The folder holds ``queries.jsonl`` (id, query, kind, split), ``qrels.tsv`` (query_id, passage_id, grade with
a head line), ``passages.jsonl`` (id, doc, text) and ``documents.json`` (doc → file name). Systems cut
documents in their own ways, so a hit is credited with every reference passage that it shares half its
words with.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import EditableListError

SHARED = 0.5
"""A hit covers a passage when they share this much of the shorter one's words."""

RUN = 3
"""Words must follow each other in both texts so many at a time to count as shared."""

REFORMATTED = 0.6
"""A hit that aligns with nothing, such as a table set otherwise, needs this share as a bag of words …"""

SHORTEST_REFORMATTED = 8
"""… and so many words of its own."""

NO_ANSWER = "none"
"""The kind of a query that no passage answers."""

_WORD = re.compile(r"\w+")
_BROKEN = re.compile(r"(\w)-[ \t]*\n\s*(\w)")  # references may be raw text with line-end hyphens


class JudgementError(EditableListError):
    """A mistake in a folder of judged queries."""

    reason = "judgements"


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A question with the grade of each passage that was judged: 2 answers, 1 related."""

    id: str
    text: str
    kind: str
    split: str
    grades: Mapping[str, int]

    @property
    def answerable(self) -> bool:
        """Whether some passage answers it; of kind ``none`` are those that the texts say nothing of."""
        return self.kind != NO_ANSWER


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage that was judged, as the judge read it; ``document`` is the name that the judgements use."""

    id: str
    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judged queries and the reference texts they were judged on.

    Attributes:
        files: the file of each judged document, by the name that the judgements use.
        references: the judged passages by id.
    """

    queries: tuple[JudgedQuery, ...]
    files: Mapping[str, str]
    references: Mapping[str, Reference]
    _texts: Mapping[str, _DocumentWords]

    @classmethod
    def load(cls, folder: Path) -> Judgements:
        """The judgements in *folder*.

        Raises:
            JudgementError: a file is missing or says something that cannot be meant.
        """
        passages = json_lines(folder / "passages.jsonl", ("id", "doc", "text"))
        known = {passage["id"] for passage in passages}
        grades = _grades(folder / "qrels.tsv", known)
        queries = tuple(
            JudgedQuery(one["id"], one["query"], one["kind"], one["split"], grades.get(one["id"], {}))
            for one in json_lines(folder / "queries.jsonl", ("id", "query", "kind", "split"))
        )
        for query in queries:
            if query.answerable and 2 not in query.grades.values():
                raise JudgementError(
                    str(folder / "qrels.tsv"), None, f"spørgsmålet {query.id} har intet svar med karakteren 2"
                )
        files = _files(folder / "documents.json")
        texts: dict[str, list[tuple[str, str]]] = {document: [] for document in files}
        for passage in passages:
            if passage["doc"] not in texts:
                raise JudgementError(str(folder / "documents.json"), None, f"dokumentet «{passage['doc']}» mangler")
            texts[passage["doc"]].append((passage["id"], passage["text"]))
        return cls(
            queries=queries,
            files=files,
            references={one["id"]: Reference(one["id"], one["doc"], one["text"]) for one in passages},
            _texts={document: _DocumentWords(found) for document, found in texts.items()},
        )

    def covered(self, document: str, text: str) -> list[str]:
        """The reference passages of *document* that *text*, a hit, covers; most shared first."""
        return self._texts[document].covered(text)


class _DocumentWords:
    """One document's reference passages as one sequence of words, each knowing its passage."""

    def __init__(self, passages: Sequence[tuple[str, str]]) -> None:
        self._bags = {id: Counter(_words(text)) for id, text in passages}
        self._owners = [id for id, text in passages for _ in _words(text)]
        self._matcher = difflib.SequenceMatcher(None, autojunk=False)
        self._matcher.set_seq2([word for _, text in passages for word in _words(text)])
        self._cache: dict[str, list[str]] = {}

    def covered(self, text: str) -> list[str]:
        if text not in self._cache:
            self._cache[text] = self._aligned(_words(text)) or self._similar(Counter(_words(text)))
        return self._cache[text]

    def _aligned(self, words: list[str]) -> list[str]:
        self._matcher.set_seq1(words)
        shared: Counter[str] = Counter()
        for match in self._matcher.get_matching_blocks():
            if match.size >= RUN or match.size == len(words):
                shared.update(self._owners[match.b : match.b + match.size])
        shares = {id: count / min(len(words), self._bags[id].total()) for id, count in shared.items()}
        enough = [id for id, share in shares.items() if share >= SHARED]
        return sorted(enough, key=lambda id: -shares[id])

    def _similar(self, bag: Counter[str]) -> list[str]:
        if bag.total() < SHORTEST_REFORMATTED:
            return []
        share, id = max(
            ((bag & other).total() / min(bag.total(), other.total()), id)
            for id, other in self._bags.items()
            if other.total()
        )
        return [id] if share >= REFORMATTED else []


def _words(text: str) -> list[str]:
    return _WORD.findall(_BROKEN.sub(r"\1\2", text).lower())


def _files(path: Path) -> dict[str, str]:
    try:
        files = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise JudgementError(str(path), error.lineno, f"filen er ikke JSON: {error.msg}") from error
    if not isinstance(files, dict):
        raise JudgementError(str(path), None, "filen skal være et JSON-objekt: dokument → filnavn")
    return files


def _grades(path: Path, known: set[str]) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_text(path).splitlines()[1:], start=2):
        fields = line.split("\t")
        if len(fields) != 3 or fields[2] not in ("0", "1", "2"):
            raise JudgementError(str(path), number, "linjen skal være: spørgsmål, afsnit, karakter 0, 1 eller 2")
        if fields[1] not in known:
            raise JudgementError(str(path), number, f"afsnittet «{fields[1]}» findes ikke i passages.jsonl")
        if fields[2] != "0":
            grades.setdefault(fields[0], {})[fields[1]] = int(fields[2])
    return grades


def json_lines(path: Path, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The objects of *path*, one a line, each with these *fields*.

    Raises:
        JudgementError: a line is no JSON or lacks a field.
    """
    rows = []
    for number, line in enumerate(_text(path).splitlines(), start=1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise JudgementError(str(path), number, f"linjen er ikke JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise JudgementError(str(path), number, "linjen skal være et JSON-objekt")
        missing = [name for name in fields if name not in row]
        if missing:
            raise JudgementError(str(path), number, f"feltet «{missing[0]}» mangler")
        rows.append(row)
    return rows


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise JudgementError(str(path), None, f"filen kan ikke læses ({error.strerror})") from error
