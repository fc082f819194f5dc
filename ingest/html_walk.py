"""A web page from its beginning to its end, part by part: paragraphs, lists, tables, quotations, notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from selectolax.lexbor import LexborNode

from corpus import ParagraphKind

from .breaks import BULLET_START
from .cells import Cell, FoundTable, table_of
from .html_site import UNSEEN, is_hidden, is_site
from .html_tables import is_head, lays_out, spread_cells, table_around, without_empty_columns
from .lineends import PUNCTUATION, LineJoiner
from .outline import Grid, Heading, Margin, Part, Quotation, Text, box_of, shown_text
from .shapes import Area

INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rb|rp|rt|ruby|s|samp|small|span|strike"
    "|strong|sub|sup|time|tt|u|var|wbr"
)
BOLD = frozenset({"b", "strong"})
HEADING_TAG = re.compile(r"h[1-6]")
SOFT_BREAK = "praksis-linje"
"""Class of a ``br`` where a line of the file ended and the writer did not say that it should; for Markdown."""
NOTE_CALL = re.compile(r"\[?\d{1,3}\]?")
BACK_LINK = re.compile(r"[↑↩⏎^\ufe0e\ufe0f]+|\[?\d{1,3}\]?")
TYPED_BULLET = re.compile(rf"(?:{BULLET_START.pattern}|[·○□–—-])\s+(?=\S)")
"""A bullet that the writer typed in place of a list, as in what Word saves as a web page."""
DEEPEST_NESTING = 200
"""Elements within each other from which a page is broken or hostile; real ones stay below 60."""
_HARD, _SOFT = "\n", "\v"
_SPACES = re.compile(r"[^\S\n\v]+")
_SPACED_BREAK = re.compile(r" ?([\n\v]) ?")
_BREAKS = re.compile(r"[\n\v]+")


@dataclass(frozen=True, slots=True)
class _Run:
    """Text in one weight; line breaks are signs in it."""

    text: str
    bold: bool


class PageReader:
    """Walks a page from its beginning and notes its parts; each paragraph and table row is a line."""

    def __init__(self, joiner: LineJoiner, notes: Collection[str] = ()) -> None:
        self.parts: list[Part] = []
        self.in_bold: set[int] = set()
        """Which parts are paragraphs in bold from end to end."""
        self._joiner = joiner
        self._notes = notes
        self._runs: list[_Run] = []
        self._line = 0
        self._depth = 0
        self._mark: str | None = None
        """What the list item that is being read begins with; ``None`` outside of lists."""
        self._item: int | None = None
        """Which part the item that is being read has become, once it has."""

    def read(self, node: LexborNode, *, bold: bool = False) -> None:
        """Note what *node* holds."""
        tag = node.tag or ""
        if tag == "-text":
            self._runs.append(_Run(_SPACES.sub(" ", (node.text_content or "").replace("\n", " ")), bold))
        elif tag == "br":
            self._runs.append(_Run(_SOFT if node.attributes.get("class") == SOFT_BREAK else _HARD, bold))
        elif UNSEEN.fullmatch(tag) or is_hidden(node):
            return
        elif self._depth > DEEPEST_NESTING:
            self._runs.append(_Run(flat(node.text(separator=" ")), bold))
        else:
            self._depth += 1
            first = len(self.parts)
            self._read_element(node, tag, bold)
            if node.attributes.get("id") in self._notes:
                self._end_paragraph("text")
                self.parts[first:] = [_as_note(part) for part in self.parts[first:]]
            self._depth -= 1

    def _read_element(self, node: LexborNode, tag: str, bold: bool) -> None:
        if INLINE.fullmatch(tag):
            if not (tag == "sup" and _called(node)) and not _leads_back(node, tag):
                self._read_children(node, bold=bold or tag in BOLD)
            return
        self._end_paragraph("text")
        if is_site(node):
            self.set_apart(node)
        elif HEADING_TAG.fullmatch(tag):
            self._read_heading(node, int(tag[1]))
        elif tag in ("ul", "ol", "menu"):
            self._read_list(node)
        elif tag == "table" and not lays_out(node):
            self._read_table(node)
        elif tag == "blockquote":
            self._note(Quotation(self._text_of(node), self._lines()))
        elif tag == "aside":
            self.set_apart(node)
        else:
            self._read_children(node, bold=bold)
            self._end_paragraph(_kind_of(node, tag))

    def _read_children(self, node: LexborNode, *, bold: bool = False) -> None:
        for child in node.iter(include_text=True):
            self.read(child, bold=bold)

    def set_apart(self, node: LexborNode) -> None:
        """Note what *node* says as no part of the text; an ``aside`` stands beside it, all else around it."""
        text = self._text_of(node)
        self._note(Margin(text, node.tag != "aside", self._lines()))

    def _text_of(self, node: LexborNode) -> str:
        """What *node* shows, as one paragraph."""
        inner = PageReader(self._joiner)
        for child in node.iter(include_text=True):
            inner.read(child)
        inner._end_paragraph("text")
        texts = [_text_of_part(part) for part in inner.parts]
        return " ".join(filter(None, texts))

    def _read_heading(self, node: LexborNode, level: int) -> None:
        self._read_children(node)
        text = self._joined(self._take())
        self._note(Heading(" ".join(text), level, self._lines()))

    def _read_list(self, node: LexborNode) -> None:
        outer_mark, outer_item = self._mark, self._item
        start = node.attributes.get("start") or "1"
        number = int(start) if start.isdigit() else 1
        for item in node.iter(include_text=True):
            if item.tag != "li":
                self.read(item)  # lists within lists that stand beside the items, and stray text
                continue
            is_note = item.attributes.get("id") in self._notes
            self._mark, self._item = (f"{number}. " if node.tag == "ol" and not is_note else ""), None
            number += 1
            self.read(item)
            self._end_paragraph("text")
        self._mark, self._item = outer_mark, outer_item

    def _read_table(self, node: LexborNode) -> None:
        caption = node.css_first("caption")
        text = self._text_of(caption) if caption is not None and caption.parent is not None else ""
        rows = [row for row in node.css("tr") if table_around(row) == node.mem_id]
        grid = spread_cells([[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows])
        kept = [number for number, row in enumerate(grid) if any(cell and cell.text(strip=True) for cell in row)]
        cells = [tuple(self._cell(cell, at) for cell in grid[number]) for at, number in enumerate(kept)]
        cells = without_empty_columns(cells)
        if not cells:
            return
        box = box_of((self._line, self._line + len(cells)))
        heads = len(list(takewhile(lambda number: is_head(rows[number]), kept)))
        table = table_of(cells, 1, Area(box.x0, box.top, box.x1, box.bottom))
        if len(table.header) < heads < len(cells):
            table = FoundTable(box, tuple(cells[:heads]), tuple(cells[heads:]))
        self._line += len(cells)
        self.parts.append(Grid(table, text or None))

    def _cell(self, node: LexborNode | None, row: int) -> Cell:
        if node is None:
            return Cell("", None, None)
        inner = PageReader(self._joiner)
        for child in node.iter(include_text=True):
            inner.read(child)
        runs = inner._take()
        texts = [_text_of_part(part) for part in inner.parts] + self._joined(runs)
        text = " ".join(filter(None, texts))
        lead = " ".join(self._joined(_bold_lead(runs))) if not inner.parts else ""
        box = box_of((self._line + row, self._line + row + 1)) if text else None
        return Cell(text, lead if lead and lead != text else None, box)

    def _end_paragraph(self, kind: ParagraphKind) -> None:
        """Note the text gathered so far; a list item has one part, whatever paragraphs it is written in."""
        runs = self._take()
        is_bold = all(run.bold for run in runs if run.text.strip())
        for text in self._joined(runs):
            bullet = TYPED_BULLET.match(text)
            if self._mark is None and bullet:
                self._note(Text(text[bullet.end() :], "item", self._lines()))
            elif self._mark is None:
                self.in_bold |= {len(self.parts)} if is_bold else set()
                self._note(Text(text, kind, self._lines()))
            elif self._item is None:
                self._item = len(self.parts)
                self._note(Text(self._mark + text, "item", self._lines()))
            else:
                item = self.parts[self._item]
                assert isinstance(item, Text)
                self.parts[self._item] = Text(f"{item.text} {text}", "item", item.lines)

    def _take(self) -> list[_Run]:
        runs, self._runs = self._runs, []
        return runs

    def _joined(self, runs: Sequence[_Run]) -> list[str]:
        """The texts of *runs*: a break parts two where the line before it has ended."""
        text = _SPACED_BREAK.sub(r"\1", _SPACES.sub(" ", shown_text("".join(run.text for run in runs)))).strip()
        texts: list[str] = []
        parted = True
        for piece in re.split(r"([\n\v]+)", text):
            if not piece:
                continue
            if _BREAKS.fullmatch(piece):
                parted = _HARD in piece and bool(texts)
            elif texts and not (parted and _is_parted(texts[-1], piece)):
                texts[-1] = self._joiner.join_two(texts[-1], piece)
            else:
                texts.append(piece)
        return texts

    def _note(self, part: Heading | Text | Quotation | Margin) -> None:
        if part.text:
            self.parts.append(part)
            self._line += 1

    def _lines(self) -> tuple[int, int]:
        return self._line, self._line + 1


def _is_parted(before: str, after: str) -> bool:
    """Whether a line break that the writer set parts two paragraphs, and not the lines of one."""
    return before.endswith((".", "?", "!", ":")) or not after.lstrip(PUNCTUATION)[:1].islower()


def _kind_of(node: LexborNode, tag: str) -> ParagraphKind:
    return "caption" if tag == "figcaption" or node.attributes.get("class") == "caption" else "text"


def _called(node: LexborNode) -> str | None:
    """Which footnote a raised figure leads to; other raised figures are powers."""
    link = node.css_first("a[href^='#']")
    if link is None or NOTE_CALL.fullmatch(node.text(strip=True)) is None:
        return None
    return (link.attributes.get("href") or "")[1:] or None


def called_notes(content: LexborNode) -> frozenset[str]:
    """The ids of the footnotes that *content* calls."""
    return frozenset(note for node in content.css("sup") if (note := _called(node)) is not None)


def _leads_back(node: LexborNode, tag: str) -> bool:
    """Whether *node* is the arrow or figure by which a footnote leads back to its call."""
    is_link = tag == "a" and (node.attributes.get("href") or "").startswith("#")
    return is_link and BACK_LINK.fullmatch(node.text(strip=True)) is not None


def _as_note(part: Part) -> Part:
    return Text(part.text, "footnote", part.lines) if isinstance(part, Text) else part


def _bold_lead(runs: Sequence[_Run]) -> list[_Run]:
    return list(takewhile(lambda run: run.bold or not run.text.strip(), runs))


def _text_of_part(part: Part) -> str:
    if isinstance(part, Grid):
        return " ".join(cell.text for row in (*part.table.header, *part.table.rows) for cell in row if cell.text)
    return part.text


def flat(text: str) -> str:
    """*text* as it shows, on one line."""
    return " ".join(shown_text(text).split())
