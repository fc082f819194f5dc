"""From documents and passages to the shapes that Praksis hands out.

The command line and HTTP both answer through ``answers``, ``searches`` and ``overviews``, so that they can
never differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pydantic import BaseModel

import corpus
from corpus import TYPE_LABELS
from corpus.store import DocumentSummary, Filters
from corpus.taxonomy import Taxonomy

from . import schemas
from .cursors import read_cursor, write_cursor
from .questions import filter_key, obeys
from .service import Service


def to_json(answer: BaseModel | Sequence[BaseModel]) -> str:
    """*answer* as JSON for people and programs: indented, with Danish letters as they are."""
    content = (
        answer.model_dump(mode="json")
        if isinstance(answer, BaseModel)
        else [one.model_dump(mode="json") for one in answer]
    )
    return json.dumps(content, ensure_ascii=False, indent=2)


def document_answer(document: corpus.Document, taxonomy: Taxonomy) -> schemas.Document:
    """One document, whole."""
    facts = document.metadata
    return schemas.Document(
        id=document.id,
        title=facts.title,
        subtitle=facts.subtitle,
        type=facts.type,
        type_label=TYPE_LABELS[facts.type],
        publisher=facts.publisher,
        authors=list(facts.authors),
        date=facts.date,
        date_precision=facts.date_precision,
        event=None if facts.event is None else schemas.Event(date=facts.event.date, place=facts.event.place),
        language=document.language,
        page_count=document.page_count,
        source=schemas.Source(
            file=document.source.file,
            sha256=document.source.sha256,
            url=document.source.url,
            media_type=document.source.media_type,
        ),
        municipalities=municipalities_of(facts.municipalities),
        organisations=list(facts.organisations),
        sections=[_section(section) for section in document.sections],
        tables=[_table(table) for table in document.tables],
        sessions=[_session(session) for session in document.sessions],
        themes=_document_themes(document.themes, taxonomy),
        passages=[passage_answer(passage, taxonomy) for passage in document.passages],
        pages=[_page(page) for page in document.pages],
        asides=[_aside(document, one) for one in document.asides],
        warnings=[schemas.Warning(page=one.page, code=one.code, message=one.message) for one in document.warnings],
    )


def passage_answer(passage: corpus.Passage, taxonomy: Taxonomy) -> schemas.Passage:
    """One passage with its tags and what proves them."""
    return schemas.Passage(
        id=passage.id,
        document_id=passage.document_id,
        kind=passage.kind,
        heading_path=list(passage.heading_path),
        text=passage.text,
        pages=_pages(passage.pages),
        boxes=[
            schemas.Box(page=box.page, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom) for box in passage.boxes
        ],
        themes=[
            schemas.Tag(
                id=tag.theme_id,
                label=theme_label(tag.theme_id, taxonomy),
                level=tag.level,
                score=tag.score,
                evidence=[
                    schemas.Evidence(text=one.text, start=one.start, end=one.end, rule=one.rule) for one in tag.evidence
                ],
            )
            for tag in passage.themes
        ],
    )


def documents_answer(service: Service, *, filters: Filters, limit: int, cursor: str | None) -> schemas.Documents:
    """One page of the documents that obey *filters*, in the order they came.

    Raises:
        BrokenCursor: *cursor* was made for other filters or an older generation.
    """
    generation = service.store.generation()
    question = ("documents", *filter_key(filters))
    offset = 0 if cursor is None else read_cursor(cursor, generation=generation, question=question)
    chosen = [one for one in service.store.summaries() if obeys(one, filters)]
    end = offset + limit
    return schemas.Documents(
        generation=generation,
        total=len(chosen),
        next=write_cursor(end, generation=generation, question=question) if end < len(chosen) else None,
        documents=[listed_document(one, service.taxonomy) for one in chosen[offset:end]],
    )


def listed_document(summary: DocumentSummary, taxonomy: Taxonomy) -> schemas.ListedDocument:
    """One line of the list of documents."""
    return schemas.ListedDocument(
        id=summary.id,
        title=summary.title,
        type=summary.type,
        type_label=TYPE_LABELS[summary.type],
        date=summary.date,
        publisher=summary.publisher,
        pages=summary.page_count,
        file=summary.file,
        municipalities=municipalities_of(summary.municipalities),
        themes=_document_themes(summary.themes, taxonomy),
    )


def theme_label(theme_id: str, taxonomy: Taxonomy) -> str:
    """The theme's name; its id where the taxonomy has dropped it since the documents were tagged."""
    theme = taxonomy.by_id.get(theme_id)
    return theme_id if theme is None else theme.label


def _page(page: corpus.PageReading) -> schemas.PageReading:
    return schemas.PageReading(
        number=page.number,
        width=page.width,
        height=page.height,
        method=page.method,
        known_words=page.known_words,
        order_certainty=page.order_certainty,
        ocr_confidence=page.ocr_confidence,
    )


def _aside(document: corpus.Document, aside: corpus.Paragraph) -> schemas.Aside:
    repeated = document.repeated_by(aside)
    return schemas.Aside(text=aside.text, page=aside.pages.first, repeats=None if repeated is None else repeated.id)


def _section(section: corpus.Section) -> schemas.Section:
    return schemas.Section(
        heading=section.heading,
        level=section.level,
        number=section.number,
        paragraphs=[paragraph.text for paragraph in section.paragraphs],
        pages=_pages(section.pages),
    )


def _table(table: corpus.Table) -> schemas.Table:
    return schemas.Table(
        caption=table.caption,
        number=table.number,
        header=[list(row) for row in table.header],
        rows=[list(row) for row in table.rows],
        pages=_pages(table.pages),
    )


def _session(session: corpus.Session) -> schemas.Session:
    return schemas.Session(
        starts=session.starts,
        ends=session.ends,
        title=session.title,
        kind=session.kind,
        place=session.place,
        speakers=[
            schemas.Speaker(name=one.name, role=one.role, organisation=one.organisation) for one in session.speakers
        ],
        abstract=session.abstract,
        pages=_pages(session.pages),
    )


def _document_themes(themes: Iterable[corpus.DocumentTheme], taxonomy: Taxonomy) -> list[schemas.DocumentTheme]:
    return [
        schemas.DocumentTheme(
            id=theme.theme_id, label=theme_label(theme.theme_id, taxonomy), level=theme.level, score=theme.score
        )
        for theme in themes
    ]


def municipalities_of(found: Iterable[corpus.Municipality]) -> list[schemas.Municipality]:
    """Municipalities with code and name."""
    return [schemas.Municipality(code=one.code, name=one.name) for one in found]


def _pages(span: corpus.PageSpan) -> tuple[int, int]:
    return (span.first, span.last)
