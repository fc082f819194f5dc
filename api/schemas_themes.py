"""The JSON shapes of themes: the taxonomy, tags with their evidence, and why a passage has a theme or not."""

from __future__ import annotations

from typing import Literal

from corpus.document import DocumentThemeLevel
from corpus.passage import TagLevel

from .shape import Shape


class Theme(Shape):
    """A theme of the taxonomy with its counts; ``broader`` and ``narrower`` are ids.

    A passage has a theme by its own words alone: those of a narrower theme are not counted here.
    """

    id: str
    label: str
    definition: str | None
    scope_note: str | None
    broader: list[str]
    narrower: list[str]
    related: list[str]
    documents: int
    passages: int


class DocumentTheme(Shape):
    """A theme of a whole document."""

    id: str
    label: str
    level: DocumentThemeLevel
    score: float


class Evidence(Shape):
    """The words that prove a tag: characters *start* to *end* of the passage's text."""

    text: str
    start: int
    end: int
    rule: str


class Tag(Shape):
    """A theme of a passage with what proves it; ``corrected`` where a person set it."""

    id: str
    label: str
    level: TagLevel
    score: float
    corrected: bool
    evidence: list[Evidence]


class StoppedEvidence(Evidence):
    """Words that would have proved a tag, and the negative or negation that took them away."""

    stopped_by: str


class NearPattern(Shape):
    """A pattern of the taxonomy that was almost found in one sentence.

    ``missing`` are the slots without a word; where there is none, the words stand too far *apart* or in another
    *order* than the pattern asks: ``stretch`` words from first to last instead of ``within``.
    """

    rule: str
    weight: float
    reason: Literal["missing", "apart", "order"]
    found: list[Evidence]
    missing: list[str]
    within: int
    stretch: int | None


class ThemeExplanation(Shape):
    """Why a passage has a theme or not; ``touches`` and ``about`` are the scores that the levels take here.

    ``leaning`` says how far all words of the passage lean towards the theme (below 0: away from it); it has moved
    ``about``.
    """

    passage_id: str
    id: str
    label: str
    level: TagLevel | None
    score: float
    from_text: float
    from_around: float
    touches: float
    about: float
    leaning: float
    evidence: list[Evidence]
    stopped: list[StoppedEvidence]
    near: list[NearPattern]


class ThemeHint(Shape):
    """A theme that a passage lies near by its vector, and that no word of it proves: never a tag."""

    id: str
    label: str
    cosine: float


class PassageThemes(Shape):
    """The themes of a passage, and apart from them what it may also be about."""

    passage_id: str
    themes: list[Tag]
    maybe: list[ThemeHint]


class TermHint(Shape):
    """A word that a theme's passages hold and its patterns do not know."""

    term: str
    passages: int
    others: int
    lift: float
    cosine: float | None


class ThemeSuggestion(Shape):
    """Words to consider for the patterns of a theme, best first."""

    id: str
    label: str
    terms: list[TermHint]
