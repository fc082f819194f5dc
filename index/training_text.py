"""The Danish texts that the built-in model is trained on, read from the training folder."""

from __future__ import annotations

import json
import lzma
import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Share:
    """The first *taken* of every *every* numbers, counted from 0."""

    taken: int
    every: int

    def __contains__(self, number: int) -> bool:
        return number % self.every < self.taken


HELD_OUT = Share(1, 10)
"""So much of the field text is kept out of training, with its queries, to measure on."""

# Text without queries is cut to about the length of a passage, so that words that share a passage
# are as close in training as in the search.
_MIN_WORDS, _MAX_WORDS = 20, 160


@dataclass(frozen=True, slots=True)
class FieldQuery:
    """A question somebody might ask; ``kind`` is keyword, question, everyday, compound, professional, english."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class FieldPassage:
    """A made-up passage from the field of the documents, with the queries that it answers."""

    heading: str
    text: str
    queries: tuple[FieldQuery, ...]


@dataclass(frozen=True, slots=True)
class TrainingText:
    """Everything there is to learn from, and the field passages to measure on.

    Attributes:
        field: the passages to train on.
        held_out: some passages of the field text, in their order; never trained on.
        synonyms: an everyday word or phrase, and the professional terms for it.
        paraphrases: a question, and what answers it in other words; several questions may have one answer.
        speeches: the Danish parliament, in stretches of at most 160 words.
        manuals: Danish product documentation, likewise.
    """

    field: tuple[FieldPassage, ...]
    held_out: tuple[FieldPassage, ...]
    synonyms: tuple[tuple[str, tuple[str, ...]], ...]
    paraphrases: tuple[tuple[str, str], ...]
    speeches: tuple[str, ...]
    manuals: tuple[str, ...]


def read_training_text(
    folder: Path,
    *,
    everyday: Path | None = None,
    paraphrases: Path | None = None,
    questions: Path | None = None,
    passages: Path | None = None,
    held_out: Share = HELD_OUT,
) -> TrainingText:
    """The training text of *folder*, whose README says where each file comes from, and of our own four files.

    *everyday* holds further rows in the form of the folder's lexicon; those that stand in both count once. *questions*
    are further ones to field passages; one to a passage that is held out is left aside. *passages* are further field
    passages in the form of the folder's own; none of them is held out. Of the folder's own *held_out* are.

    Raises:
        OSError: a file is not there.
    """
    further = {} if questions is None else _read_questions(questions)
    field = tuple(_read_field(folder / "field.jsonl"))
    return TrainingText(
        field=tuple(
            replace(passage, queries=(*passage.queries, *further.get(name, ())))
            for n, (name, passage) in enumerate(field)
            if n not in held_out
        )
        + (() if passages is None else tuple(passage for _, passage in _read_field(passages))),
        held_out=tuple(passage for n, (_, passage) in enumerate(field) if n in held_out),
        synonyms=(
            *dict.fromkeys(
                row for path in (folder / "lexicon.tsv", everyday) if path is not None for row in _read_lexicon(path)
            ),
            *_read_rings(folder / "rings.toml"),
        ),
        paraphrases=() if paraphrases is None else tuple(_read_paraphrases(paraphrases)),
        speeches=tuple(_read_speeches(folder / "folketinget_2023.jsonl.xz")),
        manuals=tuple(_read_manuals(folder / "microsoft_docs_da.jsonl.xz")),
    )


def _read_field(path: Path) -> Iterator[tuple[str, FieldPassage]]:
    """Each passage with its id."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            queries = tuple(FieldQuery(query["q"], query["kind"]) for query in row["queries"])
            yield row["id"], FieldPassage(row["heading"], row["text"], queries)


def _read_questions(path: Path) -> dict[str, list[FieldQuery]]:
    """The questions of each field passage, by its id."""
    questions: dict[str, list[FieldQuery]] = {}
    for name, kind, text in _read_rows(path):
        questions.setdefault(name, []).append(FieldQuery(text, kind))
    return questions


def _read_lexicon(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for phrase, terms, _relation in _read_rows(path):
        yield phrase, tuple(terms.split("|"))


def _read_paraphrases(path: Path) -> Iterator[tuple[str, str]]:
    for answer, *questions in _read_rows(path):
        for question in questions:
            yield question, answer


def _read_rows(path: Path) -> Iterator[list[str]]:
    """The fields of each line, parted by tabs; comments and empty lines are no rows."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def _read_rings(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for ring in tomllib.loads(path.read_text(encoding="utf-8"))["ring"]:
        first, *others = ring["terms"]
        yield first, tuple(others)


def _read_speeches(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from _stretches(json.loads(line)["p"])


def _read_manuals(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for section in json.loads(line)["s"]:
                yield from _stretches([section["h"] or "", *section["p"]])


def _stretches(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs as one text, cut evenly into stretches of at most 160 words; less than 20 is dropped."""
    words = " ".join(paragraphs).split()
    if len(words) < _MIN_WORDS:
        return
    size = math.ceil(len(words) / math.ceil(len(words) / _MAX_WORDS))
    for start in range(0, len(words), size):
        yield " ".join(words[start : start + size])
