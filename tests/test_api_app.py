"""The HTTP API answers as programs outside rely on, and its errors are problems in Danish."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import answers, overviews, searches
from api.app import create_app
from api.problems import STATUS_OF, status_of
from api.questions import Question
from api.server import is_loopback
from api.service import Service
from corpus import Source, errors
from corpus.store import Filters
from tests.fakes import EVALUATION, PROGRAMME, fake_service, filled_service, original_of

PASSAGE = EVALUATION.passages[0].id


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with filled_service(tmp_path_factory.mktemp("data")) as service:
        yield service


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service)) as client:
        yield client


@pytest.fixture
def page_reader(tmp_path: Path) -> Iterator[TestClient]:
    """A client of a corpus that holds one web page."""
    content = b"<html><script>alert(1)</script></html>"
    sha256 = hashlib.sha256(content).hexdigest()
    web_page = replace(EVALUATION, source=Source("side.html", sha256, None, "text/html"))
    with fake_service(tmp_path) as service:
        service.store.keep_original(content, ".html")
        service.put(web_page, path=None)
        with TestClient(create_app(service)) as client:
            yield client


def problem_of(response: Any) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert found["status"] == response.status_code
    assert {"type", "title", "status", "detail", "instance"} <= set(found)
    return found


# ---------------------------------------------------------------------- answers


def test_search_answers_as_the_command_line_does(client: TestClient, service: Service) -> None:
    answer = client.get("/api/v1/search", params={"q": "tværfaglig sparring", "type": "evaluation"}).json()
    question = Question("tværfaglig sparring", Filters(type="evaluation"), "passage", 10, None)
    told = json.loads(answers.to_json(searches.search_answer(service, question)))
    answer["took_ms"] = told["took_ms"] = None

    assert answer == told


def test_documents_go_on_with_a_cursor(client: TestClient) -> None:
    first = client.get("/api/v1/documents", params={"limit": 2}).json()
    rest = client.get("/api/v1/documents", params={"limit": 2, "cursor": first["next"]}).json()

    assert (first["total"], len(first["documents"]), len(rest["documents"]), rest["next"]) == (3, 2, 1, None)


def test_documents_obey_filters(client: TestClient) -> None:
    asked: dict[str, str | int] = {"municipality": "Ishøj", "from": 2024, "to": 2024, "theme": "foraeldresamarbejde"}

    answer = client.get("/api/v1/documents", params=asked).json()

    assert [one["id"] for one in answer["documents"]] == [PROGRAMME.id]


def test_a_document_a_passage_and_its_likes(client: TestClient) -> None:
    assert client.get(f"/api/v1/documents/{EVALUATION.id}").json()["title"] == "Evaluering af Småbørnsteamet"
    assert client.get(f"/api/v1/passages/{PASSAGE}").json()["document_id"] == EVALUATION.id
    assert client.get(f"/api/v1/passages/{PASSAGE}/similar", params={"limit": 1}).json()["query"] is None


def test_themes_municipalities_and_status(client: TestClient) -> None:
    assert [one["id"] for one in client.get("/api/v1/themes").json() if not one["broader"]][:3] == [
        "tvaerprofessionelt_samarbejde",
        "tidlig_indsats",
        "foraeldresamarbejde",
    ]
    assert [one["name"] for one in client.get("/api/v1/municipalities").json()] == ["Ishøj", "Odense"]
    assert client.get("/api/v1/status").json()["documents"] == 3


def test_the_original_is_shown_in_place_and_in_parts(client: TestClient) -> None:
    address = f"/api/v1/documents/{EVALUATION.id}/pdf"
    whole = client.get(address)
    part = client.get(address, headers={"Range": "bytes=0-4"})

    assert whole.content == original_of("team.pdf")
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["content-disposition"] == 'inline; filename="team.pdf"'
    assert whole.headers["etag"] == f'"{EVALUATION.source.sha256}"'
    assert (part.status_code, part.content) == (206, b"%PDF-")
    assert client.get(address, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304


def test_the_metrics_tell_of_corpus_and_requests(client: TestClient) -> None:
    client.get("/livez")

    lines = client.get("/metrics").text.splitlines()

    assert "praksis_documents 3" in lines
    assert any(line.startswith('praksis_http_requests_total{method="GET",status="200"} ') for line in lines)


def test_health_and_version(client: TestClient) -> None:
    assert client.get("/livez").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}
    assert client.get("/version").json() == {"name": "praksis", "version": overviews.praksis_version()}


# ---------------------------------------------------------------------- the manners of HTTP


@pytest.mark.parametrize(
    "address", ["/api/v1/search?q=vuggestue", "/api/v1/documents", "/api/v1/themes", f"/api/v1/passages/{PASSAGE}"]
)
def test_an_answer_known_already_is_not_sent_again(client: TestClient, address: str) -> None:
    etag = client.get(address).headers["etag"]

    again = client.get(address, headers={"If-None-Match": f'"andet", {etag}'})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


def test_a_tag_is_of_its_question(client: TestClient) -> None:
    tags = {client.get("/api/v1/search", params={"q": q}).headers["etag"] for q in ("a", "b")}

    assert len(tags) == 2


def test_a_tag_changes_with_the_corpus(tmp_path: Path) -> None:
    with filled_service(tmp_path) as service, TestClient(create_app(service)) as client:
        before = client.get("/api/v1/documents").headers["etag"]
        service.store.remove(PROGRAMME.id)
        after = client.get("/api/v1/documents", headers={"If-None-Match": before})

    assert after.status_code == 200
    assert after.headers["etag"] != before


def test_a_cursor_of_an_older_corpus_is_refused(tmp_path: Path) -> None:
    with filled_service(tmp_path) as service, TestClient(create_app(service)) as client:
        cursor = client.get("/api/v1/documents", params={"limit": 1}).json()["next"]
        service.store.remove(PROGRAMME.id)
        stale = client.get("/api/v1/documents", params={"limit": 1, "cursor": cursor})

    assert (stale.status_code, problem_of(stale)["type"]) == (400, "urn:praksis:problem:broken_cursor")


@pytest.mark.parametrize("address", ["/", "/livez", "/api/v1/themes", f"/api/v1/documents/{EVALUATION.id}/pdf"])
def test_head_is_get_without_a_body(client: TestClient, address: str) -> None:
    whole, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize("address", ["/", "/docs", "/api/v1/themes", "/findes-ikke", "/static/praksis.css"])
def test_every_answer_is_guarded(client: TestClient, address: str) -> None:
    headers = client.get(address).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]


def test_a_request_by_another_name_is_refused_where_names_are_given(service: Service) -> None:
    with TestClient(create_app(service, hosts={"127.0.0.1"}), base_url="http://127.0.0.1:8000") as client:
        assert client.get("/livez").status_code == 200
        wrong = client.get("/livez", headers={"Host": "angriber.example"})

    assert problem_of(wrong)["status"] == 421


@pytest.mark.parametrize(
    "q",
    [
        '"',
        "a AND",
        "*",
        "NEAR(",
        "børne- og",
        "§ 52, stk. 3",
        "🙂",
        "%",
        "\x00",
        "lemma:x",
        "x" * 1000,
        "--",
        "'; DROP",
    ],
)
def test_whatever_is_typed_is_a_question(client: TestClient, q: str) -> None:
    answer, page = client.get("/api/v1/search", params={"q": q}), client.get("/", params={"q": q})

    assert answer.status_code == (422 if not q.strip("\x00") else 200)
    assert page.status_code == answer.status_code


# ---------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("address", "parameter", "message"),
    [
        ("/api/v1/search", "q", "mangler"),
        ("/api/v1/search?q=", "q", "er tom"),
        ("/api/v1/search?q=%20", "q", "Spørgsmålet er tomt. Skriv et eller flere ord."),
        ("/api/v1/search?q=x&fra=2020", "fra", "kendes ikke her"),
        ("/api/v1/search?q=x&limit=0", "limit", "skal være mindst 1"),
        ("/api/v1/search?q=x&limit=101", "limit", "skal være højst 100"),
        ("/api/v1/search?q=x&limit=ti", "limit", "skal være et helt tal"),
        ("/api/v1/search?q=x&group=side", "group", "skal være en af document, passage"),
        ("/api/v1/search?q=x&kind=billede", "kind", "skal være en af text, table, session"),
        ("/api/v1/themes?q=x", "q", "kendes ikke her"),
        (f"/api/v1/documents/{EVALUATION.id}?q=x", "q", "kendes ikke her"),
        (f"/api/v1/passages/{PASSAGE}/similar?q=x", "q", "kendes ikke her"),
    ],
)
def test_a_wrong_parameter_is_422_and_named(client: TestClient, address: str, parameter: str, message: str) -> None:
    found = problem_of(client.get(address))

    assert found["status"] == 422
    assert found["errors"] == [{"parameter": parameter, "message": message}]


def test_an_unknown_theme_is_422_with_the_known_ones(client: TestClient) -> None:
    found = problem_of(client.get("/api/v1/search", params={"q": "x", "theme": "sport"}))

    assert (found["status"], found["type"]) == (422, "urn:praksis:problem:filter")
    assert "tidlig_indsats" in found["detail"]


@pytest.mark.parametrize(
    ("method", "address", "status", "type"),
    [
        ("GET", "/api/v1/documents/findes-ikke", 404, "not_found"),
        ("GET", "/api/v1/documents/findes-ikke/pdf", 404, "not_found"),
        ("GET", "/api/v1/passages/findes-ikke/similar", 404, "not_found"),
        ("GET", "/findes-ikke", 404, "not_found"),
        ("POST", "/api/v1/documents", 405, "method_not_allowed"),
        ("DELETE", f"/api/v1/documents/{EVALUATION.id}", 405, "method_not_allowed"),
        ("GET", "/api/v1/jobs/1", 404, "not_found"),
        ("GET", "/api/v1/search?q=x&cursor=abc", 400, "broken_cursor"),
    ],
)
def test_every_error_is_a_problem(client: TestClient, method: str, address: str, status: int, type: str) -> None:
    found = problem_of(client.request(method, address))

    assert (found["status"], found["type"]) == (status, f"urn:praksis:problem:{type}")
    assert found["instance"] == address.split("?")[0]


def test_what_is_not_allowed_names_what_is(client: TestClient) -> None:
    assert client.post("/api/v1/themes").headers["allow"] == "GET, HEAD"


def test_the_original_of_a_web_page_is_saved_and_never_shown(page_reader: TestClient) -> None:
    saved = page_reader.get(f"/api/v1/documents/{EVALUATION.id}/original")

    assert saved.content == b"<html><script>alert(1)</script></html>"
    assert saved.headers["content-type"].startswith("text/html")
    assert saved.headers["content-disposition"] == 'attachment; filename="side.html"'
    assert saved.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_document_that_is_no_pdf_has_none(page_reader: TestClient) -> None:
    found = problem_of(page_reader.get(f"/api/v1/documents/{EVALUATION.id}/pdf"))

    assert (found["status"], found["type"]) == (404, "urn:praksis:problem:no_pdf")
    assert "Dokumentet er ikke en PDF" in found["detail"]


def test_a_document_without_pages_is_shown_and_cited_without_them(page_reader: TestClient) -> None:
    (hit,) = page_reader.get("/api/v1/search", params={"q": "tværfaglig sparring", "limit": 1}).json()["hits"]
    address = f"/api/v1/documents/{EVALUATION.id}/original"

    assert (hit["document"]["has_pages"], hit["citation"]["page"], hit["citation"]["url"]) == (False, 1, address)
    assert hit["citation"]["text"].endswith("(Evaluering af Småbørnsteamet, Ishøj Kommune, februar 2020)")
    for page in ("/?q=tværfaglig+sparring", f"/dokumenter/{EVALUATION.id}"):
        html = page_reader.get(page).text
        assert f'href="{address}"' in html
        assert "Åbn originalen" in html
        assert "/pdf" not in html
        assert "s. 1" not in html


def test_a_lost_original_is_said(tmp_path: Path) -> None:
    with filled_service(tmp_path) as service, TestClient(create_app(service)) as client:
        service.store.original(EVALUATION.source.sha256).unlink()
        found = problem_of(client.get(f"/api/v1/documents/{EVALUATION.id}/pdf"))

    assert (found["status"], found["type"]) == (404, "urn:praksis:problem:missing_original")


def test_an_index_of_another_model_is_503_with_the_remedy(tmp_path: Path) -> None:
    with filled_service(tmp_path) as service:
        service.store.replace_index([], encoder="anden@1/2", manifest={"encoder": "anden@1/2"})
        with TestClient(create_app(service)) as client:
            found = problem_of(client.get("/readyz"))

    assert (found["status"], found["type"]) == (503, "urn:praksis:problem:index_mismatch")
    assert "praksis rebuild" in found["detail"]


def test_a_fault_of_ours_is_a_guarded_500_without_its_secrets(service: Service) -> None:
    app: FastAPI = create_app(service)

    @app.get("/galt")
    def broken() -> None:
        raise RuntimeError("hemmelighed")

    with TestClient(app) as client:
        answer = client.get("/galt")

    assert problem_of(answer)["type"] == "urn:praksis:problem:internal"
    assert "hemmelighed" not in answer.text
    assert "content-security-policy" in answer.headers


def test_every_error_of_the_tree_has_a_status() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.PraksisError)]

    assert all(any(parent in STATUS_OF for parent in kind.__mro__) for kind in kinds)
    assert status_of(errors.UnknownSchema("x")) == 503


# ---------------------------------------------------------------------- reference and server


def test_the_reference_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text

    assert "/api/v1/passages/{id}/similar" in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_description_has_examples_and_every_address(client: TestClient) -> None:
    description = client.get("/openapi.json").json()

    assert set(description["paths"]) == {
        "/api/v1/search",
        "/api/v1/documents",
        "/api/v1/documents/{id}",
        "/api/v1/documents/{id}/pdf",
        "/api/v1/documents/{id}/original",
        "/api/v1/documents/{id}/card",
        "/api/v1/documents/{id}/programme",
        "/api/v1/documents/{id}/programme.ics",
        "/api/v1/documents/{id}/programme.csv",
        "/api/v1/documents/{id}/tables",
        "/api/v1/documents/{id}/tables/{number}.csv",
        "/api/v1/documents/{id}/positions",
        "/api/v1/documents/{id}/overrides",
        "/api/v1/overrides",
        "/api/v1/overrides/{number}/undo",
        "/api/v1/passages/{id}",
        "/api/v1/passages/{id}/similar",
        "/api/v1/passages/{id}/themes",
        "/api/v1/passages/{id}/themes/{theme}",
        "/api/v1/themes.ttl",
        "/api/v1/themes",
        "/api/v1/municipalities",
        "/api/v1/organisations",
        "/api/v1/persons",
        "/api/v1/feedback",
        "/api/v1/status",
        "/livez",
        "/readyz",
        "/version",
        "/metrics",
    }
    assert "tværfagligt samarbejde om små børn" in json.dumps(description, ensure_ascii=False)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.2", False),
        ("eksempel.dk", False),
        ("", False),
    ],
)
def test_only_this_machine_is_loopback(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_the_server_answers_on_a_free_port_and_says_which(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0", "--json", "--data", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = json.loads(server.stdout.readline())["url"]
            with httpx.Client(base_url=address, transport=httpx.HTTPTransport(retries=5)) as client:
                version = client.get("/version").json()
        finally:
            server.terminate()

    assert version["name"] == "praksis"
