"""A quote is the document's own words, on the page where they stand, safe wherever it is pasted."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from api.citations import cite, danish_date, pdf_address
from api.parts import summary_of
from tests.fakes import EVALUATION, HOSTILE, HOSTILE_DOCUMENT, PROGRAMME


@pytest.mark.parametrize(
    ("date", "danish"),
    [
        ("2024-10-30", "30. oktober 2024"),
        ("2024-03-03", "3. marts 2024"),
        ("2020-02", "februar 2020"),
        ("2018", "2018"),
        (None, None),
    ],
)
def test_dates_are_danish_at_their_own_precision(date: str | None, danish: str | None) -> None:
    assert danish_date(date) == danish


def test_a_citation_has_quote_title_publisher_date_and_page() -> None:
    passage = PROGRAMME.passages[0]

    citation = cite(passage, 0, 31, document=summary_of(PROGRAMME))

    assert citation.text == (
        "»Når forældre og pædagoger mødes« (Konference om gode overgange, Børneministeriet, 30. oktober 2024, s. 1)"
    )


def test_a_quote_after_a_page_break_is_cited_with_the_later_page() -> None:
    passage = EVALUATION.passages[0]
    second = passage.text.index("Forældrene")

    assert cite(passage, 0, 20, document=summary_of(EVALUATION)).page == 1
    assert cite(passage, second, second + 10, document=summary_of(EVALUATION)).page == 2


def test_white_space_before_the_quote_does_not_decide_its_page() -> None:
    passage = EVALUATION.passages[0]
    second = passage.text.index("Forældrene")

    citation = cite(passage, second - 1, second + 10, document=summary_of(EVALUATION))

    assert (citation.page, citation.text[:11]) == (2, "»Forældrene")


def test_the_quote_is_an_exact_stretch_of_the_passage() -> None:
    passage = EVALUATION.passages[0]

    citation = cite(passage, 5, 100, document=summary_of(EVALUATION))

    assert citation.text[1 : citation.text.index("«")] in passage.text


def test_a_document_with_an_address_is_cited_there_and_others_with_us() -> None:
    assert cite(PROGRAMME.passages[0], 0, 9, document=summary_of(PROGRAMME)).url == (
        "https://eksempel.dk/program (endelig).pdf#page=1"
    )
    assert cite(EVALUATION.passages[0], 0, 9, document=summary_of(EVALUATION)).url == (
        f"/api/v1/documents/{EVALUATION.id}/pdf#page=1"
    )


def test_an_address_has_one_fragment() -> None:
    assert pdf_address("x", "https://eksempel.dk/a.pdf#top", 4) == "https://eksempel.dk/a.pdf#page=4"


def test_what_is_unknown_is_left_out() -> None:
    bare = replace(summary_of(EVALUATION), title=None, publisher=None, date=None)
    citation = cite(EVALUATION.passages[0], 0, len("Småbørnsteamet"), document=bare)

    assert citation.text == "»Småbørnsteamet« (Uden titel, s. 1)"


def test_markdown_keeps_hostile_text_as_text() -> None:
    passage = HOSTILE_DOCUMENT.passages[0]

    markdown = cite(passage, 0, len(passage.text), document=summary_of(HOSTILE_DOCUMENT)).markdown

    assert "<script>" not in markdown
    assert "](javascript:" not in markdown.replace("\\]", "")
    assert r"\*fed\*" in markdown


def test_a_markdown_address_cannot_end_its_link() -> None:
    markdown = cite(PROGRAMME.passages[0], 0, 9, document=summary_of(PROGRAMME)).markdown

    assert "(https://eksempel.dk/program%20%28endelig%29.pdf#page=1)" in markdown


def test_html_says_the_same_words_and_has_no_tags_but_its_own() -> None:
    passage = HOSTILE_DOCUMENT.passages[0]
    citation = cite(passage, 0, len(passage.text), document=summary_of(HOSTILE_DOCUMENT))

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: list[str] = []
            self.words = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)

        def handle_data(self, data: str) -> None:
            self.words += data

    reader = Reader()
    reader.feed(citation.html)
    reader.close()

    assert reader.tags == ["q", "a", "cite"]
    assert HOSTILE in reader.words
