"""What a long document has many of, put away: few are held as they are, the others packed in a file until looked at."""

from __future__ import annotations

import pickle
import weakref
import zlib
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from tempfile import TemporaryFile
from typing import Any, TypeVar, overload

Item = TypeVar("Item")

HELD = 32
"""Packs that are held as they are: most documents are shorter, and pay nothing. A page of words takes 130 KB so,
and 10 KB packed; packing and unpacking it takes a millisecond, reading it 15."""
FASTEST = 1
"""zlib's level. Level 6 saves a further tenth and takes four times as long."""


class Shelf(Sequence[Item]):
    """A sequence made once from *items*, each of which can be looked at again; what is made of one is not kept.

    Small items share a pack, *together* of them, and the first *held* packs are held as they are. What was packed is
    another object each time it is looked at, equal to the one that was put there; what it refers to twice is one
    object within its pack. The file has no name and goes with the shelf: memory that held it would stay with the
    process, full of holes. Only what this program made itself is ever unpacked.
    """

    def __init__(self, items: Iterable[Item], together: int = 1, held: int = HELD) -> None:
        rest = iter(items)
        self._together = together
        self._held: list[Item] = list(islice(rest, held * together))
        self._count = len(self._held)
        self._ends = array("Q", (0,))
        while self._count >= held * together and (pack := list(islice(rest, together))):
            self._count += len(pack)
            self._keep(zlib.compress(pickle.dumps(pack, pickle.HIGHEST_PROTOCOL), FASTEST))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item]:
        yield from self._held
        for place in pairwise(self._ends):
            yield from self._unpacked(*place)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(self._count))]
        place = range(self._count)[at]
        if place < len(self._held):
            return self._held[place]
        pack, within = divmod(place - len(self._held), self._together)
        return self._unpacked(*self._ends[pack : pack + 2])[within]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Shelf | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(one == its for one, its in zip(self, other, strict=True))

    def __reduce__(self) -> tuple[Any, ...]:
        """How it goes to another process: packed as it is."""
        return _moved, (self._together, self._held, self._count, [self._read(*place) for place in pairwise(self._ends)])

    def taken(self) -> Iterator[Item]:
        """The items in order, each let go of as it is taken: the shelf is empty in the end."""
        held, self._held, self._count = deque(self._held), [], 0
        ends, self._ends = self._ends, array("Q", (0,))
        while held:
            yield held.popleft()
        for place in pairwise(ends):
            yield from self._unpacked(*place)

    def or_tuple(self) -> Sequence[Item]:
        """The shelf, or where all its items are held, those."""
        return self if len(self._ends) > 1 else tuple(self._held)

    def each(self, made: Callable[[Item], Item]) -> Shelf[Item]:
        """What is *made* of each item, on a shelf of the same kind; this one is empty in the end."""
        return Shelf(map(made, self.taken()), self._together)

    def _keep(self, packed: bytes) -> None:
        if len(self._ends) == 1:
            self._file = TemporaryFile(prefix="praksis-")  # noqa: SIM115  open as long as the shelf is there
            weakref.finalize(self, self._file.close)
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def _read(self, start: int, end: int) -> bytes:
        self._file.seek(start)
        return self._file.read(end - start)

    def _unpacked(self, start: int, end: int) -> list[Item]:
        items: list[Item] = pickle.loads(zlib.decompress(self._read(start, end)))
        return items


def _moved(together: int, held: list[Item], count: int, packs: Iterable[bytes]) -> Shelf[Item]:
    shelf = Shelf[Item](held, together)
    for packed in packs:
        shelf._keep(packed)
    shelf._count = count
    return shelf
