"""The files that documents were read from, over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse

from corpus import Source

from .freshness import stop_if_known
from .parameters import Id, no_parameters
from .problems import MissingOriginal, NotAPDFDocument
from .service import Service


def add_original_routes(router: APIRouter, service: Service) -> None:
    """Give *router* the originals, each with a tag of its own."""
    bare = [Depends(no_parameters)]

    @router.get(
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

    @router.get(
        "/documents/{id}/original",
        summary="Originalen, hvad den end er",
        tags=["søgning"],
        dependencies=bare,
        response_class=FileResponse,
        responses={200: {"content": {"*/*": {}}, "description": "Filen, som den blev læst."}},
    )
    def original(id: Id, request: Request) -> FileResponse:
        return _original(service, service.store.document(id).source, request)


def _original(service: Service, source: Source, request: Request) -> FileResponse:
    """The file that *source* was read from.

    A PDF is shown in its place; all else is saved, since a web page shown from our address could act as our own.
    """
    path = service.store.original(source.sha256, source.suffix)
    if not path.is_file():
        raise MissingOriginal("Originalen mangler i datamappen. Find ud af mere med: praksis check")
    etag = f'"{source.sha256}"'
    stop_if_known(request, etag)
    return FileResponse(
        path,
        media_type=source.media_type,
        filename=source.file,
        content_disposition_type="inline" if source.has_pages else "attachment",
        headers={"ETag": etag, "Cache-Control": "private, no-cache"},
    )
