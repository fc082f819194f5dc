"""Questions over HTTP: a search, a passage, and others like it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from . import answers, schemas, searches
from .parameters import Id, SearchParameters, SimilarParameters, choice_of, no_parameters
from .questions import Question, read_filters, read_text
from .service import Service


def add_search_routes(router: APIRouter, service: Service) -> None:
    """Give *router* the search."""
    bare = [Depends(no_parameters)]

    @router.get("/search", summary="Søg efter afsnit")
    def search(asked: Annotated[SearchParameters, Query()]) -> schemas.Search:
        choice = replace(
            choice_of(asked, asked.kind),
            claim=asked.claim,
            aspect=asked.aspect,
            person=asked.person,
            organisation=asked.organisation,
        )
        filters = read_filters(choice, service)
        return searches.search_answer(
            service, Question(read_text(asked.q), filters, asked.group, asked.limit, asked.cursor, asked.literal)
        )

    @router.get("/passages/{id}", summary="Et afsnit", dependencies=bare)
    def passage(id: Id) -> schemas.Passage:
        return answers.passage_answer(service.store.passage(id), service.taxonomy)

    @router.get("/passages/{id}/similar", summary="Afsnit i andre dokumenter, der ligner")
    def similar(id: Id, asked: Annotated[SimilarParameters, Query()]) -> schemas.Search:
        return searches.similar_answer(service, id, limit=asked.limit)
