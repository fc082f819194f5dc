"""A judgement is kept on this machine, comes from our own page alone, and becomes a judged query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import app as commands
from api.feedback import export_judgements
from api.same_origin import LARGEST_BODY
from api.service import Service
from corpus.errors import NotFound, StoreError
from index.judgements import Judgements
from tests.fakes import EVALUATION, PROGRAMME, FakeService, filled_service

PASSAGE, OTHER = EVALUATION.passages[0].id, PROGRAMME.passages[0].id
HERE = ("127.0.0.1", 50_000)
OURS = {"Origin": "http://testserver"}
GIVEN = {"query": "tidlig indsats", "passage_id": PASSAGE, "relevant": True}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with filled_service(tmp_path_factory.mktemp("data")) as service:
        yield service


@pytest.fixture
def service(filled: Service) -> Iterator[Service]:
    """A corpus without judgements."""
    yield filled
    for one in filled.store.judgements():
        filled.store.withdraw_judgement(one.query, one.passage_id)


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), client=HERE, follow_redirects=False) as client:
        yield client


# ---------------------------------------------------------------------- what is kept


def test_the_last_word_on_a_passage_counts(service: Service) -> None:
    service.store.judge("Tidlig  indsats", PASSAGE, relevant=True)
    service.store.judge("tidlig indsats", PASSAGE, relevant=False)

    assert [(one.query, one.relevant) for one in service.store.judgements()] == [("Tidlig indsats", False)]
    assert service.store.judged("TIDLIG INDSATS") == {PASSAGE: False}


def test_a_judgement_taken_back_is_gone(service: Service) -> None:
    service.store.judge("tidlig indsats", PASSAGE, relevant=True)
    service.store.withdraw_judgement("tidlig indsats", PASSAGE)

    assert service.store.judgements() == []
    with pytest.raises(NotFound):
        service.store.withdraw_judgement("tidlig indsats", PASSAGE)


def test_a_judgement_outlives_its_document(tmp_path: Path) -> None:
    with filled_service(tmp_path) as service:
        service.store.judge("tidlig indsats", PASSAGE, relevant=True)
        service.store.remove(EVALUATION.id)

        assert service.store.judged("tidlig indsats") == {PASSAGE: True}


def test_an_unknown_passage_cannot_be_judged(service: Service) -> None:
    with pytest.raises(NotFound, match="0000"):
        service.store.judge("tidlig indsats", "0000", relevant=True)


# ---------------------------------------------------------------------- over HTTP


def test_a_judgement_given_over_http_is_listed(client: TestClient) -> None:
    given = client.post("/api/v1/feedback", json=GIVEN, headers=OURS)

    assert given.status_code == 201
    assert client.get("/api/v1/feedback").json() == [given.json()]
    assert given.json() | {"on": None} == GIVEN | {"on": None}


def test_an_unknown_parameter_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/feedback", params={"query": "x"}).status_code == 422


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
    ],
)
@pytest.mark.parametrize("address", ["/api/v1/feedback", "/bedoem"])
def test_another_site_cannot_judge(client: TestClient, service: Service, address: str, headers: dict[str, str]) -> None:
    refused = client.post(address, json=GIVEN, headers=headers)

    assert refused.status_code == 403
    assert "Praksis' egen side" in refused.json()["detail"]
    assert service.store.judgements() == []


def test_another_machine_cannot_judge(service: Service) -> None:
    with TestClient(create_app(service), client=("192.168.1.9", 50_000)) as client:
        refused = client.post("/api/v1/feedback", json=GIVEN, headers=OURS)

    assert refused.status_code == 403
    assert "på den maskine" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("content", "kind", "status", "told"),
    [
        (b"{", "application/json", 422, "JSON"),
        (json.dumps(GIVEN | {"more": 1}).encode(), "application/json", 422, "more kendes ikke her"),
        (json.dumps(GIVEN | {"relevant": "ja"}).encode(), "application/json", 422, "true, false eller null"),
        (json.dumps({**GIVEN, "query": " "}).encode(), "application/json", 422, "tomt"),
        (json.dumps(GIVEN | {"passage_id": "0000"}).encode(), "application/json", 404, "0000"),
        (json.dumps(GIVEN).encode(), "text/plain", 415, "application/json"),
        (b" " * (LARGEST_BODY + 1), "application/json", 413, "for stort"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_danish(
    client: TestClient, content: bytes, kind: str, status: int, told: str
) -> None:
    refused = client.post("/api/v1/feedback", content=content, headers={**OURS, "Content-Type": kind})

    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert told in refused.json()["detail"]


def test_the_form_of_the_page_judges_and_goes_back_to_the_hit(client: TestClient, service: Service) -> None:
    form = {"q": "tidlig indsats", "passage": PASSAGE, "relevant": "nej", "back": "/?q=tidlig+indsats#h-2"}
    # A browser says "null" for a form on a page without referrer, and where it stands in Sec-Fetch-Site.
    sent = client.post("/bedoem", data=form, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})

    assert (sent.status_code, sent.headers["location"]) == (303, "/?q=tidlig+indsats#h-2")
    assert service.store.judged("tidlig indsats") == {PASSAGE: False}


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "/?q=x\r\nSet-Cookie: a=b"]
)
def test_the_form_sends_nobody_elsewhere(client: TestClient, back: str) -> None:
    form = {"q": "tidlig indsats", "passage": PASSAGE, "relevant": "ja", "back": back}

    assert client.post("/bedoem", data=form, headers=OURS).headers["location"] == "/"


def test_the_page_shows_what_was_said_and_offers_to_take_it_back(client: TestClient, service: Service) -> None:
    hit = service.searcher.search("tidlig indsats", group="document").hits[0].passage.id
    page = "/?q=tidlig+indsats"
    before = client.get(page, headers={"Accept": "text/html"}).text
    service.store.judge("tidlig indsats", hit, relevant=True)
    after = client.get(page, headers={"Accept": "text/html"}).text

    assert before.count('aria-pressed="true"') == 0
    assert after.count('name="relevant" value="" aria-pressed="true">Svarer</button>') == 1


# ---------------------------------------------------------------------- exported


def test_judgements_become_judged_queries(service: Service, tmp_path: Path) -> None:
    service.store.judge("tidlig indsats", PASSAGE, relevant=True)
    service.store.judge("Tidlig indsats", OTHER, relevant=False)
    service.store.judge("skærmtid", OTHER, relevant=False)
    written = export_judgements(service, tmp_path / "ud")
    judgements = Judgements.load(tmp_path / "ud")

    assert (written.queries, written.judgements, written.left_out) == (1, 2, 1)
    assert [(one.text, dict(one.grades)) for one in judgements.queries] == [("tidlig indsats", {PASSAGE: 2})]
    assert set(judgements.files.values()) == {EVALUATION.source.file, PROGRAMME.source.file}
    assert judgements.covered(EVALUATION.id, EVALUATION.passages[0].text)[0] == PASSAGE


def test_an_export_can_be_repeated_but_never_written_over_other_judged_queries(
    service: Service, tmp_path: Path
) -> None:
    service.store.judge("tidlig indsats", PASSAGE, relevant=True)
    export_judgements(service, tmp_path / "ud")
    export_judgements(service, tmp_path / "ud")
    (tmp_path / "andre").mkdir()
    (tmp_path / "andre" / "queries.jsonl").write_text('{"id": "q1", "kind": "keyword"}\n', encoding="utf-8")

    with pytest.raises(StoreError, match="ikke er herfra"):
        export_judgements(service, tmp_path / "andre")


def test_the_command_line_judges_lists_and_takes_back(tmp_path: Path) -> None:
    filled_service(tmp_path).close()

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(commands, ["feedback", "--data", str(tmp_path), *arguments], obj=FakeService)

    assert run().stdout.startswith("Ingen bedømmelser endnu")
    assert run("tidlig indsats", PASSAGE, "--relevant").exit_code == 0
    assert f"relevant       {PASSAGE}" in run().stdout
    assert run("tidlig indsats", PASSAGE, "--withdraw").exit_code == 0
    assert json.loads(run("--json").stdout) == []
    assert run("tidlig indsats", PASSAGE).exit_code == 2
