"""The API of version 1, put together."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from . import overviews, schemas
from .document_routes import add_document_routes
from .feedback_routes import feedback_routes
from .freshness import unchanged
from .original_routes import add_original_routes
from .overview_routes import add_overview_routes
from .parameters import no_parameters
from .part_routes import add_part_routes
from .search_routes import add_search_routes
from .service import Service


def api_routes(service: Service) -> APIRouter:
    """All that reads and judges, below the prefix of the version."""
    bare = [Depends(no_parameters)]
    corpus = APIRouter(tags=["søgning"], dependencies=[Depends(unchanged(service))])
    add_search_routes(corpus, service)
    add_document_routes(corpus, service)
    parts = APIRouter(dependencies=bare)
    add_part_routes(parts, service)
    corpus.include_router(parts)
    add_overview_routes(corpus, service)

    router = APIRouter()
    router.include_router(corpus)
    add_original_routes(router, service)

    # It tells of runs too, which change without the corpus.
    @router.get("/status", summary="Hvordan samlingen har det", tags=["drift"], dependencies=bare)
    def status() -> schemas.Status:
        return overviews.status_answer(service)

    router.include_router(feedback_routes(service), dependencies=bare)
    return router
