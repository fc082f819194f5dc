"""How a page is made of its template; it works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from corpus import content_id

from .citations import UNTITLED, danish_date, pdf_address
from .layout import without_title
from .questions import KIND_LABELS
from .terminal_search import FULL_PER_DOCUMENT
from .wording import (
    FILTER_NAMES,
    LEVELS,
    POSITION_NAMES,
    corrected_text,
    fact_text,
    field_text,
    span_text,
    speaker_text,
)

HERE = Path(__file__).parent


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """*text*, escaped, with the *spans* in ``<mark>``; spans may touch or overlap."""
    html, at = Markup(), 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end <= start:
            continue
        html += escape(text[at:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        at = end
    return html + escape(text[at:])


def passage_address(document_id: str, passage_id: str) -> str:
    """Where a passage stands on the page of its document."""
    return f"/dokumenter/{document_id}#a-{passage_id}"


def render(name: str, *, status: int = 200, **content: Any) -> HTMLResponse:
    """The page that the template *name* makes of *content*."""
    html = _environment().get_template(name).render(content)
    return HTMLResponse(html, status_code=status, headers={"Cache-Control": "private, no-cache"})


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        marked=marked,
        danish_date=danish_date,
        pages=span_text,
        field=field_text,
        corrected=corrected_text,
        fact=fact_text,
        speaker=speaker_text,
        without_title=without_title,
    )
    environment.globals.update(
        LEVELS=LEVELS,
        FILTERS=FILTER_NAMES,
        POSITIONS=POSITION_NAMES,
        FULL_PER_DOCUMENT=FULL_PER_DOCUMENT,
        KINDS=KIND_LABELS,
        UNTITLED=UNTITLED,
        passage_address=passage_address,
        pdf_address=pdf_address,
        style_version=_version_of("praksis.css"),
        script_version=_version_of("praksis.js"),
    )
    return environment


def _version_of(file: str) -> str:
    """What a static file's address ends with, so that a browser never keeps an old one."""
    return content_id((HERE / "static" / file).read_text(encoding="utf-8"))
