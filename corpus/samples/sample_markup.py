"""The sample texts in Typst's language, ready for the looks in `layout.typ`."""

import re
from collections.abc import Iterator, Sequence

from corpus.samples.sample_gold import running_line
from corpus.samples.sample_text import (
    NOTICE,
    Block,
    Columns,
    Heading,
    Items,
    Paragraph,
    PullQuote,
    Source,
    Table,
    plain,
)

MIN_COLUMN, MAX_COLUMN = 12, 40  # characters a table column is reckoned for, so that none starves another
_INLINE = re.compile(r"(\*\*.+?\*\*|\*.+?\*|\[\^\d+\]|<br>)")
_UNITS = re.compile(r"(?<=\d) (?=%|kr\.|\(\d)|(?<=§) (?=\d)")
_NUMBER = re.compile(r"[\d.,–-]+( %)?( \([\d,]+ %\))?")


def typst_markup(source: Source) -> str:
    """*source* in Typst's language, every word of it as a string, so that nothing in the text is taken for markup."""
    layout = source.layout
    start = "\n".join((
        '#import "/layout.typ": *',
        f'#let accent = rgb("{layout.accent}")',
        f"#show: sample.with(title: {_string(source.title)}, author: {_string(source.publisher)},"
        f" paper: {_string(layout.paper)}, margin: {layout.margin}, font: {_string(layout.font)},"
        f" size: {layout.size}, accent: accent, justify: {_code(layout.justify)},"
        f" running: {_string(running_line(source))}, running-at: {_string(layout.running)},"
        f" headings: {_string(layout.headings)})",
    ))  # fmt: skip
    return "\n\n".join((start, *_title(source), *_body(source)))


def _title(source: Source) -> Iterator[str]:
    layout = source.layout
    parts = (_strings(source.above), _string(source.title), _string(source.subtitle) if source.subtitle else "none",
             _strings(source.below), _string(NOTICE), "accent")  # fmt: skip
    call = f"title-{layout.title}({', '.join(parts)})"
    if layout.title == "cover":
        yield f"#{call}"
        yield f"#set page(columns: {1 if layout.balanced else layout.columns})\n#pagebreak(weak: true)"
    elif layout.columns > 1 and not layout.balanced:
        yield f"#set page(columns: {layout.columns})"
        yield f'#place(top, scope: "parent", float: true, clearance: 1.2em, {call})'
    else:
        yield f"#{call}"


def _body(source: Source) -> Iterator[str]:
    opened = False
    for block in source.blocks:
        new_section = source.layout.balanced and isinstance(block, Heading) and block.level == 2
        if new_section and opened:
            yield "]"
        yield _markup(block, source)
        if new_section:
            yield f"#balanced({source.layout.columns})["
            opened = True
    if opened:
        yield "]"


def _markup(block: Block, source: Source) -> str:
    match block:
        case Heading(level, text):
            return f"#heading(level: {level}, {_string(plain(text))})"
        case Paragraph(text, "speaker"):
            return f"#speaker({_string(plain(text))})"
        case Paragraph(text):
            return _inline(text, source)
        case Items(texts, ordered):
            items = ", ".join(f"[{_inline(text, source)}]" for text in texts)
            return f"#{'enum' if ordered else 'list'}({items})"
        case PullQuote(text):
            return f"#pull-quote({_string(plain(text))}, accent)"
        case Columns(count):
            return f"#set page(columns: {count})"
        case Table():
            return _table(block, source)


def _table(table: Table, source: Source) -> str:
    cells = [f"table.cell(colspan: {cell.span})[{_inline(cell.text, source)}]" for row in table.rows for cell in row]
    header_cells = sum(len(row) for row in table.rows[: table.header_rows])
    bold = [cell.replace(")[", ")[#strong[", 1) + "]" for cell in cells[:header_cells]]
    call = (
        f"#sample-table({_string(source.layout.tables)}, accent, ({', '.join(_widths(table))}),"
        f" ({', '.join(_alignments(table))}), ({', '.join(bold)},), ({', '.join(cells[header_cells:])},))"
    )
    return f"#caption({_string(table.caption)})\n{call}" if table.caption else call


def _widths(table: Table) -> Iterator[str]:
    """Columns as wide as their cells ask for, within bounds; the times of a programme just as wide as they are."""
    for column in range(table.width):
        header, body = _column(table, column)
        words = " ".join(header).split()
        wanted = max((len(text) for text in (*words, *body)), default=0)
        yield "auto" if header == ["Tid"] else f"{min(max(wanted, MIN_COLUMN), MAX_COLUMN)}fr"


def _alignments(table: Table) -> Iterator[str]:
    for column in range(table.width):
        _, body = _column(table, column)
        yield "center" if all(_NUMBER.fullmatch(text) for text in body if text) else "left"


def _column(table: Table, wanted: int) -> tuple[list[str], list[str]]:
    """Texts of the column's header and body; cells over several columns are left out."""
    header: list[str] = []
    body: list[str] = []
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            if column == wanted and cell.span == 1:
                (header if number < table.header_rows else body).append(plain(cell.text))
            column += cell.span
    return header, body


def _inline(text: str, source: Source) -> str:
    return "".join(_run(run, source) for run in _INLINE.split(text) if run)


def _run(run: str, source: Source) -> str:
    if run == "<br>":
        return "#linebreak()"
    if run.startswith("[^"):
        return f"#footnote[{_inline(source.footnotes[run[2:-1]], source)}]"
    if run.startswith("**"):
        return f"#strong({_string(run[2:-2])})"
    if run.startswith("*"):
        return f"#emph({_string(run[1:-1])})"
    return f"#{_string(run)}"


def _string(text: str | None) -> str:
    """*text* as a Typst string; number and unit keep together by a no-break space."""
    escaped = (text or "").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNITS.sub("\u00a0", escaped) + '"'


def _strings(texts: Sequence[str]) -> str:
    return "(" + "".join(f"{_string(text)}, " for text in texts) + ")"


def _code(value: bool) -> str:
    return "true" if value else "false"
