"""Words that the built-in model never met, given a meaning by the passages that hold them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .encoding import Encoder, Floats
from .static_model import StaticEncoder

Holders = Callable[[str], Floats]
"""A key to the vectors of the passages that hold it, shape (n, dimension)."""


def fold_in(encoder: Encoder, text: str, holders: Holders) -> Floats:
    """The vector of the question *text*, in which a word without a vector has the mean of its passages'.

    Only the built-in model has words without a vector; with another this is its plain query vector. What is
    folded in follows from the corpus alone, so nothing of it is kept.

    What it is worth: ``make ablation``, the line "no folding in".
    """
    if not isinstance(encoder, StaticEncoder):
        plain: Floats = encoder.encode_queries([text])[0]
        return plain
    folded = {}
    for key in encoder.unknown_keys(text):
        vectors = holders(key)
        if len(vectors):
            folded[key] = _unit(vectors.mean(axis=0))
    return encoder.encode_with(text, folded)


def _unit(vector: Floats) -> Floats:
    length = np.linalg.norm(vector)
    return vector / length if length > 0 else vector
