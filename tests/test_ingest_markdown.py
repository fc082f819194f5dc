"""Markdown is read as its marks say, and as a converter of PDFs may have left it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Paragraph
from corpus.errors import NothingToRead
from corpus.samples.sample_gold import gold
from corpus.samples.sample_text import read_source, source_names
from ingest.markdown_source import read_markdown
from ingest.passages import split_passages
from ingest.reading import Reading
from tests.exports import as_markdown
from tests.reading_gold import agreement


def read(folder: Path, text: str) -> Reading:
    path = folder / "prøve.md"
    path.write_text(text, encoding="utf-8")
    return read_markdown(path)


def blocks(reading: Reading) -> list[tuple[str, str]]:
    """Kind and text of every paragraph."""
    return [(block.kind, block.text) for section in reading.sections for block in section.paragraphs]


@pytest.mark.parametrize("name", source_names())
def test_a_sample_in_markdown_is_read_as_its_source_says(tmp_path: Path, name: str) -> None:
    source = read_source(name)

    reading = read(tmp_path, as_markdown(source))

    found = agreement(reading, gold(source))
    assert (found.word_f1, found.order, found.wrong_hyphens) == (1.0, 1.0, 0)
    assert (found.cell_f1, found.row_f1, found.paragraph_f1) == (1.0, 1.0, 1.0)
    assert (found.heading_f1, found.levels) == (1.0, 1.0)
    assert (found.leaked, found.lost_asides) == (0, 0)
    notes = [text for kind, text in blocks(reading) if kind == "footnote"]
    assert len(notes) == len(source.footnotes)
    assert all(passage.page_at(0) == 1 for passage in split_passages(reading, "doc"))


def test_lines_are_joined_and_their_hyphens_mended(tmp_path: Path) -> None:
    reading = read(tmp_path, "Et tværfagligt samar-\nbejde mellem dagtilbuds-\nog skoleområdet.\n")

    assert blocks(reading) == [("text", "Et tværfagligt samarbejde mellem dagtilbuds- og skoleområdet.")]


def test_a_line_end_that_the_writer_asked_for_parts_an_address_and_not_a_sentence(tmp_path: Path) -> None:
    reading = read(tmp_path, "Odeon  \nOdeons Kvarter 1, 5000 Odense C\n\nVi mødes  \ni foyeren.\n")

    assert [text for _, text in blocks(reading)] == ["Odeon", "Odeons Kvarter 1, 5000 Odense C", "Vi mødes i foyeren."]


def test_an_item_is_one_paragraph_and_its_own_items_are_others(tmp_path: Path) -> None:
    reading = read(tmp_path, "- leg\n\n  ude og inde\n  - i sand\n- sang\n\n3. tre\n4. fire\n")

    assert blocks(reading) == [
        ("item", "leg ude og inde"),
        ("item", "i sand"),
        ("item", "sang"),
        ("item", "3. tre"),
        ("item", "4. fire"),
    ]


def test_a_quotation_is_a_pull_quote_only_if_the_text_says_it_too(tmp_path: Path) -> None:
    said = "Børn lærer mest af hinanden, når de voksne lytter."
    reading = read(tmp_path, f"> {said}\n\n> Loven siger noget andet.\n\n{said} Det ved vi.\n")

    assert [aside.text for aside in reading.asides] == [said]
    assert [text for _, text in blocks(reading)] == ["Loven siger noget andet.", f"{said} Det ved vi."]


def test_front_matter_and_addresses_of_headings_are_no_text(tmp_path: Path) -> None:
    text = '---\ntitle: "Leg"\nlayout: side\n---\n\n## Formål {#formaal}\n\nAt lege.\n\n## Metode\n\nVi ser på.\n'

    reading = read(tmp_path, text)

    headings = [(section.heading, section.level) for section in reading.sections]
    assert headings == [("Leg", 1), ("Formål", 2), ("Metode", 2)]
    assert reading.info["Title"] == "Leg"


def test_a_bold_line_is_a_heading_where_the_file_has_no_others(tmp_path: Path) -> None:
    reading = read(tmp_path, "# Leg\n\n**Formål**\n\nAt lege.\n\n**Det er vigtigt.**\n\n**Metode**\n\n- at se\n")

    assert [(section.heading, section.level) for section in reading.sections] == [
        ("Leg", 1),
        ("Formål", 2),
        ("Metode", 2),
    ]


def test_a_footnote_is_kept_apart_from_the_word_that_calls_it(tmp_path: Path) -> None:
    reading = read(tmp_path, "Vi spurgte 286.[^a]\n\n[^a]: Af 431\n    i alt.\n\nSvarene er gode.\n")

    assert blocks(reading) == [("text", "Vi spurgte 286."), ("text", "Svarene er gode."), ("footnote", "Af 431 i alt.")]


def test_a_table_has_its_caption_and_header(tmp_path: Path) -> None:
    reading = read(tmp_path, "Tabel 2. Svar\n\n| | Ja | Nej |\n|---|---|---|\n| Leger I? | 9 | **1** |\n")

    (table,) = reading.sections[0].tables
    assert (table.caption, table.number) == ("Tabel 2. Svar", "2")
    assert (table.header, table.rows) == ((("", "Ja", "Nej"),), (("Leger I?", "9", "1"),))
    assert not any(isinstance(block, Paragraph) for block in reading.sections[0].blocks)


def test_a_file_of_nothing_but_marks_has_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match=r"prøve\.md har ingen tekst"):
        read(tmp_path, "---\n\n<!-- intet -->\n")
