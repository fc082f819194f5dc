"""Pages drawn, set straight and read by OCR: the work of :mod:`ingest.scans` on those that need it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from .grids import find_grids
from .ocr import Ocr
from .ocr_words import recognised_words
from .pages import PageImages
from .paragraph_signs import with_paragraph_signs
from .quality import ENOUGH_WORDS, FEW_KNOWN, Knows, known_share, plain_words
from .rasters import Grey, dark, inked, is_paper, lines_run_across, paper_of, skew_of, straightened, stretched
from .scanned_cells import with_cells
from .scanned_rules import find_rules, without_rules
from .scans import STAMP_LETTERS, STAMPED, letter_count, pictured
from .shapes import turned
from .sheets import MOST_RULES, Sheet

logger = logging.getLogger(__name__)

OCR_DPI = 200
"""Dots an inch for OCR. 300 take half as long again and read no better: word F1 .963 against .964 on three scans."""
BLANK_DPI = 40
"""Dots an inch that show whether there is anything on a page at all."""
SAYS_MORE = 1.15
"""How many times the known words of the text OCR must find to be taken in its place."""
MORE_WORDS = 5
"""And how many more at least: a photograph adds a stray word to a page that is well read."""
SURE = 0.6
"""Confidence of OCR from which a page stands upright; pages upside down have .2 to .4."""
ACROSS_STEP = 4
"""Every fourth pixel, 50 dots an inch, shows which way lines run."""
TRIES = 3
"""Pages of doubtful text that OCR reads no better before the rest is believed: it is in another language."""


def shows_more(sheet: Sheet, images: PageImages) -> bool:
    """Whether there may be text on the page that *sheet* does not have.

    A blank page has none and needs none; a photograph over the page with a few words has those.
    """
    drawn = images.grey(sheet.number, BLANK_DPI)
    if drawn is None:
        return False
    if not sheet.words:
        return inked(drawn)
    return letter_count(sheet) >= STAMP_LETTERS or pictured(sheet) < STAMPED or is_paper(drawn)


def read_all(sheets: Iterable[Sheet], images: PageImages, ocr: Ocr, knows: Knows | None) -> Iterator[Sheet]:
    """Those of *sheets* that OCR reads better than they read themselves, as it reads them."""
    in_vain = turn = 0
    for sheet in sheets:
        if sheet.words and in_vain >= TRIES:
            continue
        scanned = _read_upright(sheet, images, ocr, knows, turn)
        turn = (scanned.turn - sheet.turn) % 4 if scanned is not None else turn
        if scanned is not None and _says_more(scanned, sheet, knows):
            yield scanned
        elif sheet.words:
            in_vain += 1


def _read_upright(sheet: Sheet, images: PageImages, ocr: Ocr, knows: Knows | None, last: int) -> Sheet | None:
    """The page as OCR reads it when it stands upright; ``None`` where it finds no word.

    Sheets are fed on their side or upside down, most often all of them. Whether lines run along the page or across
    is seen; which way up they are tells the reading: what is upside down has words that nobody knows. *last* is the
    number of quarters that the page before had to be turned.
    """
    drawn = images.grey(sheet.number, OCR_DPI)
    if drawn is None:
        return None
    drawn = np.ascontiguousarray(np.rot90(drawn, -sheet.turn))
    across = lines_run_across(dark(drawn[::ACROSS_STEP, ::ACROSS_STEP]))
    likely = sorted(range(4), key=lambda turn: (turn % 2 == int(across), turn != last, turn))
    best: Sheet | None = None
    for number, turn in enumerate(likely):
        if number and (best is None or _is_well_read(best, knows) or len(best.words) < ENOUGH_WORDS):
            break
        scanned = _scanned(_turned(sheet, turn), np.ascontiguousarray(np.rot90(drawn, -turn)), ocr, knows)
        if best is None or (scanned is not None and _sense(scanned, knows) > _sense(best, knows)):
            best = scanned
    return best


def _turned(sheet: Sheet, quarters: int) -> Sheet:
    """*sheet* as it is to be read when its page is turned clockwise by *quarters*."""
    width, height = (sheet.height, sheet.width) if quarters % 2 else (sheet.width, sheet.height)
    images = tuple(turned(image, quarters, sheet.width, sheet.height) for image in sheet.images)
    return replace(sheet, width=width, height=height, images=images, turn=(sheet.turn + quarters) % 4)


def _is_well_read(sheet: Sheet, knows: Knows | None) -> bool:
    known = known_share(sheet.words, knows)
    return (sheet.confidence or 0.0) >= SURE if known is None else known >= FEW_KNOWN


def _sense(sheet: Sheet, knows: Knows | None) -> float:
    """How much was understood of a page: words that are known, or else letters that OCR is sure of."""
    return sum(map(knows, _plain(sheet))) if knows else letter_count(sheet) * (sheet.confidence or 0.0)


def _scanned(sheet: Sheet, drawn: Grey, ocr: Ocr, knows: Knows | None) -> Sheet | None:
    """The page as OCR reads it from its picture; ``None`` where it finds no word."""
    skew = skew_of(dark(drawn))
    image = straightened(drawn, skew)
    point = sheet.width / image.shape[1]
    rules, thin = find_rules(image, point)
    clean = without_rules(image, thin)
    rules = rules if len(rules) <= MOST_RULES else []
    grids = find_grids(rules)
    # Running text is read as well or better with its greys.
    lines = ocr.read(stretched(clean, paper_of(clean)) if grids else clean, round(72 / point))
    if lines is None:
        logger.warning("OCR gave up on page %d", sheet.number)
        return None
    lines, signs = with_paragraph_signs(with_cells(lines, clean, grids, ocr, point=point))
    words, confidence = recognised_words(lines, clean, dark(clean), point=point, knows=knows)
    if not words:
        return None
    return replace(
        sheet,
        words=words,
        rules=tuple(rules),
        grids=grids,
        unmapped=0,
        turned=0,
        problem=None,
        method="ocr",
        confidence=confidence,
        mended=signs,
    )


def _says_more(scanned: Sheet, sheet: Sheet, knows: Knows | None) -> bool:
    """Whether the page read by OCR has clearly more known words than its own text."""
    if not sheet.words:
        return True
    own, seen = (sum(map(knows, words)) if knows else len(words) for words in map(_plain, (sheet, scanned)))
    return seen >= SAYS_MORE * own + MORE_WORDS


def _plain(sheet: Sheet) -> list[str]:
    return plain_words(sheet.words)
