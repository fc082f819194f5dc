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
from sentence_transformers.sentence_transformer.modules import Pooling, Router, StaticEmbedding, Transformer
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertModel, BertTokenizerFast

from corpus.analyser import Analyser
from corpus.errors import EncoderError
from index.encoder import SentenceTransformerEncoder
from index.encoding import Floats, load_encoder
from index.model_options import ModelOptions
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
    SentenceTransformer(modules=[StaticEmbedding(tokenizer(), weights(1))], prompts=prompts).save(str(folder))


def tokenizer() -> Tokenizer:
    made = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return made


def weights(seed: int) -> Floats:
    return np.random.default_rng(seed).normal(size=(len(WORDS), 8)).astype(np.float32)


def slow_vectors(folder: Path, texts: list[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """One text at a time, nothing but sentence-transformers, no prompts of its own choosing."""
    model = SentenceTransformer(str(folder))
    vectors = [model.encode([text], prompt="")[0] for text in texts]
    return np.array([vector / np.linalg.norm(vector) for vector in vectors])


def test_each_side_gets_its_own_prompt_and_a_folder_needs_no_network(bert: Path, no_network: None) -> None:
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

    assert SentenceTransformerEncoder.load(str(tmp_path)).info.prompts == ("", "passage: ")


def test_prefixes_that_are_set_win_over_the_model_and_an_empty_one_is_none(bert: Path) -> None:
    options = ModelOptions(query_prefix="barn : ", passage_prefix="")

    encoder = SentenceTransformerEncoder.load(str(bert / "model"), options)

    assert encoder.info.prompts == ("barn : ", "")
    np.testing.assert_allclose(
        encoder.encode_queries(TEXTS), slow_vectors(bert / "model", [f"barn : {text}" for text in TEXTS]), atol=1e-6
    )
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), slow_vectors(bert / "model", TEXTS), atol=1e-6)


def test_other_prompts_are_another_encoder_in_the_manifest(bert: Path) -> None:
    name = str(bert / "model")
    own, set_ = (
        SentenceTransformerEncoder.load(name, options).info for options in (None, ModelOptions(query_prefix="x: "))
    )

    assert own.id.endswith("/16 «query: » «passage: »")
    assert set_.id == own.id.replace("«query: »", "«x: »")


def test_the_first_numbers_of_a_vector_make_a_shorter_one_of_length_one(bert: Path) -> None:
    whole = SentenceTransformerEncoder.load(str(bert / "model"))
    short = SentenceTransformerEncoder.load(str(bert / "model"), ModelOptions(dimension=4))
    expected = whole.encode_passages(TEXTS)[:, :4]

    assert (whole.info.dimension, short.info.dimension) == (16, 4)
    assert "/4 " in short.info.id
    np.testing.assert_allclose(
        short.encode_passages(TEXTS), expected / np.linalg.norm(expected, axis=1, keepdims=True), atol=1e-6
    )


def test_more_numbers_than_the_model_has_are_refused(tmp_path: Path) -> None:
    save_static(tmp_path)

    with pytest.raises(EncoderError, match=r"vektorer med 8 tal; PRAKSIS_DIMENSION=9 er flere\. Sæt den lavere"):
        SentenceTransformerEncoder.load(str(tmp_path), ModelOptions(dimension=9))


def test_a_model_with_a_part_for_each_side_uses_both(tmp_path: Path) -> None:
    sides = [StaticEmbedding(tokenizer(), weights(seed)) for seed in (1, 2)]
    router = Router.for_query_document([sides[0]], [sides[1]])
    SentenceTransformer(modules=[router]).save(str(tmp_path / "both"))
    for name, side in zip(("query", "passage"), sides, strict=True):
        SentenceTransformer(modules=[side]).save(str(tmp_path / name))

    encoder = SentenceTransformerEncoder.load(str(tmp_path / "both"))

    np.testing.assert_allclose(encoder.encode_queries(TEXTS), slow_vectors(tmp_path / "query", TEXTS), atol=1e-6)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), slow_vectors(tmp_path / "passage", TEXTS), atol=1e-6)


def test_the_size_of_a_batch_changes_no_vector(bert: Path) -> None:
    texts = TEXTS * 3
    vectors = [
        SentenceTransformerEncoder.load(str(bert / "model"), ModelOptions(batch_size=size)).encode_passages(texts)
        for size in (1, 4, 100)
    ]

    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-6)
    np.testing.assert_allclose(vectors[0], vectors[2], atol=1e-6)


def test_the_info_tells_how_much_of_a_text_is_read(bert: Path, tmp_path: Path) -> None:
    save_static(tmp_path)

    assert SentenceTransformerEncoder.load(str(bert / "model")).info.max_tokens == 32
    assert SentenceTransformerEncoder.load(str(tmp_path)).info.max_tokens is None


def test_vectors_that_are_no_numbers_are_an_error(tmp_path: Path) -> None:
    broken = weights(1)
    broken[WORDS.index("skov")] = np.nan
    SentenceTransformer(modules=[StaticEmbedding(tokenizer(), broken)]).save(str(tmp_path / "broken"))

    with pytest.raises(EncoderError, match="giver vektorer, der ikke er tal"):
        SentenceTransformerEncoder.load(str(tmp_path / "broken")).encode_passages(TEXTS)


@pytest.mark.parametrize(
    ("folder", "prompts"),
    [
        ("multilingual-e5-small", ("query: ", "passage: ")),
        ("e5-base", ("query: ", "passage: ")),
        ("multilingual-e5", ("query: ", "passage: ")),
        ("e5", ("query: ", "passage: ")),
        ("multilingual-e5-large-instruct", ("", "")),
        ("some-model5-small", ("", "")),
    ],
)
def test_an_e5_model_without_prompts_gets_those_of_its_card(
    tmp_path: Path, folder: str, prompts: tuple[str, str]
) -> None:
    save_static(tmp_path / folder)

    assert SentenceTransformerEncoder.load(str(tmp_path / folder)).info.prompts == prompts


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


def test_two_copies_of_a_folder_are_one_model(tmp_path: Path) -> None:
    save_static(tmp_path / "en" / "model")
    shutil.copytree(tmp_path / "en" / "model", tmp_path / "to" / "model")
    for extra in (".git/HEAD", ".cache/huggingface/download/config.json.metadata", "onnx/model.onnx", "tf_model.h5"):
        path = tmp_path / "to" / "model" / extra
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("andet", encoding="utf-8")

    one, other = (SentenceTransformerEncoder.load(str(tmp_path / copy / "model")) for copy in ("en", "to"))

    assert one.info == other.info
    assert one.info.name == "model"


COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the hub with one model, ``nogen/lille-model``."""
    save_snapshot(tmp_path / "hub" / "models--nogen--lille-model")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def save_snapshot(repository: Path) -> None:
    save_static(repository / "snapshots" / COMMIT)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(COMMIT, encoding="utf-8")


@pytest.mark.parametrize("allow_download", [False, True])
def test_a_model_from_the_hub_cache_has_its_commit_as_revision_and_is_not_asked_for_again(
    hub: Path, no_network: None, allow_download: bool
) -> None:
    encoder = load_encoder("nogen/lille-model", Analyser.load(), ModelOptions(allow_download))

    assert encoder.info.id == f"nogen/lille-model@{COMMIT}/8"


def test_a_model_is_the_same_by_name_by_commit_and_by_its_folder_in_the_cache(hub: Path, no_network: None) -> None:
    folder = hub / "models--nogen--lille-model" / "snapshots" / COMMIT
    names = ("nogen/lille-model", "nogen/lille-model@main", f"nogen/lille-model@{COMMIT}", str(folder))

    assert len({SentenceTransformerEncoder.load(name).info for name in names}) == 1


def test_a_name_without_an_owner_is_one_of_sentence_transformers(hub: Path, no_network: None) -> None:
    save_snapshot(hub / "models--sentence-transformers--lille")

    assert SentenceTransformerEncoder.load("lille").info.name == "sentence-transformers/lille"


def test_a_half_fetched_model_is_told_where_nothing_may_be_fetched(hub: Path, no_network: None) -> None:
    (hub / "models--nogen--lille-model" / "snapshots" / COMMIT / "model.safetensors").unlink()

    with pytest.raises(EncoderError, match=r"lille-model.*kan ikke læses af sentence-transformers.*Hent den igen"):
        SentenceTransformerEncoder.load("nogen/lille-model")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        pytest.fail(f"tries the network: {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("name", ["nogen/findes-ikke", "findes-ikke", "nogen/findes-ikke@main", "ikke et navn!"])
def test_a_model_that_is_not_here_is_a_danish_error_without_a_call(name: str, hub: Path, no_network: None) -> None:
    with pytest.raises(EncoderError, match=r"findes ikke på denne maskine.*PRAKSIS_ALLOW_DOWNLOAD=1") as raised:
        load_encoder(name, Analyser.load())

    assert f"«{name}»" in str(raised.value)
    assert f"ingen mappe {Path(name).absolute()}, og den er ikke i hub-lageret {hub}" in str(raised.value)


@pytest.mark.parametrize("name", ["/en/mappe", "./mappe", "../mappe", "~/mappe", "en/mappe/mere", "C:\\mappe"])
def test_of_a_folder_that_is_not_here_nothing_is_said_of_the_hub(name: str, hub: Path, no_network: None) -> None:
    with pytest.raises(EncoderError, match=r"findes ikke på denne maskine: der er ingen mappe /\S+\. Angiv en mappe"):
        load_encoder(name, Analyser.load(), ModelOptions(allow_download=True))


def test_a_model_that_cannot_be_fetched_says_why(hub: Path, monkeypatch: pytest.MonkeyPatch, no_network: None) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)

    with pytest.raises(EncoderError, match=r"kunne heller ikke hentes \(.+\)\. Se efter.*HF_HUB_OFFLINE=1"):
        SentenceTransformerEncoder.load("nogen/findes-ikke", ModelOptions(allow_download=True))


def test_nothing_is_written_while_a_model_is_loaded(bert: Path, capfd: pytest.CaptureFixture[str]) -> None:
    SentenceTransformerEncoder.load(str(bert / "model")).encode_passages(TEXTS)

    assert capfd.readouterr() == ("", "")


def test_a_folder_that_holds_no_model_is_a_danish_error(tmp_path: Path, no_network: None) -> None:
    (tmp_path / "noter.txt").write_text("ikke en model", encoding="utf-8")

    with pytest.raises(EncoderError, match="kan ikke læses af sentence-transformers"):
        SentenceTransformerEncoder.load(str(tmp_path))


@pytest.mark.parametrize(
    "file", ["model.safetensors", "tokenizer.json", "config.json", "modules.json", "1_Pooling/config.json"]
)
def test_a_cut_off_model_is_a_danish_error(bert: Path, tmp_path: Path, file: str) -> None:
    shutil.copytree(bert / "model", tmp_path / "model")
    cut = tmp_path / "model" / file
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])

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
