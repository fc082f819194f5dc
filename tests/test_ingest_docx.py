"""A Word file is read by its styles, as it stands when its changes are accepted; a broken one says why."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from corpus.errors import EmptyFile, EncryptedFile, IngestError, NothingToRead, UnreadableFile
from corpus.samples.sample_gold import gold, running_line
from corpus.samples.sample_text import read_source, source_names
from ingest.docx_source import CONTAINER, PROTECTED, read_docx
from ingest.reading import Reading
from tests.exports import as_docx
from tests.reading_gold import agreement

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(folder: Path, content: bytes) -> Reading:
    path = folder / "fil.docx"
    path.write_bytes(content)
    return read_docx(path)


def a_document(*paragraphs: str, style: str = "Normal") -> bytes:
    document = WordDocument()
    for text in paragraphs:
        document.add_paragraph(text, style=style)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def changed(content: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The Word file *content* with the text of one of its parts put through *change*."""
    copy = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(copy, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            target.writestr(entry.filename, change(data.decode()) if entry.filename == part else data)
    return copy.getvalue()


def with_body(markup: str) -> bytes:
    """A Word file with *markup* before its only paragraph."""
    return changed(a_document("slut"), lambda xml: xml.replace("<w:body>", f"<w:body>{markup}"))


def blocks(reading: Reading) -> list[tuple[str, str]]:
    """Kind and text of every paragraph."""
    return [(block.kind, block.text) for section in reading.sections for block in section.paragraphs]


@pytest.mark.parametrize("name", source_names())
def test_a_sample_from_a_danish_word_is_read_as_its_source_says(tmp_path: Path, name: str) -> None:
    source = read_source(name)

    reading = read(tmp_path, as_docx(source))

    found = agreement(reading, gold(source))
    assert (found.word_f1, found.order, found.wrong_hyphens) == (1.0, 1.0, 0)
    assert (found.cell_f1, found.row_f1, found.paragraph_f1) == (1.0, 1.0, 1.0)
    assert (found.heading_f1, found.levels) == (1.0, 1.0)
    assert (found.leaked, found.lost_asides) == (0, 0)
    assert [paragraph.text for paragraph in reading.furniture] == [running_line(source)]


def test_inserted_words_are_read_and_deleted_ones_are_not(tmp_path: Path) -> None:
    markup = (
        "<w:p><w:r><w:t>Børn </w:t></w:r><w:ins w:id='1' w:author='x'><w:r><w:t>leger</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>sover</w:delText></w:r></w:del></w:p>"
    )

    assert blocks(read(tmp_path, with_body(markup))) == [("text", "Børn leger"), ("text", "slut")]


def test_soft_hyphens_tabs_and_hyphens_that_may_not_break(tmp_path: Path) -> None:
    markup = (
        "<w:p><w:r><w:t>børne</w:t><w:softHyphen/><w:t>håndbog 0</w:t><w:noBreakHyphen/>"
        "<w:t>6</w:t><w:tab/><w:t>år</w:t></w:r></w:p>"
    )

    assert blocks(read(tmp_path, with_body(markup)))[0] == ("text", "børnehåndbog 0-6 år")


def test_a_footnote_stands_apart_from_the_word_that_calls_it(tmp_path: Path) -> None:
    call = "<w:p><w:r><w:t>Vi spurgte 286.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    note = "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Af 431.</w:t></w:r></w:p></w:footnote>"
    link = (
        '<Relationship Id="rId99" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    content = changed(
        with_body(call), lambda xml: xml.replace("</Relationships>", link), "word/_rels/document.xml.rels"
    )
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{note}</w:footnotes>")

    assert blocks(read(tmp_path, file.getvalue())) == [
        ("text", "Vi spurgte 286."),
        ("text", "slut"),
        ("footnote", "Af 431."),
    ]


def test_a_list_of_contents_is_furniture(tmp_path: Path) -> None:
    document = WordDocument()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Formål\t2", style="toc 1")
    document.add_heading("Formål", level=1)
    document.add_paragraph("At lege.")
    file = BytesIO()
    document.save(file)

    reading = read(tmp_path, file.getvalue())

    assert [paragraph.text for paragraph in reading.furniture] == ["Formål 2"]
    assert [(section.heading, section.level) for section in reading.sections] == [("Formål", 1)]


def test_bold_lines_are_headings_where_no_style_says_so(tmp_path: Path) -> None:
    document = WordDocument()
    document.add_paragraph().add_run("Formål").bold = True
    document.add_paragraph("At lege hver dag.")
    document.add_paragraph().add_run("Metode").bold = True
    document.add_paragraph("At se efter.")
    file = BytesIO()
    document.save(file)

    assert [section.heading for section in read(tmp_path, file.getvalue()).sections] == ["Formål", "Metode"]


LARGE = {"Title": (22, False), "Heading 1": (16, False), "Heading 2": (13, True), "Heading 3": (11, True)}
BOLD = {"Title": (20, True), "Heading 1": (14, True), "Heading 2": (11, True), "Heading 3": (11, True)}


def without_styles(content: bytes, looks: Mapping[str, tuple[float, bool]]) -> bytes:
    """The Word file *content* with its title and headings set by hand, in points and weight, in the style of text."""
    document = WordDocument(BytesIO(content))
    for paragraph in document.paragraphs:
        style = paragraph.style
        assert style is not None
        size, bold = looks.get(style.name or "", (None, False))
        if style.name in (*looks, "Subtitle", "Caption"):
            for run in paragraph.runs:
                run.font.size, run.bold = Pt(size or 12), bold or style.name == "Caption" or None
            paragraph.style = document.styles["Normal"]
    file = BytesIO()
    document.save(file)
    return file.getvalue()


BY_HAND = [(name, (LARGE, BOLD)[number % 2]) for number, name in enumerate(source_names())]


@pytest.mark.parametrize(("name", "looks"), BY_HAND, ids=[name for name, _ in BY_HAND])
def test_headings_set_by_hand_are_those_of_the_source(
    tmp_path: Path, name: str, looks: Mapping[str, tuple[float, bool]]
) -> None:
    source = read_source(name)

    found = agreement(read(tmp_path, without_styles(as_docx(source), looks)), gold(source))

    assert (found.heading_f1, found.levels, found.paragraph_f1) == (1.0, 1.0, 1.0)


def test_a_heading_style_of_the_writers_own_is_known_by_its_outline_level(tmp_path: Path) -> None:
    document = WordDocument()
    own = document.styles.add_style("Kapitel rapport", 1)
    own.base_style = document.styles["Heading 1"]
    below = document.styles.add_style("Mellemrubrik", 1)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    below.element.get_or_add_pPr().append(level)
    for _ in range(2):
        document.add_paragraph("Formål", style=own)
        document.add_paragraph("At lege", style=below)
        document.add_paragraph("Hver dag leger børnene ude.")
    file = BytesIO()
    document.save(file)

    sections = read(tmp_path, file.getvalue()).sections

    assert [(section.heading, section.level) for section in sections] == [("Formål", 1), ("At lege", 2)] * 2


def test_large_and_bold_text_that_is_no_heading(tmp_path: Path) -> None:
    document = WordDocument()
    for text, size, bold in [
        ("Leg i hverdagen", 24, False),
        ("Et notat om leg", 16, False),
        ("Alle børn skal kunne lege hver dag, og det skal de voksne give plads til.", 14, False),
        ("Kløverkøbing Kommune", 11, True),
        ("Rådhuspladsen 1", 11, True),
        ("Baggrund", 11, True),
        ("Vi så efter i et år, og vi skrev alt ned, som børnene gjorde.", 11, False),
        ("”Det er godt at lege”", 18, False),
        ("Husk at lege.", 11, True),
        ("Derfor leger vi videre, og vi holder øje med, hvem der er med.", 11, False),
    ]:
        run = document.add_paragraph().add_run(text)
        run.font.size, run.bold = Pt(size), bold
    file = BytesIO()
    document.save(file)

    sections = read(tmp_path, file.getvalue()).sections

    assert [(section.heading, section.level) for section in sections] == [("Leg i hverdagen", 1), ("Baggrund", 2)]


def test_the_file_says_who_wrote_it(tmp_path: Path) -> None:
    document = WordDocument()
    document.core_properties.title, document.core_properties.author = "Leg", "Ida Holm"
    document.add_paragraph("At lege.")
    file = BytesIO()
    document.save(file)

    info = read(tmp_path, file.getvalue()).info

    assert (info["Title"], info["Author"]) == ("Leg", "Ida Holm")


def test_a_picture_is_no_text(tmp_path: Path) -> None:
    from PIL import Image

    picture = BytesIO()
    Image.new("L", (50, 50)).save(picture, format="PNG")
    document = WordDocument()
    document.add_picture(picture)
    file = BytesIO()
    document.save(file)

    with pytest.raises(NothingToRead, match="kun rummer billeder"):
        read(tmp_path, file.getvalue())


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", EmptyFile, "tom"),
        (b"slet ikke nogen zip", UnreadableFile, "ikke en Word-fil"),
        (a_document("x")[:900], UnreadableFile, "gået i stykker"),
        (CONTAINER + bytes(600), UnreadableFile, "Words gamle format"),
        (CONTAINER + bytes(600) + PROTECTED, EncryptedFile, "adgangskode"),
        (changed(a_document("x"), lambda xml: xml[:-40]), UnreadableFile, "kan ikke læses"),
        (changed(a_document("x"), lambda xml: f"{BOMB}]><w:document {W}>&i;</w:document>"), UnreadableFile, "kan ikke"),
        (a_document(), NothingToRead, "ingen tekst"),
    ],
    ids=["empty", "no zip", "cut", "old", "protected", "broken text", "entities", "no text"],
)
def test_each_unusable_file_has_its_error(tmp_path: Path, content: bytes, error: type[IngestError], says: str) -> None:
    with pytest.raises(error) as caught:
        read(tmp_path, content)

    assert says in caught.value.message
    assert "fil.docx" in caught.value.message


def test_a_zip_without_a_document_is_no_word_file(tmp_path: Path) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")

    with pytest.raises(UnreadableFile, match="den er ikke en Word-fil"):
        read(tmp_path, file.getvalue())
