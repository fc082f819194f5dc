"""Themes made anew, explained, exported and suggested."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api import theming
from api.app import create_app
from api.checks import check_corpus
from api.cli import app
from api.correcting import Asked, correct
from api.questions import Choice, read_filters
from api.service import Service
from api.settings import Settings
from corpus import ThemeTag
from corpus.errors import FilterError, IndexMismatch, NotFound
from corpus.store import Filters
from index.theme_hints import ThemeMiddles, frequent_terms
from tests.fakes import EVALUATION, FakeService, filled_service

ACROSS = "tvaerprofessionelt_samarbejde"
PASSAGE = EVALUATION.passages[0]
OTHER_THEMES = """
[[concept]]
id = "sundhed"
prefLabel = "sundhed"
definition = "Prøve."
pattern = [{ words = ["vuggestue|børnehave"], weight = 2 }]
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with filled_service(tmp_path / "data") as service:
        service.rebuild()
        yield service


def with_themes(service: Service, text: str) -> FakeService:
    """The same corpus with another taxonomy."""
    path = service.settings.data.parent / "temaer.toml"
    path.write_text(text, encoding="utf-8")
    return FakeService(replace(service.settings, themes=path))


def tags(service: Service) -> dict[str, tuple[ThemeTag, ...]]:
    return {
        passage.id: passage.themes
        for document_id in service.store.document_ids()
        for passage in service.store.document(document_id).passages
    }


def index_rows(service: Service) -> object:
    store = service.store
    vectors = list(store.vectors(service.encoder.info.id))
    return vectors, store.lexical_entries([seq for seq, _ in vectors])


# ---------------------------------------------------------------------- anew


def test_a_new_taxonomy_tags_anew_and_leaves_vectors_and_words_alone(service: Service) -> None:
    rows, generation = index_rows(service), service.store.generation()
    other = with_themes(service, OTHER_THEMES)

    assert other.rebuild_themes() == len(service.store.document_ids())
    found = {tag.theme_id for themes in tags(service).values() for tag in themes}
    assert found == {"sundhed"}
    assert index_rows(service) == rows
    assert service.store.generation() == generation + 1
    assert set(service.store.theme_counts()) == {"sundhed"}


def test_themes_alone_are_those_of_a_whole_rebuild(service: Service) -> None:
    whole, manifest = tags(service), service.store.manifest()
    documents = [service.store.document(id).themes for id in service.store.document_ids()]
    with_themes(service, OTHER_THEMES).rebuild_themes()
    service.rebuild_themes()

    assert tags(service) == whole
    assert service.store.manifest() == manifest
    assert [service.store.document(id).themes for id in service.store.document_ids()] == documents


def test_what_a_person_set_survives(service: Service) -> None:
    correct(service, Asked(PASSAGE.id, "theme", "tilsyn=about", "det handler det om", "Anna", None))
    service.rebuild_themes()

    assert "tilsyn" in {tag.theme_id for tag in service.store.passage(PASSAGE.id).themes}
    assert "tilsyn" not in {tag.theme_id for tag in service.store.document_as_read(EVALUATION.id).passages[0].themes}


def test_tags_of_another_taxonomy_are_refused_where_they_would_be_served(service: Service) -> None:
    other = with_themes(service, OTHER_THEMES)

    with pytest.raises(IndexMismatch, match="praksis rebuild --themes"):
        read_filters(Choice(theme="sundhed"), other)
    with pytest.raises(IndexMismatch, match="praksis rebuild --themes"):
        other.put(EVALUATION, path=None)
    assert read_filters(Choice(kind="text"), other) == Filters(kind="text")
    assert other.searcher.search("vuggestuen", limit=1).hits
    assert [one.where for one in check_corpus(other)] == ["temaer"]

    other.rebuild_themes()
    assert read_filters(Choice(theme="sundhed"), other).theme == "sundhed"


# ---------------------------------------------------------------------- explained, suggested


def test_a_theme_is_explained_for_one_passage(service: Service) -> None:
    found = theming.why_not_answer(service, PASSAGE.id, ACROSS)
    tag = next((one for one in service.store.passage(PASSAGE.id).themes if one.theme_id == ACROSS), None)

    assert (found.passage_id, found.id, found.label) == (PASSAGE.id, ACROSS, "tværprofessionelt samarbejde")
    assert found.level == (None if tag is None else tag.level)
    assert all(PASSAGE.text[one.start : one.end] == one.text for one in found.evidence)
    assert all(near.found for near in found.near)


def test_an_unknown_theme_or_passage_is_refused(service: Service) -> None:
    with pytest.raises(FilterError, match="Kender ikke temaet «x»"):
        theming.why_not_answer(service, PASSAGE.id, "x")
    with pytest.raises(NotFound):
        theming.why_not_answer(service, "x", ACROSS)


def test_hints_are_near_themes_that_are_no_tags() -> None:
    import numpy as np

    east, north = [1.0, 0.0], [0.0, 1.0]
    vectors = np.array([east] * 5 + [north] * 5 + [east, north], dtype=np.float32)
    themes = [("øst",)] * 5 + [("nord",)] * 5 + [(), ("nord",)]
    middles = ThemeMiddles(vectors, themes)

    assert [(one.theme_id, one.cosine) for one in middles.hints(vectors[10], ())] == [("øst", 1.0)]
    assert middles.hints(vectors[10], ["øst"]) == []
    assert ThemeMiddles(vectors[:4], themes[:4]).hints(vectors[10], ()) == []
    assert middles.cosines("nord", np.array([north, [0, 0]], dtype=np.float32)) == [1.0, None]


def test_frequent_terms_are_those_that_the_theme_has_more_often() -> None:
    inside, outside = [{"kaffe", "kage", "og"}, {"kaffe", "og"}], [{"og"}, {"og", "kage"}, {"og"}]
    found = frequent_terms("t", [*inside, *outside], [("t",), ("t",), (), (), ()], limit=5)

    assert [(one.term, one.passages, one.others) for one in found] == [("kaffe", 2, 0)]


def test_suggestions_leave_out_what_the_patterns_know(service: Service) -> None:
    suggested = theming.suggestions_answer(service)

    assert [one.id for one in suggested] == [theme.id for theme in service.taxonomy.themes]
    across = {term.term for term in suggested[0].terms}
    assert across.isdisjoint({"samarbejde", "sundhedsplejerske", "psykolog", "tværfaglig"})


# ---------------------------------------------------------------------- the doors


def praksis(service: Service, *arguments: str) -> Result:
    def opened(settings: Settings) -> FakeService:
        return FakeService(settings)

    data = ["--data", str(service.settings.data)]
    return CliRunner().invoke(app, [arguments[0], *data, *arguments[1:]], obj=opened)


def test_the_command_line_explains_exports_and_suggests(service: Service) -> None:
    explained = praksis(service, "themes", "--why-not", PASSAGE.id, "tilsyn")
    answer = praksis(service, "themes", "--why-not", PASSAGE.id, "tilsyn", "--json")

    assert "Afsnittet har ikke temaet tilsyn." in explained.stdout
    assert json.loads(answer.stdout)["level"] is None
    assert praksis(service, "themes", "--skos").stdout == theming.themes_turtle(service)
    assert "Temaer: " in praksis(service, "themes", "--maybe", PASSAGE.id).stdout
    assert praksis(service, "themes", "--suggest").exit_code == 0
    assert praksis(service, "rebuild", "--themes").exit_code == 0
    assert "    PPR-samarbejde  (ppr_samarbejde)" in praksis(service, "themes").stdout


def test_one_wish_at_a_time(service: Service) -> None:
    assert praksis(service, "themes", "--skos", "--suggest").exit_code == 2
    assert praksis(service, "themes", "--skos", "--json").exit_code == 2
    assert praksis(service, "themes", "--why-not", PASSAGE.id, "x").exit_code == 2


def test_the_same_over_http(service: Service) -> None:
    with TestClient(create_app(service), base_url="http://127.0.0.1:8000") as client:
        skos = client.get("/api/v1/themes.ttl")
        themes = client.get(f"/api/v1/passages/{PASSAGE.id}/themes").json()

        assert skos.headers["content-type"] == "text/turtle; charset=utf-8"
        assert skos.text == theming.themes_turtle(service)
        assert client.get(f"/api/v1/passages/{PASSAGE.id}/themes/{ACROSS}").json()["id"] == ACROSS
        assert client.get(f"/api/v1/passages/{PASSAGE.id}/themes/x").status_code == 422
        assert {one["id"] for one in themes["themes"]}.isdisjoint(one["id"] for one in themes["maybe"])
