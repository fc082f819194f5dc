"""From results of a search to the shape that Praksis hands out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from corpus import ASPECT_LABELS, CLAIM_LABELS, TYPE_LABELS, Passage
from corpus.store import DocumentSummary
from index.results import FacetName, Further, Results

from . import schemas
from .answers import municipalities_of, passage_answer, theme_label
from .citations import cite
from .cursors import read_cursor, write_cursor
from .proposals import proposed_filters
from .questions import KIND_LABELS, Question
from .reasons import reason_text
from .service import Service


def search_answer(service: Service, question: Question) -> schemas.Search:
    """The answer to *question*.

    Raises:
        BrokenCursor: its cursor was made for another question or an older generation.
        IndexMismatch: the index was made with another model, analyser or word list.
    """
    started = time.perf_counter()
    offset = 0
    if question.cursor is not None:
        generation = service.store.generation()
        offset = read_cursor(question.cursor, generation=generation, question=question.key)
    results = service.searcher.search(
        question.text,
        filters=question.filters,
        group=question.group,
        limit=question.limit,
        offset=offset,
        literal=question.literal,
    )
    following = results.following
    cursor = (
        None if following is None else write_cursor(following, generation=results.generation, question=question.key)
    )
    return _search(service, results, query=question.text, cursor=cursor, started=started)


def similar_answer(service: Service, passage_id: str, *, limit: int) -> schemas.Search:
    """Passages of other documents like this one, in the shape of a search without a question.

    Raises:
        NotFound: there is no such passage.
        IndexMismatch: as for :func:`search_answer`.
    """
    started = time.perf_counter()
    results = service.searcher.similar(passage_id, limit=limit)
    return _search(service, results, query=None, cursor=None, started=started)


def _search(
    service: Service, results: Results, *, query: str | None, cursor: str | None, started: float
) -> schemas.Search:
    ids = {passage.document_id for hit in results.hits for passage in (hit.passage, *hit.also_in)}
    documents = {id: service.store.summary(id) for id in ids}
    hits = [
        schemas.Hit(
            rank=hit.rank,
            score=hit.score,
            passage=passage_answer(hit.passage, service.taxonomy),
            document=_found_document(documents[hit.passage.document_id]),
            highlights=list(hit.highlights),
            snippet=hit.passage.text[hit.snippet.start : hit.snippet.end],
            snippet_highlights=list(hit.snippet.highlights),
            why=schemas.Why(
                lexical_rank=hit.lexical_rank,
                dense_rank=hit.dense_rank,
                matched=list(hit.matched),
                reason=None if hit.kinship is None else reason_text(hit.kinship, service.taxonomy),
            ),
            citation=cite(hit.passage, hit.snippet.start, hit.snippet.end, document=documents[hit.passage.document_id]),
            more_in_document=hit.more_in_document,
            further=[_further(one) for one in hit.further],
            also_in=[_copy(one, documents[one.document_id]) for one in hit.also_in],
        )
        for hit in results.hits
    ]
    return schemas.Search(
        query=query,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        generation=results.generation,
        total=results.total,
        confidence=results.confidence,
        corrected=results.corrected,
        also_searched=list(results.also_searched),
        proposed_filters=proposed_filters(service, results.proposed),
        applied_filters=proposed_filters(service, results.applied),
        facets=_facets(service, results.facets),
        next=cursor,
        hits=hits,
    )


def _further(one: Further) -> schemas.Further:
    passage, snippet = one.passage, one.snippet
    return schemas.Further(
        passage_id=passage.id,
        score=one.score,
        heading_path=list(passage.heading_path),
        page=passage.page_at(snippet.start),
        snippet=passage.text[snippet.start : snippet.end],
        snippet_highlights=list(snippet.highlights),
    )


def _copy(passage: Passage, document: DocumentSummary) -> schemas.Copy:
    return schemas.Copy(passage_id=passage.id, document_id=document.id, title=document.title, page=passage.pages.first)


def _found_document(summary: DocumentSummary) -> schemas.FoundDocument:
    return schemas.FoundDocument(
        id=summary.id,
        title=summary.title,
        type=summary.type,
        type_label=TYPE_LABELS[summary.type],
        publisher=summary.publisher,
        date=summary.date,
        municipalities=municipalities_of(summary.municipalities),
        has_pages=summary.has_pages,
    )


def _facets(service: Service, facets: Mapping[FacetName, tuple[tuple[str, int], ...]]) -> schemas.Facets:
    names = {municipality.code: municipality.name for municipality, _ in service.store.municipalities()}
    types: Mapping[str, str] = {str(id): label for id, label in TYPE_LABELS.items()}
    kinds: Mapping[str, str] = {str(id): label for id, label in KIND_LABELS.items()}
    claims: Mapping[str, str] = {str(id): label for id, label in CLAIM_LABELS.items()}
    aspects: Mapping[str, str] = {str(id): label for id, label in ASPECT_LABELS.items()}

    def values(name: FacetName, label: Callable[[str], str]) -> list[schemas.Value]:
        return [schemas.Value(id=id, label=label(id), count=count) for id, count in facets[name]]

    return schemas.Facets(
        theme=values("theme", lambda id: theme_label(id, service.taxonomy)),
        type=values("type", lambda id: types[id]),
        municipality=values("municipality", lambda id: names.get(id, id)),
        year=values("year", str),
        kind=values("kind", lambda id: kinds[id]),
        claim=values("claim", lambda id: claims[id]),
        aspect=values("aspect", lambda id: aspects[id]),
    )
