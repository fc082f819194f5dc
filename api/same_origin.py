"""Who may write without a key: our own page, on this machine; and how what it sends is read.

A page of another site can make a browser post to this machine. It cannot make it say that the post came
from us: ``Sec-Fetch-Site`` and ``Origin`` are written by the browser. A program on this machine says so
itself, with the header ``Origin`` set to the address it asks.
"""

from __future__ import annotations

import ipaddress
from typing import TypeVar
from urllib.parse import parse_qs

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from corpus.errors import PraksisError

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
Given = TypeVar("Given", bound=BaseModel)
LARGEST_BODY = 16_384
"""Bytes; a question of 1,000 letters written as %C3%A6 takes 6,000."""


class Refused(PraksisError):
    """A request that may not write, or writes too much. ``status`` is its HTTP status."""

    reason = "refused"

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def refuse_strangers(request: Request) -> None:
    """Nothing, where *request* comes from our own page on this machine.

    Raises:
        Refused: it comes from another machine or another site, or does not say where from.
    """
    if request.client is None or not _is_this_machine(request.client.host):
        raise Refused(403, "Der kan kun skrives på den maskine, som Praksis kører på.")
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    ours = f"{request.url.scheme}://{request.headers.get('host', '')}"
    # A form on a page with "no-referrer" has the origin "null": then the browser's own word counts.
    told = site == "same-origin" if site is not None else origin == ours
    if not told or (origin not in (None, "null", ours)):
        raise Refused(
            403,
            f"Der kan kun skrives fra Praksis' egen side. Et program på maskinen skal sende «Origin: {ours}».",
        )


async def read_body(request: Request, media_type: str) -> bytes:
    """The body of *request*.

    Raises:
        Refused: it is of another kind, or too large.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != media_type:
        raise Refused(415, f"Indholdet skal være {media_type}, ikke «{kind}».")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, f"Indholdet er for stort; højst {LARGEST_BODY} bytes.")
    return body


async def read_given(request: Request, model: type[Given]) -> Given:
    """What a program sends, if it may write: JSON in the shape of *model*.

    Raises:
        Refused: it may not write, or sends something else.
        RequestValidationError: it has another shape.
    """
    refuse_strangers(request)
    body = await read_body(request, JSON)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": one["loc"] or ("body",)} for one in error.errors()]) from error


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form of our page, if it may write.

    Raises:
        Refused: it may not, or sends something else.
    """
    refuse_strangers(request)
    fields = parse_qs((await read_body(request, FORM)).decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
