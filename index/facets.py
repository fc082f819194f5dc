"""How many of the passages found have each theme, type, municipality and so on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .copies import Copies
from .vectors import Mask, Numbers


@dataclass(frozen=True, slots=True)
class Facet:
    """One property that a passage has any number of values of.

    Attributes:
        values: each value once, in alphabetical order.
        positions: of the passages, once for each value that each has.
        codes: the place in ``values`` of that value; as long as ``positions``.
    """

    values: tuple[str, ...]
    positions: Numbers
    codes: Numbers

    @classmethod
    def of(cls, values_of: Iterable[Sequence[str]]) -> Facet:
        """The facet of passages in the order of their positions, each with its values."""
        pairs = [(position, value) for position, values in enumerate(values_of) for value in values]
        values = sorted({value for _, value in pairs})
        code = {value: number for number, value in enumerate(values)}
        return cls(
            tuple(values),
            np.array([position for position, _ in pairs], dtype=np.int64),
            np.array([code[value] for _, value in pairs], dtype=np.int64),
        )

    def counts(self, found: Mask, copies: Copies) -> tuple[tuple[str, int], ...]:
        """Each value with its number of texts that are *found*, the most frequent first, then by alphabet.

        A text and its copies count once for each value, since choosing that value shows them once.
        """
        here = found[self.positions]
        copied = here & copies.copied[self.positions]
        numbers = np.bincount(self.codes[here & ~copied], minlength=len(self.values))
        if copied.any():
            once = np.unique(copies.texts[self.positions[copied]] * len(self.values) + self.codes[copied])
            numbers += np.bincount(once % len(self.values), minlength=len(self.values))
        order = np.argsort(-numbers, kind="stable")
        return tuple((self.values[at], int(numbers[at])) for at in order.tolist() if numbers[at])
