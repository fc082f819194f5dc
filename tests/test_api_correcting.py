"""What a person corrects is kept, seen by filters and facets, survives reading anew, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.changes import all_changes, standing_changes
from api.cli import app
from api.correcting import Asked, correct, undo
from api.correction_labels import export_labels
from api.service import Service
from corpus.errors import FilterError, NotFound
from corpus.store import Filters
from tests.fakes import EVALUATION, PROGRAMME, FakeService, filled_service

PASSAGE = EVALUATION.passages[0]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with filled_service(tmp_path / "data") as service:
        yield service


def change(service: Service, field: str, value: str, *, id: str = EVALUATION.id, quote: str | None = None) -> int:
    return correct(service, Asked(id, field, value, "sådan står der", "Anna", quote)).number


def levels(service: Service, passage_id: str = PASSAGE.id) -> dict[str, str]:
    return {tag.theme_id: tag.level for tag in service.store.passage(passage_id).themes}


# ---------------------------------------------------------------------- kept and applied


def test_a_corrected_type_is_what_filters_and_lists_see(service: Service) -> None:
    before = service.store.generation()
    change(service, "type", "Positionspapir")

    assert service.store.summary(EVALUATION.id).type == "position_paper"
    assert [one.id for one in service.store.passages(service.store.allowed(Filters(type="position_paper")))] == [
        passage.id for passage in EVALUATION.passages
    ]
    assert service.store.generation() == before + 1


def test_a_corrected_title_is_searched_for(service: Service) -> None:
    change(service, "title", "Rugbrødsmodellen")
    hits = service.searcher.search("rugbrødsmodellen", limit=3).hits

    assert {hit.passage.document_id for hit in hits} == {EVALUATION.id}


def test_a_corrected_municipality_is_found_by_its_name(service: Service) -> None:
    change(service, "municipalities", "greve, Køge Kommune")

    assert [one.name for one in service.store.summary(EVALUATION.id).municipalities] == ["Greve", "Køge"]
    assert len(service.store.allowed(Filters(municipality="0253"))) == len(EVALUATION.passages)


def test_a_corrected_theme_is_a_tag_like_any_other(service: Service) -> None:
    change(service, "theme", "tidlig_indsats=handler om", id=PASSAGE.id, quote="vuggestuen")

    assert levels(service)["tidlig_indsats"] == "about"
    seq = service.store.passage_seq(PASSAGE.id)
    assert seq in service.store.allowed(Filters(theme="tidlig_indsats"))


def test_a_corrected_session_is_in_the_programme(service: Service) -> None:
    change(service, "session.1.starts", "08:15", id=PROGRAMME.id)

    assert service.store.document(PROGRAMME.id).sessions[0].starts == "08:15"


def test_a_change_says_what_the_machine_had_read(service: Service) -> None:
    change(service, "title", "Et")
    change(service, "title", "To")
    change(service, "theme", "tidlig_indsats=touches", id=PASSAGE.id)

    assert [(one.field, one.was, one.value) for one in standing_changes(service, EVALUATION.id)] == [
        ("title", EVALUATION.metadata.title, "Et"),
        ("title", EVALUATION.metadata.title, "To"),
        ("theme", "tidlig_indsats=none", "tidlig_indsats=touches"),
    ]


# ---------------------------------------------------------------------- survives


def test_corrections_survive_a_rebuild(service: Service) -> None:
    change(service, "date", "2021-05")
    change(service, "theme", "tidlig_indsats=about", id=PASSAGE.id)
    change(service, "theme", "foraeldresamarbejde=about", id=PASSAGE.id)
    change(service, "theme", "foraeldresamarbejde=none", id=PASSAGE.id)
    service.rebuild()

    assert service.store.summary(EVALUATION.id).date == "2021-05"
    assert levels(service)["tidlig_indsats"] == "about"
    assert "foraeldresamarbejde" not in levels(service)


def test_corrections_survive_removal_and_reading_anew(service: Service) -> None:
    change(service, "publisher", "-")
    change(service, "theme", "tidlig_indsats=about", id=PASSAGE.id)
    service.store.remove(EVALUATION.id)
    assert [one.found for one in all_changes(service)] == [False, False]
    service.put(EVALUATION, path=None)

    assert service.store.document(EVALUATION.id).metadata.publisher is None
    assert levels(service)["tidlig_indsats"] == "about"
    assert service.store.orphans() == dict.fromkeys(service.store.orphans(), 0)


# ---------------------------------------------------------------------- undone


def test_undoing_gives_back_what_stood_before(service: Service) -> None:
    first = change(service, "title", "Et")
    second = change(service, "title", "To")

    undo(service, second, by="Bo")
    assert service.store.summary(EVALUATION.id).title == "Et"
    undo(service, first, by="Bo")
    assert service.store.document(EVALUATION.id).metadata == EVALUATION.metadata
    assert [(one.undone_by, one.who) for one in service.store.all_corrections()] == [("Bo", "Anna")] * 2


def test_undoing_all_leaves_the_document_as_the_machine_read_it(service: Service) -> None:
    service.rebuild()  # so that claims and aspects are those of this program
    before = service.store.document(EVALUATION.id)
    numbers = [
        change(service, "type", "other"),
        change(service, "theme", "tidlig_indsats=about", id=PASSAGE.id),
        change(service, "date", "-"),
    ]
    for number in numbers:
        undo(service, number, by="Bo")

    assert service.store.document(EVALUATION.id) == before


def test_a_correction_is_undone_once_and_also_without_its_document(service: Service) -> None:
    number = change(service, "title", "Et")
    service.store.remove(EVALUATION.id)
    before = service.store.generation()
    undo(service, number, by="Bo")
    assert service.store.generation() == before + 1
    service.put(EVALUATION, path=None)

    assert service.store.summary(EVALUATION.id).title == EVALUATION.metadata.title
    with pytest.raises(FilterError, match="allerede fortrudt"):
        undo(service, number, by="Bo")
    with pytest.raises(FilterError, match="ingen rettelse 99"):
        undo(service, 99, by="Bo")


# ---------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("type", "rapport", "conference_programme"),
        ("date", "30. oktober", "Skriv 2024"),
        ("date", "2024-02-30", "ingen dato"),
        ("municipalities", "Ishoj", "Mente du Ishøj"),
        ("titel", "x", "Mente du title"),
        ("title", " ", "tom"),
        ("session.9.title", "x", "0 programpunkter"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(
    service: Service, field: str, value: str, message: str
) -> None:
    with pytest.raises(FilterError, match=message):
        change(service, field, value)
    assert service.store.all_corrections() == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("session.1.starts", "kl. 9", "klokkeslæt"),
        ("session.1.title", "-", "kan ikke være tomt"),
        ("session.1.kind", "pause", "plenary"),
        ("session.1.farve", "x", "speakers"),
    ],
)
def test_a_session_is_checked_too(service: Service, field: str, value: str, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        change(service, field, value, id=PROGRAMME.id)


def test_a_theme_must_be_known_its_level_too_and_its_words_must_stand_there(service: Service) -> None:
    for value, message in (("tidlig_indsat=about", "Mente du tidlig_indsats"), ("tidlig_indsats=meget", "=touches")):
        with pytest.raises(FilterError, match=message):
            change(service, "theme", value, id=PASSAGE.id)
    with pytest.raises(FilterError, match="står ikke i afsnittet"):
        change(service, "theme", "tidlig_indsats=about", id=PASSAGE.id, quote="ord, som ikke er der")
    with pytest.raises(NotFound):
        change(service, "theme", "tidlig_indsats=about", id="0" * 16)


def test_a_correction_needs_a_reason(service: Service) -> None:
    with pytest.raises(FilterError, match="--why"):
        correct(service, Asked(EVALUATION.id, "title", "Et", " ", "Anna"))


# ---------------------------------------------------------------------- handed out


def test_corrections_are_labels(service: Service, tmp_path: Path) -> None:
    change(service, "type", "other")
    change(service, "theme", "tidlig_indsats=about", id=PASSAGE.id)
    change(service, "session.1.starts", "08:15", id=PROGRAMME.id)
    folder = tmp_path / "labels"
    written = export_labels(service, folder)
    (row,) = [json.loads(line) for line in (folder / "themes.jsonl").read_text(encoding="utf-8").splitlines()]
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["documents"]

    assert (written.corrections, written.passages, written.documents) == (3, 1, 2)
    assert (row["doc"], row["id"], row["about"], row["touches"]) == ("team", PASSAGE.id, ["tidlig_indsats"], [])
    assert row["borderline"] == [tag for tag in levels(service) if tag != "tidlig_indsats"]
    assert row["quote"] in " ".join(PASSAGE.text.split())
    assert metadata[0] == {"id": "team", "file": "team.pdf", "document_type": "other"}
    assert metadata[1]["sessions"][0]["starts"] == "08:15"


def test_the_page_and_the_api_show_who_corrected_what(service: Service) -> None:
    change(service, "title", "<b>Rugbrød</b>")
    change(service, "theme", "tidlig_indsats=about", id=PASSAGE.id)
    with TestClient(create_app(service)) as client:
        document = client.get(f"/api/v1/documents/{EVALUATION.id}").json()
        page = client.get(f"/dokumenter/{EVALUATION.id}").text
        listed = client.get("/api/v1/overrides").json()

    assert [(one["field"], one["value"], one["who"], one["applies"]) for one in document["overrides"]] == [
        ("title", "<b>Rugbrød</b>", "Anna", True),
        ("theme", "tidlig_indsats=about", "Anna", True),
    ]
    tags = {tag["id"]: tag["corrected"] for tag in document["passages"][0]["themes"]}
    assert tags["tidlig_indsats"] is True
    assert listed == document["overrides"]
    assert "2 rettelser" in page
    assert "&lt;b&gt;Rugbrød&lt;/b&gt;" in page
    assert "<b>Rugbrød</b>" not in page


# ---------------------------------------------------------------------- on the command line


def praksis(data: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(app, [command, "--data", str(data), *rest], obj=lambda settings: FakeService(settings))


def test_the_command_corrects_lists_and_undoes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    filled_service(data).close()
    made = praksis(data, "correct", EVALUATION.id, "date", "2021", "--why", "står bagest", "--who", "Anna", "--json")
    listed = praksis(data, "correct", "--list")
    undone: Any = json.loads(praksis(data, "correct", "--undo", "1", "--who", "Bo", "--json").stdout)

    assert (made.exit_code, json.loads(made.stdout)["value"]) == (0, "2021")
    assert "Rettelse 1: Dato → 2021" in listed.stdout
    assert "Anna" in listed.stdout
    assert (undone["undone_by"], undone["applies"]) == ("Bo", False)
    assert praksis(data, "correct", "--list", "--json").stdout.count('"number"') == 1


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    filled_service(tmp_path / "data").close()
    result = praksis(tmp_path / "data", "correct", EVALUATION.id)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "ID, FELT og VÆRDI" in result.stderr
