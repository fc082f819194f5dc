"""Quotes that can be pasted into a report, with the page they really stand on."""

from __future__ import annotations

import re
from html import escape

from corpus import Passage
from corpus.months import MONTHS
from corpus.store import DocumentSummary

from .schemas import Citation

UNTITLED = "Uden titel"

_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&#]")  # the quote stands within a line, where a "-" or "1." is no list
_NOT_IN_ADDRESS = {"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E", '"': "%22"}


def danish_date(date: str | None) -> str | None:
    """An ISO date of any precision as Danish writes it: "30. oktober 2024", "oktober 2024", "2024"."""
    if date is None:
        return None
    year, *rest = date.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])}. {month} {year}"


def pdf_address(document_id: str, url: str | None, page: int) -> str:
    """Where *page* of the document can be read: at its own address, or with us."""
    where = url or f"/api/v1/documents/{document_id}/pdf"
    return f"{where.split('#')[0]}#page={page}"


def original_address(document_id: str, url: str | None) -> str:
    """Where a document without pages can be read: at its own address, or with us."""
    return url or f"/api/v1/documents/{document_id}/original"


def cite(passage: Passage, start: int, end: int, *, document: DocumentSummary) -> Citation:
    """The characters *start* to *end* of *passage* as a quote, letter by letter.

    White space around it is left out. It is cited with the page on which its first letter stands, and
    without one where the document has no pages; ``page`` is 1 then.
    """
    raw = passage.text[start:end]
    page = passage.page_at(start + len(raw) - len(raw.lstrip()))
    quote = raw.strip()
    if document.has_pages:
        address = pdf_address(document.id, document.url, page)
    else:
        address = original_address(document.id, document.url)
    title = document.title or UNTITLED
    facts = [fact for fact in (document.publisher, danish_date(document.date)) if fact is not None]
    where = (f"s. {page}",) if document.has_pages else ()
    rest = "".join(f", {fact}" for fact in (*facts, *where))
    target = "".join(_NOT_IN_ADDRESS.get(sign, sign) for sign in address)
    return Citation(
        text=f"»{quote}« ({title}{rest})",
        markdown=f"»{_markdown(quote)}« ([{_markdown(title)}]({target}){_markdown(rest)})",
        html=f'<q>{escape(quote)}</q> (<a href="{escape(address)}"><cite>{escape(title)}</cite></a>{escape(rest)})',
        page=page,
        url=address,
    )


def _markdown(text: str) -> str:
    """*text* on one line with every sign that Markdown would read as one of its own escaped."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
