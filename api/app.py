"""The HTTP API: reading alone; writing comes with keys."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus import DocumentType, PassageKind, Source
from corpus.errors import PraksisError
from index.results import Grouping

from . import answers, overviews, schemas, searches
from .pages import add_pages, error_page, wants_page
from .problems import (
    MissingOriginal,
    NotAPDFDocument,
    problem,
    problem_of,
    problem_response,
    wrong_parameters,
)
from .questions import (
    DEFAULT_LIMIT,
    EARLIEST_YEAR,
    LARGEST_LIMIT,
    LATEST_YEAR,
    LONGEST_QUESTION,
    Choice,
    Question,
    read_filters,
    read_text,
)
from .service import Service
from .shield import Requests, Shield

logger = logging.getLogger(__name__)

EXAMPLE_QUESTION = "tværfagligt samarbejde om små børn"

Id = Annotated[str, Path(description="Id, som i svarene.", examples=["3f9a0c51d2e47b86"])]


class _Filters(BaseModel):
    """The filters that documents and searches share."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    theme: str | None = Field(None, description="Id på et tema, se /api/v1/themes.", examples=["tidlig_indsats"])
    type: DocumentType | None = Field(None, description="Dokumenttype.")
    municipality: str | None = Field(None, description="Navn eller kode på en kommune.", examples=["Ishøj"])
    year_from: int | None = Field(None, alias="from", ge=EARLIEST_YEAR, le=LATEST_YEAR, description="Tidligste år.")
    year_to: int | None = Field(None, alias="to", ge=EARLIEST_YEAR, le=LATEST_YEAR, description="Seneste år.")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=LARGEST_LIMIT, description="Højst så mange svar.")
    cursor: str | None = Field(None, description="«next» fra det forrige svar.")


class _SearchParameters(_Filters):
    """What a search may be asked."""

    q: str = Field(min_length=1, max_length=LONGEST_QUESTION, description="Spørgsmålet.", examples=[EXAMPLE_QUESTION])
    kind: PassageKind | None = Field(None, description="Slags afsnit.")
    group: Grouping = Field("passage", description="Ét svar pr. afsnit eller pr. dokument.")


class _SimilarParameters(BaseModel):
    """What a search for similar passages may be asked."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=LARGEST_LIMIT, description="Højst så mange svar.")


class _Health(BaseModel):
    status: Literal["ok", "ready"]


class _Version(BaseModel):
    name: Literal["praksis"] = "praksis"
    version: str


class _NotModified(Exception):
    """The asker has this answer already."""

    def __init__(self, etag: str) -> None:
        self.etag = etag


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
        description="Hvert svar har afsnit, side og citat. API'et kan læses; skrivning kommer med nøgler.",
        version=overviews.praksis_version(),
        docs_url=None,  # FastAPI's own pages load from a CDN; ours is in pages.py
        redoc_url=None,
        responses={status: {"model": schemas.Problem, "description": text} for status, text in _PROBLEMS.items()},
    )
    requests = Requests()
    app.include_router(_api(service), prefix="/api/v1")
    app.include_router(_health(service, requests))
    add_pages(app, service)
    _add_error_map(app)
    app.add_middleware(Shield, requests=requests, failed=_failed, hosts=hosts)
    return app


def _load(service: Service) -> None:
    """Load once what every answer needs, before threads could do it twice.

    What cannot be loaded is told again, as a problem, to whoever asks.
    """
    try:
        logger.info("%d temaer, %d afsnit", len(service.taxonomy.themes), service.searcher.passage_count())
    except PraksisError as error:
        logger.warning("%s", error)


# ---------------------------------------------------------------------- the API


def _api(service: Service) -> APIRouter:
    fresh = Depends(_unchanged(service))
    router = APIRouter(tags=["søgning"], dependencies=[fresh])
    bare = [Depends(_no_parameters)]

    @router.get("/search", summary="Søg efter afsnit")
    def search(asked: Annotated[_SearchParameters, Query()]) -> schemas.Search:
        filters = read_filters(_choice(asked, asked.kind), service)
        return searches.search_answer(
            service, Question(read_text(asked.q), filters, asked.group, asked.limit, asked.cursor)
        )

    @router.get("/documents", summary="Dokumenterne, i den rækkefølge de kom")
    def documents(asked: Annotated[_Filters, Query()]) -> schemas.Documents:
        filters = read_filters(_choice(asked, None), service)
        return answers.documents_answer(service, filters=filters, limit=asked.limit, cursor=asked.cursor)

    @router.get("/documents/{id}", summary="Et dokument, helt", dependencies=bare)
    def document(id: Id) -> schemas.Document:
        return answers.document_answer(service.store.document(id), service.taxonomy)

    @router.get("/passages/{id}", summary="Et afsnit", dependencies=bare)
    def passage(id: Id) -> schemas.Passage:
        return answers.passage_answer(service.store.passage(id), service.taxonomy)

    @router.get("/passages/{id}/similar", summary="Afsnit i andre dokumenter, der ligner")
    def similar(id: Id, asked: Annotated[_SimilarParameters, Query()]) -> schemas.Search:
        return searches.similar_answer(service, id, limit=asked.limit)

    @router.get("/themes", summary="Temaerne med antal", dependencies=bare)
    def themes() -> list[schemas.Theme]:
        return overviews.themes_answer(service)

    @router.get("/municipalities", summary="Kommunerne, som dokumenterne nævner", dependencies=bare)
    def municipalities() -> list[schemas.MunicipalityCount]:
        return overviews.municipalities_answer(service)

    outer = APIRouter()
    outer.include_router(router)

    # The status tells of runs too, which change without the corpus; the PDF has a tag of its own.
    @outer.get("/status", summary="Hvordan samlingen har det", tags=["drift"], dependencies=bare)
    def status() -> schemas.Status:
        return overviews.status_answer(service)

    @outer.get(
        "/documents/{id}/pdf",
        summary="Originalen, hvis den er en PDF",
        tags=["søgning"],
        dependencies=bare,
        response_class=FileResponse,
        responses={200: {"content": {"application/pdf": {}}, "description": "Filen, som den blev læst."}},
    )
    def pdf(id: Id, request: Request) -> FileResponse:
        source = service.store.document(id).source
        if not source.has_pages:
            raise NotAPDFDocument(f"Dokumentet er ikke en PDF. Hent filen på /api/v1/documents/{id}/original")
        return _original(service, source, request)

    @outer.get(
        "/documents/{id}/original",
        summary="Originalen, hvad den end er",
        tags=["søgning"],
        dependencies=bare,
        response_class=FileResponse,
        responses={200: {"content": {"*/*": {}}, "description": "Filen, som den blev læst."}},
    )
    def original(id: Id, request: Request) -> FileResponse:
        return _original(service, service.store.document(id).source, request)

    return outer


def _original(service: Service, source: Source, request: Request) -> FileResponse:
    """The file that *source* was read from.

    A PDF is shown in its place; all else is saved, since a web page shown from our address could act as our own.
    """
    path = service.store.original(source.sha256, source.suffix)
    if not path.is_file():
        raise MissingOriginal("Originalen mangler i datamappen. Find ud af mere med: praksis check")
    etag = f'"{source.sha256}"'
    _stop_if_known(request, etag)
    return FileResponse(
        path,
        media_type=source.media_type,
        filename=source.file,
        content_disposition_type="inline" if source.has_pages else "attachment",
        headers={"ETag": etag, "Cache-Control": "private, no-cache"},
    )


def _health(service: Service, requests: Requests) -> APIRouter:
    router = APIRouter(tags=["drift"], dependencies=[Depends(_no_parameters)])

    @router.get("/livez", summary="Kører serveren?")
    def livez() -> _Health:
        return _Health(status="ok")

    @router.get("/readyz", summary="Kan den svare på spørgsmål?")
    def readyz() -> _Health:
        service.searcher.refuse_mismatch()
        return _Health(status="ready")

    @router.get("/version", summary="Versionen")
    def version() -> _Version:
        return _Version(version=overviews.praksis_version())

    @router.get("/metrics", summary="Målinger til Prometheus", response_class=PlainTextResponse)
    def metrics() -> PlainTextResponse:
        return PlainTextResponse(_metrics(service, requests), media_type="text/plain; version=0.0.4; charset=utf-8")

    return router


def _metrics(service: Service, requests: Requests) -> str:
    counts = service.store.counts()
    gauges = {
        "praksis_documents": ("Documents in the corpus.", counts["documents"]),
        "praksis_passages": ("Passages in the corpus.", counts["passages"]),
        "praksis_generation": ("Generation of the corpus.", service.store.generation()),
    }
    lines = []
    for name, (meaning, value) in gauges.items():
        lines += [f"# HELP {name} {meaning}", f"# TYPE {name} gauge", f"{name} {value}"]
    name = "praksis_http_requests_total"
    lines += [f"# HELP {name} Requests answered since the start.", f"# TYPE {name} counter"]
    lines += [f'{name}{{method="{method}",status="{status}"}} {count}' for method, status, count in requests.counts()]
    return "\n".join(lines) + "\n"


def _choice(asked: _Filters, kind: str | None) -> Choice:
    return Choice(asked.theme, asked.type, asked.municipality, asked.year_from, asked.year_to, kind)


def _no_parameters(request: Request) -> None:
    """Refuse what would otherwise be silently ignored."""
    if request.query_params:
        raise RequestValidationError(
            [{"type": "extra_forbidden", "loc": ("query", name)} for name in request.query_params]
        )


def _unchanged(service: Service) -> Callable[[Request, Response], None]:
    def check(request: Request, response: Response) -> None:
        # Weak, because the same answer tells another took_ms each time.
        etag = f'W/"{overviews.corpus_tag(service, request.url.path, request.url.query)}"'
        _stop_if_known(request, etag)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "private, no-cache"

    return check


def _stop_if_known(request: Request, etag: str) -> None:
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag.removeprefix("W/") in known or "*" in known:
        raise _NotModified(etag)


# ---------------------------------------------------------------------- errors

_PROBLEMS = {
    422: "En parameter mangler, er ukendt eller har en værdi, der ikke kan bruges.",
    404: "Det, der blev spurgt om, findes ikke.",
    503: "Indeks eller model kan ikke bruges; svaret siger hvorfor.",
}


def _told(request: Request, found: schemas.Problem, headers: Mapping[str, str] | None = None) -> Response:
    return error_page(found) if wants_page(request) else problem_response(found, headers)


def _failed(request: Request) -> Response:
    return _told(request, problem(500, request.url.path))


def _add_error_map(app: FastAPI) -> None:
    """The one place where errors become answers: problems for programs, a page for people."""

    @app.exception_handler(_NotModified)
    async def not_modified(request: Request, error: _NotModified) -> Response:
        return Response(status_code=304, headers={"ETag": error.etag, "Cache-Control": "private, no-cache"})

    @app.exception_handler(PraksisError)
    async def known(request: Request, error: PraksisError) -> Response:
        return _told(request, problem_of(error, request.url.path))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        wrong = wrong_parameters(error.errors())
        detail = "; ".join(f"{one.parameter} {one.message}" for one in wrong) + "."
        return _told(request, problem(422, request.url.path, detail=detail, errors=wrong))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = "GET, HEAD"
        return _told(request, problem(error.status_code, request.url.path), headers)
