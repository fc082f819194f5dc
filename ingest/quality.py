"""How far a page's reading can be trusted: its words against the Danish dictionary, its order against geometry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from corpus import PageReading, ReadingMethod, ReadingWarning

from .laid_out import LaidOut
from .lines import Line
from .sheets import Sheet
from .words import Word

Knows = Callable[[str], bool]
"""Whether Danish has a word."""

SAMPLED = 300
"""Words of a page that are looked up, evenly spread: enough to be right within .03, in 3 milliseconds."""
ENOUGH_WORDS = 20
"""Words of a page from which a share of known ones says something."""
PLAIN_WORD = re.compile(r"\W*([^\W\d_]{2,})\W*")
FEW_KNOWN = 0.6
"""Share of known words below which a page's letters may be the wrong ones. Danish pages of all kinds have
.90 to 1.00, names included; Danish without its æ, ø and å .73; English .4, German .2; garbled text 0 to .2."""
LOW_CONFIDENCE = 0.75
"""Mean confidence of OCR below which a reader should look at the page. Clean scans have .90 to .96."""
LOW_CERTAINTY = 0.7
"""Certainty of order below which a reader should look at the page; the real and the sample documents have
.9 and more on every page."""

HALF = 0.5
"""Share of the lower line's height by which two lines overlap that stand side by side."""
INNER_GAP = 1.5
"""White inside a line, in type sizes, that would part columns if it ran on in the lines around it."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """What is kept of a sheet when its words have gone into the text: all but its ``order_certainty`` is known.

    ``width`` and ``height`` are those that a viewer shows, ``turn`` the quarters by which it was turned to be read.
    """

    number: int
    width: float
    height: float
    turn: int
    method: ReadingMethod
    known_words: float | None
    ocr_confidence: float | None
    on_end: tuple[Word, ...]


def look_at(sheet: Sheet, knows: Knows | None) -> PageLook:
    """What is kept of *sheet*; *knows* tells Danish words."""
    return PageLook(
        sheet.number,
        *sheet.shown_size,
        sheet.turn,
        sheet.method,
        known_share(sheet.words, knows),
        sheet.confidence,
        sheet.on_end,
    )


def page_readings(looks: Iterable[PageLook], pages: Iterable[LaidOut]) -> tuple[PageReading, ...]:
    """What can be said of the reading of each page, given for each how it is laid out."""
    return tuple(
        PageReading(
            number=look.number,
            width=round(look.width, 2),
            height=round(look.height, 2),
            method=look.method,
            known_words=_rounded(look.known_words),
            order_certainty=round(order_certainty(page.regions), 3),
            ocr_confidence=_rounded(look.ocr_confidence),
        )
        for look, page in zip(looks, pages, strict=True)
    )


def find_doubts(pages: Iterable[PageReading]) -> tuple[ReadingWarning, ...]:
    """A warning for each thing on a page that makes its reading doubtful."""
    return tuple(ReadingWarning(page.number, code, message) for page in pages for code, message in _doubts(page))


def known_share(words: Sequence[Word], knows: Knows | None) -> float | None:
    """The share of *words* that Danish has, from 0 to 1; ``None`` where there are too few to tell.

    Words cut at a line end, words with figures and single letters are left out.
    """
    if knows is None:
        return None
    plain = plain_words(words)
    if len(plain) < ENOUGH_WORDS:
        return None
    sample = plain[:: -(-len(plain) // SAMPLED)]
    return sum(map(knows, sample)) / len(sample)


def plain_words(words: Iterable[Word]) -> list[str]:
    """The words of two letters or more without their punctuation; those that a hyphen ends are only halves."""
    found = (PLAIN_WORD.fullmatch(word.text) for word in words if not word.text.endswith(("-", "\u00ad")))
    return [match[1] for match in found if match]


def order_certainty(regions: Sequence[Sequence[Line]]) -> float:
    """How far the geometry of one page leaves only the order in which it was read, from 0 to 1.

    It is the share of letters in lines about which there is no doubt. A line is doubtful if

    - another of its own region stands beside it, so that the two may be columns;
    - one of another region stands beside it and they overlap, or the one on the right is read first;
    - it has white inside that runs on through the line above or below it, as a gutter does.

    Words in tables are not counted; their order is the table's. It knows nothing of meaning: two columns
    of unrelated notes, rightly told apart, are certain, and so is a gutter that is not one if it is clean.
    """
    lines = [(number, line) for number, region in enumerate(regions) for line in region if line.words]
    total = sum(len(line.text) for _, line in lines)
    if not total:
        return 1.0
    doubtful = {id(line) for region in regions for line in _with_gutters_inside(region)}
    lines.sort(key=lambda placed: placed[1].top)
    for at, (region, line) in enumerate(lines):
        for other_region, other in _beside(line, islice(lines, at + 1, None)):
            left_first = (region <= other_region) == (line.x0 <= other.x0)
            overlap = min(line.x1, other.x1) > max(line.x0, other.x0)
            if region == other_region or overlap or not left_first:
                doubtful |= {id(line), id(other)}
    return 1.0 - sum(len(line.text) for _, line in lines if id(line) in doubtful) / total


def _beside(line: Line, below: Iterable[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
    """Those of the lines that begin no higher than *line*, from the top, that stand at its height."""
    for region, other in below:
        if other.top >= line.bottom:
            return
        overlap = min(line.bottom, other.bottom) - other.top
        if overlap > HALF * min(line.bottom - line.top, other.bottom - other.top):
            yield region, other


def _with_gutters_inside(region: Sequence[Line]) -> Iterator[Line]:
    """Lines of one column with white inside that the line above or below has at the same place."""
    gaps = [(line, list(_inner_gaps(line))) for line in region if line.words]
    for (upper, above), (lower, below) in pairwise(gaps):
        if any(min(a1, b1) - max(a0, b0) > INNER_GAP * lower.size for a0, a1 in above for b0, b1 in below):
            yield upper
            yield lower


def _inner_gaps(line: Line) -> Iterator[tuple[float, float]]:
    for left, right in pairwise(line.words):
        if right.x0 - left.x1 > INNER_GAP * line.size:
            yield left.x1, right.x0


def _doubts(page: PageReading) -> Iterator[tuple[str, str]]:
    side = f"Side {page.number}"
    if page.ocr_confidence is not None and page.ocr_confidence < LOW_CONFIDENCE:
        yield (
            "low_ocr_confidence",
            f"{side} er læst fra et billede (OCR), og skriften er svær at læse: regn med fejl i ordene. "
            "Scan siden igen med 300 dpi, eller se den i PDF'en.",
        )
    if page.known_words is not None and page.known_words < FEW_KNOWN:
        share = round(100 * page.known_words)
        yield (
            "few_known_words",
            f"{side}: kun {share} % af ordene er kendte danske ord. Siden er på et andet sprog, eller dens tegn er "
            "læst forkert. Se siden i PDF'en.",
        )
    if page.order_certainty < LOW_CERTAINTY:
        yield (
            "uncertain_order",
            f"{side} er sat, så det er svært at se, i hvilken rækkefølge teksten skal læses. Tjek den mod PDF'en.",
        )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
