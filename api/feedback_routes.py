"""Where judgements come in over HTTP: as JSON for programs, and as a form from the page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from . import feedback, schemas
from .questions import LONGEST_QUESTION, read_text
from .same_origin import read_form, read_given
from .service import Service


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
        given = await read_given(request, GivenJudgement)
        return await run_in_threadpool(
            feedback.judge, service, read_text(given.query), given.passage_id, relevant=given.relevant
        )

    return router


def add_feedback_form(app: FastAPI, service: Service) -> None:
    """Give *app* the address that the page's buttons post to."""

    @app.post("/bedoem", include_in_schema=False)
    async def judge(request: Request) -> RedirectResponse:
        sent = await read_form(request)
        relevant = {"ja": True, "nej": False}.get(sent.get("relevant", ""))
        text = read_text(sent.get("q", ""))
        await run_in_threadpool(feedback.judge, service, text, sent.get("passage", ""), relevant=relevant)
        return RedirectResponse(_own_address(sent.get("back", "/")), status_code=303)


def _own_address(back: str) -> str:
    """*back*, if it is a search of ours; a form must not send anyone elsewhere."""
    return back if back.startswith("/?") and "\\" not in back and back.isprintable() else "/"
