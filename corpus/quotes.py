"""Words of a document that can be cited: where they stand, letter by letter, and on which page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .document import Document
from .passage import Passage
from .sentences import sentence_starts


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters *start* to *end* of a passage's text; ``page`` is the one on which they begin."""

    text: str
    passage_id: str
    start: int
    end: int
    page: int


def quote_of(passage: Passage, start: int, end: int) -> Quote:
    """The characters *start* to *end* of *passage* without the white space around them."""
    raw = passage.text[start:end]
    start += len(raw) - len(raw.lstrip())
    text = raw.strip()
    return Quote(text, passage.id, start, start + len(text), passage.page_at(start))


def find_quote(document: Document, text: str, passages: Sequence[Passage] | None = None) -> Quote | None:
    """Where *text* stands in *document*, or in those of its *passages*; ``None`` where no passage holds it whole."""
    for passage in document.passages if passages is None else passages:
        start = passage.text.find(text)
        if start >= 0:
            return quote_of(passage, start, start + len(text))
    return None


def sentences_of(passage: Passage) -> Iterator[Quote]:
    """The sentences of *passage*, in order."""
    starts = [0, *sentence_starts(passage.text), len(passage.text)]
    for start, end in pairwise(starts):
        if passage.text[start:end].strip():
            yield quote_of(passage, start, end)
