"""Texts as other programs print them, read and compared: ``python -m tests.printed_layouts [LOOK …] [--real]``.

Chromium and WeasyPrint set them from web pages, and do what Typst does not: small capitals made of large ones, columns
that break where they are full or are as long as each other, cells padded on all sides; WeasyPrint parts Danish words,
in cells too.
Prints a row for each look: the mean over the twelve samples, with ``--real`` over the real documents instead, and the
document that is read worst. Nothing is kept.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from html import escape
from itertools import groupby
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

from corpus.samples.sample_gold import gold
from corpus.samples.sample_text import TEXTS, parse_source, source_names
from ingest.pipeline import read_structure
from tests.print_looks import LOOKS, PrintLook
from tests.reading_gold import Agreement, Gold, agreement, gold_files

FRONT = frozenset(("addr", "date", "kicker", "notice", "subtitle"))
FIGURES = re.compile(r"[-–]?\d+([.,]\d+)?( ?%)?( \(.*\))?|–|")
Block = tuple[str, Any]
"""The kind of a paragraph and its text, or "table" and the table as the gold has it."""


def sample_gold(name: str) -> Gold:
    """The gold of the sample *name*, its headings without the numbers that its own look sets."""
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    return gold(parse_source(name, re.sub(r'^headings = "\w+"$', 'headings = "plain"', text, count=1, flags=re.M)))


def read_printed(look: PrintLook, gold: Gold, folder: Path) -> Agreement:
    """How what is read of the text of *gold*, printed in *look*, agrees with it; pages are left aside."""
    page, pdf = folder / f"{look.name}.html", folder / f"{look.name}.pdf"
    page.write_text(page_of(gold, look), encoding="utf-8")
    commands = {
        "chromium": [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={pdf}", str(page),
        ],
        "weasyprint": [sys.executable, "-m", "weasyprint", "--quiet", str(page), str(pdf)],
    }  # fmt: skip
    subprocess.run(commands[look.printer], capture_output=True, timeout=60, check=True)
    sections = [{key: value for key, value in one.items() if key != "page"} for one in gold["sections"]]
    return agreement(read_structure(pdf), {**gold, "sections": sections, "furniture": list(look.running)})


def page_of(gold: Gold, look: PrintLook) -> str:
    """The text of *gold* as a web page in *look*, each section with its level, heading and body.

    Sections of some length have a pull quote after their first paragraph, and chapters pictures with their credits
    above them, while there are any. WeasyPrint sets footnotes; for Chromium they are left out.
    """
    quotes = list(gold.get("pull_quotes", []))
    credits = [credit["text"] for credit in gold.get("photo_credits", [])]
    notes = list(gold["footnotes"]) if look.printer == "weasyprint" else []
    parts = []
    for heading, level, blocks in sections_of(gold):
        bodies = list(_bodies(blocks, look))
        if notes and level >= 2 and bodies[0].startswith("<p>"):
            bodies[0] = bodies[0].replace("</p>", f'<span class="note">{escape(notes.pop(0))}</span></p>')
        if quotes and level > 1 and len(bodies) > 1:
            bodies.insert(1, f"<blockquote>{escape(quotes.pop(0))}</blockquote>")
        above = ""
        if credits and level == 2:
            above = f'<div class="picture"></div><p class="credit">{escape(credits.pop(0))}</p>'
        title = f"<h{level}>{escape(heading)}</h{level}>" if heading else ""
        parts.append(f'<section class="s{level}">{above}{title}<div class="body">{"".join(bodies)}</div></section>')
    return (
        f'<!doctype html><html lang="da"><meta charset="utf-8"><title>{escape(gold["title"])}</title>'
        "<style>html { hyphens: auto } .picture { background: #9ab; height: 30mm } .table { break-inside: avoid }"
        f".note {{ float: footnote; font-size: 80% }} {look.css}</style><body>{''.join(parts)}</body></html>"
    )


def sections_of(gold: Gold) -> Iterator[tuple[str | None, int, list[Block]]]:
    """The heading, level and blocks of each section, tables where the full text has them."""
    tables = {table["id"]: table for table in gold["tables"]}
    lines = iter(gold["full_text"].split("\n"))
    at = next(lines, None)
    for section in gold["sections"]:
        blocks: list[Block] = []
        paragraphs = list(section["paragraphs"])
        waiting = [tables[number] for number in section.get("tables", [])]
        if at == section["heading"]:
            at = next(lines, None)
        while paragraphs or waiting:
            table = waiting[0] if waiting else None
            if table is not None and (not paragraphs or at == (table["caption"] or _words(table["rows"][0]))):
                blocks.append(("table", waiting.pop(0)))
                count = bool(table["caption"]) + len(table["rows"])
            else:
                paragraph = paragraphs.pop(0)
                blocks.append((paragraph["kind"], paragraph["text"]))
                count = paragraph["text"].count("\n") + 1
            for _ in range(count):
                at = next(lines, None)
        yield section["heading"], section["level"] or 0, blocks


def _bodies(blocks: Sequence[Block], look: PrintLook) -> Iterator[str]:
    """Each block of a section as HTML, the items of a list together."""
    for kind, group in groupby(blocks, key=lambda block: block[0]):
        values = [value for _, value in group]
        if kind == "li":
            tag = "ol" if all(re.match(r"\d+\. ", text) for text in values) else "ul"
            items = (text.split(" ", 1)[1] if tag == "ol" else text for text in values)
            yield f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in items)}</{tag}>"
        elif kind == "table":
            yield from (_table(table, look) for table in values)
        else:
            name = f' class="{"front " if kind in FRONT else ""}{kind}"' if kind != "p" else ""
            yield from (f"<p{name}>{escape(text)}</p>" for text in values)


def _table(table: Gold, look: PrintLook) -> str:
    rows, heads = table["rows"], table["header_rows"]
    caption = f'<p class="caption">{escape(table["caption"])}</p>' if table["caption"] else ""
    head = "".join(
        f"<tr>{_cells(row, 'th', spanning=number < heads - 1)}</tr>" for number, row in enumerate(rows[:heads])
    )
    body = "".join(f"<tr>{_cells(row, 'td', spanning=False)}</tr>" for row in rows[heads:])
    figures = all(FIGURES.fullmatch(cell) for row in rows[heads:] for cell in row[1:])
    grid = f"<table{' class=figures' if figures else ''}><thead>{head}</thead><tbody>{body}</tbody></table>"
    return f'<div class="table">{grid + caption if look.caption_below else caption + grid}</div>'


def _cells(row: Sequence[str], tag: str, *, spanning: bool) -> str:
    """The cells of *row*; in a row that heads others, one with words spans the empty ones after it."""
    if not spanning:
        return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
    widths: dict[int, int] = defaultdict(int)
    first = 0
    for place, cell in enumerate(row):
        first = place if cell or not place or not row[first] else first
        widths[first] += 1
    return "".join(f'<{tag} colspan="{width}">{escape(row[place])}</{tag}>' for place, width in widths.items())


def _words(row: Sequence[str]) -> str:
    return " ".join(filter(None, row))


def main(arguments: Sequence[str]) -> None:
    """Print a row for each look, and its worst document."""
    names = [argument for argument in arguments if argument != "--real"]
    texts = {name: sample_gold(name) for name in source_names()}
    if "--real" in arguments:
        folder = Path(os.environ["PRAKSIS_REAL"]) / "corpus" / "pdf"
        texts = {path.stem: gold for path, gold in gold_files(folder)}
    measures = [field.name for field in fields(Agreement)]
    print(f"{'look':12}", *(f"{name[:9]:>9}" for name in measures), " worst")
    for look in LOOKS:
        if names and look.name not in names:
            continue
        with TemporaryDirectory() as temporary:
            found = {name: read_printed(look, gold, Path(temporary)) for name, gold in texts.items()}
        means = [mean(column) for column in zip(*map(astuple, found.values()), strict=True)]
        worst = min(found, key=lambda name: found[name].word_f1 + found[name].order + found[name].cell_f1)
        print(f"{look.name:12}", *(f"{value:9.3f}" for value in means), f" {worst}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
