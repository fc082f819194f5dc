"""``make eval``: how well we read and search, on the samples and, where they are, on the real documents."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from api.batch import ingest_paths
from api.evaluations import Measured, evaluation_answer, measure
from api.service import Service
from api.settings import Settings
from api.terminal_evaluation import evaluation_text

from . import reading_gold

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def main() -> None:
    """Print the agreement of readings with gold, then the scores of the search, each corpus by itself.

    Exit 1 where a case of the search is not met.
    """
    failed = 0
    for name, pdfs, judged in corpora():
        print(f"\n== reading of {name}")
        reading_gold.main(pdfs)
        print(f"\n== search in {name}")
        found = measured(pdfs, judged, damage=True)
        print(re.sub(r"\x1b\[\d*m", "", evaluation_text(evaluation_answer(found))))
        failed += found.failed_cases
    if failed:
        raise SystemExit(1)


def corpora() -> list[tuple[str, Path, Path]]:
    """Name, folder of PDFs and folder of judged queries of each corpus that is here."""
    found = [("the samples", SAMPLES, SAMPLES / "judged")]
    if "PRAKSIS_REAL" in os.environ:
        real = Path(os.environ["PRAKSIS_REAL"])
        found.append(("the five real documents", real / "corpus" / "pdf", real / "eval"))
    return found


def measured(pdfs: Path, judged: Path, *, damage: bool = False) -> Measured:
    """What the default search earns in a fresh corpus of *pdfs*."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Settings.from_env({}, data=Path(folder))) as service,
    ):
        report = ingest_paths(service, [pdfs], workers=None)
        assert not report.failed, report.failed
        return measure(service, judged, damage=damage)


if __name__ == "__main__":
    main()
