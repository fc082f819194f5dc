"""Which reader a file needs: told by what it begins with, and by its name where that tells nothing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from corpus import MediaType
from corpus.errors import EmptyFile, NotAPDF, UnknownFormat, UnreadableFile

from .pages import HEADER, HEADER_WITHIN
from .reading import Reading

Format = Literal["pdf", "docx", "html", "markdown", "text"]

SUFFIXES: Mapping[str, Format] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
MEDIA_TYPES: Mapping[Format, MediaType] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "markdown": "text/markdown",
    "text": "text/plain",
}
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an OLE container begins: Word's format until 2003, and a newer file that a password protects."""
WEB_PAGE = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html[\s>])", re.I | re.DOTALL
)


def format_of(path: Path) -> Format:
    """The format of the file at *path*.

    Raises:
        EmptyFile: the file has no bytes.
        NotAPDF: it is called a PDF, and is something else.
        UnknownFormat: it is nothing that we read.
        UnreadableFile: it cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(HEADER_WITHIN)
    except OSError as error:
        raise UnreadableFile(
            path, f"{path.name} kan ikke åbnes ({error.strerror or error}). Er stien rigtig, og har du adgang?"
        ) from error
    if not start:
        raise EmptyFile(path, f"{path.name} er tom (0 bytes). Hent eller kopiér filen igen.")
    if HEADER in start:
        return "pdf"
    named = SUFFIXES.get(path.suffix.lower())
    if named == "pdf":
        raise NotAPDF(
            path,
            f"{path.name} er ikke en PDF: den begynder ikke med «%PDF-». Gem dokumentet som PDF og læs det ind igen.",
        )
    if start.startswith(ZIP) and _is_docx(path):
        return "docx"
    if start.startswith(OLE) and (named == "docx" or path.suffix.lower() == ".doc" or _is_protected(path)):
        return "docx"
    if WEB_PAGE.match(start):
        return "html"
    if named is None or (start.startswith(ZIP) and named != "docx"):
        raise UnknownFormat(
            path,
            f"{path.name} er hverken PDF, Word (.docx), webside, Markdown eller tekst. Gem den som et af dem.",
        )
    return named


def read_unpaged(path: Path, format: Format) -> Reading:
    """The structure of the file at *path*, which is of a *format* without pages.

    Each reader is loaded with the first file that needs it; together they take as long as everything else.
    """
    match format:
        case "docx":
            from .docx_source import read_docx as read
        case "html":
            from .html_source import read_html as read
        case "markdown":
            from .markdown_source import read_markdown as read
        case _:
            from .text_source import read_text as read
    return read(path)


def _is_docx(path: Path) -> bool:
    from .docx_source import DOCUMENT

    try:
        with zipfile.ZipFile(path) as archive:
            return DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _is_protected(path: Path) -> bool:
    from .docx_source import PROTECTED

    return PROTECTED in path.read_bytes()
