"""What a document's pages say together of its columns: where they start, and which headings stand in or over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .bands import SAME_EDGE, Gutter, Look, crosses, is_heading, look_of
from .lines import Line

SURE = 8
"""Lines side by side at one edge, on all pages together, from which it is one of the document's."""
NARROW = 30.0
"""Points within which there are not two columns: the second edge is that of indented lines."""
NARROWEST = 12.0
"""Body sizes that a column of text is wide, some 25 letters, at the least; those of a table often are not."""
PADDED = 2.0
"""Body sizes that a heading on a tint may stand inside its column."""
MOST_COLUMNS = 6
"""Columns of one width that a gutter foretells."""


class PageColumns(NamedTuple):
    """What one page shows of its columns.

    Attributes:
        has_gutters: whether it has any, be they between narrow columns.
        edges: the left edges of the columns right of a gutter, with the distance from the column left of it
            and the lines that stand side by side there.
        inner: how headings in a column right of a gutter are set.
        across: how headings that a gutter stops at are set.
        beside: how headings in the margin are set.
    """

    has_gutters: bool
    edges: tuple[tuple[float, float, int], ...]
    inner: frozenset[Look]
    across: frozenset[Look]
    beside: frozenset[Look] = frozenset()


class KnownColumns(NamedTuple):
    """What is known of a page's columns before it is read.

    Attributes:
        may_have_gutters: whether there are any columns to look for.
        edges: where columns start on this page, or often in the document.
        steps: where columns as wide as those of this page would start, and ``edges``.
        inner: how headings are set that stand in columns only; ``across`` how those that stand over them only.
        beside: how headings in the margin are set, on any page.
    """

    may_have_gutters: bool
    edges: tuple[float, ...]
    steps: tuple[float, ...]
    inner: frozenset[Look]
    across: frozenset[Look]
    beside: frozenset[Look] = frozenset()


NOTHING_KNOWN = KnownColumns(True, (), (), frozenset(), frozenset())


def columns_shown(gutters: Sequence[Gutter], segments: Sequence[Line], body_size: float) -> PageColumns:
    """What the *gutters* of a page and its *segments* show of its columns; narrow ones are a table's."""
    has_gutters = bool(gutters)
    gutters = [gutter for gutter in gutters if _width(gutter) >= NARROWEST * body_size]
    headings = [line for line in segments if is_heading(line, body_size)] if gutters else []
    inner = {look_of(line) for gutter in gutters for line in gutter.right if _is_inside(line, gutter, body_size)}
    across = {look_of(line) for line in headings if any(crosses(line, gutter.edge) for gutter in gutters)}
    edges = {(gutter.edge, gutter.pitch, gutter.beside) for gutter in gutters}
    return PageColumns(has_gutters, tuple(sorted(edges)), frozenset(inner), frozenset(across))


def _width(gutter: Gutter) -> float:
    """That of the narrower column beside *gutter*, in points."""
    return min(gutter.pitch, max(line.x1 for line in gutter.right) - gutter.edge)


def _is_inside(line: Line, gutter: Gutter, body_size: float) -> bool:
    """Whether *line* is a heading at the left edge of the column right of *gutter*, with text beside it."""
    at_edge = -SAME_EDGE <= line.x0 - gutter.edge <= PADDED * body_size and is_heading(line, body_size)
    return at_edge and any(other.top < line.bottom and other.bottom > line.top for other in gutter.left)


def known_columns(pages: Iterable[PageColumns]) -> list[KnownColumns]:
    """What is known of the columns of each of *pages* once all were seen."""
    pages = list(pages)
    counts: Counter[float] = Counter()
    for page in pages:
        for edge, _, count in page.edges:
            counts[next((one for one in counts if abs(one - edge) <= SAME_EDGE), edge)] += count
    sure = [edge for edge, count in counts.most_common() if count >= SURE]
    parted = {x for page in pages for one in page.edges if _is_one_of(one[0], sure) for x in _parted(*one[:2])}
    everywhere = _apart(sure + [edge for edge in counts if _is_one_of(edge, parted)])
    inner = frozenset[Look]().union(*(page.inner for page in pages))
    across = frozenset[Look]().union(*(page.across for page in pages))
    beside = frozenset[Look]().union(*(page.beside for page in pages))
    return [_known(page, everywhere, inner - across, across - inner)._replace(beside=beside) for page in pages]


def _is_one_of(edge: float, others: Iterable[float]) -> bool:
    return any(abs(edge - other) <= SAME_EDGE for other in others)


def _parted(edge: float, pitch: float) -> Iterator[float]:
    """Where columns would start that part the stretch of *pitch* points left of *edge* evenly."""
    for count in range(2, MOST_COLUMNS):
        yield from (edge - pitch * number / count for number in range(1, count))


def _apart(edges: Iterable[float], others: Iterable[float] = ()) -> list[float]:
    """Those of *edges*, the surest first, that are not the indent of an earlier one or of one of *others*."""
    found = list(others)
    for edge in edges:
        if all(abs(edge - other) > NARROW for other in found):
            found.append(edge)
    return found


def _known(
    page: PageColumns, everywhere: Iterable[float], inner: frozenset[Look], across: frozenset[Look]
) -> KnownColumns:
    own = sorted(page.edges, key=lambda one: -one[2])
    edges = _apart(everywhere, _apart(edge for edge, _, _ in own))
    steps = {edge + step * pitch for edge, pitch, _ in page.edges for step in range(1, MOST_COLUMNS - 1)}
    return KnownColumns(
        may_have_gutters=page.has_gutters or bool(edges),
        edges=tuple(sorted(set(edges))),
        steps=tuple(sorted(steps.union(edges))),
        inner=inner,
        across=across,
    )
