"""All pages of a document laid out: tables found, lines in reading order, photo credits set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus import Paragraph

from .asides import is_credit
from .cells import FoundTable
from .columns import reading_order
from .lineends import LineJoiner
from .lines import Line, find_segments, place_of
from .sheets import Sheet
from .tables import find_tables


def order_pages(
    sheets: Sequence[Sheet], joiner: LineJoiner
) -> tuple[list[FoundTable], list[list[Line]], tuple[Paragraph, ...]]:
    """The tables, the regions of lines in reading order, and the photo credits of all *sheets*.

    In the regions a line with a mark keeps the place of the table of that number.
    """
    tables: list[FoundTable] = []
    segments_by_page: list[list[Line]] = []
    credits: list[Paragraph] = []
    for sheet in sheets:
        found, rest = find_tables(sheet, joiner)
        places = [place_of(table.box, len(tables) + number) for number, table in enumerate(found)]
        tables += found
        segments = find_segments(rest.words, sheet.number)
        credits += [line.paragraph for line in segments if is_credit(line)]
        segments_by_page.append([line for line in segments if not is_credit(line)] + places)
    body_size = find_body_size(segments_by_page)
    regions = [region for segments in segments_by_page for region in reading_order(segments, body_size)]
    return tables, regions, tuple(credits)


def find_body_size(regions: Sequence[Sequence[Line]]) -> float:
    """The type size of most letters."""
    sizes: Counter[float] = Counter()
    for region in regions:
        for line in region:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes.total() else 10.0
