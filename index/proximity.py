"""How near each other the words of a question stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def proximity(words: Sequence[frozenset[str]], text: Sequence[str]) -> float:
    """From 0 to 1: the mean, over neighbours in the question, of one by their least distance in the *text*.

    Neighbours that stand side by side, in either order, or in one compound, count 1, two words apart 1/2, and 0 where
    either is not there.

    Args:
        words: each word of the question as the keys that stand for it, in order.
        text: the keys of the text's words in order, stop words left out.

    Source: the minimum pair distance of Tao & Zhai, SIGIR 2007, over neighbouring words alone.
    """
    if len(words) < 2:
        return 0.0
    asked = frozenset().union(*words)
    found = [(place, key) for place, key in enumerate(text) if key in asked]
    placed = [(word, [place for place, key in found if key in word]) for word in words]
    return sum(_nearness(*left, *right) for left, right in pairwise(placed)) / (len(words) - 1)


def _nearness(left: frozenset[str], lefts: Sequence[int], right: frozenset[str], rights: Sequence[int]) -> float:
    """One by the least distance; two halves of one compound stand side by side, a word asked for twice needs two."""
    distances = [abs(one - other) for one in lefts for other in rights if one != other or left != right]
    return 1 / max(1, min(distances)) if distances else 0.0
