"""Pages that are pictures of text: found, read by OCR, and made into the same sheets as other pages.

A page that tells too little by itself is drawn, set straight and given to OCR; whichever of the two says more
is kept, so that a mixed document keeps its good pages as they are. Places are those on the page set straight:
on a sheet that lay half a degree askew they are up to 4 points off at its edges.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
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
from .quality import ENOUGH_WORDS, FEW_KNOWN, Knows, known_share, plain_words
from .rasters import Grey, dark, inked, is_paper, lines_run_across, skew_of, straightened
from .scanned_rules import find_rules, without_rules
from .shapes import turned
from .sheets import MOST_RULES, Sheet
from .shelf import Shelf

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
SURE = 0.6
"""Confidence of OCR from which a page stands upright; pages upside down have .2 to .4."""
ACROSS_STEP = 4
"""Every fourth pixel, 50 dots an inch, shows which way lines run."""
OCR_MISSING = "ocr_missing"
"""The code of the warning that pages could not be read without OCR."""
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

    sheets: Shelf[Sheet]
    unread: tuple[int, ...]
    empty: tuple[int, ...]


def read_scans(path: Path, sheets: Shelf[Sheet], *, knows: Knows | None, find_ocr: FindOcr) -> Scans:
    """The *sheets* of the file at *path*, with its scanned and garbled pages read by OCR.

    *find_ocr* is asked only if some page needs it. Without *knows* garbled text is known by its characters alone.
    """
    doubtful = Shelf(sheet for sheet in sheets if needs_ocr(sheet, knows))
    if not doubtful:
        return Scans(sheets, (), ())
    with open_images(path) as images:
        wanted = Shelf(sheet for sheet in doubtful.taken() if images is not None and _shows_more(sheet, images))
        ocr = find_ocr() if wanted else None
        if images is None or ocr is None:
            return Scans(sheets, tuple(sheet.number for sheet in wanted), ())
        read = sized(Shelf(_read_all(wanted, images, ocr, knows)))
    better = {sheet.number for sheet in read}
    empty = tuple(sheet.number for sheet in wanted if not sheet.words and sheet.number not in better)
    return Scans(Shelf(_with_better(sheets, read.taken())) if better else sheets, (), empty)


def _with_better(sheets: Iterable[Sheet], better: Iterator[Sheet]) -> Iterator[Sheet]:
    """The *sheets*, those that *better* has too, in the same order, as they are there."""
    other = next(better, None)
    for sheet in sheets:
        if other is not None and other.number == sheet.number:
            yield other
            other = next(better, None)
        else:
            yield sheet


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
        "har ikke OCR på dansk. Kør: praksis doctor – den siger, hvordan du får det. Kør så: praksis ingest --again"
    )
    return (ReadingWarning(None, OCR_MISSING, message),)


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


def _read_all(sheets: Iterable[Sheet], images: PageImages, ocr: Ocr, knows: Knows | None) -> Iterator[Sheet]:
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
    return sum(map(knows, _plain(sheet))) if knows else _letters(sheet) * (sheet.confidence or 0.0)


def _scanned(sheet: Sheet, drawn: Grey, ocr: Ocr, knows: Knows | None) -> Sheet | None:
    """The page as OCR reads it from its picture; ``None`` where it finds no word."""
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
