"""The HTTP API: it reads; what little it writes, judgements and corrections, comes from this machine's own page."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool

from corpus.errors import PraksisError

from . import overviews, schemas
from .correction_desk import CorrectionDesk
from .correction_routes import add_correction_forms, correction_routes
from .error_map import PROBLEMS, add_error_map, failed
from .feedback_routes import add_feedback_form
from .health_routes import health_routes
from .pages import add_pages
from .parameters import no_parameters
from .routes import api_routes
from .service import Service
from .shield import Requests, Shield

logger = logging.getLogger(__name__)


def create_app(service: Service, *, hosts: Collection[str] | None = None) -> FastAPI:
    """The application over *service*, which the caller closes.

    Args:
        service: what answers.
        hosts: the host names it answers to, ``None`` for any; see ``Shield``.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_load, service)
        yield

    app = FastAPI(
        lifespan=lifespan,
        title="Praksis",
        summary="Søgning i danske tekster om dagtilbud",
        description="Hvert svar har afsnit, side og citat. Der kan kun skrives fra denne maskine.",
        version=overviews.praksis_version(),
        docs_url=None,  # FastAPI's own pages load from a CDN; ours is a page like the others
        redoc_url=None,
        responses={status: {"model": schemas.Problem, "description": text} for status, text in PROBLEMS.items()},
    )
    requests = Requests()
    desk = CorrectionDesk(service)
    app.include_router(api_routes(service), prefix="/api/v1")
    app.include_router(correction_routes(desk), prefix="/api/v1", dependencies=[Depends(no_parameters)])
    app.include_router(health_routes(service, requests))
    add_pages(app, service)
    add_feedback_form(app, service)
    add_correction_forms(app, desk)
    add_error_map(app)
    app.add_middleware(Shield, requests=requests, failed=failed, hosts=hosts)
    return app


def _load(service: Service) -> None:
    """Load once what every answer needs, before threads could do it twice.

    What cannot be loaded is told again, as a problem, to whoever asks.
    """
    try:
        logger.info("%d temaer, %d afsnit", len(service.taxonomy.themes), service.searcher.passage_count())
    except PraksisError as error:
        logger.warning("%s", error)
