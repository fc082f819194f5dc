"""Headings that stand on the first line of their paragraph: its bold opening, if the document has several such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from .blocks import Block
from .notes import moved
from .openings import End, Opening
from .styles import Style

SEVERAL = 3
"""Different openings that are set and end alike before they are headings; fewer are emphasis."""
GOVERNS = 0.5
"""Share of the openings with a colon that more than their own paragraph must follow. A label ("Målgruppe: …") has
one paragraph, in a list of labels as in a card; a heading has what comes until the next one."""

RunIn = tuple[Style, End]
"""How openings are set, and how they end."""


def run_ins(blocks: Sequence[Block]) -> frozenset[RunIn]:
    """The kinds of openings that are headings in *blocks*, a whole document.

    Of those that end in a full stop or before a wide gap there must be several; of those that end in a colon most
    must govern further text. Known to miss: openings in italics alone, and a document with one or two.
    """
    found: dict[RunIn, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        if block.opening is not None:
            found[_kind(block.opening)].append(place)
    return frozenset(kind for kind, places in found.items() if _are_headings(kind, places, blocks))


def _kind(opening: Opening) -> RunIn:
    return opening.setting.style._replace(capitals=False), opening.end


def _are_headings(kind: RunIn, places: Sequence[int], blocks: Sequence[Block]) -> bool:
    openings = {opening.text for place in places for opening in [blocks[place].opening] if opening is not None}
    if len(openings) < SEVERAL:
        return False
    governing = sum(_is_more_text(blocks[place + 1]) for place in places if place + 1 < len(blocks))
    return kind[1] != "colon" or governing > GOVERNS * len(places)


def _is_more_text(below: Block) -> bool:
    return below.kind in ("text", "item", "table") and below.opening is None


def with_run_ins(blocks: Iterable[Block], kinds: Collection[RunIn]) -> Iterator[Block]:
    """The *blocks*, each opening of one of *kinds* a heading, and what is left of its paragraph below it."""
    for block in blocks:
        if block.opening is None or _kind(block.opening) not in kinds:
            yield block
        else:
            yield from _parted(block, block.opening)


def _parted(block: Block, opening: Opening) -> tuple[Block, Block]:
    """The *opening* of *block* as a heading, and the rest of its paragraph."""
    start = len(opening.text) + 1
    calls = (
        [call for call in block.calls if call.offset < start],
        [call for call in block.calls if call.offset >= start],
    )
    heading = replace(
        block,
        kind="heading",
        setting=opening.setting,
        text=opening.text,
        page_starts=block.page_starts[:1],
        calls=tuple(calls[0]),
        style=opening.setting.style._replace(run_in=True),
        opening=None,
    )
    rest = replace(
        block,
        text=block.text[start:],
        page_starts=tuple((max(offset - start, 0), page) for offset, page in block.page_starts),
        calls=tuple(moved(call, -start) for call in calls[1]),
        opening=None,
    )
    return heading, rest
