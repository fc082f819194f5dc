"""How well scans are read: ``python -m tests.reading_scans FOLDER [DPI ...]`` prints a table for each resolution.

FOLDER is as for ``tests.reading_gold``; each PDF is scanned anew (see ``tests.scanning``), at 200 and 150 dots an
inch where none are named. ``python -m tests.measure_reading --scans`` prints the same for each of its folders. Two to
three seconds a page. Not a test; ``tests/test_ingest_scans.py`` sets a floor.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

from corpus.analyser import Analyser
from ingest.pipeline import read_structure
from tests.reading_gold import Agreement, Gold, agreement, gold_files
from tests.scanning import scan

RESOLUTIONS = (200, 150)


def print_scans(files: Sequence[tuple[Path, Gold]], resolutions: Sequence[int] = RESOLUTIONS) -> None:
    """Print the agreement of each of *files*, scanned, with its gold, the mean, and what it took."""
    knows = Analyser.load().knows
    names = [field.name[:9] for field in fields(Agreement)]
    for dpi in resolutions:
        print(f"{f'{dpi} dpi':34}", *(f"{name:>9}" for name in names), "  s/page  OCR sure")
        found = []
        with tempfile.TemporaryDirectory() as scans:
            for pdf, gold in files:
                scanned = scan(pdf, Path(scans) / pdf.name, dpi=dpi)
                start = time.perf_counter()
                reading = read_structure(scanned, knows=knows)
                seconds = (time.perf_counter() - start) / reading.page_count
                sure = min(page.ocr_confidence or 0.0 for page in reading.pages)
                found.append(astuple(agreement(reading, gold)))
                values = [f"{value:9.3f}" if isinstance(value, float) else f"{value:9d}" for value in found[-1]]
                print(f"{pdf.stem[:34]:34}", *values, f"{seconds:8.1f}  {sure:8.2f}", flush=True)
        means = [sum(column) / len(column) for column in zip(*found, strict=True)]
        print(f"{'mean':34}", *(f"{mean:9.3f}" for mean in means))


def main(folder: Path, resolutions: Sequence[int]) -> None:
    """Print the tables for the documents in *folder*."""
    print_scans(list(gold_files(folder)), resolutions)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(dpi) for dpi in sys.argv[2:]] or RESOLUTIONS)
