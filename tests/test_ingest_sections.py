"""Headings, their levels and numbers, and what is no heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus import Box, Section
from corpus.shelf import Shelf
from ingest.blocks import find_blocks
from ingest.cells import Cell, FoundTable
from ingest.headings import outline_of
from ingest.laid_out import LaidOut
from ingest.lineends import LineJoiner
from ingest.lines import Line, place_of
from ingest.pipeline import read_structure
from ingest.sections import build_sections
from tests.typeset import a_line, set_pdf


def outline(*lines: Line) -> list[tuple[int, str | None, str | None]]:
    return [(one.level, one.number, one.heading) for one in sections_of(*lines)]


def sections_of(*lines: Line) -> Sequence[Section]:
    return build_sections(Shelf(find_blocks([LaidOut([[line] for line in lines], [])], 10.0, LineJoiner({}))))


def body(baseline: float, page: int = 1) -> Line:
    return a_line("noget løbende tekst i brødskrift som slutter her.", 60, baseline, page=page)


def test_levels_follow_size_and_weight_and_the_title_is_first() -> None:
    assert outline(
        a_line("Evaluering af indsatsen", 60, 60, size=22, bold=True),
        body(80),
        a_line("Baggrund", 60, 110, size=14, bold=True),
        body(130),
        a_line("Forandringer for barnet", 60, 150, bold=True),
        body(170),
        a_line("Opsummering", 60, 200, size=14, bold=True),
        body(220),
    ) == [
        (1, None, "Evaluering af indsatsen"),
        (2, None, "Baggrund"),
        (3, None, "Forandringer for barnet"),
        (2, None, "Opsummering"),
    ]


def test_light_lines_between_the_title_and_the_first_larger_heading_introduce_the_document() -> None:
    title = a_line("Sammen om overgangene", 60, 60, size=24, bold=True)
    front = [
        a_line("Netværksdag for dagplejen", 60, 90, size=12.5),
        a_line("5. september 2022", 60, 120, size=12.5),
        a_line("Rådhuset, Sundkøbing", 60, 150, size=12.5),
    ]
    chapter = [a_line("Program", 60, 190, size=15, bold=True), body(210)]
    part = [a_line("Oplæg i plenum", 60, 240, size=12.5), body(260)]

    assert outline(title, *front, *chapter) == [(1, None, "Sammen om overgangene"), (2, None, "Program")]
    assert [heading for _, _, heading in outline(title, *front, *chapter, *part)] == [
        "Sammen om overgangene",
        *(line.text for line in front),
        "Program",
        "Oplæg i plenum",
    ]


def test_numbers_are_kept_apart_and_in_the_heading() -> None:
    assert outline(
        a_line("Rapporten", 60, 60, size=22, bold=True),
        a_line("01 / Viden om dagtilbud", 60, 110, size=14, bold=True),
        body(130),
        a_line("2.1 Metode", 60, 160, bold=True),
        body(180),
        a_line("2020 blev et særligt år", 60, 210, bold=True),
        body(230),
    ) == [
        (1, None, "Rapporten"),
        (2, "01", "01 / Viden om dagtilbud"),
        (3, "2.1", "2.1 Metode"),
        (3, None, "2020 blev et særligt år"),
    ]


def test_a_style_over_small_text_has_the_level_that_it_has_elsewhere() -> None:
    small = a_line("det samme sat i mindre type som i en kasse.", 60, 260, size=8)

    assert outline(
        a_line("Rapporten", 60, 60, size=22, bold=True),
        body(80),
        a_line("Baggrund", 60, 110, size=14, bold=True),
        body(130),
        a_line("Program", 60, 240, size=14, bold=True),
        small,
        a_line("Metode", 60, 300, size=14, bold=True),
        body(320),
    )[1:] == [(2, None, "Baggrund"), (2, None, "Program"), (2, None, "Metode")]


def capitals_and_not(*texts: str) -> list[int]:
    lines = [a_line("Rapporten", 60, 60, size=22, bold=True), body(80)]
    for number, text in enumerate(texts):
        lines += [a_line(text, 60, 110 + 50 * number, bold=True), body(130 + 50 * number)]
    return [level for level, _, _ in outline(*lines)][1:]


def test_capitals_tell_a_level_where_several_headings_are_set_in_them() -> None:
    assert capitals_and_not("BAGGRUND", "Metode", "Fund", "KONKLUSION") == [2, 3, 3, 2]
    assert capitals_and_not("STUK", "Metode", "Fund", "Konklusion") == [2, 2, 2, 2]


def test_capitals_may_be_smaller_than_the_text_and_a_heading() -> None:
    assert outline(
        a_line("Rapporten", 60, 60, size=22, bold=True),
        body(80),
        a_line("BAGGRUND", 60, 110, size=8.5, bold=True),
        body(130),
        a_line("Tid og sted", 60, 160, size=8.5, bold=True),
        body(180),
    ) == [(1, None, "Rapporten"), (2, None, "BAGGRUND")]


def test_a_sentence_in_a_style_of_its_own_is_text() -> None:
    sentence = a_line("Ni af ti børn mellem tre og fem år går i dagtilbud.", 60, 200, size=14)

    assert [
        heading for _, _, heading in outline(a_line("Rapporten", 60, 60, size=22), body(80), sentence, body(230))
    ] == ["Rapporten"]


def test_one_that_begins_in_the_middle_of_a_sentence_is_text() -> None:
    rest = a_line("rammer for børnene", 60, 200, size=14)

    assert [heading for _, _, heading in outline(a_line("Rapporten", 60, 60, size=22), body(80), rest, body(230))] == [
        "Rapporten"
    ]


def test_a_title_repeated_after_the_cover_is_one_section_with_both_places() -> None:
    cover = a_line("Gode børneliv", 60, 300, size=30, bold=True)
    again = a_line("GODE BØRNELIV", 60, 60, size=18, bold=True, page=2)
    (section,) = sections_of(cover, again, body(90, page=2))

    assert (section.heading, section.level) == ("GODE BØRNELIV", 1)
    assert [box.page for box in section.heading_boxes] == [1, 2]


def test_what_stands_above_the_title_and_a_lone_subtitle_are_text() -> None:
    assert outline(
        a_line("Center for Praksis", 60, 40, size=12, bold=True),
        a_line("Fra bekymring til handling", 60, 80, size=22, bold=True),
        a_line("Konference om tidlig indsats", 60, 100, size=13, bold=True),
        body(120),
    ) == [(0, None, None), (1, None, "Fra bekymring til handling")]


def test_a_list_of_contents_is_no_text(tmp_path: Path) -> None:
    markup = "= Rapport\n#outline(title: [Indhold])\n== Baggrund\nNoget tekst.\n== Metode\nMere tekst."

    reading = read_structure(set_pdf(tmp_path, markup))

    assert [section.heading for section in reading.sections] == ["Rapport", "Baggrund", "Metode"]
    assert any("Metode ....." in paragraph.text for paragraph in reading.furniture)


def pages_of_text(pages: int) -> list[Line]:
    """A title, then on each page a heading, text in two sizes, a heading one below and text in small type."""
    lines = [a_line("Rapporten", 60, 60, size=22, bold=True), body(90)]
    for page in range(1, pages + 1):
        lines += [
            a_line(f"Afsnit {page}", 60, 110, size=14, bold=True, page=page),
            body(140, page),
            body(180, page),
            a_line("lidt mindre tekst som også slutter her.", 60, 220, size=9, page=page),
            a_line("Forandringer for barnet", 60, 260, bold=True, page=page),
            body(280, page),
        ]
    return lines


def test_text_under_text_is_left_out_of_the_outline_but_for_its_letters() -> None:
    blocks = list(find_blocks([LaidOut([[line] for line in pages_of_text(6)], [])], 10.0, LineJoiner({})))

    told, there = outline_of(blocks)

    assert there[: -6 * 4] == bytes([1]) * (len(blocks) - 6 * 4)  # the title and the page after it are there whole
    assert there[-6:] == bytes([1, 1, 0, 0, 1, 1])
    assert len(told) == sum(there)
    assert sum((Counter(dict(one.setting.letters)) for one in told), Counter()) == sum(
        (Counter(dict(one.setting.letters)) for one in blocks), Counter()
    )


def test_a_long_document_has_the_outline_of_its_first_pages_again() -> None:
    found = [(one.level, one.heading, len(one.paragraphs)) for one in sections_of(*pages_of_text(12))]

    assert found[0] == (1, "Rapporten", 1)
    assert found[1:] == [
        part for page in range(1, 13) for part in [(2, f"Afsnit {page}", 3), (3, "Forandringer for barnet", 1)]
    ]


def test_a_table_on_the_page_whose_number_is_a_type_size_does_no_harm() -> None:
    """The place of a table has the size 0; as plain tuples that place and a style of 11 points are the same."""
    place = place_of(Box(11, 60, 300, 400, 360), 0)
    table = FoundTable(Box(11, 60, 300, 400, 360), (), ((Cell("Ja", None, None),),))
    text = "noget løbende tekst i brødskrift som slutter her."

    def page_of(number: int) -> list[Line]:
        return [a_line(f"Afsnit {number}", 60, 400, size=11, page=number), a_line(text, 60, 430, size=9, page=number)]

    pages = [
        LaidOut([[a_line("Rapporten", 60, 60, size=22, bold=True), a_line(text, 60, 90, size=9), *page_of(1)]], [])
    ]
    pages += [LaidOut([[place, *page_of(11)]], [table]), LaidOut([page_of(12)], [])]

    sections = build_sections(Shelf(find_blocks(pages, 9.0, LineJoiner({}))))

    assert [(one.heading, len(one.tables)) for one in sections] == [
        ("Rapporten", 0),
        ("Afsnit 1", 1),
        ("Afsnit 11", 0),
        ("Afsnit 12", 0),
    ]


def test_a_long_heading_in_a_style_of_its_own_pushes_none_down() -> None:
    sentence = "Hvordan bliver et fælles børnesyn til fælles løsninger i hverdagen"

    assert outline(
        a_line("Rapporten", 60, 60, size=22, bold=True),
        body(80),
        a_line(sentence, 60, 110, size=17),
        body(130),
        a_line("Metode", 60, 160, size=14, bold=True),
        body(180),
        a_line("Fund", 60, 210, size=14, bold=True),
        body(230),
    )[1:] == [(2, None, sentence), (2, None, "Metode"), (2, None, "Fund")]
