"""The door to markdown-it: Markdown becomes the HTML of its structure, and that becomes parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from corpus.errors import NothingToRead

from .decoding import decode
from .html_source import parse_html
from .html_walk import SOFT_BREAK
from .outline import Heading, Part, Text, end_of, reading_of
from .reading import Reading

FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<facts>.*?)\n(\1|\.\.\.)[ \t]*(\n|\Z)", re.DOTALL)
"""What site generators put above a text, in YAML or TOML."""
FACT = re.compile(r"^(?P<name>title|titel|author|forfatter|date|dato)\s*[:=]\s*[\"']?(?P<value>[^\"'\n]+)", re.I | re.M)
NAMES = {"title": "Title", "titel": "Title", "author": "Author", "forfatter": "Author", "date": "Date", "dato": "Date"}
NOTE = re.compile(r"^ {0,3}\[\^(?P<mark>[^\]\s]{1,30})\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*))*)$", re.MULTILINE)
"""A footnote as Pandoc and GitHub write it; CommonMark has none. Its further lines are indented."""
ANCHOR = re.compile(r"^( {0,3}#{1,6} .*?)[ \t]*\{#[\w-]+[^}\n]*\}[ \t]*$", re.MULTILINE)
"""A heading's address as Pandoc writes it: "## Formål {#formaal}"."""
CAPTION = re.compile(r"^(?:Table)?:[ \t]+(?=\S)(.*)$\n(?=\s*\|)", re.MULTILINE)
"""A table's caption as Pandoc writes it, above the table."""


def read_markdown(path: Path) -> Reading:
    """The structure of the Markdown file at *path*.

    CommonMark with tables, footnotes and what stands above the text in site generators. A line end inside
    a paragraph is mended as a printed one is, since Markdown is often what a converter left of a PDF. A
    generator prints the title of what stands above the text over it, so it is the title here too.

    Raises:
        EmptyFile: the file has no bytes.
        NotText: the bytes are no text.
        NothingToRead: there is nothing but markup.
    """
    text, info = _without_front_matter(decode(path, path.read_bytes()))
    parts, head = parse_markdown(text)
    if not parts:
        raise NothingToRead(path, f"{path.name} har ingen tekst. Er det den rigtige fil?")
    if "Title" in info and not any(isinstance(part, Heading) and part.level == 1 for part in parts):
        parts = [Heading(info["Title"], 1, (0, 1)), *parts]
    return reading_of(parts, {**head, **info})


def parse_markdown(text: str) -> tuple[list[Part], Mapping[str, str]]:
    """The parts of *text*, its footnotes last."""
    notes = {match["mark"]: " ".join(match["text"].split()) for match in NOTE.finditer(text)}
    text = NOTE.sub("", text)
    for mark in notes:
        text = text.replace(f"[^{mark}]", "")
    text = CAPTION.sub(r"\1\n\n", ANCHOR.sub(r"\1", text))
    parser = MarkdownIt("commonmark", {"html": True}, renderer_cls=_Renderer).enable(["table", "strikethrough"])
    parts, info = parse_html(f"<body>{parser.render(text)}</body>")
    last = end_of(parts)
    return [*parts, *(Text(note, "footnote", (last + n, last + n + 1)) for n, note in enumerate(notes.values()))], info


def _without_front_matter(text: str) -> tuple[str, dict[str, str]]:
    match = FRONT_MATTER.match(text.lstrip("\ufeff"))
    if match is None:
        return text, {}
    facts = {NAMES[fact["name"].lower()]: fact["value"].strip() for fact in FACT.finditer(match["facts"])}
    return text[match.end() :], facts


class _Renderer(RendererHTML):
    """HTML in which a line end of the file is told from one that the writer asked for."""

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A line end inside a paragraph."""
        return f'<br class="{SOFT_BREAK}">'
