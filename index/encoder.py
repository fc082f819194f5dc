"""The door to sentence-transformers: any such model as an ``Encoder``, and ours as such a model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from huggingface_hub import snapshot_download
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer

from corpus.analyser import Analyser
from corpus.errors import EncoderError

from .encoding import EncoderInfo, Floats, Progress
from .static_model import StaticModel, content_keys, load_static_model

_DEFAULT_OWNER = "sentence-transformers"  # sentence-transformers' own rule for names without an owner
_PASSAGE_PROMPTS = ("passage", "document", "corpus")
# Exports of the same weights that torch does not read; together larger than the model.
_NOT_NEEDED = ["onnx/*", "openvino/*", "*.onnx", "*.gguf", "*.msgpack", "*.h5"]
# The E5 models need these and most do not say so in their configuration; the instruct variants do.
# Source: the model cards of intfloat/multilingual-e5-{small,base,large}.
_E5 = re.compile(r"(^|[-_])e5[-_](?!.*instruct)")
_E5_PROMPTS = ("query: ", "passage: ")


class SentenceTransformerEncoder:
    """A sentence-transformers model with its prompts.

    The prompts are chosen here: ``encode_document`` of sentence-transformers takes the prompt "document",
    always there and empty by default, before the "passage" that a model in the manner of E5 brings.

    Attributes:
        info: the model's name, revision and dimension.
        prompts: what is written before a query and before a passage, "" where nothing is.
    """

    def __init__(
        self,
        model: SentenceTransformer,
        *,
        name: str,
        revision: str,
        batch_size: int = 32,
        progress: Progress | None = None,
    ) -> None:
        self._model = model
        self._batch_size = batch_size
        self._progress = progress
        self.prompts = _prompts(model, name)
        # Asked of a vector: the method that tells it is named differently in each major version.
        dimension = int(model.encode(["ord"], show_progress_bar=False).shape[1])
        self.info = EncoderInfo(name=name, revision=revision, dimension=dimension, built_in=False)

    @classmethod
    def load(
        cls,
        name: str,
        *,
        allow_download: bool = False,
        batch_size: int = 32,
        progress: Progress | None = None,
    ) -> SentenceTransformerEncoder:
        """The model in the folder *name*, or of that name in the local cache of the Hugging Face hub.

        The network is tried only with *allow_download*. Code that comes with a model is never run.

        Raises:
            EncoderError: the model is not on this machine, or cannot be read.
        """
        folder = Path(name)
        if folder.is_dir():
            revision = _folder_revision(folder)
        else:
            folder = _hub_folder(name, allow_download=allow_download)
            revision = folder.name
        try:
            model = SentenceTransformer(str(folder), local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise EncoderError(
                f"Modellen «{name}» kan ikke læses af sentence-transformers: {error}. "
                "Hent den igen, eller vælg en anden model."
            ) from error
        return cls(model, name=name, revision=revision, batch_size=batch_size, progress=progress)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """See ``Encoder``."""
        return self._encode(texts, prompt=self.prompts[0])

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """See ``Encoder``."""
        return self._encode(texts, prompt=self.prompts[1])

    def _encode(self, texts: Sequence[str], *, prompt: str) -> Floats:
        vectors = np.zeros((len(texts), self.info.dimension), np.float32)
        for start in range(0, len(texts), self._batch_size):
            batch = list(texts[start : start + self._batch_size])
            vectors[start : start + len(batch)] = self._model.encode(
                batch,
                prompt=prompt,
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            if self._progress is not None:
                self._progress(start + len(batch), len(texts))
        return vectors


def _prompts(model: SentenceTransformer, name: str) -> tuple[str, str]:
    configured = {kind: prompt for kind, prompt in model.prompts.items() if prompt}
    if not configured and _E5.search(Path(name).name.lower()):
        return _E5_PROMPTS
    passage = next((configured[kind] for kind in _PASSAGE_PROMPTS if kind in configured), "")
    return configured.get("query", ""), passage


def _hub_folder(name: str, *, allow_download: bool) -> Path:
    repository = name if "/" in name else f"{_DEFAULT_OWNER}/{name}"
    try:
        return Path(snapshot_download(repository, local_files_only=not allow_download, ignore_patterns=_NOT_NEEDED))
    except (OSError, ValueError) as error:
        remedy = (
            "Se efter, om navnet er rigtigt, og om maskinen har netforbindelse"
            if allow_download
            else "Tillad, at den hentes (PRAKSIS_ALLOW_DOWNLOAD=1)"
        )
        raise EncoderError(
            f"Modellen «{name}» findes ikke på denne maskine. {remedy}, angiv en mappe med en "
            "sentence-transformers-model, eller brug den indbyggede model."
        ) from error


def _folder_revision(folder: Path) -> str:
    """Sixteen hexadecimal digits over the names and bytes of all files but the model card."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:16]


class StaticModule(torch.nn.Module):
    """The built-in model as the one module of a ``SentenceTransformer``; ``index/model/modules.json`` names it.

        SentenceTransformer("index/model", trust_remote_code=True)

    Since version 6 sentence-transformers imports a class from outside itself only when told to trust it,
    also from a local folder.
    """

    def __init__(self, model: StaticModel, analyser: Analyser) -> None:
        super().__init__()
        self._positions = model.positions
        self._analyser = analyser
        vectors = torch.from_numpy(model.rows * model.scales[:, None])
        self.embedding = torch.nn.EmbeddingBag.from_pretrained(vectors, mode="sum")

    @classmethod
    def load(cls, folder: str) -> StaticModule:
        """The module from the folder of the model, as sentence-transformers asks for it."""
        return cls(load_static_model(Path(folder)), Analyser.load())

    def preprocess(
        self, inputs: Sequence[str], prompt: str | None = None, task: str | None = None
    ) -> dict[str, torch.Tensor]:
        """Row numbers of all texts in one line, and where each text begins in it."""
        texts = [(prompt or "") + text for text in inputs]
        rows = [
            [self._positions[key] for key in content_keys(self._analyser, text) if key in self._positions]
            for text in texts
        ]
        starts = np.cumsum([0] + [len(numbers) for numbers in rows[:-1]])
        return {
            "input_ids": torch.tensor([number for numbers in rows for number in numbers], dtype=torch.long),
            "offsets": torch.from_numpy(starts),
        }

    def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """The features with "sentence_embedding": unit rows, zero for a text of unknown words."""
        total = self.embedding(features["input_ids"], features["offsets"])
        features["sentence_embedding"] = torch.nn.functional.normalize(total, dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        """Numbers in a vector; sentence-transformers asks."""
        return self.embedding.embedding_dim
