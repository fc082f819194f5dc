"""The texts of the sample documents, read from `text/*.md` without a thought for their layout.

A source is TOML front matter between two `+++` lines and a small subset of Markdown, one blank line between blocks:

    ## Heading {#anchor}        level 2 (the title is level 1); the anchor names the passage in judged/
    ### Heading {#anchor}       level 3; a heading without own text needs no anchor
    running text                a paragraph; lines are joined by a space
    v/ Navn, rolle, sted        a speaker line (also `v. ` and `ved `)
    - item                      bullet list, one item a line, continued by indented lines
    1. item                     numbered list
    > text                      pull quote: repeats words of the text, stands outside its flow
    : Tabel 1. Caption          caption of the table that follows in the next line, optional
    | a | b || c |              table row; an empty cell without a space (`||`) widens the cell before it
    |---|---|                   ends the header rows
    [^1]: text                  footnote, tied to the mark `[^1]` somewhere in the text
    ::: columns 2               from here on two columns, on a new page; `::: columns 1` ends them

Inside text `**bold**` and `*italic*`; in table cells `<br>` breaks the line.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Kind = Literal["conference_programme", "practice_example", "evaluation", "position_paper"]
TitleStyle = Literal["banner", "cover", "letterhead", "plain"]
HeadingStyle = Literal["capitals", "numbered", "plain"]
TableStyle = Literal["banded", "horizontal", "ruled"]
Running = Literal["footer", "header", "none"]

SAMPLES = Path(__file__).resolve().parent
TEXTS = SAMPLES / "text"
NOTICE = "Konstrueret eksempel. Kommuner, organisationer, personer og tal i dette dokument er opfundet."

_SPEAKER = re.compile(r"(?:v/|v\.|ved) ")
_ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}$")
_HEADING = re.compile(r"(#{2,4}) (.+)")
_FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.+)", re.DOTALL)
_ITEM = re.compile(r"(-|\d+\.) (.+)")
_COLUMNS = re.compile(r"::: columns ([1-3])")
_RULE = re.compile(r"\|(?:-+\|)+")
_MARKUP = re.compile(r"\*\*|\*|\[\^\d+\]")


class SampleError(ValueError):
    """A source that does not follow the format above."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed; *level* 2 or more, since the title is level 1."""

    level: int
    text: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or the line that names a speaker."""

    text: str
    kind: Literal["p", "speaker"]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; *ordered* ones are numbered from 1."""

    texts: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell over *span* columns."""

    text: str
    span: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has the same width when spans are counted."""

    caption: str | None
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int

    @property
    def width(self) -> int:
        """Number of columns."""
        return sum(cell.span for cell in self.rows[0])


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A sentence of the text, shown once more beside it."""

    text: str


@dataclass(frozen=True, slots=True)
class Columns:
    """From here on the page has *count* columns."""

    count: int


Block = Heading | Paragraph | Items | Table | PullQuote | Columns


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set. Lengths are Typst's, so "2.2cm"; *balanced* evens the columns out section by section."""

    title: TitleStyle
    headings: HeadingStyle
    tables: TableStyle
    running: Running
    paper: str
    margin: str
    font: str
    size: str
    accent: str
    columns: int
    balanced: bool
    justify: bool


@dataclass(frozen=True, slots=True)
class Source:
    """One sample: what is known about it, its blocks in reading order, its footnotes by mark."""

    name: str
    title: str
    subtitle: str | None
    type: Kind
    publisher: str
    date: str
    date_text: str
    place: str | None
    municipalities: tuple[str, ...]
    above: tuple[str, ...]  # lines printed above the title
    below: tuple[str, ...]  # lines printed below title and subtitle
    layout: Layout
    blocks: tuple[Block, ...]
    footnotes: Mapping[str, str]


def source_names() -> list[str]:
    """Names of the samples, sorted."""
    return sorted(path.stem for path in TEXTS.glob("*.md"))


def read_source(name: str) -> Source:
    """The sample called *name*, its headings numbered or in capitals if its layout says so.

    Raises:
        SampleError: front matter or text does not follow the format.
    """
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    return parse_source(name, text)


def parse_source(name: str, text: str) -> Source:
    """Like `read_source`, from *text* instead of the file."""
    try:
        _, front, body = text.split("+++\n", 2)
        meta = tomllib.loads(front)
        layout = Layout(**meta.pop("layout"))
        stretches = [stretch for stretch in re.split(r"\n\s*\n", body) if stretch.strip()]
        footnotes = dict(_footnotes(stretches))
        blocks = [_block(stretch.strip("\n")) for stretch in stretches if not _FOOTNOTE.match(stretch.strip())]
        source = Source(
            name=name,
            subtitle=meta.pop("subtitle", None),
            place=meta.pop("place", None),
            municipalities=tuple(meta.pop("municipalities")),
            above=tuple(meta.pop("above")),
            below=tuple(meta.pop("below")),
            layout=layout,
            blocks=tuple(_printed_headings(blocks, layout.headings)),
            footnotes=footnotes,
            **meta,
        )
    except (ValueError, TypeError, KeyError) as error:
        raise SampleError(name, str(error)) from error
    _check(source)
    return source


def plain(text: str) -> str:
    """*text* as a reader should have it: without bold, italic, footnote marks and line breaks."""
    return _MARKUP.sub("", text.replace("<br>", " "))


def _block(stretch: str) -> Block:
    first = stretch.splitlines()[0]
    if match := _HEADING.fullmatch(stretch):
        anchor = _ANCHOR.search(match[2])
        return Heading(len(match[1]), _ANCHOR.sub("", match[2]), anchor[1] if anchor else None)
    if match := _COLUMNS.fullmatch(stretch):
        return Columns(int(match[1]))
    if first.startswith("> "):
        return PullQuote(_joined(line.removeprefix("> ") for line in stretch.splitlines()))
    if first.startswith((": ", "|")):
        return _table(stretch.splitlines())
    if match := _ITEM.match(first):
        return Items(tuple(_items(stretch)), ordered=match[1] != "-")
    kind: Literal["p", "speaker"] = "speaker" if _SPEAKER.match(first) else "p"
    return Paragraph(_joined(stretch.splitlines()), kind)


def _table(lines: list[str]) -> Table:
    caption = lines[0].removeprefix(": ") if lines[0].startswith(": ") else None
    rows = lines[1:] if caption else lines
    header_rows = next((number for number, line in enumerate(rows) if _RULE.fullmatch(line)), None)
    if header_rows is None:
        raise ValueError(f"no line |---| below the header of table {caption or rows[0]}")
    cells = tuple(_row(line) for number, line in enumerate(rows) if number != header_rows)
    if len({sum(cell.span for cell in row) for row in cells}) != 1:
        raise ValueError(f"rows of unequal width in table {caption or rows[0]}")
    return Table(caption, cells, header_rows)


def _row(line: str) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for text in line.strip().removeprefix("|").removesuffix("|").split("|"):
        if text == "":
            cells[-1] = Cell(cells[-1].text, cells[-1].span + 1)
        else:
            cells.append(Cell(text.strip(), 1))
    return tuple(cells)


def _items(stretch: str) -> Iterator[str]:
    for item in re.split(r"\n(?=- |\d+\. )", stretch):
        yield _joined(item.split(" ", 1)[1].splitlines())


def _footnotes(stretches: list[str]) -> Iterator[tuple[str, str]]:
    for stretch in stretches:
        if match := _FOOTNOTE.fullmatch(stretch.strip()):
            yield match[1], _joined(match[2].splitlines())


def _joined(lines: Iterator[str] | list[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _printed_headings(blocks: list[Block], style: HeadingStyle) -> Iterator[Block]:
    chapter = section = 0
    for block in blocks:
        if not isinstance(block, Heading) or style == "plain":
            yield block
        elif style == "capitals":
            yield Heading(block.level, block.text.upper() if block.level == 2 else block.text, block.anchor)
        elif block.level == 2:
            chapter, section = chapter + 1, 0
            yield Heading(2, f"{chapter} {block.text}", block.anchor)
        else:
            section += 1
            yield Heading(block.level, f"{chapter}.{section} {block.text}", block.anchor)


def _check(source: Source) -> None:
    """Closed choices and footnotes, where a mistake would surface only as a wrong page."""
    layout = source.layout
    chosen = ((source.type, Kind), (layout.title, TitleStyle), (layout.headings, HeadingStyle),
              (layout.tables, TableStyle), (layout.running, Running))  # fmt: skip
    for value, choice in chosen:
        if value not in get_args(choice):
            raise SampleError(source.name, f"{value!r} is none of {', '.join(get_args(choice))}")
    marks = set(re.findall(r"\[\^(\d+)\]", repr(source.blocks)))
    if marks != set(source.footnotes):
        raise SampleError(source.name, f"footnote marks {sorted(marks)} but footnotes {sorted(source.footnotes)}")
