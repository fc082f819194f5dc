"""The door to sentence-transformers: any such model as an ``Encoder``, and ours as such a model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import huggingface_hub.constants
import numpy as np
import torch
import transformers
from huggingface_hub import snapshot_download
from sentence_transformers import SentenceTransformer

from corpus.analyser import Analyser
from corpus.errors import EncoderError

from .encoding import EncoderInfo, Floats
from .model_options import ModelOptions
from .static_model import StaticModel, content_keys, load_static_model

_DEFAULT_OWNER = "sentence-transformers"  # sentence-transformers' own rule for names without an owner
_PASSAGE_PROMPTS = ("passage", "document", "corpus")
# Exports of the same weights that torch does not read; together larger than the model.
_NOT_NEEDED = ["onnx/*", "openvino/*", "*.onnx", "*.gguf", "*.msgpack", "*.h5"]
# The E5 models need these and most do not say so in their configuration; the instruct variants do.
# Source: the model cards of intfloat/multilingual-e5-{small,base,large}.
_E5 = re.compile(r"(^|[-_])e5([-_](?!.*instruct)|$)")
_PATH = re.compile(r"[/~.]|[^/]+/[^/]+/|.*\\")  # what is no name on the hub, which has one stroke at most
_NO_LIMIT = 1_000_000  # a tokenizer that has no limit says a far larger number
_E5_PROMPTS = ("query: ", "passage: ")


class SentenceTransformerEncoder:
    """A sentence-transformers model with its prompts.

    Attributes:
        info: the model's name, revision, dimension, prompts and limit.
    """

    def __init__(self, model: SentenceTransformer, *, name: str, revision: str, options: ModelOptions) -> None:
        self._model = model
        self._batch_size = options.batch_size
        # Asked of a vector: the method that tells it is named differently in each major version.
        whole = int(model.encode(["ord"], show_progress_bar=False).shape[1])
        self.info = EncoderInfo(
            name=name,
            revision=revision,
            dimension=options.kept_of(whole, name),
            built_in=False,
            prompts=_prompts(model, name, options),
            max_tokens=_max_tokens(model),
        )

    @classmethod
    def load(cls, name: str, options: ModelOptions | None = None) -> SentenceTransformerEncoder:
        """The model in the folder *name*, or of that name in the local cache of the Hugging Face hub.

        The name may end with "@" and a commit, branch or tag. The network is tried only where *options* allow it,
        and only for a model that is not here, or not whole. Code that comes with a model is never run.

        Raises:
            EncoderError: the model is not on this machine, or cannot be read, or has not the dimension asked for.
        """
        options = options or ModelOptions()
        # They are English and would stand before every answer.
        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = Path(name).expanduser()
        if folder.is_dir():
            return cls(_read(folder, name), name=_folder_name(folder), revision=_revision(folder), options=options)
        repository, _, wanted = name.partition("@")
        if "/" not in repository:
            repository = f"{_DEFAULT_OWNER}/{repository}"
        try:
            folder = _hub_folder(name, repository, wanted or None, download=False)
            model = _read(folder, name)
        except EncoderError:
            if not options.allow_download:
                raise
            folder = _hub_folder(name, repository, wanted or None, download=True)
            model = _read(folder, name)
        return cls(model, name=repository, revision=folder.name, options=options)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """See ``Encoder``."""
        return self._checked(
            self._model.encode_query(
                list(texts),
                prompt=self.info.prompts[0],  # "" too: else the model would choose one
                batch_size=self._batch_size,
                truncate_dim=self.info.dimension,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        )

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """See ``Encoder``."""
        return self._checked(
            self._model.encode_document(
                list(texts),
                prompt=self.info.prompts[1],
                batch_size=self._batch_size,
                truncate_dim=self.info.dimension,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        )

    def _checked(self, vectors: Floats) -> Floats:
        """*vectors* as float32, shape (n, dimension).

        Raises:
            EncoderError: some are no numbers, as where weights are damaged or too large for half precision.
        """
        if not np.isfinite(vectors).all():
            raise EncoderError(
                f"Modellen «{self.info.name}» giver vektorer, der ikke er tal. "
                "Hent den igen, eller vælg en anden model."
            )
        return np.asarray(vectors, np.float32).reshape(-1, self.info.dimension)


def _max_tokens(model: SentenceTransformer) -> int | None:
    limit = model.max_seq_length
    return limit if isinstance(limit, int) and limit < _NO_LIMIT else None


def _prompts(model: SentenceTransformer, name: str, options: ModelOptions) -> tuple[str, str]:
    """What stands before a question and before a passage: as set, else as the model says, else E5's by its name.

    ``encode_document`` of sentence-transformers takes the prompt "document", always there and empty by default,
    before the "passage" that a model in the manner of E5 brings; so the choice is made here.
    """
    configured = {kind: prompt for kind, prompt in model.prompts.items() if prompt}
    query = configured.get("query", "")
    passage = next((configured[kind] for kind in _PASSAGE_PROMPTS if kind in configured), "")
    if not configured and _E5.search(Path(name).name.lower()):
        query, passage = _E5_PROMPTS
    return (
        query if options.query_prefix is None else options.query_prefix,
        passage if options.passage_prefix is None else options.passage_prefix,
    )


def _read(folder: Path, name: str) -> SentenceTransformer:
    """The model in *folder*, which the user calls *name*."""
    try:
        return SentenceTransformer(str(folder), local_files_only=True)
    except Exception as error:  # the tokenizers raise it bare, and each kind of damage has a class of its own
        raise EncoderError(
            f"Modellen «{name}» i mappen {folder} kan ikke læses af sentence-transformers: {error}. "
            "Hent den igen, eller vælg en anden model."
        ) from error


def _hub_folder(name: str, repository: str, revision: str | None, *, download: bool) -> Path:
    try:
        return Path(
            snapshot_download(repository, revision=revision, local_files_only=not download, ignore_patterns=_NOT_NEEDED)
        )
    except (OSError, ValueError) as error:
        looked = f"der er ingen mappe {Path(name).expanduser().absolute()}"
        remedy = ""
        if not _PATH.match(name):
            looked += f", og den er ikke i hub-lageret {huggingface_hub.constants.HF_HUB_CACHE}"
            remedy = (
                f"Den kunne heller ikke hentes ({_first_line(error)}). Se efter, om navnet er rigtigt, og om maskinen "
                "har netforbindelse (HF_HUB_OFFLINE=1 forhindrer den). "
                if download
                else "Tillad, at den hentes (PRAKSIS_ALLOW_DOWNLOAD=1). "
            )
        raise EncoderError(
            f"Modellen «{name}» findes ikke på denne maskine: {looked}. {remedy}"
            "Angiv en mappe med en sentence-transformers-model (PRAKSIS_MODEL=/sti/til/modellen), "
            "eller brug den indbyggede (fjern PRAKSIS_MODEL)."
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _folder_name(folder: Path) -> str:
    """What the model in *folder* is called wherever the folder lies; of the hub's cache the model's own name."""
    folder = folder.resolve()
    owner = folder.parent.parent.name
    if folder.parent.name == "snapshots" and owner.startswith("models--"):
        return owner.removeprefix("models--").replace("--", "/", 1)
    return folder.name


def _revision(folder: Path) -> str:
    """The commit of a folder in the hub's cache; else 16 hexadecimal digits over the names and bytes of its files."""
    folder = folder.resolve()
    if "/" in _folder_name(folder):
        return folder.name
    digest = hashlib.sha256()
    for path, name in _model_files(folder):
        digest.update(f"{name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:16]


def _model_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files that make the vectors, with their names below *folder*.

    Not the model card, not exports that torch does not read, not what begins with a dot: the records of git and
    of the hub's downloader differ between two copies of one model.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        if not hidden and not any(fnmatch(name, pattern) for pattern in _NOT_NEEDED):
            yield path, name


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
