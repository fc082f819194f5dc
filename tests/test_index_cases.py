"""A case that is met is silent; one that is not says in Danish what went wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus import Passage
from corpus.store import DocumentSummary, Filters
from index.case_trials import try_cases
from index.cases import load_cases
from index.highlights import Snippet
from index.judgements import JudgementError, Judgements
from index.results import Hit, Results

from .test_corpus_store import make_document

TEXTS = {
    "a1": "Teamet sparrer med personalet om børn i udsatte positioner, og det sker på stuen.",
    "a2": "Forældrene inviteres til kaffe den første onsdag i hver måned klokken femten.",
    "a3": "Normeringen er en voksen til tre børn i vuggestuen efter den nye lov.",
    "a4": "Hjemmebesøg uden løftet pegefinger tilbydes alle familier i kommunen.",
}
DOCUMENTS = {
    "doc": DocumentSummary("doc", "Titel", "evaluation", None, "2024-05", 3, "a.pdf", None, (), ()),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [{"id": id, "doc": "a", "text": text} for id, text in TEXTS.items()]
    (tmp_path / "passages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query_id\tpassage_id\tgrade\n", encoding="utf-8")
    (tmp_path / "documents.json").write_text('{"a": "a.pdf"}', encoding="utf-8")
    return tmp_path


class Canned:
    """Answers each question with prepared passages, and ignores the filters."""

    def __init__(self, answers: Mapping[str, list[str]]) -> None:
        self._answers = answers

    def search(self, text: str, *, filters: Filters = Filters(), limit: int) -> Results:
        hits = tuple(
            Hit(rank, 1 / rank, passage(id), None, None, (), (), Snippet(0, 1, ()), 0)
            for rank, id in enumerate(self._answers.get(text, [])[:limit], start=1)
        )
        return Results(1, len(hits), "strong", None, (), {}, hits, None)


def passage(id: str) -> Passage:
    return replace(make_document().passages[0], id=id, document_id="doc", text=TEXTS[id], themes=(), heading_path=())


def problem(folder: Path, case: Mapping[str, Any], answers: Mapping[str, list[str]]) -> str | None:
    line = {"id": "c1", "why": "derfor", **case}
    (folder / "cases.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    judgements = Judgements.load(folder)
    (outcome,) = try_cases(load_cases(folder, judgements), Canned(answers), DOCUMENTS, judgements)
    return outcome.problem


@pytest.mark.parametrize(
    ("case", "answers"),
    [
        ({"claim": "agree", "queries": ["en", "to"]}, {"en": ["a1", "a2", "a3"], "to": ["a2", "a1", "a3"]}),
        ({"claim": "exact", "query": '"løftet pegefinger"'}, {'"løftet pegefinger"': ["a4"]}),
        ({"claim": "obeys", "query": "x", "filters": {"type": "evaluation", "year_from": 2024}}, {"x": ["a1"]}),
        ({"claim": "keeps", "query": "x", "answer": "a3"}, {"x": ["a3"]}),
        ({"claim": "keeps", "query": "x", "answer": "a3", "within": 2}, {"x": ["a1", "a3"]}),
    ],
)
def test_a_case_that_is_met_says_nothing(folder: Path, case: dict[str, Any], answers: dict[str, list[str]]) -> None:
    assert problem(folder, case, answers) is None


@pytest.mark.parametrize(
    ("case", "answers", "told"),
    [
        ({"claim": "agree", "queries": ["en", "to"]}, {"en": ["a1", "a2", "a3"], "to": ["a4"]}, "deler kun 0 af"),
        ({"claim": "agree", "queries": ["en", "to"]}, {"en": ["a1"], "to": []}, "«to» fandt intet"),
        ({"claim": "agree", "queries": ["en", "to"]}, {}, "«en» fandt intet"),
        ({"claim": "exact", "query": '"løftet pegefinger"'}, {'"løftet pegefinger"': ["a4", "a1"]}, "Nr. 2"),
        ({"claim": "exact", "query": '"løftet pegefinger"'}, {}, "fandt intet"),
        ({"claim": "obeys", "query": "x", "filters": {"year_to": 2023}}, {"x": ["a1"]}, "year_to = 2023"),
        ({"claim": "obeys", "query": "x", "filters": {"kind": "table"}}, {"x": ["a1"]}, "kind = table"),
        ({"claim": "obeys", "query": "x", "filters": {"municipality": "0183"}}, {"x": ["a1"]}, "municipality"),
        ({"claim": "obeys", "query": "x", "filters": {"theme": "tidlig_indsats"}}, {"x": ["a1"]}, "theme"),
        ({"claim": "obeys", "query": "x", "filters": {"kind": "text"}}, {}, "fandt intet med filteret kind = text"),
        ({"claim": "keeps", "query": "x", "answer": "a3"}, {"x": ["a1", "a3"]}, "skulle have a3 først"),
        ({"claim": "keeps", "query": "x", "answer": "a3", "within": 2}, {"x": []}, "blandt de 2 første"),
    ],
)
def test_a_case_that_is_not_met_says_why(
    folder: Path, case: dict[str, Any], answers: dict[str, list[str]], told: str
) -> None:
    found = problem(folder, case, answers)

    assert found is not None
    assert told in found


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ({"claim": "better", "query": "x"}, "kender ikke «better»; vælg agree, exact, obeys, keeps"),
        ({"claim": "agree", "queries": ["x"]}, "«queries» med mindst to spørgsmål"),
        ({"claim": "keeps", "query": " "}, "«query» med et spørgsmål"),
        ({"claim": "exact", "query": "uden tegn"}, "ingen vending i anførselstegn"),
        ({"claim": "keeps", "query": "x", "answer": "zz"}, "afsnittet «zz» findes ikke"),
        ({"claim": "obeys", "query": "x"}, "mangler «filters»"),
        ({"claim": "obeys", "query": "x", "filters": {"colour": "red"}}, "kender ikke filteret «colour»"),
    ],
)
def test_a_mistake_in_a_case_is_told_with_its_line(folder: Path, case: dict[str, Any], told: str) -> None:
    with pytest.raises(JudgementError) as caught:
        problem(folder, case, {})

    assert "cases.jsonl, linje 1: " in str(caught.value)
    assert told in str(caught.value)


def test_a_folder_without_cases_has_none(folder: Path) -> None:
    assert load_cases(folder, Judgements.load(folder)) == ()
