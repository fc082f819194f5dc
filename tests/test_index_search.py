"""From a question to ranked passages: filters, facets, paging, grouping, highlights, and one view of the store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.batch import ingest_paths
from api.service import Service
from api.settings import Settings
from corpus.errors import IndexMismatch, NotFound
from corpus.store import Filters
from index.copies import same_text
from index.results import FacetName, Results
from index.search import Searcher

from .measure_quality import SAMPLES

FILES = ("practice_hjemmebesoeg", "evaluation_sundhedspleje", "programme_overgange", "position_tidlig_indsats")
QUESTION = "samarbejde med forældre om hjemmebesøg"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(Settings.from_env({}, data=tmp_path_factory.mktemp("data"))) as service:
        report = ingest_paths(service, [SAMPLES / f"{name}.pdf" for name in FILES], workers=None)
        assert len(report.added) == len(FILES)
        yield service


@pytest.fixture(scope="module")
def searcher(service: Service) -> Searcher:
    return service.searcher


def ids(results: Results) -> list[str]:
    return [hit.passage.id for hit in results.hits]


def test_the_same_question_gives_the_same_answer(searcher: Searcher) -> None:
    assert searcher.search(QUESTION, limit=50) == searcher.search(QUESTION, limit=50)


def test_hits_come_by_falling_score_with_their_ranks(searcher: Searcher) -> None:
    results = searcher.search(QUESTION, limit=50)

    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    assert [hit.rank for hit in results.hits] == list(range(1, len(scores) + 1))
    assert all(0 <= score <= 1 for score in scores)


def test_a_question_for_a_number_finds_the_passage_with_the_number(searcher: Searcher) -> None:
    best, *_ = searcher.search("hvor mange familier sagde nej").hits

    assert "7 % takkede nej" in best.passage.text


def test_pages_add_up_to_the_total_without_repeats(searcher: Searcher) -> None:
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        results = searcher.search(QUESTION, limit=7, offset=offset)
        seen += ids(results)
        offset = results.following

    assert len(seen) == len(set(seen)) == results.total


FILTERS: dict[FacetName, str] = {
    "theme": "theme", "type": "type", "municipality": "municipality", "year": "year_from", "kind": "kind",
    "claim": "claim", "aspect": "aspect",
}  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_choosing_a_facet_gives_as_many_hits_as_it_said(searcher: Searcher, name: FacetName) -> None:
    facets = searcher.search(QUESTION).facets[name]

    assert facets
    for value, count in facets:
        chosen = Filters(year_from=int(value), year_to=int(value)) if name == "year" else Filters(**{name: value})
        assert searcher.search(QUESTION, filters=chosen).total == count


def test_every_hit_obeys_every_filter(searcher: Searcher, service: Service) -> None:
    chosen = Filters(theme="foraeldresamarbejde", type="practice_example", municipality="9001", kind="text")

    results = searcher.search(QUESTION, filters=chosen, limit=50)

    assert results.total == len(results.hits) > 0
    for hit in results.hits:
        facts = service.store.document(hit.passage.document_id).metadata
        assert hit.passage.kind == "text"
        assert "foraeldresamarbejde" in {tag.theme_id for tag in hit.passage.themes}
        assert facts.type == "practice_example"
        assert "9001" in {one.code for one in facts.municipalities}


def test_a_filter_keeps_the_order_and_the_scores(searcher: Searcher) -> None:
    everything = searcher.search(QUESTION, limit=100)
    chosen = searcher.search(QUESTION, filters=Filters(type="evaluation"), limit=100)

    kept = [(hit.passage.id, hit.score) for hit in everything.hits if hit.passage.id in ids(chosen)]
    assert [(hit.passage.id, hit.score) for hit in chosen.hits] == kept


def test_grouped_by_document_each_comes_once_with_its_best_passage(searcher: Searcher) -> None:
    everything = searcher.search(QUESTION, limit=100)
    grouped = searcher.search(QUESTION, group="document", limit=100)

    documents = [hit.passage.document_id for hit in grouped.hits]
    assert len(documents) == len(set(documents)) == grouped.total
    for hit in grouped.hits:
        of_document = [one for one in everything.hits if one.passage.document_id == hit.passage.document_id]
        assert of_document[0].passage.id == hit.passage.id
        assert hit.more_in_document == len(of_document) - 1


def test_highlights_are_the_words_of_the_question(searcher: Searcher) -> None:
    hit = searcher.search("hjemmebesøg").hits[0]

    marked = {hit.passage.text[start:end].lower() for start, end in hit.highlights}
    assert any(word.startswith("hjemmebesøg") for word in marked)
    assert hit.matched == ("hjemmebesøg",)


def test_inflection_and_case_do_not_matter(searcher: Searcher) -> None:
    inflected, plain = searcher.search("Hjemmebesøgene", limit=50), searcher.search("hjemmebesøg", limit=50)

    assert set(ids(inflected)) == set(ids(plain))
    assert ids(inflected)[0] == ids(plain)[0]  # below, the letters that were typed may decide


def test_a_misspelt_question_is_answered_as_the_right_one(searcher: Searcher) -> None:
    wrong = searcher.search("hjemebesøg")

    assert wrong.corrected == "hjemmebesøg"
    assert ids(wrong)[0] == ids(searcher.search("hjemmebesøg"))[0]


@pytest.mark.parametrize("nothing", ["", "   ", "og", "?!", "xqzwv"])
def test_a_question_without_an_answer_finds_nothing_and_says_so(searcher: Searcher, nothing: str) -> None:
    results = searcher.search(nothing)

    assert (results.total, results.confidence, results.hits) == (0, "none", ())


def test_similar_passages_are_of_other_documents_and_no_copies(searcher: Searcher) -> None:
    passage = searcher.search(QUESTION).hits[0].passage

    results = searcher.similar(passage.id, limit=5)

    assert len(results.hits) == 5
    assert passage.document_id not in {hit.passage.document_id for hit in results.hits}
    assert not any(same_text(hit.passage.text, passage.text) for hit in results.hits)


def test_an_unknown_passage_has_nothing_similar(searcher: Searcher) -> None:
    with pytest.raises(NotFound, match="0000"):
        searcher.similar("0000")


def test_a_new_generation_is_seen_at_once(tmp_path: Path) -> None:
    with Service(Settings.from_env({}, data=tmp_path)) as service:
        (first,) = ingest_paths(service, [SAMPLES / f"{FILES[0]}.pdf"], workers=None).added
        assert service.searcher.search("hjemmebesøg").total > 0

        service.store.remove(first)

        assert service.searcher.search("hjemmebesøg").total == 0


def test_searches_hold_while_documents_come_and_go(tmp_path: Path) -> None:
    with Service(Settings.from_env({}, data=tmp_path)) as service:
        ingest_paths(service, [SAMPLES / f"{name}.pdf" for name in FILES[:2]], workers=None)
        documents = [service.store.document(id) for id in service.store.document_ids()]
        done = threading.Event()
        failures: list[BaseException] = []

        def search() -> None:
            while not done.is_set():
                try:
                    for hit in service.searcher.search(QUESTION, limit=50).hits:
                        assert hit.passage.document_id in {one.id for one in documents}
                # Whatever goes wrong in a thread must reach the test.
                except BaseException as error:
                    failures.append(error)
                    return

        threads = [threading.Thread(target=search) for _ in range(2)]
        for thread in threads:
            thread.start()
        for _ in range(5):
            for document in documents:
                service.store.remove(document.id)
                service.put(document, path=None)
        done.set()
        for thread in threads:
            thread.join()

        assert failures == []


def test_an_index_of_another_model_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with Service(Settings.from_env({}, data=tmp_path)) as service:
        service.store.replace_index([], encoder="other@1/2", manifest={"encoder": "other@1/2"})

        with pytest.raises(IndexMismatch, match=r"modellen other@1/2, nu bruges praksis-static-da.*praksis rebuild"):
            service.searcher.search("hjemmebesøg")
