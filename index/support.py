"""What the rest of its document says for a passage: where many of the best hits stand, the answer stands too."""

from __future__ import annotations

import numpy as np

from .encoding import Floats
from .vectors import Numbers, highest

LOOKED_AT = 20
"""So many of the best hits speak for their documents; 10 and 40 gave the same (`make eval`)."""


def document_support(scores: Floats, documents: Numbers) -> Floats:
    """How much of the best hits' score each passage's document holds, 1 for the one that holds most.

    One passage that resembles a question may be chance, five of one document seldom are. Passages without a score
    take part too, and gain what their document gains.

    Args:
        scores: of every passage, 0 or more, shape (n,).
        documents: the number of each passage's document, from 0, shape (n,).

    Source: the passages' votes for their document as in Callan, SIGIR 1994, here among the best hits only.
    """
    best = highest(scores, LOOKED_AT)
    votes = np.bincount(documents[best], weights=scores[best], minlength=int(documents.max(initial=-1)) + 1)
    most = votes.max(initial=0.0)
    if most <= 0:
        return np.zeros_like(scores)
    support: Floats = (votes / most)[documents].astype(np.float32)
    return support
