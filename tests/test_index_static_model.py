"""The built-in model: exact, small, unit rows, and nearer in meaning than chance."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from corpus.analyser import Analyser
from corpus.errors import EncoderError
from index.encoding import Floats
from index.static_model import StaticEncoder, StaticModel, content_keys, load_static_model, quantise

SHIPPED = Path(__file__).parents[1] / "index" / "model"


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


@pytest.fixture(scope="module")
def shipped(analyser: Analyser) -> StaticEncoder:
    return StaticEncoder.built_in(analyser)


def small_model() -> StaticModel:
    rows = np.array([[127, 0, 0], [0, 127, 0], [-127, 0, 0]], np.int8)
    scales = np.array([3, 4, 3], np.float32) / 127
    return StaticModel({"barn": 0, "forælder": 1, "skov": 2}, rows, scales, seed=7, analyser_version="1-x")


def test_a_text_is_the_sum_of_its_words_weighted_by_their_length() -> None:
    vector = small_model().vector(["barn", "forælder", "ukendt"])

    np.testing.assert_allclose(vector, [0.6, 0.8, 0])


def test_a_word_said_twice_counts_twice() -> None:
    vector = small_model().vector(["barn", "barn", "forælder"])

    np.testing.assert_allclose(vector, np.array([6, 4, 0]) / np.hypot(6, 4), rtol=1e-6)


@pytest.mark.parametrize("keys", [[], ["ukendt"], ["barn", "skov"]])
def test_nothing_known_and_words_that_cancel_out_give_zero(keys: list[str]) -> None:
    assert small_model().vector(keys).tolist() == [0, 0, 0]


@given(arrays(np.float32, array_shapes(min_dims=2, max_dims=2), elements=st.floats(-1e3, 1e3, width=32)))
def test_int8_moves_no_number_by_more_than_half_the_scale_of_its_row(vectors: Floats) -> None:
    rows, scales = quantise(vectors)
    error = np.abs(rows * scales[:, None].astype(np.float64) - vectors)

    assert (error <= scales[:, None] * 0.5001).all()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    model = small_model()

    model.save(tmp_path)
    loaded = load_static_model(tmp_path)

    assert list(loaded.positions.items()) == list(model.positions.items())
    assert loaded.rows.tolist() == model.rows.tolist()
    assert loaded.scales.tolist() == model.scales.tolist()
    assert (loaded.seed, loaded.analyser_version) == (7, "1-x")


def test_a_missing_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    small_model().save(tmp_path)
    (tmp_path / "rows.npy").unlink()

    with pytest.raises(EncoderError, match=r"kan ikke læses .*make model"):
        load_static_model(tmp_path)


def test_a_cut_off_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    small_model().save(tmp_path)
    whole = (tmp_path / "rows.npy").read_bytes()
    (tmp_path / "rows.npy").write_bytes(whole[:-2])

    with pytest.raises(EncoderError, match=r"kan ikke læses .*make model"):
        load_static_model(tmp_path)


def test_files_of_two_models_are_not_mixed(tmp_path: Path) -> None:
    small_model().save(tmp_path)
    (tmp_path / "vocabulary.txt").write_text("barn\nforælder\nhav\n", encoding="utf-8")

    with pytest.raises(EncoderError, match="hører ikke sammen"):
        load_static_model(tmp_path)


def test_the_revision_follows_from_the_vectors(analyser: Analyser) -> None:
    model = small_model()
    other = StaticModel({**model.positions}, model.rows, model.scales * 2, seed=7, analyser_version="1-x")

    assert StaticEncoder(model, analyser).info.revision == model.fingerprint()[:16]
    assert StaticEncoder(other, analyser).info.revision != model.fingerprint()[:16]


def test_stop_words_are_left_out_and_compounds_bring_their_parts(analyser: Analyser) -> None:
    keys = content_keys(analyser, "Det er et forældresamarbejde")

    assert keys == ["forældresamarbejde", "forælder", "samarbejde"]


def test_the_vectors_of_the_shipped_model_have_length_one(shipped: StaticEncoder) -> None:
    vectors = shipped.encode_passages(["Børn og unge i dagtilbud", "tidlig indsats", "0-6-årige"])

    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert vectors.dtype == np.float32


@pytest.mark.parametrize("text", ["", "  \n", "og i på", "qwxzrtp"])
def test_a_text_without_known_words_is_a_zero_row(shipped: StaticEncoder, text: str) -> None:
    assert not shipped.encode_queries([text]).any()


def test_no_texts_are_no_rows(shipped: StaticEncoder) -> None:
    assert shipped.encode_passages([]).shape == (0, shipped.info.dimension)


def test_the_fast_way_agrees_with_the_sum_written_out(shipped: StaticEncoder, analyser: Analyser) -> None:
    model = load_static_model(SHIPPED)
    text = "Pædagogerne mødes med forældrene, når barnet begynder i vuggestuen."
    total = np.zeros(model.dimension)
    for key in content_keys(analyser, text):
        if key in model.positions:
            position = model.positions[key]
            total += model.rows[position].astype(np.float64) * model.scales[position]

    np.testing.assert_allclose(shipped.encode_passages([text])[0], total / np.linalg.norm(total), atol=1e-6)


def test_a_text_has_the_same_vector_whatever_stands_beside_it(shipped: StaticEncoder) -> None:
    alone = shipped.encode_passages(["tværprofessionelt samarbejde"])
    among = shipped.encode_passages(["noget helt andet", "tværprofessionelt samarbejde", "børn"])

    assert alone[0].tolist() == among[1].tolist()


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("samarbejde med mor og far", "forældresamarbejde", "trafiksikkerhed"),
        ("samarbejde med mor og far", "forældresamarbejde", "finanslov"),
        ("den lille græder når vi går hjemmefra", "indkøring i vuggestuen", "affaldssortering"),
        ("cooperation with parents", "forældresamarbejde", "madordning"),
        ("hjælpe tidligt før det går galt", "tidlig indsats", "byggeri af nye lokaler"),
        ("flere fagfolk taler sammen om barnet", "tværprofessionelt samarbejde", "kontingent og medlemskab"),
    ],
)
def test_everyday_words_are_nearer_to_the_term_than_to_another(
    shipped: StaticEncoder, query: str, near: str, far: str
) -> None:
    right, wrong = shipped.encode_passages([near, far]) @ shipped.encode_queries([query])[0]

    assert right > wrong + 0.1


def test_the_shipped_model_is_small_and_says_what_it_is() -> None:
    config = json.loads((SHIPPED / "config.json").read_text(encoding="utf-8"))

    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= 12_000_000
    assert config["name"] == "praksis-static-da"
    assert config["sha256"] == load_static_model(SHIPPED).fingerprint()
