"""What a question names lifts the passages that are it; headings count for what is asked about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from api.service import Service
from corpus.analyser import Analyser
from corpus.store import Filters
from index.headings import Headings
from index.intent import Proposal
from index.leaning import leaning
from index.lexical import lexical_entry, ring_key
from index.query import Term
from index.view import View
from tests.fakes import EVALUATION, PROGRAMME, a_passage, filled_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with filled_service(tmp_path_factory.mktemp("data")) as service:
        yield service


@pytest.fixture(scope="module")
def view(service: Service) -> View:
    return View.load(
        service.store,
        service.store.generation(),
        analyser=Analyser.load(),
        rings=service.rings,
        encoder=service.encoder.info,
        vocabulary=service.vocabulary,
    )


def proposal(name: str, value: str) -> Proposal:
    return Proposal(name, value, False, value, 0, len(value))  # type: ignore[arg-type]


def leans(service: Service, view: View, *proposals: Proposal) -> dict[str, list[float]]:
    """How far each document's passages are leant towards."""
    lifted = leaning(service.store, view, proposals)
    assert lifted is not None
    found: dict[str, list[float]] = {}
    for place, lift in zip(view.placements, lifted.tolist(), strict=True):
        found.setdefault(place.document_id, []).append(round(lift, 3))
    return found


def test_passages_that_are_all_that_is_named_are_lifted_most(service: Service, view: View) -> None:
    found = leans(service, view, proposal("type", "evaluation"), proposal("kind", "table"))

    assert found[EVALUATION.id] == [0.5, 1.0]
    assert found[PROGRAMME.id] == [0.0]


def test_either_of_two_municipalities_will_do(service: Service, view: View) -> None:
    found = leans(service, view, proposal("municipality", "0183"), proposal("municipality", "0461"))

    assert (found[EVALUATION.id], found[PROGRAMME.id]) == ([1.0, 1.0], [1.0])


def test_a_body_lifts_what_it_published_and_a_person_what_she_says(service: Service, view: View) -> None:
    assert leans(service, view, proposal("organisation", "Børneministeriet"))[PROGRAMME.id] == [1.0]
    assert leans(service, view, proposal("organisation", "Småbørnsteamet"))[EVALUATION.id] == [0.0, 0.0]


def test_a_year_is_one_wish(service: Service, view: View) -> None:
    found = leans(service, view, proposal("from", "2020"), proposal("to", "2020"), proposal("type", "evaluation"))

    assert (found[EVALUATION.id], found[PROGRAMME.id]) == ([1.0, 1.0], [0.0])


def test_a_theme_lifts_nothing(service: Service, view: View) -> None:
    assert leaning(service.store, view, [proposal("theme", "overgange")]) is None
    assert leaning(service.store, view, []) is None


def test_the_lift_agrees_with_the_filter(service: Service, view: View) -> None:
    allowed = view.allowed(service.store, Filters(type="conference_programme"))
    lifted = leaning(service.store, view, [proposal("type", "conference_programme")])

    assert lifted is not None
    assert allowed is not None
    assert np.array_equal(lifted > 0, allowed)


def test_a_synonym_in_a_heading_is_found_as_one_in_the_text_is(service: Service) -> None:
    passage = a_passage(EVALUATION.id, 9, "Her er tallene.", heading_path=("Hold på tværs af fag",))
    (ring,) = {match.ring for match in service.rings.match(service.analyser.tokens("tværfaglig"))}

    entry = lexical_entry(
        passage, EVALUATION.metadata, analyser=service.analyser, rings=service.rings, everyday=service.everyday
    )

    assert entry.rings == ""
    assert ring_key(ring) in entry.heading.split()


def test_a_synonym_within_a_longer_one_is_held_too(service: Service) -> None:
    passage = a_passage(EVALUATION.id, 9, "De har et tværfagligt samarbejde.", heading_path=())
    shorter, longer = (
        {match.ring for match in service.rings.match(service.analyser.tokens(text))}
        for text in ("på tværs af fag", "tværfagligt samarbejde")
    )

    entry = lexical_entry(
        passage, EVALUATION.metadata, analyser=service.analyser, rings=service.rings, everyday=service.everyday
    )

    assert shorter != longer
    assert {ring_key(ring) for ring in shorter | longer} <= set(entry.rings.split())


def test_headings_hold_a_share_of_what_is_asked() -> None:
    headings = Headings.of(["anbefaling tilsyn", "", "tilsyn tilsyn leder"])
    rare = Term("anbefaling", ("anbefaling",), (), repaired=None, idf=3.0, quoted=False, named=False)
    common = Term(
        "tilsynsleder", ("tilsynsleder",), ("tilsyn", "leder"), repaired=None, idf=1.0, quoted=False, named=False
    )

    assert headings.shares([rare, common]).tolist() == [0.875, 0.0, 0.25]  # half a compound is half of it
    assert headings.shares([]).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("question", "leans_towards"),
    [
        ("hvad siger evalueringen om sproget", True),  # for other words
        ("tabeller i evalueringer", True),  # for one that it names
        ("tabeller", False),
        ("hvordan går det med sproget", False),
    ],
)
def test_a_question_leans_where_it_says_where_to_look_for_something(
    view: View, question: str, leans_towards: bool
) -> None:
    query = view.reader.read(question)

    assert (query.leans and bool(query.proposals)) == leans_towards
