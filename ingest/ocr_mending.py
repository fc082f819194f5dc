"""What OCR usually gets wrong about a line, mended with the picture at hand: dirt, spaces, zeros, dashes, bullets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .ocr import ReadLine, ReadWord
from .rasters import Mask, white_columns

UNSURE_WORD = 0.25
"""Confidence below which a word is dirt or a piece of a picture."""
UNSURE_MARK = 0.6
"""The same for a word without a letter or digit; dashes and dots are told by their shape, whatever OCR thinks."""
UNSURE_LINE = 0.45
"""Mean confidence below which a line is a picture read as letters."""
SHORT_MARKS = re.compile(r"[-–—•·*]")
BAR = re.compile(r"[|¦_]+|[\[\]{}]")
"""What is left of a rule, read as a letter."""

FIGURE_ENDS = re.compile(r"(?<=[0-9])(?=[(%])|(?<=[0-9])(?=[^\W\d_]{2})")
"""Where OCR overlooks the thin space after a figure: "71 %", "8 (26 %)", "2 år"."""
THIN_SPACE = 0.12
"""White inside a word, as a share of the type size, that is such a space; between letters it is .02 to .09."""
DASH_ENDS = re.compile(r"(?<=[0-9])(?=[–—-])|(?<=[–—-])(?=[0-9])")
WHOLE_SPACE = 0.17
"""The same for a space between words, and beside a dash between figures ("9.30 – 10.15"); a 1 has .14 of its own."""
STRAY = 0.4
"""How far, in type sizes, the white may be from where the letters would be parted if all were equally wide."""
STRAY_LETTERS = 2
"""And how many letters, where both halves must be words."""

LONE_ZERO = re.compile(r"\([09oO]\)?|[09oO]\)")
LONE_WIDTH = 0.75
"""Type sizes: what is narrower is one figure. Tesseract's Danish data read a 0 that stands alone as "(9)"."""
DASH = re.compile(r"[-–—]")
DASH_WIDTH = 0.33
"""Type sizes: a dash is .4 to .5 wide, or 1 where it is the long one, which Danish does not use; a hyphen .2 to .3."""
BULLET_RISE = 0.1
"""Share of the type size by which a bullet floats above the line; the letters it is taken for stand on it."""
BULLET_HEIGHT = 0.5
"""Share of the type size that a bullet is high at most."""

Knows = Callable[[str], bool]


def without_dirt(line: ReadLine) -> ReadLine:
    """The words of *line* that are surely words; none where the line as a whole is no text."""
    words = tuple(word for word in line if not _is_dirt(word))
    letters = sum(len(word.text) for word in words)
    sure = sum(len(word.text) * word.confidence for word in words)
    return words if letters and sure >= UNSURE_LINE * letters else ()


def mended(line: ReadLine, size: float, mask: Mask, knows: Knows | None) -> ReadLine:
    """The words of *line*, parted where the picture shows a space that OCR overlooked, lone zeros and dashes as such.

    *size* is the type size in pixels. Words that are no figures are parted only with *knows*, unknown ones into
    two known ones.
    """
    words: list[ReadWord] = []
    for word in line:
        width = word.x1 - word.x0
        if LONE_ZERO.fullmatch(word.text) and width < LONE_WIDTH * size:
            word = word._replace(text="0")
        for part in _parted(word, size, mask, knows):
            if DASH.fullmatch(part.text):
                part = part._replace(text="–" if part.x1 - part.x0 >= DASH_WIDTH * size else "-")
            words.append(part)
    return tuple(words)


def is_bullet(word: ReadWord, size: float, baseline: float) -> bool:
    """Whether a line's first "word" is a dot before a list item, which OCR takes for e, o, ° or *."""
    width, height = word.x1 - word.x0, word.bottom - word.top
    floats = baseline - word.bottom > BULLET_RISE * size
    return len(word.text) == 1 and floats and height < BULLET_HEIGHT * size and 0.6 * height < width < 1.5 * height


def _is_dirt(word: ReadWord) -> bool:
    if BAR.fullmatch(word.text) or word.x1 <= word.x0 or word.bottom <= word.top:
        return True
    is_told = SHORT_MARKS.fullmatch(word.text) or any(character.isalnum() for character in word.text)
    return word.confidence < (UNSURE_WORD if is_told else UNSURE_MARK)


def _parted(word: ReadWord, size: float, mask: Mask, knows: Knows | None) -> Iterator[ReadWord]:
    """The words that *word* is, by the white in its picture."""
    if len(word.text) < 2:
        yield word
        return
    picture = mask[word.top : word.bottom, word.x0 : word.x1]
    gaps = [(word.x0 + left, word.x0 + right) for left, right in white_columns(picture, round(THIN_SPACE * size))]
    start, x0 = 0, word.x0
    for left, right in gaps:
        end = _letter_at(word, (left + right) / 2, right - left, size, knows)
        if end is not None and end > start:
            yield word._replace(text=word.text[start:end], x0=x0, x1=left)
            start, x0 = end, right
    yield word._replace(text=word.text[start:], x0=x0)


def _letter_at(word: ReadWord, middle: float, white: int, size: float, knows: Knows | None) -> int | None:
    """Before which letter of *word* the *white* pixels around *middle* part it; ``None`` where they do not."""
    letter = (word.x1 - word.x0) / len(word.text)
    ends = [match.start() for match in FIGURE_ENDS.finditer(word.text)]
    if white >= WHOLE_SPACE * size:
        ends += [match.start() for match in DASH_ENDS.finditer(word.text)]
    near = [end for end in ends if abs(word.x0 + letter * end - middle) <= STRAY * size]
    if near:
        return min(near, key=lambda end: abs(word.x0 + letter * end - middle))
    # Letterspaced capitals and light faces have white of that width inside words, so a known word is left alone.
    if knows is None or white < WHOLE_SPACE * size or knows(_bare(word.text)):
        return None
    guess = round((middle - word.x0) / letter)
    for end in sorted(
        range(max(guess - STRAY_LETTERS, 1), guess + STRAY_LETTERS + 1), key=lambda end: abs(end - guess)
    ):
        first, second = _bare(word.text[:end]), _bare(word.text[end:])
        if first.isalpha() and second.isalpha() and knows(first) and knows(second):
            return end
    return None


def _bare(text: str) -> str:
    return text.strip(".,;:()!?”\"'")
