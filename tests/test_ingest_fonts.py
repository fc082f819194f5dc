"""Fonts: their tables of letters are read as pdfminer reads them, and what names no letter is told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pdfplumber
import pytest
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, resolve1

from ingest.fonts import MOST_CODES, Resources, font_of, is_letterless, letters_of

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.pdf"))
TABLE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0001> <0041> <0002> <00660066> <0003> <D835DC00> endbfchar
3 beginbfrange <0010> <0012> <00E5> <0020> <0021> [<0062> <0063>] <00A0> <00A1> <D835DCFE> endbfrange
1 beginbfchar <0004> <0020> endbfchar 1 beginbfchar <0004> <00A0> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""


def by_pdfminer(table: bytes) -> dict[int, str]:
    letters = FileUnicodeMap()
    CMapParser(letters, BytesIO(table)).run()
    return letters.cid2unichr


def tables(path: Path) -> list[bytes]:
    """The tables of letters of every font of the file at *path*."""
    found = []
    with pdfplumber.open(path) as pdf:
        for xref in pdf.doc.xrefs:
            for number in xref.get_objids():
                font = resolve1(PDFObjRef(pdf.doc, number))
                table = resolve1(font.get("ToUnicode")) if isinstance(font, dict) else None
                if isinstance(table, PDFStream):
                    found.append(table.get_data())
    return found


def test_a_table_of_letters_is_read_as_pdfminer_reads_it() -> None:
    letters = letters_of(TABLE)

    assert letters == by_pdfminer(TABLE)
    assert letters is not None
    assert [letters[code] for code in (1, 2, 0x10, 0x12, 0x21, 4)] == ["A", "ff", "å", "ç", "c", " "]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_tables_of_the_samples_are_read_as_pdfminer_reads_them(path: Path) -> None:
    found = tables(path)

    assert found
    assert [letters_of(table) for table in found] == [by_pdfminer(table) for table in found]


@pytest.mark.real
def test_the_tables_of_the_real_documents_are_read_as_pdfminer_reads_them(real_folder: Path) -> None:
    for path in sorted((real_folder / "corpus" / "pdf").glob("*.pdf")):
        assert [letters_of(table) for table in tables(path)] == [by_pdfminer(table) for table in tables(path)]


@pytest.mark.parametrize("piece", [b"/Other usecmap", b"1 beginbfrange <00> <01> /a endbfrange"])
def test_an_unusual_table_is_left_to_pdfminer(piece: bytes) -> None:
    assert letters_of(TABLE + piece) is None


def test_a_table_that_claims_four_billion_letters_is_cut_short() -> None:
    letters = letters_of(1000 * b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange ")

    assert letters is not None
    assert len(letters) <= MOST_CODES


def test_our_fonts_say_what_pdfminers_say() -> None:
    with pdfplumber.open(SAMPLES[0]) as pdf:
        specs = [dict_value(spec) for spec in dict_value(pdf.pages[0].page_obj.resources["Font"]).values()]
        for spec in specs:
            ours, theirs = Resources().get_font(1, spec), PDFResourceManager().get_font(1, spec)
            letters = theirs.unicode_map.cid2unichr

            assert letters
            assert {code: ours.to_unichr(code) for code in letters} == letters
            assert [ours.char_width(code) for code in letters] == [theirs.char_width(code) for code in letters]


@pytest.mark.parametrize(
    ("name", "told_by_size"),
    [("Liberation-Serif-Small-Caps", True), ("Liberation-Serif-Bold-All-Small-Caps", False)],
)
def test_a_font_named_for_small_capitals_sets_off_as_bold_ones_do(name: str, told_by_size: bool) -> None:
    font = font_of(cast(PDFFont, SimpleNamespace(fontname=name, flags=0, get_descent=lambda: -0.2)))

    assert (font.bold, font.small_capitals) == (True, told_by_size)


@pytest.mark.parametrize("text", ["\ue000", "\ufffd", "\x03", "\uf8ff\ue001"])
def test_private_and_nameless_characters_are_no_letters(text: str) -> None:
    assert is_letterless(text)


@pytest.mark.parametrize("text", ["", "a", "å", "ﬁ", "\uf0b7", " ", "\t", "\u00ad", "\u200b", "\x00", "•"])
def test_letters_spaces_and_bullets_are_no_strangers(text: str) -> None:
    assert not is_letterless(text)
