"""Where something stands: a rectangle on a page, and the pages of many."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class PageSpan:
    """The first and the last page of something, 1-based as a viewer counts them."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first < 1 or self.last < self.first:
            raise ValueError(f"pages {self.first}-{self.last}: the first is 1 or more and not after the last")


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in PDF points from the page's top left corner.

    Web pages, Word files, Markdown and plain text have no pages. Each is read as one page as long as its
    text, on which every line is 12 points high and 500 wide: a line of the file for plain text, a paragraph or
    a table row for the others. So boxes keep their order, part what stands apart and hold what stands inside;
    where on a screen or a sheet something stands they do not say. :attr:`Source.has_pages` tells.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


def span_of(boxes: tuple[Box, ...]) -> PageSpan:
    """The pages that *boxes* stand on.

    Raises:
        ValueError: there are no boxes; everything that was read stands somewhere.
    """
    pages = [box.page for box in boxes]
    return PageSpan(min(pages), max(pages))
