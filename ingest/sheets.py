"""A page once its characters are words and its rules are grids; the characters are let go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .grids import Grid, find_grids
from .pages import Page
from .shapes import Area, Rule
from .words import Word, words_on

MOST_RULES = 5000
"""Rules from which a page is a drawing; Word draws four for each cell, 1,600 for a full page of table."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as words, in points from its top left corner.

    ``problem`` says why a page could not be read; ``unmapped`` counts characters lost to a font that does
    not name its letters, ``turned`` those that do not run from left to right.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    grids: tuple[Grid, ...]
    images: tuple[Area, ...]
    unmapped: int
    turned: int
    problem: str | None

    def without(self, words: Iterable[Word]) -> Sheet:
        """The sheet less *words*, told apart by identity: the same word may stand twice on a page."""
        gone = {id(word) for word in words}
        return replace(self, words=tuple(word for word in self.words if id(word) not in gone))


def sheet_of(page: Page) -> Sheet:
    """The sheet that *page* makes."""
    # A drawing's lines are no table's, and looking for one among them takes minutes.
    rules = page.rules if len(page.rules) <= MOST_RULES else ()
    return Sheet(
        number=page.number,
        width=page.width,
        height=page.height,
        words=words_on(page),
        rules=rules,
        grids=find_grids(rules),
        images=page.images,
        unmapped=page.unmapped,
        turned=page.turned,
        problem=page.problem,
    )


def is_inside(word: Word, area: Area, slack: float = 1.0) -> bool:
    """Whether the middle of *word* lies in *area*, widened by *slack* points."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return area.x0 - slack <= x <= area.x1 + slack and area.top - slack <= y <= area.bottom + slack
