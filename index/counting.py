"""Questions for a number («hvor mange …», «antal …»), and how near to what they count a text has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

ASKED = re.compile(
    r"\b(?:hvor\s+mange|hvor\s+stor\s+en\s+(?:del|andel)|antal(?:let)?|andel(?:en)?|procent(?:en|del|andel)?)\b",
    re.IGNORECASE,
)
"""What asks for a number. "Hvor længe", "hvor tit" and "hvor meget" are left out: they are answered in words as often,
and to count them too lost a little on the held-out questions."""

_DIGITS = re.compile(r"(?!(?:19|20)\d\d$)\d+(?:_\d+)?_?")
"""A number, range or percentage as the lexical index encodes it (12_5_ is 12,5 %), but not a year."""

_SPELLED = frozenset(
    (
        *("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tyve", "tredive", "fyrre"),
        *("halvtreds", "tres", "halvfjerds", "firs", "halvfems", "hundrede", "tusind"),
        *("halvdel", "tredjedel", "fjerdedel"),
    )
)
"""Numbers in words, as lemmas; «en» is an article far more often."""


def asks_for_number(question: str) -> bool:
    """Whether *question* wants a number for an answer."""
    return ASKED.search(question) is not None


def number_nearness(places: Iterable[tuple[int, str]], lemmas: Sequence[str]) -> float:
    """One by the least distance in words from what is counted to a number, 0 without either.

    Args:
        places: where the keys of the question stand in the text.
        lemmas: the encoded lemmas of the text's words, stop words left out.
    """
    numbers = [place for place, lemma in enumerate(lemmas) if lemma in _SPELLED or _DIGITS.fullmatch(lemma)]
    distances = [abs(number - place) for place, _ in places for number in numbers if number != place]
    return 1 / min(distances, default=float("inf"))
