"""A stretch of a document that is found and cited, with what it is about and the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .places import Box, PageSpan

PassageKind = Literal["text", "table", "session"]
TagLevel = Literal["about", "touches"]
ClaimKind = Literal["research", "practice", "recommendation", "programme", "guidance"]
Aspect = Literal[
    "purpose", "target_group", "method", "organisation", "implementation",
    "result", "resources", "experience", "advice",
]  # fmt: skip
CLAIM_LABELS: dict[ClaimKind, str] = {
    "research": "Forskning eller evaluering",
    "practice": "Kommunalt praksiseksempel",
    "recommendation": "Anbefaling eller holdning",
    "programme": "Program",
    "guidance": "Vejledning",
}
ASPECT_LABELS: dict[Aspect, str] = {
    "purpose": "Formål",
    "target_group": "Målgruppe",
    "method": "Metode",
    "organisation": "Organisering",
    "implementation": "Implementering",
    "result": "Resultat eller effekt",
    "resources": "Økonomi eller ressourcer",
    "experience": "Erfaring eller opmærksomhedspunkt",
    "advice": "Råd til andre",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a tag: ``passage.text[start:end] == text``."""

    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme of a passage; there is no tag without evidence."""

    theme_id: str
    level: TagLevel
    score: float
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"tag {self.theme_id} has no evidence")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a claim or an aspect, and the rule by which they do.

    They stand in the passage, ``passage.text[start:end] == text``, or, without offsets, in its heading or on
    the document's title page.
    """

    text: str
    start: int | None
    end: int | None
    rule: str

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("a cue has both offsets or neither")


@dataclass(frozen=True, slots=True)
class Claim:
    """What kind of claim a passage makes, so that a position is never quoted as evidence."""

    kind: ClaimKind
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class AspectTag:
    """A side of the matter that a passage speaks of; there is none without a cue."""

    aspect: Aspect
    cues: tuple[Cue, ...]

    def __post_init__(self) -> None:
        if not self.cues:
            raise ValueError(f"aspect {self.aspect} has no cue")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document short enough to embed and to read in a hit list.

    ``page_starts`` are pairs of an offset into ``text`` and the page that begins there, as in
    :class:`Paragraph`, so that a quote is cited with the page it really stands on. ``claim`` is ``None``
    until :func:`ingest.marking.mark_passages` has read it.
    """

    id: str
    document_id: str
    ordinal: int
    kind: PassageKind
    heading_path: tuple[str, ...]
    text: str
    pages: PageSpan
    boxes: tuple[Box, ...]
    page_starts: tuple[tuple[int, int], ...]
    themes: tuple[ThemeTag, ...]
    claim: Claim | None = None
    aspects: tuple[AspectTag, ...] = ()

    def page_at(self, offset: int) -> int:
        """The page on which the character at *offset* stands."""
        return next(page for start, page in reversed(self.page_starts) if start <= offset)
