"""The door to the PDF libraries: what comes in as characters, and what is refused with which error."""

from __future__ import annotations

import gc
import re
import weakref
from pathlib import Path

import pdfplumber
import pytest
from pdfminer.pdftypes import PDFStream

from corpus.errors import EmptyFile, EncryptedFile, IngestError, NotAPDF, UnreadableFile
from ingest.fonts import BOLD_FONT
from ingest.pages import Page, open_pdf
from tests.typeset import encrypted_pdf, set_pdf, written_pdf

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.pdf"))
SLANTED = re.compile("(Italic|It)$")
GIVEN = str.maketrans({"\u00ad": "-", "\u00a0": " ", "\u2060": None, "\ufb01": "fi", "\ufb02": "fl"})
HELLO = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
    "/Resources << /Font << /F 5 0 R >> >> /CropBox [10 20 190 180] >>",
    "<< /Length 39 >>\nstream\nBT /F 12 Tf 30 100 Td (God dag) Tj ET  \nendstream",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-BoldOblique >>",
)


def read(path: Path) -> list[Page]:
    with open_pdf(path) as pdf:
        return list(pdf.pages())


def written(folder: Path, content: bytes) -> Path:
    path = folder / "fil.pdf"
    path.write_bytes(content)
    return path


def the_same_as_pdfplumber(path: Path) -> None:
    """Assert that the file at *path* has the characters that pdfplumber sees, in their places and styles.

    pdfplumber does not look at the text that a file itself gives for a glyph, as for a hyphen that is soft.
    """
    ours = read(path)
    with pdfplumber.open(path) as pdf:
        for page, seen in zip(ours, pdf.pages, strict=True):
            chars = sorted(page.chars, key=lambda char: (char.top, char.x0))
            expected = sorted(seen.chars, key=lambda char: (char["top"], char["x0"]))
            assert (page.unmapped, page.turned, page.hidden, page.sideways) == (0, 0, 0, ())
            assert [char.text.translate(GIVEN) for char in chars] == [
                char["text"].translate(GIVEN) for char in expected
            ]
            assert [place for char in chars for place in (*char[1:5], char.size)] == pytest.approx(
                [char[name] for char in expected for name in ("x0", "top", "x1", "bottom", "size")], abs=0.01
            )
            assert [char.bold for char in chars] == [bool(BOLD_FONT.search(char["fontname"])) for char in expected]
            slanted = [bool(SLANTED.search(char["fontname"])) for char in expected]
            assert [char.italic for char in chars] == slanted
            seen.close()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_device_sees_the_same_characters_as_pdfplumber(path: Path) -> None:
    the_same_as_pdfplumber(path)


@pytest.mark.real
def test_it_does_so_in_the_real_documents(real_folder: Path) -> None:
    for path in sorted((real_folder / "corpus" / "pdf").glob("*.pdf")):
        the_same_as_pdfplumber(path)


def test_positions_count_from_the_corner_of_what_a_viewer_shows(tmp_path: Path) -> None:
    (page,) = read(written(tmp_path, written_pdf(HELLO)))

    first = page.chars[0]
    assert (page.width, page.height) == (180, 160)
    assert (first.text, first.x0, first.baseline) == ("G", 20, 80)
    assert (first.bold, first.italic) == (True, True)


def test_every_character_lies_on_its_page(tmp_path: Path) -> None:
    for page in read(set_pdf(tmp_path, "#lorem(800)")):
        assert all(0 <= char.x0 <= char.x1 <= page.width for char in page.chars)
        assert all(0 <= char.top <= char.bottom <= page.height for char in page.chars)


def test_rules_and_filled_areas_are_told_apart(tmp_path: Path) -> None:
    (page,) = read(set_pdf(tmp_path, "Tekst\n#line(length: 100pt)\n#rect(width: 50pt, height: 30pt, fill: red)"))

    assert [round(rule.x1 - rule.x0) for rule in page.rules if rule.level] == [100, 50, 50]
    assert [round(area.bottom - area.top) for area in page.fills] == [30]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"PK\x03\x04 et Word-dokument", NotAPDF),
        (b"%PDF-1.7\nikke mere end det", UnreadableFile),
        (encrypted_pdf(), EncryptedFile),
    ],
    ids=["empty", "another kind", "only a header", "encrypted"],
)
def test_each_unusable_file_has_its_error(tmp_path: Path, content: bytes, error: type[IngestError]) -> None:
    path = written(tmp_path, content)

    with pytest.raises(error) as caught:
        read(path)

    assert type(caught.value) is error
    assert caught.value.path == path
    assert "fil.pdf" in caught.value.message


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="findes-ikke"):
        read(tmp_path / "findes-ikke.pdf")


@pytest.mark.parametrize("startxref", [7, 99999])
def test_a_wrong_startxref_is_mended(tmp_path: Path, startxref: int) -> None:
    (page,) = read(written(tmp_path, written_pdf(HELLO, startxref=startxref)))

    assert "".join(char.text for char in page.chars) == "God dag"


def test_a_file_cut_off_at_its_end_is_mended(tmp_path: Path) -> None:
    whole = written_pdf(HELLO)

    (page,) = read(written(tmp_path, whole[: whole.index(b"startxref")]))

    assert "".join(char.text for char in page.chars) == "God dag"


def test_one_page_that_fails_does_not_cost_the_document(tmp_path: Path) -> None:
    pages = "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>"
    broken = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 7 0 R /Resources << >> >>"
    endless = "<< /Length 20 /Filter /FlateDecode /DecodeParms 3 >>\nstream\nBT (uden font) Tj ET \nendstream"
    objects = (HELLO[0], pages, *HELLO[2:], broken, endless)

    first, second = read(written(tmp_path, written_pdf(objects)))

    assert "".join(char.text for char in first.chars) == "God dag"
    assert second.chars == ()


def test_what_was_parsed_is_gone_when_the_file_is_closed() -> None:
    gc.disable()
    try:
        with open_pdf(SAMPLES[0]) as pdf:
            list(pdf.pages())
            parsed = [weakref.ref(one) for one, _ in pdf._pdf.doc._cached_objs.values() if isinstance(one, PDFStream)]
            assert len(parsed) > 1

        assert [stream for stream in parsed if stream() is not None] == []
    finally:
        gc.enable()
