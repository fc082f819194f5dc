"""A page once its characters are words and its rules are grids; the characters are let go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus import ReadingMethod

from .drawn_bullets import drawn_bullets
from .grids import Grid, find_grids
from .initials import with_initials
from .pages import Page
from .shapes import Area, Rule
from .sideways import words_on_end
from .words import Word, words_on

MOST_DOTS = 200
"""Small shapes from which a page is a drawing; a page of list items has 50."""
MOST_RULES = 5000
"""Rules from which a page is a drawing; Word draws four for each cell, 1,600 for a full page of table."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as words, in points from its top left corner.

    ``problem`` says why a page could not be read; ``unmapped`` counts characters lost to a font that does
    not name its letters, ``turned`` those that run askew. ``confidence`` is that of OCR, from 0 to 1, ``None``
    where the words are the file's own. ``on_end`` are blocks of text that stand on end, each as one word of
    many. ``mended`` is what OCR had read where § stands now. ``turn`` is the number of quarters that the page was
    turned clockwise before it was read, so that width, height and places are those of the page so turned.
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
    method: ReadingMethod
    confidence: float | None
    on_end: tuple[Word, ...] = ()
    turn: int = 0
    mended: tuple[str, ...] = ()

    @property
    def shown_size(self) -> tuple[float, float]:
        """Width and height of the page as a viewer shows it."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    def without(self, words: Iterable[Word]) -> Sheet:
        """The sheet less *words*, told apart by identity: the same word may stand twice on a page."""
        gone = {id(word) for word in words}
        return replace(self, words=tuple(word for word in self.words if id(word) not in gone))


def sheet_of(page: Page) -> Sheet:
    """The sheet that *page* makes."""
    # A drawing's lines are no table's, and looking for one among them takes minutes.
    rules = page.rules if len(page.rules) <= MOST_RULES else ()
    words, grids, on_end = with_initials(words_on(page)), find_grids(rules), tuple[Word, ...]()
    if page.dots and len(page.dots) <= MOST_DOTS:
        words += drawn_bullets(page.dots, words)
    if page.sideways:
        in_cells, on_end = words_on_end(page, grids)
        words += in_cells
    return Sheet(
        number=page.number,
        width=page.width,
        height=page.height,
        words=words,
        rules=rules,
        grids=grids,
        images=page.images,
        unmapped=page.unmapped,
        turned=page.turned,
        problem=page.problem,
        method="text" if words else "none",
        confidence=None,
        on_end=on_end,
        turn=page.turn,
    )


def is_inside(word: Word, area: Area, slack: float = 1.0) -> bool:
    """Whether the middle of *word* lies in *area*, widened by *slack* points."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return area.x0 - slack <= x <= area.x1 + slack and area.top - slack <= y <= area.bottom + slack


def words_inside(words: Iterable[Word], area: Area, slack: float = 1.0) -> list[Word]:
    """Those of *words* of which :func:`is_inside` holds; a page's words are looked through for each pair of rules."""
    left, right = 2 * (area.x0 - slack), 2 * (area.x1 + slack)
    top, bottom = 2 * (area.top - slack), 2 * (area.bottom + slack)
    return [word for word in words if left <= word.x0 + word.x1 <= right and top <= word.top + word.bottom <= bottom]
