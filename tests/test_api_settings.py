"""The environment is read in one place, and nonsense is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings
from corpus.errors import SettingsError


def test_an_empty_environment_gives_the_built_in_choices() -> None:
    settings = Settings.from_env({})

    assert settings == Settings(data=Path("data"), model=None, allow_download=False, themes=None, spacy=None)


def test_every_variable_is_read() -> None:
    settings = Settings.from_env(
        {
            "PRAKSIS_DATA": "/d",
            "PRAKSIS_MODEL": "e5",
            "PRAKSIS_ALLOW_DOWNLOAD": "Ja",
            "PRAKSIS_THEMES": "/t.toml",
            "PRAKSIS_SPACY": "da_core_news_sm",
        }
    )

    assert settings == Settings(Path("/d"), "e5", True, Path("/t.toml"), "da_core_news_sm")


def test_the_option_wins_over_the_variable() -> None:
    assert Settings.from_env({"PRAKSIS_DATA": "/d"}, data=Path("/other")).data == Path("/other")


def test_an_empty_variable_is_an_absent_one() -> None:
    assert Settings.from_env({"PRAKSIS_DATA": "", "PRAKSIS_MODEL": "", "PRAKSIS_THEMES": ""}) == Settings.from_env({})


def test_neither_yes_nor_no_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="PRAKSIS_ALLOW_DOWNLOAD='måske'"):
        Settings.from_env({"PRAKSIS_ALLOW_DOWNLOAD": "måske"})
