"""Answers that an asker has already are not sent again: tags from the corpus' generation."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request
from starlette.responses import Response

from . import overviews
from .service import Service


class NotModified(Exception):
    """The asker has this answer already."""

    def __init__(self, etag: str) -> None:
        self.etag = etag


def unchanged(service: Service) -> Callable[[Request, Response], None]:
    """What tags an answer by the corpus' generation, and ends the request where the asker has that answer."""

    def check(request: Request, response: Response) -> None:
        # Weak, because the same answer tells another took_ms each time.
        etag = f'W/"{overviews.corpus_tag(service, request.url.path, request.url.query)}"'
        stop_if_known(request, etag)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "private, no-cache"

    return check


def stop_if_known(request: Request, etag: str) -> None:
    """Raise NotModified where the asker says to have the answer with this *etag*."""
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag.removeprefix("W/") in known or "*" in known:
        raise NotModified(etag)
