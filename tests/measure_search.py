"""``make ablation``: what each part of the search is worth, and how it fares as the corpus grows.

Each part is taken away alone. Measured on the judged queries of the samples, on those of the real documents and
on the held-out tenth of the training's field text (each where it is here). A held-out query has one right
passage, so that other good answers count as wrong.
"""

from __future__ import annotations

import math
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import index.ranking
import index.view
from api.batch import ingest_paths
from api.service import Service
from api.settings import Settings
from index.encoding import Encoder, Floats
from index.evaluation import ALL, evaluate
from index.folding import Holders, fold_in
from index.fusion_settings import FusionSettings
from index.lexical import COLUMN_WEIGHTS
from index.search import Searcher
from index.training_text import HELD_OUT

from .field_corpus import HeldOut, Row, field_service, ndcg, queries_of, read_field
from .measure_quality import corpora

SIZES = (150, 600, 1500)
LEXICAL_GAP = ("everyday", "paraphrase")

Change = Callable[[FusionSettings], FusionSettings]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the search: how its numbers change without it, and what else is taken away."""

    name: str
    change: Change = lambda settings: settings
    columns: tuple[int, ...] = ()
    folding: bool = True
    literal: bool = False


PARTS = (
    Part("everything"),
    Part("words alone", lambda one: replace(one, meaning=0, everyday=0, beside=0)),
    Part("vectors alone", lambda one: replace(one, words=0, whole=0, close=0, letters=0, everyday=0, beside=0)),
    Part("no gain for all words", lambda one: replace(one, whole=0)),
    Part("no compound parts", columns=(1,)),
    Part("no further keys", columns=(2,)),
    Part("no synonym rings", columns=(3,)),
    Part("no headings", columns=(4,)),
    Part("no document context", columns=(5,)),
    Part("no letters in a row", lambda one: replace(one, letters=0)),
    Part("no nearness of words", lambda one: replace(one, close=0)),
    Part("no number beside the words", lambda one: replace(one, count=0)),
    Part("no everyday terms", lambda one: replace(one, everyday=0)),
    Part("no everyday words beside", lambda one: replace(one, beside=0)),
    Part("no gain for headings", lambda one: replace(one, heading=0)),
    Part("no support by the document", lambda one: replace(one, document=0)),
    Part("no folding in", folding=False),
    Part("no mending, no filters named", literal=True),
)


def main() -> None:
    """Print the table of parts, then the curve over sizes."""
    with tempfile.TemporaryDirectory() as folder:
        print_parts(Path(folder))
        if "PRAKSIS_REAL" in os.environ:
            print_curve(Path(folder), Path(os.environ["PRAKSIS_REAL"]) / "training")


def print_parts(folder: Path) -> None:
    """nDCG@10 over all queries, and over those that share no word with their answer, without each part."""
    columns: list[tuple[str, Callable[[Part], tuple[float, float]]]] = []
    for number, (name, pdfs, judged) in enumerate(corpora()):
        service = Service(Settings.from_env({}, data=folder / str(number)))
        ingest_paths(service, [pdfs], workers=None)
        columns.append((name, _judged(service, judged)))
    if "PRAKSIS_REAL" in os.environ:
        field = read_field(Path(os.environ["PRAKSIS_REAL"]) / "training")
        service, queries = _field_corpus(folder / "field", field, 0)
        columns.append(("the held-out tenth", lambda part: _asked(service, queries, part)))
    print("| nDCG@10 (lexical gap) | " + " | ".join(name for name, _ in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for part in PARTS:
        cells = [f"{whole:.3f} ({gap:.3f})" for whole, gap in (measure(part) for _, measure in columns)]
        print(f"| {part.name} | " + " | ".join(cells) + " |", flush=True)


def print_curve(folder: Path, training: Path) -> None:
    """nDCG@10 of the held-out queries by kind among more and more passages of the same field."""
    field = read_field(training)
    for size in SIZES:
        service, queries = _field_corpus(folder / f"field{size}", field, size)
        print_sides(service, queries)


def print_sides(service: Service, queries: Sequence[HeldOut]) -> None:
    """nDCG@10 by kind with everything, by words alone and by vectors alone."""
    count = service.store.counts()["passages"]
    for part in PARTS[:3]:
        kinds = _by_kind(service, queries, part)
        cells = ", ".join(f"{kind} {score:.3f}" for kind, score in sorted(kinds.items()))
        print(f"{count} passages, {part.name}: {cells}", flush=True)


def _judged(service: Service, judged: Path) -> Callable[[Part], tuple[float, float]]:
    documents = {one.file: one.id for one in service.store.summaries()}

    def measure(part: Part) -> tuple[float, float]:
        with _without(service, part) as searcher:
            found = evaluate(judged, _Literal(searcher) if part.literal else searcher, documents)
        scores = [(one.query.kind, one.metrics.ndcg_10) for one in found.queries]
        return _mean(scores, None), _mean(scores, LEXICAL_GAP)

    return measure


class _Literal:
    """Asks a searcher for just what is typed."""

    def __init__(self, searcher: Searcher) -> None:
        self.search = lambda text, **options: searcher.search(text, literal=True, **options)


def _asked(service: Service, queries: Sequence[HeldOut], part: Part) -> tuple[float, float]:
    scores = _scores(service, queries, part)
    return _mean(scores, None), _mean(scores, LEXICAL_GAP)


def _by_kind(service: Service, queries: Sequence[HeldOut], part: Part) -> dict[str, float]:
    scores = _scores(service, queries, part)
    kinds = {kind: _mean(scores, (kind,)) for kind in dict.fromkeys(kind for kind, _ in scores)}
    return {**kinds, ALL: _mean(scores, None)}


def _scores(service: Service, queries: Sequence[HeldOut], part: Part) -> list[tuple[str, float]]:
    with _without(service, part) as searcher:
        return [(query.kind, ndcg(searcher, query, literal=part.literal)) for query in queries]


def _mean(scores: Sequence[tuple[str, float]], kinds: Sequence[str] | None) -> float:
    chosen = [score for kind, score in scores if kinds is None or kind in kinds]
    return sum(chosen) / len(chosen) if chosen else math.nan


@contextmanager
def _without(service: Service, part: Part) -> Iterator[Searcher]:
    """A searcher like that of *service* but for *part*."""
    weights = tuple(0.0 if at in part.columns else one for at, one in enumerate(COLUMN_WEIGHTS))
    with (
        patch.object(index.view, "COLUMN_WEIGHTS", weights),
        patch.object(index.ranking, "fold_in", fold_in if part.folding else _plain),
    ):
        yield Searcher(
            service.store,
            analyser=service.analyser,
            rings=service.rings,
            everyday=service.everyday,
            encoder=service.encoder,
            vocabulary=service.vocabulary,
            settings=part.change(service.fusion),
        )


def _plain(encoder: Encoder, text: str, holders: Holders) -> Floats:
    """The question's vector without the words that the model lacks."""
    vector: Floats = encoder.encode_queries([text])[0]
    return vector


def _field_corpus(data: Path, field: Sequence[Row], size: int) -> tuple[Service, list[HeldOut]]:
    """A corpus of the held-out passages and of others up to *size*, and the held-out queries."""
    held_out = [row for number, row in enumerate(field) if number in HELD_OUT]
    others = [row for number, row in enumerate(field) if number not in HELD_OUT]
    random.Random(size).shuffle(others)
    service = field_service(data, [*held_out, *others[: max(0, size - len(held_out))]])
    return service, queries_of(held_out)


if __name__ == "__main__":
    main()
