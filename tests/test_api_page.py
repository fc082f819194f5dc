"""The page shows what was found, never runs what a document says, and works with a keyboard and without scripts."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from fastapi.testclient import TestClient

from api.app import create_app
from api.rendering import marked
from api.server import LOOPBACK_NAMES
from api.service import Service
from tests.fakes import EVALUATION, HOSTILE, HOSTILE_DOCUMENT, PROGRAMME, fake_service, filled_service
from tests.system_tools import missing

PASSAGE = EVALUATION.passages[0].id
PAGES = (
    "/",
    "/?q=vuggestue",
    "/?q=vuggestue&group=passage&theme=tidlig_indsats",
    "/?q=qqqqqq",
    "/?q=x&theme=findes-ikke",
    "/dokumenter",
    f"/dokumenter/{EVALUATION.id}",
    f"/dokumenter/{EVALUATION.id}/kort",
    f"/dokumenter/{PROGRAMME.id}",
    f"/dokumenter/{HOSTILE_DOCUMENT.id}",
    f"/lignende/{PASSAGE}",
    "/docs",
    "/findes-ikke",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with filled_service(tmp_path_factory.mktemp("data")) as service:
        yield service


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), headers={"Accept": "text/html"}, follow_redirects=False) as client:
        yield client


class Page(HTMLParser):
    """What a test asks of a page: its tags with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(client: TestClient, address: str) -> Page:
    return Page(client.get(address).text)


# ---------------------------------------------------------------------- every page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_the_bones_that_a_screen_reader_needs(client: TestClient, address: str) -> None:
    found = page(client, address)
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    labelled = {label["for"] for label in found.all("label") if "for" in label}

    assert found.all("html")[0]["lang"] == "da"
    assert [len(found.all(tag)) for tag in ("h1", "main", "header", "title")][:2] == [1, 1]
    assert len(ids) == len(set(ids))
    assert found.all("a")[0] == {"class": "skip", "href": "#indhold"}
    assert [
        field for field in found.all("input") if field.get("type") == "search" and field["id"] not in labelled
    ] == []
    for _, attributes in found.tags:
        assert set((attributes.get("aria-labelledby") or "").split()) <= set(ids)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_and_runs_nothing_but_its_own_files(client: TestClient, address: str) -> None:
    found = page(client, address)

    assert [script.get("src", "").split("?")[0] for script in found.all("script")] == ["/static/praksis.js"]  # type: ignore[union-attr]
    assert all((link["href"] or "").startswith("/static/") for link in found.all("link"))
    for _, attributes in found.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert found.all("img") == []


@pytest.mark.parametrize(
    "address",
    [
        f"/dokumenter/{HOSTILE_DOCUMENT.id}",
        "/?q=overgang+skole",
        "/dokumenter",
        f"/lignende/{HOSTILE_DOCUMENT.passages[0].id}",
    ],
)
def test_hostile_text_is_shown_as_text(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert HOSTILE in Page(answer.text).words


def test_a_hostile_question_is_shown_as_text(client: TestClient) -> None:
    answer = client.get("/", params={"q": HOSTILE, "municipality": '"><script>alert(2)</script>'})

    assert "<script>alert" not in answer.text


# ---------------------------------------------------------------------- marks


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("far og mor", [(0, 3)], "<mark>far</mark> og mor"),
        ("far og mor", [(7, 10), (0, 3)], "<mark>far</mark> og <mark>mor</mark>"),
        ("a<b>c", [(1, 4)], "a<mark>&lt;b&gt;</mark>c"),
        ("abcd", [(0, 2), (1, 3)], "<mark>ab</mark><mark>c</mark>d"),
        ("{0} {}", [(0, 3)], "<mark>{0}</mark> {}"),
        ("uden", [], "uden"),
    ],
)
def test_marks_surround_escaped_words(text: str, spans: list[tuple[int, int]], html: str) -> None:
    assert str(marked(text, spans)) == html


# ---------------------------------------------------------------------- search


def test_the_first_page_offers_examples_and_the_corpus(client: TestClient) -> None:
    found = page(client, "/")

    assert len([link for link in found.all("a") if (link["href"] or "").startswith("/?q=")]) == 4
    assert "Konferenceprogram 1" in found.words
    assert "Evaluering af Småbørnsteamet" in found.words


def test_an_empty_corpus_says_how_to_fill_it(tmp_path: Path) -> None:
    with fake_service(tmp_path) as service, TestClient(create_app(service)) as client:
        assert "praksis ingest MAPPE" in client.get("/").text


def test_a_hit_shows_where_it_stands_and_why(client: TestClient) -> None:
    answer = client.get("/?q=tværfaglig+sparring")

    found = Page(answer.text)
    assert "<mark>tværfaglig</mark> <mark>sparring</mark>" in answer.text
    assert f"/dokumenter/{EVALUATION.id}#a-{PASSAGE}" in answer.text
    assert f"/api/v1/documents/{EVALUATION.id}/pdf#page=1" in answer.text
    assert f"/lignende/{PASSAGE}" in answer.text
    for words in (
        "Ishøj Kommune",
        "februar 2020",
        "Resultater",
        "»tværfaglig sparring«",
        "prøveregel",
        "Åbn PDF på side 1",
    ):
        assert words in found.words


def test_results_are_one_a_document_until_asked_otherwise(client: TestClient) -> None:
    by_document, by_passage = page(client, "/?q=Ishøj+sparring"), page(client, "/?q=Ishøj+sparring&group=passage")

    assert len(by_document.all("article")) < len(by_passage.all("article"))


def test_choosing_a_facet_narrows_and_can_be_undone(client: TestClient) -> None:
    wide = page(client, "/?q=vuggestue")
    choice = next(link["href"] for link in wide.all("a") if "type=evaluation" in (link["href"] or ""))

    narrow = page(client, choice or "")

    assert len(narrow.all("article")) == 1 < len(wide.all("article"))
    assert "Dokumenttype: Evaluering" in narrow.words
    assert {"href": "/?q=vuggestue"} in narrow.all("a")


def test_a_new_question_keeps_the_chosen_filters(client: TestClient) -> None:
    found = page(client, "/?q=vuggestue&type=evaluation&group=passage")

    hidden = {field["name"]: field["value"] for field in found.all("input") if field.get("type") == "hidden"}
    of_judgements = {"passage", "back"}
    assert {name: value for name, value in hidden.items() if name not in of_judgements} == {
        "q": "vuggestue",
        "type": "evaluation",
        "group": "passage",
    }


def test_every_filter_goes_along_and_is_lifted_with_the_rest(client: TestClient) -> None:
    chosen = {"type": "evaluation", "claim": "research", "organisation": "Småbørnsteamet", "from": "2019"}

    found = page(client, "/?" + urlencode({"q": "vuggestue", **chosen}))

    hidden = [(field["name"], field["value"]) for field in found.all("input") if field.get("type") == "hidden"]
    assert [pair for pair in chosen.items() if pair not in hidden] == []
    assert {"class": "plain", "href": "/?q=vuggestue"} in found.all("a")


def test_an_unknown_filter_is_explained_on_a_page(client: TestClient) -> None:
    answer = client.get("/?q=x&theme=sport")

    assert answer.status_code == 422
    assert "Kender ikke temaet «sport»" in Page(answer.text).words


def test_nothing_found_comes_with_advice(client: TestClient) -> None:
    found = page(client, "/?q=qqqqqq&type=evaluation")

    assert "Intet fundet om »qqqqqq«" in found.words
    assert "Fjern et filter" in found.words


def test_mended_words_and_synonyms_are_told(client: TestClient) -> None:
    assert "Viste resultater for" in page(client, "/?q=vuggestuue").words


def test_a_page_beyond_the_last_leads_back(client: TestClient) -> None:
    assert "Gå til den første side" in page(client, "/?q=vuggestue&page=99").words


# ---------------------------------------------------------------------- documents


def test_a_document_shows_facts_table_themes_and_warnings(client: TestClient) -> None:
    found = page(client, f"/dokumenter/{EVALUATION.id}")

    assert len(found.all("table")) == 1
    assert {"scope": "col"} in found.all("th")
    for words in (
        "En undersøgelse",
        "Mette Prøve",
        "februar 2020",
        "Tabel 1 Forløb i alt",
        "Side 2: Siden er svær at læse.",
    ):
        assert words in found.words
    assert [f"a-{one.id}" for one in EVALUATION.passages] == [
        section["id"] for section in found.all("section") if section.get("class") == "passage"
    ]


def test_a_document_tells_how_each_page_was_read(client: TestClient) -> None:
    found = page(client, f"/dokumenter/{PROGRAMME.id}")

    told = found.words[found.words.index("Sådan blev siden læst") :].split("Få kendte ord")[0].split("\n")
    assert "1billedet (OCR)93 %100 %88 %" in [line.strip() for line in told]


def test_a_programme_is_a_list_with_times(client: TestClient) -> None:
    found = page(client, f"/dokumenter/{PROGRAMME.id}")

    assert "09:30–09:55" in found.words
    assert {"href": f"#a-{PROGRAMME.passages[0].id}"} in found.all("a")
    assert "Anna Prøve, lektor, Højskolen" in found.words


def test_a_passage_leads_to_its_place(client: TestClient) -> None:
    answer = client.get(f"/afsnit/{PASSAGE}")

    assert answer.headers["location"] == f"/dokumenter/{EVALUATION.id}#a-{PASSAGE}"


def test_what_is_not_there_is_a_page_for_people(client: TestClient) -> None:
    answer = client.get("/dokumenter/findes-ikke")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")


# ---------------------------------------------------------------------- a real browser


@pytest.mark.browser
def test_chromium_shows_the_hits_under_the_strict_policy(service: Service, tmp_path: Path) -> None:
    lack = missing("chromium")
    if lack is not None:
        pytest.skip(lack)
    config = uvicorn.Config(create_app(service, hosts=LOOPBACK_NAMES), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while thread.is_alive() and not server.started:
            time.sleep(0.02)
        assert server.started
        port = server.servers[0].sockets[0].getsockname()[1]
        done = subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                f"--user-data-dir={tmp_path}", "--enable-logging=stderr", "--dump-dom",
                f"http://127.0.0.1:{port}/?q=overgang+skole+sparring",
            ],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    finally:
        server.should_exit = True
        thread.join()

    found = Page(done.stdout)
    assert found.all("mark")
    assert any(button.get("class") == "copy" for button in found.all("button"))  # our script ran
    assert "Content Security Policy" not in done.stderr
    assert HOSTILE in found.words
