"""Where paragraphs, items, headings and footnotes begin and end."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Paragraph
from ingest.asides import QUOTED_WITHIN, without_pull_quotes
from ingest.blocks import Block, find_blocks
from ingest.laid_out import LaidOut
from ingest.lineends import LineJoiner
from ingest.lines import Line
from ingest.pipeline import read_structure
from tests.typeset import a_column, a_line, set_pdf

JOINER = LineJoiner({})
FULL = "en linje der fylder hele sin spalte ud"


def blocks_of(*regions: list[Line]) -> list[Block]:
    return list(find_blocks([LaidOut(regions, [])], 10.0, JOINER))


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


def test_a_pull_quote_is_said_twice_and_a_quoting_heading_once() -> None:
    text = a_column("Et godt samarbejde giver tillid og", "opbakning til alle vores tilbud.")
    quote = [a_line("”Et godt samarbejde giver tillid og opbakning”", 60, 300, size=16, bold=True)]
    heading = [a_line("”Vi ser barnet først”", 60, 400, size=16, bold=True)]

    quotes: list[Paragraph] = []
    kept = list(without_pull_quotes(blocks_of(text, quote, heading), 10.0, quotes))

    assert [block.text for block in kept if block.kind == "heading"] == ["”Vi ser barnet først”"]
    assert [aside.text for aside in quotes] == ["”Et godt samarbejde giver tillid og opbakning”"]


@pytest.mark.parametrize(("letters", "is_quote"), [(0, True), (QUOTED_WITHIN // 2, True), (2 * QUOTED_WITHIN, False)])
@pytest.mark.parametrize("quote_first", [True, False])
def test_a_pull_quote_stands_near_what_it_repeats(letters: int, is_quote: bool, quote_first: bool) -> None:
    said = a_column("Et godt samarbejde giver tillid og", "opbakning til alle vores tilbud.")
    quote = [a_line("Et godt samarbejde giver tillid og opbakning til alle.", 60, 300, size=16)]
    other = [a_column("Børnene leger i haven hver dag.")] * (letters // 25)
    parts = [quote, *other, said] if quote_first else [said, *other, quote]

    quotes: list[Paragraph] = []
    kept = list(without_pull_quotes(blocks_of(*parts), 10.0, quotes))

    assert [one.text for one in quotes] == ([quote[0].text] if is_quote else [])
    assert len(kept) + len(quotes) == len(parts)


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
