"""Headings in the margin: each comes before the text that it stands beside, and nothing else there is taken for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from ingest.blocks import find_blocks
from ingest.columns import find_columns, reading_order
from ingest.known_columns import known_columns
from ingest.laid_out import LaidOut
from ingest.lineends import LineJoiner
from ingest.lines import Line
from ingest.quotes_beside import quotes_beside
from ingest.side_heads import side_heads
from tests.typeset import a_column, a_line

BODY = 10.0
FIRST = [f"Afsnittets linje {n} er så lang, at den næsten fylder hele spalten" for n in range(5)] + ["og slutter."]
SECOND = [f"Det næste afsnits linje {n} er lige så lang og fylder sin spalte" for n in range(6)]
TEXT = a_column(*FIRST, x0=180) + a_column(*SECOND, x0=180, top=190)
"""Two paragraphs of six lines, from heights of 100 and 190 points."""


def a_head(*texts: str, x0: float = 50.0, top: float = 100.0, size: float = 11.0, bold: bool = True) -> list[Line]:
    """The lines of a heading, set with another leading than the text."""
    return [a_line(text, x0, top + number * 15, size=size, bold=bold) for number, text in enumerate(texts)]


def heads_on(lines: Sequence[Line]) -> list[str]:
    """The headings in the margin, each as one text."""
    return [" ".join(line.text for line in head.lines) for head in side_heads(lines, quotes_beside(lines, BODY), BODY)]


def order(*pages: Sequence[Line]) -> list[str]:
    """The lines of the last of *pages* as they are read."""
    known = known_columns(find_columns(page, BODY) for page in pages)[-1]
    return [line.text for region in reading_order(pages[-1], BODY, known) for line in region]


def test_the_lines_of_a_heading_in_the_margin_come_together_before_its_text() -> None:
    lines = [*a_head("Formål", "og ramme"), *a_head("Sådan", "gjorde vi", top=190), *TEXT]

    assert order(lines) == ["Formål", "og ramme", *FIRST, "Sådan", "gjorde vi", *SECOND]


def looks() -> Iterator[tuple[str, list[Line]]]:
    """Headings in the margin in several settings."""
    yield "as large as the text", a_head("Formål", "og ramme", size=10) + a_head("Metode", top=190, size=10)
    yield "large and not bold", a_head("Formål", "og ramme", size=13, bold=False) + a_head("Metode", top=190, size=13)
    yield (
        "ending level",
        a_head("Formål", x0=97) + a_head("og ramme", x0=86, top=115) + a_head("Metode", x0=97, top=190),
    )
    yield "at the right", a_head("Formål", "og ramme", x0=560) + a_head("Metode", x0=560, top=190)
    yield "a little higher", a_head("Formål", "og ramme", top=95) + a_head("Metode", top=183)


@pytest.mark.parametrize("heads", [pytest.param(heads, id=name) for name, heads in looks()])
def test_headings_in_the_margin_are_found_however_they_are_set(heads: list[Line]) -> None:
    assert heads_on([*heads, *TEXT]) == ["Formål og ramme", "Metode"]


def test_a_long_word_of_a_heading_may_stand_out_into_the_text() -> None:
    heads = [*a_head("Formål"), *a_head("Erfaringer og", "opmærksomhedspunkterne", top=190)]

    assert order([*heads, *TEXT]) == ["Formål", *FIRST, "Erfaringer og", "opmærksomhedspunkterne", *SECOND]


def test_a_large_line_beside_the_middle_of_a_paragraph_is_no_heading() -> None:
    assert heads_on([*a_head("Alle børn tæller", top=136, size=14), *TEXT]) == []


def test_a_column_with_text_of_its_own_is_no_margin() -> None:
    left = a_column("Her står tekst", "som er smal", "og i en spalte", x0=50, top=124)

    assert heads_on([*a_head("Formål"), *left, *TEXT]) == []


def test_a_quotation_in_the_margin_is_no_heading_and_hinders_none() -> None:
    quote = a_head("”Det var", "en god dag.”", top=136, size=14, bold=False)

    assert heads_on([*a_head("Formål"), *quote, *a_head("Metode", top=190), *TEXT]) == ["Formål", "Metode"]


def test_small_type_in_the_margin_hinders_no_heading() -> None:
    caption = [a_line("Billede fra stuen", 50, 140, size=8)]

    assert heads_on([*a_head("Formål"), *caption, *TEXT]) == ["Formål"]


def test_labels_with_a_line_each_are_no_headings() -> None:
    labels = [line for n, text in enumerate(["Tid", "Sted", "Pris"]) for line in a_head(text, top=100 + 18 * n)]

    assert heads_on([*labels, *a_column("Mandag den 3. marts.", "Salen", "Gratis", x0=180, distance=18)]) == []


def test_a_label_with_a_colon_is_a_heading_if_it_has_several_lines_of_text() -> None:
    assert heads_on([*a_head("Stande:"), *TEXT]) == ["Stande:"]
    assert heads_on([*a_head("Stande:", top=250), *TEXT, *a_column("De er i hallen.", x0=180, top=250)]) == []


def test_one_line_of_text_is_enough_where_another_page_has_such_headings() -> None:
    last = [*a_head("Kontakt"), *a_column("Skriv til kommunen.", "Vi svarer.", x0=180)]
    other = [*a_head("Formål"), *a_head("Metode", top=190), *TEXT]

    assert heads_on(last) == []
    assert order(other, last) == ["Kontakt", "Skriv til kommunen.", "Vi svarer."]


def test_pieces_of_a_heading_over_the_text_stand_in_no_margin() -> None:
    title = [a_line(text, x0, 70, size=20, bold=True) for text, x0 in [("Kom", 50), ("indenfor", 200)]]

    assert heads_on([*title, *TEXT]) == []


def test_a_heading_in_capitals_is_one_though_its_lines_are_short_words_or_a_number() -> None:
    region = a_head("02 /", "SYSTEMATISK", "OG", "FAST")

    blocks = list(find_blocks([LaidOut([region], [])], BODY, LineJoiner({})))

    assert [(block.kind, block.text) for block in blocks] == [("heading", "02 / SYSTEMATISK OG FAST")]
