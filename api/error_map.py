"""The one place where errors become answers: problems for programs, a page for people."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.errors import PraksisError

from . import schemas
from .freshness import NotModified
from .pages import error_page, wants_page
from .problems import (
    problem,
    problem_of,
    problem_response,
    wrong_parameters,
)

PROBLEMS = {
    422: "En parameter mangler, er ukendt eller har en værdi, der ikke kan bruges.",
    403: "Det må kun Praksis' egen side på denne maskine.",
    404: "Det, der blev spurgt om, findes ikke.",
    503: "Indeks eller model kan ikke bruges; svaret siger hvorfor.",
}


def _told(request: Request, found: schemas.Problem, headers: Mapping[str, str] | None = None) -> Response:
    return error_page(found) if wants_page(request) else problem_response(found, headers)


def failed(request: Request) -> Response:
    """What is told where nothing else caught an error."""
    return _told(request, problem(500, request.url.path))


def add_error_map(app: FastAPI) -> None:
    """Give *app* the answers to errors."""

    @app.exception_handler(NotModified)
    async def not_modified(request: Request, error: NotModified) -> Response:
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
            headers["Allow"] = headers.get("Allow", "GET").replace("GET", "GET, HEAD")
        return _told(request, problem(error.status_code, request.url.path), headers)
