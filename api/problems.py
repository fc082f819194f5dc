"""Errors as RFC 9457 tells them: one map from our error classes to HTTP status, one shape for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from corpus.errors import (
    BrokenCursor,
    EncoderError,
    FilterError,
    IndexMismatch,
    NoSuchPart,
    NotFound,
    PraksisError,
    StoreError,
)

from .same_origin import Refused
from .schemas import Problem, WrongParameter

MEDIA_TYPE = "application/problem+json"

STATUS_OF: Mapping[type[PraksisError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NoSuchPart: HTTPStatus.NOT_FOUND,
    BrokenCursor: HTTPStatus.BAD_REQUEST,
    FilterError: HTTPStatus.UNPROCESSABLE_ENTITY,
    IndexMismatch: HTTPStatus.SERVICE_UNAVAILABLE,
    EncoderError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    PraksisError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

TITLES: Mapping[int, str] = {
    400: "Forespørgslen kan ikke forstås",
    403: "Det er ikke tilladt",
    404: "Findes ikke",
    405: "Det kan man ikke gøre her",
    406: "Den form findes ikke",
    413: "For stort",
    415: "Forkert slags indhold",
    416: "Den del af filen findes ikke",
    421: "Forkert adresse",
    422: "Forkert parameter",
    500: "Uventet fejl",
    503: "Kan ikke svare lige nu",
}

DETAILS: Mapping[int, str] = {
    404: "Der er intet på denne adresse. Se, hvad der er, på /docs.",
    405: "Denne adresse kan kun læses (GET og HEAD).",
    500: "Der skete en fejl i Praksis. Prøv igen; se loggen, hvis den bliver ved.",
}


class MissingOriginal(PraksisError):
    """The document is known, and its original is gone from the data folder."""

    reason = "missing_original"


class NotAPDFDocument(PraksisError):
    """The document is known, and was read from another kind of file than a PDF."""

    reason = "no_pdf"


def status_of(error: PraksisError) -> int:
    """The HTTP status for *error*: that of the nearest class in the map."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, MissingOriginal | NotAPDFDocument):
        return HTTPStatus.NOT_FOUND
    return next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)


def problem_of(error: PraksisError, path: str) -> Problem:
    """*error* for whoever asked for *path*."""
    status = status_of(error)
    errors = [WrongParameter(parameter=error.parameter, message=str(error))] if isinstance(error, FilterError) else []
    return problem(status, path, reason=error.reason, detail=str(error), errors=errors)


def problem(
    status: int,
    path: str,
    *,
    reason: str | None = None,
    detail: str | None = None,
    errors: Sequence[WrongParameter] = (),
) -> Problem:
    """A problem with what we say of this *status* where nothing better is known."""
    title = TITLES.get(status, TITLES[500])
    return Problem(
        type=f"urn:praksis:problem:{reason or _REASONS.get(status, 'error')}",
        title=title,
        status=status,
        detail=detail or DETAILS.get(status, title),
        instance=path,
        errors=list(errors),
    )


def problem_response(found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as an answer; ``errors`` is left out where there are none."""
    content = found.model_dump_json(exclude={"errors"} if not found.errors else None)
    return Response(content, status_code=found.status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def wrong_parameters(errors: Sequence[Any]) -> list[WrongParameter]:
    """What pydantic found wrong with a request, in Danish."""
    return [
        WrongParameter(parameter=str(error["loc"][-1]), message=_message(error["type"], error.get("ctx") or {}))
        for error in errors
    ]


def _message(kind: str, facts: Mapping[str, Any]) -> str:
    if "expected" in facts:  # pydantic writes "'a', 'b' or 'c'"
        facts = {"expected": str(facts["expected"]).replace("'", "").replace(" or ", ", ")}
    return _MESSAGES.get(kind, "har en værdi, der ikke kan bruges").format_map(_Facts(facts))


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


_REASONS = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    416: "range_not_satisfiable",
    421: "misdirected_request",
    422: "invalid_parameter",
    500: "internal",
    503: "unavailable",
}

_MESSAGES = {
    "missing": "mangler",
    "json_invalid": "er ikke JSON",
    "bool_type": "skal være true, false eller null",
    "string_type": "skal være tekst",
    "extra_forbidden": "kendes ikke her",
    "int_parsing": "skal være et helt tal",
    "int_from_float": "skal være et helt tal",
    "literal_error": "skal være en af {expected}",
    "enum": "skal være en af {expected}",
    "greater_than_equal": "skal være mindst {ge}",
    "less_than_equal": "skal være højst {le}",
    "string_too_short": "er tom",
    "string_too_long": "er for lang (højst {max_length} tegn)",
}
