"""What a reader of the sample PDFs should find in them: gold structure and reference passages, from the sources."""

from dataclasses import dataclass

from corpus.samples.sample_text import (
    NOTICE,
    Columns,
    Heading,
    Items,
    Paragraph,
    PullQuote,
    SampleError,
    Source,
    Table,
    plain,
)

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Expected:
    """One block of the clean text: *kind* as in the gold files, *level* of a heading, *rows* of a table."""

    kind: str
    text: str
    level: int | None
    rows: tuple[tuple[str, ...], ...] | None
    header_rows: int | None
    anchor: str | None

    @property
    def full_text(self) -> str:
        """The block as lines of running text."""
        lines = [self.text] if self.text else []
        return "\n".join(lines + [" ".join(filter(None, row)) for row in self.rows or ()])


def expected_text(source: Source) -> list[Expected]:
    """The blocks of *source* in reading order, footnotes last.

    Kinds: heading, p, li, speaker, date, addr, subtitle, notice, table, pull_quote, footnote.
    A cell over several columns is followed by empty ones, as in corpus/pdf/*.gold.json.
    """
    blocks = [_text(_line_kind(source, line), line) for line in source.above]
    blocks.append(_heading(1, source.title, "titel"))
    if source.subtitle:
        blocks.append(_text("subtitle", source.subtitle))
    blocks += [_text(_line_kind(source, line), line) for line in source.below]
    blocks.append(_text("notice", NOTICE))
    for block in source.blocks:
        match block:
            case Heading(level, text, anchor):
                blocks.append(_heading(level, plain(text), anchor))
            case Paragraph(text, kind):
                blocks.append(_text(kind, plain(text)))
            case Items(texts, ordered):
                marks = (f"{number}. " if ordered else "" for number in range(1, len(texts) + 1))
                blocks += [_text("li", mark + plain(text)) for mark, text in zip(marks, texts, strict=True)]
            case Table():
                blocks.append(Expected("table", block.caption or "", None, _rows(block), block.header_rows, None))
            case PullQuote(text):
                blocks.append(_text("pull_quote", plain(text)))
            case Columns():
                pass
    return blocks + [_text("footnote", plain(text)) for text in source.footnotes.values()]


def gold(source: Source) -> Json:
    """*source* in the shape of corpus/pdf/*.gold.json, without page numbers."""
    sections: list[Json] = []
    tables: list[Json] = []
    blocks = expected_text(source)
    for block in blocks:
        if block.kind == "heading":
            sections.append(_section(block.text, block.level or 0))
        elif not sections:
            sections.append(_section(None, 0))
        last = sections[-1]
        if block.kind == "table":
            _append(last, "tables", len(tables))
            tables.append({"id": len(tables), "caption": block.text, "header_rows": block.header_rows,
                           "rows": [list(row) for row in block.rows or ()]})  # fmt: skip
        elif block.kind not in {"heading", "pull_quote", "footnote"}:
            _append(last, "paragraphs", {"text": block.text, "kind": block.kind})
    return {
        "id": source.name,
        "title": source.title,
        "subtitle": source.subtitle,
        "date": source.date,
        "date_text": source.date_text,
        "document_type": source.type,
        "issuer": source.publisher,
        "municipalities": list(source.municipalities),
        "event_place": source.place,
        "sections": sections,
        "tables": tables,
        "footnotes": [block.text for block in blocks if block.kind == "footnote"],
        "pull_quotes": [block.text for block in blocks if block.kind == "pull_quote"],
        "furniture": furniture(source),
        "full_text": "\n".join(b.full_text for b in blocks if b.kind not in {"pull_quote", "footnote"}),
    }


def passages(source: Source) -> list[Json]:
    """Reference passages of *source*: the title, each heading with its text, each captioned table on its own.

    The id is the name of the document and the anchor of the heading, so it survives an edit elsewhere in the text.

    Raises:
        SampleError: a heading has text of its own but no anchor.
    """
    found: list[tuple[str, str, str, list[str]]] = [(f"{source.name}#titel", source.title, "title", [])]
    for block in expected_text(source):
        if block.kind == "heading" and block.level != 1:
            found.append((f"{source.name}#{block.anchor}", block.text, "section", [block.text]))
        elif block.kind == "table" and block.text:
            anchor = block.text.split(".")[0].lower().replace(" ", "-")
            found.append((f"{source.name}#{anchor}", block.text, "table", [block.full_text]))
        elif block.kind not in {"pull_quote", "footnote", "notice"}:
            next(lines for _, _, kind, lines in reversed(found) if kind != "table").append(block.full_text)
    for id_, heading, _, lines in found:
        if id_.endswith("#None") and len(lines) > 1:
            raise SampleError(source.name, f"the heading {heading!r} has text but no anchor")
    return [
        {"id": id_, "doc": source.name, "heading": heading, "type": kind, "text": "\n".join(lines)}
        for id_, heading, kind, lines in found
        if not id_.endswith("#None")
    ]


def furniture(source: Source) -> list[str]:
    """Lines that repeat on the pages and belong to none of them; the page number is left out."""
    return [] if source.layout.running == "none" else [running_line(source)]


def running_line(source: Source) -> str:
    """The running header or footer."""
    if source.type == "position_paper":
        return f"{source.publisher} / {source.title}"
    return f"{source.title} · Konstrueret eksempel"


def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(text for cell in row for text in (plain(cell.text), *[""] * (cell.span - 1))) for row in table.rows
    )


def _line_kind(source: Source, line: str) -> str:
    if line == source.date_text:
        return "date"
    return "addr" if line == source.place else "p"


def _text(kind: str, text: str) -> Expected:
    return Expected(kind, text, None, None, None, None)


def _heading(level: int, text: str, anchor: str | None) -> Expected:
    return Expected("heading", text, level, None, None, anchor)


def _section(heading: str | None, level: int) -> Json:
    return {"heading": heading, "level": level, "paragraphs": [], "tables": []}


def _append(section: Json, key: str, value: object) -> None:
    values = section[key]
    assert isinstance(values, list)
    values.append(value)
