"""The table of contents of ingest: how a file becomes a document, step by step."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus import Document, Source, content_id
from corpus.analyser import Analyser
from corpus.taxonomy import Taxonomy

from .asides import split_pull_quotes
from .blocks import find_blocks
from .furniture import strip_furniture
from .gaps import find_gaps
from .language import Language
from .layout import find_body_size, order_pages
from .lineends import LineJoiner, count_words
from .metadata import find_metadata
from .pages import open_pdf
from .passages import split_passages
from .reading import Reading
from .sections import build_sections
from .sessions import find_sessions
from .sheets import sheet_of
from .themes import document_themes, tag_themes


def read_document(path: Path, *, analyser: Analyser, taxonomy: Taxonomy, language: Language) -> Document:
    """The PDF at *path* as a document, whole: structure, facts, passages and themes.

    Raises:
        IngestError: the file cannot be read; its subclass and message say why and what to do.
    """
    reading = read_structure(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    document_id = content_id("document", sha256)
    metadata = find_metadata(reading, file_name=path.name)
    untagged = split_passages(reading, document_id)
    passages = tag_themes(untagged, taxonomy=taxonomy, analyser=analyser, language=language)
    titles = [title for title in (metadata.title, metadata.subtitle) if title is not None]
    return Document(
        id=document_id,
        source=Source(file=path.name, sha256=sha256, url=None),
        language="da",
        page_count=reading.page_count,
        metadata=metadata,
        sections=reading.sections,
        sessions=reading.sessions,
        asides=reading.asides,
        furniture=reading.furniture,
        themes=document_themes(passages, titles=titles, taxonomy=taxonomy, analyser=analyser, language=language),
        passages=passages,
        warnings=reading.warnings,
    )


def read_structure(path: Path) -> Reading:
    """The structure of the PDF at *path*: sections, tables, sessions, and what is kept apart from them.

    Raises:
        IngestError: the file cannot be read; its subclass and message say why and what to do.
    """
    with open_pdf(path) as pdf:
        sheets = [sheet_of(page) for page in pdf.pages()]
        info = pdf.info
    warnings = find_gaps(sheets)
    bare, furniture = strip_furniture(sheets)
    joiner = LineJoiner(count_words(word for sheet in bare for word in sheet.words))
    tables, regions, credits = order_pages(bare, joiner)
    body_size = find_body_size(regions)
    blocks, quotes = split_pull_quotes(find_blocks(regions, tables, body_size, joiner), body_size)
    sections, contents = build_sections(blocks)
    return Reading(
        page_count=len(sheets),
        sections=sections,
        sessions=find_sessions(sections, tables),
        asides=credits + quotes,
        furniture=furniture + contents,
        info=info,
        warnings=warnings,
    )
