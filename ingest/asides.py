"""What stands beside the running text and is no part of it: photo credits and pull quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Paragraph
from corpus.document import REPEATED_LETTERS, SENTENCE_LETTERS

from .blocks import Block
from .lines import Line

CREDIT = re.compile(r"(Fotos?|Fotograf(er)?|Illustration(er)?|Layout|Grafik|Forsidefoto)\s*[:/]", re.IGNORECASE)
QUOTED = re.compile(r"[”\"“„»].*[”\"“«]", re.DOTALL)
QUOTE_SIZE = 1.15
"""Size against the body's from which a quotation is set to catch the eye."""
NOT_LETTERS = re.compile(r"\W")


def is_credit(line: Line) -> bool:
    """Whether *line* names a photographer or illustrator."""
    return CREDIT.match(line.text) is not None


def split_pull_quotes(blocks: Sequence[Block], body_size: float) -> tuple[list[Block], tuple[Paragraph, ...]]:
    """The *blocks* without pull quotes, and those.

    A pull quote is set larger than the text and says what the running text says too, as a sentence or in
    quotation marks; or it is quoted in italics. A heading that quotes is kept: it is upright and said once.
    """
    running = "".join(_letters(block.text) for block in blocks if block.kind in ("text", "item"))
    kept: list[Block] = []
    quotes: list[Paragraph] = []
    for block in blocks:
        if _is_pull_quote(block, running, body_size):
            quotes.append(block.paragraph)
        else:
            kept.append(block)
    return kept, tuple(quotes)


def _is_pull_quote(block: Block, running: str, body_size: float) -> bool:
    if block.kind not in ("heading", "text") or block.setting.first.size < QUOTE_SIZE * body_size:
        return False
    quoted = QUOTED.fullmatch(block.text) is not None
    if quoted and block.setting.italic:
        return True
    letters = _letters(block.text)[:REPEATED_LETTERS]
    itself = 0 if block.kind == "heading" else 1
    is_sentence = block.text.endswith((".", "!", "?")) and len(letters) >= SENTENCE_LETTERS
    return (quoted or is_sentence) and running.count(letters) > itself


def _letters(text: str) -> str:
    return NOT_LETTERS.sub("", text).lower()
