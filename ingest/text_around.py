"""What a document says around one of its blocks, so that a pull quote is known by the text that it repeats."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.document import REPEATED_LETTERS, SENTENCE_LETTERS

from .blocks import Block
from .lineends import HYPHENS
from .quotes_beside import QUOTE_SIZE
from .setting import Setting
from .styles import Style

QUOTED_WITHIN = 100_000
"""Letters before and after a pull quote in which the text says it, some 40 pages: a volume of papers is not searched
through for each large sentence in it."""
NOT_LETTERS = re.compile(r"\W")
LISTED_WITHIN = 60
"""Letters beside a heading's words in the text in which the next heading of a list of them begins or ends."""
HEADINGS_REMEMBERED = 40
"""Headings of one style that are compared with a quotation."""
RUNNING_TEXT = 100
"""Letters of a paragraph that is running text."""
INTRODUCED = 2
"""Headings above which a title stands, or a subtitle; running text under one says so too."""
RUNNING = ("text", "item")
FIGURES = b"0123456789"


@dataclass(slots=True)
class TextAround:
    """The letters of the running text around a block, and the headings of the document so far and as far on.

    Attributes:
        body_size: the type size of most of the text.
        letters: those of the running text, ``QUOTED_WITHIN`` back and on at the least.
        start: where among them the block stands, and ``own`` those that are its own; a heading has none.
        gone: how many letters of the document stand before them.
        edges: where among all letters of the document a block begins or ends.
        headings: the letters of what is set as headings are and may be one, by how it is set.
        foot: the page of the last line of the running text, and its top.
        headed: how many headings stand above the block.
        opened: whether its title does, and what goes with it.
    """

    body_size: float
    letters: bytearray = field(default_factory=bytearray)
    start: int = 0
    own: range = range(0)
    gone: int = 0
    edges: list[int] = field(default_factory=lambda: [0])
    headings: defaultdict[Style, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    foot: tuple[int, float] = (0, 0.0)
    headed: int = 0
    opened: bool = False

    @property
    def end(self) -> int:
        """How many letters the document has as far as it is known."""
        return self.gone + len(self.letters)

    def add(self, block: Block) -> None:
        """Take in *block*, which is to come."""
        if block.kind in RUNNING:
            self._add_text(block)
        is_heading = is_set_apart(block, self.body_size) and not block.text.endswith(".")
        if is_heading and not block.text[:1].islower():
            alike = self.headings[block.setting.style]
            if len(alike) < HEADINGS_REMEMBERED:
                alike.add(letters_of(block.text))

    def _add_text(self, block: Block) -> None:
        """Take in the letters of *block*; one at the head of a column may go on with a paragraph elsewhere."""
        first, last = block.setting.first, block.setting.last
        page, top = self.foot
        if len(self.edges) > 1 and (first.page != page or first.top < top):
            self.edges.pop()
        self.foot = last.page, last.top
        self.letters += letters_of(block.text)
        self.edges.append(self.end)

    def passed(self, block: Block) -> None:
        """Note that *block* now stands above."""
        self.headed += block.kind == "heading"
        is_text = block.kind in RUNNING and len(block.text) >= RUNNING_TEXT
        self.opened = self.opened or self.headed >= INTRODUCED or (self.headed > 0 and is_text)

    def forget(self, letters: int) -> None:
        """Let go of so many *letters* at the beginning."""
        del self.letters[:letters]
        self.gone += letters
        self.edges = self.edges[bisect_right(self.edges, self.gone) - 1 :]

    def says(self, letters: bytes, *, more: int = 0, listed: bool = False) -> bool:
        """Whether the running text says *letters* elsewhere than here, and *more* letters in the same paragraph.

        Unless *listed*, it may be no list of headings.
        """
        place, end = max(self.start - QUOTED_WITHIN, 0), self.start + QUOTED_WITHIN
        while (place := self.letters.find(letters, place, end)) >= 0:
            after = place + len(letters)
            is_alone = more and self._paragraph(place, after) < len(letters) + more
            if place not in self.own and not is_alone and (listed or not self._is_listed(place, after)):
                return True
            place += 1
        return False

    def repeats(self, letters: bytes, *, more: int = 0, listed: bool = False) -> bool:
        """Whether the text says *letters*, or as much of them as editors leave of a sentence at either end."""
        ends = letters[:REPEATED_LETTERS], letters[-REPEATED_LETTERS:]
        return len(letters) >= SENTENCE_LETTERS and any(self.says(end, more=more, listed=listed) for end in ends)

    def says_together(self, upper: Block, lower: Block) -> bool:
        """Whether *lower* goes on where *upper* breaks off, set alike and as the text says it."""
        if not lower.text[:1].islower() or not _are_alike(upper.setting, lower.setting):
            return False
        if upper.text[-1:] in HYPHENS:
            return True
        half = SENTENCE_LETTERS // 2
        return self.says(letters_of(upper.text)[-half:] + letters_of(lower.text)[:half], listed=True)

    def _paragraph(self, start: int, end: int) -> int:
        """How many letters the paragraphs have that what stands from *start* to *end* is part of."""
        first = bisect_right(self.edges, self.gone + start) - 1
        last = min(bisect_left(self.edges, self.gone + end), len(self.edges) - 1)
        return self.edges[last] - self.edges[first]

    def _is_listed(self, start: int, end: int) -> bool:
        """Whether a heading stands on either side of what is said from *start* to *end*."""
        above = bytes(self.letters[max(start - 2 * LISTED_WITHIN, 0) : start]).rstrip(FIGURES)
        below = bytes(self.letters[end : end + 2 * LISTED_WITHIN]).lstrip(FIGURES)
        others = (other for alike in self.headings.values() for other in alike if other)
        return any(
            above.endswith(other[-LISTED_WITHIN:]) or below.startswith(other[:LISTED_WITHIN]) for other in others
        )


def with_text_around(blocks: Iterable[Block], body_size: float) -> Iterator[tuple[Block, Sequence[Block], TextAround]]:
    """Each block with those below it, and the text around it. The latter two are the same objects for all blocks."""
    text = TextAround(body_size)
    waiting, places = deque[Block](), deque[int]()

    def first() -> tuple[Block, Sequence[Block], TextAround]:
        block = waiting.popleft()
        text.start = places.popleft() - text.gone
        length = len(letters_of(block.text)) if block.kind in RUNNING and is_set_apart(block, body_size) else 0
        text.own = range(text.start, text.start + length)
        return block, waiting, text

    for block in blocks:
        waiting.append(block)
        places.append(text.end)
        text.add(block)
        while len(waiting) > 1 and places[0] + QUOTED_WITHIN <= text.end:
            yield (told := first())
            text.passed(told[0])
        if places[0] - text.gone >= 2 * QUOTED_WITHIN:  # not for each block: what is left moves to the front
            text.forget(QUOTED_WITHIN)
    while waiting:
        yield (told := first())
        text.passed(told[0])


def is_set_apart(block: Block, body_size: float) -> bool:
    """Whether *block* is set as headings and pull quotes are: larger than the text, bold, or in italics."""
    style = block.setting.style
    is_text = block.kind == "text" and (block.setting.italic or style.bold or style.size >= QUOTE_SIZE * body_size)
    return block.kind == "heading" or is_text


def letters_of(text: str) -> bytes:
    """The letters and figures of *text* alone, all small."""
    return NOT_LETTERS.sub("", text).lower().encode()


def _are_alike(one: Setting, other: Setting) -> bool:
    return one.style._replace(capitals=False) == other.style._replace(capitals=False)
