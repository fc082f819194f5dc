"""The same text printed in two documents: found once for a generation, folded in every search."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .vectors import Mask, Numbers

SHORTEST = 12
"""Fewer words ("Pause", "Velkomst") are said in many documents without one being a copy of the other."""

ENDS = 40
"""Letters at the start or the end by which a possible copy is noticed; both ends changed, it is another text."""

RUN = 3
"""Words that follow each other, as one piece of a text."""

SAME = 0.8
"""Copies share this much of the pieces of the longer one: a word or two were changed, or a line end mended."""

CROWD = 50
"""Where more texts than this begin alike, they are a form that was filled in; only exact copies are looked for."""

_WORD = re.compile(r"\w+")
_SIGNS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Copies:
    """Which passages of a corpus say the same in different documents; both arrays have the shape (n,).

    Attributes:
        texts: for each position the first position of its text, which is its own where there is no copy.
        copied: whether the position's text stands in another document too.
    """

    texts: Numbers
    copied: Mask

    @classmethod
    def of(cls, texts: Sequence[str], documents: Sequence[str]) -> Copies:
        """The copies among *texts*, which stand in *documents*; see :func:`find_copies`."""
        first = np.arange(len(texts), dtype=np.int64)
        copied = np.zeros(len(texts), dtype=np.bool_)
        for position, text in find_copies(texts, documents).items():
            first[position] = text
            copied[position] = True
        return cls(first, copied)

    def fold(self, positions: Numbers) -> Fold:
        """*positions*, best first, each text once."""
        if not self.copied[positions].any():
            return Fold(positions, {})
        kept = np.ones(len(positions), dtype=np.bool_)
        leaders: dict[int, int] = {}
        others: dict[int, list[int]] = {}
        for at in np.flatnonzero(self.copied[positions]).tolist():
            position = int(positions[at])
            leader = leaders.setdefault(int(self.texts[position]), position)
            if leader != position:
                kept[at] = False
                others.setdefault(leader, []).append(position)
        return Fold(positions[kept], {position: tuple(found) for position, found in others.items()})


@dataclass(frozen=True, slots=True)
class Fold:
    """Positions with copies folded away.

    Attributes:
        positions: those to show, in the order they came; of a text and its copies the first.
        copies: the others, by the position that stands for them, in order.
    """

    positions: Numbers
    copies: Mapping[int, tuple[int, ...]]


def find_copies(texts: Sequence[str], documents: Sequence[str]) -> dict[int, int]:
    """For each position whose text stands in another document too, the first position of that text.

    Two texts of different documents are copies when their words are the same, or when they begin or end
    with the same letters, have the same numbers and share ``SAME`` of their pieces. Numbers must agree
    because tables of one form differ in nothing else. A text that stands twice in one document is not
    folded: what a document repeats, it means to repeat.

    Known to miss: a copy that was cut into passages elsewhere.
    """
    plain = [" ".join(text.split()).casefold() for text in texts]
    whole: dict[str, list[int]] = {}
    ends: dict[str, list[int]] = {}
    for position, text in enumerate(plain):
        whole.setdefault(text, []).append(position)
        ends.setdefault("<" + _letters(text[: 2 * ENDS])[:ENDS], []).append(position)
        ends.setdefault(">" + _letters(text[-2 * ENDS :])[-ENDS:], []).append(position)
    alike = [
        *(found for found in whole.values() if len(found) > 1),
        *(found for found in ends.values() if 1 < len(found) <= CROWD),
    ]
    first: dict[int, int] = {}
    members: dict[int, set[str]] = {}
    for positions in alike:
        for position in positions:
            if position in first:
                continue
            for other in positions:
                leader = first.get(other, other)
                there = members.setdefault(leader, {documents[leader]})
                if leader < position and documents[position] not in there and same_text(plain[leader], plain[position]):
                    first[position] = first[leader] = leader
                    there.add(documents[position])
                    break
    return first


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same in, but for a few, the same words."""
    words, others = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    if min(len(words), len(others)) < SHORTEST:
        return False
    if words == others:
        return True
    if _numbers(words) != _numbers(others):
        return False
    pieces, other_pieces = _pieces(words), _pieces(others)
    return len(pieces & other_pieces) >= SAME * max(len(pieces), len(other_pieces))


def contains_text(one: str, other: str) -> bool:
    """Whether the shorter text stands, but for a few words, in the longer one."""
    words, others = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    shorter, longer = sorted((words, others), key=len)
    if len(shorter) < SHORTEST or _numbers(shorter) - _numbers(longer):
        return False
    pieces = _pieces(shorter)
    return len(pieces & _pieces(longer)) >= SAME * len(pieces)


def _letters(text: str) -> str:
    return _SIGNS.sub("", text)


def _pieces(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _numbers(words: Iterable[str]) -> Counter[str]:
    return Counter(word for word in words if word[0].isdigit())
