"""Results as a person wants them: each text once, documents whole, likeness with its reason, doubt where it is due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.batch import ingest_paths
from api.questions import Question
from api.reasons import reason_text
from api.searches import search_answer
from api.service import Service
from api.settings import Settings
from api.terminal_search import FULL_PER_DOCUMENT, search_text
from corpus.store import Filters
from index.confidence import BUILT_IN, BY_WORDS, settings_for
from index.encoding import EncoderInfo
from index.hits import BEST_FURTHER, FURTHER_SHARE
from index.kinship import Kinship
from index.results import FacetName, Results
from index.search import Searcher

from .measure_quality import SAMPLES

FILES = ("practice_hjemmebesoeg", "evaluation_sundhedspleje", "practice_seks_uger", "position_foraeldre_og_hverdag")
QUESTION = "hjemmebesøg til alle familier"
COPIED = """# Ti praksisser om forældresamarbejde

Årbog fra Nordmose Kommune, 2024

## Hvem er med?

{text}

## Vores egne erfaringer

I Nordmose prøvede vi hjemmebesøg i to distrikter, og familierne var glade for at møde pædagogen før start.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Four samples, and a yearbook that prints one passage of the first."""
    folder = tmp_path_factory.mktemp("results")
    with Service(Settings.from_env({}, data=folder / "data")) as service:
        ingest_paths(service, [SAMPLES / f"{name}.pdf" for name in FILES], workers=None)
        text = next(
            passage.text
            for id in service.store.document_ids()
            for passage in service.store.document(id).passages
            if "cirka 390 om året" in passage.text
        )
        (folder / "aarbog.md").write_text(COPIED.format(text=text), encoding="utf-8")
        ingest_paths(service, [folder / "aarbog.md"], workers=None)
        yield service


@pytest.fixture(scope="module")
def searcher(service: Service) -> Searcher:
    return service.searcher


def all_pages(searcher: Searcher, size: int) -> list[Results]:
    pages = [searcher.search(QUESTION, limit=size)]
    while pages[-1].following is not None:
        pages.append(searcher.search(QUESTION, limit=size, offset=pages[-1].following))
    return pages


# ---------------------------------------------------------------------- copies


def test_a_text_printed_twice_is_shown_once_with_its_other_place(searcher: Searcher) -> None:
    hits = searcher.search(QUESTION, limit=100).hits
    folded = [hit for hit in hits if "cirka 390 om året" in hit.passage.text]

    assert [len(hit.also_in) for hit in folded] == [1]
    assert folded[0].also_in[0].document_id != folded[0].passage.document_id
    assert "cirka 390 om året" in folded[0].also_in[0].text


def test_pages_add_up_to_the_total_and_no_text_comes_twice(searcher: Searcher) -> None:
    pages = all_pages(searcher, 7)
    hits = [hit for page in pages for hit in page.hits]
    whole = searcher.search(QUESTION, limit=100)

    assert {page.total for page in pages} == {len(hits)} == {whole.total}
    assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in whole.hits]
    places = [passage.id for hit in hits for passage in (hit.passage, *hit.also_in)]
    assert len(places) == len(set(places)) == whole.total + 1


@pytest.mark.parametrize("name", ["type", "kind", "year", "municipality", "theme"])
def test_a_facet_counts_what_choosing_it_gives(searcher: Searcher, name: FacetName) -> None:
    facets = searcher.search(QUESTION).facets

    for value, count in facets[name]:
        chosen: dict[str, Any] = {"year_from": int(value), "year_to": int(value)} if name == "year" else {name: value}
        assert searcher.search(QUESTION, filters=Filters(**chosen)).total == count


def test_by_document_a_copy_is_a_hit_of_its_own_document(searcher: Searcher, service: Service) -> None:
    found = searcher.search(QUESTION, group="document", limit=100)

    assert found.total == len(found.hits) == len(service.store.document_ids())
    assert all(hit.also_in == () for hit in found.hits)


# ---------------------------------------------------------------------- documents


def test_a_document_shows_its_best_passages_in_order(searcher: Searcher) -> None:
    for hit in searcher.search(QUESTION, group="document").hits:
        scores = [hit.score, *(one.score for one in hit.further)]
        assert scores == sorted(scores, reverse=True)
        assert len(hit.further) <= min(BEST_FURTHER, hit.more_in_document)
        assert all(one.score >= FURTHER_SHARE * hit.score for one in hit.further)
        assert {one.passage.document_id for one in hit.further} <= {hit.passage.document_id}


def test_the_further_passages_are_the_next_ones_of_the_list(searcher: Searcher) -> None:
    best = next(hit for hit in searcher.search(QUESTION, group="document").hits if hit.further)
    hits = searcher.search(QUESTION, limit=100).hits
    listed = [passage for hit in hits for passage in (hit.passage, *hit.also_in)]
    of_document = [passage.id for passage in listed if passage.document_id == best.passage.document_id]

    shown = [best.passage.id, *(one.passage.id for one in best.further)]
    assert shown == of_document[: len(shown)]


def test_one_document_never_floods_the_list_that_people_see(service: Service) -> None:
    filters = Filters(type="evaluation")  # one document of five
    answer = search_answer(service, Question("sundhedsplejersken", filters, "passage", 10, None))
    with TestClient(create_app(service)) as client:
        page = client.get("/", params={"q": "sundhedsplejersken", "type": "evaluation", "group": "passage"}).text

    assert len(answer.hits) > FULL_PER_DOCUMENT
    assert search_text(answer).count("\n   Evaluering · ") == FULL_PER_DOCUMENT
    assert page.count("<article") == FULL_PER_DOCUMENT
    for hit in answer.hits:  # none is hidden
        assert f"praksis show {hit.passage.id}" in search_text(answer)
        assert f"#a-{hit.passage.id}" in page


# ---------------------------------------------------------------------- likeness


def test_a_copy_of_a_passage_is_not_similar_to_it(searcher: Searcher) -> None:
    origin = next(hit for hit in searcher.search(QUESTION, limit=100).hits if hit.also_in)
    found = searcher.similar(origin.passage.id, limit=100)

    assert origin.also_in[0].id not in {hit.passage.id for hit in found.hits}
    assert found.total == len(found.hits)


def test_what_two_passages_share_is_read_in_both(searcher: Searcher, service: Service) -> None:
    origin = searcher.search(QUESTION).hits[0].passage
    places = {one.id: {place.code for place in one.municipalities} for one in service.store.summaries()}
    types = {one.id: one.type for one in service.store.summaries()}

    for hit in searcher.similar(origin.id, limit=100).hits:
        assert hit.kinship is not None
        themes = [{tag.theme_id for tag in one.themes} for one in (origin, hit.passage)]
        assert set(hit.kinship.themes) == themes[0] & themes[1]
        assert hit.kinship.same_type == (types[origin.document_id] == types[hit.passage.document_id])
        here, there = places[origin.document_id], places[hit.passage.document_id]
        expected = None if not here or not there else "same" if here & there else "other"
        assert hit.kinship.municipality == expected
        assert all(
            word in hit.passage.text.lower() or word in str(hit.passage.heading_path).lower()
            for word in hit.kinship.words
        )


@pytest.mark.parametrize(
    ("kinship", "told"),
    [
        (
            Kinship(("tidlig_indsats",), (), ("børn i vuggestue",), False, "other", ("x",)),
            "samme tema (tidlig indsats) og målgruppe (børn i vuggestue), anden kommune",
        ),
        (
            Kinship((), ("result",), (), True, "same", ("indkøring", "besøg")),
            "begge om indkøring og besøg, samme side af sagen (Resultat eller effekt) og slags dokument, samme kommune",
        ),
        (Kinship((), (), ("fædre", "b", "c"), False, None, ()), "samme målgruppe (fædre og b)"),
        (Kinship((), (), (), False, None, ()), "ligner i ordvalg"),
    ],
)
def test_a_reason_is_said_in_danish(service: Service, kinship: Kinship, told: str) -> None:
    assert reason_text(kinship, service.taxonomy) == told


# ---------------------------------------------------------------------- confidence


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (QUESTION, "strong"),
        ("sundhedsplejerske i vuggestuen", "strong"),
        ("zoneterapi for gravide", "weak"),
        ("hjemmebesøg i Esbjerg", "weak"),
        ("xqzwv", "none"),
    ],
)
def test_doubt_is_told_and_hides_nothing(searcher: Searcher, question: str, expected: str) -> None:
    found = searcher.search(question)

    assert found.confidence == expected
    assert bool(found.hits) == (expected != "none")


def test_cosines_of_another_model_prove_nothing() -> None:
    other = EncoderInfo(name="e5", revision="1", dimension=384, built_in=False)

    assert settings_for(other) == BY_WORDS
    assert BY_WORDS.resembling == 0
    assert BUILT_IN.resembling > 0
