"""Reading order by geometry alone: columns, bands of columns and full-width lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .bands import COLUMN_START, Gutter, Page, look_of, stacked
from .breaks import HEADING_GAP
from .gutters import find_gutter
from .known_columns import NOTHING_KNOWN, KnownColumns, PageColumns, columns_shown
from .lines import Line, joined_rows
from .quotes_beside import quotes_beside
from .separators import cut_at_separators
from .shapes import Area, Rule
from .side_heads import SideHead, side_heads

MAX_DEPTH = 5
"""Columns inside columns; deeper nesting is a table or a poster."""


def find_columns(segments: Sequence[Line], body_size: float) -> PageColumns:
    """What the gutters among the *segments* of a page say of its columns, before anything is known of them."""
    found: list[Gutter] = []
    heads = side_heads(segments, quotes_beside(segments, body_size), body_size)
    for part in _below_heads(segments, heads):
        _order(part, Page(body_size, {}), NOTHING_KNOWN, depth=0, found=found)
    shown = columns_shown(found, _without(segments, [head.lines for head in heads]), body_size)
    return shown._replace(beside=frozenset(look_of(head.lines[0]) for head in heads))


def reading_order(
    segments: Sequence[Line],
    body_size: float,
    known: KnownColumns = NOTHING_KNOWN,
    *,
    frames: Sequence[Area] = (),
    rules: Sequence[Rule] = (),
) -> list[list[Line]]:
    """The regions of a page in reading order: its columns, boxes and bands, each with its lines from the top down.

    Columns end together at a rule or a heading over all of them. Between these, a gutter is a strip that parts lines
    standing side by side, and reaches as far up and down as no line crosses it. Above it, left of it, right of it and
    below it the search goes on. A band too short to show its own gutter may use one that is *known*. Text in a box
    (*frames*) begins where the box does. A pull quote that its neighbours would be mixed with comes last.
    """
    tops = {id(line): top for line in segments for top in [_frame_top(line, frames)] if top}
    page = Page(body_size, tops, [rule for rule in rules if rule.level])
    quotes = quotes_beside(segments, body_size)
    heads = side_heads(segments, quotes, body_size, known.beside)
    regions = _regions(segments, page, known, heads)
    mixed = [quote for quote in quotes if not _is_whole(quote, regions)]
    return _regions(_without(segments, mixed), page, known, heads) + mixed if mixed else regions


def _regions(segments: Sequence[Line], page: Page, known: KnownColumns, heads: Sequence[SideHead]) -> list[list[Line]]:
    """The regions of *segments*, each of the *heads* before the text that it stands beside."""
    if heads:
        first, *others = (_regions(part, page, known, ()) for part in _below_heads(segments, heads))
        return first + [region for head, part in zip(heads, others, strict=True) for region in (head.lines, *part)]
    if not known.may_have_gutters:
        return [joined_rows(segments)] if segments else []
    return _joined_down(_order(list(segments), page, known, depth=0, found=[]))


def _below_heads(segments: Sequence[Line], heads: Sequence[SideHead]) -> list[list[Line]]:
    """The *segments* but for those of *heads*: those above the first, and those below each to the next."""
    rest = _without(segments, [head.lines for head in heads])
    bounds = pairwise([float("-inf"), *(head.top for head in heads), float("inf")])
    return [[line for line in rest if start <= (line.top + line.bottom) / 2 < end] for start, end in bounds]


def _without(segments: Sequence[Line], groups: Sequence[Sequence[Line]]) -> list[Line]:
    apart = {id(line) for group in groups for line in group}
    return [line for line in segments if id(line) not in apart]


def _joined_down(regions: Sequence[list[Line]]) -> list[list[Line]]:
    """The *regions*, those joined that are as wide as each other and go on line by line down one column."""
    joined: list[list[Line]] = []
    for region in regions:
        if joined and _goes_on_down(joined[-1], region):
            joined[-1] = joined[-1] + region
        else:
            joined.append(region)
    return joined


def _goes_on_down(upper: Sequence[Line], lower: Sequence[Line]) -> bool:
    last, first = upper[-1], lower[0]
    distance = first.baseline - last.baseline
    if last.mark is not None or first.mark is not None or not 0 < distance < HEADING_GAP * first.size:
        return False
    left = abs(min(line.x0 for line in upper) - min(line.x0 for line in lower))
    right = abs(max(line.x1 for line in upper) - max(line.x1 for line in lower))
    return max(left, right) < COLUMN_START * first.size and abs(last.size - first.size) < 0.6


def _is_whole(quote: Sequence[Line], regions: Sequence[Sequence[Line]]) -> bool:
    """Whether the lines of *quote* follow each other in one of *regions*."""
    texts = [line.text for line in quote]
    of_all = ([line.text for line in region] for region in regions)
    return any(region[at : at + len(texts)] == texts for region in of_all for at in range(len(region)))


def _frame_top(line: Line, frames: Sequence[Area]) -> float | None:
    """The top of the smallest box that *line* stands in."""
    around = [
        frame
        for frame in frames
        if frame.x0 <= line.x0 and line.x1 <= frame.x1 and frame.top <= line.top and line.bottom <= frame.bottom
    ]
    return max((frame.top for frame in around), default=None)


def _order(
    segments: list[Line], page: Page, known: KnownColumns, *, depth: int, found: list[Gutter]
) -> list[list[Line]]:
    """The regions of *segments*; *found* gathers the gutters."""
    parts = cut_at_separators(segments, page, known)
    return [region for part in parts for region in _order_band(part, page, known, depth=depth, found=found)]


def _order_band(
    segments: list[Line], page: Page, known: KnownColumns, *, depth: int, found: list[Gutter]
) -> list[list[Line]]:
    """The regions of *segments* with no separator among them."""
    if not segments:
        return []
    gutter = find_gutter(segments, page.body_size, known) if len(segments) > 1 and depth < MAX_DEPTH else None
    if gutter is None:
        return [joined_rows(segments)]
    found.append(gutter)
    band = gutter.left + gutter.right
    inside = {id(line) for line in band}
    top, bottom = min(line.top for line in band), max(line.bottom for line in band)
    outside = [line for line in segments if id(line) not in inside]
    above = [line for line in outside if line.top + line.bottom < top + bottom]
    below = [line for line in outside if line.top + line.bottom >= top + bottom]
    regions = _order_band(above, page, known, depth=depth, found=found)
    for left, right in stacked(gutter, page, known.inner):
        regions += _order(left, page, known, depth=depth + 1, found=found)
        regions += _order(right, page, known, depth=depth + 1, found=found)
    return regions + _order_band(below, page, known, depth=depth, found=found)
