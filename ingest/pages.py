"""The door to pdfplumber, pdfminer and pdfium: a file on disk becomes pages with characters and rules.

Behind this door there are only our types and our errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO

import pypdfium2
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import EmptyFile, EncryptedPDF, NotAPDF, NothingToRead, UnreadablePDF

from .device import Canvas, Char
from .shapes import Area, Rule

HEADER = b"%PDF-"
HEADER_WITHIN = 1024
"""Bytes in which the header must stand; Acrobat's own tolerance (ISO 32000-1, annex H, note 13)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows, in points from its top left corner.

    Attributes:
        number: 1-based, as a viewer counts.
        unmapped: characters left out because their font does not say which letters they are.
        turned: characters left out because they do not run from left to right.
        problem: why the page could not be read; such a page is empty.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Area, ...]
    images: tuple[Area, ...]
    unmapped: int
    turned: int
    problem: str | None


class OpenPDF:
    """An open file: its own metadata, and its pages one at a time."""

    def __init__(self, path: Path, pdf: PDF) -> None:
        self._path = path
        self._pdf = pdf

    @property
    def info(self) -> Mapping[str, str]:
        """The entries of the file's information dictionary that are text, as found."""
        return {str(key): value for key, value in self._pdf.metadata.items() if isinstance(value, str)}

    def pages(self) -> Iterator[Page]:
        """The pages in order; each is let go before the next is read, so memory stays flat.

        A page that cannot be read comes out empty with its problem, so one bad page does not
        cost the document.

        Raises:
            UnreadablePDF: there is no page, or not one page could be read.
            NothingToRead: no page holds a character, as in a scan.
        """
        canvas = Canvas(self._pdf.rsrcmgr)
        interpreter = PDFPageInterpreter(self._pdf.rsrcmgr, canvas)
        problems, count, chars = [], 0, 0
        for number, source in enumerate(_page_sources(self._path, self._pdf), start=1):
            page = _read_page(number, source, canvas, interpreter)
            count, chars = count + 1, chars + len(page.chars)
            if page.problem is not None:
                problems.append(page.problem)
            yield page
        if len(problems) == count:
            raise _unreadable(self._path, problems[0] if problems else "filen har ingen sider")
        if chars == 0:
            raise NothingToRead(
                self._path,
                f"{self._path.name}: ingen af de {count} sider har tekst, formentlig fordi filen er en "
                "indscanning. Kør den gennem et OCR-program og læs den ind igen.",
            )


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


@contextmanager
def open_pdf(path: Path) -> Iterator[OpenPDF]:
    """The file at *path*, open for reading.

    Raises:
        EmptyFile: the file has no bytes.
        NotAPDF: it does not start as a PDF does.
        EncryptedPDF: it needs a password.
        UnreadablePDF: neither pdfminer nor pdfium can follow it, or it cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            _check_header(path, stream)
            yield OpenPDF(path, _parse(path, stream))
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
        raise EncryptedPDF(
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


def _read_page(number: int, source: PDFPage, canvas: Canvas, interpreter: PDFPageInterpreter) -> Page:
    problem = None
    try:
        interpreter.process_page(source)
    # Content streams and fonts fail in as many ways as there are PDF writers.
    except Exception as error:
        problem = str(error) or type(error).__name__
    return Page(
        number=number,
        width=canvas.width,
        height=canvas.height,
        chars=tuple(canvas.chars) if problem is None else (),
        rules=tuple(canvas.rules),
        fills=tuple(canvas.fills),
        images=tuple(canvas.images),
        unmapped=canvas.unmapped,
        turned=canvas.turned,
        problem=problem,
    )


def _unreadable(path: Path, reason: str) -> UnreadablePDF:
    return UnreadablePDF(
        path,
        f"{path.name} kan ikke læses ({reason}). Åbn den i et PDF-program, gem en ny kopi og læs kopien ind.",
    )
