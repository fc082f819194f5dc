"""All pages of a document laid out: tables found, lines in reading order, photo credits set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus import Paragraph

from .asides import is_credit
from .cells import FoundTable
from .columns import reading_order
from .grids import find_frames
from .lineends import LineJoiner
from .lines import Line, find_segments, place_of
from .shapes import Area
from .sheets import Sheet
from .tables import find_tables

COMMON = 0.6
"""Share of a document's letters from which a weight is its text's own; programmes have up to a third bold."""


def order_pages(
    sheets: Sequence[Sheet], joiner: LineJoiner
) -> tuple[list[FoundTable], list[list[Line]], tuple[Paragraph, ...]]:
    """The tables, the regions of lines in reading order, and the photo credits of all *sheets*.

    In the regions a line with a mark keeps the place of the table of that number.
    """
    tables: list[FoundTable] = []
    segments_by_page: list[list[Line]] = []
    frames_by_page: list[tuple[Area, ...]] = []
    credits: list[Paragraph] = []
    for sheet in sheets:
        found, rest = find_tables(sheet, joiner)
        places = [place_of(table.box, len(tables) + number) for number, table in enumerate(found)]
        tables += found
        segments = find_segments(rest.words, sheet.number)
        credits += [line.paragraph for line in segments if is_credit(line)]
        frames_by_page.append(find_frames(rest.rules))
        segments_by_page.append([line for line in segments if not is_credit(line)] + places)
    segments_by_page = _without_common_weight(segments_by_page)
    body_size = find_body_size(segments_by_page)
    pages = zip(segments_by_page, frames_by_page, strict=True)
    regions = [region for segments, frames in pages for region in reading_order(segments, body_size, frames)]
    return tables, regions, tuple(credits)


def _without_common_weight(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of all *pages*, none of them bold where most letters are: a weight that all have says nothing.

    Some set their text in a medium weight, which others keep for headings.
    """
    letters = sum(len(line.text) for lines in pages for line in lines)
    bold = sum(len(line.text) for lines in pages for line in lines if line.bold)
    if bold <= COMMON * letters:
        return [list(lines) for lines in pages]
    return [[replace(line, bold=False) for line in lines] for lines in pages]


def find_body_size(regions: Sequence[Sequence[Line]]) -> float:
    """The type size of most letters."""
    sizes: Counter[float] = Counter()
    for region in regions:
        for line in region:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes.total() else 10.0
