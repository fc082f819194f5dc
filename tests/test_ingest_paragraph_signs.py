"""The sign § where OCR reads another, and figures that are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.ocr import ReadWord
from ingest.paragraph_signs import CODE, with_paragraph_signs
from ingest.pipeline import read_structure
from tests.scanning import scan
from tests.system_tools import missing
from tests.typeset import set_pdf


def read(*lines: str) -> str:
    found, _ = with_paragraph_signs([tuple(ReadWord(text, 0, 0, 9, 9, 0.9) for text in line.split()) for line in lines])
    return "\n".join(" ".join(word.text for word in line) for line in found)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("efter $ 52, stk. 3, i loven", "efter § 52, stk. 3, i loven"),
        ("reglerne i $$ 52-54 gælder", "reglerne i §§ 52-54 gælder"),
        ("loven ($ 5 b) siger", "loven (§ 5 b) siger"),
        ("efter $32 a", "efter §32 a"),
        ("Se & 8, stk. 1", "Se § 8, stk. 1"),
        ("i medfør af & 32 og & 86", "i medfør af § 32 og § 86"),
        ("reglerne i $& 52-54", "reglerne i §§ 52-54"),
        ("efter 8 52, stk. 3", "efter § 52, stk. 3"),
        ("loven (8 5 b) siger", "loven (§ 5 b) siger"),
        ("dagtilbudslovens 8 4 om tilsyn", "dagtilbudslovens § 4 om tilsyn"),
    ],
)
def test_what_can_be_nothing_else_becomes_the_sign(seen: str, meant: str) -> None:
    assert read(seen) == meant


@pytest.mark.parametrize(
    "seen",
    [
        "De 8 52-årige var med",
        "Der var 8 stk. i alt og 5 12-årige",
        "i alt 8 12, i gennemsnit",
        "Leg & læring",
        "kapitel 3 & 4 handler om tilsyn",
        "Mål & 5 indsatser",
        "et tilskud på $ 5 mio. i 2019",
        "$5 millioner",
        "kl. 8 52 børn",
    ],
)
def test_figures_and_dollars_stay(seen: str) -> None:
    assert read(seen) == seen


def test_the_number_may_stand_on_the_next_line() -> None:
    assert read("støtte efter 8", "52, stk. 3") == "støtte efter §\n52, stk. 3"


def test_what_was_read_is_told_with_its_number() -> None:
    line = tuple(ReadWord(text, 0, 0, 9, 9, 0.9) for text in ["efter", "$", "52,", "og", "$32", "a"])

    assert with_paragraph_signs([line])[1] == ("$ 52,", "$32")


@pytest.mark.skipif(missing("tesseract") is not None, reason=missing("tesseract") or "")
def test_a_scanned_clause_has_its_sign_and_a_warning_says_so(tmp_path: Path) -> None:
    text = "Støtten gives efter § 52, stk. 3, i serviceloven, og rådgivningen efter § 11 i samme lov. " * 3
    scanned = scan(set_pdf(tmp_path, text), tmp_path / "scan.pdf", dpi=200)

    reading = read_structure(scanned)

    (paragraph,) = reading.sections[0].paragraphs
    assert "efter § 52, stk. 3" in paragraph.text
    assert "$" not in paragraph.text
    assert [(one.page, one.code) for one in reading.warnings] == [(1, CODE)]
