"""Every encoder says what it is, and the built-in one is light."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.analyser import Analyser
from corpus.errors import EncoderError
from index.encoding import EncoderInfo, load_encoder
from index.model_options import ModelOptions

ROOT = Path(__file__).parents[1]

INFO = EncoderInfo(name="praksis-static-da", revision="1a2b", dimension=256, built_in=True)


def test_the_id_names_model_revision_and_dimension() -> None:
    assert INFO.id == "praksis-static-da@1a2b/256"


@pytest.mark.parametrize("other", [{"name": "e5"}, {"revision": "3c4d"}, {"dimension": 384}])
def test_two_models_never_share_an_id(other: dict[str, str | int]) -> None:
    assert replace(INFO, **other).id != INFO.id


def test_without_a_name_comes_the_built_in_model() -> None:
    encoder = load_encoder(None, Analyser.load())

    assert encoder.info.built_in
    assert encoder.info.name == "praksis-static-da"
    assert encoder.encode_queries(["forældresamarbejde"]).shape == (1, encoder.info.dimension)


def test_the_built_in_model_gives_its_first_numbers_alone_where_fewer_are_asked_for() -> None:
    analyser = Analyser.load()
    whole, short = load_encoder(None, analyser), load_encoder(None, analyser, ModelOptions(dimension=64))
    first = whole.encode_passages(["forældresamarbejde og trivsel"])[:, :64]

    vectors = short.encode_passages(["forældresamarbejde og trivsel"])

    assert vectors == pytest.approx(first / np.linalg.norm(first), abs=1e-6)
    assert short.info.id != whole.info.id
    assert short.info.dimension == 64


def test_more_numbers_than_the_built_in_model_has_are_refused_in_danish() -> None:
    with pytest.raises(EncoderError, match=r"vektorer med 256 tal; PRAKSIS_DIMENSION=300 er flere\. Sæt den lavere"):
        load_encoder(None, Analyser.load(), ModelOptions(dimension=300))


def test_the_built_in_model_needs_no_torch() -> None:
    program = """
import sys
from corpus.analyser import Analyser
from index.encoding import load_encoder
load_encoder(None, Analyser.load()).encode_passages(["Forældrene og pædagogerne"])
print(sorted({"torch", "sentence_transformers", "transformers", "scipy", "sklearn"} & set(sys.modules)))
"""
    process = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert process.stdout.strip() == "[]"
