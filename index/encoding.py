"""What every encoder offers, and the one place that chooses between the built-in model and another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from .model_options import ModelOptions

if TYPE_CHECKING:
    from corpus.analyser import Analyser

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncoderInfo:
    """Which model made a vector.

    Attributes:
        name: the model's name, or that of its folder wherever it lies.
        revision: changes whenever the model's files do.
        dimension: numbers in a vector.
        built_in: whether this is the model that comes with Praksis.
        prompts: what is written before a question and before a passage, "" where nothing is.
        max_tokens: what of a text is longer the model does not read; ``None`` where it has no such limit.
    """

    name: str
    revision: str
    dimension: int
    built_in: bool
    prompts: tuple[str, str] = ("", "")
    max_tokens: int | None = None

    @property
    def id(self) -> str:
        """One string for the index manifest; vectors with different ids must not be compared."""
        prompts = " «{}» «{}»".format(*self.prompts) if any(self.prompts) else ""
        return f"{self.name}@{self.revision}/{self.dimension}{prompts}"


class Encoder(Protocol):
    """Texts to vectors; a dot product of two of them is their cosine, higher is nearer."""

    @property
    def info(self) -> EncoderInfo:
        """Which model this is."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of shape (len(texts), dimension), float32; a text of unknown words is a zero row."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """As :meth:`encode_queries`, for what is searched; some models tell the two apart."""
        ...


def load_encoder(name: str | None, analyser: Analyser, options: ModelOptions | None = None) -> Encoder:
    """The built-in encoder for ``None``, else the sentence-transformers model of that name or folder.

    The imports stand inside because both encoders build on this module, and because
    sentence-transformers costs seconds that the built-in model must not pay.

    Raises:
        EncoderError: the model is not on this machine, or cannot be read.
    """
    if name is None:
        from .static_model import StaticEncoder

        return StaticEncoder.built_in(analyser, options)
    from .encoder import SentenceTransformerEncoder

    return SentenceTransformerEncoder.load(name, options)
