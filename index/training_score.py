"""How well an encoder finds the held-out passages by their queries, on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.analyser import Analyser

from .encoding import Encoder, Floats
from .static_model import StaticModel
from .training_text import FieldPassage, TrainingText

_TOP = 10
ALL_KINDS = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """Mean nDCG@10 of the queries of one kind, dense alone; the right answer is the one passage asked for.

    Attributes:
        kind: the kind of query, or ``ALL_KINDS``.
        queries: how many.
        among_held_out: with the held-out passages alone to choose from.
        among_all: with the passages of the training as well.
    """

    kind: str
    queries: int
    among_held_out: float
    among_all: float


def score_encoder(encoder: Encoder, text: TrainingText) -> list[Score]:
    """A score for each kind of query, in alphabetical order, and last the one for all."""
    queries = [query for passage in text.held_out for query in passage.queries]
    targets = [number for number, passage in enumerate(text.held_out) for _ in passage.queries]
    asked = encoder.encode_queries([query.text for query in queries])
    held_out, others = (
        encoder.encode_passages([f"{passage.heading}\n{passage.text}" for passage in passages])
        for passages in (text.held_out, text.field)
    )
    narrow = _gains(asked @ held_out.T, targets)
    wide = _gains(asked @ np.concatenate([held_out, others]).T, targets)
    kinds = np.array([query.kind for query in queries])
    return [
        Score(kind, int(chosen.sum()), float(narrow[chosen].mean()), float(wide[chosen].mean()))
        for kind, chosen in (
            *((str(kind), kinds == kind) for kind in np.unique(kinds)),
            (ALL_KINDS, np.full(len(kinds), True)),
        )
    ]


def unknown_share(model: StaticModel, passages: Sequence[FieldPassage], analyser: Analyser) -> float:
    """The share of the words in *passages* and their queries, stop words aside, that the model knows nothing of."""
    texts = [
        text
        for passage in passages
        for text in (passage.heading, passage.text, *(query.text for query in passage.queries))
    ]
    words = [token for text in texts for token in analyser.tokens(text) if not token.stop]
    unknown = sum(not any(key in model.positions for key in word.keys) for word in words)
    return unknown / len(words)


def _gains(cosines: Floats, targets: Sequence[int]) -> Floats:
    """nDCG@10 of each row, whose one right column is its target; a tie counts against it."""
    right = cosines[np.arange(len(targets)), targets][:, None]
    ranks = (cosines >= right).sum(axis=1)
    gains: Floats = np.where(ranks <= _TOP, 1 / np.log2(1 + ranks), 0).astype(np.float32)
    return gains
