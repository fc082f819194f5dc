"""Lines of OCR become words like those of a text file: with baseline, type size and weight.

What OCR tells are boxes around letters. The size and the weight, by which headings are known, are measured
here: the size from the height of the letters, the weight from the width of their strokes, italics from their slant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median, median_low

from corpus.shelf import Shelf

from .ocr import ReadLine, ReadWord
from .ocr_mending import Knows, is_bullet, mended, without_dirt
from .rasters import Grey, Mask, slant_gain, stroke_width
from .sheets import Sheet
from .words import Word, clean_text

HEIGHTS = (
    (re.compile(r"[ÅÉÈÖÄÜ]"), 0.88),
    (re.compile(r"[åéèöäü]"), 0.72),
    (re.compile(r"[bdfhklßØ]"), 0.70),
    (re.compile(r"[ij]"), 0.69),
    (re.compile(r"[A-ZÆ0-9&%?!]"), 0.67),
    (re.compile(r"t"), 0.63),
    (re.compile(r"[acegmnopqrsuvwxyzæø]"), 0.49),
)
"""How high letters stand above the line as shares of the type size, the highest first."""
DEPTHS = ((re.compile(r"[()\[\]/§]"), 0.19), (re.compile(r"[gjpqyçQ]"), 0.175), (re.compile(r"[,;]"), 0.10))
"""How far they hang below. Both are medians over 7,000 words of three scanned documents in four faces; a face
that differs does so in all its sizes, which is what matters."""
ASCENT, DESCENT = 0.8, 0.2
"""The box of a word as shares of its size, as fonts have it whatever letters the word has."""

BOLD = 1.25
"""Stroke width against the page's usual one, both relative to size, from which type is bold. Measured on six
scanned documents: regular type ends at 1.15, bold begins at 1.3; light faces of 14 points and more pass for regular."""
WEIGHED_LETTERS = 4
"""Letters from which a word's strokes tell its weight; a shorter one is as its neighbour."""

ITALIC = 1.05
"""Sharpness of a line when it is leant back against upright from which it is italic. On 2,300 lines of ten scanned
documents upright type has .14 to .98, italics 1.14 to 2.5."""

STRAY_SIZE = 0.15
"""Relative difference to its line's middling word from which a word's height is that of something else too."""
ONE_SIZE = 0.06
"""Relative difference within which two measured sizes are one; the measure strays by 3 to 5 percent."""
NEAR_SIZE = 0.12
"""The same for a size that is hardly used: it is the next one, badly measured."""
LARGE = 1.15
"""Size against the text's from which type is a heading's. Those that a document sets in two sizes differ by a sixth and
more, as a reader must see it; the measure of a few capitals and figures strays by a tenth."""
NEAR_HEADING = 0.09
"""The same for a heading's size that is used."""
USED_LETTERS = 40
"""Letters of a size from which it counts as used, on all scanned pages of a document."""


def recognised_words(
    lines: Iterable[ReadLine], image: Grey, mask: Mask, *, point: float, knows: Knows | None
) -> tuple[tuple[Word, ...], float]:
    """The words of one page, and the confidence with which they were read, a mean over their letters.

    *image* and *mask* are what was read, *point* is how many points a pixel is, *knows* tells Danish words.
    Sizes are as measured, see :func:`sized`. Dirt and pictures read as letters are left out.
    """
    kept = [line for line in map(without_dirt, lines) if line]
    sizes = [(line, size) for line in kept for size in [_line_size(line)] if size is not None]
    measured = [(mended(line, size, mask, knows), size) for line, size in sizes]
    weights = [_weights(line, size, image, mask) for line, size in measured]
    usual = _usual_weight(measured, weights)
    words = [
        word
        for (line, size), own in zip(measured, weights, strict=True)
        for word in _line_words(line, size, _bold(line, own, usual), italic=_is_italic(line, mask), point=point)
    ]
    letters = sum(len(word.text) for line, _ in measured for word in line)
    sure = sum(len(word.text) * word.confidence for line, _ in measured for word in line)
    return tuple(words), sure / letters if letters else 0.0


def sized(sheets: Sequence[Sheet]) -> Shelf[Sheet]:
    """The *sheets* with measured sizes gathered: words set alike have one size, over all pages.

    Large type of one size has one weight too, that of most of its letters: strokes tell it less surely there.
    """
    letters: dict[float, int] = {}
    bold: dict[float, int] = {}
    for sheet in sheets:
        for word in sheet.words:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
            bold[word.size] = bold.get(word.size, 0) + (len(word.text) if word.bold else 0)
    size_for = _gathered(letters)
    weights = _large_weights(letters, bold, size_for)

    def alike(word: Word) -> Word:
        size = size_for[word.size]
        return _resized(word, size)._replace(bold=weights.get(size, word.bold))

    return Shelf(replace(sheet, words=tuple(map(alike, sheet.words))) for sheet in sheets)


def _large_weights(
    letters: Mapping[float, int], bold: Mapping[float, int], size_for: Mapping[float, float]
) -> dict[float, bool]:
    """For each size that is larger than the text's whether most of its letters are bold."""
    total: Counter[float] = Counter()
    heavy: Counter[float] = Counter()
    for measured, size in size_for.items():
        total[size] += letters[measured]
        heavy[size] += bold[measured]
    body = max(total, key=total.__getitem__, default=0.0)
    return {size: 2 * heavy[size] > total[size] for size in total if size >= LARGE * body}


def _gathered(letters: dict[float, int]) -> dict[float, float]:
    """For each measured size the one that it stands for, in half points: the most used among those near it."""
    waiting, used = dict(letters), {}
    centres: list[float] = []

    def near(size: float) -> list[float]:
        return [other for other in waiting if abs(other - size) <= ONE_SIZE * size]

    while waiting:
        centre = max(waiting, key=lambda size: (sum(waiting[other] for other in near(size)), -size))
        members = near(centre)
        total = sum(waiting[other] for other in members)
        middle = sum(other * waiting[other] for other in members) / total
        nearest = min(centres, key=lambda known: abs(known - middle), default=0.0)
        if centres and abs(nearest - middle) <= _reach(middle, total, centres[0]) * nearest:
            middle = nearest
        else:
            centres.append(middle)
        for other in members:
            used[other] = max(round(middle * 2) / 2, 0.5)
            del waiting[other]
    return used


def _reach(size: float, letters: int, body: float) -> float:
    """How near, as a share, another size must be for *size*, which so many *letters* have, to be that one."""
    if letters < USED_LETTERS:
        return NEAR_SIZE
    return NEAR_HEADING if size >= LARGE * body else 0.0


def _resized(word: Word, size: float) -> Word:
    return word._replace(size=size, top=word.baseline - ASCENT * size, bottom=word.baseline + DESCENT * size)


def _line_size(line: ReadLine) -> float | None:
    """The type size of *line* in pixels, the mean over its letters; ``None`` for a line of marks alone.

    Each word is a pixel too high or too low, which a mean evens out; words that run into something else are
    not looked at.
    """
    sizes = [size for word in line for size in [_word_size(word)] if size is not None for _ in word.text]
    if not sizes:
        return None
    middle = median_low(sizes)
    return fmean(size for size in sizes if abs(size - middle) <= STRAY_SIZE * middle)


def _word_size(word: ReadWord) -> float | None:
    height = next((share for letters, share in HEIGHTS if letters.search(word.text)), None)
    return None if height is None else (word.bottom - word.top) / (height + _depth(word.text))


def _depth(text: str) -> float:
    return next((share for letters, share in DEPTHS if letters.search(text)), 0.0)


def _line_words(line: ReadLine, size: float, bold: Sequence[bool], *, italic: bool, point: float) -> Iterator[Word]:
    baseline = median(word.bottom - _depth(word.text) * size for word in line for _ in word.text)
    for place, (word, is_bold) in enumerate(zip(line, bold, strict=True)):
        text = "•" if place == 0 and len(line) > 1 and is_bullet(word, size, baseline) else clean_text(word.text)
        if text:
            yield Word(
                text=text,
                x0=word.x0 * point,
                top=(baseline - ASCENT * size) * point,
                x1=word.x1 * point,
                bottom=(baseline + DESCENT * size) * point,
                baseline=baseline * point,
                size=round(size * point, 1),
                bold=is_bold,
                italic=italic,
            )


def _is_italic(line: ReadLine, mask: Mask) -> bool:
    """Whether *line* as a whole is italic; a word of italics in upright text is not told."""
    area = mask[min(word.top for word in line) : max(word.bottom for word in line), line[0].x0 : line[-1].x1]
    return slant_gain(area) > ITALIC


def _weights(line: ReadLine, size: float, image: Grey, mask: Mask) -> list[float | None]:
    """The stroke width of each word of *line*, as a share of the type size."""
    widths = []
    for word in line:
        area = (slice(word.top, word.bottom), slice(word.x0, word.x1))
        width = stroke_width(image[area], mask[area])
        widths.append(width / size if width is not None else None)
    return widths


def _usual_weight(measured: Iterable[tuple[ReadLine, float]], weights: Iterable[list[float | None]]) -> float:
    found = [
        weight
        for (line, _), own in zip(measured, weights, strict=True)
        for word, weight in zip(line, own, strict=True)
        if weight is not None
        for _ in word.text
    ]
    return float(median(found)) if found else 0.0


def _bold(line: ReadLine, weights: Sequence[float | None], usual: float) -> list[bool]:
    """Which words of *line* are bold; short ones are as the longer word before them, or else after."""
    own = [
        weight > BOLD * usual if weight is not None and len(word.text) >= WEIGHED_LETTERS else None
        for word, weight in zip(line, weights, strict=True)
    ]
    if not any(one is not None for one in own):
        return [weight is not None and weight > BOLD * usual for weight in weights]
    last = next(one for one in own if one is not None)
    bold = []
    for one in own:
        last = last if one is None else one
        bold.append(last)
    return bold
