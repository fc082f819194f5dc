"""Where paragraphs, items, headings and footnotes begin and end."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block, continued, find_blocks
from ingest.laid_out import LaidOut
from ingest.lineends import LineJoiner
from ingest.lines import Line, line_of
from ingest.pipeline import read_structure
from tests.typeset import a_column, a_line, a_word, set_pdf

JOINER = LineJoiner({})
FULL = "en linje der fylder hele sin spalte ud"


def blocks_of(*regions: list[Line]) -> list[Block]:
    return list(continued(find_blocks([LaidOut(regions, [])], 10.0, JOINER), JOINER))


def kinds(*regions: list[Line]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks_of(*regions)]


def test_a_gap_ends_a_paragraph() -> None:
    lines = a_column("Første afsnit er her", "og går videre", "", "Andet afsnit")

    assert kinds(lines) == [("text", "Første afsnit er her og går videre"), ("text", "Andet afsnit")]


def test_a_line_end_with_room_for_the_next_word_ends_a_sentences_paragraph() -> None:
    lines = a_column(FULL, "slutter her.", "Nyt afsnit begynder her uden luft", FULL)

    assert [text for _, text in kinds(lines)] == [f"{FULL} slutter her.", f"Nyt afsnit begynder her uden luft {FULL}"]


def test_the_lines_of_an_address_are_kept_apart() -> None:
    lines = a_column("Odeon", "Odeons Kvarter 1, 5000 Odense C")

    assert [text for _, text in kinds(lines)] == ["Odeon", "Odeons Kvarter 1, 5000 Odense C"]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "1.", "a)"])
def test_each_bullet_begins_an_item(bullet: str) -> None:
    lines = a_column("Vi vil:", f"{bullet} arbejde sammen", f"{bullet} spørge forældrene")

    assert [kind for kind, _ in kinds(lines)] == ["text", "item", "item"]


def test_a_dash_at_a_line_start_inside_a_sentence_is_no_bullet() -> None:
    lines = a_column("få indblik i en rejse der handler om", "- med praksis som udgangspunkt –", "meget mere")

    assert [kind for kind, _ in kinds(lines)] == ["text"]


def test_a_date_is_no_list_number() -> None:
    assert kinds(a_column("30. oktober 2024")) == [("text", "30. oktober 2024")]


def test_a_bold_line_before_text_is_a_heading_and_a_bold_opening_is_not() -> None:
    heading = [a_line("Praksis og proces", 60, 100, bold=True), a_line(FULL, 60, 112)]
    opening = [
        a_line("Vi ser at de fleste af alle børn trives", 60, 100, bold=True),
        a_line("men ikke alle gør", 60, 112),
    ]

    assert [kind for kind, _ in kinds(heading)] == ["heading", "text"]
    assert [kind for kind, _ in kinds(opening)] == ["text"]


def test_a_heading_over_two_lines_is_one() -> None:
    lines = [a_line("Temamøde 1: Hvad er god", 60, 100, bold=True), a_line("kvalitet?", 60, 112, bold=True)]

    assert kinds(lines) == [("heading", "Temamøde 1: Hvad er god kvalitet?")]


def test_a_heading_that_a_column_cuts_goes_on_in_small_letters() -> None:
    upper = a_line("Hvordan bliver et fælles", 60, 700, size=14)

    assert kinds([upper], [a_line("børnesyn til handling?", 360, 60, size=14)]) == [
        ("heading", "Hvordan bliver et fælles børnesyn til handling?")
    ]
    assert len(kinds([upper], [a_line("Børnesyn", 360, 60, size=14)])) == 2


def test_a_caption_in_bold_goes_on_in_bold() -> None:
    first, rest = a_line("Tabel 1. Tilsyn i", 60, 100, bold=True), a_line("31 huse, 2022-2023", 60, 112, bold=True)
    whole = [("caption", "Tabel 1. Tilsyn i 31 huse, 2022-2023")]

    assert kinds([first, rest]) == whole
    assert kinds([first], [rest]) == whole


def test_a_speaker_line_in_italics_is_a_paragraph_of_its_own() -> None:
    lines = [a_line("v/ Mette Holm, lektor", 60, 100, italic=True), a_line("Hvor starter man, når man", 60, 112)]

    assert [text for _, text in kinds(lines)] == ["v/ Mette Holm, lektor", "Hvor starter man, når man"]


def test_a_paragraph_goes_on_over_a_page_and_knows_where_the_page_turns() -> None:
    first, second = [a_line("børnene er i en ud-", 60, 700)], [a_line("sat position.", 60, 80, page=2)]

    (block,) = blocks_of(first, second)

    assert block.text == "børnene er i en udsat position."
    assert block.page_starts == ((0, 1), (18, 2))
    assert [box.page for box in block.boxes] == [1, 2]


def test_a_footnote_does_not_cut_the_paragraph_around_it() -> None:
    body = [a_line("svarene på spørgsmålet 1 viser at", 60, 600)]
    note = [a_line("1 Omfatter alle forløb.", 60, 700, size=8)]
    rest = [a_line("børnene trives.", 60, 80, page=2)]

    assert kinds(body, note, rest) == [
        ("text", "svarene på spørgsmålet 1 viser at børnene trives."),
        ("footnote", "1 Omfatter alle forløb."),
    ]


def test_a_full_line_that_ends_no_sentence_goes_on_in_the_next_column_with_a_figure_or_a_name() -> None:
    full = [
        "Her står en lang linje der fylder ud",
        "og endnu en lang linje der fylder ud",
        "og en tredje linje om servicelovens §",
    ]
    short = [*full[:2], "og en kort linje"]
    rest = a_column("49 a, som åbner for det.", x0=300)

    assert [text for _, text in kinds(a_column(*full), rest)] == [" ".join([*full, "49 a, som åbner for det."])]
    assert [text for _, text in kinds(a_column(*short), rest)][1:] == ["49 a, som åbner for det."]


def test_an_indented_line_below_a_speaker_begins_a_paragraph_though_the_speaker_fills_the_line() -> None:
    lines = [a_line("v/ Mads Hvolby, antropolog, Aalund", 60, 100), a_line("I et halvt år har han stået der", 72, 112)]

    assert len(kinds(lines)) == 2
    assert len(kinds([lines[0], a_line("Kommune", 60, 112)])) == 1


def test_sentences_that_begin_as_far_indented_as_two_before_begin_paragraphs() -> None:
    short, full = "Det slutter her.", "Her er en linje der er helt fuld og nævner"
    starts = [a_line(full, 60, 100), a_line(short, 60, 112), a_line(full, 72, 124), a_line(short, 60, 136)]
    more = [a_line(full, 72, 148), a_line(full, 60, 160), a_line("Et nyt afsnit", 72, 172)]

    assert [text for _, text in kinds(starts + more)][-1] == "Et nyt afsnit"


def test_a_note_below_the_text_does_not_move_the_columns_left_side() -> None:
    full = "Her er en linje der er helt fuld og slutter."
    lines = [a_line(full, 60, 100), a_line(full, 60, 112), a_line(full, 72, 124), a_line(full, 60, 136)]
    note = [
        a_line("1. Tallene er fra en tidligere undersøgelse", 64, 700, size=8),
        a_line("i dagplejen.", 54, 710, size=8),
    ]

    assert [kind for kind, _ in kinds(lines + note)] == ["text", "text", "footnote"]
    assert kinds(lines + note)[-1][1] == "1. Tallene er fra en tidligere undersøgelse i dagplejen."


def test_a_note_that_the_page_calls_is_one_below_a_heading_too() -> None:
    called = line_of([a_word("hverdag.", 60, 100), a_word("1", 100.2, 96.5, size=6)], 1)
    heading = a_line("Bliver arkene brugt?", 60, 600, size=16)
    note = a_line("1. Samtaler over telefon er talt med.", 60, 700, size=8)

    assert [kind for kind, _ in kinds([called], [heading, note])] == ["text", "heading", "footnote"]


def test_a_bold_caption_right_below_a_paragraph_is_none_of_its_lines() -> None:
    lines = [a_line(FULL, 60, 100), a_line("Tabel 1. Børn i fem huse", 60, 112, bold=True)]

    assert [kind for kind, _ in kinds(lines)] == ["text", "caption"]


def test_a_paragraph_goes_on_right_below_where_the_text_beside_a_picture_ends() -> None:
    narrow, wide = [a_line("udarbejdet for de", 60, 100)], [a_line("to kommuner i fællesskab", 60, 114)]

    assert kinds(narrow, wide) == [("text", "udarbejdet for de to kommuner i fællesskab")]


def test_bullets_that_are_drawn_begin_items(tmp_path: Path) -> None:
    disc = "marker: box(baseline: -0.2em, circle(radius: 0.17em, fill: black))"
    markup = f"De fik:\n#list({disc}, indent: 1em, [seks timers kursus,], [sparring hver uge,], [en fælles logbog])"

    (section,) = read_structure(set_pdf(tmp_path, markup)).sections

    assert [(one.kind, one.text) for one in section.paragraphs] == [
        ("text", "De fik:"),
        ("item", "seks timers kursus,"),
        ("item", "sparring hver uge,"),
        ("item", "en fælles logbog"),
    ]
