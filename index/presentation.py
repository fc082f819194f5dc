"""Which of the ranked passages are shown, and what stands with them: copies folded, documents grouped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .results import Grouping
from .vectors import Numbers
from .view import View


@dataclass(frozen=True, slots=True)
class Shown:
    """What a search shows on all its pages; every hit is in exactly one place.

    Attributes:
        positions: one for each hit, best first.
        copies: the same text in other documents, by the position that stands for it.
        more: further hits of a document, best first, by the position that stands for it.
    """

    positions: Numbers
    copies: Mapping[int, tuple[int, ...]]
    more: Mapping[int, tuple[int, ...]]


def shown(view: View, positions: Numbers, group: Grouping) -> Shown:
    """What to show of *positions*, which are ranked best first.

    By passage, a text that stands in several documents is one hit, with the places of its copies. By
    document, each document is one hit with its best passage: a copy is a hit of its own document there.
    """
    if group == "passage":
        folded = view.copies.fold(positions)
        return Shown(folded.positions, folded.copies, {})
    of_document: dict[str, list[int]] = {}
    for position in positions.tolist():
        of_document.setdefault(view.placements[position].document_id, []).append(position)
    return Shown(
        positions=np.array([found[0] for found in of_document.values()], dtype=np.int64),
        copies={},
        more={found[0]: tuple(found[1:]) for found in of_document.values() if len(found) > 1},
    )
