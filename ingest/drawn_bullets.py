"""The bullets of lists that are drawn and not set: browsers paint a disc before an item, and no letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .shapes import Area
from .words import Word

SHARE = (0.15, 0.6)
"""Width and height of a drawn bullet in type sizes; a browser's disc has a third."""
REACH = 2.2
"""Type sizes between a bullet and the word that it opens."""
RISE = (0.1, 0.65)
"""Type sizes above the baseline between which its middle stands."""


def drawn_bullets(dots: Sequence[Area], words: Sequence[Word]) -> tuple[Word, ...]:
    """A word "•" for each of *dots* that stands alone just left of a word, two or more under each other."""
    found = [(dot, word) for dot in dots for word in [_opened(dot, words)] if word is not None]
    columns = Counter(round(dot.x0) for dot, _ in found)
    several = [(dot, word) for dot, word in found if sum(columns[round(dot.x0) + n] for n in (-1, 0, 1)) > 1]
    return tuple(
        Word("•", dot.x0, word.top, dot.x1, word.bottom, word.baseline, word.size, False, False)
        for dot, word in several
    )


def _opened(dot: Area, words: Sequence[Word]) -> Word | None:
    """The word that *dot* stands before as a bullet does; ``None`` if something stands left of it on the line."""
    middle = (dot.top + dot.bottom) / 2
    level = [word for word in words if RISE[0] < (word.baseline - middle) / word.size < RISE[1]]
    after = min((word for word in level if word.x0 >= dot.x1 - 1), key=lambda word: word.x0, default=None)
    if after is None or after.x0 - dot.x1 > REACH * after.size:
        return None
    fits = all(SHARE[0] * after.size < side < SHARE[1] * after.size for side in (dot.x1 - dot.x0, dot.bottom - dot.top))
    beside = any(word.x1 <= dot.x0 + 1 and dot.x0 - word.x1 < REACH * word.size for word in level)
    return after if fits and not beside else None
