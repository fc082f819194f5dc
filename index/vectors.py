"""Nearest vectors, exactly. The only importer of FAISS.

The index lives in memory and is made from the store's vectors; nothing of it is on disk, so it cannot
disagree with the store after a crash.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexMismatch

from .encoding import Floats

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class VectorIndex:
    """Unit vectors by the numbers of their passages; scores are cosines, higher is nearer.

    Attributes:
        seqs: the passages' numbers, ascending, shape (n,).
        vectors: unit rows, or zero rows for texts without a known word, shape (n, dim).
    """

    def __init__(self, seqs: Numbers, vectors: Floats) -> None:
        self.seqs = seqs
        self.vectors = vectors

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, bytes]], *, dimension: int) -> VectorIndex:
        """The index of the store's rows: a passage's number, ascending, and its float32 bytes.

        Raises:
            IndexMismatch: a vector has another dimension.
        """
        seqs, blobs = [], []
        for seq, blob in rows:
            if len(blob) != 4 * dimension:
                raise IndexMismatch(
                    f"Afsnit nr. {seq} har en vektor med {len(blob) // 4} tal, modellen giver {dimension}. "
                    "Kør: praksis rebuild"
                )
            seqs.append(seq)
            blobs.append(blob)
        vectors = np.frombuffer(b"".join(blobs), dtype="<f4").astype(np.float32).reshape(len(seqs), dimension)
        return cls(np.array(seqs, dtype=np.int64), vectors)

    @cached_property
    def _index(self) -> Any:
        """FAISS with vectors of its own: as large as ours again, and no search for a question needs it."""
        index = _faiss().IndexFlatIP(self.vectors.shape[1])
        index.add(self.vectors)
        return index

    def __len__(self) -> int:
        return len(self.seqs)

    def nearest(self, vector: Floats, count: int, allowed: Mask | None = None) -> tuple[Numbers, Floats]:
        """Positions and cosines of the *count* nearest, nearest first, ties by position.

        Args:
            vector: shape (dim,), a unit vector.
            count: at most so many.
            allowed: shape (n,); only positions where it is true may be returned.
        """
        possible = len(self) if allowed is None else int(allowed.sum())
        count = min(count, possible)
        if count == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        parameters = None
        if allowed is not None:
            bitmap = np.packbits(allowed, bitorder="little")
            parameters = _faiss().SearchParameters(sel=_faiss().IDSelectorBitmap(bitmap))
        scores, positions = self._index.search(vector[None, :], count, params=parameters)
        order = np.lexsort((positions[0], -scores[0]))
        return positions[0][order], scores[0][order]

    def all_cosines(self, vector: Floats) -> Floats:
        """The cosine of *vector* with every position, shape (n,)."""
        product: Floats = self.vectors @ vector
        return product

    def cosines(self, vector: Floats, positions: Numbers) -> Floats:
        """The cosine of *vector* with each of *positions*."""
        product: Floats = self.vectors[positions] @ vector
        return product


def _faiss() -> Any:
    """FAISS, loaded when it is first needed: it takes 15 MB.

    Its own stubs describe the C++ signatures, not those that its Python loader puts in their place.
    """
    import faiss

    return faiss


def highest(scores: Floats, count: int) -> Numbers:
    """The places of the *count* highest scores above 0, the highest first, the first of equals first."""
    above = np.flatnonzero(scores > 0)
    if len(above) > count:  # sorting all of 10,000 takes ten times as long as finding where the best begin
        least = np.partition(scores[above], len(above) - count)[len(above) - count]
        above = above[scores[above] >= least]
    best: Numbers = above[np.argsort(-scores[above], kind="stable")[:count]]
    return best
