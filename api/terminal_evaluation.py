"""A measurement of the search as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from . import schemas
from .terminal import bold, columns

ALL = "all"

METRICS = {
    "ndcg_10": "nDCG@10",
    "recall_10": "Recall@10",
    "mrr_10": "MRR@10",
    "success_1": "succes@1",
    "success_5": "succes@5",
}
DAMAGES = {
    "letters": "ae, oe og aa for æ, ø og å",
    "stripped": "uden streg i ø og bolle på å",
    "typo": "én slåfejl",
    "split": "sammensat ord delt",
    "all": "alle",
}
CLAIMS = {
    "agree": "samme svar",
    "exact": "vendingen ordret",
    "obeys": "filteret overholdt",
    "keeps": "svaret bevaret",
}
SIGNIFICANT = 0.05


def evaluation_text(evaluation: schemas.Evaluation) -> str:
    """The scores, then what else was measured, each under its heading."""
    parts = [columns([["del", "slags", "antal", *METRICS.values()], *_rows(evaluation)])]
    doubts = (
        (evaluation.weak_answerable, "spørgsmål med svar"),
        (evaluation.weak_unanswerable, "spørgsmål uden svar"),
    )
    lines = [f"Ikke stærkt match: {_percent(share)} af alle {name}" for share, name in doubts if share is not None]
    parts.append("\n".join(lines))
    if evaluation.survivals:
        parts.append(f"{bold('Skæve spørgsmål (nDCG@10)')}\n{_survivals(evaluation.survivals)}")
    if evaluation.comparison is not None:
        parts.append(_comparison(evaluation.comparison))
    if evaluation.cases:
        parts.append(_cases(evaluation.cases))
    return "\n\n".join(part for part in parts if part)


def _rows(evaluation: schemas.Evaluation) -> Iterable[list[str]]:
    for row in evaluation.rows:
        values = (row.ndcg_10, row.recall_10, row.mrr_10, row.success_1, row.success_5)
        yield [row.split, row.kind, str(row.count), *(decimal(value) for value in values)]


def _survivals(survivals: Iterable[schemas.Survival]) -> str:
    rows = [
        [DAMAGES[one.damage], str(one.count), decimal(one.unharmed), decimal(one.damaged), _percent(one.share)]
        for one in survivals
    ]
    return columns([["skade", "antal", "uskadt", "skadet", "tilbage"], *rows])


def _comparison(comparison: schemas.Comparison) -> str:
    lines = [bold(f"Mod {comparison.before}")]
    shown = [row for row in comparison.rows if row.kind == ALL or row.metric == "ndcg_10"]
    rows = [
        [row.split, row.kind, str(row.count), METRICS[row.metric], decimal(row.before), decimal(row.now),
         signed(row.difference), f"[{signed(row.low)}; {signed(row.high)}]", f"p = {decimal(row.p)}",
         "*" if row.p < SIGNIFICANT else ""]
        for row in shown
    ]  # fmt: skip
    head = ["del", "slags", "antal", "mål", "før", "nu", "forskel", "95 %", "", ""]
    lines.append(columns([head, *rows]))
    if comparison.left_out:
        lines.append(f"{comparison.left_out} spørgsmål står kun i den ene måling eller er skrevet om; de er ikke med.")
    return "\n".join(lines)


def _cases(cases: list[schemas.CaseOutcome]) -> str:
    failed = [case for case in cases if case.problem is not None]
    lines = [bold(f"Tilfælde: {len(cases) - len(failed)} af {len(cases)} er opfyldt")]
    for case in failed:
        lines += [f"✗ {case.id} ({CLAIMS[case.claim]}: {case.why})", f"  {case.problem}"]
    return "\n".join(lines)


def decimal(value: float) -> str:
    """A score with a comma and three decimals."""
    return f"{value:.3f}".replace(".", ",")


def signed(value: float) -> str:
    """A difference with its sign; minus as it is printed."""
    return f"{value:+.3f}".replace(".", ",").replace("-", "−")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
