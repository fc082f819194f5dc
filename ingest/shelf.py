"""The pages of a long document put away: few are held as they are, the others packed until they are looked at."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from mmap import mmap
from typing import Any, TypeVar, overload

Item = TypeVar("Item")

HELD = 32
"""Items that are held as they are: most documents are shorter, and pay nothing. A page of words takes 130 KB so,
and 10 KB packed; packing and unpacking it takes a millisecond, reading it 15."""
FASTEST = 1
"""zlib's level. Level 6 saves a further tenth and takes four times as long."""
BOX_BYTES = 1_000_000
"""Packed items share boxes of so many bytes, some 100 pages, that are given back to the system one by one: memory
of the usual kind would stay with the process, full of holes."""


class Shelf(Sequence[Item]):
    """A sequence made once from *items*, each of which can be looked at again; what is made of one is not kept.

    An item that was packed is another object each time it is looked at, equal to the one that was put there; what it
    refers to twice is one object within it. Only what this program made itself is ever unpacked.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._held: list[Item] = []
        self._packed: deque[memoryview] = deque()
        box, used = memoryview(b""), 0
        for item in items:
            if len(self._held) < HELD:
                self._held.append(item)
                continue
            packed = zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), FASTEST)
            if used + len(packed) > len(box):
                box, used = memoryview(mmap(-1, max(BOX_BYTES, len(packed)))), 0
            box[used : used + len(packed)] = packed
            self._packed.append(box[used : used + len(packed)])
            used += len(packed)

    def __len__(self) -> int:
        return len(self._held) + len(self._packed)

    def __iter__(self) -> Iterator[Item]:
        yield from self._held
        yield from map(_unpacked, self._packed)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        return self._held[place] if place < len(self._held) else _unpacked(self._packed[place - len(self._held)])

    def taken(self) -> Iterator[Item]:
        """The items in order, each let go of as it is taken: the shelf is empty in the end."""
        held, self._held = deque(self._held), []
        packed, self._packed = self._packed, deque()
        while held:
            yield held.popleft()
        while packed:
            yield _unpacked(packed.popleft())


def _unpacked(packed: memoryview) -> Any:
    return pickle.loads(zlib.decompress(packed))
