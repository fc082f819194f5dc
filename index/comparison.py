"""Whether one search is better than another, as far as the judged queries can tell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import cast

import numpy as np

from .encoding import Floats
from .evaluation import ALL, Evaluation
from .judgements import JudgementError
from .metrics import Metrics

RESAMPLES = 10_000
"""So many that the second digit of a p-value near .05 is certain."""

SEED = 20_260_101
CONFIDENCE = 0.95
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class RunQuery:
    """What one query earned in a run."""

    text: str
    kind: str
    split: str
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Run:
    """A measurement that was kept: what was measured, and what each query earned, by its id."""

    name: str
    queries: Mapping[str, RunQuery]

    @classmethod
    def of(cls, evaluation: Evaluation, *, name: str) -> Run:
        """The run that *evaluation* was, called *name*."""
        return cls(
            name,
            {
                one.query.id: RunQuery(one.query.text, one.query.kind, one.query.split, one.metrics)
                for one in evaluation.queries
            },
        )

    def save(self, path: Path) -> None:
        """Write the run; the same run gives the same bytes.

        Raises:
            JudgementError: the file cannot be written.
        """
        queries = {id: {**asdict(one.metrics), **_facts(one)} for id, one in sorted(self.queries.items())}
        content = {"format": _FORMAT, "name": self.name, "queries": queries}
        try:
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise JudgementError(str(path), None, f"filen kan ikke skrives ({error.strerror})") from error

    @classmethod
    def load(cls, path: Path) -> Run:
        """The run that was saved in *path*.

        Raises:
            JudgementError: the file cannot be read or holds no run.
        """
        names = [field.name for field in fields(Metrics)]
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] != _FORMAT:
                raise ValueError(content["format"])
            return cls(
                str(content["name"]),
                {
                    str(id): RunQuery(
                        one["query"], one["kind"], one["split"], Metrics(*(float(one[name]) for name in names))
                    )
                    for id, one in content["queries"].items()
                },
            )
        except OSError as error:
            raise JudgementError(str(path), None, f"filen kan ikke læses ({error.strerror})") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise JudgementError(
                str(path), None, "filen er ingen gemt måling; lav en med: praksis evaluate MAPPE --save FIL"
            ) from error


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric now against before, over the queries that both runs asked.

    Attributes:
        low, high: the middle 95 % of the differences of resampled queries.
        p: how often such a difference, or a larger one, would come by chance if there were none; two-sided.
    """

    split: str
    kind: str
    count: int
    metric: str
    before: float
    now: float
    low: float
    high: float
    p: float

    @property
    def difference(self) -> float:
        """How much better it is now; below 0 it is worse."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against an earlier one; ``left_out`` queries were asked in only one of them, or were reworded."""

    before: str
    now: str
    left_out: int
    rows: tuple[Difference, ...]


def compare(before: Run, now: Run) -> Comparison:
    """How *now* differs from *before*, by split and kind, on the queries that both asked in the same words."""
    common = [id for id, one in now.queries.items() if id in before.queries and before.queries[id].text == one.text]
    left_out = len(before.queries.keys() | now.queries.keys()) - len(common)
    rows = []
    for split in dict.fromkeys(now.queries[id].split for id in common):
        of_split = [id for id in common if now.queries[id].split == split]
        for kind in (*dict.fromkeys(now.queries[id].kind for id in of_split), ALL):
            ids = [id for id in of_split if kind in (ALL, now.queries[id].kind)]
            rows += _differences(split, kind, _earned(before, ids), _earned(now, ids))
    return Comparison(before.name, now.name, left_out, tuple(rows))


def bootstrap(differences: Floats) -> tuple[Floats, Floats, Floats]:
    """The 95 % interval of the mean of each column, and the p-value of its being 0.

    Queries are drawn with replacement, ``RESAMPLES`` times with a fixed seed; how often each was drawn is a
    multinomial count, so that all means are one product of matrices.

    Source: the paired bootstrap of Efron & Tibshirani 1993, as Sakai (SIGIR 2006) uses it for retrieval;
    the p-value counts twice the smaller tail, with one added so that it is never 0.

    Args:
        differences: shape (queries, metrics), now minus before.

    Returns:
        Low, high and p, each of shape (metrics,).
    """
    count = len(differences)
    drawn = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    means = drawn.astype(np.float64) @ differences / count
    # A sum of the same numbers in another order may differ in its last digits.
    means = np.where(np.abs(means) < 1e-12, 0.0, means)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail], axis=0)
    smaller = np.minimum((means <= 0).sum(axis=0), (means >= 0).sum(axis=0))
    return low, high, np.minimum(1.0, 2 * (smaller + 1) / (RESAMPLES + 1))


def _differences(split: str, kind: str, before: Floats, now: Floats) -> list[Difference]:
    low, high, p = bootstrap(now - before)
    return [
        Difference(
            split=split,
            kind=kind,
            count=len(now),
            metric=field.name,
            before=float(before[:, column].mean()),
            now=float(now[:, column].mean()),
            low=float(low[column]),
            high=float(high[column]),
            p=float(p[column]),
        )
        for column, field in enumerate(fields(Metrics))
    ]


def _earned(run: Run, ids: Sequence[str]) -> Floats:
    return cast(Floats, np.array([astuple(run.queries[id].metrics) for id in ids], dtype=np.float64))


def _facts(query: RunQuery) -> dict[str, str]:
    return {"query": query.text, "kind": query.kind, "split": query.split}
