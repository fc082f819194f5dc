"""Card, programme, tables and positions come out the same through every door, and in the forms other programs read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from typer.testing import CliRunner, Result

from api import parts
from api.app import create_app
from api.calendars import LINE_OCTETS, csv_text, programme_calendar, programme_csv
from api.cli import app
from api.service import Service
from corpus import Document
from corpus.errors import NoSuchPart
from tests.fakes import FakeService, fake_service, original_of
from tests.sample_documents import sample

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PROGRAMME, EVALUATION = "programme_overgange", "evaluation_sundhedspleje"
POSITION, PRACTICE = "position_tidlig_indsats", "practice_hjemmebesoeg"
NAMES = (PROGRAMME, EVALUATION, POSITION, PRACTICE)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with fake_service(folder) as service:
        for name in NAMES:
            service.store.keep_original(original_of(name))
            service.put(sample(name), path=None)
    return folder


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    with fake_service(data) as service, TestClient(create_app(service)) as client:
        yield client


def praksis(data: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(app, [command, "--data", str(data), *rest], obj=open_fake)


def open_fake(settings: Any) -> Service:
    return FakeService(settings)


def events_of(document: Document) -> list[Any]:
    return list(Calendar.from_ical(programme_calendar(document, now=NOW)).walk("VEVENT"))


# ---------------------------------------------------------------------- calendar


def test_another_program_reads_the_calendar_as_it_was_meant() -> None:
    events = events_of(sample(PROGRAMME))
    first, talk = events[0], next(one for one in events if str(one["SUMMARY"]) == "Hvis problem er overgangen?")

    assert len(events) == 17
    assert str(first["SUMMARY"]) == "Kaffe og navneskilte"
    assert (talk.decoded("DTSTART").isoformat(), talk.decoded("DTEND").isoformat()) == (
        "2022-09-05T09:30:00+02:00",
        "2022-09-05T10:20:00+02:00",
    )
    assert str(talk["LOCATION"]) == "Byrådssalen, Fjordlev Rådhus, Byrådssalen, Rådhustorvet 1, Fjordlev"
    assert str(talk["DESCRIPTION"]).startswith("Ingrid Vestergaard-Lund, docent, Professionshøjskolen Vestbæk\n\nOverg")
    assert "Kilde: Sammen om overgangene, s. 2" in str(talk["DESCRIPTION"])


def test_rounds_are_events_of_their_own_with_ids_of_their_own() -> None:
    events = events_of(sample(PROGRAMME))
    rounds = [one for one in events if str(one["SUMMARY"]) == "Dagplejen som den usynlige part"]

    assert [one.decoded("DTSTART").strftime("%H:%M") for one in rounds] == ["10:40", "12:40"]
    assert len({str(one["UID"]) for one in events}) == len(events)
    assert "Runde 2 af 2" in str(rounds[1]["DESCRIPTION"])


def test_the_calendar_obeys_its_format() -> None:
    text = programme_calendar(sample(PROGRAMME), now=NOW)
    lines = text.split("\r\n")

    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= LINE_OCTETS
    assert "DTSTAMP:20260102T030405Z" in lines


def test_winter_has_wintertime() -> None:
    (start, *_) = [one.decoded("DTSTART") for one in events_of(sample("programme_tidlig_indsats"))]

    assert start.isoformat() == "2023-11-14T08:45:00+01:00"


def test_what_has_no_time_lasts_the_day() -> None:
    document = sample(PROGRAMME)
    timeless = replace(document, sessions=(replace(document.sessions[0], starts=None, ends=None),))

    assert events_of(timeless)[0].decoded("DTSTART") == date(2022, 9, 5)


def test_without_a_day_there_is_no_calendar() -> None:
    document = sample(PROGRAMME)
    with pytest.raises(NoSuchPart, match="hvilken dag"):
        programme_calendar(replace(document, metadata=replace(document.metadata, event=None)), now=NOW)
    with pytest.raises(NoSuchPart, match="intet program"):
        programme_calendar(sample(PRACTICE), now=NOW)


# ---------------------------------------------------------------------- spreadsheets


def test_the_programme_is_a_table_with_a_line_an_item() -> None:
    rows = list(csv.DictReader(io.StringIO(programme_csv(sample(PROGRAMME)))))
    row = next(one for one in rows if one["title"] == "Dagplejen som den usynlige part")

    assert len(rows) == 17
    assert (row["date"], row["starts"], row["ends"], row["round"], row["kind"], row["page"]) == (
        *("2022-09-05", "10:40", "11:50", "1", "theme", "2"),
    )
    closing = next(one for one in rows if one["title"] == "Opsamling")
    assert closing["speakers"].startswith("Ingrid Vestergaard-Lund")
    assert "; Preben Stavnsholt" in closing["speakers"]
    assert row["speakers"] == "Jytte Ørbækgaard, dagplejepædagog, Hvidkilde Kommune"


def test_a_table_comes_out_with_one_line_of_names() -> None:
    document = sample(EVALUATION)
    rows = list(csv.reader(io.StringIO(csv_text(parts.table_rows(parts.find_table(document, "1"))))))

    assert rows[0][1:] == [
        *("Faste formiddage – Planlagt", "Faste formiddage – Gennemført"),
        *("Sparring om enkelte børn – 0-2-årige", "Sparring om enkelte børn – 3-5-årige"),
    ]
    assert rows[1] == ["Nord", "96", "81", "14", "9"]
    assert len(rows) == 5


def test_cells_with_commas_and_quotes_come_back_as_they_were() -> None:
    rows = [["a,b", 'c "d"', "æ\nø", ""], ["-1", "", "x", "y"]]

    assert list(csv.reader(io.StringIO(csv_text(rows)))) == rows


# ---------------------------------------------------------------------- doors


def test_the_command_line_and_the_api_answer_alike(data: Path, client: TestClient) -> None:
    for command, name in (
        ("card", PRACTICE),
        ("programme", PROGRAMME),
        ("tables", EVALUATION),
        ("positions", POSITION),
    ):
        id = sample(name).id
        told = praksis(data, command, id, "--json")
        assert told.exit_code == 0
        assert json.loads(told.stdout) == client.get(f"/api/v1/documents/{id}/{command}").json()


def test_files_have_their_types_and_names(client: TestClient) -> None:
    calendar = client.get(f"/api/v1/documents/{sample(PROGRAMME).id}/programme.ics")
    sheet = client.get(f"/api/v1/documents/{sample(PROGRAMME).id}/programme.csv")
    table = client.get(f"/api/v1/documents/{sample(EVALUATION).id}/tables/2.csv")

    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert len(list(Calendar.from_ical(calendar.text).walk("VEVENT"))) == 17
    assert sheet.text == programme_csv(sample(PROGRAMME))
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"].startswith('attachment; filename="tabel-2-')
    assert table.text.splitlines()[1].startswith("Vi får øje på tegn på mistrivsel tidligere end før,29 (45 %)")


@pytest.mark.parametrize(
    ("name", "part", "detail"),
    [
        (PRACTICE, "programme", "intet program"),
        (PRACTICE, "programme.csv", "intet program"),
        (POSITION, "card", "intet kort"),
        (PRACTICE, "positions", "ingen anbefalinger"),
        (POSITION, "tables", "ingen tabeller"),
        (EVALUATION, "tables/9.csv", "ingen tabel 9"),
    ],
)
def test_a_part_that_is_not_there_is_404_in_danish(client: TestClient, name: str, part: str, detail: str) -> None:
    answer = client.get(f"/api/v1/documents/{sample(name).id}/{part}")

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:praksis:problem:no_such_part")
    assert detail in answer.json()["detail"]


def test_an_unknown_parameter_is_refused(client: TestClient) -> None:
    assert client.get(f"/api/v1/documents/{sample(PRACTICE).id}/card", params={"x": "1"}).status_code == 422


def test_the_document_itself_tells_findings_and_positions(client: TestClient) -> None:
    document = client.get(f"/api/v1/documents/{sample(EVALUATION).id}").json()
    finding = next(one for one in document["findings"] if one["table"] == "1")
    passage = next(one for one in document["passages"] if one["id"] == finding["passage_id"])

    assert passage["text"][finding["start"] : finding["end"]] == finding["text"]
    assert [one["number"] for one in document["positions"]] == ["1", "2", "3", "4", "5"]
    assert document["positions"][0]["citation"]["text"].startswith("»Gør ordningen permanent")
    assert "s. 3" in document["positions"][0]["citation"]["text"]


def test_a_card_has_every_line_of_the_template_null_where_silent(client: TestClient) -> None:
    (card,) = client.get(f"/api/v1/documents/{sample(EVALUATION).id}/card").json()["cards"]

    assert list(card["lines"]) == [
        *("what", "who", "purpose", "target_group", "how", "results", "experiences", "resources", "advice"),
        *("municipality", "dating", "contact"),
    ]
    assert card["lines"]["contact"] is None
    assert card["lines"]["municipality"]["value"] == "Nordmose"
    assert card["lines"]["resources"]["quotes"][0]["url"].endswith("/pdf#page=1")


# ---------------------------------------------------------------------- the page


def test_the_card_has_a_page_of_its_own(client: TestClient) -> None:
    id = sample(PRACTICE).id
    page = client.get(f"/dokumenter/{id}/kort").text

    assert f'href="/dokumenter/{id}/kort"' in client.get(f"/dokumenter/{id}").text
    assert re.findall(r"<dt>(.+?)</dt>", page) == [
        *("Hvad", "Hvem", "Formål", "Målgruppe", "Sådan gør de", "Resultater", "Erfaringer", "Ressourcer"),
        *("Råd til andre", "Kommune", "Datering", "Kontakt"),
    ]
    assert "Lad være med at tage papir med ind ad døren." in page
    assert "3. marts 2023" in page


def test_the_document_page_links_what_can_be_fetched(client: TestClient) -> None:
    programme = client.get(f"/dokumenter/{sample(PROGRAMME).id}").text
    evaluation = client.get(f"/dokumenter/{sample(EVALUATION).id}").text

    assert f"/api/v1/documents/{sample(PROGRAMME).id}/programme.ics" in programme
    assert "/kort" not in programme
    assert f"/api/v1/documents/{sample(EVALUATION).id}/tables/2.csv" in evaluation


# ---------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("card", PRACTICE), ["Råd til andre", "»Lad være med at tage papir", "(s. 2)", "3. marts 2023"]),
        (("programme", PROGRAMME), ["10:40 – 11:50  Dagplejen", "runde 2 af 2", "5. september 2022"]),
        (("tables", EVALUATION), ["Tabel 3. Ønsker du", "n = 12", "»Der var planlagt 288"]),
        (("tables", EVALUATION, "--number", "3"), ["Ja, men kun hvis"]),
        (("positions", POSITION), ["Anbefaling 1", "Vil arbejde for 1  AT OPDAGE", "1. alle dagtilbud"]),
    ],
)
def test_people_can_read_it(data: Path, arguments: tuple[str, ...], words: list[str]) -> None:
    command, name, *rest = arguments
    result = praksis(data, command, sample(name).id, *rest)

    assert result.exit_code == 0
    assert [one for one in words if one not in result.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("tables", EVALUATION, "--format", "csv"), "Vælg én med --number"),
        (("tables", EVALUATION, "--format", "xlsx"), "csv, json"),
        (("programme", PROGRAMME, "--format", "ics", "--json"), "kan ikke bruges sammen"),
    ],
)
def test_wrong_usage_is_2(data: Path, arguments: tuple[str, ...], complaint: str) -> None:
    command, name, *rest = arguments
    result = praksis(data, command, sample(name).id, *rest)

    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


def test_forms_for_programs_are_all_that_is_on_stdout(data: Path) -> None:
    calendar = praksis(data, "programme", sample(PROGRAMME).id, "--format", "ics")
    table = praksis(data, "tables", sample(EVALUATION).id, "--number", "3", "--format", "csv")
    sheet = praksis(data, "programme", sample(PROGRAMME).id, "--format", "csv")

    assert len(list(Calendar.from_ical(calendar.stdout).walk("VEVENT"))) == 17
    assert table.stdout.splitlines() == ["Svar,Antal", "Ja,9 (75 %)", '"Ja, men kun hvis der følger timer med til '
                                         'opfølgning",2 (17 %)', "Nej,1 (8 %)"]  # fmt: skip
    assert sheet.stdout.startswith("number,session_id,")
