"""What a passage has in common with one that it is similar to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Kinship:
    """What a passage shares with another, as far as both say.

    Attributes:
        themes: ids of themes that both have.
        aspects: of the two (experiences, resources …), those that both have.
        groups: target groups that both name, as the list words them.
        same_type: whether their documents are of one type.
        municipality: whether their documents name the same municipality; ``None`` where one names none.
        words: the most telling words that both use, as the found passage writes them, best first.
    """

    themes: tuple[str, ...]
    aspects: tuple[str, ...]
    groups: tuple[str, ...]
    same_type: bool
    municipality: Literal["same", "other"] | None
    words: tuple[str, ...]
