"""How a document was read, shown on demand: pages as pictures and line ends one by one, from the original."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.batch import ingest_paths
from api.cli import app
from api.inspections import line_ends, page_pictures
from api.settings import Settings
from corpus.errors import NotAPDF, StoreError
from tests.fakes import EVALUATION, FakeService, fake_service, filled_service

SAMPLE = Path(__file__).parents[1] / "corpus" / "samples" / "programme_overgange.pdf"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with one real PDF."""
    folder = tmp_path_factory.mktemp("data")
    with fake_service(folder) as service:
        assert ingest_paths(service, [SAMPLE], workers=1).failed == ()
    return folder


def the_document(data: Path) -> str:
    with fake_service(data) as service:
        (id,) = service.store.document_ids()
    return id


def show(data: Path, *arguments: str) -> Result:
    def open_fake(settings: Settings) -> FakeService:
        return FakeService(settings)

    return CliRunner().invoke(app, ["show", "--data", str(data), *arguments], obj=open_fake)


def test_the_pages_are_drawn_where_asked(data: Path, tmp_path: Path) -> None:
    id = the_document(data)

    result = show(data, id, "--pages", "--out", str(tmp_path / "sider"), "--json")

    assert result.exit_code == 0, result.output
    files = [tmp_path / "sider" / f"{id}-{number:02}.png" for number in (1, 2)]
    assert json.loads(result.stdout) == [
        {"page": number, "file": str(file)} for number, file in enumerate(files, start=1)
    ]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)


def test_a_passage_stands_for_its_document(data: Path, tmp_path: Path) -> None:
    with fake_service(data) as service:
        passage = service.store.document(the_document(data)).passages[0].id

        assert [one.page for one in page_pictures(service, passage, tmp_path)] == [1, 2]


def test_every_line_end_is_explained(data: Path) -> None:
    id = the_document(data)

    in_json = json.loads(show(data, id, "--explain", "--json").stdout)
    as_text = show(data, id, "--explain").stdout

    assert {"page": 1, "before": "fag-", "after": "folk", "decision": "joined", "rule": "broken",
            "result": "fagfolk"} in in_json  # fmt: skip
    assert [one["page"] for one in in_json] == sorted(one["page"] for one in in_json)
    assert "fag- | folk" in as_text
    assert "ordet var kun delt ved linjens ende" in as_text


@pytest.mark.parametrize(
    "arguments", [("--pages", "--explain"), ("--out", "sider")], ids=["two views", "a folder without pictures"]
)
def test_what_does_not_go_together_is_wrong_usage(data: Path, arguments: tuple[str, ...]) -> None:
    result = show(data, the_document(data), *arguments)

    assert result.exit_code == 2
    assert result.stderr.startswith("Fejl: --")


def test_a_lost_original_is_told(data: Path, tmp_path: Path) -> None:
    with fake_service(tmp_path) as empty, fake_service(data) as service:
        document = service.store.document(the_document(data))
        empty.put(document, path=None)

        with pytest.raises(StoreError, match="praksis check"):
            line_ends(empty, document.id)


def test_a_document_without_pages_has_none_to_draw(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Overgange\n\nBørnene besøger skolen, før de begynder.\n", encoding="utf-8")
    with fake_service(tmp_path / "data") as service:
        (id,) = ingest_paths(service, [note], workers=1).added

        with pytest.raises(NotAPDF, match=r"note\.txt er ikke en PDF"):
            page_pictures(service, id, tmp_path)


def test_a_folder_that_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")

    result = show(data, the_document(data), "--pages", "--out", str(tmp_path / "fil"))

    assert result.exit_code == 1
    assert "--out" in result.stderr


def test_pages_of_a_stored_document_are_in_its_answer(tmp_path: Path) -> None:
    with filled_service(tmp_path) as service:
        assert service.store.document(EVALUATION.id).pages == EVALUATION.pages
