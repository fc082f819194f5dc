"""Page and terminal say the same things in the same words."""

from __future__ import annotations

import pytest

from api import schemas
from api.filter_links import FACETS
from api.proposals import wishes
from api.wording import FILTER_NAMES, fact_text, field_text, themes_text
from corpus.metadata import FactName


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("period", "2020-08/2022-03", "august 2020 til marts 2022"),
        ("date", "2024-10-30", "30. oktober 2024"),
        ("type", "evaluation", "Evaluering"),
        ("contact", "https://eksempel.dk/a", "https://eksempel.dk/a"),
        ("target_group", "0-2 år", "0-2 år"),
    ],
)
def test_a_fact_reads_as_danish(name: FactName, value: str, text: str) -> None:
    assert fact_text(schemas.Fact(name=name, label="x", value=value, confidence=1, evidence=None)) == text


@pytest.mark.parametrize(
    ("field", "text"), [("date", "Dato"), ("theme", "Tema"), ("session.3.starts", "Programpunkt 3, begynder")]
)
def test_a_field_has_the_name_that_people_use(field: str, text: str) -> None:
    assert field_text(field) == text


def test_themes_are_told_by_level() -> None:
    themes = [("primary", "a"), ("secondary", "c"), ("primary", "b")]

    assert themes_text(themes) == "handler om a, b; berører c"


def test_a_facet_and_a_proposed_filter_have_one_name() -> None:
    proposed = schemas.ProposedFilter(name="claim", value="research", label="x", certain=True, words="x")

    assert wishes([proposed])[0].name == FILTER_NAMES["claim"]
    assert set(FACETS) <= set(FILTER_NAMES)
