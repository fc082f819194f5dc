"""``make eval``: how well we read and search, on the samples and, where they are, on the real documents."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from api.batch import ingest_paths
from api.service import Service
from api.settings import Settings
from index.evaluation import Evaluation, evaluate

from . import reading_gold

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def main() -> None:
    """Print the agreement of readings with gold, then the scores of the search, each corpus by itself."""
    for name, pdfs, judged in corpora():
        print(f"\n== reading of {name}")
        reading_gold.main(pdfs)
        print(f"\n== search in {name}")
        show(search_scores(pdfs, judged))


def corpora() -> list[tuple[str, Path, Path]]:
    """Name, folder of PDFs and folder of judged queries of each corpus that is here."""
    found = [("the samples", SAMPLES, SAMPLES / "judged")]
    if "PRAKSIS_REAL" in os.environ:
        real = Path(os.environ["PRAKSIS_REAL"])
        found.append(("the five real documents", real / "corpus" / "pdf", real / "eval"))
    return found


def search_scores(pdfs: Path, judged: Path) -> Evaluation:
    """The scores of the default search in a fresh corpus of *pdfs*."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Settings.from_env({}, data=Path(folder))) as service,
    ):
        report = ingest_paths(service, [pdfs], workers=None)
        assert not report.failed, report.failed
        return evaluate(judged, service.searcher, {one.file: one.id for one in service.store.summaries()})


def show(evaluation: Evaluation) -> None:
    """Print one line a kind."""
    print(f"{'kind':<12} {'n':>4} {'nDCG@10':>8} {'R@10':>6} {'MRR@10':>7} {'S@1':>6} {'S@5':>6}")
    for row in evaluation.rows:
        print(
            f"{row.kind:<12} {row.count:>4} {row.ndcg_10:>8.3f} {row.recall_10:>6.3f} {row.mrr_10:>7.3f} "
            f"{row.success_1:>6.3f} {row.success_5:>6.3f}"
        )
    shares = {"answerable": evaluation.weak_answerable, "unanswerable": evaluation.weak_unanswerable}
    for name, share in shares.items():
        if share is not None:
            print(f"not a strong match: {share:.2f} of the {name} queries")


if __name__ == "__main__":
    main()
