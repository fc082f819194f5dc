"""How what is known of a passage becomes its score: a weighted mean, in which each passage answers for its own words.

Scaled to the best hit instead, a passage that shares one common word with the question would count as if it held all of
it. Measured by how much of the question it says, it counts for that much, and meaning decides the rest. Reciprocal
ranks lose for the same reason: a rank does not say how good a hit is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .encoding import Floats
from .fusion_settings import FusionSettings

FULL = 2.6
"""A BM25 of so many times the idf of all words says 63 % of the question, 1 - 1/e (1.5 to 3 were tried; flat)."""

WHOLE = 0.99
"""A share of the question that is all of it, but for rounding."""


@dataclass(frozen=True, slots=True)
class Channels:
    """What is known of the same passages; all arrays have the shape (n,) and go from 0 to 1.

    Attributes:
        meaning: how much it resembles the question, see :func:`above_floor`.
        words: how much of the question it says, see :func:`spoken`.
        whole: 1 where it holds every word of the question.
        close: how near each other the question's words stand.
        letters: how many letters in a row it shares with the question.
        heading: the share of the question that its headings hold.
        everyday: the professional terms behind the question's everyday words.
        beside: the question's words among the everyday words that stand beside the passage.
        lifted: how far it is what the question names (municipality, kind, year ...); ``None`` where it names nothing.
        count: how near what is to be counted a number stands; ``None`` where no number is asked for.
        coverage: the share of the question that the best passage holds, one number.
        of_names: whether the question is also of the names of documents.
    """

    meaning: Floats
    words: Floats
    whole: Floats
    close: Floats
    letters: Floats
    heading: Floats
    everyday: Floats
    beside: Floats
    lifted: Floats | None
    count: Floats | None
    coverage: float
    of_names: bool


def fuse(channels: Channels, settings: FusionSettings) -> Floats:
    """The weighted mean of the channels, 0 to 1, shape (n,).

    Words and letters count as far as the question's words are found: where the best passage has few of them, those few
    say little. Everyday words count as far as they are not: mixed into the question's own words they drown it. Where
    the question also names which documents are meant, its vector is of those names too, and counts less; so it does for
    a number whose words are found, since a vector knows no numbers.
    """
    found, missing = channels.coverage, 1 - channels.coverage
    meaning = settings.meaning
    if channels.of_names:
        meaning *= settings.named
    if channels.count is not None:
        meaning *= settings.counted * found + missing
    weighed = [
        (meaning, channels.meaning),
        (settings.words * found, channels.words),
        (settings.whole, channels.whole),
        (settings.close, channels.close),
        (settings.letters * found, channels.letters),
        (settings.heading, channels.heading),
        (settings.everyday * missing, channels.everyday),
        (settings.beside * missing, channels.beside),
    ]
    if channels.lifted is not None:
        weighed.append((settings.lift, channels.lifted))
    if channels.count is not None:
        weighed.append((settings.count, channels.count))
    total = sum(weight for weight, _ in weighed)
    scores = np.zeros_like(channels.words)
    for weight, channel in weighed:
        scores += np.float32(weight / total if total else 0) * channel
    return scores


def spoken(bm25: Floats, idf: float) -> Floats:
    """How much of the question a passage with this *bm25* says, 0 to 1.

    More of it always says more, and never all, so that what is told in many ways (the compound, its parts, a synonym)
    still ranks by how often it is told.

    Args:
        bm25: scores for the words that are asked about, 0 or more.
        idf: of these words together.
    """
    if idf <= 0:
        return np.zeros_like(bm25)
    share: Floats = -np.expm1(-bm25 / np.float32(FULL * idf))
    return share


def resemblance_floor(cosines: Floats, settings: FusionSettings) -> float:
    """The cosine above which a passage resembles the question, with *cosines* those of the whole corpus."""
    if settings.dense_floor is not None or not len(cosines):
        return settings.dense_floor or 0.0
    return float(cosines.mean() + cosines.std())


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
