"""Pages that are pictures of text: found, read by OCR, and made into the same sheets as other pages.

A page that tells too little by itself is drawn, set straight and given to OCR; whichever of the two says more
is kept, so that a mixed document keeps its good pages as they are. Places are those on the page set straight:
on a sheet that lay half a degree askew they are up to 4 points off at its edges.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus import ReadingWarning
from corpus.errors import NothingToRead

from .gaps import MANY_UNMAPPED
from .grids import find_grids
from .ocr import FindOcr, Ocr
from .ocr_words import recognised_words, sized
from .pages import PageImages, open_images
from .quality import FEW_KNOWN, Knows, known_share, plain_words
from .rasters import dark, inked, is_paper, skew_of, straightened
from .scanned_rules import find_rules, without_rules
from .sheets import MOST_RULES, Sheet

logger = logging.getLogger(__name__)

OCR_DPI = 200
"""Dots an inch for OCR. 300 take half as long again and read no better: word F1 .963 against .964 on three scans."""
BLANK_DPI = 40
"""Dots an inch that show whether there is anything on a page at all."""
STAMP_LETTERS = 300
"""Letters that may be all that a scanner or an archive has added to the picture of a page."""
STAMPED = 0.5
"""Share of the page that its largest picture covers where such a stamp may be all its text."""
SAYS_MORE = 1.15
"""How many times the known words of the text OCR must find to be taken in its place."""
MORE_WORDS = 5
"""And how many more at least: a photograph adds a stray word to a page that is well read."""
TRIES = 3
"""Pages of doubtful text that OCR reads no better before the rest is believed: it is in another language."""


@dataclass(frozen=True, slots=True)
class Scans:
    """What became of the pages without usable text.

    Attributes:
        sheets: all pages, those read by OCR in the place of what they were.
        unread: numbers of the pages that show something and are as they were, because there is no OCR.
        empty: numbers of the pages on which OCR found no text.
    """

    sheets: tuple[Sheet, ...]
    unread: tuple[int, ...]
    empty: tuple[int, ...]


def read_scans(path: Path, sheets: Sequence[Sheet], *, knows: Knows | None, find_ocr: FindOcr) -> Scans:
    """The *sheets* of the file at *path*, with its scanned and garbled pages read by OCR.

    *find_ocr* is asked only if some page needs it. Without *knows* garbled text is known by its characters alone.
    """
    doubtful = [sheet for sheet in sheets if needs_ocr(sheet, knows)]
    if not doubtful:
        return Scans(tuple(sheets), (), ())
    with open_images(path) as images:
        wanted = [sheet for sheet in doubtful if images is not None and _shows_more(sheet, images)]
        ocr = find_ocr() if wanted else None
        if images is None or ocr is None:
            return Scans(tuple(sheets), tuple(sheet.number for sheet in wanted), ())
        read = _read_all(wanted, images, ocr, knows)
    better = {sheet.number: sheet for sheet in sized(read)}
    empty = tuple(sheet.number for sheet in wanted if not sheet.words and sheet.number not in better)
    return Scans(tuple(better.get(sheet.number, sheet) for sheet in sheets), (), empty)


def refuse_empty(path: Path, scans: Scans) -> None:
    """Raise where not one page says anything.

    Raises:
        NothingToRead: no page has text, and OCR is not there or found none either.
    """
    if any(sheet.words for sheet in scans.sheets):
        return
    count = len(scans.sheets)
    pages = "siden har ikke" if count == 1 else f"ingen af de {count} sider har"
    if scans.unread:
        why = (
            "tekst, formentlig fordi filen er en indscanning, og denne maskine kan ikke læse skrift på billeder "
            "på dansk (OCR). Kør: praksis doctor – den siger, hvad der mangler, og hvordan du får det. "
            "Læs så filen ind igen."
        )
    elif scans.empty:
        why = "tekst, heller ikke på sine billeder. Er skriften utydelig, så scan igen med 300 dpi i gråtoner."
    else:
        why = "tekst. Er det den rigtige fil?"
    raise NothingToRead(path, f"{path.name}: {pages} {why}")


def missing_ocr(scans: Scans) -> tuple[ReadingWarning, ...]:
    """What a reader must know of the pages that only OCR could read, where there is none."""
    if not scans.unread:
        return ()
    pages = _listed(scans.unread)
    message = (
        f"{pages} har ingen brugbar tekst i filen og kunne måske læses fra billedet af siden, men denne maskine "
        "har ikke OCR på dansk. Kør: praksis doctor – den siger, hvordan du får det. Tag så dokumentet ud med "
        "praksis remove, og læs filen ind igen."
    )
    return (ReadingWarning(None, "ocr_missing", message),)


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers as Danish lists them: "Side 2", "Side 2, 5–7 og 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return "Side " + (parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}")


def needs_ocr(sheet: Sheet, knows: Knows | None) -> bool:
    """Whether what *sheet* says by itself is too little for a page that shows text."""
    is_stamp = _letters(sheet) < STAMP_LETTERS and _pictured(sheet) >= STAMPED
    return not sheet.words or is_stamp or is_garbled(sheet, knows)


def is_garbled(sheet: Sheet, knows: Knows | None) -> bool:
    """Whether the letters of *sheet* are not those that it shows: nameless, private, or no Danish words."""
    strange = sheet.unmapped + sum(map(_strange, (word.text for word in sheet.words)))
    if strange > MANY_UNMAPPED * (_letters(sheet) + sheet.unmapped):
        return True
    share = known_share(sheet.words, knows)
    return share is not None and share < FEW_KNOWN


def _strange(text: str) -> int:
    """How many letters of *text* name no letter: private code points, U+FFFD, and what pdfminer writes for unknown."""
    if text.isascii():
        return len(text) if text.startswith("(cid:") else 0
    return sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)


def _pictured(sheet: Sheet) -> float:
    """The share of the page that its largest picture covers."""
    largest = max(((image.x1 - image.x0) * (image.bottom - image.top) for image in sheet.images), default=0.0)
    return largest / max(sheet.width * sheet.height, 1.0)


def _shows_more(sheet: Sheet, images: PageImages) -> bool:
    """Whether there may be text on the page that *sheet* does not have.

    A blank page has none and needs none; a photograph over the page with a few words has those.
    """
    drawn = images.grey(sheet.number, BLANK_DPI)
    if drawn is None:
        return False
    if not sheet.words:
        return inked(drawn)
    return _letters(sheet) >= STAMP_LETTERS or _pictured(sheet) < STAMPED or is_paper(drawn)


def _letters(sheet: Sheet) -> int:
    return sum(len(word.text) for word in sheet.words)


def _read_all(sheets: Sequence[Sheet], images: PageImages, ocr: Ocr, knows: Knows | None) -> list[Sheet]:
    """Those of *sheets* that OCR reads better than they read themselves, as it reads them."""
    better = []
    in_vain = 0
    for sheet in sheets:
        if sheet.words and in_vain >= TRIES:
            continue
        scanned = _scanned(sheet, images, ocr, knows)
        if scanned is not None and _says_more(scanned, sheet, knows):
            better.append(scanned)
        elif sheet.words:
            in_vain += 1
    return better


def _scanned(sheet: Sheet, images: PageImages, ocr: Ocr, knows: Knows | None) -> Sheet | None:
    """The page as OCR reads it; ``None`` where it finds no word."""
    drawn = images.grey(sheet.number, OCR_DPI)
    if drawn is None:
        return None
    drawn = np.ascontiguousarray(np.rot90(drawn, -sheet.turn))
    skew = skew_of(dark(drawn))
    image = straightened(drawn, skew)
    point = sheet.width / image.shape[1]
    rules, thin = find_rules(image, point)
    clean = without_rules(image, thin)
    lines = ocr.read(clean, round(72 / point))
    if lines is None:
        logger.warning("OCR gave up on page %d", sheet.number)
        return None
    words, confidence = recognised_words(lines, clean, dark(clean), point=point, knows=knows)
    if not words:
        return None
    rules = rules if len(rules) <= MOST_RULES else []
    return replace(
        sheet,
        words=words,
        rules=tuple(rules),
        grids=find_grids(rules),
        unmapped=0,
        turned=0,
        problem=None,
        method="ocr",
        confidence=confidence,
    )


def _says_more(scanned: Sheet, sheet: Sheet, knows: Knows | None) -> bool:
    """Whether the page read by OCR has clearly more known words than its own text."""
    if not sheet.words:
        return True
    own, seen = (sum(map(knows, words)) if knows else len(words) for words in map(_plain, (sheet, scanned)))
    return seen >= SAYS_MORE * own + MORE_WORDS


def _plain(sheet: Sheet) -> list[str]:
    return plain_words(sheet.words)
