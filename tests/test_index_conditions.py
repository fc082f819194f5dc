"""What a question demands is fulfilled by every hit, however it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.batch import ingest_paths
from api.service import Service
from api.settings import Settings
from corpus.store import Filters
from index.results import Results

from .measure_quality import SAMPLES

FILES = ("practice_hjemmebesoeg", "evaluation_tilsyn", "position_tidlig_indsats")
EVERYTHING = 1000


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(Settings.from_env({}, data=tmp_path_factory.mktemp("data"))) as service:
        report = ingest_paths(service, [SAMPLES / f"{name}.pdf" for name in FILES], workers=None)
        assert len(report.added) == len(FILES)
        yield service


def found(service: Service, question: str, filters: Filters = Filters()) -> dict[str, str]:
    """The texts of all hits by their ids."""
    results: Results = service.searcher.search(question, filters=filters, limit=EVERYTHING)
    assert len(results.hits) == results.total
    return {hit.passage.id: hit.passage.text for hit in results.hits}


def holding(service: Service, texts: dict[str, str], *lemmas: str) -> set[str]:
    """The ids of those *texts* that hold one of the words in some inflection, by reading them all."""
    return {
        id
        for id, text in texts.items()
        if any(not {token.lemma, *token.extra}.isdisjoint(lemmas) for token in service.analyser.tokens(text))
    }


def all_texts(service: Service) -> dict[str, str]:
    documents = [service.store.document(id) for id in service.store.document_ids()]
    return {passage.id: passage.text for document in documents for passage in document.passages}


@pytest.mark.parametrize("phrase", ["tidlig indsats", "TIDLIG INDSATS", "hver anden uge", "i forhold til", "om at"])
@pytest.mark.parametrize("quotes", ['""', "„“", "“”", "»«", "«»"])
def test_a_phrase_is_found_as_it_stands_and_nothing_else(service: Service, phrase: str, quotes: str) -> None:
    exact = re.compile(r"(?<!\w)" + phrase.replace(" ", r"\s+") + r"(?!\w)", re.IGNORECASE)
    expected = {id for id, text in all_texts(service).items() if exact.search(text)}

    assert set(found(service, f"{quotes[0]}{phrase}{quotes[1]}")) == expected


def test_a_phrase_is_exact_where_words_are_not(service: Service) -> None:
    assert found(service, "tidligere indsatser")
    assert found(service, '"tidligt indsatserne"') == {}


def test_a_phrase_is_marked_as_one_and_its_words_alone_are_not(service: Service) -> None:
    results = service.searcher.search('"tidlig indsats"', limit=EVERYTHING)

    assert results.hits
    for hit in results.hits:
        marked = {" ".join(hit.passage.text[start:end].lower().split()) for start, end in hit.highlights}
        assert marked == {"tidlig indsats"}


def test_og_demands_both_sides(service: Service) -> None:
    texts = all_texts(service)

    both = set(found(service, "tilsyn OG leder"))

    assert both == holding(service, texts, "tilsyn") & holding(service, texts, "leder") != set()


def test_eller_demands_one_side(service: Service) -> None:
    texts = all_texts(service)

    either = set(found(service, "tilsynet ELLER hjemmebesøgene"))

    assert either == holding(service, texts, "tilsyn", "hjemmebesøg") != set()


@pytest.mark.parametrize("question", ["tilsyn IKKE leder", "tilsyn -lederne", "tilsyn OG IKKE leder"])
def test_ikke_takes_away_the_word_in_every_form(service: Service, question: str) -> None:
    texts = all_texts(service)

    left = found(service, question)

    assert left
    assert set(left) & holding(service, texts, "leder") == set()
    assert set(left) <= set(found(service, "tilsyn"))


def test_a_misspelt_word_is_demanded_as_it_was_meant(service: Service) -> None:
    assert found(service, "tilsny OG leder") == found(service, "tilsyn OG leder")


def test_a_star_finds_every_word_that_begins_so(service: Service) -> None:
    texts = all_texts(service)
    expected = {id for id, text in texts.items() if re.search(r"(?<!\w)evaluering", text, re.IGNORECASE)}

    starred = set(found(service, "evaluering* OG evaluering*"))

    assert expected <= starred
    assert starred == set(found(service, "evaluering* OG evaluering*"))


def test_conditions_and_filters_hold_together(service: Service) -> None:
    everything = found(service, "tilsyn ELLER hjemmebesøg")
    kept = found(service, "tilsyn ELLER hjemmebesøg", Filters(type="evaluation"))

    allowed = {p.id for id in service.store.document_ids() for p in service.store.document(id).passages
               if service.store.document(id).metadata.type == "evaluation"}  # fmt: skip
    assert set(kept) == set(everything) & allowed != set()


PIECES = st.lists(
    st.sampled_from(
        ["OG", "ELLER", "IKKE", "(", ")", '"', "»", "-", "*", "tilsyn", "børne-", "og", "leder", "§ 52", " "]
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=30), PIECES.map(" ".join), PIECES.map("".join)))
def test_nothing_typed_is_an_error(service: Service, typed: str) -> None:
    results = service.searcher.search(typed, limit=3)

    assert len(results.hits) <= results.total
