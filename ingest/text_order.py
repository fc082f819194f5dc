"""A talk that stands in the middle of another, as columns read in the wrong order leave it, is put back."""

from __future__ import annotations

from collections.abc import Sequence

from .lineends import LineJoiner
from .sessions import DESCRIBED
from .text_blocks import TextBlock, breaks_off, resumed, resumes

FARTHEST = 20
"""Blocks within which a broken sentence is looked for again; a talk has up to ten."""


def in_order(blocks: Sequence[TextBlock], joiner: LineJoiner) -> list[TextBlock]:
    """The *blocks*, each paragraph that a heading interrupts followed by its rest, and what came between moved.

    A paragraph that stops in the middle of a sentence before a heading, and the next one that begins in the
    middle of one, are halves. What stood between is whole: if the interrupted text is one of a numbered
    series and it is not, it goes before that series and the heading over it; else after the interrupted text.
    """
    ordered = list(blocks)
    for rest in [block for block in blocks if resumes(block)]:
        end = next(n for n, block in enumerate(ordered) if block is rest)
        at = _interrupted(ordered, end)
        if at is not None:
            between = ordered[at + 1 : end]
            ordered[at : end + 1] = [resumed(ordered[at], rest, joiner)]
            place = _place(ordered, at, between[0])
            ordered[place:place] = between
    return ordered


def _interrupted(blocks: Sequence[TextBlock], end: int) -> int | None:
    """Which paragraph the one at *end* goes on, the nearest that a heading interrupts; ``None`` if there is none."""
    if end and breaks_off(blocks[end - 1]):
        return None
    near = range(end - 2, max(end - FARTHEST, -1), -1)
    return next((n for n in near if blocks[n + 1].kind == "heading" and breaks_off(blocks[n])), None)


def _place(blocks: Sequence[TextBlock], at: int, moved: TextBlock) -> int:
    own = next((n for n in range(at, -1, -1) if blocks[n].kind == "heading"), None)
    series = DESCRIBED.match(blocks[own].text) if own is not None else None
    if own is None or series is None or DESCRIBED.match(moved.text):
        return next((n for n in range(at + 1, len(blocks)) if blocks[n].kind == "heading"), len(blocks))
    first = next(n for n, block in enumerate(blocks) if _is_of_series(block, series[1]))
    over = first - 1
    return over if over >= 0 and blocks[over].kind == "heading" else first


def _is_of_series(block: TextBlock, label: str) -> bool:
    series = DESCRIBED.match(block.text) if block.kind == "heading" else None
    return series is not None and series[1].lower() == label.lower()
