"""A question names filters in its own words; some of them can hardly mean anything else."""

from __future__ import annotations

import pytest

from corpus.analyser import Analyser
from corpus.filter_words import FilterVocabulary
from corpus.store import Filters
from index.intent import Intents, Proposal, names_of


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


@pytest.fixture(scope="module")
def intents(analyser: Analyser) -> Intents:
    vocabulary = FilterVocabulary.load(analyser, {"overgange": ("overgange", "gode overgange")})
    names = names_of(
        analyser,
        vocabulary,
        municipalities=[("0779", "Skive"), ("0183", "Ishøj"), ("0187", "Vallensbæk"), ("0167", "Hvidovre")],
        organisations=["KL", "Styrelsen for Undervisning og Kvalitet", "Ishøj Kommune"],
        persons=["Anna Prøve Holm"],
    )
    return Intents(names)


def read(intents: Intents, analyser: Analyser, question: str) -> dict[str, str]:
    """The filters that *question* names, "!" after the value of a certain one."""
    found: dict[str, str] = {}
    for one in intents.read(analyser.tokens(question)):
        assert question[one.start : one.end] == one.words
        found[one.name] = " ".join((*found.get(one.name, "").split(), one.value + "!" * one.certain))
    return found


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("evalueringer fra Skive siden 2019", {"type": "evaluation!", "municipality": "0779!", "from": "2019!"}),
        ("praksiseksempler fra Hvidovre", {"type": "practice_example!", "municipality": "0167!"}),
        ("praksiseksempler fra hvidovre", {"type": "practice_example!", "municipality": "0167!"}),
        ("positionspapir fra KL", {"type": "position_paper!", "organisation": "KL!"}),
        ("anbefalinger fra KL om overgange", {"claim": "recommendation", "organisation": "KL", "theme": "overgange"}),
        ("KLs anbefalinger til Christiansborg", {"organisation": "KL", "claim": "recommendation"}),
        ("erfaringer fra Skive Kommune", {"aspect": "experience", "municipality": "0779!"}),
        ("konklusion om teamet i Ishøj og Vallensbæk", {"aspect": "result", "municipality": "0183 0187"}),
        (
            "stande på STUKs konferencer",
            {"organisation": "Styrelsen for Undervisning og Kvalitet", "type": "conference_programme"},
        ),
        ("oplæg af Anna Prøve Holm", {"person": "Anna Prøve Holm"}),
        ("tilsyn efter 2019", {"from": "2020!"}),
        ("tilsyn før 2019", {"to": "2018!"}),
        ("tilsyn i 2019", {"from": "2019", "to": "2019"}),
        ("evalueringer fra 2018 til 2020", {"type": "evaluation!", "from": "2018!", "to": "2020!"}),
        (
            "evalueringer fra Skive 2018-2020",
            {"type": "evaluation!", "municipality": "0779!", "from": "2018!", "to": "2020!"},
        ),
        ("tabel om normering", {"kind": "table"}),
    ],
)
def test_what_a_question_names_is_proposed(
    intents: Intents, analyser: Analyser, question: str, named: dict[str, str]
) -> None:
    assert read(intents, analyser, question) == named


@pytest.mark.parametrize(
    "question",
    [
        "hvor mange forløb var der i 2019",  # what was the case, not when it was written
        "hvordan er det gået siden 2019",
        "en skive brød",
        "Tabel 24",
        "hvad siger ishøjborgerne",
        "",
    ],
)
def test_what_only_looks_like_a_name_is_left(intents: Intents, analyser: Analyser, question: str) -> None:
    assert read(intents, analyser, question) == {}


def test_a_proposal_is_added_to_the_filters_it_names() -> None:
    since = Proposal("from", "2019", True, "siden 2019", 0, 10)
    place = Proposal("municipality", "0779", True, "Skive", 0, 5)

    filters = place.added_to(since.added_to(Filters(type="evaluation")))

    assert filters == Filters(type="evaluation", municipality="0779", year_from=2019)
    assert since.is_chosen_in(filters)
    assert not since.is_chosen_in(Filters(year_to=2020))
