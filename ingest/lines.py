"""Words become lines: pieces of text on one baseline with no wide gap inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from corpus import Box, Paragraph

from .marks import MARKS, RAISED, carriers_of_marks, overlaps_half, text_of
from .shapes import Area
from .words import Word

WIDE_GAP = 0.85
"""Share of the type size that parts two segments. Justified text stays below it but for narrow columns,
whose pieces :func:`joined_rows` puts together again."""
SAME_BASELINE = 0.22
"""Share of the type size that words on one line may differ in height."""
_PLACE, _X0 = attrgetter("baseline", "x0"), attrgetter("x0")
WHOLLY = 0.9
"""Share of the letters that must be bold for a line to count as bold; a full stop is often regular."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that are read together, from left to right; in points from the page's top left corner.

    ``size``, ``bold`` and ``italic`` are those of most of its letters. ``mark`` is the number of the table
    that stands here, for a line that only keeps a table's place in the reading order.
    """

    page: int
    words: tuple[Word, ...]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    mark: int | None

    def __reduce__(self) -> tuple[type[Line], tuple[object, ...]]:
        """Pack the values alone: a frozen dataclass with slots otherwise unpacks ten times as slowly."""
        return Line, tuple(getattr(self, name) for name in self.__slots__)

    @property
    def box(self) -> Box:
        return Box(self.page, self.x0, self.top, self.x1, self.bottom)

    @property
    def paragraph(self) -> Paragraph:
        """The line as a paragraph of its own, for what is kept apart from the text."""
        return Paragraph(self.text, "text", (self.box,), ((0, self.page),))


def area_of(lines: Collection[Line], *, margin: float = 0.0) -> Area:
    """The smallest area that holds *lines*, of which there is at least one, and *margin* points around it."""
    return Area(
        min(line.x0 for line in lines) - margin,
        min(line.top for line in lines) - margin,
        max(line.x1 for line in lines) + margin,
        max(line.bottom for line in lines) + margin,
    )


def line_of(words: Sequence[Word], page: int) -> Line:
    """The line that *words*, from left to right, make."""
    first = words[0]
    size, top, x1, bottom = first.size, first.top, first.x1, first.bottom
    total = bold = italic = 0
    one_size = True
    for word in words:
        length = len(word.text)
        total += length
        if word.bold:
            bold += length
        if word.italic:
            italic += length
        if word.size != size:
            one_size = False
        top, x1, bottom = min(top, word.top), max(x1, word.x1), max(bottom, word.bottom)
    if not one_size:
        sizes: Counter[float] = Counter()
        for word in words:
            sizes[word.size] += len(word.text)
        size = sizes.most_common(1)[0][0]
    baseline = first.baseline if one_size else next(word.baseline for word in words if word.size == size)
    return Line(
        page=page,
        words=tuple(words),
        text=" ".join([word.text for word in words]) if one_size else text_of(words, size, baseline),
        x0=first.x0,
        top=top,
        x1=x1,
        bottom=bottom,
        baseline=baseline,
        size=size,
        bold=bold > WHOLLY * total,
        italic=italic > WHOLLY * total,
        mark=None,
    )


def place_of(box: Box, mark: int) -> Line:
    """A line without words that keeps the place of table number *mark*; of size 0, so it joins no other."""
    return Line(
        page=box.page,
        words=(),
        text="",
        x0=box.x0,
        top=box.top,
        x1=box.x1,
        bottom=box.bottom,
        baseline=box.bottom,
        size=0.0,
        bold=False,
        italic=False,
        mark=mark,
    )


def find_segments(words: Iterable[Word], page: int) -> list[Line]:
    """The segments of one page, by baseline: rows of words, cut at wide gaps."""
    return list(_segments(tuple(words), page))


@lru_cache(maxsize=2)
def _segments(words: tuple[Word, ...], page: int) -> tuple[Line, ...]:
    """The segments, remembered, since several kinds of table are looked for among the same words of a page."""
    segments = []
    for row in _rows(words):
        piece = [row[0]]
        for word in row[1:]:
            if word.x0 - piece[-1].x1 > WIDE_GAP * _size_after(piece, word):
                segments.append(line_of(piece, page))
                piece = []
            piece.append(word)
        segments.append(line_of(piece, page))
    return tuple(segments)


def _size_after(piece: Sequence[Word], word: Word) -> float:
    """The size that tells how wide a gap is between *piece* and *word*: the smaller, but after a mark the text's."""
    last = piece[-1]
    if last.size < RAISED * word.size and len(piece) > 1 and MARKS.fullmatch(last.text):
        return word.size
    return min(word.size, last.size)


def joined_rows(segments: Iterable[Line]) -> list[Line]:
    """Lines of one column, from the top: segments on one baseline are one line."""
    lines: list[Line] = []
    for segment in sorted(segments, key=lambda line: (line.baseline, line.x0)):
        for back, line in enumerate(reversed(lines[-4:]), start=1):
            if _continues(line, segment):
                words = sorted(line.words + segment.words, key=lambda word: word.x0)
                lines[-back] = line_of(words, line.page)
                break
        else:
            lines.append(segment)
    return sorted(lines, key=lambda line: (line.top, line.x0))


def _continues(line: Line, segment: Line) -> bool:
    larger = max(line.size, segment.size)
    beside = segment.x0 >= line.x1 - 1 or segment.x1 <= line.x0 + 1
    level = abs(line.baseline - segment.baseline) <= SAME_BASELINE * larger
    return level and beside and abs(line.size - segment.size) < 0.25 * larger


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one baseline, from left to right; small raised marks join the line they stand on."""
    words = list(words)
    carriers = carriers_of_marks(words)
    rows: list[list[Word]] = []
    row_of: dict[int, list[Word]] = {}
    for word in sorted(words, key=_PLACE):
        if id(word) in carriers:
            continue
        for row in reversed(rows[-6:]):
            first = row[0]
            larger = first.size if first.size > word.size else word.size
            # Words come by baseline, so this one stands lower than the first.
            if word.baseline - first.baseline <= SAME_BASELINE * larger or _is_raised(first, word):
                row.append(word)
                break
        else:
            row = [word]
            rows.append(row)
        if carriers:
            row_of[id(word)] = row
    for mark in words if carriers else ():
        if id(mark) in carriers:
            row_of[id(carriers[id(mark)])].append(mark)
    return [sorted(row, key=_X0) for row in rows]


def _is_raised(first: Word, word: Word) -> bool:
    """Whether one of two words is a small mark beside the other."""
    small, large = (word, first) if word.size < first.size else (first, word)
    return small.size < RAISED * large.size and overlaps_half(small, large)
