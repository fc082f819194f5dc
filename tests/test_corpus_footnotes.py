from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Box, Document, Metadata, NoteCall, Paragraph, Section, Source
from corpus.footnotes import CalledAt, footnotes_of
from corpus.record import from_json, to_json
from ingest.pipeline import read_structure

from .typeset import set_pdf

FACTS = Metadata(None, None, "other", None, (), None, None, None, (), ())


def a_paragraph(text: str, *calls: NoteCall, page: int = 1) -> Paragraph:
    return Paragraph(text, "text", (Box(page, 60, 60, 500, 72),), ((0, page),), calls)


def a_note(text: str, mark: str, page: int) -> Paragraph:
    return Paragraph(text, "footnote", (Box(page, 60, 700, 500, 710),), ((0, page),), (), mark)


def a_document(*paragraphs: Paragraph) -> Document:
    section = Section("Resultater", 2, None, (Box(1, 60, 40, 500, 52),), paragraphs)
    source = Source("notat.pdf", "0" * 64, None)
    return Document("id", source, "da", 2, FACTS, (section,), (), (), (), (), (), (), ())


def test_a_note_belongs_to_the_mark_on_its_own_page() -> None:
    first = a_paragraph("Andelen er 73.", NoteCall(14, "1"))
    second = a_paragraph("I dagplejen er den 81.", NoteCall(22, "1"), page=2)
    document = a_document(first, a_note("1 Afrundet.", "1", 1), second, a_note("1 Skønnet.", "1", 2))

    assert [note.called_at for note in footnotes_of(document)] == [
        CalledAt(0, 0, 14, 1, "Andelen er 73."),
        CalledAt(0, 2, 22, 2, "I dagplejen er den 81."),
    ]


def test_a_note_on_a_later_page_belongs_to_the_last_such_mark_before_it() -> None:
    document = a_document(a_paragraph("Andelen er 73.", NoteCall(14, "1")), a_note("1 Afrundet.", "1", 2))

    (note,) = footnotes_of(document)

    assert note.called_at == CalledAt(0, 0, 14, 1, "Andelen er 73.")


def test_a_note_that_no_mark_calls_has_no_place() -> None:
    (note,) = footnotes_of(a_document(a_paragraph("Andelen er 73."), a_note("2 Afrundet.", "2", 1)))

    assert note.called_at is None


def test_a_record_from_before_notes_were_tied_is_read() -> None:
    record = to_json(a_paragraph("Andelen er 73.")).replace(',"calls":[],"mark":null', "")

    assert from_json(Paragraph, record) == a_paragraph("Andelen er 73.")


@pytest.mark.parametrize("typographic", ["true", "false"])
def test_raised_marks_are_taken_out_of_the_figures_before_them_and_tied_to_their_notes(
    tmp_path: Path, typographic: str
) -> None:
    path = set_pdf(
        tmp_path,
        f"#set super(typographic: {typographic})\n"
        "= Notat om tilsyn\n"
        "I alt 64 ud af 88 svarede, og andelen er 73.#footnote[Afrundet.] I dagplejen er den 81#footnote[Skønnet.], "
        "og huset har 20 m#super[2] til 11 børn. Tallene 2, 3, 4, 5 og 6 stammer fra bilag 12.",
    )

    reading = read_structure(path)
    text, *notes = [paragraph for section in reading.sections for paragraph in section.paragraphs]

    assert text.text.startswith("I alt 64 ud af 88 svarede, og andelen er 73. I dagplejen er den 81, og huset har 20 m")
    assert [(text.text[: call.offset].split()[-1], call.mark) for call in text.calls][:2] == [("73.", "1"), ("81", "2")]
    assert [(note.kind, note.mark, note.text) for note in notes] == [
        ("footnote", "1", "1 Afrundet."),
        ("footnote", "2", "2 Skønnet."),
    ]


def test_an_exponent_is_no_mark(tmp_path: Path) -> None:
    path = set_pdf(tmp_path, "Huset har 20 m#super[2] til 11 børn, og haven 345 m#super[2], siger de 67.")

    ((paragraph,),) = [section.paragraphs for section in read_structure(path).sections]

    assert paragraph.text == "Huset har 20 m² til 11 børn, og haven 345 m², siger de 67."
    assert paragraph.calls == ()


def test_a_mark_level_with_the_next_columns_line_stays_with_its_word(tmp_path: Path) -> None:
    column = "Dagtilbuddene har arbejdet med overgange i to år, og det kan ses. " * 5
    path = set_pdf(
        tmp_path,
        "#set super(typographic: false)\n#set par(justify: true)\n"
        f"#columns(2)[Andelen er 73.#footnote[Afrundet.] {column} #colbreak() #v(-3.3pt) {column}]",
    )

    paragraphs = [one for section in read_structure(path).sections for one in section.paragraphs]

    assert [one.text for one in paragraphs if one.text in ("1", "¹")] == []
    assert [call.mark for one in paragraphs for call in one.calls] == ["1"]
