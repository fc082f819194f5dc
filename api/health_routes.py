"""Whether the server runs, what it is, and what it has done."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from . import overviews
from .parameters import no_parameters
from .service import Service
from .shield import Requests


class _Health(BaseModel):
    status: Literal["ok", "ready"]


class _Version(BaseModel):
    name: Literal["praksis"] = "praksis"
    version: str


def health_routes(service: Service, requests: Requests) -> APIRouter:
    """The routes, below no prefix."""
    router = APIRouter(tags=["drift"], dependencies=[Depends(no_parameters)])

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
