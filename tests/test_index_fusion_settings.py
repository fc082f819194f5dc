"""The numbers of the fusion stand in a file, a section for each model, and mistakes in it are told in Danish."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import EditableListError
from index.encoding import EncoderInfo
from index.fusion_settings import FusionSettings

OURS = EncoderInfo("praksis-static-da", "1", 256, built_in=True)
OTHER = EncoderInfo("some/model", "1", 384, built_in=False)
WHOLE = """
[built_in]
meaning = 1.0
named = 0.5
counted = 0.6
words = 0.9
whole = 0.2
close = 0.3
letters = 0.6
heading = 0.2
everyday = 0.3
beside = 0.4
lift = 0.1
count = 0.1
document = 0.5
dense_floor = 0.2

[other]
dense_floor = "auto"
words = 0.5

["some/model"]
meaning = 1.5
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "fusion.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_model_has_its_own_section(tmp_path: Path) -> None:
    assert FusionSettings.load(OURS, written(tmp_path, WHOLE)) == FusionSettings(
        1.0, 0.5, 0.6, 0.9, 0.2, 0.3, 0.6, 0.2, 0.3, 0.4, 0.1, 0.1, 0.5, 0.2
    )


def test_a_model_with_a_section_of_its_name_has_that_and_another_the_common_one(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    named, unnamed = FusionSettings.load(OTHER, path), FusionSettings.load(EncoderInfo("x", "1", 8, False), path)

    assert (named.meaning, named.words, named.dense_floor) == (1.5, 0.9, 0.2)
    assert (unnamed.meaning, unnamed.words, unnamed.dense_floor) == (1.0, 0.5, None)


def test_the_file_that_comes_along_serves_both() -> None:
    assert FusionSettings.load(OURS).dense_floor is not None
    assert FusionSettings.load(OTHER).dense_floor is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("words = 0.9", "", r"fusion\.toml: der mangler words i \[built_in\]"),
        ("words = 0.9", 'words = "høj"', r"words i \[built_in\] er 'høj', men skal være et tal fra 0 til 2"),
        ("words = 0.9", "words = -1", r"words i \[built_in\] er -1, men skal være et tal fra 0 til 2"),
        ("words = 0.9", "words = true", r"words i \[built_in\] er True"),
        ("words = 0.9", "port = 0.9", r"\[built_in\] har «port», som ikke findes\. Skriv et af: beside, close"),
        ("[built_in]", "[built_in", "filen kan ikke læses"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(EditableListError, match=message):
        FusionSettings.load(OURS, written(tmp_path, WHOLE.replace(old, new, 1)))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditableListError, match="kan ikke læses"):
        FusionSettings.load(OURS, tmp_path / "ingen.toml")
