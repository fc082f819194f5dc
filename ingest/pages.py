"""The door to pdfplumber, pdfminer and pdfium: a file on disk becomes pages with characters and rules.

Behind this door there are only our types and our errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pypdfium2
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import EmptyFile, EncryptedFile, NotAPDF, UnreadableFile

from .device import Canvas, Char
from .fonts import Resources
from .interpreter import Interpreter
from .shapes import Area, Rule, turned
from .small_capitals import tell_by_size

if TYPE_CHECKING:  # numpy takes as long to load as pdfminer, and is needed for pictures of pages only
    import numpy as np
    from numpy.typing import NDArray

    from .rasters import Grey

POINTS = 72
"""Points in an inch."""
MOST_PIXELS = 40_000_000
"""Pixels of a page's picture: A0 at 110 dots an inch, and 40 MB. A page of 5 by 5 metres would fill the memory."""
MOSTLY = 0.6
"""Share of a page's letters that stand on end from which the page is read turned, as a table set on its side."""
REMEMBERED_PAGES = 10
"""Pages after which pdfminer's memory of objects is cleared; shared ones are read again in a tenth of a ms."""
MOST_FONTS = 50
"""Fonts that are remembered; a file of joined files may have ten for each page."""
MOST_STRINGS = 10_000
"""Short strings that are remembered of them: 2 MB, and more than any but a file of files has."""
HEADER = b"%PDF-"
HEADER_WITHIN = 1024
"""Bytes in which the header must stand; Acrobat's own tolerance (ISO 32000-1, annex H, note 13)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows, in points from its top left corner.

    Attributes:
        number: 1-based, as a viewer counts.
        turn: quarters that the page is turned clockwise here, because most of its text stands on end; all
            positions, width and height are those of the page so turned.
        sideways: characters that stand on end beside the others, by the quarters the page would have to be
            turned before they stand upright; their positions are those on the page so turned.
        unmapped: characters left out because their font does not say which letters they are.
        turned: characters left out because they run askew over the page.
        hidden: characters left out because nobody sees them.
        problem: why the page could not be read; such a page is empty.
        dots: small filled shapes, which may be bullets.
    """

    number: int
    width: float
    height: float
    turn: int
    chars: tuple[Char, ...]
    sideways: tuple[tuple[int, tuple[Char, ...]], ...]
    rules: tuple[Rule, ...]
    fills: tuple[Area, ...]
    images: tuple[Area, ...]
    unmapped: int
    turned: int
    hidden: int
    problem: str | None
    dots: tuple[Area, ...] = ()


class OpenPDF:
    """An open file: its own metadata, and its pages one at a time."""

    def __init__(self, path: Path, pdf: PDF) -> None:
        self._path = path
        self._pdf = pdf

    @property
    def info(self) -> Mapping[str, str]:
        """The entries of the file's information dictionary that are text, as found."""
        return {str(key): value for key, value in self._pdf.metadata.items() if isinstance(value, str)}

    def close(self) -> None:
        """Let go of all that was parsed: it refers to the document, which holds it, and would stay for a while.

        Emptying the document breaks these circles. Looking for garbage would break them too, but among all that the
        process has, which takes seconds in a large one.
        """
        vars(self._pdf.doc).clear()
        del self._pdf

    def pages(self) -> Iterator[Page]:
        """The pages in order; each is let go before the next is read, so memory stays flat.

        A page that cannot be read comes out empty with its problem, so one bad page does not
        cost the document.

        Raises:
            UnreadableFile: there is no page, or not one page could be read.
        """
        resources = Resources()
        canvas = Canvas(resources)
        interpreter = Interpreter(resources, canvas)
        problems, count = [], 0
        for number, source in enumerate(_page_sources(self._path, self._pdf), start=1):
            page = _read_page(number, source, canvas, interpreter)
            count += 1
            if page.problem is not None:
                problems.append(page.problem)
            yield page
            if number % REMEMBERED_PAGES == 0:
                self._pdf.doc._cached_objs.clear()  # every object ever read, with the bytes of every image
            if canvas.font_count > MOST_FONTS or canvas.string_count > MOST_STRINGS:
                resources.forget()
                canvas.forget_fonts()
        if len(problems) == count:
            raise _unreadable(self._path, problems[0] if problems else "filen har ingen sider")


def count_pages(path: Path) -> int:
    """How many pages the file at *path* has, fast; 0 where pdfium cannot follow it. For progress only."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


class PageImages:
    """The pages of an open file as pictures, drawn by pdfium as a viewer shows them."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    def grey(self, number: int, dpi: int) -> Grey | None:
        """Page *number*, 1-based, in grey at *dpi* dots an inch; ``None`` where pdfium cannot draw it.

        A huge page comes with fewer dots, so that it stays below :data:`MOST_PIXELS`.
        """
        bitmap = self._drawn(number, dpi, grayscale=True)
        return None if bitmap is None else bitmap.reshape(bitmap.shape[:2])

    def colour(self, number: int, dpi: int) -> NDArray[np.uint8] | None:
        """The same in red, green and blue, of shape (height, width, 3)."""
        bitmap = self._drawn(number, dpi, grayscale=False)
        return None if bitmap is None else bitmap[:, :, :3].copy()

    def _drawn(self, number: int, dpi: int, *, grayscale: bool) -> NDArray[np.uint8] | None:
        try:
            page = self._document[number - 1]
            area = max(page.get_width() * page.get_height(), 1.0)
            scale = min(dpi / POINTS, (MOST_PIXELS / area) ** 0.5)
            # The array shares the bitmap's memory, which goes with it.
            pixels: NDArray[np.uint8] = (
                page.render(scale=scale, grayscale=grayscale, rev_byteorder=True).to_numpy().copy()
            )
            page.close()
        except (pypdfium2.PdfiumError, IndexError):
            return None
        return pixels


def draw_text(text: str, height: int) -> Grey:
    """One line of *text* in Helvetica as a picture *height* pixels high, black on white.

    pdfium brings a Helvetica with Danish letters; neither Pillow nor every machine does.
    """
    shown = text.encode("cp1252", errors="replace").translate(None, b"\\()")
    content = b"BT /F 10 Tf 2 4 Td (%s) Tj ET" % shown
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d 14] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
        % (8 + 6 * len(text)),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    document = pypdfium2.PdfDocument(b"%%PDF-1.4\n%strailer\n<< /Root 1 0 R /Size 6 >>\n%%%%EOF\n" % body)
    try:
        drawn = PageImages(document).grey(1, round(height / 14 * POINTS))
    finally:
        document.close()
    assert drawn is not None
    return drawn


@contextmanager
def open_images(path: Path) -> Iterator[PageImages | None]:
    """The pages of the file at *path* as pictures; ``None`` where pdfium cannot follow it."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield PageImages(document)
    finally:
        document.close()


@contextmanager
def open_pdf(path: Path) -> Iterator[OpenPDF]:
    """The file at *path*, open for reading.

    Raises:
        EmptyFile: the file has no bytes.
        NotAPDF: it does not start as a PDF does.
        EncryptedFile: it needs a password.
        UnreadableFile: neither pdfminer nor pdfium can follow it, or it cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            _check_header(path, stream)
            opened = OpenPDF(path, _parse(path, stream))
            yield opened
            opened.close()
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error


def _check_header(path: Path, stream: BinaryIO) -> None:
    start = stream.read(HEADER_WITHIN)
    stream.seek(0)
    if not start:
        raise EmptyFile(path, f"{path.name} er tom (0 bytes). Hent eller kopiér filen igen.")
    if HEADER not in start:
        raise NotAPDF(
            path,
            f"{path.name} er ikke en PDF: den begynder ikke med «%PDF-». Gem dokumentet som PDF og læs det ind igen.",
        )


def _parse(path: Path, stream: BufferedReader) -> PDF:
    """The parsed file; one whose cross-references pdfminer cannot follow is rewritten by pdfium first."""
    try:
        return _parse_stream(stream)
    except PDFEncryptionError as error:
        raise EncryptedFile(
            path,
            f"{path.name} er beskyttet med adgangskode. Åbn den, gem en kopi uden adgangskode og læs kopien ind.",
        ) from error
    # pdfminer lets any error of its parsing through, from KeyError to RecursionError.
    except Exception as error:
        reason = str(error) or type(error).__name__
    try:
        return _parse_stream(_rewritten(stream))
    except Exception as error:
        raise _unreadable(path, reason) from error


def _parse_stream(stream: BufferedReader | BytesIO) -> PDF:
    """Pdfplumber's view of *stream*, with pdfminer's own error in place of pdfplumber's wrapping.

    Raises:
        ValueError: the file has no page.
    """
    try:
        pdf = PDF(stream, stream_is_external=True)
        if next(PDFPage.create_pages(pdf.doc), None) is None:
            raise ValueError("filen har ingen sider")
    except PdfminerException as error:
        raise error.args[0] from error
    return pdf


def _rewritten(stream: BufferedReader) -> BytesIO:
    """The same document with its cross-references rebuilt by pdfium, which searches the file for objects."""
    stream.seek(0)
    document = pypdfium2.PdfDocument(stream.read())
    try:
        copy = BytesIO()
        document.save(copy)
    finally:
        document.close()
    copy.seek(0)
    return copy


def _page_sources(path: Path, pdf: PDF) -> Iterator[PDFPage]:
    try:
        yield from PDFPage.create_pages(pdf.doc)
    # A broken page tree raises whatever the broken object makes pdfminer trip over.
    except Exception as error:
        raise _unreadable(path, str(error) or type(error).__name__) from error


def _read_page(number: int, source: PDFPage, canvas: Canvas, interpreter: Interpreter) -> Page:
    problem = None
    try:
        interpreter.process_page(source)
    # Content streams and fonts fail in as many ways as there are PDF writers.
    except Exception as error:
        problem = str(error) or type(error).__name__
    if canvas.small_capitals:
        tell_by_size(canvas.turns, canvas.small_capitals)
    turn = _turn(canvas) if problem is None else 0
    size = canvas.width, canvas.height
    return Page(
        number=number,
        width=size[turn % 2],
        height=size[1 - turn % 2],
        turn=turn,
        chars=tuple(canvas.turns[turn]) if problem is None else (),
        sideways=tuple(
            ((quarter - turn) % 4, tuple(chars))
            for quarter, chars in enumerate(canvas.turns)
            if chars and quarter != turn and problem is None
        ),
        rules=tuple(Rule(*turned(Area(*rule), turn, *size)) for rule in canvas.rules) if turn else tuple(canvas.rules),
        fills=tuple(turned(area, turn, *size) for area in canvas.fills),
        images=tuple(turned(area, turn, *size) for area in canvas.images),
        unmapped=canvas.unmapped,
        turned=canvas.oblique,
        hidden=canvas.hidden,
        problem=problem,
        dots=tuple(turned(area, turn, *size) for area in canvas.dots),
    )


def _turn(canvas: Canvas) -> int:
    """The quarters after which most of the text stands upright; none where most of it does."""
    counts = [len(chars) for chars in canvas.turns]
    most = max(range(4), key=counts.__getitem__)
    return most if counts[most] > MOSTLY * sum(counts) else 0


def _unreadable(path: Path, reason: str) -> UnreadableFile:
    return UnreadableFile(
        path,
        f"{path.name} kan ikke læses ({reason}). Åbn den i et PDF-program, gem en ny kopi og læs kopien ind.",
    )
