"""Pull quotes are told from headings, and taken out of the text that they stand in."""

from __future__ import annotations

import pytest

from corpus import Paragraph
from ingest.asides import without_pull_quotes
from ingest.blocks import Block, continued, find_blocks
from ingest.laid_out import LaidOut
from ingest.lineends import LineJoiner
from ingest.lines import Line
from ingest.text_around import QUOTED_WITHIN
from tests.typeset import a_column, a_line

JOINER = LineJoiner({})
SAID = a_column(
    "Det ved vi fra mange års arbejde i husene, hvor en god",
    "evaluering skærper blikket for de små skridt, så vi ser",
    "dem alle sammen og bruger den viden hver eneste dag.",
)
SHORT = a_column("De små skridt fylder meget.")
REPEATED = "En god evaluering skærper blikket for de små skridt"
HEADING, LARGE = 14.0, 18.0


def told(*regions: list[Line]) -> tuple[list[Block], list[str]]:
    """The blocks of *regions* that are left, and the pull quotes."""
    quotes: list[Paragraph] = []
    blocks = find_blocks([LaidOut(regions, [])], 10.0, JOINER)
    kept = list(continued(without_pull_quotes(blocks, 10.0, JOINER, quotes), JOINER))
    return kept, [quote.text for quote in quotes]


def under_title(*regions: list[Line]) -> tuple[list[Block], list[str]]:
    """The same below the title of a document, which is left out."""
    kept, quotes = told([a_line("Vores hverdag", 60, 60, size=24)], *regions)
    return kept[1:], quotes


def heading(text: str, size: float = HEADING, *, bold: bool = True) -> list[Line]:
    return [a_line(text, 60, 300, size=size, bold=bold)]


def test_a_pull_quote_is_said_twice_and_a_quoting_heading_once() -> None:
    text = a_column("Et godt samarbejde giver tillid og", "opbakning til alle vores tilbud.")
    quote = heading("”Et godt samarbejde giver tillid og opbakning”", 16)

    kept, quotes = told(text, quote, heading("”Vi ser barnet først”", 16))

    assert [block.text for block in kept if block.kind == "heading"] == ["”Vi ser barnet først”"]
    assert quotes == ["”Et godt samarbejde giver tillid og opbakning”"]


@pytest.mark.parametrize(("letters", "is_quote"), [(0, True), (QUOTED_WITHIN // 2, True), (2 * QUOTED_WITHIN, False)])
@pytest.mark.parametrize("quote_first", [True, False])
def test_a_pull_quote_stands_near_what_it_repeats(letters: int, is_quote: bool, quote_first: bool) -> None:
    said = a_column("Et godt samarbejde giver tillid og", "opbakning til alle vores tilbud.")
    quote = heading("Et godt samarbejde giver tillid og opbakning til alle.", 16, bold=False)
    other = [a_column("Børnene leger i haven hver dag.")] * (letters // 25)

    kept, quotes = told(*([quote, *other, said] if quote_first else [said, *other, quote]))

    assert quotes == ([quote[0].text] if is_quote else [])
    assert len(kept) + len(quotes) == len(other) + 2


@pytest.mark.parametrize("size", [LARGE, 11.5])
def test_a_pull_quote_needs_no_stop_and_no_marks(size: float) -> None:
    kept, quotes = under_title(heading("Metode"), SAID, heading("Fund"), heading(REPEATED, size, bold=False), SHORT)

    assert [block.text for block in kept if block.kind == "heading"] == ["Metode", "Fund"]
    assert quotes == [REPEATED]


def test_what_is_set_as_the_headings_are_is_none_unless_it_stands_under_a_smaller_one() -> None:
    assert under_title(SAID, heading("Metode"), SHORT, heading(REPEATED), SHORT)[1] == []
    assert under_title(SAID, heading("Metode"), SHORT, heading("Fund", 11.5), heading(REPEATED))[1] == [REPEATED]


def test_a_title_and_a_subtitle_may_be_said_again_in_the_text() -> None:
    assert told(heading("Rapport"), heading(REPEATED, LARGE), SAID)[1] == []
    assert told(heading("Blikket", 24), heading(REPEATED, LARGE), SAID)[1] == []


def test_headings_that_a_list_names_before_them_are_no_quotes() -> None:
    other = "Et fælles sprog om leg gør overgangen lettere for børn"
    more = (
        "fortalt af dem, der selv har prøvet det i de huse, hvor det er sket gennem mange år, og som er glade for det"
    )
    listed = [a_line(f"{REPEATED} {other} {more}.", 60, 160)]

    assert under_title(SAID, heading(REPEATED), SHORT, heading("Metode", 11.5), SHORT)[1] == [REPEATED]
    assert under_title(listed, heading(REPEATED), SHORT, heading(other), SHORT)[1] == []


def test_a_pull_quote_that_a_column_cuts_is_one() -> None:
    first, rest = heading("En god evaluering skær-", LARGE), heading("per blikket for de små skridt", LARGE)

    assert under_title(SAID, first, rest)[1] == [REPEATED]
    assert under_title(SAID, rest, SHORT, first)[1] == [REPEATED]


def test_the_paragraph_around_a_pull_quote_goes_on() -> None:
    upper, lower = [a_line("og så gik vi alle ud til", 60, 200)], [a_line("de store træer.", 60, 400)]

    kept, quotes = under_title(SAID, [*upper, *heading(REPEATED, LARGE), *lower])

    assert [block.text for block in kept][1:] == ["og så gik vi alle ud til de store træer."]
    assert quotes == [REPEATED]


def test_marks_drawn_beside_a_quotation_are_no_text() -> None:
    kept, quotes = under_title(SAID, heading("”", 40), heading(REPEATED, LARGE))

    assert (len(kept), quotes) == (1, [REPEATED])
    assert [block.text for block in under_title(SAID, heading("”", 10))[0]][1:] == ["”"]  # the same again


def test_a_sentence_in_italics_of_the_size_of_the_text_is_a_pull_quote_if_a_paragraph_says_it() -> None:
    sentence = "En god evaluering skærper blikket for de små skridt."
    quote = [a_line(sentence, 60, 300, italic=True)]

    assert under_title(SAID, quote)[1] == [sentence]
    assert under_title(SAID[:1], [a_line(sentence, 60, 200)], quote)[1] == []


def test_a_paragraph_that_a_column_cuts_is_one_paragraph() -> None:
    upper = [a_line("Vi ser dem alle sammen hver dag og bruger den viden hver eneste dag i alle husene.", 60, 700)]
    said = [a_line(f"{REPEATED}.", 360, 60)]

    assert under_title(upper, said, heading("Fund", 11.5), heading(REPEATED, LARGE), SHORT)[1] == [REPEATED]
    said = [a_line(f"{REPEATED}.", 60, 730)]
    assert under_title(upper, said, heading("Fund", 11.5), heading(REPEATED, LARGE), SHORT)[1] == []
