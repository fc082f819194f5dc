"""Real PDFs become exactly these documents: `tests/golden/*.md`, written for people who read the diff.

`make golden` writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Document, Paragraph, Passage, Section, Table
from corpus.analyser import Analyser
from corpus.taxonomy import Taxonomy
from ingest.language import load_language
from ingest.pipeline import read_document

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    "evaluation_sundhedspleje",
    "position_tidlig_indsats",
    "practice_hjemmebesoeg",
    "programme_overgange",
)
REWRITE = "PRAKSIS_GOLDEN"


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_becomes_its_golden_file(name: str) -> None:
    document = read_document(
        SAMPLES / f"{name}.pdf",
        analyser=Analyser.load(),
        taxonomy=Taxonomy.load(),
        language=load_language(None),
    )
    rendered = "\n".join(render(document)) + "\n"
    golden = GOLDEN / f"{name}.md"
    if os.environ.get(REWRITE):
        golden.write_text(rendered, encoding="utf-8")

    assert rendered == golden.read_text(encoding="utf-8")


@pytest.mark.skipif(bool(os.environ.get(REWRITE)), reason="make golden is at work")
def test_golden_files_are_compared_not_written() -> None:
    assert REWRITE not in os.environ
    assert sorted(path.stem for path in GOLDEN.glob("*.md")) == sorted(NAMES)


def render(document: Document) -> Iterator[str]:
    """*document* as lines to read: facts, structure, sessions, passages with their tags."""
    facts = document.metadata
    yield f"# {facts.title}"
    yield f"subtitle: {facts.subtitle}"
    yield f"type: {facts.type} · date: {facts.date} ({facts.date_precision}) · publisher: {facts.publisher}"
    yield f"authors: {', '.join(facts.authors)} · event: {facts.event}"
    yield f"municipalities: {', '.join(f'{one.code} {one.name}' for one in facts.municipalities)}"
    yield f"organisations: {', '.join(facts.organisations)}"
    yield f"themes: {', '.join(f'{one.theme_id} {one.level} {one.score:.2f}' for one in document.themes)}"
    for warning in document.warnings:
        yield f"warning: {warning}"
    yield ""
    yield "# Structure"
    for section in document.sections:
        yield from render_section(section)
    if document.sessions:
        yield ""
        yield "# Sessions"
    for session in document.sessions:
        speakers = "; ".join(f"{one.name} / {one.role} / {one.organisation}" for one in session.speakers)
        yield f"- {session.starts}–{session.ends} [{session.kind}] {session.title} | {session.place} | {speakers}"
        if session.abstract:
            yield f"  {session.abstract[:60]} … ({len(session.abstract)} characters)"
    for title, paragraphs in (("Asides", document.asides), ("Furniture", document.furniture)):
        if paragraphs:
            yield ""
            yield f"# {title}"
            yield from (render_paragraph(paragraph) for paragraph in paragraphs)
    yield ""
    yield "# Passages"
    for passage in document.passages:
        yield from render_passage(passage)


def render_section(section: Section) -> Iterator[str]:
    yield ""
    pages = f"p. {section.pages.first}–{section.pages.last}"
    yield f"{'#' * (section.level + 1)} {section.heading} [level {section.level}, number {section.number}, {pages}]"
    for block in section.blocks:
        if isinstance(block, Table):
            yield from render_table(block)
        else:
            yield render_paragraph(block)


def render_paragraph(paragraph: Paragraph) -> str:
    starts = ", ".join(f"{offset} p. {page}" for offset, page in paragraph.page_starts)
    return f"({paragraph.kind}; {starts}) {paragraph.text}"


def render_table(table: Table) -> Iterator[str]:
    yield f"(table {table.number}; p. {table.pages.first}–{table.pages.last}) {table.caption}"
    for row in table.header:
        yield f"  ‖ {' | '.join(row)} ‖"
    for row in table.rows:
        yield f"  | {' | '.join(row)} |"


def render_passage(passage: Passage) -> Iterator[str]:
    yield ""
    starts = ", ".join(f"{offset} p. {page}" for offset, page in passage.page_starts)
    yield f"## {passage.ordinal} {passage.kind} [{' › '.join(passage.heading_path)}] {starts}"
    yield passage.text
    for tag in passage.themes:
        evidence = ", ".join(f"«{one.text}»" for one in tag.evidence)
        yield f"→ {tag.theme_id} {tag.level} {tag.score:.1f}: {evidence}"
