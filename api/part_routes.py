"""What is derived from a document, over HTTP: its card, programme, tables and positions, and what was corrected."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import PlainTextResponse
from starlette.responses import Response

from . import calendars, changes, parts, programmes, schemas
from .service import Service

Id = Annotated[str, Path(description="Id på et dokument.", examples=["3f9a0c51d2e47b86"])]
CALENDAR, CSV = "text/calendar; charset=utf-8", "text/csv; charset=utf-8"


def add_part_routes(router: APIRouter, service: Service) -> None:
    """Give *router*, that of the documents, the parts of each."""
    store = service.store

    @router.get("/documents/{id}/card", summary="Praksiskort: indsatsen i dokumentets egne ord")
    def card(id: Id) -> schemas.Cards:
        return parts.cards_answer(store.document(id))

    @router.get("/documents/{id}/programme", summary="Programmet, punkt for punkt")
    def programme(id: Id) -> schemas.Programme:
        return programmes.programme_answer(store.document(id))

    @router.get("/documents/{id}/programme.ics", summary="Programmet som kalender", response_class=PlainTextResponse)
    def programme_ics(id: Id) -> Response:
        text = calendars.programme_calendar(store.document(id), now=datetime.now(UTC))
        return _file(text, CALENDAR, f"program-{id}.ics")

    @router.get("/documents/{id}/programme.csv", summary="Programmet som regneark", response_class=PlainTextResponse)
    def programme_csv(id: Id) -> Response:
        programmes.programme_answer(store.document(id))  # tells where there is none
        return _file(calendars.programme_csv(store.document(id)), CSV, f"program-{id}.csv")

    @router.get("/documents/{id}/tables", summary="Tabellerne som data, og tallene i teksten")
    def tables(id: Id) -> schemas.Tables:
        return parts.tables_answer(store.document(id))

    @router.get(
        "/documents/{id}/tables/{number}.csv", summary="Én tabel som regneark", response_class=PlainTextResponse
    )
    def table_csv(id: Id, number: Annotated[str, Path(description="Tabellens nummer.", examples=["3"])]) -> Response:
        table = parts.find_table(store.document(id), number)
        return _file(calendars.csv_text(parts.table_rows(table)), CSV, f"tabel-{number}-{id}.csv")

    @router.get("/documents/{id}/positions", summary="Anbefalinger, mål og holdninger, klar til at citere")
    def positions(id: Id) -> schemas.Positions:
        return parts.positions_answer(store.document(id))

    @router.get("/documents/{id}/overrides", summary="Hvad mennesker har rettet i dokumentet")
    def overrides(id: Id) -> list[schemas.Override]:
        return [changes.override_answer(change) for change in changes.standing_changes(service, id)]

    @router.get("/overrides", summary="Alle rettelser, også de fortrudte")
    def all_overrides() -> list[schemas.Override]:
        return [changes.override_answer(change) for change in changes.all_changes(service)]


def _file(text: str, media_type: str, name: str) -> Response:
    return Response(text, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
