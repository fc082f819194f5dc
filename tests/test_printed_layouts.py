"""The sample texts as Chromium and WeasyPrint print them are read as well as those that Typst sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.print_looks import LOOKS, PrintLook
from tests.printed_layouts import read_printed, sample_gold
from tests.system_tools import missing

NAMES = ("evaluation_tilsyn", "position_foraeldre_og_hverdag", "practice_seks_uger", "programme_overgange")
"""One of each kind; one of them in each look, and all twelve in all: ``python -m tests.printed_layouts``."""
EACH = [(look, NAMES[number % len(NAMES)]) for number, look in enumerate(LOOKS)]

NEEDS = {"chromium": "chromium", "weasyprint": "pangoft2-1.0"}
UNRULED = "margen"
"""Its tables have neither rules nor tints, and heads of several lines in the middle of their columns."""


@pytest.mark.browser
@pytest.mark.parametrize(("look", "name"), EACH, ids=[f"{look.name}-{name}" for look, name in EACH])
def test_a_sample_is_read_as_it_is_printed(look: PrintLook, name: str, tmp_path: Path) -> None:
    lack = missing(NEEDS[look.printer])
    if lack is not None:
        pytest.skip(lack)

    found = read_printed(look, sample_gold(name), tmp_path)

    assert found.word_f1 >= 0.995
    assert found.order >= 0.99
    assert found.wrong_hyphens == 0
    assert found.cell_f1 >= (0.93 if look.name == UNRULED else 0.98)
    assert found.row_f1 >= (0.87 if look.name == UNRULED else 0.96)
    assert found.heading_f1 == 1.0
    assert found.levels == 1.0
    assert found.leaked == 0
    assert found.lost_asides == 0
