"""What every JSON shape of Praksis is made from."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """What all shapes share: they are built once, from our records, and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Pages = Annotated[
    tuple[int, int], Field(description="Første og sidste side, talt fra 1 som en PDF-læser tæller.", examples=[[3, 4]])
]


Span = Annotated[tuple[int, int], Field(description="Start og slut i tegn; slut er ikke med.", examples=[[0, 12]])]
