"""Where everything meets: the store, the analyser, the taxonomy, the encoder and the searcher.

Each door opens one service. What a command does not need is not loaded: a search loads neither spaCy
nor the PDF reader, and with the built-in model neither torch nor sentence-transformers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from corpus import Document, DocumentTheme
from corpus.analyser import Analyser
from corpus.corrections import Correction, corrected
from corpus.errors import IndexMismatch
from corpus.everyday import Everyday
from corpus.filter_words import FilterVocabulary
from corpus.rings import Rings
from corpus.store import AsRead, IndexedPassage, Store
from corpus.taxonomy import Taxonomy
from index.encoding import Encoder, load_encoder
from index.fusion_settings import FusionSettings
from index.indexing import Indexer
from index.search import Searcher

from .progress import EMBEDDING, INDEXING, Tell, tell_nobody
from .settings import Settings

if TYPE_CHECKING:
    from ingest.language import Language


class Service:
    """The parts of Praksis, made once each and only when asked for. Close it, or use it in a ``with``.

    Raises (from the parts, when first asked for): StoreError, EditableListError, EncoderError.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

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
    def everyday(self) -> Everyday:
        """Everyday phrases and the professional terms for them."""
        return Everyday.load(self.analyser, self.settings.data / "cache")

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
        return load_encoder(self.settings.model, self.analyser, self.settings.model_options)

    @cached_property
    def indexer(self) -> Indexer:
        """Makes index rows of passages."""
        batch_size = self.settings.model_options.batch_size
        return Indexer(self.analyser, self.rings, self.everyday, self.encoder, batch_size=batch_size)

    @cached_property
    def vocabulary(self) -> FilterVocabulary:
        """What questions call the filters."""
        themes = {theme.id: (theme.label, *theme.other_labels) for theme in self.taxonomy.themes}
        return FilterVocabulary.load(self.analyser, themes)

    @cached_property
    def fusion(self) -> FusionSettings:
        """How words and meaning are weighed with this encoder."""
        return FusionSettings.load(self.encoder.info, self.settings.fusion)

    @cached_property
    def searcher(self) -> Searcher:
        """Searches the corpus."""
        return Searcher(
            self.store,
            analyser=self.analyser,
            rings=self.rings,
            everyday=self.everyday,
            encoder=self.encoder,
            vocabulary=self.vocabulary,
            settings=self.fusion,
        )

    @property
    def manifest(self) -> dict[str, str]:
        """What the stored index depends on, tags included."""
        return {**self.indexer.manifest, "taxonomy": self.taxonomy.stamp}

    def put(self, document: Document, *, path: str | None, anew: bool = False) -> str | None:
        """Index and store *document*, whose original is kept already; returns what it replaced.

        *anew* says that it takes the place of what was read of the same content before.

        Raises:
            IndexMismatch: the store was indexed otherwise, so that the two could not be compared.
        """
        self.searcher.refuse_mismatch()
        self.refuse_other_themes()
        document, read = self.as_corrected(document, self.store.corrections(document.source.sha256))
        return self.store.put(
            document,
            self.index(document),
            encoder=self.encoder.info.id,
            manifest=self.manifest,
            path=path,
            read=read,
            anew=anew,
        )

    def index(self, document: Document) -> list[IndexedPassage]:
        """The index rows of *document*'s passages; no text is embedded twice."""
        return self.indexer.index(document.passages, document.metadata, self.store.known_vectors)

    def as_corrected(self, document: Document, corrections: Sequence[Correction]) -> tuple[Document, AsRead | None]:
        """*document*, as the machine read it, with what people corrected; and the former where it differs."""
        if not corrections:
            return document, None
        return self.told_anew(corrected(document, corrections)), AsRead.of(document)

    def told_anew(self, document: Document) -> Document:
        """*document* with what follows from its facts and its tags: claims, aspects, the themes of the whole."""
        from ingest.marking import mark_passages

        # What kind of document it is decides what its passages claim.
        document = replace(document, passages=mark_passages(document.passages, document.metadata))
        return replace(document, themes=self.document_themes(document))

    def document_themes(self, document: Document) -> tuple[DocumentTheme, ...]:
        """The themes of *document* from those of its passages and its titles."""
        from ingest.themes import document_themes

        return document_themes(
            document.passages,
            titles=titles_of(document),
            taxonomy=self.taxonomy,
            analyser=self.analyser,
            language=self.language,
        )

    def embed_corpus(self, tell: Tell = tell_nobody) -> int:
        """Give every stored text that lacks one a vector of the encoder; how many did.

        Each batch is kept by itself, so that what is interrupted goes on where it was. What is searched does
        not change.
        """
        missing: dict[str, str] = {}
        for document_id in self.store.document_ids():
            missing |= self.indexer.missing(self.store.document(document_id).passages, self.store.known_vectors)
        done = 0
        if missing:
            tell(EMBEDDING, done, len(missing))
        for vectors in self.indexer.embed(missing):
            self.store.keep_vectors(self.encoder.info.id, vectors)
            done += len(vectors)
            tell(EMBEDDING, done, len(missing))
        return done

    def rebuild(self, tell: Tell = tell_nobody) -> int:
        """Embed what is not embedded, then tag and index every document anew from the store; how many there were.

        The index is replaced in one transaction.
        """
        self.embed_corpus(tell)
        rows, read = [], {}
        document_ids = self.store.document_ids()
        for done, document_id in enumerate(document_ids, start=1):
            document, read[document_id] = self._corrected(
                self.told_anew(self._tagged_anew(self._with_facts(document_id)))
            )
            rows.append((document_id, document.themes, self.index(document)))
            tell(INDEXING, done, len(document_ids))
        self.store.replace_index(rows, encoder=self.encoder.info.id, manifest=self.manifest, read=read)
        return len(rows)

    def rebuild_themes(self) -> int:
        """Tag every document anew from the store, in one transaction; vectors and words are not touched."""
        read: dict[str, AsRead | None] = {}
        rows = []
        for document_id in self.store.document_ids():
            document = self._tagged_anew(self.store.document_as_read(document_id))
            document = replace(document, themes=self.document_themes(document))
            document, read[document_id] = self._corrected(document)
            rows.append((document_id, document.themes, document.passages))
        self.store.replace_themes(rows, taxonomy=self.taxonomy.stamp, read=read)
        return len(rows)

    def _corrected(self, document: Document) -> tuple[Document, AsRead | None]:
        return self.as_corrected(document, self.store.corrections(document.source.sha256))

    def _with_facts(self, document_id: str) -> Document:
        """A stored document as the machine read it, with the facts that one stored before facts were lacks."""
        from ingest.metadata import read_facts

        document = self.store.document_as_read(document_id)
        if document.metadata.facts:
            return document
        facts = read_facts(document)
        self.store.keep_facts(document_id, facts)
        return replace(document, metadata=replace(document.metadata, facts=facts))

    def _tagged_anew(self, document: Document) -> Document:
        """*document* with the themes of its passages as the machine would give them now."""
        from ingest.themes import tag_themes

        passages = tag_themes(
            document.passages,
            taxonomy=self.taxonomy,
            analyser=self.analyser,
            language=self.language,
            titles=titles_of(document),
        )
        return replace(document, passages=passages)

    def refuse_other_themes(self) -> None:
        """Nothing, if the tags in the store are of the taxonomy that is set.

        Raises:
            IndexMismatch: the taxonomy was changed since.
        """
        stored = self.store.manifest()
        if stored and stored.get("taxonomy") != self.taxonomy.stamp:
            raise IndexMismatch(
                "Temaerne er ændret, siden afsnittene blev mærket. Kør: praksis rebuild --themes "
                "(få sekunder; ingen fil læses igen)"
            )

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


def titles_of(document: Document) -> list[str]:
    """What the document calls itself."""
    return [title for title in (document.metadata.title, document.metadata.subtitle) if title is not None]
