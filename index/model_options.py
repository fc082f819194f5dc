"""How a model is used, apart from which one it is."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import EncoderError

BATCH_SIZE = 32
"""Texts that go through a model together: sentence-transformers' own number, which fits a laptop's memory."""


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What a person may say of a sentence-transformers model; of these the built-in one has only ``dimension``.

    Attributes:
        allow_download: whether it may be fetched from its hub where it is not on this machine.
        query_prefix: what is written before each question; ``None`` is what the model's own files say.
        passage_prefix: the same for passages.
        dimension: keep the first so many numbers of a vector, for models that are trained for it (Matryoshka);
            ``None`` is all.
        batch_size: texts that go through the model together, and after which the vectors are kept; no vector
            depends on it but for rounding.
    """

    allow_download: bool = False
    query_prefix: str | None = None
    passage_prefix: str | None = None
    dimension: int | None = None
    batch_size: int = BATCH_SIZE

    def kept_of(self, whole: int, name: str) -> int:
        """How many of the *whole* numbers in a vector of the model *name* are kept.

        Raises:
            EncoderError: more are asked for than there are.
        """
        if self.dimension is not None and self.dimension > whole:
            raise EncoderError(
                f"Modellen «{name}» giver vektorer med {whole} tal; PRAKSIS_DIMENSION={self.dimension} er flere. "
                "Sæt den lavere, eller fjern den."
            )
        return self.dimension or whole
