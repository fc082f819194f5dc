"""What a page shows: characters that are seen, in the direction in which they are read."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from ingest.device import Char
from ingest.pages import Page, open_pdf
from tests.typeset import drawn_pdf, set_pdf

PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
)
WITH_PICTURE = {"resources": "/XObject << /I 7 0 R >>", "more": (f"{PICTURE}\nstream\n0\nendstream",)}
OVER_ALL = "q 400 0 0 300 0 0 cm /I Do Q "


def page_of(folder: Path, content: str, **more: str | tuple[str, ...]) -> Page:
    path = folder / "tegnet.pdf"
    path.write_bytes(drawn_pdf(content, **more))  # type: ignore[arg-type]
    with open_pdf(path) as pdf:
        (page,) = pdf.pages()
    return page


def said(chars: tuple[Char, ...]) -> str:
    return "".join(char.text for char in chars)


def show(text: str, x: float = 50, y: float = 100, before: str = "") -> str:
    return f"BT /F 10 Tf {before} {x} {y} Td ({text}) Tj ET "


@pytest.mark.parametrize("colour", ["1 g", "1 1 1 rg", "0 0 0 0 k", "/DeviceRGB cs 1 1 1 sc"])
def test_white_text_on_white_paper_is_left_out_and_counted(tmp_path: Path, colour: str) -> None:
    page = page_of(tmp_path, show("Sort. ") + f"{colour} " + show("Hvid", y=50))

    assert said(page.chars) == "Sort. "
    assert page.hidden == 4


@pytest.mark.parametrize(
    "ground",
    [
        "0 0 1 rg 40 90 100 30 re f",
        "0 0 1 rg 40 90 m 40 120 l 100 140 140 130 140 90 c f",
        "0 0 1 RG 20 w 40 104 m 140 104 l S",
        "0 0 1 rg 0 0 400 300 re f",
        "/DeviceRGB cs 40 90 100 30 re f",
        OVER_ALL,
        "q 40 90 100 30 re W n /S sh Q",
    ],
    ids=["a box", "a rounded box", "a broad line", "the page", "a fresh colour space", "a picture", "a shading"],
)
def test_white_text_on_a_dark_ground_is_read(tmp_path: Path, ground: str) -> None:
    page = page_of(tmp_path, f"{ground} 1 g " + show("Hvid"), **WITH_PICTURE)

    assert said(page.chars) == "Hvid"
    assert page.hidden == 0


def test_full_ink_of_a_spot_colour_is_not_white(tmp_path: Path) -> None:
    spot = "/ColorSpace << /S [/Separation /Navy /DeviceRGB << /FunctionType 2 /Domain [0 1] /N 1 >>] >>"

    assert said(page_of(tmp_path, "/S cs 1 scn " + show("Blaa"), resources=spot).chars) == "Blaa"
    assert said(page_of(tmp_path, "1 g /S cs " + show("Blaa"), resources=spot).chars) == "Blaa"
    assert said(page_of(tmp_path, "/S cs 0 scn " + show("Blaa"), resources=spot).chars) == ""


def test_text_without_ink_is_left_out_unless_it_is_the_text_of_a_scan(tmp_path: Path) -> None:
    content = show("Skjult", before="3 Tr")

    bare = page_of(tmp_path, content)
    scan = page_of(tmp_path, content + OVER_ALL, **WITH_PICTURE)

    assert (said(bare.chars), bare.hidden) == ("", 6)
    assert (said(scan.chars), scan.hidden) == ("Skjult", 0)


def test_what_is_clipped_away_is_left_out_letter_by_letter(tmp_path: Path) -> None:
    page = page_of(tmp_path, "q 0 0 75 300 re W n " + show("AAAAAAAA") + "Q " + show(" Frit", y=50))

    assert said(page.chars) == "AAAA Frit"
    assert page.hidden == 4


def test_clipping_ends_with_the_state_and_with_the_form(tmp_path: Path) -> None:
    inside = show("inde") + show("ude", x=200)
    form = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 100 300] /Resources << /Font << /F 5 0 R >> >> "
        f"/Length {len(inside)} >>\nstream\n{inside}\nendstream"
    )

    page = page_of(tmp_path, "/I Do " + show(" efter", x=200, y=50), resources="/XObject << /I 7 0 R >>", more=(form,))

    assert said(page.chars) == "inde efter"


def test_what_lies_outside_the_crop_box_is_left_out(tmp_path: Path) -> None:
    page = page_of(tmp_path, show("Inde") + show("Ude", y=290) + show("Ude", x=5), page="/CropBox [40 20 300 250]")

    assert said(page.chars) == "Inde"
    assert page.hidden == 6


def test_rules_are_no_longer_than_what_is_seen_of_them(tmp_path: Path) -> None:
    page = page_of(tmp_path, show("x") + "q 100 0 100 300 re W n 0 200 m 400 200 l S 0 100 m 50 100 l S Q")

    assert [(rule.x0, rule.top, rule.x1) for rule in page.rules] == [(100, 100, 200)]


def test_text_filled_and_stroked_is_bold(tmp_path: Path) -> None:
    page = page_of(tmp_path, show("Fed", before="2 Tr") + show("Mager", y=50, before="0 Tr"))

    assert [char.bold for char in page.chars] == [True] * 3 + [False] * 5


@pytest.mark.parametrize("given", ["<FEFF00E9>", "<FFFEE900>", "<EFBBBFC3A9>", "<E9>", r"(\351)"])
def test_the_text_that_the_file_gives_is_in_any_of_the_encodings_of_pdf(tmp_path: Path, given: str) -> None:
    page = page_of(tmp_path, f"BT /F 10 Tf 50 100 Td (Resum) Tj /Span << /ActualText {given} >> BDC (E) Tj EMC ET")

    assert said(page.chars) == "Resumé"


def test_the_text_that_the_file_gives_for_a_glyph_takes_its_place(tmp_path: Path) -> None:
    hyphen = "/Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC"
    paragraph = "/Span << /ActualText <FEFF00480065006A> >> BDC 0 -20 Td (Hele linjen) Tj EMC"

    page = page_of(tmp_path, f"BT /F 10 Tf 50 100 Td (dag) Tj {hyphen} {paragraph} ET")

    assert said(page.chars) == "dag\u00adHele linjen"


def test_letters_without_a_name_are_counted_and_left_out(tmp_path: Path) -> None:
    table = (
        "1 beginbfchar <41> <E001> endbfchar 1 beginbfchar <42> <0062> endbfchar 1 beginbfchar <43> <FFFD> endbfchar"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Ukendt /ToUnicode 8 0 R /Encoding /WinAnsiEncoding >>"
    more = (font, f"<< /Length {len(table)} >>\nstream\n{table}\nendstream")

    page = page_of(tmp_path, "BT /X 10 Tf 50 100 Td (ABCB) Tj ET", resources="/Font << /X 7 0 R >>", more=more)

    assert said(page.chars) == "bb"
    assert page.unmapped == 2


# ---------------------------------------------------------------------- direction


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_a_viewer_turns_is_read_as_if_it_stood_upright(tmp_path: Path, rotation: int) -> None:
    path = set_pdf(tmp_path, "#lorem(60)")
    with open_pdf(path) as pdf:
        (upright,) = pdf.pages()
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(rotation)
    document.save(tmp_path / "drejet.pdf")
    document.close()

    with open_pdf(tmp_path / "drejet.pdf") as pdf:
        (page,) = pdf.pages()

    assert page.turn == (360 - rotation) // 90
    assert (page.width, page.height) == (upright.width, upright.height)
    assert said(page.chars) == said(upright.chars)
    assert [char.x0 for char in page.chars] == pytest.approx([char.x0 for char in upright.chars], abs=0.01)
    assert [char.baseline for char in page.chars] == pytest.approx([char.baseline for char in upright.chars], abs=0.01)


@pytest.mark.parametrize(
    ("matrix", "quarter", "x0", "baseline"),
    [
        ("0 1 -1 0 60 100", 1, 100, 60),
        ("-1 0 0 -1 300 100", 2, 100, 100),
        ("0 -1 1 0 60 200", 3, 100, 340),
    ],
    ids=["upwards", "upside down", "downwards"],
)
def test_text_on_end_comes_with_its_place_on_the_page_so_turned(
    tmp_path: Path, matrix: str, quarter: int, x0: float, baseline: float
) -> None:
    page = page_of(tmp_path, show("Meget opret tekst.") + f"BT /F 10 Tf {matrix} Tm (Kant) Tj ET")

    ((turn, chars),) = page.sideways

    assert page.turn == 0
    assert (turn, said(chars)) == (quarter, "Kant")
    assert (chars[0].x0, chars[0].baseline) == pytest.approx((x0, baseline))
    assert chars[0].x0 < chars[1].x0


def test_a_negative_type_size_in_a_turned_matrix_is_upright(tmp_path: Path) -> None:
    page = page_of(tmp_path, "BT /F -10 Tf -1 0 0 -1 50 100 Tm (Opret) Tj ET")

    assert said(page.chars) == "Opret"
    assert page.chars[0].x0 == pytest.approx(50)
    assert page.chars[0].size == pytest.approx(10)


def test_letters_across_the_page_and_mirrored_ones_are_counted(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        show("Tekst") + "BT /F 40 Tf .7 .7 -.7 .7 50 50 Tm (UDKAST) Tj -1 0 0 1 300 200 Tm (spejl) Tj ET",
    )

    assert said(page.chars) == "Tekst"
    assert page.turned == 11
