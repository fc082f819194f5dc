"""Content streams: our reader finds the operations that pdfminer finds, and stumbles over nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import LIT, PSKeyword

from ingest.content import operations

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.pdf"))


def ours(data: bytes) -> list[tuple[bytes, list[Any]]]:
    return list(operations(data))


def by_pdfminer(data: bytes) -> list[tuple[bytes, list[Any]]]:
    """The operations of *data* as pdfminer reads them."""
    parser = PDFContentParser([PDFStream({}, data)])
    found, operands = [], []
    while True:
        try:
            _, thing = parser.nextobject()
        except PSEOF:
            return found
        if isinstance(thing, PSKeyword):
            found.append((thing.name, operands))
            operands = []
        else:
            operands.append(thing)


def page_contents(path: Path) -> Iterator[bytes]:
    with pdfplumber.open(path) as pdf:
        for page in PDFPage.create_pages(pdf.doc):
            yield b"\n".join(stream_value(stream).get_data() for stream in page.contents)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_we_find_the_operations_of_the_samples(path: Path) -> None:
    for data in page_contents(path):
        assert ours(data) == by_pdfminer(data)


@pytest.mark.real
def test_we_find_the_operations_of_the_real_documents(real_folder: Path) -> None:
    for path in sorted((real_folder / "corpus" / "pdf").glob("*.pdf")):
        for data in page_contents(path):
            assert ours(data) == by_pdfminer(data)


NUMBERS = st.sampled_from([b"0", b"12", b"-3", b"+4", b".5", b"-.25", b"6.", b"007.50", b"1 2"])
STRINGS = st.sampled_from(
    [
        b"()",
        b"(a)",
        b"(a b)",
        b"(a(b)c)",
        b"(\\(\\))",
        b"(\\\\)",
        b"(\\101\\7x)",
        b"(\\n\\r\\t)",
        b"(b\xf8rn)",
        b"(%)",
        b"([)",
    ]
)
HEXES = st.sampled_from([b"<>", b"<41>", b"<0041 0042>", b"<fF\n00>"])
NAMES = st.sampled_from([b"/F1", b"/A#42", b"/", b"/MC0"])
PARTS = st.one_of(NUMBERS, STRINGS, HEXES, NAMES)
ARRAYS = st.lists(PARTS, max_size=5).map(lambda parts: b"[" + b" ".join(parts) + b"]")
OPERATORS = st.sampled_from([b"Tj", b"TJ", b"T*", b"'", b'"', b"BT", b"q", b"Q", b"re", b"f*", b"Tm", b"d0"])
TOKENS = st.one_of(PARTS, ARRAYS, OPERATORS, st.sampled_from([b"% comment\n", b"<< /K 1 >>", b"true"]))


@given(st.lists(TOKENS, max_size=25).map(lambda tokens: b" ".join(tokens) + b" ET "))
def test_we_find_the_operations_of_any_sound_stream(data: bytes) -> None:
    assert ours(data) == by_pdfminer(data)


@given(st.binary(max_size=300) | st.text("()<>[]/% 1aTj\\\n", max_size=300).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for operator, operands in operations(data):
        assert isinstance(operator, bytes)
        assert isinstance(operands, list)


@pytest.mark.parametrize("piece", [b"(", b"[", b"<<", b"[(", b"<", b"1 ", b"BI ", b"ID ", b"(\\", b"/#", b"[1 "])
def test_a_hostile_stream_costs_no_more_than_its_length(piece: bytes) -> None:
    assert len(ours(piece * 100_000 + b" Tj")) <= 100_001


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        (b"(a\\\nb)", b"ab"),
        (b"(a\\dc)", b"adc"),
        (b"(\\53\\053\\0053)", b"++\x053"),
        (b"(\\777)", b"\xff"),
        (b"((\\)))", b"())"),
        (b"<417>", b"Ap"),
        (b"<4 1\n42>", b"AB"),
    ],
)
def test_strings_are_read_as_the_standard_says(string: bytes, expected: bytes) -> None:
    assert ours(string + b" Tj") == [(b"Tj", [expected])]
    assert ours(b"[" + string + b" -3] TJ") == [(b"TJ", [[expected, -3]])]


def test_an_inline_image_is_passed_over_with_the_operators_in_its_data() -> None:
    data = b"q BI /W 2 /H 1 /BPC 8 ID \x00 EI (x) Tj\x01\xff\x80\x90 EI Q (efter) Tj"

    (q, _), (end, (image,)), (restore, _), (show, shown) = ours(data)

    assert (q, end, restore, show) == (b"q", b"EI", b"Q", b"Tj")
    assert (image["W"], image["H"]) == (2, 1)
    assert shown == [b"efter"]


def test_a_name_with_an_escape_is_the_name_it_stands_for() -> None:
    assert ours(b"/A#42 gs") == [(b"gs", [LIT("AB")])]
