"""What stands beside the running text and is no part of it: photo credits and pull quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus import Paragraph

from .blocks import Block, runs_on, with_rest
from .headings import NUMBER
from .lineends import HYPHENS, LineJoiner
from .lines import Line
from .quotes_beside import QUOTE_SIZE
from .text_around import TextAround, is_set_apart, letters_of, with_text_around

CREDIT = re.compile(
    r"(Fotos?|Photos?|Fotograf(er)?|Illustration(er)?|Layout|Grafik|Forsidefoto)\s*[:/©]", re.IGNORECASE
)
QUOTED = re.compile(r"[”\"“„»].*[”\"“«]", re.DOTALL)
ORNAMENT = re.compile(r"[”\"“„»«’‘']{1,2}")
"""Quotation marks that stand alone, drawn large beside a quotation."""
SENTENCE_ENDS = (".", "!", "?")
SENTENCE_WORDS = 6
"""Words from which a line without a stop may be a sentence; headings that the text says too have fewer."""
LONG_SENTENCE = 8
"""The same where the line has the size of the text, and may be a heading in italics or a speaker's line."""
NO_HEADING = 12
"""Words from which a line that the text says too is no heading, whatever is set like it."""
MORE = 60
"""Letters more that a paragraph has which says what a pull quote without a stop does; a programme's line has less."""


def is_credit(line: Line) -> bool:
    """Whether *line* names a photographer or illustrator."""
    return CREDIT.match(line.text) is not None


def without_pull_quotes(
    blocks: Iterable[Block], body_size: float, joiner: LineJoiner, quotes: list[Paragraph]
) -> Iterator[Block]:
    """The *blocks* without pull quotes, which are added to *quotes*; one that a column's end has cut is one.

    A pull quote is set apart from the text and says what the running text says too; or it is quoted in large
    italics. A heading that quotes is kept: it is upright and said once. So is one of those set alike that the text
    does not say, and one that the text says in a list of headings.
    """
    found: list[Block] = []
    before: Block | None = None
    parted = False
    for block, below, text in with_text_around(blocks, body_size):
        last = found[-1] if found else None
        if block.setting.first.size >= QUOTE_SIZE * body_size and ORNAMENT.fullmatch(block.text):
            continue
        if last is not None and text.says_together(last, block):
            found[-1] = with_rest(last, block, joiner)
        elif last is not None and text.says_together(block, last):
            found[-1] = with_rest(block, last, joiner)
        elif is_set_apart(block, body_size) and _is_pull_quote(before, block, below, text, joiner):
            found.append(block)
            parted = True
        elif parted and before is not None and block.kind == "text" and runs_on(before, block, apart=True):
            before, parted = with_rest(before, block, joiner), False
        else:
            if before is not None:
                yield before
            before, parted = block, False
    if before is not None:
        yield before
    quotes += [quote.paragraph for quote in found]


def _is_pull_quote(
    before: Block | None, block: Block, below: Sequence[Block], text: TextAround, joiner: LineJoiner
) -> bool:
    """Whether *block*, which stands between *before* and those *below*, is a pull quote or begins one."""
    after = next(iter(below), None)
    for rest in below:
        if not text.says_together(block, rest):
            break
        block = with_rest(block, rest, joiner)
    large = block.setting.first.size >= QUOTE_SIZE * text.body_size
    quoted = QUOTED.fullmatch(block.text) is not None
    if large and quoted and block.setting.italic:
        return True
    letters = letters_of(block.text)
    if NUMBER.match(block.text) or not text.repeats(letters, listed=block.text[:1].islower()):
        return False
    if block.kind == "text" and large:
        return True
    if block.kind == "text" and not _is_sentence_of(block, letters, text):
        return False
    return quoted or block.text.endswith(".") or _is_no_heading(before, block, after, letters, text)


def _is_sentence_of(block: Block, letters: bytes, text: TextAround) -> bool:
    """Whether *block*, which is as large as the text, is a sentence of one of its paragraphs."""
    is_long = block.text[:1].isupper() and len(block.text.split()) >= LONG_SENTENCE
    return text.opened and (is_long or block.text.endswith(SENTENCE_ENDS)) and text.says(letters, more=1)


def _is_no_heading(before: Block | None, block: Block, after: Block | None, letters: bytes, text: TextAround) -> bool:
    """Whether *block*, which the text repeats and which ends in no full stop, is none of the document's headings.

    It is as long as a sentence, part of a paragraph, and interrupts the text or is set as no heading is.
    """
    words, goes_on = len(block.text.split()), block.text[:1].islower()
    is_asked = text.headed > 0 and words >= NO_HEADING and block.text.endswith(SENTENCE_ENDS)
    if not (text.opened or goes_on or is_asked) or words < SENTENCE_WORDS:
        return False
    if not text.repeats(letters, more=MORE, listed=goes_on):
        return False
    if goes_on or words >= NO_HEADING or block.text[-1] in HYPHENS or _interrupts(before, block, after):
        return True
    alike = text.headings[block.setting.style]
    return all(letters.startswith(other) or text.repeats(other) for other in alike)


def _interrupts(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether *block* parts what belongs together: a sentence, or a smaller heading and its text."""
    if after is not None and after.kind == "text" and after.text[:1].islower():
        return True
    return before is not None and before.style is not None and before.style.size < block.setting.first.size
