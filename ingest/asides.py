"""What stands beside the running text and is no part of it: photo credits and pull quotes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from corpus import Paragraph
from corpus.document import REPEATED_LETTERS, SENTENCE_LETTERS

from .blocks import Block
from .lines import Line
from .quotes_beside import QUOTE_SIZE

CREDIT = re.compile(r"(Fotos?|Fotograf(er)?|Illustration(er)?|Layout|Grafik|Forsidefoto)\s*[:/]", re.IGNORECASE)
QUOTED = re.compile(r"[”\"“„»].*[”\"“«]", re.DOTALL)
QUOTED_WITHIN = 100_000
"""Letters before and after a pull quote in which the text says it, some 40 pages: a volume of papers is not searched
through for each large sentence in it."""
NOT_LETTERS = re.compile(r"\W")


def is_credit(line: Line) -> bool:
    """Whether *line* names a photographer or illustrator."""
    return CREDIT.match(line.text) is not None


def without_pull_quotes(blocks: Iterable[Block], body_size: float, quotes: list[Paragraph]) -> Iterator[Block]:
    """The *blocks* without pull quotes, which are added to *quotes*.

    A pull quote is set larger than the text and says what the running text says too, as a sentence or in
    quotation marks; or it is quoted in italics. A heading that quotes is kept: it is upright and said once.
    """
    for block, start, running in _with_text_around(blocks):
        if _is_pull_quote(block, running, start, body_size):
            quotes.append(block.paragraph)
        else:
            yield block


def _with_text_around(blocks: Iterable[Block]) -> Iterator[tuple[Block, int, bytearray]]:
    """Each block with the letters of the running text around it, and where among them it stands.

    The text reaches ``QUOTED_WITHIN`` letters back and on, and may reach farther.
    """
    waiting = deque[tuple[Block, int]]()
    running, gone = bytearray(), 0
    for block in blocks:
        waiting.append((block, gone + len(running)))
        if block.kind in ("text", "item"):
            running += _letters(block.text).encode()
        while waiting and waiting[0][1] + QUOTED_WITHIN <= gone + len(running):
            first, start = waiting.popleft()
            yield first, start - gone, running
        if waiting and waiting[0][1] - gone >= 2 * QUOTED_WITHIN:  # not for each block: what is left moves to the front
            del running[:QUOTED_WITHIN]
            gone += QUOTED_WITHIN
    for first, start in waiting:
        yield first, start - gone, running


def _is_pull_quote(block: Block, running: bytearray, start: int, body_size: float) -> bool:
    """Whether *block*, which stands at *start* in the letters of the *running* text, is a pull quote."""
    if block.kind not in ("heading", "text") or block.setting.first.size < QUOTE_SIZE * body_size:
        return False
    quoted = QUOTED.fullmatch(block.text) is not None
    if quoted and block.setting.italic:
        return True
    letters = _letters(block.text)[:REPEATED_LETTERS]
    if not quoted and not (block.text.endswith((".", "!", "?")) and len(letters) >= SENTENCE_LETTERS):
        return False
    itself = 0 if block.kind == "heading" else 1
    return running.count(letters.encode(), max(start - QUOTED_WITHIN, 0), start + QUOTED_WITHIN) > itself


def _letters(text: str) -> str:
    return NOT_LETTERS.sub("", text).lower()
