"""How the words' score and the vectors' score become one.

Plain reciprocal rank fusion with a weak dense side is worse than BM25 alone, so the dense side speaks up
only as far as the words of the question are not found: the coverage gate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .encoding import Floats


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """The few numbers of the fusion, chosen on development queries; the ranges tried are in the comments.

    The dense weight is ``clip(gate - coverage, least, most)``.
    """

    gate: float = 1.1  # .9 – 1.2: flat between 1.0 and 1.2
    least: float = 0.2  # .1 – .4
    most: float = 0.9  # .8 – 1
    grams: float = 0.6  # weight of letter trigrams beside BM25: 0 – 1
    everyday: float = 0.3  # weight of the everyday words' terms beside the vectors: .3 – 1.5
    dense_floor: float = 0.15  # a cosine below it is no resemblance; also what makes a passage a hit: .15 – .35


@dataclass(frozen=True, slots=True)
class Channels:
    """What each side says of the same passages; all arrays have the shape (n,).

    Attributes:
        bm25: by words, 0 or more, 0 where no word is found.
        grams: the same over letter trigrams.
        everyday: the same for the professional terms behind everyday words.
        cosines: of the question's vector with each passage's.
        coverage: the share of the question that the best passage holds, 0 to 1.
    """

    bm25: Floats
    grams: Floats
    everyday: Floats
    cosines: Floats
    coverage: float


def fuse(channels: Channels, settings: FusionSettings) -> Floats:
    """One score from 0 to 1 for each passage, shape (n,).

    The everyday words' terms stand beside the vectors, behind the gate: mixed into the question's own words
    they drown them.
    """
    lexical = by_maximum(by_maximum(channels.bm25) + settings.grams * by_maximum(channels.grams))
    dense = above_floor(channels.cosines, settings.dense_floor)
    meaning = by_maximum(dense + settings.everyday * by_maximum(channels.everyday))
    weight = dense_weight(channels.coverage, settings)
    fused: Floats = ((1 - weight) * lexical + weight * meaning).astype(np.float32)
    return fused


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
