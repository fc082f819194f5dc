"""The pages for people: search, document, similar passages, the API's reference. They work without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response

from corpus import TYPE_LABELS
from corpus.card import tells_of_an_effort
from corpus.card_cues import card_cues
from corpus.errors import FilterError
from corpus.store import Filters

from . import answers, schemas, searches, theming
from .asked import Asked, address_of, number_in
from .changes import standing_changes
from .cursors import write_cursor
from .filter_links import chosen_filters, facet_links
from .layout import document_body
from .parts import cards_answer
from .programmes import programme_lines
from .proposals import said, wishes
from .questions import Choice, Question, read_filters, read_text
from .reference import operations
from .rendering import HERE, passage_address, render
from .service import Service

PAGE_SIZE = 10


EXAMPLES = (
    "Hvordan samarbejder pædagoger og sundhedsplejersker?",
    "tidlig indsats for børn i udsatte positioner",
    "forældresamarbejde ved start i vuggestue",
    "overgangen fra dagtilbud til skole",
)


def add_pages(app: FastAPI, service: Service) -> None:
    """Give *app* its pages."""
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")

    @app.get("/", include_in_schema=False)
    def search_page(
        q: str = "",
        theme: str = "",
        type: str = "",
        municipality: str = "",
        year_from: Annotated[str, Query(alias="from")] = "",
        year_to: Annotated[str, Query(alias="to")] = "",
        kind: str = "",
        claim: str = "",
        aspect: str = "",
        person: str = "",
        organisation: str = "",
        group: str = "",
        page: str = "",
        literal: str = "",
    ) -> HTMLResponse:
        # A form sends every field, empty ones too: here "" is what was not chosen.
        choice = Choice(
            theme or None, type or None, municipality or None, number_in(year_from), number_in(year_to), kind or None
        )
        choice = replace(
            choice, claim=claim or None, aspect=aspect or None, person=person or None, organisation=organisation or None
        )
        asked = Asked(q.strip(), choice, group == "passage", max(1, number_in(page) or 1), literal == "true")
        return _search_page(service, asked)

    @app.get("/dokumenter", include_in_schema=False)
    def documents_page() -> HTMLResponse:
        return render("documents.html", shelves=_shelves(service))

    @app.get("/dokumenter/{id}", include_in_schema=False)
    def document_page(id: str) -> HTMLResponse:
        record = service.store.document(id)
        document = answers.document_answer(record, service.taxonomy, standing_changes(service, id))
        body = document_body(document, programme_lines(record))
        return render(
            "document.html",
            document=document,
            body=body,
            has_card=tells_of_an_effort(record),
            types=TYPE_LABELS,
            themes=_theme_labels(service),
        )

    @app.get("/dokumenter/{id}/kort", include_in_schema=False)
    def card_page(id: str) -> HTMLResponse:
        return render("card.html", answer=cards_answer(service.store.document(id)), labels=card_cues().labels)

    @app.get("/afsnit/{id}", include_in_schema=False)
    def passage_page(id: str) -> RedirectResponse:
        passage = service.store.passage(id)
        return RedirectResponse(passage_address(passage.document_id, passage.id))

    @app.get("/afsnit/{id}/ret", include_in_schema=False)
    def fix_page(id: str) -> HTMLResponse:
        passage = answers.passage_answer(service.store.passage(id), service.taxonomy)
        document = service.store.summary(passage.document_id)
        return render("fix_passage.html", passage=passage, document=document, themes=_theme_labels(service))

    @app.get("/lignende/{id}", include_in_schema=False)
    def similar_page(id: str) -> HTMLResponse:
        stored = service.store.passage(id)
        passage = answers.passage_answer(stored, service.taxonomy)
        document = service.store.summary(passage.document_id)
        found = searches.similar_answer(service, id, limit=PAGE_SIZE)
        maybe = theming.hints_answer(service, stored)
        return render("similar.html", passage=passage, document=document, answer=found, maybe=maybe)

    @app.get("/docs", include_in_schema=False)
    def reference_page() -> HTMLResponse:
        return render("reference.html", app=app, operations=operations(app.openapi()))


def _theme_labels(service: Service) -> dict[str, str]:
    return {theme.id: theme.label for theme in service.taxonomy.themes}


def wants_page(request: Request) -> bool:
    """Whether a person asks, so that an error should be a page."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def error_page(found: schemas.Problem) -> Response:
    """A problem as a page."""
    return render("error.html", status=found.status, problem=found)


def _search_page(service: Service, asked: Asked) -> HTMLResponse:
    if not asked.q:
        return render(
            "home.html",
            examples=[(text, address_of(text, Choice(), by_passage=False, page=1)) for text in EXAMPLES],
            counts=service.store.counts(),
            shelves=_shelves(service),
        )
    try:
        text, filters = read_text(asked.q), read_filters(asked.choice, service)
    except FilterError as error:
        return render("refused.html", status=422, asked=asked, message=str(error))
    answer = searches.search_answer(service, _question(service, text, filters, asked))
    return render(
        "results.html",
        asked=asked,
        answer=answer,
        chosen=chosen_filters(service, asked, filters),
        facets=facet_links(asked, answer.facets, service.taxonomy),
        applied=said(answer.applied_filters),
        possible=wishes([one for one in answer.proposed_filters if one not in answer.applied_filters]),
        pages=max(1, -(-answer.total // PAGE_SIZE)),
        feedback={"q": text, "back": asked.at_page(asked.page), "judged": service.store.judged(text)},
    )


def _question(service: Service, text: str, filters: Filters, asked: Asked) -> Question:
    question = Question(text, filters, "passage" if asked.by_passage else "document", PAGE_SIZE, None, asked.literal)
    if asked.page == 1:
        return question
    generation = service.store.generation()
    cursor = write_cursor((asked.page - 1) * PAGE_SIZE, generation=generation, question=question.key)
    return replace(question, cursor=cursor)


def _shelves(service: Service) -> list[tuple[str, list[schemas.ListedDocument]]]:
    """The documents by type, the fullest type first, newest first within it."""
    documents = [answers.listed_document(one, service.taxonomy) for one in service.store.summaries()]
    shelves = []
    for type in service.store.type_counts():
        shelf = [one for one in documents if one.type == type]
        shelf.sort(key=lambda one: (one.date or "", one.id), reverse=True)
        shelves.append((TYPE_LABELS[type], shelf))
    return shelves
