"""What may be asked over HTTP: the filters, checked and described for the API's reference."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field

from corpus import Aspect, ClaimKind, DocumentType, PassageKind
from index.results import Grouping

from .questions import (
    DEFAULT_LIMIT,
    EARLIEST_YEAR,
    LARGEST_LIMIT,
    LATEST_YEAR,
    LONGEST_QUESTION,
    Choice,
)

EXAMPLE_QUESTION = "tværfagligt samarbejde om små børn"


Id = Annotated[str, Path(description="Id, som i svarene.", examples=["3f9a0c51d2e47b86"])]


class FilterParameters(BaseModel):
    """The filters that documents and searches share."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    theme: str | None = Field(None, description="Id på et tema, se /api/v1/themes.", examples=["tidlig_indsats"])
    type: DocumentType | None = Field(None, description="Dokumenttype.")
    municipality: str | None = Field(None, description="Navn eller kode på en kommune.", examples=["Ishøj"])
    year_from: int | None = Field(None, alias="from", ge=EARLIEST_YEAR, le=LATEST_YEAR, description="Tidligste år.")
    year_to: int | None = Field(None, alias="to", ge=EARLIEST_YEAR, le=LATEST_YEAR, description="Seneste år.")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=LARGEST_LIMIT, description="Højst så mange svar.")
    cursor: str | None = Field(None, description="«next» fra det forrige svar.")


class SearchParameters(FilterParameters):
    """What a search may be asked."""

    q: str = Field(min_length=1, max_length=LONGEST_QUESTION, description="Spørgsmålet.", examples=[EXAMPLE_QUESTION])
    kind: PassageKind | None = Field(None, description="Slags afsnit.")
    claim: ClaimKind | None = Field(None, description="Slags udsagn.")
    aspect: Aspect | None = Field(None, description="Side af sagen.")
    person: str | None = Field(None, description="Person i et program.", examples=["Anna Holm"])
    organisation: str | None = Field(None, description="Organisation, som dokumentet nævner.", examples=["KL"])
    group: Grouping = Field("passage", description="Ét svar pr. afsnit eller pr. dokument.")
    literal: bool = Field(False, description="Præcis som skrevet: ret intet, og læs intet filter ud af spørgsmålet.")


class SimilarParameters(BaseModel):
    """What a search for similar passages may be asked."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=LARGEST_LIMIT, description="Højst så mange svar.")


def choice_of(asked: FilterParameters, kind: str | None) -> Choice:
    """The filters of what was *asked*; the list of documents has no *kind*."""
    return Choice(asked.theme, asked.type, asked.municipality, asked.year_from, asked.year_to, kind)


def no_parameters(request: Request) -> None:
    """Refuse what would otherwise be silently ignored."""
    if request.query_params:
        raise RequestValidationError(
            [{"type": "extra_forbidden", "loc": ("query", name)} for name in request.query_params]
        )
