"""What the vectors suggest about themes: for a person to look at, never a tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from .encoding import Floats

FEWEST_TAGGED = 5  # passages; the middle of fewer says nothing of a theme
MOST_HINTS = 3
FEWEST_PASSAGES = 2  # a word of one passage is an accident
SURELY_NEAR = 0.5  # of a theme's own passages lie nearer to its middle than a hint must


@dataclass(frozen=True, slots=True)
class ThemeHint:
    """A theme that a passage is not tagged with and lies near; *cosine* to the middle of its passages."""

    theme_id: str
    cosine: float


@dataclass(frozen=True, slots=True)
class TermHint:
    """A word that the patterns of a theme do not know and its passages hold.

    Attributes:
        term: the lemma.
        passages: of the theme that hold it; ``others`` are those of no such tag.
        lift: how much more often they hold it than other passages do.
        cosine: of the word's vector to the middle of the theme's passages, ``None`` for a word that the model
            does not know.
    """

    term: str
    passages: int
    others: int
    lift: float
    cosine: float | None


class ThemeMiddles:
    """The middle of each theme's passages among unit vectors.

    Args:
        vectors: unit rows or zero rows, shape (n, dim).
        themes: the ids of the themes of each row.
    """

    def __init__(self, vectors: Floats, themes: Sequence[Sequence[str]]) -> None:
        self._middles: dict[str, Floats] = {}
        self._near: dict[str, float] = {}
        for theme_id in sorted({id for ids in themes for id in ids}):
            rows = vectors[[row for row, ids in enumerate(themes) if theme_id in ids]]
            middle = rows.mean(axis=0)
            norm = float(np.linalg.norm(middle))
            if len(rows) >= FEWEST_TAGGED and norm > 0:
                self._middles[theme_id] = (middle / norm).astype(np.float32)
                self._near[theme_id] = float(np.quantile(rows @ self._middles[theme_id], SURELY_NEAR))

    def hints(self, vector: Floats, tagged: Iterable[str]) -> list[ThemeHint]:
        """The themes that a passage lies as near to as half of their own do, nearest first."""
        known = set(tagged)
        found = [
            ThemeHint(theme_id, round(float(vector @ middle), 3))
            for theme_id, middle in self._middles.items()
            if theme_id not in known and float(vector @ middle) >= self._near[theme_id]
        ]
        return sorted(found, key=lambda hint: (-hint.cosine, hint.theme_id))[:MOST_HINTS]

    def cosines(self, theme_id: str, vectors: Floats) -> list[float | None]:
        """How near each of *vectors* lies to the middle of a theme; ``None`` for a zero row."""
        middle = self._middles.get(theme_id)
        if middle is None:
            return [None] * len(vectors)
        return [round(float(row @ middle), 3) if row.any() else None for row in vectors]


def frequent_terms(
    theme_id: str, passages: Sequence[Set[str]], themes: Sequence[Sequence[str]], *, limit: int
) -> list[TermHint]:
    """The words that passages of a theme hold more often than others, best first.

    The order is by Dunning's log likelihood ratio over passages; a word must be commoner in the theme.
    *passages* are the words of each passage, *themes* its tags.

    Source: Dunning, Computational Linguistics 19(1), 1993.
    """
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    of_theme = 0
    for words, ids in zip(passages, themes, strict=True):
        of_theme += theme_id in ids
        (inside if theme_id in ids else outside).update(words)
    rest = len(passages) - of_theme
    scored: list[tuple[float, TermHint]] = []
    for term, count in inside.items():
        others = outside[term]
        lift = ((count + 0.5) / (of_theme + 1)) / ((others + 0.5) / (rest + 1))
        if count >= FEWEST_PASSAGES and lift > 1:
            ratio = _log_likelihood(count, of_theme, others, rest)
            scored.append((ratio, TermHint(term, count, others, round(lift, 1), None)))
    return [hint for _, hint in sorted(scored, key=lambda one: (-one[0], one[1].term))[:limit]]


def _log_likelihood(count: int, of: int, others: int, rest: int) -> float:
    """How surprising it is that *count* of *of* and *others* of *rest* hold a word, if it were one frequency."""
    together = (count + others) / (of + rest)
    return 2 * (_part(count, of * together) + _part(others, rest * together))


def _part(seen: int, expected: float) -> float:
    return seen * float(np.log(seen / expected)) if seen else 0.0
