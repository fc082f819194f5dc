"""Whole documents: the samples and the real ones against their gold, with floors a little below today's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Box
from corpus.analyser import Analyser
from corpus.taxonomy import Taxonomy
from ingest.language import load_language
from ingest.pages import open_pdf
from ingest.passages import split_passages
from ingest.pipeline import read_document, read_structure
from ingest.reading import Reading
from tests.reading_gold import Agreement, Gold, agreement, gold_files

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def assert_floors(found: Agreement) -> None:
    assert found.word_f1 >= 0.99
    assert found.order >= 0.99
    assert found.cell_f1 >= 0.97
    assert found.heading_f1 >= 0.95
    assert found.levels >= 0.95
    assert found.heading_pages == 1.0
    assert found.paragraph_f1 >= 0.85
    assert (found.leaked, found.lost_asides) == (0, 0)


def boxes_of(reading: Reading) -> list[Box]:
    blocks = [block for section in reading.sections for block in section.blocks]
    boxes = [box for block in (*blocks, *reading.asides, *reading.furniture, *reading.sessions) for box in block.boxes]
    return boxes + [box for section in reading.sections for box in section.heading_boxes]


@pytest.mark.parametrize(("path", "gold"), list(gold_files(SAMPLES)), ids=lambda value: getattr(value, "stem", ""))
def test_a_sample_is_read_as_its_source_says(path: Path, gold: Gold) -> None:
    reading = read_structure(path)
    found = agreement(reading, gold)

    assert_floors(found)
    assert found.wrong_hyphens == 0
    assert reading.warnings == ()
    with open_pdf(path) as pdf:
        sizes = {page.number: (page.width, page.height) for page in pdf.pages()}
    for box in boxes_of(reading):
        width, height = sizes[box.page]
        assert -1 <= box.x0 < box.x1 <= width + 1
        assert -1 <= box.top < box.bottom <= height + 1


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf"))[::3], ids=lambda path: path.stem)
def test_every_paragraph_knows_the_page_of_each_character(path: Path) -> None:
    for passage in split_passages(read_structure(path), "doc"):
        assert passage.page_at(0) == passage.pages.first
        assert passage.page_at(len(passage.text)) <= passage.pages.last


@pytest.mark.real
def test_the_real_documents_are_read_as_their_gold_says(real_folder: Path) -> None:
    hyphens = 0
    for path, gold in gold_files(real_folder / "corpus" / "pdf"):
        reading = read_structure(path)
        found = agreement(reading, gold)
        hyphens += found.wrong_hyphens
        assert_floors(found)
        assert reading.warnings == (), path.name
    assert hyphens <= 3


@pytest.mark.real
def test_the_real_programme_has_its_sessions(real_folder: Path) -> None:
    (path,) = (real_folder / "corpus" / "pdf").glob("000_*.pdf")

    sessions = read_structure(path).sessions

    assert [(session.starts, session.ends, session.kind) for session in sessions[:10]] == [
        ("09:00", "09:30", "other"),
        ("09:30", "09:55", "plenary"),
        ("09:55", "10:30", "plenary"),
        ("10:30", "11:00", "break"),
        ("11:00", "12:00", "theme"),
        ("12:00", "13:00", "break"),
        ("13:00", "14:00", "theme"),
        ("14:00", "14:30", "break"),
        ("14:30", "15:05", "plenary"),
        ("15:05", "15:25", "plenary"),
    ]
    assert len([session for session in sessions if session.kind == "theme" and session.speakers]) == 5
    assert [len(session.speakers) for session in sessions[10:]] == [1, 2, 4, 1, 1]


def test_a_pull_quote_is_linked_to_the_passage_that_it_repeats() -> None:
    path = SAMPLES / "position_tidlig_indsats.pdf"
    document = read_document(path, analyser=Analyser.load(), taxonomy=Taxonomy.load(), language=load_language(None))

    (quote,) = document.asides
    repeated = document.repeated_by(quote)

    assert repeated is not None
    assert quote.text in repeated.text
    assert document.repeated_by(replace(quote, text="Foto: Ingen")) is None
