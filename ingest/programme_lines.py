"""Programmes written as lines of text: "9.30-10.15 Velkomst", with who speaks on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus import Box, Paragraph, Section, Table

from .cells import TIME, Cell, FoundTable
from .speakers import SPEAKER_MARK

MIN_ITEMS = 3
"""Items that make a programme; fewer times in a text are often opening hours."""
MIN_LINES = 2
"""Of these so many must be lines of text: tables of times are read as tables."""
_PROGRAMME = re.compile(r"\bprogram(?:met)?\b", re.IGNORECASE)
"""A heading that says so; without one some line must name a speaker. A day in a nursery is told by times too."""
_ITEM = re.compile(rf"[-–—•·*▪]?\s*(?P<time>{TIME.pattern})\s*[:.–—-]?\s+(?P<event>\S.+)", re.DOTALL | re.IGNORECASE)
_NEXT = re.compile(rf"(?<![–—-])(?<!\btil)(?<!\bkl\.)(?<!\bkl)\s+(?={TIME.pattern}\s*[:.–—-]?\s+[A-ZÆØÅ])")
"""Where a paragraph goes on with the next item: lines set close were read as one."""


@dataclass(slots=True)
class _Item:
    """One line of a programme while the lines below it are gathered."""

    time: str
    event: list[str]
    note: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    is_line: bool = True


def find_written_programmes(sections: Sequence[Section]) -> list[FoundTable]:
    """The programmes that stand as lines in *sections*, each as the table that it could have been.

    A small table of times among the lines is part of the programme: the result covers its boxes. Known to miss:
    a programme whose items begin with what happens and end with the time.
    """
    found = []
    for section in sections:
        items = list(_items(section))
        told = _PROGRAMME.search(section.heading or "") or any(
            SPEAKER_MARK.search(" ".join(one.event)) for one in items
        )
        if told and len(items) >= MIN_ITEMS and sum(one.is_line for one in items) >= MIN_LINES:
            boxes = [box for one in items for box in one.boxes]
            found.append(FoundTable(boxes[0], (), tuple(map(_row, items)), tuple(boxes[1:])))
    return found


def _items(section: Section) -> Iterator[_Item]:
    """The items of *section*: each line with a time, and what stands below it."""
    item: _Item | None = None
    for block in section.blocks:
        for one in _rows(block) if isinstance(block, Table) else _lines(block):
            if isinstance(one, _Item):
                if item is not None:
                    yield item
                item = one
            elif item is not None:
                (item.event if SPEAKER_MARK.match(one) else item.note).append(one)
    if item is not None:
        yield item


def _lines(paragraph: Paragraph) -> Iterator[_Item | str]:
    if TIME.search(paragraph.text) is None:
        yield paragraph.text
        return
    starts = [0, *(found.end() for found in _NEXT.finditer(paragraph.text)), len(paragraph.text)]
    for text in (paragraph.text[start:end].strip() for start, end in pairwise(starts)):
        match = _ITEM.fullmatch(text)
        if match is not None and not match["event"][0].islower():
            yield _Item(match["time"], [match["event"]], boxes=list(paragraph.boxes))
        else:
            yield text


def _rows(table: Table) -> Iterator[_Item]:
    """The rows of a table of times; of another table none."""
    if all(row and TIME.fullmatch(row[0]) for row in table.rows):
        for row in table.rows:
            yield _Item(row[0], [" ".join(filter(None, row[1:]))], boxes=list(table.boxes), is_line=False)


def _row(item: _Item) -> tuple[Cell, ...]:
    box = item.boxes[0]
    return Cell(item.time, None, box), Cell(" ".join(item.event), None, box), Cell("\n".join(item.note), None, None)
