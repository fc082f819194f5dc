"""How near each other the words of a question stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise


def proximity(words: Sequence[frozenset[str]], places: Iterable[tuple[int, str]]) -> float:
    """From 0 to 1: the mean, over neighbours in the question, of one by their least distance in the text.

    Neighbours that stand side by side, in either order, or in one compound or synonym, count 1, two words apart 1/2,
    and 0 where either is not there.

    Args:
        words: each word of the question as the keys that stand for it, in order, no two neighbours the same.
        places: where each of these keys stands in the text, counted in words without the stop words.

    Source: the minimum pair distance of Tao & Zhai, SIGIR 2007, over neighbouring words alone.
    """
    if len(words) < 2:
        return 0.0
    found = list(places)
    placed = [[place for place, key in found if key in word] for word in words]
    return sum(_nearness(lefts, rights) for lefts, rights in pairwise(placed)) / (len(words) - 1)


def _nearness(lefts: Sequence[int], rights: Sequence[int]) -> float:
    """One by the least distance; two halves of one compound stand side by side."""
    distances = [abs(one - other) for one in lefts for other in rights]
    return 1 / max(1, min(distances)) if distances else 0.0
