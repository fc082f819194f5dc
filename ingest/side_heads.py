"""Headings in the margin: a narrow column beside the text that holds only short groups of bold or large lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from .bands import Look, is_heading, look_of
from .breaks import HEADING_GAP, NOTE_SIZE, PARAGRAPH_GAP, SENTENCE_END
from .lines import Line
from .styles import LETTERS, LONG_HEADING

BESIDE_HEAD = 2.0
"""Body sizes within which a heading and the text that it stands beside begin."""
WIDEST = 0.5
"""Share of the text's measure that the margin is wide, at most; two columns of a page are as wide as each other."""
UNDER_HEAD = 3
"""Lines of text, at the least, for each heading in the margin; a label has one or two."""
FEW_HEADINGS = 0.4
"""Share of the lines of text that may be set as headings are; of the words of a wide heading all are."""
SAME_ROW = 2.0
"""Points within which two lines begin at one height."""
LABEL_END = ":"
TEXT_ENDS = (".", ",", ";")


class SideHead(NamedTuple):
    """A heading in the margin: its lines, from the top, and the height where the text that it stands beside begins."""

    lines: list[Line]
    top: float


def side_heads(
    segments: Sequence[Line],
    quotes: Sequence[Sequence[Line]],
    body_size: float,
    looks: frozenset[Look] = frozenset(),
) -> list[SideHead]:
    """The headings in the margin left of the text of a page, else right of it, from the top.

    Beside the text the margin holds nothing else but *quotes* and small type. Each heading begins with a paragraph
    of the text, which tells it from a line that is only to catch the eye. Those set in one of *looks*, as such headings
    of other pages are, may have little text. Missed is a heading in the text's own size and weight.
    """
    quoted = {id(line) for quote in quotes if not _asks(quote) for line in quote}
    large = [line for line in segments if is_heading(line, body_size) and id(line) not in quoted]
    groups = [group for group in _groups(_whole(large)) if _may_head(group)]
    if not groups:
        return []
    own = [line for line in segments if id(line) not in quoted]
    for left in (True, False):
        heads = _heads_at(groups, own, body_size, looks, left=left)
        if heads:
            return heads
    return []


def _asks(quote: Sequence[Line]) -> bool:
    """Whether *quote* is a question without quotation marks, as many headings are."""
    return quote[-1].text.endswith("?") and quote[0].text[0].isalnum()


def _whole(lines: Sequence[Line]) -> list[Line]:
    """Those of *lines* that are no pieces of a line that wide gaps part."""
    counts = Counter((round(line.baseline), look_of(line)) for line in lines)
    return [line for line in lines if counts[round(line.baseline), look_of(line)] == 1]


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The *lines* of each heading together, from the top."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.x0)):
        group = next((group for group in reversed(groups) if _is_next(group[-1], line)), None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    return groups


def _is_next(upper: Line, line: Line) -> bool:
    near = 0 < line.baseline - upper.baseline < HEADING_GAP * line.size
    return near and look_of(upper) == look_of(line) and line.x0 < upper.x1 and line.x1 > upper.x0


def _may_head(group: Sequence[Line]) -> bool:
    """Whether *group* reads as a heading does, which is short and no sentence, and no number or time."""
    text = " ".join(line.text for line in group)
    return len(text) <= LONG_HEADING and LETTERS.search(text) is not None and not text.endswith(TEXT_ENDS)


def _heads_at(
    groups: Sequence[list[Line]], lines: Sequence[Line], body_size: float, looks: frozenset[Look], *, left: bool
) -> list[SideHead]:
    """Those of *groups* that head the text from a margin at the *left*, or at the right; none if it is no such margin.

    Of the lines of a heading only the first must keep clear of the text: a long word may stand out below.
    """
    beside = [group for group in groups if _stands_beside(group, lines, left=left)]
    if not beside:
        return []
    outmost = min((group[0] for group in beside), key=lambda line: _outer(line, left=left))
    firsts = [group[0] for group in beside if group[0].x0 < outmost.x1 and group[0].x1 > outmost.x0]
    inner = max(_inner(line, left=left) for line in firsts)
    text = [line for line in lines if _outer(line, left=left) >= inner]
    others = [line for line in lines if _outer(line, left=left) < inner]
    wide = [line for line in others if _inner(line, left=left) > inner and not is_heading(line, body_size)]
    in_margin = [line for line in others if _is_level(line, text)]
    rest = [line for line in in_margin if not is_heading(line, body_size)]
    # Small type of more lines than the headings have is theirs: they stand in a box of their own.
    if len(wide) > len(text) or len(rest) > len(firsts) or not all(_is_small(line, body_size) for line in rest):
        return []
    starts = [
        (group, _start(group[0], text, body_size))
        for group in groups
        if _outer(group[0], left=left) < inner and not _are_labels(group, text)
    ]
    heads = sorted((SideHead(group, start) for group, start in starts if start is not None), key=lambda one: one.top)
    measure = max(line.x1 for line in text) - min(line.x0 for line in text)
    headings = sum(is_heading(line, body_size) for line in text)
    is_narrow = inner - _outer(outmost, left=left) < WIDEST * measure and headings <= FEW_HEADINGS * len(text)
    return heads if heads and is_narrow and (_are_few(heads, text) or _are_known(heads, looks)) else []


def _are_few(heads: Sequence[SideHead], text: Sequence[Line]) -> bool:
    """Whether *heads* have so much *text* that they are no labels: together, and each that ends as a label does."""
    ends = [head.top for head in heads[1:]] + [inf]
    labelled = [
        sum(head.top <= line.top < end for line in text)
        for head, end in zip(heads, ends, strict=True)
        if head.lines[-1].text.endswith(LABEL_END)
    ]
    return len(text) >= UNDER_HEAD * len(heads) and all(count >= UNDER_HEAD for count in labelled)


def _are_known(heads: Sequence[SideHead], looks: frozenset[Look]) -> bool:
    return all(look_of(head.lines[0]) in looks for head in heads)


def _outer(line: Line, *, left: bool) -> float:
    """How far from the page's side *line* starts."""
    return line.x0 if left else -line.x1


def _inner(line: Line, *, left: bool) -> float:
    """How far from the page's side *line* reaches."""
    return line.x1 if left else -line.x0


def _stands_beside(group: Sequence[Line], lines: Sequence[Line], *, left: bool) -> bool:
    """Whether a line of *group* is level with one of *lines* that starts clear of its first line."""
    inner = _inner(group[0], left=left)
    clear = [other for other in lines if _outer(other, left=left) >= inner]
    return any(_is_level(line, clear) for line in group)


def _is_level(line: Line, others: Sequence[Line]) -> bool:
    """Whether one of *others* is at the height of *line*."""
    return any(other.top < line.bottom - 1 and other.bottom > line.top + 1 for other in others)


def _is_small(line: Line, body_size: float) -> bool:
    return line.mark is None and line.size <= NOTE_SIZE * body_size


def _start(head: Line, text: Sequence[Line], body_size: float) -> float | None:
    """The top of the row of *text* that begins anew beside the first line of a *head*, ``None`` if none does."""
    near = [line for line in text if abs(line.top - head.top) <= BESIDE_HEAD * body_size]
    for line in sorted(near, key=lambda line: abs(line.top - head.top)):
        row = [one for one in text if abs(one.top - line.top) <= SAME_ROW]
        if all(_begins_anew(one, text) for one in row):
            return min(one.top for one in row)
    return None


def _are_labels(group: Sequence[Line], text: Sequence[Line]) -> bool:
    """Whether *group* is several lines, each level with the begin of a paragraph of its own, all of these set alike."""
    rows = [[one for one in text if abs(one.baseline - line.baseline) < 1] for line in group]
    begins = [one for row in rows for one in row[:1] if _begins_anew(one, text)]
    return 1 < len(group) == len(begins) and len({look_of(one) for one in begins}) == 1


def _begins_anew(line: Line, text: Sequence[Line]) -> bool:
    """Whether a paragraph, an item or a table begins at *line*: below white, the end of a sentence or a short line."""
    column = [one for one in text if one.x0 < line.x1 and one.x1 > line.x0]
    above = max((one for one in column if one.bottom <= line.top + 1), key=lambda one: one.bottom, default=None)
    if above is None or line.mark is not None or above.mark is not None or above.text.endswith(SENTENCE_END):
        return True
    if look_of(above) != look_of(line):
        return True
    full = max(one.x1 for one in column if one.mark is None)
    if full - above.x1 > line.words[0].x1 - line.x0 + line.size:
        return True
    tops = sorted(one.top for one in column if one.mark is None)
    return line.top - above.top > PARAGRAPH_GAP * median(lower - upper for upper, lower in pairwise(tops))
