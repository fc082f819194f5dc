"""A word that the built-in model never met means what the passages that hold it mean."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.analyser import Analyser
from index.encoding import EncoderInfo, Floats
from index.folding import fold_in
from index.static_model import StaticEncoder, StaticModel, quantise


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    rows, scales = quantise(np.eye(2, 3, dtype=np.float32))
    model = StaticModel({"barn": 0, "skov": 1}, rows, scales, seed=1, analyser_version=Analyser.load().version)
    return StaticEncoder(model, Analyser.load())


HELD = np.array([[0, 0, 1], [0, 0, 1]], dtype=np.float32)


def holders(key: str) -> Floats:
    return HELD if key == "zorgel" else HELD[:0]


def test_an_unknown_word_takes_the_mean_of_its_passages(encoder: StaticEncoder) -> None:
    assert fold_in(encoder, "zorgel", holders).tolist() == [0, 0, 1]


def test_beside_known_words_it_weighs_as_one_of_them(encoder: StaticEncoder) -> None:
    half = 2**-0.5
    assert fold_in(encoder, "barn zorgel", holders).tolist() == pytest.approx([half, 0, half], abs=1e-6)


def test_a_word_that_no_passage_holds_stays_unknown(encoder: StaticEncoder) -> None:
    assert fold_in(encoder, "barn fnytsk", holders).tolist() == encoder.encode_queries(["barn"])[0].tolist()
    assert fold_in(encoder, "fnytsk", holders).tolist() == [0, 0, 0]


def test_known_words_are_never_looked_up(encoder: StaticEncoder) -> None:
    asked: list[str] = []

    def ask(key: str) -> Floats:
        asked.append(key)
        return HELD

    assert fold_in(encoder, "barn i skoven", ask).tolist() == encoder.encode_queries(["barn i skoven"])[0].tolist()
    assert asked == []


class Other:
    info = EncoderInfo("other", "1", 2, built_in=False)

    def encode_queries(self, texts: list[str]) -> Floats:
        return np.array([[0, 1]] * len(texts), dtype=np.float32)

    encode_passages = encode_queries


def test_another_model_is_asked_as_it_is() -> None:
    assert fold_in(Other(), "zorgel", holders).tolist() == [0, 1]
