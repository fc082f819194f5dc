"""The built-in model: a vector for each Danish word key, in files that NumPy alone can read."""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.analyser import Analyser
from corpus.errors import EncoderError

from .encoding import EncoderInfo, Floats
from .model_options import ModelOptions

logger = logging.getLogger(__name__)

FOLDED_WEIGHT = 1.0
"""The weight of a word that was folded in: the median length of the model's rows is 1.04; .5 to 2 scored alike."""
_NOTHING: Mapping[str, Floats] = {}

NAME = "praksis-static-da"
_CONFIG, _VOCABULARY, _ROWS, _SCALES = "config.json", "vocabulary.txt", "rows.npy", "scales.npy"


@dataclass(frozen=True, slots=True)
class StaticModel:
    """A table of word vectors; the vector of a key is ``rows[i] * scales[i]`` with ``i = positions[key]``.

    The length of a vector is the weight of its key: a text is the plain sum of the vectors of its keys.

    Attributes:
        positions: key to row number, in the order of the rows.
        rows: int8, shape (len(positions), dimension).
        scales: float32, one for each row.
        seed: the seed of its training.
        analyser_version: the analyser that made the keys.
    """

    positions: Mapping[str, int]
    rows: npt.NDArray[np.int8]
    scales: Floats
    seed: int
    analyser_version: str

    @property
    def dimension(self) -> int:
        return int(self.rows.shape[1])

    def vector(self, keys: Iterable[str], folded: Mapping[str, Floats] = _NOTHING) -> Floats:
        """The unit vector of a text with these keys, zero where the model knows none of them.

        *folded* are unit vectors for keys that it does not know; they weigh ``FOLDED_WEIGHT``.
        """
        keys = list(keys)
        known = [position for key in keys if (position := self.positions.get(key)) is not None]
        total: Floats = self.scales[known] @ self.rows[known].astype(np.float32)
        for key in keys:
            if key in folded and key not in self.positions:
                total = total + FOLDED_WEIGHT * folded[key]
        length = np.linalg.norm(total)
        return total / length if length > 0 else total

    def shortened(self, dimension: int) -> StaticModel:
        """The model with the first *dimension* numbers of each vector; it is trained for 64 and 128 (Matryoshka)."""
        return replace(self, rows=np.ascontiguousarray(self.rows[:, :dimension]))

    def fingerprint(self) -> str:
        """64 hexadecimal digits over everything that decides a vector."""
        digest = hashlib.sha256("\n".join(self.positions).encode())
        digest.update(np.ascontiguousarray(self.rows).data)
        digest.update(np.ascontiguousarray(self.scales).data)
        return digest.hexdigest()

    def save(self, folder: Path) -> None:
        """Write the model's files; the same model gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _ROWS, self.rows)
        np.save(folder / _SCALES, self.scales)
        (folder / _VOCABULARY).write_text("".join(f"{key}\n" for key in self.positions), encoding="utf-8")
        config = {
            "name": NAME,
            "dimension": self.dimension,
            "keys": len(self.positions),
            "seed": self.seed,
            "analyser_version": self.analyser_version,
            "sha256": self.fingerprint(),
        }
        (folder / _CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def load_static_model(folder: Traversable) -> StaticModel:
    """The model in *folder*.

    Raises:
        EncoderError: a file is missing, or the files do not belong together.
    """
    try:
        config = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
        keys = (folder / _VOCABULARY).read_text(encoding="utf-8").splitlines()
        model = StaticModel(
            positions={key: position for position, key in enumerate(keys)},
            rows=np.load(io.BytesIO((folder / _ROWS).read_bytes())),
            scales=np.load(io.BytesIO((folder / _SCALES).read_bytes())),
            seed=config["seed"],
            analyser_version=config["analyser_version"],
        )
        intact = model.fingerprint() == config["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise EncoderError(f"Modellen i {folder} kan ikke læses ({error}). {_REMEDY}") from error
    if not intact:
        raise EncoderError(f"Modellens filer i {folder} hører ikke sammen (forkert kontrolsum). {_REMEDY}")
    return model


_REMEDY = "Installér Praksis igen, eller træn modellen forfra: make model"


def quantise(vectors: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Each row as int8 with one float32 scale; no number moves by more than half its row's scale."""
    scales = np.abs(vectors).max(axis=1) / 127
    # Below the smallest normal float a scale has no digits left to divide by: such a row is zero.
    scales = np.where(scales >= np.finfo(np.float32).tiny, scales, 1).astype(np.float32)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales


class StaticEncoder:
    """The built-in model as an ``Encoder``; queries and passages are encoded alike."""

    def __init__(self, model: StaticModel, analyser: Analyser) -> None:
        self._model = model
        self._analyser = analyser
        self.info = EncoderInfo(name=NAME, revision=model.fingerprint()[:16], dimension=model.dimension, built_in=True)
        if model.analyser_version != analyser.version:
            logger.info(
                "the built-in model was trained with analyser %s, this is %s; `make model` trains it anew",
                model.analyser_version,
                analyser.version,
            )

    @classmethod
    def built_in(cls, analyser: Analyser, options: ModelOptions | None = None) -> StaticEncoder:
        """The encoder with the model that comes with Praksis; of *options* it has the dimension alone.

        Raises:
            EncoderError: the model cannot be read, or has not so many numbers.
        """
        model = load_static_model(files("index") / "model")
        kept = (options or ModelOptions()).kept_of(model.dimension, NAME)
        return cls(model.shortened(kept), analyser)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """See ``Encoder``."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """See ``Encoder``."""
        return self._encode(texts)

    def unknown_keys(self, text: str) -> list[str]:
        """The keys of *text* that the model has no vector for, each once."""
        keys = dict.fromkeys(content_keys(self._analyser, text))
        return [key for key in keys if key not in self._model.positions]

    def encode_with(self, text: str, folded: Mapping[str, Floats]) -> Floats:
        """The vector of one question, shape (dimension,), with unit vectors for words that the model lacks."""
        return self._model.vector(content_keys(self._analyser, text), folded)

    def _encode(self, texts: Sequence[str]) -> Floats:
        vectors = np.zeros((len(texts), self._model.dimension), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._model.vector(content_keys(self._analyser, text))
        return vectors


def content_keys(analyser: Analyser, text: str) -> list[str]:
    """The keys that a text is embedded by: lemma, parts and extra of each word that is no stop word."""
    return [key for token in analyser.tokens(text) if not token.stop for key in token.keys]
