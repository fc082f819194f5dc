"""From documents and passages to the shapes that Praksis hands out.

The command line and HTTP both answer through ``answers``, ``searches`` and ``overviews``, so that they can
never differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from pydantic import BaseModel

import corpus
from corpus import ASPECT_LABELS, CLAIM_LABELS, FACT_LABELS, TYPE_LABELS
from corpus.corrections import CORRECTED_RULE
from corpus.footnotes import Footnote, footnotes_of
from corpus.municipalities import region_of
from corpus.store import DocumentSummary, Filters
from corpus.taxonomy import Taxonomy

from . import schemas
from .changes import Change, override_answer
from .cursors import read_cursor, write_cursor
from .parts import findings_of, positions_of
from .programmes import speakers_answer
from .questions import filter_key, obeys
from .service import Service
from .standing import standing_facts


def to_json(answer: BaseModel | Sequence[BaseModel]) -> str:
    """*answer* as JSON for people and programs: indented, with Danish letters as they are."""
    content = (
        answer.model_dump(mode="json")
        if isinstance(answer, BaseModel)
        else [one.model_dump(mode="json") for one in answer]
    )
    return json.dumps(content, ensure_ascii=False, indent=2)


def document_answer(document: corpus.Document, taxonomy: Taxonomy, changes: Sequence[Change] = ()) -> schemas.Document:
    """One document, whole, with the *changes* that people have made."""
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
        facts=[_fact(fact) for fact in standing_facts(facts)],
        sections=[_section(section) for section in document.sections],
        tables=[_table(table) for table in document.tables],
        sessions=[_session(session) for session in document.sessions],
        themes=_document_themes(document.themes, taxonomy),
        passages=[passage_answer(passage, taxonomy) for passage in document.passages],
        pages=[_page(page) for page in document.pages],
        asides=[_aside(document, one) for one in document.asides],
        footnotes=[footnote_answer(one) for one in footnotes_of(document)],
        warnings=[schemas.Warning(page=one.page, code=one.code, message=one.message) for one in document.warnings],
        findings=findings_of(document),
        positions=positions_of(document),
        overrides=[override_answer(change) for change in changes],
    )


def footnote_answer(note: Footnote) -> schemas.Footnote:
    """One footnote, with the place that calls it."""
    at = note.called_at
    called_at = None if at is None else schemas.CalledAt(**asdict(at))
    return schemas.Footnote(mark=note.mark, text=note.text, page=note.page, called_at=called_at)


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
                corrected=any(one.rule == CORRECTED_RULE for one in tag.evidence),
                evidence=[
                    schemas.Evidence(text=one.text, start=one.start, end=one.end, rule=one.rule) for one in tag.evidence
                ],
            )
            for tag in passage.themes
        ],
        claim=_claim(passage.claim),
        aspects=[
            schemas.AspectTag(id=tag.aspect, label=ASPECT_LABELS[tag.aspect], evidence=_cues(tag.cues))
            for tag in passage.aspects
        ],
    )


def _fact(fact: corpus.Fact) -> schemas.Fact:
    proof = fact.evidence
    evidence = None if proof is None else schemas.FactEvidence(text=proof.text, page=proof.page)
    return schemas.Fact(
        name=fact.name,
        label=FACT_LABELS[fact.name],
        value=fact.value,
        confidence=fact.confidence,
        evidence=evidence,
    )


def _claim(claim: corpus.Claim | None) -> schemas.Claim | None:
    if claim is None:
        return None
    return schemas.Claim(id=claim.kind, label=CLAIM_LABELS[claim.kind], evidence=_cues(claim.cues))


def _cues(cues: Iterable[corpus.Cue]) -> list[schemas.Cue]:
    return [schemas.Cue(text=one.text, start=one.start, end=one.end, rule=one.rule) for one in cues]


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
        has_pages=summary.has_pages,
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
        speakers=speakers_answer(session.speakers),
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
    """Municipalities with code, name and region."""
    return [schemas.Municipality(code=one.code, name=one.name, region=region_of(one.code)) for one in found]


def _pages(span: corpus.PageSpan) -> tuple[int, int]:
    return (span.first, span.last)
