"""Why a passage is like another, in words."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import ASPECT_LABELS
from corpus.taxonomy import Taxonomy
from index.kinship import Kinship

from .answers import theme_label

NAMED = 2
"""So many themes or groups are named; a list of all would be no reason."""


def reason_text(kinship: Kinship, taxonomy: Taxonomy) -> str:
    """For example "samme tema (Tidlig indsats) og målgruppe (børn i vuggestue), anden kommune"."""
    aspects = {str(id): label for id, label in ASPECT_LABELS.items()}
    same = [
        _same("tema", [theme_label(id, taxonomy) for id in kinship.themes]),
        _same("målgruppe", kinship.groups),
        _same("side af sagen", [aspects[id] for id in kinship.aspects]),
        "slags dokument" if kinship.same_type else None,
    ]
    found = [one for one in same if one is not None]
    parts = [f"samme {listed(found)}"] if found else []
    if not kinship.themes and not kinship.groups and kinship.words:
        parts.insert(0, f"begge om {listed(kinship.words)}")
    if kinship.municipality is not None:
        parts.append("samme kommune" if kinship.municipality == "same" else "anden kommune")
    return ", ".join(parts) or "ligner i ordvalg"


def listed(words: Sequence[str]) -> str:
    """Words as Danish lists them: "a, b og c"."""
    return " og ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _same(name: str, values: Sequence[str]) -> str | None:
    return f"{name} ({listed(values[:NAMED])})" if values else None
