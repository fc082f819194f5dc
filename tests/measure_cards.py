"""How well practice cards are filled, line by line, against what a person would have quoted.

``tests.measure_facts`` prints it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from corpus import Document
from corpus.card import practice_cards
from corpus.card_cues import CARD_FIELDS, FACTS, CardField, card_cues
from corpus.sentences import sentence_starts

from .measure_claims import JUDGED, SAMPLES
from .sample_documents import document_at

CARDS = JUDGED / "cards.jsonl"
_ITEM = re.compile(r"\A\d{1,2}\.\s+")
LETTERS_ALONE = 3
"""A piece of fewer letters is the number of a list item, and is part of what follows."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line of a card, and what a person says of it.

    Attributes:
        document: the document's name.
        split: "dev" for documents that the rules were written with, "held_out" for the others.
        field: which line.
        says: how the sentences begin that must not all be missing; none where the document is silent.
        may: how those begin that are no mistake.
        shown: the sentences that we quote.
    """

    document: str
    split: str
    field: CardField
    says: tuple[str, ...]
    may: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def hit(self) -> bool:
        """Whether a sentence that says it is quoted."""
        return any(sentence.startswith(self.says) for sentence in self.shown)

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is quoted and does not belong there."""
        return tuple(one for one in self.shown if not one.startswith(self.says + self.may))


@lru_cache(maxsize=1)
def judged_lines() -> tuple[JudgedLine, ...]:
    """Every line that has a judgement in ``judged/cards.jsonl``."""
    labels = [json.loads(line) for line in CARDS.read_text(encoding="utf-8").splitlines()]
    return tuple(
        JudgedLine(
            *(label["document"], label["split"], label["line"], tuple(label["says"]), tuple(label["may"])),
            tuple(_shown(document_at(_path(label["document"])), label["line"])),
        )
        for label in labels
    )


def _path(name: str) -> Path:
    return JUDGED / f"{name}.md" if "/" in name else SAMPLES / f"{name}.pdf"


def _shown(document: Document, field: CardField) -> Iterator[str]:
    for card in practice_cards(document):
        line = card.line(field)
        for quote in () if line is None else line.quotes:
            yield from _sentences(quote.text)


def _sentences(text: str) -> Iterator[str]:
    starts = [0, *sentence_starts(text), len(text)]
    for start, end in pairwise(starts):
        sentence = text[start:end].strip()
        if len(sentence) > LETTERS_ALONE:
            yield _ITEM.sub("", sentence)


def recall(lines: Iterable[JudgedLine]) -> float:
    """The share of *lines* that the document tells for which we quote a sentence that tells it."""
    told = [one for one in lines if one.says]
    return sum(one.hit for one in told) / len(told) if told else 1.0


def precision(lines: Iterable[JudgedLine]) -> float:
    """The share of quoted sentences that belong where they stand."""
    shown = [(one, sentence) for one in lines for sentence in one.shown]
    return 1 - sum(sentence in one.wrong for one, sentence in shown) / len(shown) if shown else 1.0


def card_table(lines: Sequence[JudgedLine]) -> Iterator[str]:
    """A row for each line of the template: recall, precision, and how many documents tell it."""
    labels = card_cues().labels
    for field in (field for field in CARD_FIELDS if field not in FACTS):
        of_it = [one for one in lines if one.field == field]
        told = sum(bool(one.says) for one in of_it)
        yield f"  {labels[field]:16} R {recall(of_it):.2f}  P {precision(of_it):.2f}  n {told}"


def show_cards() -> None:
    """Print the table for the documents that the rules were written with, and for the others."""
    for split in ("dev", "held_out"):
        lines = [one for one in judged_lines() if one.split == split]
        print(f"\nPractice cards, {split}: recall {recall(lines):.3f}, precision {precision(lines):.3f}")
        print("\n".join(card_table(lines)))


if __name__ == "__main__":
    show_cards()
