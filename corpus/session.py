"""The items of a programme, and who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .places import Box, PageSpan, span_of

SessionKind = Literal["plenary", "theme", "break", "other"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks at a session, as far as the programme says; ``name`` is absent where it names only a body."""

    name: str | None
    role: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One item of a programme. Times are "HH:MM", ``None`` where the programme gives none.

    ``boxes`` hold its slot in the time table and its description, wherever each stands.
    """

    starts: str | None
    ends: str | None
    title: str
    kind: SessionKind
    place: str | None
    speakers: tuple[Speaker, ...]
    abstract: str | None
    boxes: tuple[Box, ...]

    @property
    def pages(self) -> PageSpan:
        return span_of(self.boxes)
