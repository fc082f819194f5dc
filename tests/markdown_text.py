"""Markdown as readers of PDFs write it, taken apart: the text without marks, the tables, the headings.

Knows ``#`` headings, pipe tables, HTML tables, lists, quotes, emphasis, links, escapes and ``<br>``. Does not know
headings underlined with ``---`` and tables within tables: no reader that we measure writes them.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_RULE = re.compile(r"\s*([-*_=])(\s*\1){2,}\s*$")
_DELIMITERS = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?$")
_ITEM_OR_QUOTE = re.compile(r"^\s*(?:[-*+]\s+|>\s?)+")
_HTML_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKS = re.compile(r"\*\*|~~|`|(?<!\w)__|__(?!\w)|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = 0xE000
"""Where an escaped character waits, in Unicode's private area, until the marks are gone."""

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Markdown text; *text* holds headings and the cells of tables too, in their place."""

    text: str
    tables: list[Rows]
    headings: list[str]


def parts_of(markdown: str) -> Parts:
    """Text, tables and headings of *markdown*, without its marks."""
    html_tables: list[Rows] = []

    def stand_in(match: re.Match[str]) -> str:
        html_tables.append(_html_rows(match[0]))
        return f"\n\n\0{len(html_tables) - 1}\n\n"

    lines = _HTML_TABLE.sub(stand_in, markdown.replace("\0", "")).split("\n")
    text: list[str] = []
    tables: list[Rows] = []
    headings: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        heading = _HEADING.match(line)
        if line.startswith("\0"):
            tables.append(html_tables[int(line[1:])])
            text += _lines_of(tables[-1])
        elif heading:
            headings.append(_plain(heading[2]))
            text.append(headings[-1])
        elif "|" in line and at < len(lines) and _DELIMITERS.match(lines[at]):
            rows = [_cells(line)]
            at += 1
            while at < len(lines) and "|" in lines[at]:
                rows.append(_cells(lines[at]))
                at += 1
            tables.append(rows)
            text += _lines_of(rows)
        elif not _RULE.match(line) and not line.startswith("```"):
            text.append(_plain(_ITEM_OR_QUOTE.sub("", line)))
    return Parts("\n".join(text), tables, headings)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner if inner.endswith(r"\|") else inner.removesuffix("|")
    return [_plain(cell) for cell in re.split(r"(?<!\\)\|", inner)]


def _lines_of(rows: Rows) -> list[str]:
    return [" ".join(filter(None, row)) for row in rows]


def _plain(text: str) -> str:
    """*text* without inline marks; its spaces are made single."""
    text = _ESCAPED.sub(lambda match: chr(_KEPT + ord(match[1])), text)
    text = _TAG.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(" ", text)))
    text = html.unescape(_MARKS.sub("", text))
    text = "".join(chr(ord(one) - _KEPT) if _KEPT <= ord(one) < _KEPT + 128 else one for one in text)
    return " ".join(text.split())


def _html_rows(table: str) -> Rows:
    parser = _TableParser()
    parser.feed(table)
    parser.close()
    return [[" ".join(cell.split()) for cell in row] for row in parser.rows]


class _TableParser(HTMLParser):
    """Collects the cells of one HTML table; a cell over several columns is followed by empty ones."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self._spare = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self._spare = int(dict(attrs).get("colspan") or 1) - 1
            self._in_cell = True
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._in_cell:
            self.rows[-1] += [""] * self._spare
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data
