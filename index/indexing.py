"""Passages made ready for the store: their words analysed, their text embedded."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from corpus import Metadata, Passage, content_id
from corpus.analyser import Analyser
from corpus.everyday import Everyday
from corpus.rings import Rings
from corpus.store import IndexedPassage, LexicalEntry

from .encoding import Encoder
from .lexical import lexical_entry
from .model_options import BATCH_SIZE

INDEX_RULES = "5"
"""Raise by one whenever the code of this package writes other lexical entries or embeds other text."""

KnownVectors = Callable[[Iterable[str], str], Mapping[str, "array[float]"]]
"""Embedding keys and an encoder's id to the vectors that are there already (``Store.known_vectors``)."""


class Indexer:
    """Makes index rows of passages, the same for ingest and for a rebuild."""

    def __init__(
        self,
        analyser: Analyser,
        rings: Rings,
        everyday: Everyday,
        encoder: Encoder,
        *,
        batch_size: int = BATCH_SIZE,
    ) -> None:
        self._analyser = analyser
        self._rings = rings
        self._everyday = everyday
        self._encoder = encoder
        self._batch_size = batch_size

    @property
    def manifest(self) -> dict[str, str]:
        """What the rows depend on; search refuses rows that were made otherwise."""
        return {
            "encoder": self._encoder.info.id,
            "analyser": self._analyser.version,
            "rings": self._rings.version,
            "everyday": self._everyday.version,
            "index_rules": INDEX_RULES,
        }

    def lexical_entry(self, passage: Passage, facts: Metadata) -> LexicalEntry:
        """The words of *passage*, which stands in a document with these *facts*, as the lexical index holds them."""
        return lexical_entry(passage, facts, analyser=self._analyser, rings=self._rings, everyday=self._everyday)

    def index(self, passages: Sequence[Passage], facts: Metadata, known_vectors: KnownVectors) -> list[IndexedPassage]:
        """The index rows of one document's *passages*, in order; no text is embedded twice."""
        texts = embedded_texts(passages)
        vectors = dict(known_vectors(texts, self._encoder.info.id))
        for batch in self.embed({key: text for key, text in texts.items() if key not in vectors}):
            vectors |= batch
        return [
            IndexedPassage(
                passage=passage,
                lexical=self.lexical_entry(passage, facts),
                embedding_key=key,
                vector=vectors[key],
            )
            for passage, key in zip(passages, map(embedding_key, passages), strict=True)
        ]

    def missing(self, passages: Iterable[Passage], known_vectors: KnownVectors) -> dict[str, str]:
        """The texts of *passages* that the encoder has not embedded yet, by their keys."""
        texts = embedded_texts(passages)
        known = known_vectors(texts, self._encoder.info.id)
        return {key: text for key, text in texts.items() if key not in known}

    def embed(self, texts: Mapping[str, str]) -> Iterator[dict[str, array[float]]]:
        """The vectors of *texts* by the same keys, in batches that a caller may keep one by one.

        The longest come first: texts of like length need little padding together, memory that does not suffice
        shows at once, and whoever reckons the time that is left from the time gone reckons too much, not too little.
        """
        keys = iter(sorted(texts, key=lambda key: (-len(texts[key]), key)))
        while batch := list(islice(keys, self._batch_size)):
            rows = self._encoder.encode_passages([texts[key] for key in batch])
            yield {key: array("f", row.tobytes()) for key, row in zip(batch, rows, strict=True)}


def embedded_texts(passages: Iterable[Passage]) -> dict[str, str]:
    """What the encoder reads of *passages*, each text once, by its key."""
    return {content_id(text): text for text in map(embedded_text, passages)}


def embedding_key(passage: Passage) -> str:
    """The name of what the encoder reads of *passage*."""
    return content_id(embedded_text(passage))


def embedded_text(passage: Passage) -> str:
    """What the encoder reads of *passage*: its own heading and its text."""
    return "\n".join((*passage.heading_path[-1:], passage.text))
