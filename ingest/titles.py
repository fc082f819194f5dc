"""Titles that name one talk though they are not spelt alike, and the few of many that may."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

SAME_TITLE = 0.85
"""Likeness (difflib's ratio) from which a slot and a heading name one talk; a misprint or a hyphen set
otherwise stays well above it."""
OPENING = 4
"""Words from which a title that opens another names the same talk."""


class Titles:
    """Titles by what makes them alike: a year of programmes has thousands, and each is compared with few."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._plain = sorted(dict.fromkeys(map(plain_title, titles)), key=len)
        self._lengths = [len(plain) for plain in self._plain]
        self._opening: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for plain in self._plain:
            self._opening[_first_words(plain)].append(plain)
        self._found: dict[str, dict[str, float]] = {}

    def alike(self, title: str) -> dict[str, float]:
        """Those like *title*, as :func:`plain_title` has them, with how like they are, up to 1."""
        title = plain_title(title)
        if title not in self._found:
            near = [*self._of_like_length(title), *self._opening.get(_first_words(title), ())]
            likeness = {other: _likeness(title, other) for other in near}
            self._found[title] = {other: ratio for other, ratio in likeness.items() if ratio >= SAME_TITLE}
        return self._found[title]

    def _of_like_length(self, title: str) -> Sequence[str]:
        """Those that are not too short or too long to be alike: the ratio is at most twice the shorter over both."""
        least = SAME_TITLE / (2 - SAME_TITLE) * len(title)
        most = len(title) * (2 - SAME_TITLE) / SAME_TITLE
        return self._plain[bisect_left(self._lengths, least - 1) : bisect_right(self._lengths, most + 1)]


def plain_title(title: str) -> str:
    """The words of *title*, in small letters."""
    return " ".join(re.findall(r"\w+", title.lower()))


def _first_words(plain: str) -> tuple[str, ...]:
    # The last word of an opening may be cut: "Leg i vuggestue" opens "Leg i vuggestuens hverdag".
    return tuple(plain.split()[: OPENING - 1])


def _likeness(one: str, other: str) -> float:
    """The likeness of two plain titles, from 0 to 1; of those that are not alike an upper bound, which costs less."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter.split()) >= OPENING and longer.startswith(shorter):
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for bound in (matcher.real_quick_ratio, matcher.quick_ratio):
        if bound() < SAME_TITLE:
            return bound()
    return matcher.ratio()
