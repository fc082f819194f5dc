"""How well a reading agrees with its gold: ``python -m tests.reading_gold FOLDER`` prints a table.

FOLDER holds ``NAME.pdf`` beside ``NAME.gold.json``; the samples, whose gold is made from their sources,
are measured with ``python -m tests.reading_gold corpus/samples``. Not a test; the tests set the floors.
"""

from __future__ import annotations

import json
import re
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from corpus import Paragraph, Table
from ingest.pipeline import read_structure
from ingest.reading import Reading

Gold = Mapping[str, Any]
Rows = Sequence[Sequence[str]]
Parts = Callable[[Sequence[str]], list[str]]
DASHES = str.maketrans("", "", "-\u2010\u2011\u00ad")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one reading has in common with its gold; shares are from 0 to 1 and higher is better.

    Attributes:
        word_f1: of the words with their punctuation, as bags.
        order: of the words that stand once in both, the share that can stay where they are (longest
            increasing run of positions).
        wrong_hyphens: words of ours that differ from a missing gold word by hyphens alone, or break off.
        cell_f1: of the filled cells of tables, each table paired with the gold table most like it.
        row_f1: of whole rows, header rows included.
        paragraph_f1: of whole paragraphs and list items, but for their spaces; footnotes aside.
        heading_f1: of heading texts.
        levels: share of the found headings with the gold level.
        heading_pages: share of the found headings with the gold page; 1 where the gold has no pages.
        leaked: running heads, feet and navigation that stand among the paragraphs.
        lost_asides: pull quotes and credits of the gold that are not among the asides.
    """

    word_f1: float
    order: float
    wrong_hyphens: int
    cell_f1: float
    row_f1: float
    paragraph_f1: float
    heading_f1: float
    levels: float
    heading_pages: float
    leaked: int
    lost_asides: int


def agreement(reading: Reading, gold: Gold) -> Agreement:
    """How *reading* agrees with *gold*."""
    ours, theirs = full_text(reading).split(), str(gold["full_text"]).split()
    headings = _headings(reading)
    expected = [section for section in gold["sections"] if section["heading"]]
    found = _paired_headings(headings, expected)
    return Agreement(
        word_f1=f1(ours, theirs),
        order=order(ours, theirs),
        wrong_hyphens=wrong_hyphens(ours, theirs),
        cell_f1=_tables_f1(reading, gold, cells_of),
        row_f1=_tables_f1(reading, gold, whole),
        paragraph_f1=f1(_paragraphs(reading), _gold_paragraphs(gold)),
        heading_f1=f1([_plain(text) for text, _, _ in headings], [_plain(one["heading"]) for one in expected]),
        levels=_share(ours[1] == theirs["level"] for ours, theirs in found),
        heading_pages=_share(theirs.get("page", max(ours[2])) in ours[2] for ours, theirs in found),
        leaked=len(leaked(reading, gold)),
        lost_asides=len(lost_asides(reading, gold)),
    )


def full_text(reading: Reading) -> str:
    """Headings, paragraphs and tables in reading order, as the gold's ``full_text`` has them; no footnotes."""
    lines: list[str] = []
    for section in reading.sections:
        lines += [section.heading] if section.heading else []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines += [block.text] if block.kind != "footnote" else []
            else:
                lines += [block.caption] if block.caption else []
                lines += [" ".join(filter(None, row)) for row in block.header + block.rows]
    return "\n".join(lines)


def f1(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """F1 of two bags; 1 where both are empty."""
    one, other = Counter(ours), Counter(theirs)
    if not one and not other:
        return 1.0
    return 2 * (one & other).total() / (one.total() + other.total())


def order(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Longest increasing run of positions over the words that stand once in both, as a share of them."""
    once = {word for word, count in Counter(ours).items() if count == 1}
    places = {word: n for n, word in enumerate(ours) if word in once}
    counts = Counter(theirs)
    positions = [places[word] for word in theirs if counts[word] == 1 and word in places]
    tails: list[int] = []
    for position in positions:
        at = bisect_left(tails, position)
        tails[at : at + 1] = [position]
    return len(tails) / len(positions) if positions else 1.0


def wrong_hyphens(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Words of ours, missing in the gold, that break off or are a gold word but for their hyphens."""
    extra, missing = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    bare = Counter(word.translate(DASHES) for word in missing.elements())
    wrong = 0
    for word in extra.elements():
        plain = word.translate(DASHES)
        if bare[plain] > 0 or word.endswith("-"):
            bare[plain] -= 1
            wrong += 1
    return wrong


def leaked(reading: Reading, gold: Gold) -> list[str]:
    """Furniture of the gold that stands as a paragraph or heading of ours."""
    furniture = {_plain(text) for text in gold["furniture"] if not text.startswith("(")}
    ours = [section.heading or "" for section in reading.sections]
    ours += [paragraph.text for section in reading.sections for paragraph in section.paragraphs]
    return [text for text in ours if _plain(text) in furniture]


def lost_asides(reading: Reading, gold: Gold) -> list[str]:
    """Pull quotes and photo credits of the gold that are not among the asides."""
    credits = [credit["text"] for credit in gold.get("photo_credits", [])]
    missing = Counter(_letters(text) for text in [*gold.get("pull_quotes", []), *credits])
    missing -= Counter(_letters(aside.text) for aside in reading.asides)
    return list(missing.elements())


def gold_files(folder: Path) -> Iterator[tuple[Path, Gold]]:
    """The PDFs of *folder* that have gold, and it."""
    if (folder / "sample_gold.py").exists():
        from corpus.samples.sample_gold import gold
        from corpus.samples.sample_text import read_source, source_names

        for name in source_names():
            yield folder / f"{name}.pdf", gold(read_source(name))
        return
    for path in sorted(folder.glob("*.gold.json")):
        yield path.with_name(path.name.replace(".gold.json", ".pdf")), json.loads(path.read_text())


def _headings(reading: Reading) -> list[tuple[str, int, set[int]]]:
    return [
        (section.heading, section.level, {box.page for box in section.heading_boxes})
        for section in reading.sections
        if section.heading
    ]


def _paragraphs(reading: Reading) -> list[str]:
    paragraphs = [paragraph for section in reading.sections for paragraph in section.paragraphs]
    return [_letters(paragraph.text) for paragraph in paragraphs if paragraph.kind != "footnote"]


def _gold_paragraphs(gold: Gold) -> list[str]:
    return [_letters(paragraph["text"]) for section in gold["sections"] for paragraph in section["paragraphs"]]


def _paired_headings(
    headings: Sequence[tuple[str, int, set[int]]], expected: Sequence[Gold]
) -> list[tuple[tuple[str, int, set[int]], Gold]]:
    """Our headings with the gold's of the same text, in order, so that a text that recurs is paired in turn."""
    waiting = list(expected)
    pairs = []
    for heading in headings:
        same = next((one for one in waiting if _plain(one["heading"]) == _plain(heading[0])), None)
        if same is not None:
            waiting.remove(same)
            pairs.append((heading, same))
    return pairs


def _tables_f1(reading: Reading, gold: Gold, parts: Parts) -> float:
    """F1 over *parts* of rows, pooled over pairs of tables; tables without a pair count as wrong."""
    tables = [_rows(table) for section in reading.sections for table in section.tables]
    common, total = table_overlap(tables, [table["rows"] for table in gold["tables"]], parts)
    return 2 * common / total if total else 1.0


def cells_of(row: Sequence[str]) -> list[str]:
    """The filled cells of *row*."""
    return [cell for cell in row if cell]


def whole(row: Sequence[str]) -> list[str]:
    """*row* as one part."""
    return ["\t".join(row)]


def table_overlap(tables: Sequence[Rows], expected: Sequence[Rows], parts: Parts) -> tuple[int, int]:
    """How many *parts* of rows each expected table shares with the table most like it, and how many both sides have."""
    ours = [_bag(rows, parts) for rows in tables]
    theirs = [_bag(rows, parts) for rows in expected]
    total = sum(bag.total() for bag in ours + theirs)
    common = 0
    for bag in theirs:
        best = max(ours, key=lambda other: (bag & other).total(), default=None)
        if best is not None:
            common += (bag & best).total()
            ours.remove(best)
    return common, total


def _rows(table: Table) -> list[tuple[str, ...]]:
    return list(table.header + table.rows)


def _bag(rows: Rows, parts: Parts) -> Counter[str]:
    return Counter(_plain(part) for row in rows for part in parts(row))


def _share(hits: Iterable[bool]) -> float:
    marks = list(hits)
    return sum(marks) / len(marks) if marks else 1.0


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def print_agreements(files: Iterable[tuple[Path, Gold]]) -> None:
    """Print the agreement of each of *files* with its gold, and what the reading took."""
    names = [field.name for field in fields(Agreement)]
    print(f"{'document':34}", *(f"{name[:9]:>9}" for name in names), " ms/page")
    for pdf, gold in files:
        start = time.process_time()
        reading = read_structure(pdf)
        took_ms = 1000 * (time.process_time() - start) / reading.page_count
        values = [
            f"{value:9.3f}" if isinstance(value, float) else f"{value:9d}"
            for value in astuple(agreement(reading, gold))
        ]
        print(f"{pdf.stem[:34]:34}", *values, f"{took_ms:8.0f}")


def main(folder: Path) -> None:
    """Print the agreement of each document in *folder*."""
    print_agreements(gold_files(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
