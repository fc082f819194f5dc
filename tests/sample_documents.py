"""The sample documents, and real ones, read once for all tests that derive something from them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from corpus import Document
from corpus.analyser import Analyser
from corpus.taxonomy import Taxonomy
from ingest.language import load_language
from ingest.pipeline import read_document

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def sample(name: str) -> Document:
    """The sample called *name*, whole."""
    return document_at(SAMPLES / f"{name}.pdf")


@lru_cache
def document_at(path: Path) -> Document:
    """The document in the file at *path*."""
    return read_document(path, analyser=Analyser.load(), taxonomy=Taxonomy.load(), language=load_language(None))
