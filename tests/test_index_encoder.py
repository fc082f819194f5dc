"""A sentence-transformers model gives what it would give by itself, prompts and all."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import huggingface_hub.constants
import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, StaticEmbedding, Transformer
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertModel, BertTokenizerFast

from corpus.analyser import Analyser
from corpus.errors import EncoderError
from index.encoder import SentenceTransformerEncoder
from index.encoding import load_encoder
from index.static_model import StaticEncoder

SHIPPED = Path(__file__).parents[1] / "index" / "model"
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ":", "query", "passage", "barn", "børn", "forældre", "skov"]
TEXTS = ["børn forældre", "skov", "barn barn forældre"]


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Transformer and Pooling, random and tiny, with prompts in the manner of E5."""
    folder = tmp_path_factory.mktemp("bert")
    save_bert(folder, prompts={"query": "query: ", "passage": "passage: "})
    return folder


def save_bert(folder: Path, *, prompts: dict[str, str]) -> None:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    plain = folder / "plain"
    BertModel(config).save_pretrained(plain)
    BertTokenizerFast(vocab={word: number for number, word in enumerate(WORDS)}).save_pretrained(plain)
    transformer = Transformer(str(plain), max_seq_length=32)
    SentenceTransformer(modules=[transformer, Pooling(16, "mean")], prompts=prompts).save(str(folder / "model"))


def save_static(folder: Path, *, prompts: dict[str, str] | None = None) -> None:
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.random.default_rng(1).normal(size=(len(WORDS), 8)).astype(np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, weights)], prompts=prompts).save(str(folder))


def slow_vectors(folder: Path, texts: list[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """One text at a time, nothing but sentence-transformers, no prompts of its own choosing."""
    model = SentenceTransformer(str(folder))
    vectors = [model.encode([text], prompt="")[0] for text in texts]
    return np.array([vector / np.linalg.norm(vector) for vector in vectors])


def test_each_side_gets_its_own_prompt(bert: Path) -> None:
    encoder = load_encoder(str(bert / "model"), Analyser.load())

    np.testing.assert_allclose(
        encoder.encode_queries(TEXTS), slow_vectors(bert / "model", [f"query: {text}" for text in TEXTS]), atol=1e-6
    )
    np.testing.assert_allclose(
        encoder.encode_passages(TEXTS),
        slow_vectors(bert / "model", [f"passage: {text}" for text in TEXTS]),
        atol=1e-6,
    )


def test_the_vectors_are_float32_of_length_one_and_the_info_tells_their_size(bert: Path) -> None:
    encoder = SentenceTransformerEncoder.load(str(bert / "model"))
    vectors = encoder.encode_passages(TEXTS)

    assert vectors.dtype == np.float32
    assert vectors.shape == (3, encoder.info.dimension) == (3, 16)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert not encoder.info.built_in


def test_a_model_with_one_prompt_for_documents_gets_it(tmp_path: Path) -> None:
    save_static(tmp_path, prompts={"query": "", "document": "passage: "})

    assert SentenceTransformerEncoder.load(str(tmp_path)).prompts == ("", "passage: ")


@pytest.mark.parametrize(
    ("folder", "prompts"),
    [
        ("multilingual-e5-small", ("query: ", "passage: ")),
        ("e5-base", ("query: ", "passage: ")),
        ("multilingual-e5-large-instruct", ("", "")),
        ("some-model5-small", ("", "")),
    ],
)
def test_an_e5_model_without_prompts_gets_those_of_its_card(
    tmp_path: Path, folder: str, prompts: tuple[str, str]
) -> None:
    save_static(tmp_path / folder)

    assert SentenceTransformerEncoder.load(str(tmp_path / folder)).prompts == prompts


def test_progress_is_told_after_each_batch(tmp_path: Path) -> None:
    save_static(tmp_path)
    told: list[tuple[int, int]] = []
    encoder = SentenceTransformerEncoder.load(
        str(tmp_path), batch_size=2, progress=lambda done, all_: told.append((done, all_))
    )

    vectors = encoder.encode_passages(TEXTS)

    assert told == [(2, 3), (3, 3)]
    np.testing.assert_allclose(vectors, slow_vectors(tmp_path, TEXTS), atol=1e-6)


def test_no_texts_are_no_rows(tmp_path: Path) -> None:
    save_static(tmp_path)

    assert SentenceTransformerEncoder.load(str(tmp_path)).encode_queries([]).shape == (0, 8)


def test_the_revision_of_a_folder_follows_its_weights_and_not_its_card(tmp_path: Path) -> None:
    save_static(tmp_path)
    before = SentenceTransformerEncoder.load(str(tmp_path)).info.revision

    (tmp_path / "README.md").write_text("et nyt kort", encoding="utf-8")
    after_card = SentenceTransformerEncoder.load(str(tmp_path)).info.revision
    weights = tmp_path / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    after_weights = SentenceTransformerEncoder.load(str(tmp_path)).info.revision

    assert before == after_card != after_weights


def test_a_model_from_the_hub_cache_has_its_commit_as_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_network: None
) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = tmp_path / "models--nogen--lille-model"
    save_static(repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit, encoding="utf-8")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))

    encoder = load_encoder("nogen/lille-model", Analyser.load())

    assert encoder.info.id == f"nogen/lille-model@{commit}/8"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        pytest.fail(f"tries the network: {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("name", ["nogen/findes-ikke", "findes-ikke", "/en/mappe/uden/noget", "ikke et navn!"])
def test_a_model_that_is_not_here_is_a_danish_error_without_a_call(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_network: None
) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))

    with pytest.raises(EncoderError, match=r"findes ikke på denne maskine.*PRAKSIS_ALLOW_DOWNLOAD=1") as raised:
        load_encoder(name, Analyser.load())

    assert name in str(raised.value)


def test_a_folder_that_holds_no_model_is_a_danish_error(tmp_path: Path, no_network: None) -> None:
    (tmp_path / "noter.txt").write_text("ikke en model", encoding="utf-8")

    with pytest.raises(EncoderError, match="kan ikke læses af sentence-transformers"):
        SentenceTransformerEncoder.load(str(tmp_path))


def test_a_cut_off_model_is_a_danish_error(bert: Path, tmp_path: Path) -> None:
    shutil.copytree(bert / "model", tmp_path / "model")
    weights = tmp_path / "model" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])

    with pytest.raises(EncoderError, match="kan ikke læses af sentence-transformers"):
        SentenceTransformerEncoder.load(str(tmp_path / "model"))


def test_code_that_comes_with_a_model_is_not_run(tmp_path: Path) -> None:
    save_static(tmp_path)
    (tmp_path / "modules.json").write_text(
        '[{"idx": 0, "name": "0", "path": "", "type": "evil.Module"}]', encoding="utf-8"
    )
    (tmp_path / "evil.py").write_text("raise SystemExit('it ran')", encoding="utf-8")

    with pytest.raises(EncoderError, match="kan ikke læses af sentence-transformers"):
        SentenceTransformerEncoder.load(str(tmp_path))


def test_the_shipped_model_is_the_same_in_sentence_transformers() -> None:
    texts = [
        "Forældresamarbejdet i dagtilbud og skole",
        "Hvordan hjælper vi de 0-6-årige, når mor og far bliver skilt?",
        "og",
        "",
        "qwxzrtp",
        "PPR, sundhedsplejen og dagtilbuds- og skoleområdet " * 40,
    ]
    ours = StaticEncoder.built_in(Analyser.load())
    theirs = SentenceTransformer(str(SHIPPED), trust_remote_code=True, local_files_only=True)

    np.testing.assert_allclose(theirs.encode(texts), ours.encode_passages(texts), atol=1e-6)
    assert theirs.get_embedding_dimension() == ours.info.dimension
