"""Where everything meets: the store, the analyser, the taxonomy, the encoder and the searcher.

Each door opens one service. What a command does not need is not loaded: a search loads neither spaCy
nor the PDF reader, and with the built-in model neither torch nor sentence-transformers.
"""

from __future__ import annotations

from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from corpus import Document
from corpus.analyser import Analyser
from corpus.rings import Rings
from corpus.store import Store
from corpus.taxonomy import Taxonomy
from index.encoding import Encoder, Progress, load_encoder
from index.indexing import Indexer
from index.search import Searcher

from .settings import Settings

if TYPE_CHECKING:
    from ingest.language import Language


class Service:
    """The parts of Praksis, made once each and only when asked for. Close it, or use it in a ``with``.

    Raises (from the parts, when first asked for): StoreError, EditableListError, EncoderError.
    """

    def __init__(self, settings: Settings, *, embedding_progress: Progress | None = None) -> None:
        self.settings = settings
        self._embedding_progress = embedding_progress

    @cached_property
    def store(self) -> Store:
        """The corpus in the data folder."""
        return Store.open(self.settings.data)

    @cached_property
    def analyser(self) -> Analyser:
        """The one Danish analyser of text and query."""
        return Analyser.load()

    @cached_property
    def rings(self) -> Rings:
        """The strict synonyms."""
        return Rings.load()

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The themes, from the user's file where one is set."""
        return Taxonomy.load(self.settings.themes)

    @cached_property
    def language(self) -> Language:
        """Sentences, by our rules or by spaCy where a pipeline is set; needed for reading and tagging only."""
        from ingest.language import load_language  # a search needs nothing of ingest

        return load_language(self.settings.spacy)

    @cached_property
    def encoder(self) -> Encoder:
        """The model that is set, or the built-in one."""
        return load_encoder(
            self.settings.model,
            self.analyser,
            allow_download=self.settings.allow_download,
            progress=self._embedding_progress,
        )

    @cached_property
    def indexer(self) -> Indexer:
        """Makes index rows of passages."""
        return Indexer(self.analyser, self.rings, self.encoder)

    @cached_property
    def searcher(self) -> Searcher:
        """Searches the corpus."""
        return Searcher(self.store, analyser=self.analyser, rings=self.rings, encoder=self.encoder)

    @property
    def manifest(self) -> dict[str, str]:
        """What the stored index depends on, tags included."""
        return {**self.indexer.manifest, "taxonomy": self.taxonomy.version}

    def put(self, document: Document, *, path: str | None) -> str | None:
        """Index and store *document*, whose original is kept already; returns what it replaced.

        Raises:
            IndexMismatch: the store was indexed otherwise, so that the two could not be compared.
        """
        self.searcher.refuse_mismatch()
        indexed = self.indexer.index(document.passages, document.metadata.title, self.store.known_vectors)
        return self.store.put(document, indexed, encoder=self.encoder.info.id, manifest=self.manifest, path=path)

    def rebuild(self) -> int:
        """Tag and index every document anew from the store, in one transaction; how many there were."""
        from ingest.themes import document_themes, tag_themes

        rows = []
        for document_id in self.store.document_ids():
            document = self.store.document(document_id)
            passages = tag_themes(
                document.passages, taxonomy=self.taxonomy, analyser=self.analyser, language=self.language
            )
            facts = document.metadata
            themes = document_themes(
                passages,
                titles=[title for title in (facts.title, facts.subtitle) if title is not None],
                taxonomy=self.taxonomy,
                analyser=self.analyser,
                language=self.language,
            )
            rows.append((document_id, themes, self.indexer.index(passages, facts.title, self.store.known_vectors)))
        self.store.replace_index(rows, encoder=self.encoder.info.id, manifest=self.manifest)
        return len(rows)

    def close(self) -> None:
        """Close the store, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
