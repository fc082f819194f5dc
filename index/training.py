"""Trains the built-in model: ``python -m index.training TRAINING_FOLDER``, which is ``make model``."""

from __future__ import annotations

import argparse
import logging
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.analyser import Analyser

from .static_model import StaticEncoder, StaticModel, quantise
from .training_contrast import ContrastiveTrainer
from .training_keys import key_training_text
from .training_lsa import lsa_vectors
from .training_pairs import PairSource
from .training_score import Score, score_encoder, unknown_share
from .training_text import HELD_OUT, Share, TrainingText, read_training_text

logger = logging.getLogger(__name__)

DEFAULT_SEED = 20261121

EVERYDAY_ROWS = Path("corpus/words/hverdagsord.tsv")
PARAPHRASES = Path("index/paraphrases.tsv")
FIELD_QUESTIONS = Path("index/field_questions.tsv")
FIELD_PASSAGES = Path("index/field_passages.jsonl")
"""Our own texts, from the root of the repository; training is no part of the installed package's life."""


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """What was tuned, on passages that the training did not see; see the model card.

    Attributes:
        dimension: numbers in a vector.
        prefixes: the first so many of them serve alone, for those who want a smaller index.
        vocabulary_size: keys at most; 40,000 in int8 are 10 MB.
        steps: contrastive steps; the more text there is, the more of them pay.
        batch_size: pairs in a step.
        learning_rate: of Adam, at its highest.
        word_drop: the share of words left out of each text of a pair.
        shared_drop: how often a passage loses the words that it shares with its query.
    """

    dimension: int = 256
    prefixes: tuple[int, ...] = (64, 128)
    vocabulary_size: int = 40_000
    steps: int = 1400
    batch_size: int = 1024
    learning_rate: float = 0.004
    word_drop: float = 0.5
    shared_drop: float = 0.5


def read_all_text(folder: Path, *, held_out: Share = HELD_OUT) -> TrainingText:
    """The training text of *folder* and of our own four files, with *held_out* of the folder's field text kept out."""
    return read_training_text(
        folder,
        everyday=EVERYDAY_ROWS,
        paraphrases=PARAPHRASES,
        questions=FIELD_QUESTIONS,
        passages=FIELD_PASSAGES,
        held_out=held_out,
    )


def train(
    text: TrainingText, analyser: Analyser, *, seed: int, settings: TrainingSettings | None = None
) -> StaticModel:
    """The model from *text* without its held-out part; the same seed gives the same model."""
    settings = settings or TrainingSettings()
    keyed = key_training_text(text, analyser, vocabulary_size=settings.vocabulary_size)
    logger.info("%d keys in %d speeches, %d manuals", len(keyed.vocabulary), len(keyed.speeches), len(keyed.manuals))
    trainer = ContrastiveTrainer(
        lsa_vectors(keyed, dimension=settings.dimension, seed=seed),
        steps=settings.steps,
        learning_rate=settings.learning_rate,
        prefixes=settings.prefixes,
    )
    logger.info("starting vectors found")
    source = PairSource(keyed, seed=seed, word_drop=settings.word_drop, shared_drop=settings.shared_drop)
    for step in range(settings.steps):
        loss = trainer.step(source.batch(settings.batch_size))
        if step % 20 == 0:
            logger.info("step %d of %d, loss %.3f", step, settings.steps, loss)
    rows, scales = quantise(trainer.vectors)
    return StaticModel(
        positions={key: position for position, key in enumerate(keyed.vocabulary)},
        rows=rows,
        scales=scales,
        seed=seed,
        analyser_version=analyser.version,
    )


def score_table(
    scores: Sequence[Score], shorter: Mapping[int, Score], unknown: float, *, held_out: int, passages: int
) -> str:
    """The scores as a Markdown table, as printed and as written into the model card.

    *shorter* is the score over all kinds with the first so many numbers of each vector alone.
    """
    lines = [
        f"| kind of query | queries | among {held_out} held-out passages | among all {passages} |",
        "|---|---|---|---|",
        *(
            f"| {score.kind} | {score.queries} | {score.among_held_out:.3f} | {score.among_all:.3f} |"
            for score in scores
        ),
        *(
            f"| {score.kind}, by the first {length} numbers | {score.queries} "
            f"| {score.among_held_out:.3f} | {score.among_all:.3f} |"
            for length, score in shorter.items()
        ),
        "",
        f"Words of the held-out text that the model knows nothing of: {unknown:.1%}.",
    ]
    return "\n".join(lines)


def write_scores(card: Path, table: str) -> None:
    """Put *table* between the two score marks of the model card."""
    text = card.read_text(encoding="utf-8")
    marked = f"{_MARKS[0]}\n{table}\n{_MARKS[1]}"
    pattern = re.compile(re.escape(_MARKS[0]) + ".*" + re.escape(_MARKS[1]), re.DOTALL)
    card.write_text(pattern.sub(lambda _: marked, text), encoding="utf-8")


_MARKS = ("<!-- scores: written by index.training -->", "<!-- end of scores -->")


def main(arguments: Sequence[str] | None = None, *, settings: TrainingSettings | None = None) -> None:
    """Read, train, save, score."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with field.jsonl, lexicon.tsv and the others")
    parser.add_argument("--out", type=Path, default=Path("index/model"))
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8d ms  %(message)s")

    started = time.monotonic()
    analyser = Analyser.load()
    text = read_all_text(options.folder)
    model = train(text, analyser, seed=options.seed, settings=settings)
    model.save(options.out)
    logger.info("trained in %.0f s", time.monotonic() - started)
    table = score_table(
        score_encoder(StaticEncoder(model, analyser), text),
        {
            length: score_encoder(StaticEncoder(model.shortened(length), analyser), text)[-1]
            for length in (settings or TrainingSettings()).prefixes
        },
        unknown_share(model, text.held_out, analyser),
        held_out=len(text.held_out),
        passages=len(text.held_out) + len(text.field),
    )
    sys.stdout.write(f"{table}\n")
    if (card := options.out / "README.md").exists():
        write_scores(card, table)


if __name__ == "__main__":
    main()
