"""The sample documents in other formats than PDF, written as those formats' own programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from io import BytesIO

from docx import Document as WordDocument
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from corpus.samples.sample_gold import running_line
from corpus.samples.sample_text import NOTICE, Block, Heading, Items, Paragraph, PullQuote, Source, Table, plain

_PIECES = re.compile(r"(\*\*.+?\*\*|\*.+?\*|\[\^\d+\]|<br>)")

DANISH_STYLES = {"Heading 1": "Overskrift1", "Heading 2": "Overskrift2", "Heading 3": "Overskrift3", "Title": "Titel"}
"""Style ids of a Danish Word; the names within the file stay English."""


def as_markdown(source: Source) -> str:
    """*source* in Markdown with tables and footnotes as Pandoc has them; lines are wrapped at 72 signs."""
    blocks = [*source.above, f"# {source.title}"]
    blocks += [f"**{source.subtitle}**"] if source.subtitle else []
    blocks += [*source.below, NOTICE, *(_markdown(block) for block in source.blocks)]
    blocks += [f"[^{mark}]: {text}" for mark, text in source.footnotes.items()]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {text}"
        case Paragraph(text):
            return _wrapped(text)
        case Items(texts, ordered):
            marks = [f"{number}." if ordered else "-" for number in range(1, len(texts) + 1)]
            return "\n".join(
                f"{mark} {_wrapped(text, indent=len(mark) + 1)}" for mark, text in zip(marks, texts, strict=True)
            )
        case PullQuote(text):
            return f"> {text}"
        case Table():
            rows = ["| " + " | ".join(cell for one in row for cell in (one.text, *[""] * (one.span - 1))) + " |"
                    for row in block.rows]  # fmt: skip
            rows.insert(1, "|" + "---|" * block.width)
            return "\n".join([f"{block.caption}\n"] * bool(block.caption) + rows)
    return ""


def _wrapped(text: str, *, indent: int = 0) -> str:
    """*text* in lines of 72 signs; no line begins with what Markdown would take for a list or a heading."""
    lines = [""]
    for word in text.split():
        full = len(lines[-1]) + 1 + len(word) > 72 and re.match(r"\w", word) and not re.match(r"\d+[.)]", word)
        if full:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return ("\n" + " " * indent).join(lines)


def as_html(source: Source) -> str:
    """*source* as a page of a municipality's site: with head, navigation, cookie notice, sidebar and foot."""
    body = "\n".join(_html_blocks(source))
    notes = "".join(
        f'<li id="note-{mark}">{escape(plain(text))} <a href="#kald-{mark}">↑</a></li>'
        for mark, text in source.footnotes.items()
    )
    return f"""<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{escape(source.title)} | {escape(source.publisher)}</title>
<style>p {{ color: red }}</style><script>var spor = "Du er her";</script></head>
<body>
<div id="CookieBanner" role="dialog"><p>Vi bruger cookies til statistik.</p><button>Accepter alle</button></div>
<a class="skip-link" href="#indhold">Spring til indhold</a>
<header><a href="/">{escape(source.publisher)}</a>
<nav><ul><li><a href="/borger">Borger</a></li><li>Politik</li></ul></nav>
<form><label for="s">Søg på siden</label><input id="s"></form></header>
<nav class="breadcrumb"><ol><li><a href="/">Forside</a></li><li>{escape(source.title)}</li></ol></nav>
<main id="indhold"><article>
{body}
<section class="footnotes"><ol>{notes}</ol></section>
<div class="share-buttons"><a href="#">Del på Facebook</a></div>
</article></main>
<footer><p>{escape(running_line(source))}</p><p>Rådhustorvet 1, CVR 00000000</p></footer>
<script>document.title = "x"</script></body></html>
"""


def _html_blocks(source: Source) -> Iterator[str]:
    yield from (f"<p>{escape(line)}</p>" for line in source.above)
    yield f"<h1>{escape(source.title)}</h1>"
    yield f'<p class="subtitle"><em>{escape(source.subtitle)}</em></p>' if source.subtitle else ""
    yield from (f"<p>{escape(line)}</p>" for line in (*source.below, NOTICE))
    yield from (_html(block) for block in source.blocks)


def _html(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}><span>{escape(plain(text))}</span></h{level}>"
        case Paragraph(text):
            return f"<div><p>{_inline(text)}</p></div>"
        case Items(texts, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>\n  {_inline(text)}\n</li>" for text in texts) + f"</{tag}>"
        case PullQuote(text):
            return f"<blockquote><p>{_inline(text)}</p></blockquote>"
        case Table():
            return _html_table(block)
    return ""


def _html_table(table: Table) -> str:
    rows = [
        "<tr>" + "".join(_html_cell(cell.text, cell.span, is_head=number < table.header_rows) for cell in row) + "</tr>"
        for number, row in enumerate(table.rows)
    ]
    head, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>"


def _html_cell(text: str, span: int, *, is_head: bool) -> str:
    tag = "th" if is_head else "td"
    spans = f' colspan="{span}"' if span > 1 else ""
    return f"<{tag}{spans}>{_inline(text)}</{tag}>"


def _inline(text: str) -> str:
    html = ""
    for piece in _PIECES.split(text):
        if piece.startswith("**"):
            html += f"<strong>{escape(piece.strip('*'))}</strong>"
        elif piece.startswith("*"):
            html += f"<em>{escape(piece.strip('*'))}</em>"
        elif piece.startswith("[^"):
            mark = piece[2:-1]
            html += f'<sup id="kald-{mark}"><a href="#note-{mark}">{mark}</a></sup>'
        else:
            html += piece if piece == "<br>" else escape(piece)
    return html


def as_docx(source: Source) -> bytes:
    """*source* as a Danish Word would save it: styles with Danish ids, captions, lists, and a running foot.

    Footnotes are left out, since python-docx cannot write them; their marks too.
    """
    document = WordDocument()
    for line in source.above:
        document.add_paragraph(line)
    document.add_paragraph(source.title, style="Title")
    if source.subtitle:
        document.add_paragraph(source.subtitle, style="Subtitle")
    for line in (*source.below, NOTICE):
        document.add_paragraph(line)
    for block in source.blocks:
        _add(document, block)
    document.sections[0].footer.paragraphs[0].text = running_line(source)
    _make_danish(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: WordFile, block: Block) -> None:
    match block:
        case Heading(level, text):
            document.add_paragraph(plain(text), style=f"Heading {level - 1}")
        case Paragraph(text):
            _add_runs(document.add_paragraph(), text)
        case Items(texts, ordered):
            for number, text in enumerate(texts, start=1):
                paragraph = document.add_paragraph(style="List Number" if ordered else "List Bullet")
                _number(paragraph, restart=ordered and number == 1)
                _add_runs(paragraph, text)
        case PullQuote(text):
            _add_runs(document.add_paragraph(style="Intense Quote"), text)
        case Table():
            if block.caption:
                document.add_paragraph(block.caption, style="Caption")
            _add_table(document, block)


def _add_runs(paragraph: WordParagraph, text: str) -> None:
    for piece in _PIECES.split(text):
        if piece.startswith("[^"):
            continue
        if piece == "<br>":
            paragraph.add_run().add_break()
        elif piece:
            run = paragraph.add_run(piece.strip("*") if piece.startswith("*") else piece)
            run.bold, run.italic = piece.startswith("**") or None, (piece[:1] == "*" and piece[:2] != "**") or None


def _number(paragraph: WordParagraph, *, restart: bool) -> None:
    """Make *paragraph* an item; Word marks the paragraph itself where python-docx leaves it to the style."""
    style = paragraph.style
    assert style is not None
    numbering = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    assert numbering is not None
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(numbering.get(qn("w:val")))
    if restart:
        paragraph.paragraph_format.keep_with_next = True


def _add_table(document: WordFile, table: Table) -> None:
    grid = document.add_table(rows=len(table.rows), cols=table.width, style="Table Grid")
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            place = grid.cell(number, column)
            if cell.span > 1:
                place = place.merge(grid.cell(number, column + cell.span - 1))
            _add_runs(place.paragraphs[0], cell.text)
            column += cell.span
        if number < table.header_rows:
            properties = grid.rows[number]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))


def _make_danish(document: WordFile) -> None:
    for name, id in DANISH_STYLES.items():
        style = document.styles[name]
        old, style.element.styleId = style.element.styleId, id
        for reference in document.element.body.iter(qn("w:pStyle")):
            if reference.val == old:
                reference.val = id
