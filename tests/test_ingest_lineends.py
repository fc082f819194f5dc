"""What a hyphen at a Danish line end means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lineends import LineJoiner, count_words
from tests.typeset import a_word

JOINER = LineJoiner({"e-mail": 2, "samarbejde": 3, "0-6-årige": 1})
WORD = st.text("abcdefghijæøåABCÆØÅ0123456789-/.,", min_size=1, max_size=8)
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("et godt samar-", "bejde med", "et godt samarbejde med"),
        ("dagtilbuds-", "og skoleområdet", "dagtilbuds- og skoleområdet"),
        ("dagtilbuds-", "eller skoleområdet", "dagtilbuds- eller skoleområdet"),
        ("sam\u00ad", "arbejde", "samarbejde"),
        ("børn på 0-6-", "års-området", "børn på 0-6-års-området"),
        ("med SDQ-", "scoringer", "med SDQ-scoringer"),
        ("med SDQ\u00ad", "scoringer", "med SDQ-scoringer"),
        ("Social\u00ad og Bolig\u00ad", "styrelsen", "Social- og Boligstyrelsen"),
        ("Børne-", "Ungeudvalget", "Børne-Ungeudvalget"),
        ("send en e-", "mail til", "send en e-mail til"),
        ("og/", "eller", "og/eller"),
        ("gruppe-", "/organisatorisk niveau", "gruppe- /organisatorisk niveau"),
        ("en pause –", "og så videre", "en pause – og så videre"),
        ("et ord", "til", "et ord til"),
    ],
)
def test_a_line_end_is_read_as_it_was_meant(first: str, second: str, expected: str) -> None:
    assert JOINER.join([first, second]) == expected


def test_the_documents_own_spelling_decides() -> None:
    words = [a_word(text, 0, 0) for text in ("Småbørns-team", "småbørns-team", "småbørnsteam", "små-")]
    vocabulary = count_words(words)

    assert LineJoiner(vocabulary).join(["småbørns-", "team"]) == "småbørns-team"
    assert "små-" not in vocabulary


@given(st.lists(LINE, min_size=1, max_size=6))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    joined = JOINER.join(lines)

    assert re.sub(r"[\s-]", "", joined) == re.sub(r"[\s-]", "", "".join(lines))


@given(LINE, LINE)
def test_the_second_line_ends_the_joined_text(first: str, second: str) -> None:
    assert JOINER.join_two(first, second).endswith(second)
