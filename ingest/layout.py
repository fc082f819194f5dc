"""All pages of a document laid out: tables found, lines in reading order, photo credits set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from corpus import Paragraph
from corpus.shelf import Shelf

from .asides import is_credit
from .breaks import BULLET, NUMBER_MARK
from .cells import FoundTable
from .columns import find_columns, reading_order
from .grids import find_frames
from .known_columns import known_columns
from .laid_out import LaidOut
from .lineends import LineJoiner
from .lines import SAME_BASELINE, Line, find_segments, line_of, place_of
from .shapes import Rule
from .sheets import Sheet
from .tables import find_tables

COMMON = 0.6
"""Share of a document's letters from which a weight is its text's own; programmes have up to a third bold."""

MARKER_GAP = 3.0
"""White between a bullet and its text, as a share of the text's size, at most."""


def order_pages(sheets: Iterable[Sheet], joiner: LineJoiner) -> tuple[Shelf[LaidOut], tuple[Paragraph, ...]]:
    """The pages of all *sheets* laid out, and the photo credits, which are on none of them."""
    credits: list[Paragraph] = []
    letters = _Letters()
    pages = Shelf(_parted(sheets, joiner, credits, letters))
    # A weight that all have says nothing: some set their text in a medium one, which others keep for headings.
    all_bold = letters.bold > COMMON * letters.sizes.total()
    body_size = letters.usual_size

    def segments(lines: list[Line]) -> list[Line]:
        return [replace(line, bold=False) for line in lines] if all_bold else lines

    columns = known_columns(find_columns(segments(lines), body_size) for lines, _, _ in pages)

    def ordered() -> Iterator[LaidOut]:
        for (lines, rules, tables), known in zip(pages.taken(), columns, strict=True):
            regions = reading_order(segments(lines), body_size, known, frames=find_frames(rules), rules=rules)
            yield LaidOut(regions, tables)

    return Shelf(ordered()), tuple(credits)


def _parted(
    sheets: Iterable[Sheet], joiner: LineJoiner, credits: list[Paragraph], letters: _Letters
) -> Iterator[tuple[list[Line], tuple[Rule, ...], list[FoundTable]]]:
    """The lines of each sheet that are no table's, with places for its tables; its rules; its tables.

    What it has of the other two is added to them.
    """
    before: FoundTable | None = None
    for sheet in sheets:
        tables, rest = find_tables(sheet, joiner, before=before)
        before = tables[-1] if tables else before
        segments = with_markers(find_segments(rest.words, sheet.number))
        credits += [line.paragraph for line in segments if is_credit(line)]
        places = [place_of(table.box, number) for number, table in enumerate(tables)]
        lines = [line for line in segments if not is_credit(line)] + places
        letters.add(lines)
        yield lines, rest.rules, tables


def with_markers(segments: Iterable[Line]) -> list[Line]:
    """The *segments*, row by row from the left, each bullet or list number joined to the text that it stands before.

    It may hang so far to the left of its text that it would stand in another column.
    """
    joined: list[Line] = []
    for line in segments:
        marker = joined[-1] if joined else None
        if marker is not None and _is_marker_of(marker, line):
            joined[-1] = line_of(marker.words + line.words, line.page)
        else:
            joined.append(line)
    return joined


def _is_marker_of(marker: Line, line: Line) -> bool:
    if len(marker.words) > 1 or not (BULLET.fullmatch(marker.text) or NUMBER_MARK.fullmatch(marker.text)):
        return False
    level = abs(marker.baseline - line.baseline) < SAME_BASELINE * line.size
    return level and 0 < line.x0 - marker.x1 < MARKER_GAP * line.size


@dataclass(slots=True)
class _Letters:
    """How many letters of a document are set in each size, and how many of all in bold."""

    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0

    def add(self, lines: Iterable[Line]) -> None:
        """Count the letters of *lines* too."""
        for line in lines:
            self.sizes[line.size] += len(line.text)
            self.bold += len(line.text) if line.bold else 0

    @property
    def usual_size(self) -> float:
        """The type size of most letters."""
        return self.sizes.most_common(1)[0][0] if self.sizes.total() else 10.0


def find_body_size(pages: Iterable[LaidOut]) -> float:
    """The type size of most letters in the regions of all *pages*."""
    letters = _Letters()
    for page in pages:
        for region in page.regions:
            letters.add(region)
    return letters.usual_size
