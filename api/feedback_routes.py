"""Where judgements come in over HTTP: as JSON for programs, and as a form from the page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from . import feedback, schemas
from .questions import LONGEST_QUESTION, read_text
from .same_origin import read_body, refuse_strangers
from .service import Service

FORM = "application/x-www-form-urlencoded"


class GivenJudgement(BaseModel):
    """A judgement as it is sent; ``relevant`` is null to take one back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    query: str = Field(min_length=1, max_length=LONGEST_QUESTION, description="Spørgsmålet, som det blev stillet.")
    passage_id: str = Field(min_length=1, max_length=64, description="Id på afsnittet.")
    relevant: bool | None = Field(description="Om afsnittet svarer; null tager en bedømmelse tilbage.")


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": GivenJudgement.model_json_schema()}},
    }
}


def feedback_routes(service: Service) -> APIRouter:
    """The routes of the API."""
    router = APIRouter(tags=["bedømmelser"])

    @router.get("/feedback", summary="Bedømmelserne")
    def judgements() -> list[schemas.Judgement]:
        return [feedback.judgement_answer(one) for one in service.store.judgements()]

    @router.post(
        "/feedback",
        summary="Bedøm, om et afsnit svarer på et spørgsmål",
        description="Kun fra denne maskine og fra sidens egen adresse (Origin); bedømmelsen gemmes kun her.",
        status_code=201,
        openapi_extra=_BODY,
    )
    async def judge(request: Request) -> schemas.Judgement:
        refuse_strangers(request)
        body = await read_body(request, "application/json")
        try:
            given = GivenJudgement.model_validate_json(body)
        except ValidationError as error:
            raise RequestValidationError([{**one, "loc": one["loc"] or ("body",)} for one in error.errors()]) from error
        return await run_in_threadpool(
            feedback.judge, service, read_text(given.query), given.passage_id, relevant=given.relevant
        )

    return router


def add_feedback_form(app: FastAPI, service: Service) -> None:
    """Give *app* the address that the page's buttons post to."""

    @app.post("/bedoem", include_in_schema=False)
    async def judge(request: Request) -> RedirectResponse:
        refuse_strangers(request)
        fields = parse_qs((await read_body(request, FORM)).decode("utf-8", "replace"), keep_blank_values=True)
        sent = {name: values[0] for name, values in fields.items()}
        relevant = {"ja": True, "nej": False}.get(sent.get("relevant", ""))
        text = read_text(sent.get("q", ""))
        await run_in_threadpool(feedback.judge, service, text, sent.get("passage", ""), relevant=relevant)
        return RedirectResponse(_own_address(sent.get("back", "/")), status_code=303)


def _own_address(back: str) -> str:
    """*back*, if it is a search of ours; a form must not send anyone elsewhere."""
    return back if back.startswith("/?") and "\\" not in back and back.isprintable() else "/"
