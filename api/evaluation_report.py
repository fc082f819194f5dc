"""A measurement of the search as one HTML file that needs nothing beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.errors import StoreError
from corpus.store import DocumentSummary
from index.evaluation import GradedHit, QueryScore

from .citations import UNTITLED
from .evaluations import Measured, evaluation_answer
from .rendering import marked
from .service import Service
from .terminal_evaluation import CLAIMS, DAMAGES, METRICS, SIGNIFICANT, decimal, signed

SHOWN_HITS = 5
SHOWN_LETTERS = 420
"""Of a passage that should have come."""

GOOD_ENOUGH = 0.5
"""A query with a lower nDCG@10 is shown as weak, one without an answer among the first five as failed."""

GRADES = {2: "svarer", 1: "beslægtet", 0: "ikke bedømt som svar"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One query of the report."""

    score: QueryScore
    failed: bool
    hits: tuple[GradedHit, ...]


def write_report(service: Service, measured: Measured, path: Path) -> None:
    """Write the report on *measured* to *path*.

    Raises:
        StoreError: the file cannot be written.
    """
    shown = [_shown(one) for one in measured.evaluation.queries if one.metrics.ndcg_10 < GOOD_ENOUGH or _failed(one)]
    shown.sort(key=lambda one: (not one.failed, one.score.metrics.ndcg_10, one.score.query.id))
    html = (
        _environment()
        .get_template("evaluation.html")
        .render(
            run=measured.run,
            answer=evaluation_answer(measured),
            failed=[one for one in shown if one.failed],
            weak=[one for one in shown if not one.failed],
            overrated=[
                query
                for query, confidence in measured.evaluation.confidences
                if not query.answerable and confidence == "strong"
            ],
            documents={one.id: one for one in service.store.summaries()},
        )
    )
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"Rapporten kan ikke skrives til {path} ({error.strerror}).") from error


def _failed(score: QueryScore) -> bool:
    return score.metrics.success_5 == 0


def _shown(score: QueryScore) -> Shown:
    return Shown(score, _failed(score), score.hits[:SHOWN_HITS])


def _title(document: DocumentSummary) -> str:
    return document.title or UNTITLED


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(decimal=decimal, signed=signed, marked=marked, title_of=_title)
    environment.globals.update(
        METRICS=METRICS,
        DAMAGES=DAMAGES,
        CLAIMS=CLAIMS,
        GRADES=GRADES,
        SIGNIFICANT=SIGNIFICANT,
        SHOWN_LETTERS=SHOWN_LETTERS,
    )
    return environment
