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
gate = 1.1
least = 0.2
most = 0.9
scattered = 0.4
letters = 0.6
close = 0.3
everyday = 0.3
beside = 0.4
heading = 0.2
lift = 0.1
count = 0.1
document = 0.5
dense_floor = 0.2

[other]
dense_floor = "auto"
least = 0.5

["some/model"]
gate = 1.5
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "fusion.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_model_has_its_own_section(tmp_path: Path) -> None:
    assert FusionSettings.load(OURS, written(tmp_path, WHOLE)) == FusionSettings(
        1.1, 0.2, 0.9, 0.4, 0.6, 0.3, 0.3, 0.4, 0.2, 0.1, 0.1, 0.5, 0.2
    )


def test_a_model_with_a_section_of_its_name_has_that_and_another_the_common_one(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    named, unnamed = FusionSettings.load(OTHER, path), FusionSettings.load(EncoderInfo("x", "1", 8, False), path)

    assert (named.gate, named.least, named.dense_floor) == (1.5, 0.2, 0.2)
    assert (unnamed.gate, unnamed.least, unnamed.dense_floor) == (1.1, 0.5, None)


def test_the_file_that_comes_along_serves_both() -> None:
    assert FusionSettings.load(OURS).dense_floor is not None
    assert FusionSettings.load(OTHER).dense_floor is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("gate = 1.1", "", r"fusion\.toml: der mangler gate i \[built_in\]"),
        ("gate = 1.1", 'gate = "høj"', r"gate i \[built_in\] er 'høj', men skal være et tal fra 0 til 2"),
        ("gate = 1.1", "gate = -1", r"gate i \[built_in\] er -1, men skal være et tal fra 0 til 2"),
        ("gate = 1.1", "gate = true", r"gate i \[built_in\] er True"),
        ("gate = 1.1", "port = 1.1", r"\[built_in\] har «port», som ikke findes\. Skriv et af: beside, close"),
        ("[built_in]", "[built_in", "filen kan ikke læses"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(EditableListError, match=message):
        FusionSettings.load(OURS, written(tmp_path, WHOLE.replace(old, new, 1)))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditableListError, match="kan ikke læses"):
        FusionSettings.load(OURS, tmp_path / "ingen.toml")
