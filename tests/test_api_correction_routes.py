"""Corrections come in over HTTP from our own page on this machine alone, are shown with who made them, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.correcting import Asked
from api.correction_desk import CorrectionDesk
from api.service import Service
from tests.fakes import EVALUATION, PROGRAMME, filled_service

PASSAGE = EVALUATION.passages[0]
HERE = ("127.0.0.1", 50_000)
OURS = {"Origin": "http://testserver"}
PAGE = {"Origin": "null", "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
MAKE = f"/api/v1/documents/{EVALUATION.id}/overrides"
GIVEN = {"field": "title", "value": "Rugbrødsmodellen", "why": "står på forsiden", "who": "Anna"}
FORM = {
    "document": EVALUATION.id, "type": "evaluation", "title": EVALUATION.metadata.title or "",
    "publisher": EVALUATION.metadata.publisher or "", "date": EVALUATION.metadata.date or "",
    "why": "står på forsiden", "who": "Anna",
}  # fmt: skip
"""The form of the page with nothing changed."""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with filled_service(tmp_path / "data") as service:
        yield service


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), client=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A corpus for what is refused."""
    with filled_service(tmp_path_factory.mktemp("data")) as service:
        yield service


@pytest.fixture(scope="module")
def refusing(untouched: Service) -> Iterator[TestClient]:
    with TestClient(create_app(untouched), client=HERE, follow_redirects=False) as client:
        yield client


# ---------------------------------------------------------------------- for programs


def test_a_correction_is_made_listed_and_undone(client: TestClient, service: Service) -> None:
    made = client.post(MAKE, json=GIVEN, headers=OURS)
    listed = client.get(MAKE).json()
    title = client.get(f"/api/v1/documents/{EVALUATION.id}").json()["title"]
    undone = client.post("/api/v1/overrides/1/undo", json={"who": "Bo"}, headers=OURS)

    assert made.status_code == 201
    assert {name: made.json()[name] for name in ("number", "field", "value", "was", "who", "why", "applies")} == {
        "number": 1, "field": "title", "value": "Rugbrødsmodellen", "was": EVALUATION.metadata.title,
        "who": "Anna", "why": "står på forsiden", "applies": True,
    }  # fmt: skip
    assert (listed, title) == ([made.json()], "Rugbrødsmodellen")
    assert (undone.status_code, undone.json()["undone_by"], undone.json()["applies"]) == (200, "Bo", False)
    assert service.store.summary(EVALUATION.id).title == EVALUATION.metadata.title


def test_what_a_document_does_not_state_is_null(client: TestClient, service: Service) -> None:
    made = client.post(MAKE, json=GIVEN | {"field": "publisher", "value": None}, headers=OURS)

    assert (made.status_code, made.json()["value"]) == (201, None)
    assert service.store.summary(EVALUATION.id).publisher is None


def test_a_theme_is_corrected_on_its_passage(client: TestClient, service: Service) -> None:
    given = GIVEN | {"field": "theme", "value": "tidlig_indsats=about", "passage_id": PASSAGE.id, "quote": "vuggestuen"}
    made = client.post(MAKE, json=given, headers=OURS)

    assert (made.status_code, made.json()["passage_id"], made.json()["quote"]) == (201, PASSAGE.id, "vuggestuen")
    assert {tag.theme_id: tag.level for tag in service.store.passage(PASSAGE.id).themes}["tidlig_indsats"] == "about"


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"field": "titel"}, 422, "Mente du title"),
        ({"field": "date", "value": "i går"}, 422, "Skriv 2024"),
        ({"why": " "}, 422, "hvorfor du retter"),
        ({"who": " "}, 422, "hvem du er"),
        ({"more": 1}, 422, "more kendes ikke her"),
        ({"value": "x" * 2001}, 422, "for lang"),
        ({"field": "theme", "value": "tidlig_indsats=about"}, 422, "passage_id"),
        ({"passage_id": PASSAGE.id}, 422, "passage_id"),
        ({"field": "theme", "value": "x=about", "passage_id": PROGRAMME.passages[0].id}, 404, PROGRAMME.passages[0].id),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    refusing: TestClient, untouched: Service, change: dict[str, object], status: int, told: str
) -> None:
    refused = refusing.post(MAKE, json=GIVEN | change, headers=OURS)

    assert refused.status_code == status
    assert told in refused.json()["detail"]
    assert untouched.store.all_corrections() == []


def test_a_document_or_correction_that_is_not_there_is_404(refusing: TestClient) -> None:
    unknown = refusing.post("/api/v1/documents/0000/overrides", json=GIVEN, headers=OURS)
    never = refusing.post("/api/v1/overrides/9/undo", json={"who": "Bo"}, headers=OURS)

    assert (unknown.status_code, never.status_code) == (404, 404)


def test_a_correction_is_undone_once(client: TestClient) -> None:
    client.post(MAKE, json=GIVEN, headers=OURS)
    first, second = (client.post("/api/v1/overrides/1/undo", json={"who": "Bo"}, headers=OURS) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 422)
    assert "allerede fortrudt" in second.json()["detail"]


# ---------------------------------------------------------------------- who may write


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
    ],
)
@pytest.mark.parametrize("address", [MAKE, "/api/v1/overrides/1/undo", "/ret/dokument", "/ret/afsnit", "/ret/fortryd"])
def test_another_site_cannot_correct(
    refusing: TestClient, untouched: Service, address: str, headers: dict[str, str]
) -> None:
    refused = refusing.post(address, json=GIVEN, headers=headers)

    assert refused.status_code == 403
    assert "Praksis' egen side" in refused.json()["detail"]
    assert untouched.store.all_corrections() == []


def test_another_machine_cannot_correct(untouched: Service) -> None:
    with TestClient(create_app(untouched), client=("192.168.1.9", 50_000)) as client:
        refused = client.post(MAKE, json=GIVEN, headers=OURS)

    assert refused.status_code == 403
    assert "på den maskine" in refused.json()["detail"]


# ---------------------------------------------------------------------- from the page


def test_the_form_corrects_only_what_was_changed_in_it(client: TestClient, service: Service) -> None:
    form = FORM | {"title": "Rugbrød", "date": "2021-05"}
    sent = client.post("/ret/dokument", data=form, headers=PAGE)
    page = client.get(f"/dokumenter/{EVALUATION.id}").text

    assert (sent.status_code, sent.headers["location"]) == (303, f"/dokumenter/{EVALUATION.id}#rettelser")
    assert [(one.field, one.value, one.who) for one in service.store.all_corrections()] == [
        ("title", "Rugbrød", "Anna"),
        ("date", "2021-05", "Anna"),
    ]
    assert "2 rettelser" in page
    assert "rettet af Anna" in page
    assert page.count("Fortryd rettelse nr.") == 2


def test_an_emptied_field_is_what_the_document_does_not_state(client: TestClient, service: Service) -> None:
    client.post("/ret/dokument", data=FORM | {"date": " "}, headers=PAGE)

    assert [(one.field, one.value) for one in service.store.all_corrections()] == [("date", None)]


def test_one_wrong_field_of_the_form_leaves_all_as_it_was(refusing: TestClient, untouched: Service) -> None:
    refused = refusing.post("/ret/dokument", data=FORM | {"title": "Rugbrød", "date": "i går"}, headers=PAGE)

    assert refused.status_code == 422
    assert "Skriv 2024" in refused.text
    assert untouched.store.all_corrections() == []


def test_a_form_with_nothing_changed_says_so(refusing: TestClient) -> None:
    refused = refusing.post("/ret/dokument", data=FORM, headers=PAGE)

    assert (refused.status_code, "intet at rette" in refused.text) == (422, True)


def test_the_form_of_a_passage_corrects_its_theme_and_goes_back_to_it(client: TestClient, service: Service) -> None:
    form = {
        "document": EVALUATION.id, "passage": PASSAGE.id, "theme": "tidlig_indsats", "level": "touches", "quote": "",
        "why": "nævner det", "who": "Anna",
    }  # fmt: skip
    sent = client.post("/ret/afsnit", data=form, headers=PAGE)
    page = client.get(f"/dokumenter/{EVALUATION.id}").text

    assert (sent.status_code, sent.headers["location"]) == (303, f"/dokumenter/{EVALUATION.id}#a-{PASSAGE.id}")
    assert {tag.theme_id: tag.level for tag in service.store.passage(PASSAGE.id).themes}["tidlig_indsats"] == "touches"
    assert "tema rettet af Anna" in page
    assert "tidlig indsats: berører" in page


def test_the_page_of_a_passage_offers_every_theme(refusing: TestClient, untouched: Service) -> None:
    page = refusing.get(f"/afsnit/{PASSAGE.id}/ret").text

    assert all(f'<option value="{theme.id}">' in page for theme in untouched.taxonomy.themes)
    assert PASSAGE.text.split("\n")[0] in page


def test_the_button_undoes_and_goes_back_to_the_document(client: TestClient, service: Service) -> None:
    client.post("/ret/dokument", data=FORM | {"title": "Rugbrød"}, headers=PAGE)
    sent = client.post("/ret/fortryd", data={"number": "1", "who": "Bo"}, headers=PAGE)
    wrong = client.post("/ret/fortryd", data={"number": "et", "who": "Bo"}, headers=PAGE)

    assert (sent.status_code, sent.headers["location"]) == (303, f"/dokumenter/{EVALUATION.id}#rettelser")
    assert service.store.summary(EVALUATION.id).title == EVALUATION.metadata.title
    assert service.store.correction(1).undone_by == "Bo"
    assert wrong.status_code == 422


def test_corrections_that_come_at_once_all_stand(service: Service) -> None:
    desk = CorrectionDesk(service)
    wanted = {"title": "Et", "subtitle": "To", "publisher": "Tre", "date": "2001", "type": "other"}
    asked = [Asked(EVALUATION.id, field, value, "på én gang", "Anna") for field, value in wanted.items()]
    with ThreadPoolExecutor(5) as threads:
        list(threads.map(lambda one: desk.make([one]), asked))
    facts = service.store.document(EVALUATION.id).metadata

    assert {field: getattr(facts, field) for field in wanted} == wanted
