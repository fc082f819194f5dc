"""The table of contents of ingest: how a file becomes a document, step by step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from corpus import Document, Paragraph, Source, content_id
from corpus.analyser import Analyser
from corpus.cues import cues
from corpus.municipalities import municipality_register
from corpus.shelf import Shelf
from corpus.taxonomy import Taxonomy

from .asides import without_pull_quotes
from .blocks import continued, find_blocks
from .continued_tables import join_tables
from .furniture import strip_furniture
from .gaps import find_gaps
from .headings import without_contents
from .language import Language
from .layout import find_body_size, order_pages
from .lineends import LineEnd, LineJoiner, Spelling
from .marking import marked
from .metadata import find_metadata
from .ocr import FindOcr, find_ocr
from .organisations import organisations
from .pages import open_pdf
from .paragraph_signs import mended_signs
from .passages import split_passages
from .quality import Knows, find_doubts, look_at, page_readings
from .reading import Reading
from .scans import missing_ocr, read_scans, refuse_empty
from .sections import build_sections
from .sessions import find_sessions
from .sheets import Sheet, sheet_of
from .sideways import Turn, asides_on_end, turned_back
from .sources import MEDIA_TYPES, format_of, read_unpaged
from .theme_finds import matcher_of
from .themes import Tagger, document_themes

BLOCKS = 8
"""Blocks in a pack of the shelf: those of a page."""
TOGETHER = 16
"""Passages in a pack of the shelf; documents of up to 500 are held as they are."""


def read_document(
    path: Path,
    *,
    analyser: Analyser,
    taxonomy: Taxonomy,
    language: Language,
    corpus_words: Mapping[str, int] | None = None,
) -> Document:
    """The file at *path* as a document, whole: structure, facts, passages and themes.

    *corpus_words* say how the corpus hyphenates, where the document itself does not, see :func:`read_structure`.

    Raises:
        IngestError: the file cannot be read; its subclass and message say why and what to do.
    """
    reading = read_structure(path, knows=analyser.knows, corpus_words=corpus_words)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    document_id = content_id("document", sha256)
    metadata = find_metadata(reading, file_name=path.name)
    # A long document's passages stand on a shelf, and each step takes them from the one before.
    untagged = Shelf(split_passages(reading, document_id), TOGETHER)
    titles = [title for title in (metadata.title, metadata.subtitle) if title is not None]
    tagger = Tagger(untagged, taxonomy=taxonomy, analyser=analyser, language=language, titles=titles)
    tagged = Shelf(map(tagger.tagged, untagged.taken()), TOGETHER)
    passages = Shelf(marked(tagged, metadata), TOGETHER).or_tuple()
    return Document(
        id=document_id,
        source=Source(file=path.name, sha256=sha256, url=None, media_type=MEDIA_TYPES[format_of(path)]),
        language="da",
        page_count=reading.page_count,
        metadata=metadata,
        sections=reading.sections,
        sessions=reading.sessions,
        asides=reading.asides,
        furniture=reading.furniture,
        themes=document_themes(passages, titles=titles, taxonomy=taxonomy, analyser=analyser, language=language),
        passages=passages,
        pages=reading.pages,
        warnings=reading.warnings,
    )


def prepare(*, analyser: Analyser, taxonomy: Taxonomy) -> None:
    """Make what the first document would else wait for: the rules of *taxonomy*, cues and names, each made once."""
    matcher_of(taxonomy, analyser)
    cues()
    organisations()
    municipality_register()


def explain_line_ends(path: Path, *, knows: Knows | None = None) -> tuple[LineEnd, ...]:
    """What is made of each hyphen at a line end of the PDF at *path*, page by page; its file is read for that.

    Raises:
        IngestError: the file cannot be read.
    """
    found: list[LineEnd] = []
    read_structure(path, knows=knows, record=found.append)
    # What might have been a table is read as one and then as text.
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.page))


def read_structure(
    path: Path,
    *,
    knows: Knows | None = None,
    find_ocr: FindOcr = find_ocr,
    record: Callable[[LineEnd], None] | None = None,
    corpus_words: Mapping[str, int] | None = None,
) -> Reading:
    """The structure of the file at *path*: sections, tables, sessions, and what is kept apart from them.

    *knows* tells Danish words from garbled ones; without it they are not judged. *find_ocr* is asked only where
    some page cannot be read otherwise. *record* is told each decision about a hyphen at a line end.
    *corpus_words* (:func:`ingest.lineends.hyphenated_words`) decide where the document does not.

    Raises:
        IngestError: the file cannot be read; its subclass and message say why and what to do.
    """
    format = format_of(path)
    if format != "pdf":
        return read_unpaged(path, format)
    sheets, info = _read_sheets(path)
    scans = read_scans(path, sheets, knows=knows, find_ocr=find_ocr)
    refuse_empty(path, scans)
    sheets = scans.sheets
    warnings = missing_ocr(scans) + find_gaps(sheets) + mended_signs(sheets)
    looks = [look_at(sheet, knows) for sheet in sheets]
    # Of a long file's pages only one copy is kept, so each step takes them from the one before.
    bare, furniture = strip_furniture(sheets.taken())
    spelling = Spelling.of(word for sheet in bare for word in sheet.words)
    joiner = LineJoiner(spelling.counts, record, corpus_words, has_breaking_sign=spelling.has_breaking_sign)
    laid_out, credits = order_pages(bare.taken(), joiner)
    pages = page_readings(looks, laid_out)
    body_size = find_body_size(laid_out)
    asides, contents = list(credits), list[Paragraph]()
    found = find_blocks(laid_out.taken(), body_size, joiner)
    running = join_tables(continued(without_pull_quotes(found, body_size, joiner, asides), joiner), joiner)
    blocks = Shelf(without_contents(running, contents), BLOCKS)
    timed = [block.table for block in blocks if block.table is not None and block.table.is_timed]
    sections = build_sections(blocks)
    on_end, edges = asides_on_end([(look.number, block) for look in looks for block in look.on_end], len(looks))
    reading = Reading(
        page_count=len(looks),
        sections=sections,
        sessions=find_sessions(sections, timed),
        asides=(*asides, *on_end),
        furniture=(*furniture, *contents, *edges),
        info=info,
        warnings=warnings + find_doubts(pages),
        pages=pages,
    )
    turns = {look.number: Turn(look.turn, look.width, look.height) for look in looks if look.turn}
    return turned_back(reading, turns)


def _read_sheets(path: Path) -> tuple[Shelf[Sheet], Mapping[str, str]]:
    """The pages of the PDF at *path*, and its own metadata; its parser is let go of with all that it holds."""
    with open_pdf(path) as pdf:
        return Shelf(sheet_of(page) for page in pdf.pages()), pdf.info
