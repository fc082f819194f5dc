"""What a hyphen at a Danish line end means."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lineends import LineEnd, LineJoiner, Spelling, hyphenated_words
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
    vocabulary = Spelling.of(words).counts

    assert LineJoiner(vocabulary).join(["småbørns-", "team"]) == "småbørns-team"
    assert "små-" not in vocabulary


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        ("sam\u2010 til\u2010 for\u2010 børne-", True),
        ("sam\u2010 til\u2010 børne-", False),
        ("sam\u2010 til\u2010 for\u2010 0\u20106\u2010årige", False),
        ("sam\u2010 til\u2010 for\u2010 børne- unge-", False),
    ],
)
def test_a_sign_that_only_breaks_words_is_known_by_its_use(ends: str, found: bool) -> None:
    assert Spelling.of(a_word(text, 0, 0) for text in ends.split()).has_breaking_sign is found


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("alle delt\u2010", "og i mødet", "alle deltog i mødet"),
        ("et TVÆR\u2010", "FAGLIGT blik", "et TVÆRFAGLIGT blik"),
        ("vores Småbørnsteam-", "medarbejder", "vores Småbørnsteam-medarbejder"),
        ("dagtilbuds-", "og skoleområdet", "dagtilbuds- og skoleområdet"),
    ],
)
def test_where_words_are_broken_with_their_own_sign_other_hyphens_stay(first: str, second: str, expected: str) -> None:
    assert LineJoiner({}, has_breaking_sign=True).join([first, second]) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("vi leger sam-", "men hver dag", "vi leger sammen hver dag"),
        ("alle delt-", "og, sagde hun", "alle deltog, sagde hun"),
        ("de delt-", "og i alt", "de deltog i alt"),
        ("de børne-", "og ungefaglige", "de børne- og ungefaglige"),
    ],
)
def test_what_looks_like_a_conjunction_may_be_the_end_of_a_word(first: str, second: str, expected: str) -> None:
    assert LineJoiner({"deltog": 1}).join([first, second]) == expected


@given(st.lists(LINE, min_size=1, max_size=6))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    joined = JOINER.join(lines)

    assert re.sub(r"[\s-]", "", joined) == re.sub(r"[\s-]", "", "".join(lines))


@given(LINE, LINE)
def test_the_second_line_ends_the_joined_text(first: str, second: str) -> None:
    assert JOINER.join_two(first, second).endswith(second)


@pytest.mark.parametrize(
    ("first", "second", "decision", "rule", "result"),
    [
        ("et godt samar-", "bejde med", "joined", "broken", "samarbejde"),
        ("dagtilbuds-", "og skoleområdet", "suspended", "coordinator", "dagtilbuds- og"),
        ("børn på 0-6-", "års-området", "kept", "figure", "0-6-års-området"),
        ("med SDQ-", "scoringer", "kept", "capitals", "SDQ-scoringer"),
        ("Børne-", "Ungeudvalget", "kept", "capital", "Børne-Ungeudvalget"),
        ("sam\u00ad", "arbejde", "joined", "soft_hyphen", "samarbejde"),
        ("send en e-", "mail til", "kept", "own_use", "e-mail"),
        ("af (-", "de er", "dash", "no_word", "(- de"),
    ],
)
def test_each_decision_is_told_with_its_rule(first: str, second: str, decision: str, rule: str, result: str) -> None:
    told: list[LineEnd] = []

    LineJoiner({"e-mail": 2, "samarbejde": 3}, told.append).join([first, second], page=4)

    assert [(one.page, one.decision, one.rule, one.result) for one in told] == [(4, decision, rule, result)]


def test_line_ends_without_a_hyphen_and_without_a_page_are_not_told() -> None:
    told: list[LineEnd] = []
    joiner = LineJoiner({}, told.append)

    joiner.join(["ude", "hver dag"], page=1)
    joiner.join(["samar-", "bejde"])

    assert told == []


def test_a_speaker_mark_at_a_line_end_keeps_its_space() -> None:
    assert JOINER.join(["Plenumoplæg v/", "Ingrid Vestergaard-Lund"]) == "Plenumoplæg v/ Ingrid Vestergaard-Lund"


@pytest.mark.real
def test_the_line_ends_of_the_real_texts_are_read_as_judged(real_folder: Path) -> None:
    cases = json.loads((real_folder / "eval" / "cases_text.json").read_text())["cases"]
    rules = {"join", "keep_hyphen", "continue", "keep_source_error", "plain"}
    judged = [case for case in cases if case["rule"] in rules]
    wrong = {}
    for case in judged:
        lines = [line.strip() for line in case["raw"].splitlines() if line.strip()]
        joined = LineJoiner(Spelling.of(a_word(word, 0, 0) for word in case["raw"].split()).counts).join(lines)
        if joined not in (case["expected"], case.get("also_accept")):
            wrong[case["id"]] = joined

    assert len(judged) >= 50
    assert wrong == {}


def test_the_corpus_decides_where_the_document_is_silent() -> None:
    corpus = {"småbørnsteam-medarbejder": 4, "legekasse": 1}
    joiner = LineJoiner({"lege-kasse": 1}, corpus=corpus)

    assert joiner.join(["en småbørnsteam-", "medarbejder"]) == "en småbørnsteam-medarbejder"
    assert joiner.join(["en lege-", "kasse"]) == "en lege-kasse"


def test_how_a_corpus_hyphenates_is_counted() -> None:
    texts = ["Et SDQ-skema og et børne-ungeforum.", "Børne-ungeforum er ikke børneungeforum, og skema er skema."]

    assert hyphenated_words(texts) == {"sdq-skema": 1, "børne-ungeforum": 2, "børneungeforum": 1}


def test_where_the_document_is_silent_its_corpus_decides() -> None:
    corpus = hyphenated_words(["Vores børne-ungeforum mødes. Alle i børne-ungeforum ved det."])

    assert LineJoiner({}, corpus=corpus).join(["I børne-", "ungeforum"]) == "I børne-ungeforum"
    assert LineJoiner({}).join(["I børne-", "ungeforum"]) == "I børneungeforum"


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("sundhedsplej", "ersken", True),
        ("Legefællesskabe", "r", True),
        ("Sprogvurder", "ede", True),
        ("Samtaler", "med", False),
        ("Indskrevne", "drenge", False),
        ("Sprogvurder", "Ede", False),
        ("Sociale", "styrkesider", False),
    ],
)
def test_a_word_broken_without_a_sign_is_told_by_the_document_s_words(before: str, after: str, broken: bool) -> None:
    text = (
        "Sundhedsplejersken taler om legefællesskaber, sprogvurdering og samtalerne med socialenheden. Samtaler med ro"
    )
    joiner = LineJoiner(Spelling.of(a_word(word, 0, 0) for word in [*text.split(), before, after]).counts)

    assert joiner.is_broken_off(before, after) is broken
