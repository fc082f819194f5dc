"""Persons and organisations: listed, asked for by name, and corrected facts as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.named import organisation_named, person_named
from api.overviews import organisations_answer, persons_answer
from api.service import Service
from api.standing import standing_facts
from corpus import Fact, FactEvidence, Metadata, Passage
from corpus.errors import FilterError
from corpus.store import Filters
from ingest.marking import mark_passages
from tests.fakes import EVALUATION, PROGRAMME, fake_service

SPOKEN = replace(PROGRAMME.passages[0], text="09.30–09.55 · Oplæg\nv/ Anna Prøve, lektor, Højskolen", themes=())
OTHER = replace(PROGRAMME.passages[0], id="andet", ordinal=1, text="Tilmelding senest i maj.", themes=())


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with fake_service(tmp_path) as service:
        for document in (EVALUATION, replace(PROGRAMME, passages=(SPOKEN, OTHER))):
            service.store.keep_original(document.id.encode(), ".pdf")
            service.put(document, path=None)
        yield service


def allowed(service: Service, filters: Filters) -> list[Passage]:
    return service.store.passages(service.store.allowed(filters))


def test_a_person_is_found_where_the_passage_names_them(service: Service) -> None:
    assert [one.id for one in allowed(service, Filters(person="Anna Prøve"))] == [SPOKEN.id]


def test_an_organisation_is_found_in_every_passage_of_its_documents(service: Service) -> None:
    found = allowed(service, Filters(organisation="Småbørnsteamet"))

    assert [one.id for one in found] == [one.id for one in EVALUATION.passages]


def test_claims_and_aspects_are_filters(service: Service) -> None:
    assert [one.id for one in allowed(service, Filters(claim="research"))] == [EVALUATION.passages[0].id]
    assert [one.id for one in allowed(service, Filters(aspect="result"))] == [EVALUATION.passages[0].id]
    assert allowed(service, Filters(claim="guidance")) == []


@pytest.mark.parametrize("typed", ["Anna Prøve", "anna  prøve", "Prøve"])
def test_a_person_goes_by_the_whole_name_or_a_word_of_it(service: Service, typed: str) -> None:
    assert person_named(typed, service) == "Anna Prøve"


def test_an_organisation_goes_by_another_name_of_the_list(service: Service) -> None:
    known = replace(EVALUATION.metadata, organisations=("KL",))
    source = replace(EVALUATION.source, sha256="f" * 64)
    service.put(replace(EVALUATION, id="a" * 16, source=source, metadata=known, passages=()), path=None)

    assert organisation_named("Kommunernes Landsforening", service) == "KL"
    with pytest.raises(FilterError, match="Kender ikke organisationen «Atlantis»"):
        organisation_named("Atlantis", service)


def test_persons_and_organisations_are_listed(service: Service) -> None:
    (person,) = persons_answer(service)

    assert (person.name, person.appearances[0].role, person.appearances[0].document_id) == (
        "Anna Prøve",
        "lektor",
        PROGRAMME.id,
    )
    assert [(one.name, one.documents) for one in organisations_answer(service)] == [("Småbørnsteamet", 1)]


def test_what_is_marked_comes_back_from_the_store(service: Service) -> None:
    marked = mark_passages(EVALUATION.passages, EVALUATION.metadata)
    source = replace(EVALUATION.source, sha256="e" * 64)
    passages = tuple(replace(one, id=f"{one.ordinal:016}", document_id="b" * 16) for one in marked)
    service.put(replace(EVALUATION, id="b" * 16, source=source, passages=passages), path=None)

    assert service.store.document("b" * 16).passages == passages


def test_a_rebuild_marks_what_was_stored_before_claims_and_facts_were(service: Service) -> None:
    service.rebuild()

    rebuilt = service.store.document(PROGRAMME.id)
    assert [one.claim.kind for one in rebuilt.passages if one.claim is not None] == ["programme", "programme"]
    assert ("person", "Anna Prøve, lektor, Højskolen") in [(one.name, one.value) for one in rebuilt.metadata.facts]


def facts(*found: Fact, **fields: object) -> Metadata:
    blank = Metadata(None, None, "other", None, (), None, None, None, (), ())
    return replace(blank, facts=found, **fields)  # type: ignore[arg-type]


def test_a_corrected_fact_stands_without_the_words_of_the_old_one() -> None:
    printed = Fact("date", "2020-02", 0.9, FactEvidence("Februar 2020", 1))
    contact = Fact("contact", "a@b.dk", 0.95, None)

    assert standing_facts(facts(printed, contact, date="2020-02")) == (printed, contact)
    assert standing_facts(facts(printed, contact, date="2021")) == (contact, Fact("date", "2021", 1.0, None))
    assert standing_facts(facts(date="2021")) == ()
