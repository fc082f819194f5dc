"""The door to selectolax: a web page becomes parts, without what the site puts around its text.

Markdown and Word files come through here too, as the HTML that their own doors make of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus import ParagraphKind
from corpus.errors import NothingToRead

from .breaks import BULLET_START
from .cells import Cell, FoundTable, table_of
from .decoding import decode
from .lineends import PUNCTUATION, LineJoiner
from .outline import Grid, Heading, Margin, Part, Quotation, Text, box_of, joiner_of, reading_of, shown_text
from .reading import Reading
from .shapes import Area
from .styles import LONG_HEADING

UNSEEN = re.compile(
    "script|style|noscript|template|head|svg|math|canvas|map|iframe|object|embed|audio|video|button|select|textarea"
    "|input|datalist|option|label|legend|dialog|-comment"
)
"""What a page holds beside its text: programs, drawings and what a visitor fills in. Not ``form``: some systems put
the whole page into one."""
SITE = frozenset({"nav", "footer"})
SITE_ROLES = frozenset({"navigation", "contentinfo", "search", "banner"})
SITE_NAMES = re.compile(
    r"\b(breadcrumbs?|brødkrumme\w*|site-?(nav|menu|header|footer)|main-?(nav|menu)|page-?(header-?nav|footer)"
    r"|skip-?(to|link)\w*|share|sharing|some-?links|social\w*|newsletter|toc|table-of-contents)\b",
    re.IGNORECASE,
)
"""Names that builders of sites give, as class or id, to what is no text of the page."""
COOKIE_NAMES = re.compile(r"cookie|consent|gdpr|coi-banner", re.IGNORECASE)
COOKIE_ROLES = frozenset({"dialog", "alertdialog"})
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
FALSE_HEADING_END = (".", ",", ";", ":", "!", "?")
DEEPEST_NESTING = 200
"""Elements within each other from which a page is broken or hostile; real ones stay below 60."""
MOST_SPANNED = 100
"""Columns or rows that one cell may claim; browsers stop at 1000."""
FLOW_TAGS = "h1, h2, h3, h4, h5, h6, table, ul, ol"
"""Within a table's cell a sign that the table only lays out the page."""

_HARD, _SOFT = "\n", "\v"
_SPACES = re.compile(r"[^\S\n\v]+")
_SPACED_BREAK = re.compile(r" ?([\n\v]) ?")
_BREAKS = re.compile(r"[\n\v]+")


@dataclass(frozen=True, slots=True)
class _Run:
    """Text in one weight; line breaks are signs in it."""

    text: str
    bold: bool


def read_html(path: Path) -> Reading:
    """The structure of the web page at *path*.

    The text is that of ``main``, or of the only ``article``, or of the whole page; navigation, cookie notices
    and what is hidden are left out, site heads and feet are furniture.

    Raises:
        EmptyFile: the file has no bytes.
        NotText: the bytes are no text.
        NothingToRead: the page has no text of its own, as one that a program fills in.
    """
    parts, info = parse_html(decode(path, path.read_bytes(), may_declare=True))
    if not any(isinstance(part, Heading | Text | Grid | Quotation) for part in parts):
        raise NothingToRead(
            path,
            f"{path.name} er en webside uden tekst, måske fordi et program fylder den ud. Åbn siden i en browser, "
            "gem den som PDF, og læs den ind.",
        )
    return reading_of(parts, info)


def parse_html(markup: str) -> tuple[list[Part], Mapping[str, str]]:
    """The parts of a web page, and what it says of itself in its head."""
    tree = LexborHTMLParser(markup)
    body = tree.body
    if body is None:
        return [], {}
    content = _content_of(body)
    reader = _Reader(joiner_of(content.text(separator=" ")), _called_notes(content))
    for title in _titles_outside(body, content):
        reader.read(title)
    for site in _site_parts(body, content):
        reader.set_apart(site)
    reader.read(content)
    return _with_bold_headings(reader.parts, reader.in_bold), _info(tree)


def _content_of(body: LexborNode) -> LexborNode:
    mains = [node for node in body.css("main, [role=main]") if not _is_hidden(node)]
    if len(mains) == 1 and mains[0].text(strip=True):
        return mains[0]
    articles = [node for node in body.css("article") if not _is_hidden(node)]
    return articles[0] if len(articles) == 1 and articles[0].text(strip=True) else body


def _titles_outside(body: LexborNode, content: LexborNode) -> list[LexborNode]:
    """The page's heading where a banner above the content holds it and the content has none."""
    if content.mem_id == body.mem_id or content.css_first("h1") is not None:
        return []
    titles = [node for node in body.css("h1") if not _is_hidden(node)]
    return titles if len(titles) == 1 else []


def _site_parts(body: LexborNode, content: LexborNode) -> Iterator[LexborNode]:
    """Heads, feet and navigation outside the content; those inside it are met on the way."""
    if content.mem_id == body.mem_id:
        return
    inside = {node.mem_id for node in content.css("header, nav, footer")}
    for node in body.css("header, nav, footer"):
        nested = node.parent is not None and node.parent.tag in ("header", "nav", "footer")
        if node.mem_id not in inside and not nested and node.css_first("main, article") is None:
            yield node


def _info(tree: LexborHTMLParser) -> dict[str, str]:
    info = {}
    title = tree.css_first("title")
    if title is not None and (text := _flat(title.text())):
        info["Title"] = text
    for node in tree.css("meta[name][content], meta[property][content]"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if name.lower() in ("author", "description", "date", "article:published_time", "dcterms.date"):
            info[name] = _flat(node.attributes.get("content") or "")
    return info


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or attributes.get("role") in COOKIE_ROLES
        or COOKIE_NAMES.search(names) is not None
    )


def _is_site(node: LexborNode) -> bool:
    attributes = node.attributes
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    if node.tag in SITE or attributes.get("role") in SITE_ROLES or SITE_NAMES.search(names):
        return True
    return node.tag == "header" and node.parent is not None and node.parent.tag == "body" and not node.css_first("h1")


class _Reader:
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
        elif UNSEEN.fullmatch(tag) or _is_hidden(node):
            return
        elif self._depth > DEEPEST_NESTING:
            self._runs.append(_Run(_flat(node.text(separator=" ")), bold))
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
        if _is_site(node):
            self.set_apart(node)
        elif HEADING_TAG.fullmatch(tag):
            self._read_heading(node, int(tag[1]))
        elif tag in ("ul", "ol", "menu"):
            self._read_list(node)
        elif tag == "table" and not _lays_out(node):
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
        inner = _Reader(self._joiner)
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
        rows = [row for row in node.css("tr") if _table_of(row) == node.mem_id]
        grid = _spread([[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows])
        kept = [number for number, row in enumerate(grid) if any(cell and cell.text(strip=True) for cell in row)]
        cells = [tuple(self._cell(cell, at) for cell in grid[number]) for at, number in enumerate(kept)]
        cells = _without_empty_columns(cells)
        if not cells:
            return
        box = box_of((self._line, self._line + len(cells)))
        heads = len(list(takewhile(lambda number: _is_head(rows[number]), kept)))
        table = table_of(cells, 1, Area(box.x0, box.top, box.x1, box.bottom))
        if len(table.header) < heads < len(cells):
            table = FoundTable(box, tuple(cells[:heads]), tuple(cells[heads:]))
        self._line += len(cells)
        self.parts.append(Grid(table, text or None))

    def _cell(self, node: LexborNode | None, row: int) -> Cell:
        if node is None:
            return Cell("", None, None)
        inner = _Reader(self._joiner)
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


def _with_bold_headings(parts: Sequence[Part], in_bold: Collection[int]) -> list[Part]:
    """The *parts*, short bold paragraphs made headings where the page itself has none below its title."""
    given = [part.level for part in parts if isinstance(part, Heading)]
    if len(given) > 1:
        return list(parts)
    headings: list[Part] = []
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        leads = isinstance(following, Text | Grid) and number + 1 not in in_bold
        if isinstance(part, Text) and number in in_bold and leads and _is_title(part.text):
            part = Heading(part.text, max(given, default=0) + 1, part.lines)
        headings.append(part)
    return headings


def _is_title(text: str) -> bool:
    return len(text) <= LONG_HEADING and not text.endswith(FALSE_HEADING_END) and any(map(str.isalpha, text))


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


def _called_notes(content: LexborNode) -> frozenset[str]:
    return frozenset(note for node in content.css("sup") if (note := _called(node)) is not None)


def _leads_back(node: LexborNode, tag: str) -> bool:
    """Whether *node* is the arrow or figure by which a footnote leads back to its call."""
    is_link = tag == "a" and (node.attributes.get("href") or "").startswith("#")
    return is_link and BACK_LINK.fullmatch(node.text(strip=True)) is not None


def _as_note(part: Part) -> Part:
    return Text(part.text, "footnote", part.lines) if isinstance(part, Text) else part


def _lays_out(table: LexborNode) -> bool:
    """Whether a table has no figures or facts to show, but places text on the page."""
    rows = [row for row in table.css("tr") if _table_of(row) == table.mem_id]
    widest = max((sum(cell.tag in ("td", "th") for cell in row.iter()) for row in rows), default=0)
    holds_flow = any(node.css_first(FLOW_TAGS) is not None for row in rows for node in row.iter())
    return widest < 2 or len(rows) < 2 or (holds_flow and table.css_first("th") is None)


def _table_of(node: LexborNode) -> int | None:
    """Which table *node*, one of its rows, belongs to."""
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above.mem_id if above is not None else None


def _is_head(row: LexborNode) -> bool:
    if row.parent is not None and row.parent.tag == "thead":
        return True
    cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
    filled = [cell for cell in cells if cell.text(strip=True)]
    return bool(filled) and all(cell.tag == "th" for cell in filled)


def _spread(rows: Sequence[Sequence[LexborNode]]) -> list[list[LexborNode | None]]:
    """The cells of each row, one for each column: one over several columns or rows stands in its first."""
    grid: list[list[LexborNode | None]] = []
    below: dict[tuple[int, int], None] = {}
    for at, row in enumerate(rows):
        spread: list[LexborNode | None] = []
        for cell in row:
            while (at, len(spread)) in below:
                spread.append(None)
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - at)
            first = len(spread)
            below.update({(at + down, first + right): None for down in range(1, high) for right in range(wide)})
            spread += [cell, *[None] * (wide - 1)]
        while (at, len(spread)) in below:
            spread.append(None)
        grid.append(spread)
    width = max(map(len, grid), default=0)
    return [[*row, *[None] * (width - len(row))] for row in grid]


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(max(int(value), 1), MOST_SPANNED) if value.isdigit() else 1


def _without_empty_columns(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    kept = [column for column in range(len(rows[0])) if any(row[column].text for row in rows)] if rows else []
    return [tuple(row[column] for column in kept) for row in rows]


def _bold_lead(runs: Sequence[_Run]) -> list[_Run]:
    return list(takewhile(lambda run: run.bold or not run.text.strip(), runs))


def _text_of_part(part: Part) -> str:
    if isinstance(part, Grid):
        return " ".join(cell.text for row in (*part.table.header, *part.table.rows) for cell in row if cell.text)
    return part.text


def _flat(text: str) -> str:
    return " ".join(shown_text(text).split())
