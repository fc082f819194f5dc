"""Lines of plain text become blocks: which line ends are the writer's, and which are the width of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from corpus.sentences import ends_sentence

from .breaks import BULLET, DASHES, DATE, NUMBER_MARK, SENTENCE_END
from .flattened_tables import is_caption_line
from .lineends import HYPHENS, LineJoiner
from .outline import Grid
from .speakers import SPEAKER_MARK
from .styles import LONG_HEADING
from .text_lines import TextLine
from .text_tables import TextTable

TextBlockKind = Literal["heading", "text", "item", "footnote", "caption", "table"]

WIDEST = 160
"""Characters of the longest line that a page's width has made; lines of a paragraph each are longer."""
LONG_LINES = 40
"""Characters from which a line tells the width; shorter ones are headings, tables and last lines."""
FULL = 0.8
"""Share of the width from which a line is full; letters of print differ in width, so full lines do in number."""
GOES_ON = 0.3
"""Share of the long lines that the next one goes on in small letters where lines are wrapped: in Danish print
two of three; where each line is a paragraph, next to none."""
NEIGHBOURS = 4
"""Lines above and below whose longest tells the width; columns and text beside pictures have one of their own."""
FORCED = 0.88
"""Share of the width that a line and the next one's first word must exceed together, or else it was ended on
purpose: a sentence that stops there ends its paragraph."""
ENDED_EARLY = 0.8
"""The same for a line that ends no sentence before a capital, as a heading or an address does. Of .6, .7 and .8
the last did best on pdftotext's three ways to write the seventeen PDFs that have gold."""
RUNNING_WORDS = 5
"""Words from which a block is running text that another may continue; less is a label or an address."""
NOTE_LINE = re.compile(r"(?P<mark>\d{1,2})([.)]?\s+|(?=\())(?=[A-ZÆØÅ(])")
PAGE_TURN = ("table", "footnote", "caption")
"""What may stand between the two halves of a paragraph."""

_BULLET_START = re.compile(rf"(?:{BULLET.pattern})\s+")
_WEB = re.compile(r"\S*@\S|www\.|https?:")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together; *gap* blank lines stand above them.

    ``level`` is that of a heading: as the file marks it, until :func:`text_headings.with_headings` has ruled.
    """

    kind: TextBlockKind
    text: str
    lines: tuple[int, int]
    gap: int
    count: int
    level: int | None
    bold: bool
    capitals: bool
    grid: Grid | None


def find_text_blocks(lines: Sequence[TextLine | TextTable], joiner: LineJoiner) -> list[TextBlock]:
    """The blocks of a text file; paragraphs that a page end, a table or a footnote has cut are one."""
    width = find_width([line for line in lines if isinstance(line, TextLine)])
    runs: list[list[TextLine] | TextTable] = []
    for number, line in enumerate(lines):
        last = runs[-1] if runs else None
        near = lines[max(0, number - NEIGHBOURS) : number + NEIGHBOURS + 1]
        if isinstance(line, TextTable):
            runs.append(line)
        elif isinstance(last, list) and _continues(
            last, line, lines[number + 1 : number + 2], _width_near(near, width)
        ):
            last.append(line)
        else:
            runs.append([line])
    blocks = [_table_block(run) if isinstance(run, TextTable) else _block(run, joiner) for run in runs]
    return _continued(_with_notes(blocks), joiner)


def find_width(lines: Sequence[TextLine]) -> int | None:
    """The characters of a full line where the file's lines are a page's; ``None`` where each is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= LONG_LINES)
    if not lengths:
        return None
    width = lengths[min(int(0.9 * len(lengths)), len(lengths) - 1)]
    goes_on = sum(
        len(line.text) >= LONG_LINES and not below.gap and (line.text[-1] in HYPHENS or below.text[:1].islower())
        for line, below in pairwise(lines)
    )
    return width if width <= WIDEST and goes_on >= GOES_ON * len(lengths) else None


def _width_near(near: Sequence[TextLine | TextTable], width: int | None) -> int | None:
    """The width of the text around a line: that of the longest line there, within reason."""
    longest = max((len(line.text) for line in near if isinstance(line, TextLine)), default=0)
    return None if width is None else min(max(longest, LONG_LINES), width)


def _continues(
    run: Sequence[TextLine], line: TextLine, below: Sequence[TextLine | TextTable], width: int | None
) -> bool:
    """Whether *line*, the next one, goes on with *run*; *below* is what stands under it."""
    first, last = run[0], run[-1]
    if line.gap or line.level is not None or last.level is not None:
        return False
    if (line.bold and last.bold) or (line.is_capitals and last.is_capitals):
        return len(" ".join(one.text for one in run)) < LONG_HEADING
    if line.bold != last.bold or line.is_capitals != last.is_capitals:
        return False
    if is_item_start(line) and not _is_mere_dash(last, line, width):
        return False
    if last.text[-1] in HYPHENS and line.text[:1].islower():
        return True
    if width is None or (NOTE_LINE.match(line.text) and last.text.endswith(SENTENCE_END)):
        return False
    if SPEAKER_MARK.match(line.text) or (is_caption_line(first.text) and len(run) == 1):
        return False
    taken = len(last.text) + 1 + len(line.text.split(maxsplit=1)[0])
    if line.text[:1].islower():
        return True
    if last.text.endswith(SENTENCE_END):
        return taken > FORCED * width and not _stands_alone(line, below, width)
    return taken > ENDED_EARLY * width or last.text.endswith(",")


def _stands_alone(line: TextLine, below: Sequence[TextLine | TextTable], width: int) -> bool:
    """Whether *line*, after the end of a sentence, is short, ends none, and nothing goes on with it: a heading."""
    if line.text.endswith(SENTENCE_END) or line.text[-1] in HYPHENS:
        return False
    following = below[0] if below and isinstance(below[0], TextLine) and not below[0].gap else None
    first_word = following.text.split(maxsplit=1)[0] if following else ""
    goes_on = following is not None and following.text[:1].islower()
    return not goes_on and len(line.text) + 1 + len(first_word) <= ENDED_EARLY * width


def is_item_start(line: TextLine) -> bool:
    """Whether *line* opens with a bullet or a list number of its own."""
    first, _, rest = line.text.partition(" ")
    numbered = NUMBER_MARK.fullmatch(first) and not DATE.match(line.text)
    return bool(rest) and bool(BULLET.fullmatch(first) or numbered) and not (first == "o" and rest[0].islower())


def _is_mere_dash(last: TextLine, line: TextLine, width: int | None) -> bool:
    """Whether a dash that opens *line* is a pause in a sentence, and no bullet."""
    full = width is not None and len(last.text) >= FULL * width
    return line.text.startswith(DASHES) and full and not last.text.endswith(SENTENCE_END)


def _block(run: Sequence[TextLine], joiner: LineJoiner) -> TextBlock:
    first = run[0]
    text = joiner.join(line.text for line in run)
    kind: TextBlockKind = "text"
    if first.level is not None:
        kind = "heading"
    elif is_item_start(first):
        kind, text = "item", _BULLET_START.sub("", text, count=1)
    elif is_caption_line(text):
        kind = "caption"
    return TextBlock(
        kind=kind,
        text=text,
        lines=(first.number, run[-1].number + 1),
        gap=first.gap,
        count=len(run),
        level=first.level,
        bold=all(line.bold for line in run),
        capitals=all(line.is_capitals for line in run),
        grid=None,
    )


def _table_block(table: TextTable) -> TextBlock:
    return TextBlock("table", "", table.lines, table.gap, 1, None, bold=False, capitals=False, grid=table.grid)


def _with_notes(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The *blocks*, paragraphs that a word before them calls by number made footnotes, and the call taken off.

    "besvarelser af spørgeskemaerne1" calls "1 Omfatter alle de 12 forløb …".
    """
    noted = list(blocks)
    for number, block in enumerate(blocks):
        mark = NOTE_LINE.match(block.text) if block.kind in ("text", "item") else None
        if mark is None:
            continue
        call = re.compile(rf"(?<=[^\W\d][^\W\d])([.,;:)”]?){mark['mark']}(?![\w.,]*\d)(?=[\s.,;:)]|$)")
        for before in range(number - 1, -1, -1):
            if noted[before].kind in ("text", "item") and call.search(noted[before].text):
                noted[before] = replace(noted[before], text=call.sub(r"\1", noted[before].text, count=1))
                noted[number] = replace(block, kind="footnote")
                break
    return noted


def _continued(blocks: Sequence[TextBlock], joiner: LineJoiner) -> list[TextBlock]:
    """The *blocks* with paragraphs joined that a column, page, table or footnote has cut."""
    joined: list[TextBlock] = []
    for block in blocks:
        at = next((n for n in range(len(joined) - 1, -1, -1) if joined[n].kind not in PAGE_TURN), None)
        if at is not None and runs_on(joined[at], block):
            joined[at] = resumed(joined[at], block, joiner)
        else:
            joined.append(block)
    return joined


def runs_on(before: TextBlock, block: TextBlock) -> bool:
    """Whether *block* is the rest of *before*, which breaks off without ending its sentence."""
    return breaks_off(before) and resumes(block)


def breaks_off(block: TextBlock) -> bool:
    """Whether *block* is running text that stops in the middle of a sentence."""
    if block.kind not in ("text", "item") or block.bold or block.capitals:
        return False
    if block.text[-1] in HYPHENS:
        return True
    ended = block.text.endswith(SENTENCE_END) and (block.text[-1] != "." or ends_sentence(block.text))
    return not ended and len(block.text.split()) >= RUNNING_WORDS


def resumes(block: TextBlock) -> bool:
    """Whether *block* begins as the middle of a sentence does."""
    is_line = SPEAKER_MARK.match(block.text) or _WEB.match(block.text)
    return block.kind == "text" and block.text[:1].islower() and not is_line


def resumed(before: TextBlock, rest: TextBlock, joiner: LineJoiner) -> TextBlock:
    """*before* with *rest* added; it stands where both do."""
    text = joiner.join_two(before.text, rest.text)
    return replace(before, text=text, lines=(before.lines[0], rest.lines[1]), count=before.count + rest.count)
