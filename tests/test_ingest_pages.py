"""The door to the PDF libraries: what comes in as characters, and what is refused with which error."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from corpus.errors import EmptyFile, EncryptedPDF, IngestError, NotAPDF, NothingToRead, UnreadablePDF
from ingest.pages import Page, open_pdf
from tests.typeset import encrypted_pdf, image_pdf, set_pdf, written_pdf

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.pdf"))
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


@pytest.mark.parametrize("path", SAMPLES[::4], ids=lambda path: path.stem)
def test_our_device_sees_the_same_characters_as_pdfplumber(path: Path) -> None:
    ours = [[(c.text, c.x0, c.top, c.x1, c.bottom, c.size) for c in page.chars] for page in read(path)]

    with pdfplumber.open(path) as pdf:
        theirs = [
            [(c["text"], c["x0"], c["top"], c["x1"], c["bottom"], c["size"]) for c in page.chars] for page in pdf.pages
        ]
    assert [[char[0] for char in page] for page in ours] == [[char[0] for char in page] for page in theirs]
    for page, expected in zip(ours, theirs, strict=True):
        ours_flat = [place for char in page for place in char[1:]]
        assert ours_flat == pytest.approx([place for char in expected for place in char[1:]], abs=0.01)


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
        (b"%PDF-1.7\nikke mere end det", UnreadablePDF),
        (encrypted_pdf(), EncryptedPDF),
        (image_pdf(), NothingToRead),
    ],
    ids=["empty", "another kind", "only a header", "encrypted", "a scan"],
)
def test_each_unusable_file_has_its_error(tmp_path: Path, content: bytes, error: type[IngestError]) -> None:
    path = written(tmp_path, content)

    with pytest.raises(error) as caught:
        read(path)

    assert type(caught.value) is error
    assert caught.value.path == path
    assert "fil.pdf" in caught.value.message


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePDF, match="findes-ikke"):
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
