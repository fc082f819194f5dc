"""What could not be read is said, and nothing is said where all was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.gaps import find_gaps
from ingest.pipeline import read_structure
from ingest.shapes import Area
from ingest.sheets import Sheet
from tests.typeset import a_word, set_pdf

WHOLE = Sheet(3, 500, 700, (a_word("børnehaven", 60, 100),), (), (), (), 0, 0, None, "text", None)
PICTURE = (Area(0, 0, 500, 700),)


@pytest.mark.parametrize(
    ("sheet", "codes"),
    [
        (WHOLE, []),
        (replace(WHOLE, images=PICTURE, turned=3), []),
        (replace(WHOLE, words=()), []),
        (replace(WHOLE, words=(), images=PICTURE), ["no_text_on_page"]),
        (replace(WHOLE, unmapped=1), ["unmapped_characters"]),
        (replace(WHOLE, turned=9), ["turned_text"]),
        (replace(WHOLE, words=(), problem="KeyError"), ["unreadable_page"]),
    ],
    ids=["whole", "with a picture", "blank", "only a picture", "letters without a name", "askew", "failed"],
)
def test_each_gap_has_its_warning(sheet: Sheet, codes: list[str]) -> None:
    warnings = find_gaps([sheet])

    assert [warning.code for warning in warnings] == codes
    assert all(warning.page == 3 and "Side 3" in warning.message for warning in warnings)


def test_text_across_a_page_is_told(tmp_path: Path) -> None:
    reading = read_structure(set_pdf(tmp_path, "Forside.\n#rotate(30deg, reflow: true)[#lorem(20)]"))

    assert [(warning.page, warning.code) for warning in reading.warnings] == [(1, "turned_text")]
