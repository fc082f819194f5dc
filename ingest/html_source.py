"""The door to selectolax: a web page becomes parts, without what the site puts around its text.

Markdown and Word files come through here too, as the HTML that their own doors make of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from corpus.errors import NothingToRead

from .decoding import decode
from .html_headings import with_bold_headings
from .html_site import content_of, site_parts, titles_outside
from .html_walk import PageReader, called_notes, flat
from .outline import Grid, Heading, Part, Quotation, Text, joiner_of, reading_of
from .reading import Reading


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
    content = content_of(body)
    reader = PageReader(joiner_of(content.text(separator=" ")), called_notes(content))
    for title in titles_outside(body, content):
        reader.read(title)
    for site in site_parts(body, content):
        reader.set_apart(site)
    reader.read(content)
    return with_bold_headings(reader.parts, reader.in_bold), _info(tree)


def _info(tree: LexborHTMLParser) -> dict[str, str]:
    info = {}
    title = tree.css_first("title")
    if title is not None and (text := flat(title.text())):
        info["Title"] = text
    for node in tree.css("meta[name][content], meta[property][content]"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if name.lower() in ("author", "description", "date", "article:published_time", "dcterms.date"):
            info[name] = flat(node.attributes.get("content") or "")
    return info
