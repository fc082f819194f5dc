"""The sample texts as web pages that Chromium prints, read and compared: ``python -m tests.browser_layouts [LOOK …]``.

Another program than Typst sets them: it parts words nowhere, makes small capitals of large ones, breaks columns where
they are full, and pads the cells of a table on all sides. Prints a row for each look: the mean over the twelve samples,
and the document that is read worst. Nothing is kept.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from html import escape
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from corpus.samples.sample_gold import gold
from corpus.samples.sample_text import (
    NOTICE,
    TEXTS,
    Block,
    Cell,
    Columns,
    Heading,
    Items,
    Paragraph,
    PullQuote,
    Source,
    Table,
    parse_source,
    source_names,
)
from ingest.pipeline import read_structure
from tests.reading_gold import Agreement, agreement


@dataclass(frozen=True, slots=True)
class BrowserLook:
    """A look: its style sheet, and what the browser prints at the edge of each page."""

    name: str
    css: str
    running: tuple[str, ...] = ()


LOOKS = (
    BrowserLook(
        "brev",
        """@page { size: A4; margin: 20mm 22mm; @bottom-center { content: "Side " counter(page);
        font: 8pt Liberation Sans } }
        body { font: 10.5pt/1.4 "Liberation Serif"; text-align: justify }
        h1 { font: bold 22pt "Liberation Sans" } h2 { font: bold 14pt "Liberation Sans"; color: #345 }
        h3 { font: italic bold 11pt "Liberation Sans" } .caption { font-weight: bold; font-size: 9pt }
        table { border-collapse: collapse; width: 100% }
        td, th { border-bottom: 0.5pt solid #888; padding: 3pt 5pt; text-align: left; vertical-align: top }
        blockquote { font-size: 15pt; color: #a33 }""",
    ),
    BrowserLook(
        "tospalter",
        """@page { size: A4; margin: 18mm 15mm; @top-left { content: "Intern udgave"; font: 8pt DejaVu Sans }
        @bottom-right { content: counter(page) " / " counter(pages); font: 8pt DejaVu Sans } }
        body { font: 9pt/1.45 "DejaVu Sans"; columns: 2; column-gap: 8mm }
        h1, .front { column-span: all } h1 { font-size: 20pt; letter-spacing: 1px }
        h2 { font-size: 12pt; letter-spacing: 1.5px } h3 { font-size: 10pt } .table { break-inside: avoid }
        table { border-collapse: collapse; width: 100%; font-size: 8pt } th { background: #234; color: white }
        tr:nth-child(even) td { background: #e8eef4 } td, th { padding: 3pt; text-align: left; vertical-align: top }
        .caption { font-style: italic; font-size: 8pt }
        blockquote { font-size: 13pt; border-left: 3pt solid #c60; padding-left: 6pt; margin-left: 0 }""",
        ("Intern udgave",),
    ),
    BrowserLook(
        "kapitaeler",
        """@page { size: A5; margin: 15mm 14mm }
        body { font: 9.5pt/1.35 "Liberation Sans Narrow"; text-align: justify }
        h1 { font: bold 18pt "Liberation Serif"; text-align: center }
        h2 { font: small-caps bold 12pt "Liberation Serif" } h3 { font: bold 9.5pt "Liberation Sans Narrow" }
        p { margin: 0; text-indent: 1em } h2 + p, h3 + p, td, th, .caption { text-indent: 0 }
        table { border-collapse: collapse; margin: 6pt 0 } .caption { font-weight: bold }
        td, th { border: 0.4pt solid black; padding: 2pt 3pt; text-align: left; vertical-align: top }
        blockquote { font-style: italic; text-align: center; font-size: 12pt }""",
    ),
    BrowserLook(
        "trespalter",
        """@page { size: A4 landscape; margin: 14mm 12mm;
        @bottom-left { content: "Center for Dagtilbud"; font: 7pt Liberation Sans }
        @bottom-right { content: "Side " counter(page) " af " counter(pages); font: 7pt Liberation Sans } }
        body { font: 8.5pt/1.4 "Liberation Sans"; columns: 3; column-gap: 7mm; column-rule: 0.5pt solid #aaa;
        text-align: justify } h1 { font-size: 24pt; column-span: all; margin: 0 } .subtitle { column-span: all }
        h2 { font-size: 12pt; background: #dde; padding: 3pt 5pt }
        h3 { font-size: 9pt; font-style: italic; font-weight: normal } .table { break-inside: avoid }
        table { border-collapse: collapse; width: 100%; font-size: 7.5pt }
        thead tr:last-child th, tbody tr:last-child td { border-bottom: 1.2pt solid black }
        td, th { padding: 2pt; text-align: left; vertical-align: top } .caption { font-size: 7.5pt; font-weight: bold }
        blockquote { font-size: 13pt; text-align: center; margin: 6pt; border-top: 1pt solid;
        border-bottom: 1pt solid }""",
        ("Center for Dagtilbud",),
    ),
    BrowserLook(
        "margen",
        """@page { size: A4; margin: 25mm 20mm 20mm; @top-right { content: "Notat"; font: 9pt Liberation Serif }
        @bottom-center { content: "– " counter(page) " –"; font: 9pt Liberation Serif } }
        body { font: 11pt/1.5 "Liberation Serif"; padding-left: 42mm } h1 { font-size: 20pt; margin-left: -40mm }
        h2 { font-size: 13pt; margin-left: -40mm; border-bottom: 1pt solid }
        h3 { font-size: 11pt; text-decoration: underline; font-weight: normal; font-style: italic }
        table { border-collapse: collapse; width: 100%; font-size: 9.5pt } td, th { padding: 3pt 6pt }
        td { vertical-align: top } th { text-align: center } .caption { font-size: 9pt; font-style: italic }
        blockquote { float: left; width: 34mm; margin-left: -42mm; font-size: 13pt; color: #06c }""",
        ("Notat",),
    ),
    BrowserLook(
        "kasser",
        """@page { size: 170mm 240mm; margin: 18mm } body { font: 10pt/1.4 "DejaVu Serif" }
        h1 { font-size: 26pt; line-height: 1.1 } h2 { font: bold 15pt "DejaVu Sans"; margin-top: 24pt }
        h3 { font: bold 10pt "DejaVu Sans" }
        table { border-collapse: separate; border-spacing: 2pt; width: 100%; font: 8.5pt "DejaVu Sans" }
        th { background: #eee } td { background: #f8f8f0 } td, th { padding: 4pt; text-align: left }
        .caption { font: bold 8.5pt "DejaVu Sans" } ul { list-style: square; padding-left: 14pt }
        blockquote { float: right; width: 45%; font: italic 13pt "DejaVu Serif"; margin: 4pt 0 4pt 12pt;
        background: #fee; padding: 6pt }""",
    ),
)


def read_printed(look: BrowserLook, name: str, folder: Path) -> Agreement:
    """How what is read of the sample *name*, printed in *look*, agrees with its gold."""
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    source = parse_source(name, re.sub(r'^headings = "\w+"$', 'headings = "plain"', text, count=1, flags=re.MULTILINE))
    page, pdf = folder / f"{look.name}-{name}.html", folder / f"{look.name}-{name}.pdf"
    page.write_text(page_of(source, look.css), encoding="utf-8")
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={pdf}", str(page),
        ],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    return agreement(read_structure(pdf), {**gold(source), "furniture": list(look.running)})


def page_of(source: Source, css: str) -> str:
    """*source* as a web page in the style of *css*."""
    subtitle = f'<p class="front subtitle" style="font-size: 120%">{escape(source.subtitle or "")}</p>'
    return (
        f'<!doctype html><html lang="da"><meta charset="utf-8"><title>{escape(source.title)}</title>'
        f"<style>{css}</style><body>{_front(source.above)}<h1>{escape(source.title)}</h1>"
        f"{subtitle if source.subtitle else ''}{_front((*source.below, NOTICE))}"
        f"{''.join(map(_block, source.blocks))}</body></html>"
    )


def _front(lines: Sequence[str]) -> str:
    return "".join(f'<p class="front">{escape(line)}</p>' for line in lines)


def _inline(text: str) -> str:
    """*text* with its emphasis and line breaks; footnote marks are left out, for Chromium sets no footnotes."""
    text = escape(re.sub(r"\[\^\d+\]", "", text)).replace("&lt;br&gt;", "<br>")
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text))


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{_inline(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{_inline(text)}</p>"
        case PullQuote(text):
            return f"<blockquote>»{_inline(text)}«</blockquote>"
        case Items(texts, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_inline(text)}</li>' for text in texts)}</{tag}>"
        case Table(caption, rows, header_rows):
            above = f'<p class="caption">{_inline(caption)}</p>' if caption else ""
            head, body = _rows(rows[:header_rows], "th"), _rows(rows[header_rows:], "td")
            return f'<div class="table">{above}<table><thead>{head}</thead><tbody>{body}</tbody></table></div>'
        case Columns():
            return ""


def _rows(rows: Sequence[Sequence[Cell]], tag: str) -> str:
    cells = ("".join(f'<{tag} colspan="{cell.span}">{_inline(cell.text)}</{tag}>' for cell in row) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells)


def main(names: Sequence[str]) -> None:
    """Print a row for each look, and its worst document."""
    measures = [field.name for field in fields(Agreement)]
    print(f"{'look':12}", *(f"{name[:9]:>9}" for name in measures), " worst")
    with TemporaryDirectory() as folder:
        for look in LOOKS:
            if names and look.name not in names:
                continue
            found = {name: read_printed(look, name, Path(folder)) for name in source_names()}
            means = [mean(column) for column in zip(*map(astuple, found.values()), strict=True)]
            worst = min(found, key=lambda name: found[name].word_f1 + found[name].order + found[name].cell_f1)
            print(f"{look.name:12}", *(f"{value:9.3f}" for value in means), f" {worst}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
