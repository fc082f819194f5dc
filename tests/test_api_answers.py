"""Every JSON shape has exactly the keys that programs outside rely on, and those that we added on purpose."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api import answers, overviews, searches
from api.batch import Failure, Replacement, Report
from api.checks import Fault
from api.cursors import read_cursor, write_cursor
from api.doctor import Finding, examine
from api.questions import Choice, Question, read_filters
from api.service import Service
from corpus.errors import BrokenCursor, FilterError
from corpus.store import Filters
from tests.fakes import EVALUATION, PROGRAMME, filled_service

DOCUMENT = (
    "id title subtitle type type_label publisher authors date date_precision event language page_count source "
    "municipalities organisations facts sections tables sessions themes passages pages asides footnotes warnings "
    "findings positions overrides"
)
PASSAGE = "id document_id kind heading_path text pages boxes themes claim aspects"
SEARCH = (
    "query took_ms generation total confidence corrected also_searched proposed_filters applied_filters "
    "facets next hits"
)
HIT = "rank score passage document highlights snippet snippet_highlights why citation more_in_document further also_in"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with filled_service(tmp_path_factory.mktemp("data")) as service:
        yield service


def plain(answer: Any) -> Any:
    return json.loads(answers.to_json(answer))


def ask(service: Service, text: str, **more: Any) -> Question:
    return Question(**{"text": text, "filters": Filters(), "group": "passage", "limit": 10, "cursor": None, **more})


def keys(value: dict[str, Any]) -> str:
    return " ".join(value)


def test_a_document(service: Service) -> None:
    document = plain(answers.document_answer(service.store.document(EVALUATION.id), service.taxonomy))

    assert keys(document) == DOCUMENT
    assert keys(document["source"]) == "file sha256 url media_type"
    assert document["municipalities"] == [{"code": "0183", "name": "Ishøj", "region": "Region Hovedstaden"}]
    assert keys(document["sections"][0]) == "heading level number paragraphs pages"
    assert document["sections"][0]["paragraphs"] == EVALUATION.passages[0].text.split("\n")
    assert document["tables"] == [
        {
            "caption": "Tabel 1 Forløb i alt",
            "number": "1",
            "header": [["Kommune", "Igangsat"]],
            "rows": [["Ishøj", "19"]],
            "pages": [2, 2],
        }
    ]
    assert document["themes"] == [
        {
            "id": "tvaerprofessionelt_samarbejde",
            "label": "tværprofessionelt samarbejde",
            "level": "primary",
            "score": 4.0,
        }
    ]
    assert document["warnings"] == [{"page": 2, "code": "low_contrast", "message": "Siden er svær at læse."}]
    assert (document["event"], document["type_label"], document["page_count"]) == (None, "Evaluering", 2)


def test_a_session_and_an_event(service: Service) -> None:
    document = plain(answers.document_answer(service.store.document(PROGRAMME.id), service.taxonomy))

    assert document["event"] == {"date": "2024-10-30", "place": "Odense"}
    assert document["sessions"] == [
        {
            "starts": "09:30",
            "ends": "09:55",
            "title": "Når forældre og pædagoger mødes",
            "kind": "plenary",
            "place": "Sal A",
            "speakers": [{"name": "Anna Prøve", "role": "lektor", "organisation": "Højskolen"}],
            "abstract": "Om forældresamarbejde ved overgangen til vuggestue.",
            "pages": [1, 1],
        }
    ]


def test_a_passage_with_its_evidence(service: Service) -> None:
    passage = plain(answers.passage_answer(service.store.passage(EVALUATION.passages[0].id), service.taxonomy))

    assert keys(passage) == PASSAGE
    assert passage["pages"] == [1, 2]
    assert keys(passage["boxes"][0]) == "page x0 top x1 bottom"
    (tag,) = passage["themes"]
    assert keys(tag) == "id label level score corrected evidence"
    (evidence,) = tag["evidence"]
    assert passage["text"][evidence["start"] : evidence["end"]] == evidence["text"] == "tværfaglig sparring"
    assert evidence["rule"] == "prøveregel"


def test_a_search(service: Service) -> None:
    answer = plain(searches.search_answer(service, ask(service, "tværfaglig sparring")))

    assert keys(answer) == SEARCH
    assert keys(answer["facets"]) == "theme type municipality year kind claim aspect"
    assert answer["facets"]["municipality"][0] == {"id": "0183", "label": "Ishøj", "count": 1}
    hit = answer["hits"][0]
    assert keys(hit) == HIT
    assert keys(hit["document"]) == "id title type type_label publisher date municipalities has_pages"
    assert keys(hit["why"]) == "lexical_rank dense_rank matched reason"
    assert keys(hit["citation"]) == "text markdown html page url"
    assert hit["snippet"] in hit["passage"]["text"]
    marked = [hit["snippet"][start:end] for start, end in hit["snippet_highlights"]]
    assert marked == [hit["passage"]["text"][start:end] for start, end in hit["highlights"]]
    assert {"tværfaglig", "sparring"} <= {word.lower() for word in marked}


def test_the_same_question_gives_the_same_bytes(service: Service) -> None:
    first, second = (plain(searches.search_answer(service, ask(service, "vuggestue"))) for _ in range(2))
    first["took_ms"] = second["took_ms"] = None

    assert json.dumps(first) == json.dumps(second)


def test_pages_of_a_search_add_up_to_the_whole(service: Service) -> None:
    whole = searches.search_answer(service, ask(service, "vuggestue"))
    ids, cursor = [], None
    while True:
        page = searches.search_answer(service, ask(service, "vuggestue", limit=1, cursor=cursor))
        ids += [hit.passage.id for hit in page.hits]
        if page.next is None:
            break
        cursor = page.next

    assert whole.total == len(ids) > 1
    assert ids == [hit.passage.id for hit in whole.hits]


def test_a_facet_counts_what_choosing_it_gives(service: Service) -> None:
    answer = searches.search_answer(service, ask(service, "vuggestue forældre"))

    for value in answer.facets.theme:
        chosen = ask(service, "vuggestue forældre", filters=Filters(theme=value.id))
        assert searches.search_answer(service, chosen).total == value.count


def test_similar_passages_have_the_shape_of_a_search_without_a_question(service: Service) -> None:
    answer = plain(searches.similar_answer(service, EVALUATION.passages[0].id, limit=5))

    assert keys(answer) == SEARCH
    assert answer["query"] is None
    assert EVALUATION.id not in {hit["document"]["id"] for hit in answer["hits"]}


def test_the_list_of_documents(service: Service) -> None:
    answer = plain(answers.documents_answer(service, filters=Filters(), limit=2, cursor=None))

    assert keys(answer) == "generation total next documents"
    assert keys(answer["documents"][0]) == (
        "id title type type_label date publisher pages has_pages file municipalities themes"
    )
    rest = answers.documents_answer(service, filters=Filters(), limit=2, cursor=answer["next"])
    assert (answer["total"], len(rest.documents), rest.next) == (3, 1, None)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(type="evaluation"), 1),
        (Filters(municipality="0183"), 2),
        (Filters(theme="foraeldresamarbejde"), 1),
        (Filters(year_from=2021), 1),
        (Filters(year_to=2020), 1),
        (Filters(year_from=1900, year_to=2100), 2),
    ],
)
def test_the_list_obeys_each_filter(service: Service, filters: Filters, count: int) -> None:
    assert answers.documents_answer(service, filters=filters, limit=10, cursor=None).total == count


def test_themes_municipalities_and_status(service: Service) -> None:
    themes = plain(overviews.themes_answer(service))
    status = plain(overviews.status_answer(service))

    assert {keys(theme) for theme in themes} == {
        "id label definition scope_note broader narrower related documents passages"
    }
    assert {theme["id"]: theme["passages"] for theme in themes}["foraeldresamarbejde"] == 1
    assert plain(overviews.municipalities_answer(service)) == [
        {"code": "0183", "name": "Ishøj", "region": "Region Hovedstaden", "documents": 2},
        {"code": "0461", "name": "Odense", "region": "Region Syddanmark", "documents": 1},
    ]
    assert keys(status) == (
        "version generation documents pages passages tags vectors other_vectors model index sizes runs quarantine"
    )
    assert (status["documents"], status["pages"], status["passages"]) == (3, 4, 4)
    assert keys(status["model"]) == "name revision dimension built_in label"


def test_a_report() -> None:
    failure = Failure("a.pdf", "empty", "Filen er tom.")
    report = Report(("a",), ("b",), (Replacement("c", "d"),), (failure,), (failure,), 3, 1.23456)

    assert plain(overviews.report_answer(report)) == {
        "added": ["a"],
        "unchanged": ["b"],
        "replaced": [{"old": "c", "new": "d"}],
        "failed": [{"path": "a.pdf", "reason": "empty", "message": "Filen er tom."}],
        "quarantined": [{"path": "a.pdf", "reason": "empty", "message": "Filen er tom."}],
        "pages": 3,
        "seconds": 1.235,
    }


def test_a_check_is_sound_without_faults_only() -> None:
    assert plain(overviews.check_answer(())) == {"ok": True, "faults": []}
    assert plain(overviews.check_answer([Fault("indeks", "mangler", "Kør: praksis rebuild")])) == {
        "ok": False,
        "faults": [{"where": "indeks", "problem": "mangler", "remedy": "Kør: praksis rebuild"}],
    }


def test_a_machine_is_well_where_only_optional_things_are_missing(service: Service) -> None:
    findings = examine(service, which=lambda program: None)

    assert plain(overviews.diagnosis_answer(findings))["ok"] is True
    assert [one.state for one in findings if one.name == "OCR (tesseract)"] == ["optional"]


def test_a_machine_is_not_well_where_something_needed_is_missing() -> None:
    assert overviews.diagnosis_answer([Finding("model", "missing", "m", "r")]).ok is False


def test_a_data_folder_that_is_a_file_is_missing(tmp_path: Path) -> None:
    from tests.fakes import fake_service

    (tmp_path / "file").write_text("x", encoding="utf-8")

    findings = {one.name: one for one in examine(fake_service(tmp_path / "file"), which=lambda program: None)}

    assert findings["datamappe"].state == "missing"


# ---------------------------------------------------------------------- cursors and filters


def test_a_cursor_is_read_as_it_was_written() -> None:
    cursor = write_cursor(20, generation=3, question=("search", "æøå"))

    assert read_cursor(cursor, generation=3, question=("search", "æøå")) == 20


@pytest.mark.parametrize(
    ("cursor", "generation", "question", "message"),
    [
        (write_cursor(20, generation=3, question=("a",)), 4, ("a",), "ændret"),
        (write_cursor(20, generation=3, question=("a",)), 3, ("b",), "andet spørgsmål"),
        (write_cursor(-1, generation=3, question=("a",)), 3, ("a",), "ikke en, Praksis har givet"),
        ("!!", 3, ("a",), "ikke en, Praksis har givet"),
        ("é", 3, ("a",), "ikke en, Praksis har givet"),
        ("e30", 3, ("a",), "ikke en, Praksis har givet"),
        ("MTIz", 3, ("a",), "ikke en, Praksis har givet"),
        ("", 3, ("a",), "ikke en, Praksis har givet"),
    ],
)
def test_a_cursor_that_does_not_fit_is_refused(
    cursor: str, generation: int, question: tuple[str, ...], message: str
) -> None:
    with pytest.raises(BrokenCursor, match=message):
        read_cursor(cursor, generation=generation, question=question)


@pytest.mark.parametrize(
    ("choice", "parameter", "named"),
    [
        (Choice(theme="sport"), "theme", "tidlig_indsats"),
        (Choice(type="roman"), "type", "practice_example"),
        (Choice(kind="billede"), "kind", "session"),
        (Choice(claim="mening"), "claim", "recommendation"),
        (Choice(aspect="pris"), "aspect", "resources"),
        (Choice(person="Anna Prøv"), "person", "Mente du en af: Anna Prøve"),
        (Choice(organisation="Småbørnsteam"), "organisation", "Mente du en af: Småbørnsteamet"),
        (Choice(municipality="Ishoj"), "municipality", "Mente du Ishøj"),
        (Choice(municipality="Atlantis"), "municipality", "Odense"),
        (Choice(year_from=2024, year_to=2020), "from", "2020"),
    ],
)
def test_an_unknown_value_is_refused_with_the_possible_ones(
    service: Service, choice: Choice, parameter: str, named: str
) -> None:
    with pytest.raises(FilterError, match=named) as refused:
        read_filters(choice, service)

    assert refused.value.parameter == parameter


@pytest.mark.parametrize("name", ["Ishøj", "ishøj kommune", "0183"])
def test_a_municipality_goes_by_name_or_code(service: Service, name: str) -> None:
    assert read_filters(Choice(municipality=name), service).municipality == "0183"
