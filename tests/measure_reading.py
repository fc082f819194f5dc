"""``make eval-reading``: how well and how fast we read, and with ``--peers`` how well and how fast others do.

    python -m tests.measure_reading [FOLDER …] [--peers] [--further] [--scans] [--markdown]

FOLDER as in ``tests.reading_gold``: the samples and, where PRAKSIS_REAL is set, the five real documents, if none is
named. First a row for each document by the measures that need our structure, then a row for each reader by measures
that need only text, tables and headings, the same for all. With ``--scans`` also a row for each document printed and
scanned, tables and all, at two resolutions: two to three seconds a page. Not a test; the tests set the floors.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pypdfium2
from rapidfuzz.distance import Levenshtein

from tests import peers, reading_gold, reading_scans
from tests.markdown_text import parts_of
from tests.reading_gold import Gold, Rows, cells_of, f1, gold_files, order, table_overlap, whole, wrong_hyphens

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
ROUNDS = 3
LOOK = "folder"
"""The further look in which the samples are compared: bands of two and three columns, tables of rules alone."""
SEED = 7

HYPHENS = str.maketrans(dict.fromkeys("\u00ad\ufffe\x02", "-"))
"""What libraries leave of a hyphen at a line end: the soft hyphen, and two code points of pdfium's own."""
BULLETS = frozenset("•◦▪●■‣·\uf0b7\uf0a7")
"""Words that only mark a list item; the gold has none."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What one reader gives of one file; ``None`` where it gives no tables, or marks no headings."""

    text: str
    tables: Sequence[Rows] | None
    headings: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an extract has in common with its gold; shares are from 0 to 1 and higher is better.

    Attributes:
        word_f1: of the words with their punctuation, as bags. Words of footnotes, pull quotes and credits may be
            there or not: readers differ in whether these are text.
        order: as in ``reading_gold``.
        characters: 1 − edit distance / length of the gold (1 − CER), on the text with single spaces, not below 0.
        hyphens: words broken, or wrongly joined or parted, as in ``reading_gold``.
        leaked: times that a running head or foot, or navigation, stands in the text; numbers in it may differ.
        cells: filled cells in common with the tables of the gold, and cells in all on both sides.
        rows: the same of whole rows.
        heading_f1: of the texts of headings.
    """

    word_f1: float
    order: float
    characters: float
    hyphens: int
    leaked: int
    cells: tuple[int, int] | None
    rows: tuple[int, int] | None
    heading_f1: float | None


@dataclass(frozen=True, slots=True)
class Collection:
    """Files with their gold, under the name that is printed over their table."""

    name: str
    files: Sequence[tuple[Path, Gold]]

    @property
    def page_count(self) -> int:
        return sum(_page_count(path) for path, _ in self.files)


@dataclass(frozen=True, slots=True)
class Score:
    """One reader on one collection, and the best of its rounds in pages per CPU-second."""

    reader: str
    comparisons: Sequence[Comparison]
    pages_per_second: float


def extract_of(output: peers.Output) -> Extract:
    """*output* with its Markdown taken apart."""
    if not output.is_markdown:
        return Extract(output.text, output.tables, output.headings)
    parts = parts_of(output.text)
    return Extract(parts.text, parts.tables, parts.headings)


def compare(extract: Extract, gold: Gold) -> Comparison:
    """How *extract* agrees with *gold*."""
    ours, theirs = words_of(extract.text), words_of(str(gold["full_text"]))
    tables = [table["rows"] for table in gold["tables"]]
    headings = [_plain(section["heading"]) for section in gold["sections"] if section["heading"]]
    return Comparison(
        word_f1=f1(without_optional(ours, theirs, optional_words(gold)), theirs),
        order=order(ours, theirs),
        characters=characters(" ".join(ours), " ".join(theirs)),
        hyphens=wrong_hyphens(ours, theirs),
        leaked=leaked(" ".join(ours), gold),
        cells=None if extract.tables is None else table_overlap(extract.tables, tables, cells_of),
        rows=None if extract.tables is None else table_overlap(extract.tables, tables, whole),
        heading_f1=None if extract.headings is None else f1(map(_plain, extract.headings), headings),
    )


def words_of(text: str) -> list[str]:
    """The words of *text*, composed (NFC), without bullets."""
    words = unicodedata.normalize("NFC", text).translate(HYPHENS).split()
    return [word for word in words if word not in BULLETS]


def optional_words(gold: Gold) -> list[str]:
    """Words of *gold* that a reader may take for text or set aside."""
    credits = [credit["text"] for credit in gold.get("photo_credits", [])]
    return words_of(" ".join([*gold.get("footnotes", []), *gold.get("pull_quotes", []), *credits]))


def without_optional(ours: Iterable[str], theirs: Iterable[str], optional: Iterable[str]) -> list[str]:
    """*ours* as a bag, less what *theirs* lacks of it as far as *optional* covers that."""
    bag = Counter(ours)
    return list((bag - ((bag - Counter(theirs)) & Counter(optional))).elements())


def characters(ours: str, theirs: str) -> float:
    """1 − edit distance / length of *theirs*, not below 0."""
    if not theirs:
        return float(not ours)
    return max(0.0, 1 - Levenshtein.distance(ours, theirs) / len(theirs))


def leaked(text: str, gold: Gold) -> int:
    """How often furniture of *gold* stands in *text*, beyond the times that it stands in the gold's own text."""
    ours, theirs = _masked(text), _masked(str(gold["full_text"]))
    lines = {_masked(line) for line in gold["furniture"] if not line.startswith("(")}
    return sum(max(0, _occurrences(line, ours) - _occurrences(line, theirs)) for line in lines)


def collections(folders: Sequence[Path], further: bool, scratch: Path) -> Iterator[Collection]:
    """The files of *folders*; with *further* the samples also in a further look, and both drawn in another order.

    Only the samples are drawn anew: ``shuffled`` keeps the pixels of what Typst sets, not of every PDF.

    Raises:
        ImportError: *further* needs the test tools (Typst and pikepdf).
    """
    for folder in folders:
        plain = Collection(_name(folder), list(gold_files(folder)))
        yield plain
        if further and folder == SAMPLES:
            look = _in_look(scratch)
            yield from (_shuffled(plain, scratch), look, _shuffled(look, scratch))


def scores(collection: Collection, commands: Mapping[str, Sequence[str]], rounds: int) -> list[Score]:
    """The readers of *commands* on *collection*, in processes of their own that take turns; who is missing is told."""
    paths = [path for path, _ in collection.files]
    found: dict[str, list[peers.Reading]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name in list(found):
            reading = _read_apart(name, commands[name], paths)
            if reading is None:
                del found[name]
            else:
                found[name].append(reading)
    return [_score(name, collection, readings) for name, readings in found.items()]


def reader_commands(peers_python: Path | None) -> dict[str, list[str]]:
    """How each reader is started: ours by this interpreter, the peers by *peers_python*, and not on our path."""
    ours = {"praksis": [sys.executable, "-m", "tests.peers"]}
    if peers_python is None:
        return ours
    script = [str(peers_python), "-P", str(ROOT / "tests" / "peers.py")]
    return {**ours, **dict.fromkeys(peers.PEERS, script)}


def _score(name: str, collection: Collection, rounds: Sequence[peers.Reading]) -> Score:
    for file, reason in rounds[0].failures.items():
        print(f"{name} failed on {file}, which counts as empty: {reason}", file=sys.stderr)
    golds = [gold for _, gold in collection.files]
    comparisons = [compare(extract_of(output), gold) for output, gold in zip(rounds[0].outputs, golds, strict=True)]
    return Score(name, comparisons, collection.page_count / min(sum(reading.seconds) for reading in rounds))


def _read_apart(name: str, command: Sequence[str], paths: Sequence[Path]) -> peers.Reading | None:
    """What the reader *name* wrote of *paths*, or ``None`` where it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        process = subprocess.run(
            [*command, name, str(out), *(str(path.absolute()) for path in paths)],
            cwd=ROOT if name == "praksis" else folder,
            env={**os.environ, **peers.OFFLINE},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if process.returncode == peers.NOT_INSTALLED:
            print(process.stderr.strip().splitlines()[-1], file=sys.stderr)
            return None
        if process.returncode:
            raise SystemExit(f"{name} failed:\n{process.stderr}")
        return peers.reading_from(out.read_text(encoding="utf-8"))


def _name(folder: Path) -> str:
    if folder == SAMPLES:
        return "the samples"
    return "the five real documents" if "PRAKSIS_REAL" in os.environ and folder == _real() else folder.name


def _real() -> Path:
    return Path(os.environ["PRAKSIS_REAL"]).absolute() / "corpus" / "pdf"


def _shuffled(collection: Collection, scratch: Path) -> Collection:
    from tests.further_layouts import shuffled

    folder = scratch / f"{collection.name}, shuffled"
    folder.mkdir()
    files = []
    for path, gold in collection.files:
        files.append((folder / path.name, gold))
        files[-1][0].write_bytes(shuffled(path.read_bytes(), SEED))
    return Collection(f"{collection.name}, drawn in another order", files)


def _in_look(scratch: Path) -> Collection:
    from corpus.samples.sample_text import source_names
    from tests.further_layouts import LOOKS, gold_in, set_in, source_in

    (look,) = (look for look in LOOKS if look.name == LOOK)
    folder = scratch / LOOK
    folder.mkdir()
    files = []
    for name in source_names():
        source = source_in(look, name)
        files.append((folder / f"{name}.pdf", gold_in(look, source)))
        files[-1][0].write_bytes(set_in(look, source))
    return Collection(f"the samples set anew, in the look “{LOOK}”", files)


def _page_count(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def _plain(text: str) -> str:
    return " ".join(words_of(text)).lower()


def _masked(text: str) -> str:
    """*text* for finding furniture: the gold writes N for a number that counts."""
    return re.sub(r"\d+", "n", _plain(text))


def _occurrences(line: str, text: str) -> int:
    return len(re.findall(rf"(?<!\S){re.escape(line)}(?!\S)", text))


HEADER = ("reader", "word F1", "order", "1−CER", "hyphens", "leaked", "cell F1", "row F1", "heading F1", "pages/CPU-s")
NOTE = """\
word F1, order, 1−CER and heading F1 are means over documents; hyphens (broken or wrong) and leaked furniture are
counts; cell F1 and row F1 are pooled over all tables; – where a reader gives none. pages/CPU-s: user and system time
of a process of its own without its imports and its first file, one thread, best of {rounds} rounds in which the readers
take turns."""
PEERS_NOTE = """\
Praksis was written with these documents and looks in sight, the peers were not; its time is that of the structure
alone, without facts, passages and themes.
Peers as they come, but: pymupdf4llm without headers, footers and OCR; docling and unstructured without the weights that
they fetch, so docling gives its text alone. docling and pypdfium2 give text in the order in which it is drawn."""


def cells_in(score: Score) -> tuple[str, ...]:
    """*score* as a row under ``HEADER``."""
    all_of_it = score.comparisons
    speed = score.pages_per_second
    return (
        score.reader,
        f"{mean(one.word_f1 for one in all_of_it):.3f}",
        f"{mean(one.order for one in all_of_it):.3f}",
        f"{mean(one.characters for one in all_of_it):.3f}",
        str(sum(one.hyphens for one in all_of_it)),
        str(sum(one.leaked for one in all_of_it)),
        pooled(one.cells for one in all_of_it),
        pooled(one.rows for one in all_of_it),
        _mean_of_known(one.heading_f1 for one in all_of_it),
        f"{speed:.0f}" if speed >= 10 else f"{speed:.1f}",
    )


def pooled(overlaps: Iterable[tuple[int, int] | None]) -> str:
    """F1 of all *overlaps* together; a dash where a reader gives no tables, or none at all."""
    known = [one for one in overlaps if one is not None]
    total = sum(total for _, total in known)
    return f"{2 * sum(common for common, _ in known) / total:.3f}" if total else "–"


def _mean_of_known(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{mean(known):.3f}" if known else "–"


def table_lines(rows: Sequence[Sequence[str]], markdown: bool) -> list[str]:
    """*rows*, the first of which is the header, as lines of a table."""
    if markdown:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_reading", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--peers", action="store_true", help="compare with other readers")
    parser.add_argument(
        "--peers-python",
        type=Path,
        default=PEERS_PYTHON if PEERS_PYTHON.exists() else Path(sys.executable),
        help="interpreter that has the peers; default: that of `make eval-reading-peers`, else this one",
    )
    parser.add_argument("--further", action="store_true", help="also other drawing orders, and a further look")
    parser.add_argument("--scans", action="store_true", help="also each document printed and scanned")
    parser.add_argument("--markdown", action="store_true", help="the tables of readers as Markdown, and nothing else")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"for the speed; default {ROUNDS}")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the tables."""
    given = arguments(argv)
    folders = given.folders or [SAMPLES, *([_real()] if "PRAKSIS_REAL" in os.environ else [])]
    commands = reader_commands(given.peers_python.absolute() if given.peers else None)
    with tempfile.TemporaryDirectory() as scratch:
        for collection in collections([folder.absolute() for folder in folders], given.further, Path(scratch)):
            title = f"{collection.name}: {len(collection.files)} documents, {collection.page_count} pages"
            print(f"\n**{title}**\n" if given.markdown else f"\n== {title}", flush=True)
            if not given.markdown:
                reading_gold.print_agreements(collection.files)
                print()
            if given.scans:
                reading_scans.print_scans(collection.files)
                print()
            found = scores(collection, commands, given.rounds)
            print(*table_lines([HEADER, *map(cells_in, found)], given.markdown), sep="\n", flush=True)
    print(f"\n{NOTE.format(rounds=given.rounds)}")
    if given.peers:
        print(PEERS_NOTE)


if __name__ == "__main__":
    main()
