"""Layouts that no sample has: the same texts set otherwise, and drawn in another order, are read as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.reading import Reading
from tests.further_layouts import LOOKS, Look, read_in
from tests.reading_gold import full_text

NAMES = ("evaluation_foraeldresamtaler", "position_tidlig_indsats", "programme_overgange")
"""One of each kind that has tables, lists in boxes and sessions; all twelve: ``python -m tests.further_layouts``."""
RULED = ("booktabs", "lines", "ruled")


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Reading]:
    """What was read before, so that the shuffled file is compared with its twin without reading that anew."""
    return {}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_sample_is_read_in_another_look(
    look: Look, name: str, tmp_path: Path, readings: dict[tuple[str, str], Reading]
) -> None:
    reading, found, sessions = read_in(look, name, None, tmp_path)
    readings[look.name, name] = reading

    assert found.word_f1 >= 0.99
    assert found.order >= 0.95
    assert found.wrong_hyphens <= 1
    assert found.cell_f1 >= (0.97 if look.tables in RULED else 0.93)
    assert found.row_f1 >= found.cell_f1 - 0.03
    assert found.heading_f1 >= 0.93
    assert found.heading_pages >= 0.98
    assert found.levels >= 0.83
    assert found.leaked <= 1
    assert sessions == 1.0


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_order_of_drawing_changes_nothing(
    look: Look, tmp_path: Path, readings: dict[tuple[str, str], Reading]
) -> None:
    name = NAMES[LOOKS.index(look) % len(NAMES)]
    drawn = readings.get((look.name, name)) or read_in(look, name, None, tmp_path)[0]
    reading, _, _ = read_in(look, name, 7, tmp_path)

    assert full_text(reading) == full_text(drawn)
    assert reading.sections == drawn.sections
