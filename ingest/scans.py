"""Pages that are pictures of text: found, read by OCR, and made into the same sheets as other pages.

A page that tells too little by itself is drawn, set straight and given to OCR; whichever of the two says more
is kept, so that a mixed document keeps its good pages as they are. Places are those on the page set straight:
on a sheet that lay half a degree askew they are up to 4 points off at its edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import ReadingWarning
from corpus.errors import NothingToRead
from corpus.shelf import Shelf

from .gaps import MANY_UNMAPPED
from .ocr import FindOcr
from .pages import open_images
from .quality import FEW_KNOWN, Knows, known_share
from .sheets import Sheet

STAMP_LETTERS = 300
"""Letters that may be all that a scanner or an archive has added to the picture of a page."""
STAMPED = 0.5
"""Share of the page that its largest picture covers where such a stamp may be all its text."""
OCR_MISSING = "ocr_missing"
"""The code of the warning that pages could not be read without OCR."""


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
    from .ocr_words import sized  # and numpy with it, which most files do not need
    from .scanned_pages import read_all, shows_more

    with open_images(path) as images:
        wanted = Shelf(sheet for sheet in doubtful.taken() if images is not None and shows_more(sheet, images))
        ocr = find_ocr() if wanted else None
        if images is None or ocr is None:
            return Scans(sheets, tuple(sheet.number for sheet in wanted), ())
        read = sized(Shelf(read_all(wanted, images, ocr, knows)))
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
    is_stamp = letter_count(sheet) < STAMP_LETTERS and pictured(sheet) >= STAMPED
    return not sheet.words or is_stamp or is_garbled(sheet, knows)


def is_garbled(sheet: Sheet, knows: Knows | None) -> bool:
    """Whether the letters of *sheet* are not those that it shows: nameless, private, or no Danish words."""
    strange = sheet.unmapped + sum(map(_strange, (word.text for word in sheet.words)))
    if strange > MANY_UNMAPPED * (letter_count(sheet) + sheet.unmapped):
        return True
    share = known_share(sheet.words, knows)
    return share is not None and share < FEW_KNOWN


def _strange(text: str) -> int:
    """How many letters of *text* name no letter: private code points, U+FFFD, and what pdfminer writes for unknown."""
    if text.isascii():
        return len(text) if text.startswith("(cid:") else 0
    return sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)


def pictured(sheet: Sheet) -> float:
    """The share of the page that its largest picture covers."""
    largest = max(((image.x1 - image.x0) * (image.bottom - image.top) for image in sheet.images), default=0.0)
    return largest / max(sheet.width * sheet.height, 1.0)


def letter_count(sheet: Sheet) -> int:
    """How many letters *sheet* has."""
    return sum(len(word.text) for word in sheet.words)
