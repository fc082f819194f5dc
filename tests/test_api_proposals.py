"""What a question says of filters and what was mended in it is told, and there is a way back at every door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import schemas
from api.app import create_app
from api.cli import app
from api.proposals import said
from api.service import Service
from tests.fakes import EVALUATION, FakeService, filled_service

NAMING = "evalueringer fra Ishøj siden 2019"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with filled_service(tmp_path_factory.mktemp("data")) as service:
        yield service


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), headers={"Accept": "text/html"}) as client:
        yield client


def answer(client: TestClient, question: str, **parameters: str) -> dict[str, object]:
    response = client.get("/api/v1/search", params={"q": question, **parameters})
    assert response.status_code == 200, response.text
    found: dict[str, object] = response.json()
    return found


def command(service: Service, *arguments: str) -> str:
    result = CliRunner().invoke(
        app, ["search", "--data", str(service.settings.data), *arguments], obj=lambda settings: FakeService(settings)
    )
    assert result.exit_code == 0, result.output
    return result.stdout


def test_filters_that_are_certain_are_applied_and_listed(client: TestClient) -> None:
    found = answer(client, NAMING)

    assert (
        found["applied_filters"]
        == found["proposed_filters"]
        == [
            {"name": "type", "value": "evaluation", "label": "Evaluering", "certain": True, "words": "evalueringer"},
            {"name": "municipality", "value": "0183", "label": "Ishøj", "certain": True, "words": "Ishøj"},
            {"name": "from", "value": "2019", "label": "2019", "certain": True, "words": "siden 2019"},
        ]
    )
    assert {hit["document"]["id"] for hit in found["hits"]} == {EVALUATION.id}  # type: ignore[attr-defined]


def test_a_filter_that_may_be_meant_is_proposed_and_takes_nothing_away(client: TestClient) -> None:
    found, without = answer(client, "samarbejde i Ishøj"), answer(client, "samarbejde i Ishøj", literal="true")

    assert found["applied_filters"] == []
    assert [one["name"] for one in found["proposed_filters"]] == ["municipality"]  # type: ignore[attr-defined]
    assert found["total"] == without["total"]


def test_literal_reads_no_filter_and_mends_nothing(client: TestClient) -> None:
    assert answer(client, NAMING, literal="true")["proposed_filters"] == []
    assert answer(client, "forældrre")["corrected"] == "forældre"
    assert answer(client, "forældrre", literal="true")["corrected"] is None


def test_a_filter_that_was_chosen_wins_over_the_words(client: TestClient) -> None:
    found = answer(client, NAMING, **{"from": "2024"})

    assert "from" not in {one["name"] for one in found["proposed_filters"]}  # type: ignore[attr-defined]


def test_filters_that_leave_nothing_are_not_applied(client: TestClient) -> None:
    found = answer(client, "evalueringer fra Odense siden 2019")  # Odense has a programme only

    assert found["applied_filters"] == []
    assert found["total"] != 0
    assert [one["certain"] for one in found["proposed_filters"]] == [True] * 3  # type: ignore[attr-defined]


def test_the_command_line_says_what_it_did_and_the_way_back(service: Service) -> None:
    told = command(service, NAMING)

    assert "Filtreret på: Dokumenttype = Evaluering, Kommune = Ishøj, Tidligst = 2019" in told
    assert "--as-written" in told
    assert "Viste resultater for: forældre" in command(service, "forældrre")
    assert "Viste resultater for" not in command(service, "forældrre", "--as-written")
    assert "Filtreret på" not in command(service, NAMING, "--as-written")
    assert "Du kan filtrere på: Kommune = Ishøj" in command(service, "samarbejde i Ishøj")


def test_the_page_says_it_too_and_links_the_way_back(client: TestClient) -> None:
    page = unescape(client.get("/", params={"q": NAMING}).text)
    back = re.search(r'href="([^"]+)">Søg præcis, som du skrev', page)

    assert "Dokumenttype = Evaluering, Kommune = Ishøj, Tidligst = 2019" in page
    assert back is not None
    assert "Filtreret på" not in client.get(back[1]).text


def test_the_page_links_a_filter_that_may_be_meant(client: TestClient) -> None:
    page = unescape(client.get("/", params={"q": "samarbejde i 2024"}).text)
    link = re.search(r'href="([^"]+)">År: 2024', page)

    assert link is not None
    assert "from=2024&to=2024" in link[1]
    assert client.get(link[1]).status_code == 200


def test_one_year_is_told_as_one_wish() -> None:
    def filter(name: str, value: str) -> schemas.ProposedFilter:
        return schemas.ProposedFilter(name=name, value=value, label=value, certain=False, words=value)  # type: ignore[arg-type]

    assert said([filter("from", "2022"), filter("to", "2022")]) == "År = 2022"
    assert said([filter("from", "2020"), filter("to", "2022")]) == "Tidligst = 2020, Senest = 2022"
