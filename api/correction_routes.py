"""Where corrections come in over HTTP: as JSON for programs, and as forms from the page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from corpus.errors import FilterError

from . import schemas
from .correcting import Asked
from .correction_desk import CorrectionDesk
from .correction_values import SAYS_NOTHING
from .parameters import Id
from .rendering import passage_address
from .same_origin import read_form, read_given

LONGEST_NAME, LONGEST_REASON, LONGEST_VALUE = 100, 500, 2_000
FORM_FIELDS = ("type", "title", "publisher", "date")
"""What the form on a document's page corrects, in its order."""
_ONLY_HERE = "Kun fra denne maskine og fra sidens egen adresse (Origin)."
_Who = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, description="Navnet på den, der retter.")]


class GivenCorrection(BaseModel):
    """A correction as it is sent; ``value`` is null for what the document does not state."""

    model_config = ConfigDict(extra="forbid", strict=True)

    field: str = Field(
        min_length=1, max_length=LONGEST_NAME, description="type, title, date, theme …, eller fx session.3.starts."
    )
    value: str | None = Field(
        max_length=LONGEST_VALUE, description="Det rigtige. Et tema: tidlig_indsats=about, =touches eller =none."
    )
    why: str = Field(min_length=1, max_length=LONGEST_REASON, description="Hvorfor.")
    who: _Who
    passage_id: str | None = Field(None, max_length=64, description="Afsnittet, hvor det er et tema.")
    quote: str | None = Field(None, max_length=LONGEST_VALUE, description="Ord i afsnittet, der viser temaet.")


class GivenUndoing(BaseModel):
    """Who takes a correction back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    who: _Who


def correction_routes(desk: CorrectionDesk) -> APIRouter:
    """The routes of the API that write; those that list stand with the documents."""
    router = APIRouter(tags=["rettelser"])

    @router.post(
        "/documents/{id}/overrides",
        summary="Ret, hvad maskinen læste forkert",
        description=_ONLY_HERE,
        status_code=201,
        openapi_extra=_body(GivenCorrection),
    )
    async def correct(id: Id, request: Request) -> schemas.Override:
        given = await read_given(request, GivenCorrection)
        (made,) = await run_in_threadpool(desk.make, [await run_in_threadpool(_asked, desk, id, given)])
        return made

    @router.post(
        "/overrides/{number}/undo",
        summary="Fortryd en rettelse",
        description=_ONLY_HERE,
        openapi_extra=_body(GivenUndoing),
    )
    async def undo(
        number: Annotated[int, Path(ge=1, description="Rettelsens nummer.", examples=[3])], request: Request
    ) -> schemas.Override:
        given = await read_given(request, GivenUndoing)
        return await run_in_threadpool(desk.undo, number, by=_name(given.who))

    return router


def add_correction_forms(app: FastAPI, desk: CorrectionDesk) -> None:
    """Give *app* the addresses that the forms of the page post to."""

    @app.post("/ret/dokument", include_in_schema=False)
    async def correct_document(request: Request) -> RedirectResponse:
        sent = await read_form(request)
        return _see_other(await run_in_threadpool(_correct_facts, desk, sent))

    @app.post("/ret/afsnit", include_in_schema=False)
    async def correct_passage(request: Request) -> RedirectResponse:
        sent = await read_form(request)
        return _see_other(await run_in_threadpool(_correct_theme, desk, sent))

    @app.post("/ret/fortryd", include_in_schema=False)
    async def undo(request: Request) -> RedirectResponse:
        sent = await read_form(request)
        number = sent.get("number", "")
        if not number.isdecimal():
            raise FilterError("number", f"«{number}» er ikke nummeret på en rettelse.")
        undone = await run_in_threadpool(desk.undo, int(number), by=_name(sent.get("who", "")))
        document_id = await run_in_threadpool(desk.document_of, undone)
        return _see_other("/dokumenter" if document_id is None else f"/dokumenter/{document_id}#rettelser")


def _asked(desk: CorrectionDesk, id: str, given: GivenCorrection) -> Asked:
    if (given.field == "theme") != (given.passage_id is not None):
        raise FilterError("passage_id", "Et tema rettes på et afsnit (passage_id), alt andet på dokumentet.")
    if given.passage_id is not None:
        desk.refuse_elsewhere(id, given.passage_id)
    value = SAYS_NOTHING if given.value is None else given.value
    return Asked(given.passage_id or id, given.field, value, given.why, _name(given.who), given.quote)


def _correct_facts(desk: CorrectionDesk, sent: dict[str, str]) -> str:
    """Correct what the form says otherwise than the document; the address to go to."""
    id, why, who = sent.get("document", ""), _short(sent, "why", LONGEST_REASON), _name(sent.get("who", ""))
    wanted = {field: _short(sent, field, LONGEST_VALUE) for field in FORM_FIELDS if field in sent}
    asked = [Asked(id, field, value, why, who) for field, value in desk.changed(id, wanted).items()]
    if not asked:
        raise FilterError("value", "Der er intet at rette: felterne siger det samme som dokumentet.")
    desk.make(asked)
    return f"/dokumenter/{id}#rettelser"


def _correct_theme(desk: CorrectionDesk, sent: dict[str, str]) -> str:
    id, passage_id = sent.get("document", ""), sent.get("passage", "")
    desk.refuse_elsewhere(id, passage_id)
    value = f"{sent.get('theme', '')}={sent.get('level', '')}"
    quote = _short(sent, "quote", LONGEST_VALUE) or None
    why, who = _short(sent, "why", LONGEST_REASON), _name(sent.get("who", ""))
    desk.make([Asked(passage_id, "theme", value, why, who, quote)])
    return passage_address(id, passage_id)


def _name(who: str) -> str:
    """*who*, as it is kept.

    Raises:
        FilterError: it is empty or no name.
    """
    name = " ".join(who.split())
    if not name or len(name) > LONGEST_NAME:
        raise FilterError("who", f"Skriv, hvem du er (højst {LONGEST_NAME} tegn).")
    return name


def _short(sent: dict[str, str], name: str, longest: int) -> str:
    text = sent.get(name, "").strip()
    if len(text) > longest:
        raise FilterError(name, f"Teksten er for lang (højst {longest} tegn).")
    return text


def _see_other(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)


def _body(model: type[BaseModel]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": model.model_json_schema()}}}}
