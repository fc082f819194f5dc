"""One page whose lines stand in reading order, with its tables apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cells import FoundTable
from .lines import Line


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page laid out.

    Attributes:
        regions: its columns, boxes and bands in reading order, each with its lines from the top; a line with a mark
            keeps the place of the table of that number.
        tables: its tables.
    """

    regions: Sequence[Sequence[Line]]
    tables: Sequence[FoundTable]
