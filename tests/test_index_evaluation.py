"""The metrics are those of their definitions, and hits are credited with the passages that they cover."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Passage
from corpus.errors import NotFound
from index.evaluation import evaluate
from index.highlights import Snippet
from index.judgements import JudgementError, Judgements
from index.metrics import query_metrics
from index.results import Confidence, Hit, Results

from .test_corpus_store import make_document

TEXTS = {
    "a1": "Teamet sparrer med personalet om børn i udsatte positioner, og det sker på stuen.",
    "a2": "Forældrene inviteres til kaffe den første onsdag i hver måned klokken femten.",
    "b1": "Normeringen er en voksen til tre børn i vuggestuen efter den nye lov.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def lines(rows: list[dict[str, str]]) -> str:
        return "\n".join(json.dumps(row) for row in rows)

    passages = [{"id": id, "doc": id[0], "text": text} for id, text in TEXTS.items()]
    queries = [
        {"id": "q1", "query": "kaffe", "kind": "keyword", "split": "dev"},
        {"id": "q2", "query": "normering", "kind": "question", "split": "dev"},
        {"id": "q3", "query": "skærmtid", "kind": "none", "split": "dev"},
    ]
    (tmp_path / "passages.jsonl").write_text(lines(passages), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(lines(queries), encoding="utf-8")
    (tmp_path / "documents.json").write_text('{"a": "a.pdf", "b": "b.pdf"}', encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text(
        "query_id\tpassage_id\tgrade\nq1\ta2\t2\nq1\ta1\t1\nq2\tb1\t2\n", encoding="utf-8"
    )
    return tmp_path


class Canned:
    """Answers each question with prepared hits."""

    def __init__(self, answers: Mapping[str, list[tuple[str, str]]], weak: frozenset[str] = frozenset()) -> None:
        self._answers = answers
        self._weak = weak

    def search(self, text: str, *, limit: int) -> Results:
        confidence: Confidence = "weak" if text in self._weak else "strong"
        hits = tuple(
            Hit(rank, 1 / rank, passage(document, words), None, None, (), (), Snippet(0, 1, ()), 0)
            for rank, (document, words) in enumerate(self._answers[text][:limit], start=1)
        )
        return Results(1, len(hits), confidence, None, (), {}, hits, None)


def passage(document: str, text: str) -> Passage:
    return replace(make_document().passages[0], document_id=document, text=text, themes=())


def test_gains_are_discounted_by_rank() -> None:
    metrics = query_metrics([["x"], ["a1"], ["a2"]], {"a1": 1, "a2": 2})

    assert metrics.ndcg_10 == pytest.approx((1 / 1.58496 + 3 / 2) / (3 + 1 / 1.58496), abs=1e-4)
    assert (metrics.recall_10, metrics.mrr_10) == (1.0, pytest.approx(1 / 3))
    assert (metrics.success_1, metrics.success_5) == (0.0, 1.0)


def test_a_passage_is_credited_once() -> None:
    once = query_metrics([["a2"]], {"a2": 2, "a1": 2})
    twice = query_metrics([["a2"], ["a2"], ["a2"]], {"a2": 2, "a1": 2})

    assert twice == once


def test_a_hit_covers_the_passages_it_shares_half_its_words_with(folder: Path) -> None:
    judgements = Judgements.load(folder)

    assert judgements.covered("a", TEXTS["a1"]) == ["a1"]
    assert judgements.covered("a", f"{TEXTS['a1']} {TEXTS['a2']}") == ["a1", "a2"]
    assert judgements.covered("a", TEXTS["a2"][:45]) == ["a2"]
    assert judgements.covered("a", "Noget helt andet om andre ting i en anden by.") == []


def test_a_folder_of_judgements_is_scored(folder: Path) -> None:
    searcher = Canned(
        {
            "kaffe": [("doc-a", TEXTS["a2"]), ("doc-a", TEXTS["a1"])],
            "normering": [("doc-a", TEXTS["a1"]), ("doc-b", TEXTS["b1"])],
            "skærmtid": [("doc-a", TEXTS["a1"])],
        },
        weak=frozenset({"skærmtid", "normering"}),
    )

    result = evaluate(folder, searcher, {"a.pdf": "doc-a", "b.pdf": "doc-b"})

    rows = {row.kind: row for row in result.rows}
    assert {kind: (row.count, round(row.ndcg_10, 3)) for kind, row in rows.items()} == {
        "keyword": (1, 1.0),
        "question": (1, 0.631),
        "all": (2, 0.815),
    }
    assert (result.weak_answerable, result.weak_unanswerable) == (0.5, 1.0)


def test_a_judged_document_that_is_not_in_the_corpus_is_named(folder: Path) -> None:
    with pytest.raises(NotFound, match=r"b\.pdf"):
        evaluate(folder, Canned({}), {"a.pdf": "doc-a"})


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("qrels.tsv", "query_id\tpassage_id\tgrade\nq1 a2 2\n", "qrels.tsv, linje 2: linjen skal være"),
        ("qrels.tsv", "query_id\tpassage_id\tgrade\nq1\tzz\t2\n", "afsnittet «zz» findes ikke"),
        ("qrels.tsv", "query_id\tpassage_id\tgrade\nq1\ta2\t2\n", "q2 har intet svar med karakteren 2"),
        ("queries.jsonl", '{"id": "q1"}', "queries.jsonl, linje 1: feltet «query» mangler"),
        ("passages.jsonl", "{", "passages.jsonl, linje 1: linjen er ikke JSON"),
        ("documents.json", "{}", "dokumentet «a» mangler"),
    ],
)
def test_a_mistake_in_the_folder_is_told_with_its_place(folder: Path, file: str, content: str, message: str) -> None:
    (folder / file).write_text(content, encoding="utf-8")

    with pytest.raises(JudgementError) as caught:
        Judgements.load(folder)

    assert message in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match=r"passages\.jsonl: filen kan ikke læses"):
        Judgements.load(tmp_path)
