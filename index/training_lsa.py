"""Where training starts: word vectors by latent semantic analysis of all the texts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sparse
from sklearn.utils.extmath import randomized_svd

from .encoding import Floats
from .training_keys import Bag, KeyedText

# How much a text weighs: the little text from the field must not drown in the rest.
_FIELD, _QUERY, _SYNONYM, _SPEECH, _MANUAL = 6.0, 3.0, 2.0, 1.0, 0.6
# These kinds say what the passage says in other words; beside its heading they are a text of their own.
_OTHER_WORDS = ("everyday", "professional", "english")


def lsa_vectors(text: KeyedText, *, dimension: int, seed: int) -> Floats:
    """A vector for each key, shape (len(vocabulary), dimension); its length is the key's weight (idf).

    A text is a row of (1 + log tf) × idf, of unit length times the root of its weight. Each key takes
    its right singular vectors scaled by the root of the singular values. The first component is left out:
    it says no more than how common a key is.
    """
    weighted = [(bag, weight) for bag, weight in _documents(text) if len(bag) > 1]
    matrix = sparse.csr_array(
        (
            np.ones(sum(len(bag) for bag, _ in weighted), np.float32),
            np.concatenate([bag for bag, _ in weighted]),
            np.cumsum([0, *(len(bag) for bag, _ in weighted)]),
        ),
        shape=(len(weighted), len(text.vocabulary)),
    )
    matrix.sum_duplicates()
    frequency = np.bincount(matrix.indices, minlength=len(text.vocabulary))
    idf = np.log((1 + len(weighted)) / (1 + frequency)) + 1
    matrix.data = ((1 + np.log(matrix.data)) * idf[matrix.indices]).astype(np.float32)
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    weights = np.sqrt([weight for _, weight in weighted]) / lengths
    matrix = sparse.diags_array(weights.astype(np.float32)) @ matrix
    _, singular, right = randomized_svd(matrix, n_components=dimension + 1, n_iter=2, random_state=seed)
    vectors = right[1:].T * np.sqrt(singular[1:])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    scaled: Floats = (vectors * (idf / idf.mean())[:, None]).astype(np.float32)
    return scaled


def _documents(text: KeyedText) -> Iterator[tuple[Bag, float]]:
    for passage in text.field:
        yield np.concatenate([passage.whole, *(bag for _, bag in passage.queries)]), _FIELD
        for kind, bag in passage.queries:
            if kind in _OTHER_WORDS:
                yield np.concatenate([bag, passage.heading]), _QUERY
    for phrase, terms in text.synonyms:
        yield np.concatenate([phrase, *terms]), _SYNONYM
    for question, answer in text.paraphrases:
        yield np.concatenate([question, answer]), _QUERY
    for bag in text.speeches:
        yield bag, _SPEECH
    for bag in text.manuals:
        yield bag, _MANUAL
