"""The lines on which a document introduces itself: title page, running heads and colophon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus import Paragraph, Section, Table

from .reading import Reading

LINE_WORDS = 16  # more words are running text, where dates and names belong to what is told
SUBTITLE_WORDS = 24  # a subtitle may be longer; the line after it decides
FRONT_LINES = 14  # a title page has fewer
COLOPHON_LINES = 16

# The browser prints its own date and the page's navigation round the document.
_WEB_PRINT = re.compile(
    r"https?:|www\.|file:|\w\.(?:dk|com)\b|\d{1,2}[.:]\d{2}(?!\d)|[>›×]|cookie|log ind", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"(?:\A|\s)(?:side\s+)?\d{1,3}(?:\s*(?:af|/)\s*\d{1,3})?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The document's own lines about itself, each as printed.

    Attributes:
        title: the heading of level 1, or the only one of the highest level.
        above: short lines before the title, as a letterhead.
        below: short lines after it, up to the running text.
        running: running heads and feet, without page numbers and what a browser adds.
        navigation: what a browser adds, good for nothing but the kind of site it came from.
        colophon: short lines at the end.
    """

    title: str | None
    above: tuple[str, ...]
    below: tuple[str, ...]
    running: tuple[str, ...]
    navigation: tuple[str, ...]
    colophon: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The title page in reading order, without the title."""
        return self.above + self.below


def find_front_page(reading: Reading) -> FrontPage:
    """The lines of *reading* that tell what it is, before and around its running text."""
    place = _title_place(reading.sections)
    title = reading.sections[place].heading if place is not None else None
    furniture = [_PAGE_NUMBER.sub("", paragraph.text).strip() for paragraph in reading.furniture]
    own = [line for line in furniture if line and not _WEB_PRINT.search(line) and not _repeats(line, title)]
    return FrontPage(
        title=title,
        above=tuple(_above(reading.sections[:place]))[:FRONT_LINES] if place is not None else (),
        below=tuple(_below(reading.sections, place if place is not None else 0))[:FRONT_LINES],
        running=tuple(dict.fromkeys(own)),
        navigation=tuple(line for line in furniture if _WEB_PRINT.search(line)),
        colophon=tuple(_colophon(reading.sections)),
    )


def _title_place(sections: Sequence[Section]) -> int | None:
    """The first heading of level 1; without one the first of the highest level, if that level has no other."""
    headed = [(place, section.level) for place, section in enumerate(sections) if section.heading is not None]
    highest = min((level for _, level in headed), default=1)
    candidates = [place for place, level in headed if level == highest]
    return candidates[0] if candidates and (highest == 1 or len(candidates) == 1) else None


def _repeats(line: str, title: str | None) -> bool:
    """Whether a running head is the title again; a publisher before it is another matter."""
    return title is not None and line.casefold().startswith(title.casefold())


def _above(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.heading is not None:
            yield section.heading
        for paragraph in section.paragraphs:
            if _is_line(paragraph.text):
                yield paragraph.text


def _below(sections: Sequence[Section], place: int) -> Iterator[str]:
    """The short lines under the title, across headings that have no running text (a subtitle set large)."""
    page = sections[place].pages.first if sections else 0
    for number, section in enumerate(islice(sections, place, None)):
        if number and (section.pages.first != page or _has_running_text(section)):
            return
        if number and section.heading is not None:
            yield section.heading
        for block in section.paragraphs if not section.tables else _before_table(section):
            if not _is_line(block.text) and len(block.text.split()) > SUBTITLE_WORDS:
                return
            yield block.text


def _before_table(section: Section) -> list[Paragraph]:
    first = next(place for place, block in enumerate(section.blocks) if isinstance(block, Table))
    return [block for block in section.blocks[:first] if isinstance(block, Paragraph)]


def _has_running_text(section: Section) -> bool:
    return bool(section.tables) or any(not _is_line(paragraph.text) for paragraph in section.paragraphs)


def _colophon(sections: Sequence[Section]) -> list[str]:
    lines = [p.text for section in sections[-3:] for p in section.paragraphs if len(p.text.split()) <= 2 * LINE_WORDS]
    return lines[-COLOPHON_LINES:]


def _is_line(text: str) -> bool:
    return len(text.split()) <= LINE_WORDS
