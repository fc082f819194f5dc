"""What a file without pages says, part by part, and the reading that the parts make.

Web pages, Word files, Markdown and plain text end here. None of them has pages: where a page ends is up to
whoever shows them. They are read as one page as long as the text (see :class:`corpus.Box`), with a line for
each line of a text file, and for each paragraph or table row of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from corpus import Box, Paragraph, ParagraphKind, Section, Table

from .asides import CREDIT
from .cells import CAPTION, CAPTION_NUMBER, Cell, FoundTable
from .headings import CONTENTS_HEADING, CONTENTS_LINE, DEEPEST, NUMBER
from .lineends import HYPHENS, PUNCTUATION, LineJoiner
from .reading import Reading
from .sessions import find_sessions
from .setting import ENDS_IN_FIGURE
from .styles import LONG_HEADING
from .words import clean_text

LINE_HEIGHT = 12.0
"""Points that a line takes on the page that a document without pages is read as."""
LINE_WIDTH = 500.0
"""Points that such a line is wide; no place on it is known."""
PULL_QUOTE_LETTERS = 40
"""Letters of a quotation that must stand in the running text too; editors shorten the ends."""

SHOWN_HYPHEN = re.compile("\u00ad(?=\\s|\\d|$)|(?<=\\d)\u00ad")
SOFT_HYPHEN = "\u00ad"

_LETTERS = re.compile(r"\W")
_CREDIT_WORDS = 12
"""Words of the longest credit; "Foto: …" may also open a sentence."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of *level* 1 or more as the file says it; *lines* are the first line and the one after the last."""

    text: str
    level: int
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, a list item, a footnote or a caption."""

    text: str
    kind: ParagraphKind
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation that is set off: a pull quote if the running text says it too, else text."""

    text: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with the caption that the file itself ties to it."""

    table: FoundTable
    caption: str | None


@dataclass(frozen=True, slots=True)
class Margin:
    """What is no part of the running text: ``aside`` beside it, ``furniture`` around it."""

    text: str
    is_furniture: bool
    lines: tuple[int, int]


Part = Heading | Text | Quotation | Grid | Margin


def shown_text(text: str) -> str:
    """*text* as it shows: its letters clean, soft hyphens gone, hyphens that may not break plain.

    A soft hyphen beside a space or a figure is a plain one from a font that names them so.
    """
    return clean_text(SHOWN_HYPHEN.sub("-", text).replace(SOFT_HYPHEN, "").replace("\u2011", "-"))


def joiner_of(text: str) -> LineJoiner:
    """A joiner that knows the words of *text*; those cut at a line end are left out."""
    words = [word for word in text.split() if word[-1] not in HYPHENS]
    return LineJoiner(Counter(word.strip(PUNCTUATION).lower() for word in words))


def box_of(lines: tuple[int, int]) -> Box:
    """The place of *lines*, the first and the one after the last, counted from 0."""
    return Box(1, 0.0, lines[0] * LINE_HEIGHT, LINE_WIDTH, lines[1] * LINE_HEIGHT)


def end_of(parts: Sequence[Part]) -> int:
    """The line after the last of *parts*."""
    boxes = [part.table.box if isinstance(part, Grid) else box_of(part.lines) for part in parts]
    return max((round(box.bottom / LINE_HEIGHT) for box in boxes), default=0)


def reading_of(parts: Sequence[Part], info: Mapping[str, str]) -> Reading:
    """The reading that *parts*, in reading order, make; *info* is the file's own metadata."""
    parts, asides, furniture = _set_apart(parts)
    parts = _with_levels(_with_captions(parts))
    return Reading(
        page_count=1,
        sections=(sections := _sections(parts)),
        sessions=find_sessions(sections, [part.table for part in parts if isinstance(part, Grid)]),
        asides=asides,
        furniture=furniture,
        info=info,
        warnings=(),
        pages=(),
    )


def _set_apart(parts: Sequence[Part]) -> tuple[list[Part], tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The running text, the asides (pull quotes and credits), and the furniture (the list of contents too)."""
    running = "".join(_letters(part.text) for part in parts if isinstance(part, Text))
    kept: list[Part] = []
    asides: list[Paragraph] = []
    furniture: list[Paragraph] = []
    under_contents = False
    for part in parts:
        if isinstance(part, Margin):
            (furniture if part.is_furniture else asides).append(_paragraph(part.text, "text", part.lines))
            continue
        if isinstance(part, Heading | Text) and _is_contents(part, under_contents):
            under_contents = True
            furniture.append(_paragraph(part.text, "text", part.lines))
            continue
        under_contents = False
        if isinstance(part, Quotation):
            if _letters(part.text)[:PULL_QUOTE_LETTERS] in running:
                asides.append(_paragraph(part.text, "text", part.lines))
                continue
            part = Text(part.text, "text", part.lines)
        if isinstance(part, Text) and CREDIT.match(part.text) and len(part.text.split()) <= _CREDIT_WORDS:
            asides.append(_paragraph(part.text, "text", part.lines))
            continue
        kept.append(part)
    return kept, tuple(asides), tuple(furniture)


def _is_contents(part: Heading | Text, under_contents: bool) -> bool:
    if CONTENTS_HEADING.fullmatch(part.text.strip(" :")) or CONTENTS_LINE.search(part.text):
        return True
    return under_contents and ENDS_IN_FIGURE.fullmatch(part.text) is not None


def _with_captions(parts: Sequence[Part]) -> list[Part]:
    """The *parts*, a caption just above a table without one, or else just below, made the table's own."""
    captioned: list[Part] = []
    taken = -1
    for number, part in enumerate(parts):
        if number == taken:
            continue
        if not isinstance(part, Grid) or part.caption is not None:
            captioned.append(part)
            continue
        above = captioned[-1] if captioned else None
        below = parts[number + 1] if number + 1 < len(parts) else None
        next_is_table = number + 2 < len(parts) and isinstance(parts[number + 2], Grid)
        if is_caption(above):
            captioned.pop()
            part = replace(part, caption=above.text)
        elif is_caption(below) and not next_is_table:
            taken = number + 1
            part = replace(part, caption=below.text)
        captioned.append(part)
    return captioned


def is_caption(part: Part | None) -> TypeGuard[Text]:
    """Whether *part* is the caption of a table: said by the file, or "Tabel 1 …" on a line of its own."""
    if not isinstance(part, Text) or part.kind not in ("text", "caption"):
        return False
    return part.kind == "caption" or (CAPTION.match(part.text) is not None and len(part.text) < LONG_HEADING)


def _with_levels(parts: Sequence[Part]) -> list[Part]:
    """The *parts*, levels that no heading has left out: 1 is for the title, so without one it begins at 2.

    A first heading that alone has the highest level is the title, whatever the file calls that level.
    """
    levels = [part.level for part in parts if isinstance(part, Heading)]
    if not levels:
        return list(parts)
    highest = min(levels)
    is_titled = highest == 1 or (levels[0] == highest and Counter(levels)[highest] == 1)
    ranks = {level: number for number, level in enumerate(sorted(set(levels)), start=1 if is_titled else 2)}
    return [
        replace(part, level=min(ranks[part.level], DEEPEST)) if isinstance(part, Heading) else part for part in parts
    ]


def _sections(parts: Sequence[Part]) -> tuple[Section, ...]:
    sections: list[Section] = []
    heading: Heading | None = None
    blocks: list[Paragraph | Table] = []
    for part in [*parts, None]:
        if part is None or isinstance(part, Heading):
            if heading is not None or blocks:
                sections.append(_section(heading, blocks))
            heading, blocks = part, []
        elif isinstance(part, Grid):
            blocks.append(_table(part))
        elif isinstance(part, Text):
            blocks.append(_paragraph(part.text, part.kind, part.lines))
    return tuple(sections)


def _section(heading: Heading | None, blocks: Sequence[Paragraph | Table]) -> Section:
    number = NUMBER.match(heading.text) if heading else None
    return Section(
        heading=heading.text if heading else None,
        level=heading.level if heading else 0,
        number=number[1] if number else None,
        heading_boxes=(box_of(heading.lines),) if heading else (),
        blocks=tuple(blocks),
    )


def _paragraph(text: str, kind: ParagraphKind, lines: tuple[int, int]) -> Paragraph:
    return Paragraph(text, kind, (box_of(lines),), ((0, 1),))


def _table(grid: Grid) -> Table:
    number = CAPTION_NUMBER.match(grid.caption) if grid.caption else None
    return Table(
        caption=grid.caption,
        number=number[1] if number else None,
        header=tuple(_texts(row) for row in grid.table.header),
        rows=tuple(_texts(row) for row in grid.table.rows),
        boxes=(grid.table.box,),
    )


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).lower()
