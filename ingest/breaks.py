"""Where one block ends and the next begins within a column: gaps, indents, bullets and forced line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from corpus.months import ANY_MONTH

from .cells import CAPTION
from .lineends import HYPHENS
from .lines import Line
from .marks import RAISED
from .notes import mark_of
from .speakers import SPEAKER_MARK
from .styles import common_style, heading_style

PARAGRAPH_GAP = 1.15
"""Line distance against the column's usual one from which a new paragraph begins."""
HEADING_GAP = 1.75
"""Line distance, as a share of the size, within which two lines of one style are one heading."""
INDENT = (0.8, 3.0)
"""First-line indent in body sizes: less is justification, more is a quotation or a table."""
SAME_END, FULL_LINES = 3.0, 3
"""Body sizes within which ragged lines end if they are full, and how many must be so to tell a column's right side."""
SEVERAL_INDENTS = 2
"""Sentences that begin on a line as far indented before that alone begins a paragraph."""
FORCED_AIR = 0.06
"""Share of the measure that must be free beyond the next word before a line end is the writer's own."""
HALF_EMPTY = 0.4
"""Share of the measure whose emptiness ends a paragraph even without a full stop, as in an address."""
NEIGHBOURS = 3
"""Lines above and below whose right ends tell the measure; text beside a picture has one of its own."""
NOTE_SIZE = 0.92
"""A footnote is set smaller than this share of the body size."""

BULLET = re.compile(r"[-–—•·∙◦⁃▪▫‣●○■□▸►▶➢➤➔→»✓✔✗❖◆◇★*o]")
BULLET_START = re.compile(r"[•∙◦⁃▪▫‣●○■□▸►▶➢➤➔✓✔❖◆]")
NUMBER_MARK = re.compile(r"\d{1,2}[.)]|\(?[a-zæøå]\)")
DATE = re.compile(rf"\d{{1,2}}\.\s+({ANY_MONTH})", re.IGNORECASE)
SPEAKER_LINE = re.compile(r"v(/|\.)\s*(?=[A-ZÆØÅ])")
"""A line that announces a speaker; "ved" may open any line of a sentence."""
DASHES = ("-", "–", "—")
NOTE_MARK = re.compile(r"(\d{1,3}(?!\d)|\*{1,3})[ .)]?\s*\S")
SENTENCE_END = (".", "?", "!", ":", "”", "»")


@dataclass(frozen=True, slots=True)
class _Column:
    """What is usual in one column: its left edge, line distance and type size, in points; whether it may hold notes.

    ``indent`` is where the first lines of its paragraphs start, ``None`` where they are not indented.
    """

    left: float
    indent: float | None
    distance: float
    body_size: float
    has_notes: bool


def split_runs(lines: Sequence[Line], body_size: float) -> list[list[Line]]:
    """The *lines* of one column, from the top, cut where a new block begins."""
    left = left_side(lines, body_size)
    column = _Column(
        has_notes=has_notes(lines, body_size),
        left=left,
        indent=_usual_indent(lines, left, body_size),
        distance=_usual_distance(lines, body_size),
        body_size=body_size,
    )
    runs: list[list[Line]] = []
    for number, line in enumerate(lines):
        near = lines[max(0, number - NEIGHBOURS) : number + NEIGHBOURS]
        right = max(one.x1 for one in near if one.mark is None) if line.mark is None else line.x1
        if runs and _continues(runs[-1], line, column, right):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def left_side(lines: Sequence[Line], body_size: float) -> float:
    """Where the lines of a column start that are not indented; a note below may start farther left, or a number."""
    text = [line for line in lines if line.mark is None]
    starts = sorted(line.x0 for line in text if line.size > NOTE_SIZE * body_size) or sorted(line.x0 for line in text)
    return next((one for one, other in pairwise(starts) if other - one < 1), starts[0] if starts else 0.0)


def right_side(lines: Sequence[Line], body_size: float) -> float:
    """Where the lines of a column end that are full; infinity where there are too few to tell."""
    ends = sorted((line.x1 for line in lines if line.mark is None), reverse=True)
    full = [end for end in ends if end > ends[0] - SAME_END * body_size]
    return full[0] if len(full) >= FULL_LINES else inf


def _usual_indent(lines: Sequence[Line], left: float, body_size: float) -> float | None:
    """Where the first lines of paragraphs start if several that follow the end of a sentence do so alike."""
    low, high = (left + share * body_size for share in INDENT)
    starts = Counter(
        round(line.x0)
        for last, line in pairwise(lines)
        if low < line.x0 < high and last.text.endswith(SENTENCE_END) and abs(last.x0 - left) < 2
    )
    start, count = starts.most_common(1)[0] if starts else (0, 0)
    return float(start) if count >= SEVERAL_INDENTS else None


def is_item_start(line: Line) -> bool:
    """Whether *line* opens with a bullet or a list number of its own."""
    if len(line.words) < 2:
        return False
    first = line.words[0].text
    numbered = NUMBER_MARK.fullmatch(first) and not DATE.match(line.text) and line.words[1].size >= RAISED * line.size
    return bool(BULLET.fullmatch(first) or BULLET_START.match(first) or numbered)


def is_note_start(line: Line, body_size: float) -> bool:
    """Whether *line* is small and opens with a footnote's mark."""
    return line.mark is None and line.size <= NOTE_SIZE * body_size and NOTE_MARK.match(line.text) is not None


def has_notes(lines: Sequence[Line], body_size: float) -> bool:
    """Whether a column may hold footnotes: it has text of the body's size, or begins with a note; a box does not."""
    text = [line for line in lines if line.mark is None and heading_style(line, body_size) is None]
    in_body_size = any(line.size > NOTE_SIZE * body_size for line in text)
    return in_body_size or (bool(text) and text[0] is lines[0] and is_note_start(text[0], body_size))


def cut_at_notes(lines: Sequence[Line], called: frozenset[str], body_size: float) -> list[Sequence[Line]]:
    """The *lines* of a column in two where the footnotes at its foot begin, which are *called* on the page."""
    for number, line in enumerate(lines):
        if is_note_start(line, body_size) and mark_of(line.text) in called and _are_small(lines[number:], body_size):
            return [part for part in (lines[:number], lines[number:]) if part]
    return [lines]


def _are_small(lines: Sequence[Line], body_size: float) -> bool:
    return all(line.mark is None and line.size <= NOTE_SIZE * body_size for line in lines)


def is_drop_number(line: Line, body_size: float) -> bool:
    """Whether *line* is a large number that stands beside a paragraph and numbers it."""
    return len(line.text) <= 2 and line.text.isdigit() and line.size > 1.5 * body_size


def _usual_distance(lines: Sequence[Line], body_size: float) -> float:
    distances = [
        below.baseline - above.baseline
        for above, below in pairwise(lines)
        if 0 < below.baseline - above.baseline < 3 * body_size and abs(above.size - below.size) < 0.6
    ]
    usual = float(median(distances)) if distances else 1.3 * body_size
    # Where most lines are paragraphs of their own the median is a paragraph gap, not a line distance.
    return min(usual, 1.55 * body_size) if usual > 1.7 * body_size else usual


def _continues(run: Sequence[Line], line: Line, column: _Column, right: float) -> bool:
    """Whether *line* goes on with *run*; *right* is where full lines end hereabouts."""
    last = run[-1]
    if line.mark is not None or last.mark is not None or SPEAKER_LINE.match(line.text):
        return False
    if len(run) == 1 and is_drop_number(last, column.body_size):
        return True
    gap = line.baseline - last.baseline
    if common_style((*run, line), column.body_size):
        return gap < HEADING_GAP * line.size
    turns = heading_style(line, column.body_size) != heading_style(last, column.body_size)
    if turns and not _is_emphasis(last, line, right) and not _is_in_caption(run, line):
        return False
    if (
        (is_item_start(line) and not _is_mere_dash(run, line, right))
        or (column.has_notes and is_note_start(line, column.body_size))
        or abs(line.size - last.size) > 1
    ):
        return False
    if gap > PARAGRAPH_GAP * max(column.distance, 1.1 * line.size):
        return False
    if column.has_notes and is_note_start(run[0], column.body_size):
        return True
    if is_item_start(run[0]):
        return not _leaves_item(run, line, column.body_size)
    if CAPTION.match(line.text) and (line.bold, line.italic) != (last.bold, last.italic):
        return False
    if CAPTION.match(run[0].text) and _had_room(last, line, right):
        return False
    ended = last.text.endswith(SENTENCE_END)
    leans = line.italic != last.italic and (ended or line.text[:1].isupper())
    after_speaker = SPEAKER_LINE.match(run[0].text) is not None and line.text[:1].isupper()
    begins = _is_indented(last, line, column) and (
        ended or after_speaker or _had_room(last, line, right) or _is_usual(line, column)
    )
    return not leans and not begins and not _is_forced(last, line, right)


def _is_mere_dash(run: Sequence[Line], line: Line, right: float) -> bool:
    """Whether a dash that opens *line* is a pause in a sentence, and no bullet."""
    last = run[-1]
    in_list = is_item_start(run[0]) and abs(run[0].x0 - line.x0) < 2
    mid_sentence = not last.text.endswith(SENTENCE_END) and right - last.x1 < 3 * last.size
    return line.words[0].text in DASHES and mid_sentence and not in_list


def _is_emphasis(last: Line, line: Line, right: float) -> bool:
    """Whether a change of weight between two lines is emphasis inside a sentence that runs on."""
    fills = right - last.x1 < 2 * last.size
    begins_lower = line.text[:1].islower() and not SPEAKER_MARK.match(line.text)
    return fills and begins_lower and abs(line.size - last.size) < 0.3


def _is_in_caption(run: Sequence[Line], line: Line) -> bool:
    """Whether *run* is a caption in bold, and *line* set as it is."""
    return CAPTION.match(run[0].text) is not None and (line.size, line.bold) == (run[0].size, run[0].bold)


def _leaves_item(run: Sequence[Line], line: Line, body_size: float) -> bool:
    """Whether *line* stands left of an item's text, where the text after a list begins."""
    outdented = line.x0 < run[0].x0 - 0.3 * body_size
    hanging = len(run) > 1 and run[-1].x0 > run[0].x0 + 0.5 * body_size
    return outdented or (hanging and line.x0 <= run[0].x0 + 1)


def _is_indented(last: Line, line: Line, column: _Column) -> bool:
    low, high = (column.left + share * column.body_size for share in INDENT)
    return low < line.x0 < high and last.x0 < column.left + 2


def _is_usual(line: Line, column: _Column) -> bool:
    return column.indent is not None and abs(line.x0 - column.indent) < 1 and not line.text[:1].islower()


def _had_room(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of *line* had room on the line above, as after the end of a paragraph, centred or not."""
    free = right - last.x1 + max(0.0, last.x0 - line.x0) - (line.words[0].x1 - line.words[0].x0) - 0.3 * line.size
    return last.text[-1] not in HYPHENS and line.text[:1].isupper() and free > FORCED_AIR * (right - last.x0)


def _is_forced(last: Line, line: Line, right: float) -> bool:
    """Whether the line end before *line* is the writer's own: its first word had room on the line above.

    Then a sentence that ends there ends its paragraph, and so does a line less than some half full
    before a capital or a number, as in an address.
    """
    measure = right - last.x0
    if abs(line.x0 - last.x0) > 2 or measure <= 0 or last.text[-1] in HYPHENS:
        return False
    free = right - last.x1 - (line.words[0].x1 - line.words[0].x0) - 0.3 * line.size
    if line.text[:1].islower():
        return False
    if last.text.endswith(SENTENCE_END):
        return free > FORCED_AIR * measure
    return free > HALF_EMPTY * measure and not last.text.endswith(",")
