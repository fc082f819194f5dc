"""``make bench``: how fast we read and search, beside plain pdfplumber in the same run.

Machines differ and are noisy, so read the ratios. Pages per CPU-second count user and system time of a
process of its own, once with its start (imports, word lists, model, spaCy) and once without.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
ROUNDS = 5
QUESTIONS = (
    "tidlig opsporing i dagtilbud",
    "hvordan inddrager man forældre i overgangen fra vuggestue til børnehave",
    "hvor mange hjemmebesøg fik familierne",
    "samarbejde med sundhedsplejen",
    "evalueringskultur",
)

PLAIN = """
import sys, time, pdfplumber
start, pages = time.process_time(), 0
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
            pages += 1
print(pages, time.process_time() - start, time.process_time())
"""

OURS = """
import sys, tempfile, time
from pathlib import Path
from api.batch import ingest_paths
from api.service import Service
from api.settings import Settings

with tempfile.TemporaryDirectory() as folder:
    with Service(Settings.from_env({}, data=Path(folder))) as service:
        service.indexer, service.taxonomy, service.language
        import ingest.pipeline
        start = time.process_time()
        report = ingest_paths(service, [Path(path) for path in sys.argv[1:]], workers=None)
        print(report.pages, time.process_time() - start, time.process_time())
"""


def main() -> None:
    """Measure ingest on the samples, and on the real documents where they are, then search."""
    folders = [("samples", SAMPLES)]
    if "PRAKSIS_REAL" in os.environ:
        folders.append(("the five real documents", Path(os.environ["PRAKSIS_REAL"]) / "corpus" / "pdf"))
    for name, folder in folders:
        measure_ingest(name, sorted(folder.glob("*.pdf")))
    measure_search()


def measure_ingest(name: str, pdfs: Sequence[Path]) -> None:
    """Print pages per CPU-second of plain pdfplumber and of all of ingest, taking turns; best of the rounds."""
    if len(pdfs) >= 8:  # one process, so that its own CPU time is all there is
        pdfs = pdfs[:7]
    plain, ours = [], []
    for _ in range(ROUNDS):
        plain.append(run(PLAIN, pdfs))
        ours.append(run(OURS, pdfs))
    print(f"ingest of {name}: {len(pdfs)} files, {plain[0][0]:.0f} pages (best of {ROUNDS} rounds, taking turns)")
    for label, at in (("without its start", 1), ("with its start", 2)):
        base, all_of_it = (max(row[0] / row[at] for row in rows) for rows in (plain, ours))
        print(
            f"  {label:<18} pdfplumber extract_text {base:5.1f} pages per CPU-second, "
            f"praksis {all_of_it:5.1f}, ratio {all_of_it / base:.2f}"
        )


def run(program: str, arguments: Sequence[Path]) -> list[float]:
    """The numbers that *program* prints, run in a fresh interpreter."""
    process = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return [float(number) for number in process.stdout.split()]


def measure_search() -> None:
    """Print the wall time of a cold `praksis search`, and of a warm search in one process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", "from api.cli import main; main()"]
        subprocess.run([*command, "ingest", str(SAMPLES), "--data", folder, "--json"], capture_output=True, check=True)
        cold = []
        for question in QUESTIONS:
            start = time.perf_counter()
            subprocess.run([*command, "search", question, "--data", folder], capture_output=True, check=True)
            cold.append(time.perf_counter() - start)
        print(f"search of the samples, cold: median {statistics.median(cold):.2f} s, slowest {max(cold):.2f} s")
        warm = warm_searches(Path(folder))
        print(f"search of the samples, warm: median {1000 * statistics.median(warm):.1f} ms")


def warm_searches(folder: Path) -> list[float]:
    """Seconds of each of many searches in this process."""
    from api.service import Service
    from api.settings import Settings

    seconds = []
    with Service(Settings.from_env({}, data=folder)) as service:
        for question in QUESTIONS * 10:
            start = time.perf_counter()
            service.searcher.search(question)
            seconds.append(time.perf_counter() - start)
    return seconds[len(QUESTIONS) :]


if __name__ == "__main__":
    main()
