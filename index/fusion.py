"""How the words' score and the vectors' score become one.

Plain reciprocal rank fusion with a weak dense side is worse than BM25 alone, so the dense side speaks up
only as far as the words of the question are not found: the coverage gate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .encoding import Floats
from .fusion_settings import FusionSettings

TOGETHER = 0.5
"""Words this near each other on average (every other word of the text, see ``proximity``) are not scattered."""


@dataclass(frozen=True, slots=True)
class Channels:
    """What each side says of the same passages; all arrays have the shape (n,).

    Attributes:
        bm25: by words, 0 or more, 0 where no word is found.
        letters: the same over letter trigrams, for the best passages by words.
        close: from 0 to 1, how near each other the question's words stand.
        everyday: as ``bm25`` for the professional terms behind the question's everyday words.
        beside: as ``bm25`` for the question's words among the everyday words beside the passage.
        cosines: of the question's vector with each passage's; one below ``floor`` is no resemblance.
        coverage: the share of the question that the best passage holds together, 0 to 1.
    """

    bm25: Floats
    letters: Floats
    close: Floats
    everyday: Floats
    beside: Floats
    cosines: Floats
    floor: float
    coverage: float


def fuse(channels: Channels, settings: FusionSettings) -> Floats:
    """One score from 0 to 1 for each passage, shape (n,).

    What everyday words find stands beside the vectors, behind the gate: mixed into the question's own words
    it drowns them.
    """
    lexical = by_maximum(
        by_maximum(by_maximum(channels.bm25) + settings.letters * by_maximum(channels.letters))
        + settings.close * channels.close
    )
    dense = above_floor(channels.cosines, channels.floor)
    meaning = by_maximum(
        dense + settings.everyday * by_maximum(channels.everyday) + settings.beside * by_maximum(channels.beside)
    )
    weight = dense_weight(channels.coverage, settings)
    fused: Floats = ((1 - weight) * lexical + weight * meaning).astype(np.float32)
    return fused


def gathered(passages: Iterable[tuple[float, float]], scattered: float) -> float:
    """The most of the question that one passage holds, where words that stand scattered in it count less.

    In a large corpus some passage has the words of any question somewhere, and says nothing of it. What it is worth:
    ``make ablation``.

    Args:
        passages: of each the share of the question that it holds, and how near each other the words stand, both 0 to 1.
        scattered: what is taken from the share where they stand far apart, 0 to 1.
    """
    return max(
        (share * (1 - scattered * (1 - min(1.0, closeness / TOGETHER))) for share, closeness in passages), default=0.0
    )


def resemblance_floor(cosines: Floats, settings: FusionSettings) -> float:
    """The cosine above which a passage resembles the question, with *cosines* those of the whole corpus."""
    if settings.dense_floor is not None or not len(cosines):
        return settings.dense_floor or 0.0
    return float(cosines.mean() + cosines.std())


def dense_weight(coverage: float, settings: FusionSettings) -> float:
    """The dense side's share of the score for a question of this *coverage*."""
    return float(np.clip(settings.gate - coverage, settings.least, settings.most))


def by_maximum(scores: Floats) -> Floats:
    """*scores* divided by their maximum; all 0 stay 0."""
    highest = scores.max(initial=0.0)
    return scores / highest if highest > 0 else scores


def above_floor(cosines: Floats, floor: float) -> Floats:
    """*cosines* from *floor* to their maximum, stretched to 0 – 1."""
    highest = cosines.max(initial=floor)
    if highest <= floor:
        return np.zeros_like(cosines)
    stretched: Floats = np.clip((cosines - floor) / (highest - floor), 0, 1)
    return stretched
