"""The doctor says how the chosen model is used, or why it cannot be."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from api.doctor import Finding, examine
from api.service import Service
from api.settings import Settings
from index.encoding import Encoder, EncoderInfo
from tests.fakes import FakeEncoder, FakeService


class ChosenEncoder(FakeEncoder):
    """A model in the manner of E5."""

    info = EncoderInfo("e5-base", "1a2b", 768, built_in=False, prompts=("query: ", ""), max_tokens=512)


class ChosenService(FakeService):
    """A service with that model."""

    @cached_property
    def encoder(self) -> Encoder:
        return ChosenEncoder()


def model_finding(service: Service) -> Finding:
    (found,) = (one for one in examine(service, which=lambda _: None) if one.name == "model")
    return found


def test_a_chosen_model_is_told_with_all_that_its_vectors_depend_on(tmp_path: Path) -> None:
    found = model_finding(ChosenService(Settings.from_env({}, data=tmp_path)))

    assert found.state == "ok"
    assert found.message == (
        "e5-base (valgt; udgave 1a2b, 768 tal i en vektor, foran spørgsmål: «query: », foran afsnit: intet, "
        "læser højst 512 orddele (tokens) af et afsnit)"
    )


def test_a_model_that_is_not_here_is_missing_with_the_remedy(tmp_path: Path) -> None:
    settings = replace(Settings.from_env({}, data=tmp_path), model=str(tmp_path / "ingen"))

    with Service(settings) as service:
        found = model_finding(service)

    assert found.state == "missing"
    assert f"der er ingen mappe {tmp_path / 'ingen'}." in found.message
    assert found.remedy == "Fjern PRAKSIS_MODEL for at bruge den indbyggede model."
