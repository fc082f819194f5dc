"""A corpus of many passages to measure on: sentences of the samples in which every other word is drawn anew.

Words are drawn as often as Danish has them, so that the vocabulary grows with the corpus as that of real texts
does. The text means nothing: how long a search takes is measured on it, not what it finds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from api.batch import ingest_paths
from api.service import Service
from corpus import Document, content_id
from corpus.compounds import read_frequencies
from corpus.sentences import sentence_starts

PASSAGES_IN_A_DOCUMENT = 40
SENTENCES = 7
"""In a passage: about 120 words."""
DRAWN = 0.5
_WORD = re.compile(r"[a-zæøå]{4,}")


@dataclass(frozen=True, slots=True)
class _Danish:
    """Words to draw from, with their summed shares of running text."""

    words: Sequence[str]
    shares: Sequence[float]
    chance: random.Random

    def word(self) -> str:
        return self.chance.choices(self.words, cum_weights=self.shares)[0]


def fill(service: Service, samples: Path, passages: int) -> None:
    """Take in the *samples*, then made-up documents until there are *passages* passages or a few more."""
    ingest_paths(service, [samples], workers=1)  # in one order, so that the corpus is the same every time
    store = service.store
    like = store.document(store.document_ids()[0])
    sentences = [sentence for text in store.texts() for sentence in _sentences(text)]
    # A word's Zipf value is the logarithm of its occurrences in a billion words.
    known = {word: 10**zipf for word, zipf in read_frequencies().items() if _WORD.fullmatch(word)}
    danish = _Danish(list(known), list(accumulate(known.values())), random.Random(passages))
    count = store.counts()["passages"]
    for number in range((passages - count) // PASSAGES_IN_A_DOCUMENT + 1):
        document = _document(number, like, sentences, danish)
        rows = service.index(document)
        store.put(document, rows, encoder=service.encoder.info.id, manifest=service.manifest, path=None)


def _sentences(text: str) -> list[str]:
    starts = [0, *sentence_starts(text)]
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _document(number: int, like: Document, sentences: Sequence[str], danish: _Danish) -> Document:
    """A document *like* another, with passages of its own."""
    document_id = content_id("large", str(number))
    passages = []
    for ordinal in range(PASSAGES_IN_A_DOCUMENT):
        chosen = danish.chance.choices(sentences, k=SENTENCES)
        text = " ".join(_WORD.sub(lambda found: _drawn(found[0], danish), sentence) for sentence in chosen)
        one = replace(like.passages[0], id=content_id(document_id, str(ordinal)), document_id=document_id)
        passages.append(replace(one, ordinal=ordinal, text=text, page_starts=((0, 1),), themes=()))
    source = replace(like.source, sha256=document_id)
    return replace(like, id=document_id, source=source, passages=tuple(passages))


def _drawn(word: str, danish: _Danish) -> str:
    return danish.word() if danish.chance.random() < DRAWN else word
