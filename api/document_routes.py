"""Documents over HTTP: the list, and each whole."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from . import answers, schemas
from .changes import standing_changes
from .parameters import FilterParameters, Id, choice_of, no_parameters
from .questions import read_filters
from .service import Service


def add_document_routes(router: APIRouter, service: Service) -> None:
    """Give *router* the documents."""
    bare = [Depends(no_parameters)]

    @router.get("/documents", summary="Dokumenterne, i den rækkefølge de kom")
    def documents(asked: Annotated[FilterParameters, Query()]) -> schemas.Documents:
        filters = read_filters(choice_of(asked, None), service)
        return answers.documents_answer(service, filters=filters, limit=asked.limit, cursor=asked.cursor)

    @router.get("/documents/{id}", summary="Et dokument, helt", dependencies=bare)
    def document(id: Id) -> schemas.Document:
        document = service.store.document(id)
        return answers.document_answer(document, service.taxonomy, standing_changes(service, id))
