"""The environment is read in one place, and nonsense is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings
from corpus.errors import SettingsError
from index.model_options import ModelOptions


def test_an_empty_environment_gives_the_built_in_choices() -> None:
    settings = Settings.from_env({})

    assert settings == Settings(
        data=Path("data"), model=None, model_options=ModelOptions(), themes=None, fusion=None, spacy=None
    )


def test_every_variable_is_read() -> None:
    settings = Settings.from_env(
        {
            "PRAKSIS_DATA": "/d",
            "PRAKSIS_MODEL": "e5",
            "PRAKSIS_ALLOW_DOWNLOAD": "Ja",
            "PRAKSIS_QUERY_PREFIX": "query: ",
            "PRAKSIS_PASSAGE_PREFIX": "",
            "PRAKSIS_DIMENSION": "256",
            "PRAKSIS_BATCH_SIZE": "8",
            "PRAKSIS_THEMES": "/t.toml",
            "PRAKSIS_FUSION": "/f.toml",
            "PRAKSIS_SPACY": "da_core_news_sm",
        }
    )

    options = ModelOptions(True, query_prefix="query: ", passage_prefix="", dimension=256, batch_size=8)
    assert settings == Settings(Path("/d"), "e5", options, Path("/t.toml"), Path("/f.toml"), "da_core_news_sm")


def test_the_option_wins_over_the_variable() -> None:
    assert Settings.from_env({"PRAKSIS_DATA": "/d"}, data=Path("/other")).data == Path("/other")


def test_an_empty_variable_is_an_absent_one() -> None:
    assert Settings.from_env({"PRAKSIS_DATA": "", "PRAKSIS_MODEL": "", "PRAKSIS_THEMES": ""}) == Settings.from_env({})


def test_neither_yes_nor_no_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="PRAKSIS_ALLOW_DOWNLOAD='måske'"):
        Settings.from_env({"PRAKSIS_ALLOW_DOWNLOAD": "måske"})


@pytest.mark.parametrize("name", ["PRAKSIS_DIMENSION", "PRAKSIS_BATCH_SIZE"])
@pytest.mark.parametrize("value", ["0", "-1", "1,5", "mange", "²"])
def test_what_is_no_number_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}='{value}' forstås ikke. Skriv et helt tal"):
        Settings.from_env({name: value})
