"""Where the columns of a page end together and others begin: at rules and headings that stand over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.sentences import ends_sentence

from .bands import FULL_LINE, HEADING_SIZE, SAME_EDGE, Page, crosses, is_heading, look_of
from .breaks import HEADING_GAP, SENTENCE_END
from .known_columns import KnownColumns
from .lines import Line

LEVEL_START = 3.0
"""Body sizes within which the columns below a heading start together, if the heading spans them."""
LEVEL_END = (1.5, 6.0)
"""Body sizes that the right column may end below the left one, or above it, where both are of one band: its lines are
shared out evenly, as far as paragraphs let them."""
UNPARTED = 3
"""Lines of a paragraph that are not shared out between columns: two stay together at each side."""
UNDERLINED = 0.6
"""White between a heading and the rule that underlines it, as a share of its size, at most."""
AT_SIDE = 1.0
"""Body sizes that a rule over all columns may keep off the sides of their text."""


class _Band(NamedTuple):
    """The lines of the columns that end or begin at a heading: from the top, those right of ``edge`` on the right."""

    edge: float
    left_above: Sequence[Line]
    left_below: Sequence[Line]
    right_above: Sequence[Line]
    right_below: Sequence[Line]


def cut_at_separators(segments: Sequence[Line], page: Page, known: KnownColumns) -> list[list[Line]]:
    """The *segments* cut where columns begin anew below a rule or a heading over all of them, from the top."""
    edges = [edge for edge in known.edges if _stands_between(edge, segments)]
    if not edges:
        return [list(segments)]
    middle = (min(line.x0 for line in segments) + max(line.x1 for line in segments)) / 2
    parts: list[list[Line]] = []
    for stretch in _cut_at(_rule_heights(segments, page), segments):
        lines = sorted(stretch, key=lambda line: (line.top, line.x0))
        cuts: list[float] = []
        start = float("-inf")
        for line in lines:
            heads, is_wide = is_heading(line, page.body_size), any(crosses(line, edge) for edge in edges)
            band = [one for one in lines if one.top + SAME_EDGE > start] if heads or is_wide else []
            if not band or not _is_alone(line, band):
                continue
            in_middle = line.x0 >= edges[0]
            if in_middle and not _is_centred(line, middle):
                continue
            if heads and _is_over_all(line, band, edges, page.body_size, known):
                cuts.append(line.top)
                start = line.top
                if in_middle:  # else it would be read with the column that it stands over
                    cuts.append(line.bottom - SAME_EDGE)
            if is_wide:
                start = line.bottom
        parts += _cut_at(cuts, lines)
    return parts


def _stands_between(edge: float, segments: Sequence[Line]) -> bool:
    return any(line.x1 < edge for line in segments) and any(line.x0 >= edge - SAME_EDGE for line in segments)


def _cut_at(heights: Sequence[float], lines: Sequence[Line]) -> list[list[Line]]:
    bounds = pairwise([float("-inf"), *sorted(heights), float("inf")])
    parts = ([line for line in lines if start <= line.top + SAME_EDGE / 2 < end] for start, end in bounds)
    return [part for part in parts if part]


def _rule_heights(segments: Sequence[Line], page: Page) -> list[float]:
    """The heights of rules that are as wide as all *segments* and have none of them beside.

    One right below a heading underlines it, and the columns end above the heading.
    """
    slack = AT_SIDE * page.body_size
    x0, x1 = min(line.x0 for line in segments) + slack, max(line.x1 for line in segments) - slack
    wide = [rule.top for rule in page.rules if rule.x0 <= x0 and rule.x1 >= x1]
    free = [top for top in wide if not any(line.top + 1 < top < line.bottom - 1 for line in segments)]
    return [_top_of_heading_over(top, segments, page) for top in free]


def _top_of_heading_over(height: float, segments: Sequence[Line], page: Page) -> float:
    """The top of the heading that stands alone right above *height*, or that itself."""
    above = sorted((line for line in segments if line.bottom < height + SAME_EDGE), key=lambda line: line.top)
    if not above or not is_heading(above[-1], page.body_size) or not _is_alone(above[-1], segments):
        return height
    if height - above[-1].bottom > UNDERLINED * above[-1].size:
        return height
    while len(above) > 1 and _is_rest(above[-1], above[:-1]):
        above.pop()
    return above[-1].top


def _is_over_all(
    line: Line, band: Sequence[Line], edges: Sequence[float], body_size: float, known: KnownColumns
) -> bool:
    """Whether *line* is a heading over all columns of *band*, the lines from where columns last began.

    It is alone in its strip. It crosses a gutter, or is set as others that do and as none in a column; or the text
    above it goes on at the head of the next column; or what stands below and above says so.
    """
    above, below = [one for one in band if one.top < line.top], [one for one in band if one.top >= line.bottom - 1]
    if not (line.x0 >= edges[0] or any(one.x0 >= edges[0] - SAME_EDGE for one in above)) or _is_rest(line, above):
        return False
    look = look_of(line)
    if look in known.across or any(crosses(line, edge) for edge in edges):
        return True
    bands = [_band_at(edge, edges, above, below) for edge in edges]
    goes_on = [
        answer
        for one in bands
        for answer in [_goes_on_beside(one, body_size, has_heading=one is bands[0])]
        if answer is not None
    ]
    if goes_on or look in known.inner:
        return any(goes_on)
    return not _is_quote(line, below, body_size) and _begins_anew(bands[0], body_size)


def _is_quote(line: Line, below: Sequence[Line], body_size: float) -> bool:
    """Whether *line* is large, in italics and ends as a sentence does or goes on *below*, as a pull quote does."""
    if not line.italic or line.size < HEADING_SIZE * body_size:
        return False
    return line.text.endswith(SENTENCE_END) or any(_is_rest(one, [line]) for one in below)


def _is_centred(line: Line, middle: float) -> bool:
    return abs((line.x0 + line.x1) / 2 - middle) < AT_SIDE * line.size


def _is_rest(line: Line, above: Sequence[Line]) -> bool:
    """Whether *line* is a further line of the heading right *above* it."""
    last = next((one for one in reversed(above) if crosses(one, line.x0 + line.size)), None)
    return (
        last is not None and look_of(last) == look_of(line) and line.baseline - last.baseline < HEADING_GAP * line.size
    )


def _is_alone(line: Line, band: Sequence[Line]) -> bool:
    air = 0.25 * line.size
    return not any(
        one is not line
        and one.top < line.bottom + air
        and one.bottom > line.top - air
        and (one.x0 >= line.x1 or one.x1 <= line.x0)
        for one in band
    )


def _band_at(edge: float, edges: Sequence[float], above: Sequence[Line], below: Sequence[Line]) -> _Band:
    """The lines of the column left of *edge*, and those right of it: of the next column *above*, of all *below*."""
    start = max((one for one in edges if one < edge), default=float("-inf")) - SAME_EDGE
    end = min((one for one in edges if one > edge), default=float("inf")) - SAME_EDGE
    at = edge - SAME_EDGE
    return _Band(
        edge,
        [line for line in above if start <= line.x0 < at],
        [line for line in below if start <= line.x0 < at],
        [line for line in above if at <= line.x0 < end],
        [line for line in below if at <= line.x0],
    )


def _goes_on_beside(band: _Band, body_size: float, *, has_heading: bool) -> bool | None:
    """Whether a sentence goes on from the foot of the left column above to the head of the right one.

    ``False`` if it goes on there from further down; ``None`` where no sentence is cut, or where the left column has
    nothing below, not even the heading.
    """
    if not band.left_above or not band.right_above or not (band.left_below or has_heading):
        return None
    last, first = band.left_above[-1], band.right_above[0]
    if last.mark is not None or any(is_heading(one, body_size) for one in (last, first)):
        return None
    if not first.text[:1].islower():
        return None
    breaks_off = _breaks_off(band.left_above, body_size)
    if breaks_off and band.left_below and not band.right_below and _breaks_off(band.left_below, body_size):
        return None
    return breaks_off


def _breaks_off(column: Sequence[Line], body_size: float) -> bool:
    """Whether the last line of *column* is full and does not end its sentence."""
    last = column[-1]
    right = max((line.x1 for line in column if not is_heading(line, body_size)), default=last.x1)
    ended = last.text.endswith(SENTENCE_END) and (last.text[-1] != "." or ends_sentence(last.text))
    return not ended and last.x1 > right - FULL_LINE * body_size


def _begins_anew(band: _Band, body_size: float) -> bool:
    """Whether the columns below start together, or what stands below is full lines, or a piece that is not parted."""
    left = _without_heads(band.left_below, band.right_below, body_size)
    right = band.right_below
    if right:
        if not left or crosses(right[0], band.edge):
            return False
        starts_with_left = left[0].top < right[0].top
        return (
            starts_with_left
            if crosses(left[0], band.edge)
            else abs(left[0].top - right[0].top) <= LEVEL_START * body_size
        )
    if left and crosses(left[0], band.edge):
        return True
    if not band.left_above or not band.right_above:
        return False
    higher, lower = (share * body_size for share in LEVEL_END)
    level = -higher <= band.left_above[-1].bottom - band.right_above[-1].bottom <= lower
    piece = _first_piece(left, body_size)
    return level and (len(piece) <= UNPARTED or any(line.mark is not None for line in piece))


def _without_heads(left: Sequence[Line], right: Sequence[Line], body_size: float) -> Sequence[Line]:
    """The *left* lines from the first that is no heading with white beside it."""
    for number, line in enumerate(left):
        if line.size < HEADING_SIZE * body_size or any(
            one.top < line.bottom and one.bottom > line.top for one in right
        ):
            return left[number:]
    return ()


def _first_piece(lines: Sequence[Line], body_size: float) -> Sequence[Line]:
    """The *lines* down to the next heading."""
    end = next((number for number, line in enumerate(lines) if is_heading(line, body_size)), len(lines))
    return lines[:end]
