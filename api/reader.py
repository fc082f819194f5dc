"""What a process needs to read files, made once, and what comes of a file."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import Document
from corpus.analyser import Analyser
from corpus.errors import IngestError
from corpus.taxonomy import Taxonomy
from ingest.language import Language, load_language

from .settings import Settings

OBJECTS_BETWEEN_COLLECTIONS = 50_000

Outcome = Document | IngestError


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs, and no more: a process that reads opens no store and loads no index and no model.

    ``words`` say how the corpus, as it was when the batch began, writes compounds with a hyphen.
    """

    analyser: Analyser
    taxonomy: Taxonomy
    language: Language
    words: Mapping[str, int]


def start_reader(settings: Settings, words: Mapping[str, int]) -> Reader:
    """The reader of a process that does nothing but read, ready for its first document."""
    from ingest.pipeline import prepare

    reader = Reader(Analyser.load(), Taxonomy.load(settings.themes), load_language(settings.spacy), words)
    prepare(analyser=reader.analyser, taxonomy=reader.taxonomy)
    _collect_seldom()
    return reader


def _collect_seldom() -> None:
    """Look for garbage after so many new objects as a few pages make, and never among what is there already.

    The word lists stay as long as the process does, and most of a page's objects go as soon as they are let go.
    It saves a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """The same for a batch that this process reads itself; it may go on to other things."""
    before = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def read_file(reader: Reader, path: Path) -> Outcome:
    """The document that the file at *path* makes, or why it makes none."""
    from ingest.pipeline import read_document

    try:
        return read_document(
            path,
            analyser=reader.analyser,
            taxonomy=reader.taxonomy,
            language=reader.language,
            corpus_words=reader.words,
        )
    except IngestError as error:
        return error
