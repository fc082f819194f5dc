"""Footnotes, each tied to the place in the text that calls it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .document import Document
from .section import Paragraph

WORDS_BEFORE = 8
"""Words of the text before a mark that are shown, so that a reader finds the place."""


@dataclass(frozen=True, slots=True)
class CalledAt:
    """Where a footnote's mark stood: ``document.sections[section].paragraphs[paragraph].text[:offset]`` ends there.

    ``before`` are the words that stand just before it.
    """

    section: int
    paragraph: int
    offset: int
    page: int
    before: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote with its mark, both as printed; ``called_at`` is ``None`` where no mark in the text calls it."""

    mark: str | None
    text: str
    page: int
    called_at: CalledAt | None


def footnotes_of(document: Document) -> tuple[Footnote, ...]:
    """The footnotes of *document* in reading order.

    A mark calls the note with the same mark on its own page. What is not called there belongs to the last such mark
    before it, since long notes and those at a chapter's end stand on later pages. Known to miss: marks in headings
    and in tables, which are no running text.
    """
    open_calls = list(_calls(document))
    found: list[Footnote] = []
    for note in (one for section in document.sections for one in section.paragraphs if one.kind == "footnote"):
        page = note.pages.first
        same = [call for call in open_calls if call[0] == note.mark and call[1].page <= page]
        here = [call for call in same if call[1].page == page]
        call = here[0] if here else same[-1] if same else None
        if call is not None:
            open_calls.remove(call)
        found.append(Footnote(note.mark, note.text, page, call[1] if call else None))
    return tuple(found)


def _calls(document: Document) -> Iterator[tuple[str, CalledAt]]:
    """Every mark in the running text, with its place, in reading order."""
    for number, section in enumerate(document.sections):
        for at, paragraph in enumerate(section.paragraphs):
            for call in paragraph.calls:
                before = " ".join(paragraph.text[: call.offset].split()[-WORDS_BEFORE:])
                place = CalledAt(number, at, call.offset, _page_at(paragraph, call.offset), before)
                yield call.mark, place


def _page_at(paragraph: Paragraph, offset: int) -> int:
    """The page on which the mark at *offset* stands: that of the character before it."""
    return next(page for start, page in reversed(paragraph.page_starts) if start <= max(offset - 1, 0))
