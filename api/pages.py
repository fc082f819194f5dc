"""The pages for people: search, document, similar passages, the API's reference. They work without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import Response

from corpus import TYPE_LABELS, content_id
from corpus.errors import FilterError
from corpus.store import Filters

from . import answers, schemas, searches
from .citations import UNTITLED, danish_date, pdf_address
from .cursors import write_cursor
from .layout import document_body, without_title
from .questions import KIND_LABELS, Choice, Question, read_filters, read_text
from .reference import operations
from .service import Service
from .terminal import LEVELS, span_text, speaker_text

HERE = Path(__file__).parent

PAGE_SIZE = 10
SHOWN_VALUES = 8
"""Values of one facet; more would push the rest off the screen."""

EXAMPLES = (
    "Hvordan samarbejder pædagoger og sundhedsplejersker?",
    "tidlig indsats for børn i udsatte positioner",
    "forældresamarbejde ved start i vuggestue",
    "overgangen fra dagtilbud til skole",
)

FACETS: tuple[tuple[str, str], ...] = (
    ("theme", "Tema"),
    ("type", "Dokumenttype"),
    ("municipality", "Kommune"),
    ("year", "År"),
    ("kind", "Slags afsnit"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in the page's address."""

    q: str
    choice: Choice
    by_passage: bool
    page: int

    def address(self, **changes: Any) -> str:
        """The address of the first page of this question with *changes* to its filters."""
        return _address(self.q, replace(self.choice, **changes), by_passage=self.by_passage, page=1)

    def at_page(self, page: int) -> str:
        """The address of another page of this question."""
        return _address(self.q, self.choice, by_passage=self.by_passage, page=page)

    def regrouped(self) -> str:
        """The same question, grouped the other way."""
        return _address(self.q, self.choice, by_passage=not self.by_passage, page=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set, with the address that lifts it."""

    name: str
    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet with the address that chooses it."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's name and its values, those beyond the first few apart."""

    name: str
    shown: tuple[Option, ...]
    more: tuple[Option, ...]


def add_pages(app: FastAPI, service: Service) -> None:
    """Give *app* its pages."""
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")

    @app.get("/", include_in_schema=False)
    def search_page(
        q: str = "",
        theme: str = "",
        type: str = "",
        municipality: str = "",
        year_from: Annotated[str, Query(alias="from")] = "",
        year_to: Annotated[str, Query(alias="to")] = "",
        kind: str = "",
        group: str = "",
        page: str = "",
    ) -> HTMLResponse:
        # A form sends every field, empty ones too: here "" is what was not chosen.
        choice = Choice(
            theme or None, type or None, municipality or None, _number(year_from), _number(year_to), kind or None
        )
        asked = Asked(q.strip(), choice, group == "passage", max(1, _number(page) or 1))
        return _search_page(service, asked)

    @app.get("/dokumenter", include_in_schema=False)
    def documents_page() -> HTMLResponse:
        return _page("documents.html", shelves=_shelves(service))

    @app.get("/dokumenter/{id}", include_in_schema=False)
    def document_page(id: str) -> HTMLResponse:
        document = answers.document_answer(service.store.document(id), service.taxonomy)
        return _page("document.html", document=document, body=document_body(document))

    @app.get("/afsnit/{id}", include_in_schema=False)
    def passage_page(id: str) -> RedirectResponse:
        passage = service.store.passage(id)
        return RedirectResponse(_passage_address(passage.document_id, passage.id))

    @app.get("/lignende/{id}", include_in_schema=False)
    def similar_page(id: str) -> HTMLResponse:
        passage = answers.passage_answer(service.store.passage(id), service.taxonomy)
        document = service.store.summary(passage.document_id)
        found = searches.similar_answer(service, id, limit=PAGE_SIZE)
        return _page("similar.html", passage=passage, document=document, answer=found)

    @app.get("/docs", include_in_schema=False)
    def reference_page() -> HTMLResponse:
        return _page("reference.html", app=app, operations=operations(app.openapi()))


def wants_page(request: Request) -> bool:
    """Whether a person asks, so that an error should be a page."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def error_page(found: schemas.Problem) -> Response:
    """A problem as a page."""
    return _page("error.html", status=found.status, problem=found)


# ---------------------------------------------------------------------- searching


def _search_page(service: Service, asked: Asked) -> HTMLResponse:
    if not asked.q:
        return _page(
            "home.html",
            examples=[(text, _address(text, Choice(), by_passage=False, page=1)) for text in EXAMPLES],
            counts=service.store.counts(),
            shelves=_shelves(service),
        )
    try:
        text, filters = read_text(asked.q), read_filters(asked.choice, service)
    except FilterError as error:
        return _page("refused.html", status=422, asked=asked, message=str(error))
    answer = searches.search_answer(service, _question(service, text, filters, asked))
    return _page(
        "results.html",
        asked=asked,
        answer=answer,
        chosen=_chosen(service, asked, filters),
        facets=_facets(asked, answer.facets),
        pages=max(1, -(-answer.total // PAGE_SIZE)),
    )


def _question(service: Service, text: str, filters: Filters, asked: Asked) -> Question:
    question = Question(text, filters, "passage" if asked.by_passage else "document", PAGE_SIZE, None)
    if asked.page == 1:
        return question
    generation = service.store.generation()
    cursor = write_cursor((asked.page - 1) * PAGE_SIZE, generation=generation, question=question.key)
    return replace(question, cursor=cursor)


def _chosen(service: Service, asked: Asked, filters: Filters) -> list[Chosen]:
    choice = asked.choice
    names = {one.code: one.name for one, _ in service.store.municipalities()}
    found = []
    if filters.theme is not None:
        label = answers.theme_label(filters.theme, service.taxonomy)
        found.append(Chosen("Tema", label, asked.address(theme=None)))
    if filters.type is not None:
        found.append(Chosen("Dokumenttype", TYPE_LABELS[filters.type], asked.address(type=None)))
    if filters.municipality is not None:
        label = names.get(filters.municipality, choice.municipality or filters.municipality)
        found.append(Chosen("Kommune", label, asked.address(municipality=None)))
    if choice.year_from is not None or choice.year_to is not None:
        found.append(Chosen("År", _years(choice), asked.address(year_from=None, year_to=None)))
    if filters.kind is not None:
        found.append(Chosen("Slags afsnit", KIND_LABELS[filters.kind], asked.address(kind=None)))
    return found


def _years(choice: Choice) -> str:
    if choice.year_from == choice.year_to:
        return str(choice.year_from)
    if choice.year_to is None:
        return f"fra {choice.year_from}"
    if choice.year_from is None:
        return f"til {choice.year_to}"
    return f"{choice.year_from}–{choice.year_to}"


def _facets(asked: Asked, facets: schemas.Facets) -> list[Facet]:
    values: Mapping[str, list[schemas.Value]] = dict(facets)
    found = []
    for id, name in FACETS:
        if _is_chosen(asked.choice, id) or not values[id]:
            continue
        options = tuple(Option(one.label, one.count, _choose(asked, id, one.id)) for one in values[id])
        found.append(Facet(name, options[:SHOWN_VALUES], options[SHOWN_VALUES:]))
    return found


def _is_chosen(choice: Choice, facet: str) -> bool:
    if facet == "year":
        return choice.year_from is not None or choice.year_to is not None
    return getattr(choice, facet) is not None


def _choose(asked: Asked, facet: str, value: str) -> str:
    if facet == "year":
        return asked.address(year_from=int(value), year_to=int(value))
    return asked.address(**{facet: value})


def _address(q: str, choice: Choice, *, by_passage: bool, page: int) -> str:
    parameters = {
        "q": q,
        "theme": choice.theme,
        "type": choice.type,
        "municipality": choice.municipality,
        "from": choice.year_from,
        "to": choice.year_to,
        "kind": choice.kind,
        "group": "passage" if by_passage else None,
        "page": page if page > 1 else None,
    }
    return "/?" + urlencode({name: value for name, value in parameters.items() if value is not None})


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and len(text.strip()) <= 4 else None


def _shelves(service: Service) -> list[tuple[str, list[schemas.ListedDocument]]]:
    """The documents by type, the fullest type first, newest first within it."""
    documents = [answers.listed_document(one, service.taxonomy) for one in service.store.summaries()]
    shelves = []
    for type in service.store.type_counts():
        shelf = [one for one in documents if one.type == type]
        shelf.sort(key=lambda one: (one.date or "", one.id), reverse=True)
        shelves.append((TYPE_LABELS[type], shelf))
    return shelves


# ---------------------------------------------------------------------- making the page


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


def _passage_address(document_id: str, passage_id: str) -> str:
    return f"/dokumenter/{document_id}#a-{passage_id}"


def _page(name: str, *, status: int = 200, **content: Any) -> HTMLResponse:
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
        speaker=speaker_text,
        without_title=without_title,
    )
    environment.globals.update(
        LEVELS=LEVELS,
        KINDS=KIND_LABELS,
        UNTITLED=UNTITLED,
        passage_address=_passage_address,
        pdf_address=pdf_address,
        style_version=_version_of("praksis.css"),
        script_version=_version_of("praksis.js"),
    )
    return environment


def _version_of(file: str) -> str:
    """What a static file's address ends with, so that a browser never keeps an old one."""
    return content_id((HERE / "static" / file).read_text(encoding="utf-8"))
