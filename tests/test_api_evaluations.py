"""A measurement is kept, compared, and explained on a page of its own."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.terminal_evaluation import decimal, signed
from tests.fakes import EVALUATION, PROGRAMME, FakeService, filled_service

QUERIES = [
    {"id": "q1", "query": "tværfaglig sparring", "kind": "keyword", "split": "dev"},
    {"id": "q2", "query": "zebraer og <b>løver</b>", "kind": "paraphrase", "split": "test"},
    {"id": "q3", "query": "svømmehal", "kind": "none", "split": "dev"},
]


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    filled_service(tmp_path / "data").close()
    return tmp_path / "data"


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    folder = tmp_path / "judged"
    folder.mkdir()
    documents = {"e": EVALUATION, "p": PROGRAMME}
    passages = [
        {"id": one.id, "doc": name, "text": one.text} for name, doc in documents.items() for one in doc.passages
    ]
    (folder / "passages.jsonl").write_text(lines(passages), encoding="utf-8")
    (folder / "queries.jsonl").write_text(lines(QUERIES), encoding="utf-8")
    files = {name: doc.source.file for name, doc in documents.items()}
    (folder / "documents.json").write_text(json.dumps(files), encoding="utf-8")
    answers = f"q1\t{EVALUATION.passages[0].id}\t2\nq2\t{PROGRAMME.passages[0].id}\t2\n"
    (folder / "qrels.tsv").write_text("query_id\tpassage_id\tgrade\n" + answers, encoding="utf-8")
    return folder


def evaluate(data: Path, judged: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", str(judged), "--data", str(data), *options], obj=FakeService)


def test_a_run_compared_with_itself_differs_in_nothing(data: Path, judged: Path, tmp_path: Path) -> None:
    run = str(tmp_path / "run.json")
    assert evaluate(data, judged, "--save", run).exit_code == 0

    answer = json.loads(evaluate(data, judged, "--against", run, "--json").stdout)

    comparison = answer["comparison"]
    assert comparison["left_out"] == 0
    assert {(row["difference"], row["p"]) for row in comparison["rows"]} == {(0.0, 1.0)}
    assert {row["metric"] for row in comparison["rows"]} == {"ndcg_10", "recall_10", "mrr_10", "success_1", "success_5"}


def test_damaged_questions_are_measured_when_asked_for(data: Path, judged: Path) -> None:
    plain = json.loads(evaluate(data, judged, "--json").stdout)
    damaged = json.loads(evaluate(data, judged, "--damaged", "--json").stdout)

    assert plain["survivals"] == []
    assert [one["damage"] for one in damaged["survivals"]][-1] == "all"
    assert "slåfejl" in evaluate(data, judged, "--damaged").stdout


def test_a_case_that_is_not_met_is_told_and_makes_the_command_fail(data: Path, judged: Path) -> None:
    case = {
        "id": "c1",
        "claim": "keeps",
        "why": "den skal findes",
        "query": "svømmehal",
        "answer": PROGRAMME.passages[0].id,
    }
    (judged / "cases.jsonl").write_text(lines([case]), encoding="utf-8")
    result = evaluate(data, judged)

    assert result.exit_code == 1
    assert "Tilfælde: 0 af 1 er opfyldt" in result.stdout
    assert "✗ c1 (svaret bevaret: den skal findes)" in result.stdout


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]


def test_the_report_shows_what_came_and_what_should_have(data: Path, judged: Path, tmp_path: Path) -> None:
    report = tmp_path / "rapport.html"
    assert evaluate(data, judged, "--report", str(report)).exit_code == 0
    html = report.read_text(encoding="utf-8")

    assert "1 spørgsmål uden svar blandt de fem første" in html
    assert "Det skulle være kommet" in html
    assert PROGRAMME.passages[0].text[:40] in html
    assert "zebraer og &lt;b&gt;løver&lt;/b&gt;" in html


def test_the_report_needs_nothing_beside_it(data: Path, judged: Path, tmp_path: Path) -> None:
    report = tmp_path / "rapport.html"
    evaluate(data, judged, "--report", str(report))
    found = Tags(report.read_text(encoding="utf-8"))

    assert found.names.isdisjoint({"script", "link", "img", "iframe"})
    assert found.addresses == []


def test_a_report_that_cannot_be_written_is_told(data: Path, judged: Path, tmp_path: Path) -> None:
    result = evaluate(data, judged, "--report", str(tmp_path / "ingen" / "rapport.html"))

    assert result.exit_code == 1
    assert "Rapporten kan ikke skrives" in result.stderr


def test_numbers_are_danish() -> None:
    assert (decimal(0.5), signed(0.25), signed(-0.1)) == ("0,500", "+0,250", "−0,100")
