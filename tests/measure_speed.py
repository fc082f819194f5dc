"""``make bench``: how fast we read and search, beside plain pdfplumber in the same run.

Machines differ and are noisy, so read the ratios. Pages per CPU-second count user and system time of a
process of its own, once with its start (imports, word lists, model) and once without. Structure is words,
furniture, columns, tables, sections and sessions; reading adds facts, passages, kinds of claim and themes; ingest
adds indexing and storing. Memory is that of a process that reads, as the pool's do.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pypdfium2

from api.service import Service
from api.settings import Settings

from .large_corpus import fill

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
ROUNDS = 5
LONG = (100, 500, 2000)
LARGE = 10_000
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

READING = """
import sys, time
from pathlib import Path
from api.reader import start_reader
from api.settings import Settings

reader = start_reader(Settings.from_env({}, data=Path("data")), {})
from ingest.pipeline import read_document
start, pages = time.process_time(), 0
for path in sys.argv[1:]:
    document = read_document(
        Path(path), analyser=reader.analyser, taxonomy=reader.taxonomy, language=reader.language
    )
    pages += document.page_count
print(pages, time.process_time() - start, time.process_time())
"""

STRUCTURE = """
import sys, time
from pathlib import Path
from api.reader import start_reader
from api.settings import Settings

start_reader(Settings.from_env({}, data=Path("data")), {})
from ingest.pipeline import read_structure
start, pages = time.process_time(), 0
for path in sys.argv[1:]:
    pages += read_structure(Path(path)).page_count
print(pages, time.process_time() - start, time.process_time())
"""

INGEST = """
import sys, tempfile, time
from pathlib import Path
from api.batch import ingest_paths
from api.service import Service
from api.settings import Settings

with tempfile.TemporaryDirectory() as folder:
    with Service(Settings.from_env({}, data=Path(folder))) as service:
        service.indexer, service.taxonomy, service.language, service.everyday.expand([])
        import ingest.pipeline
        start = time.process_time()
        report = ingest_paths(service, [Path(path) for path in sys.argv[1:]], workers=None)
        print(report.pages, time.process_time() - start, time.process_time())
"""

ANALYSER = """
import sys, time
from pathlib import Path
from corpus.analyser import Analyser

texts = [Path(path).read_text("utf-8") for path in sys.argv[1:]]
analyser = Analyser.load()

def seconds():
    start = time.process_time()
    count = sum(len(analyser.tokens(text)) for text in texts)
    return count, time.process_time() - start

count, new = seconds()
warm = min(seconds()[1] for _ in range(5))
print(count, new, warm)
"""

SEARCHES = """
import re, sys, time
from pathlib import Path
from api.service import Service
from api.settings import Settings

folder, *questions = sys.argv[1:]
with Service(Settings.from_env({}, data=Path(folder))) as service:
    searcher = service.searcher
    start = time.process_time()
    searcher.passage_count()
    print(time.process_time() - start)
    searcher.search(questions[0])
    print(time.process_time())
    for question in questions + questions:
        start = time.process_time()
        searcher.search(question)
        print(time.process_time() - start)
    # Its own: what getrusage() tells begins at the size of the process that started this one.
    print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""

# Linux hands a process the peak of the one that started it as its own ru_maxrss; VmHWM is its own alone, in KB.
MEMORY = """
import sys
from pathlib import Path
from api.reader import start_reader
from api.settings import Settings

def megabytes():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024

reader = start_reader(Settings.from_env({}, data=Path("data")), {})
from ingest.pipeline import read_document
started = megabytes()
for path in sys.argv[1:]:
    read_document(Path(path), analyser=reader.analyser, taxonomy=reader.taxonomy, language=reader.language)
print(started, megabytes())
"""


def main() -> None:
    """Measure ingest on the samples, and on the real documents where they are, then search."""
    folders = [("samples", SAMPLES)]
    if "PRAKSIS_REAL" in os.environ:
        folders.append(("the five real documents", Path(os.environ["PRAKSIS_REAL"]) / "corpus" / "pdf"))
    for name, folder in folders:
        measure_ingest(name, sorted(folder.glob("*.pdf")))
    for name, folder in folders:
        started, peak = run(MEMORY, sorted(folder.glob("*.pdf")))
        print(f"memory of a process that reads: {started:.0f} MB at its start, {peak:.0f} MB at most after {name}")
    measure_long_files()
    measure_analyser()
    measure_search()
    measure_large_search()


def measure_ingest(name: str, pdfs: Sequence[Path]) -> None:
    """Print pages per CPU-second of plain pdfplumber, of reading and of ingest, taking turns; best of the rounds."""
    if len(pdfs) >= 8:  # one process, so that its own CPU time is all there is
        pdfs = pdfs[:7]
    rows: dict[str, list[list[float]]] = {"plain": [], "structure": [], "reading": [], "ingest": []}
    for _ in range(ROUNDS):
        for label, program in (("plain", PLAIN), ("structure", STRUCTURE), ("reading", READING), ("ingest", INGEST)):
            rows[label].append(run(program, pdfs))
    print(f"{name}: {len(pdfs)} files, {rows['plain'][0][0]:.0f} pages (best of {ROUNDS} rounds, taking turns)")
    for label, at in (("without its start", 1), ("with its start", 2)):
        plain, structure, reading, ingest = (max(row[0] / row[at] for row in rows[way]) for way in rows)
        print(
            f"  {label:<18} pages per CPU-second: pdfplumber extract_text {plain:.1f}, "
            f"structure {structure:.1f} ({structure / plain:.2f} times), "
            f"reading {reading:.1f} ({reading / plain:.2f} times), ingest {ingest:.1f} ({ingest / plain:.2f} times)"
        )


def measure_long_files() -> None:
    """Print the peak memory and the speed of reading files of more and more pages, the samples joined."""
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for pages in LONG:
            path = Path(folder) / f"{pages}.pdf"
            joined_samples(path, pages)
            _, peak = run(MEMORY, [path])
            peaks.append(peak)
            count, seconds, _ = run(READING, [path])
            print(f"one file of {pages} pages: {peak:.0f} MB at most, {count / seconds:.1f} pages per CPU-second")
    grown = 1024 * (peaks[-1] - peaks[0]) / (LONG[-1] - LONG[0])
    print(f"each further page takes {grown:.1f} KB of memory")


def joined_samples(path: Path, pages: int) -> None:
    """Write a file of so many *pages* to *path*: those of the samples, again and again."""
    joined = pypdfium2.PdfDocument.new()
    sources = [pypdfium2.PdfDocument(sample) for sample in sorted(SAMPLES.glob("*.pdf"))]
    for source in cycle(sources):
        joined.import_pages(source, list(range(min(len(source), pages - len(joined)))))
        if len(joined) == pages:
            break
    joined.save(path)


def run(program: str, arguments: Sequence[Path]) -> list[float]:
    """The numbers that *program* prints, run in a fresh interpreter on one core."""
    process = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    return [float(number) for number in process.stdout.split()]


def measure_analyser() -> None:
    """Print the tokens a second of the Danish analyser on the samples' texts, in a fresh process and again."""
    count, new, warm = run(ANALYSER, sorted((SAMPLES / "text").iterdir()))
    print(f"analyser: {count:.0f} tokens, {count / new:,.0f} a CPU-second in a new process, {count / warm:,.0f} warm")


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


def measure_large_search() -> None:
    """Print what a warm search costs, on one core, among ``LARGE`` passages; each question is asked once."""
    judged = (SAMPLES / "judged" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["query"] for line in judged]
    with tempfile.TemporaryDirectory() as folder:
        with Service(Settings.from_env({}, data=Path(folder))) as service:
            fill(service, SAMPLES, LARGE)
            megabytes = service.store.size() / 2**20
        loaded, first, *seconds, peak = run(SEARCHES, [Path(folder), *map(Path, questions)])
    print(f"search among {LARGE:,} passages ({megabytes:.0f} MB), {len(questions)} questions, CPU time of one core:")
    for label, times in (("each for the first time", seconds[: len(questions)]), ("again", seconds[len(questions) :])):
        times.sort()
        print(
            f"  {label:<24} median {1000 * statistics.median(times):.1f} ms, nine of ten within "
            f"{1000 * times[len(times) * 9 // 10]:.1f} ms, slowest {1000 * times[-1]:.0f} ms"
        )
    print(
        f"  a changed corpus is read anew in {loaded:.2f} s; a new process answers its first question after "
        f"{first:.2f} s and takes {peak:.0f} MB at most"
    )


def warm_searches(folder: Path) -> list[float]:
    """Seconds of each of many searches in this process."""
    seconds = []
    with Service(Settings.from_env({}, data=folder)) as service:
        for question in QUESTIONS * 10:
            start = time.perf_counter()
            service.searcher.search(question)
            seconds.append(time.perf_counter() - start)
    return seconds[len(QUESTIONS) :]


if __name__ == "__main__":
    main()
