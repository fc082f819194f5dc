"""Passages made ready for the store: their words analysed, their text embedded."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus import Passage, content_id
from corpus.analyser import Analyser
from corpus.rings import Rings
from corpus.store import IndexedPassage

from .encoding import Encoder
from .lexical import lexical_entry

INDEX_RULES = "1"
"""Raise by one whenever the code of this package writes other lexical entries or embeds other text."""

KnownVectors = Callable[[Iterable[str], str], Mapping[str, "array[float]"]]
"""Embedding keys and an encoder's id to the vectors that are there already (``Store.known_vectors``)."""


class Indexer:
    """Makes index rows of passages, the same for ingest and for a rebuild."""

    def __init__(self, analyser: Analyser, rings: Rings, encoder: Encoder) -> None:
        self._analyser = analyser
        self._rings = rings
        self._encoder = encoder

    @property
    def manifest(self) -> dict[str, str]:
        """What the rows depend on; search refuses rows that were made otherwise."""
        return {
            "encoder": self._encoder.info.id,
            "analyser": self._analyser.version,
            "rings": self._rings.version,
            "index_rules": INDEX_RULES,
        }

    def index(
        self, passages: Sequence[Passage], title: str | None, known_vectors: KnownVectors
    ) -> list[IndexedPassage]:
        """The index rows of one document's *passages*, in order; no text is embedded twice."""
        texts = [embedded_text(passage) for passage in passages]
        keys = [content_id(text) for text in texts]
        vectors = dict(known_vectors(keys, self._encoder.info.id))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
        if missing:
            rows = self._encoder.encode_passages(list(missing.values()))
            vectors |= {key: array("f", row.tobytes()) for key, row in zip(missing, rows, strict=True)}
        return [
            IndexedPassage(
                passage=passage,
                lexical=lexical_entry(passage, title, analyser=self._analyser, rings=self._rings),
                embedding_key=key,
                vector=vectors[key],
            )
            for passage, key in zip(passages, keys, strict=True)
        ]


def embedded_text(passage: Passage) -> str:
    """What the encoder reads of *passage*: its own heading and its text."""
    return "\n".join((*passage.heading_path[-1:], passage.text))
