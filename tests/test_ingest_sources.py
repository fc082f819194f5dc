"""The reader is chosen by what a file holds; its name decides only where that says nothing."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from corpus.document import SUFFIXES as SUFFIX_OF
from corpus.errors import EmptyFile, IngestError, NotAPDF, UnknownFormat, UnreadableFile
from ingest.docx_source import CONTAINER
from ingest.pipeline import read_structure
from ingest.sources import MEDIA_TYPES, SUFFIXES, Format, format_of
from tests.exports import as_docx
from tests.test_ingest_docx import a_document

WEB_PAGE = "\ufeff  <!-- gemt fra nettet -->\n<!DOCTYPE html><html><p>Leg</p></html>".encode()


def a_zip(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<x/>")
    return file.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("rapport", b"%PDF-1.7 ...", "pdf"),
        ("rapport.txt", b"\n\n%PDF-1.7 ...", "pdf"),
        ("rapport.doc", a_document("x"), "docx"),
        ("rapport.docx", b"er slet ingen", "docx"),
        ("gammel.doc", CONTAINER, "docx"),
        ("side.txt", WEB_PAGE, "html"),
        ("side.htm", b"<p>Leg</p>", "html"),
        ("tekst.MD", b"# Leg", "markdown"),
        ("tekst.txt", b"# Leg", "text"),
    ],
)
def test_the_format_is_told_by_content_and_then_by_name(
    tmp_path: Path, name: str, content: bytes, format: Format
) -> None:
    assert format_of(written(tmp_path, name, content)) == format


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("tom.txt", b"", EmptyFile),
        ("rapport.pdf", b"PK\x03\x04 et Word-dokument", NotAPDF),
        ("rapport.pdf", b"bare tekst", NotAPDF),
        ("tal.xlsx", a_zip("xl/workbook.xml"), UnknownFormat),
        ("tal.txt", a_zip("xl/workbook.xml"), UnknownFormat),
        ("billede.png", b"\x89PNG\r\n", UnknownFormat),
        ("uden-endelse", b"bare tekst", UnknownFormat),
    ],
)
def test_each_file_that_we_cannot_read_says_so(
    tmp_path: Path, name: str, content: bytes, error: type[IngestError]
) -> None:
    with pytest.raises(error) as caught:
        format_of(written(tmp_path, name, content))

    assert name in caught.value.message


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="findes-ikke"):
        format_of(tmp_path / "findes-ikke.md")


def test_every_format_has_a_media_type_with_a_suffix_that_leads_back_to_it() -> None:
    assert {format: SUFFIXES[SUFFIX_OF[media_type]] for format, media_type in MEDIA_TYPES.items()} == {
        format: format for format in MEDIA_TYPES
    }


def test_whatever_the_format_the_same_text_has_the_same_structure(tmp_path: Path) -> None:
    files = {
        "a.txt": b"# Leg ude\n\n- i sand\n- i vand\n",
        "a.md": b"# Leg ude\n\n- i sand\n- i vand\n",
        "a.html": b"<h1>Leg ude</h1><ul><li>i sand<li>i vand</ul>",
    }

    readings = [read_structure(written(tmp_path, name, content)) for name, content in files.items()]

    structures = {
        tuple((section.heading, section.level, tuple(p.text for p in section.paragraphs)) for section in one.sections)
        for one in readings
    }
    assert structures == {(("Leg ude", 1, ("i sand", "i vand")),)}
    assert [one.page_count for one in readings] == [1, 1, 1]


def test_a_word_file_goes_through_the_pipeline(tmp_path: Path) -> None:
    from corpus.samples.sample_text import read_source

    path = written(tmp_path, "program.docx", as_docx(read_source("programme_overgange")))

    assert len(read_structure(path).sessions) == 13


def test_reading_a_pdf_loads_neither_numpy_nor_the_readers_of_other_formats() -> None:
    program = (
        "import sys, ingest.pipeline; "
        "print(*sorted({'numpy', 'mammoth', 'selectolax', 'markdown_it', 'spacy', 'PIL'} & sys.modules.keys()))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
