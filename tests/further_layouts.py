"""The sample texts in looks that no sample has, read and compared: ``python -m tests.further_layouts [LOOK …]``.

Prints a row for each look, once as Typst draws it and once with its text drawn in another order on the same
places: the mean over the twelve samples, and the document that is read worst. Nothing is kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Literal

import pikepdf
import typst

from corpus.samples import sample_markup
from corpus.samples.sample_gold import gold, running_line
from corpus.samples.sample_text import NOTICE, TEXTS, Block, Columns, Heading, Source, Table, parse_source, source_names
from corpus.samples.set_samples import _as_drawn, _font_paths
from ingest.pipeline import read_structure
from ingest.reading import Reading
from tests.reading_gold import Agreement, Gold, agreement

HERE = Path(__file__).parent
Spread = Literal["flow", "bands", "boxes"]
"""How a section stands: as the page's columns flow, in a band of its own, or a box beside the one before it."""


@dataclass(frozen=True, slots=True)
class Look:
    """A further look; its page, type and headings stand in ``further_layouts.typ`` under *name*.

    Attributes:
        columns: of the bands, in turn.
        spanning: whether headings of level 2 stand over their band or in its first column.
        running: whether the running line is printed.
        contents: whether a list of contents follows the title.
    """

    name: str
    headings: str
    tables: str
    spread: Spread
    columns: tuple[int, ...] = (1,)
    spanning: bool = True
    centred: bool = False
    captions_below: bool = False
    running: bool = True
    contents: bool = False


LOOKS = (
    Look("bog", "plain", "booktabs", "flow", centred=True, captions_below=True),
    Look("avis", "plain", "zebra", "bands", columns=(4,), running=False),
    Look("rapport", "numbered", "zebra", "flow", contents=True),
    Look("folder", "capitals", "lines", "bands", columns=(2, 3), spanning=False),
    Look("notat", "numbered", "ruled", "flow"),
    Look("magasin", "plain", "white", "boxes"),
    Look("tidsskrift", "plain", "booktabs", "flow"),
    Look("plancher", "plain", "ruled", "flow"),
    Look("sidehoved", "plain", "lines", "flow"),
    Look("kvadrat", "plain", "white", "bands", columns=(2,), centred=True, captions_below=True),
    Look("brev", "plain", "booktabs", "flow", running=False),
    Look("trespalte", "plain", "lines", "bands", columns=(3,)),
)


def source_in(look: Look, name: str) -> Source:
    """The sample *name* with its headings printed as *look* prints them."""
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    text = re.sub(r'^headings = "\w+"$', f'headings = "{look.headings}"', text, count=1, flags=re.MULTILINE)
    source = parse_source(name, text)
    return replace(source, layout=replace(source.layout, tables="ruled", running="none", columns=1, balanced=False))


def gold_in(look: Look, source: Source) -> Gold:
    """What a reader should find in *source* set in *look*."""
    return {**gold(source), "furniture": [running_line(source)] if look.running else []}


def set_in(look: Look, source: Source) -> bytes:
    """*source* as PDF in *look*."""
    compiler = typst.Compiler(root=HERE, font_paths=_fonts())
    pdf = compiler.compile(_markup(look, source).encode(), format="pdf", pretty=True)
    assert isinstance(pdf, bytes)
    return _as_drawn(pdf)


def shuffled(pdf: bytes, seed: int) -> bytes:
    """*pdf* with the texts of each page drawn in another order, each on its old place in its old colour."""
    copy = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            drawings, texts = _apart(pikepdf.parse_content_stream(page))
            Random(seed).shuffle(texts)
            page.Contents = document.make_stream(pikepdf.unparse_content_stream([*drawings, *chain(*texts)]))
        document.save(copy)
    return copy.getvalue()


def expected_slots(source: Source) -> list[tuple[str, str | None, str]]:
    """Start, end and title of each row of the programme of *source*."""
    tables = [block for block in source.blocks if isinstance(block, Table) and block.rows[0][0].text == "Tid"]
    return [_slot(row[0].text, row[1].text) for table in tables for row in table.rows[table.header_rows :]]


def found_slots(reading: Reading) -> list[tuple[str, str | None, str]]:
    """Start, end and title of each session that has times, without what announces it ("Plenumoplæg: ")."""
    return [(one.starts, one.ends, _bare(one.title)) for one in reading.sessions if one.starts]


def read_in(look: Look, name: str, seed: int | None, folder: Path) -> tuple[Reading, Agreement, float]:
    """The reading of a sample set in *look*, its agreement with the gold, and the share of sessions found."""
    source = source_in(look, name)
    pdf = set_in(look, source)
    path = folder / f"{look.name}-{name}.pdf"
    path.write_bytes(pdf if seed is None else shuffled(pdf, seed))
    reading = read_structure(path)
    return reading, agreement(reading, gold_in(look, source)), _sessions_found(reading, source)


def _sessions_found(reading: Reading, source: Source) -> float:
    expected = expected_slots(source)
    found = found_slots(reading)
    return sum(slot in found for slot in expected) / len(expected) if expected else 1.0


def _slot(times: str, event: str) -> tuple[str, str | None, str]:
    clocks = [f"{int(hour):02}:{minute}" for hour, minute in re.findall(r"(\d{1,2})[.:](\d{2})", times)]
    title = re.match(r"\*\*(.+?)\*\*", event)
    return clocks[0], clocks[1] if len(clocks) > 1 else None, _bare(title[1] if title else event)


def _bare(title: str) -> str:
    return re.sub(r"^\w*oplæg( i plenum)?: ", "", title, flags=re.IGNORECASE).lower()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=_font_paths())


def _markup(look: Look, source: Source) -> str:
    string, strings = sample_markup._string, sample_markup._strings
    subtitle = string(source.subtitle) if source.subtitle else "none"
    title = (strings(source.above), string(source.title), subtitle, strings(source.below), string(NOTICE))
    opening = f"plain-title({', '.join(title)}, centred: {str(look.centred).lower()})"
    if look.name in {"tidsskrift", "plancher"}:
        opening = f'place(top, scope: "parent", float: true, clearance: 1.5em, {opening})'
    parts = [
        '#import "/further_layouts.typ": *',
        "#let accent = black",
        f"#show: {look.name}.with({string(running_line(source) if look.running else None)})",
        f"#{opening}",
    ]
    if look.contents:
        parts.append('#outline(title: "Indhold", depth: 3)\n#pagebreak()')
    sections = _sections(source.blocks)
    if look.spread == "flow":
        parts += [_block(block, look, source) for section in sections for block in section]
    elif look.spread == "bands":
        for number, section in enumerate(sections):
            parts += _bands(section, look.columns[number % len(look.columns)], look, source)
    else:
        parts += _boxes(sections, look, source)
    return "\n\n".join(parts)


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            sections.append([])
        if not isinstance(block, Columns):
            sections[-1].append(block)
    return [section for section in sections if section]


def _bands(section: Sequence[Block], columns: int, look: Look, source: Source) -> Iterator[str]:
    """A section in columns; its tables, and its heading where it spans, stand over all of them."""
    band: list[str] = []
    for block in section:
        is_wide = isinstance(block, Table) or (look.spanning and isinstance(block, Heading) and block.level == 2)
        if is_wide and band:
            yield f"#spread({columns})[{_joined(band)}]\n#v(0.8em, weak: true)"
            band = []
        if is_wide:
            yield _block(block, look, source)
        else:
            band.append(_block(block, look, source))
    if band:
        yield f"#spread({columns})[{_joined(band)}]\n#v(0.8em, weak: true)"


def _boxes(sections: Sequence[Sequence[Block]], look: Look, source: Source) -> Iterator[str]:
    """Every second section without a table in a filled box beside the one before it."""
    waiting = list(sections)
    while waiting:
        section = waiting.pop(0)
        markup = _joined([_block(block, look, source) for block in section])
        plain = not any(isinstance(block, Table) for block in (*section, *(waiting[0] if waiting else ())))
        if plain and waiting and _words(waiting[0]) < _words(section):
            box = _joined([_block(block, look, source) for block in waiting.pop(0)])
            yield f"#beside[{markup}][{box}]"
        else:
            yield markup


def _words(section: Sequence[Block]) -> int:
    return len(repr(section).split())


def _block(block: Block, look: Look, source: Source) -> str:
    if not isinstance(block, Table):
        return sample_markup._markup(block, source)
    table = sample_markup._table(replace(block, caption=None), source).replace('"ruled"', f'"{look.tables}"', 1)
    if block.caption is None:
        return table
    caption = sample_markup._string(block.caption)
    return f"{table}\n#caption-below({caption})" if look.captions_below else f"#caption({caption})\n{table}"


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts)


_Instructions = list[pikepdf.ContentStreamInstruction]
_STATE = {"cm", "cs", "sc", "scn", "g", "rg", "k", "gs", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"}


def _apart(instructions: Sequence[pikepdf.ContentStreamInstruction]) -> tuple[_Instructions, list[_Instructions]]:
    """What is drawn that is no text, and each text object with the state that it was drawn in."""
    stack: list[_Instructions] = [[]]
    drawings: _Instructions = []
    texts: list[_Instructions] = []
    text: _Instructions | None = None
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC", "EMC"}:
            continue
        if operator == "BT":
            text = []
        if text is not None:
            text.append(instruction)
        else:
            drawings.append(instruction)
        if operator == "ET" and text is not None:
            state = [one for level in stack for one in level]
            texts.append([_operator("q"), *state, *text, _operator("Q")])
            text = None
        elif operator == "q":
            stack.append([])
        elif operator == "Q":
            stack.pop()
        elif operator in _STATE:
            stack[-1].append(instruction)
    return drawings, texts


def _operator(name: str) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction([], pikepdf.Operator(name))


def main(names: Sequence[str]) -> None:
    """Print a row for each look, drawn in order and shuffled, and its worst document."""
    measures = [field.name for field in fields(Agreement)]
    print(f"{'look':22}", *(f"{name[:9]:>9}" for name in measures), " sessions  worst")
    with TemporaryDirectory() as folder:
        for look in LOOKS:
            for seed in (None, 7) if not names or look.name in names else ():
                _print_row(look, seed, Path(folder))


def _print_row(look: Look, seed: int | None, folder: Path) -> None:
    found = {name: read_in(look, name, seed, folder)[1:] for name in source_names()}
    rows: Mapping[str, tuple[float, ...]] = {name: (*astuple(one), sessions) for name, (one, sessions) in found.items()}
    means = [mean(column) for column in zip(*rows.values(), strict=True)]
    worst = min(rows, key=lambda name: found[name][0].word_f1 + found[name][0].order + found[name][0].heading_f1)
    label = look.name if seed is None else f"{look.name}, shuffled"
    print(f"{label:22}", *(f"{value:9.3f}" for value in means), f" {worst}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
