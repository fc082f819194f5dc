"""A search's answer as text for a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from . import schemas
from .citations import UNTITLED, danish_date
from .proposals import said
from .terminal import WIDTH, bold, dim, joined, quoted, wrapped
from .wording import themes_text

FULL_PER_DOCUMENT = 3
"""Of one document so many hits are shown whole; the rest of its hits take a line each, in their place."""


CONFIDENCE_NOTES = {
    "strong": None,
    "weak": "Svagt match: afsnittene har kun lidt til fælles med spørgsmålet. Læs efter, eller prøv andre ord.",
    "none": "Intet fundet. Prøv færre eller andre ord, eller fjern et filter.",
}


def search_text(answer: schemas.Search) -> str:
    """The hits, best first, each with where it stands and how to open it."""
    notes = [*search_notes(answer)]
    count = f"{answer.total} {'resultat' if answer.total == 1 else 'resultater'}"
    return "\n\n".join([bold(count), *notes, *_hits(answer.hits)])


def _hits(hits: Iterable[schemas.Hit]) -> Iterator[str]:
    """Each hit in its place; a document that has filled enough of the list already takes one line a hit."""
    seen: Counter[str] = Counter()
    for hit in hits:
        seen[hit.document.id] += 1
        yield _hit(hit) if seen[hit.document.id] <= FULL_PER_DOCUMENT else _hit_line(hit)


def _hit_line(hit: schemas.Hit) -> str:
    where = " › ".join(hit.passage.heading_path[-1:]) or textwrap.shorten(hit.snippet, 60, placeholder=" …")
    page = f"s. {hit.citation.page} · " if hit.document.has_pages else ""
    return dim(f"{hit.rank}. {hit.document.title or UNTITLED}: {where}\n   {page}praksis show {hit.passage.id}")


def search_notes(answer: schemas.Search) -> Iterable[str]:
    """What a person should know about the answer as a whole."""
    if answer.corrected is not None:
        yield f"Viste resultater for: {answer.corrected}"
    if answer.applied_filters:
        yield f"Filtreret på: {said(answer.applied_filters)}"
    if answer.corrected is not None or answer.applied_filters:
        yield dim("Søg præcis, som du skrev: tilføj --as-written")
    possible = [one for one in answer.proposed_filters if one not in answer.applied_filters]
    if possible:
        yield f"Du kan filtrere på: {said(possible)}"
    if answer.also_searched:
        yield f"Søgte også efter: {', '.join(answer.also_searched)}"
    note = CONFIDENCE_NOTES[answer.confidence]
    if note is not None and (answer.query is not None or answer.confidence == "none"):
        yield note


def _hit(hit: schemas.Hit) -> str:
    document, passage = hit.document, hit.passage
    lines = [
        bold(f"{hit.rank}. {document.title or UNTITLED}"),
        "   " + joined(document.type_label, document.publisher, danish_date(document.date)),
    ]
    if passage.heading_path:
        lines.append("   " + " › ".join(passage.heading_path))
    lines.append(textwrap.indent(wrapped(_marked(hit.snippet, hit.snippet_highlights), WIDTH - 3), "   "))
    if passage.themes:
        told = themes_text((tag.level, f"{tag.label} ({quoted(tag.evidence)})") for tag in passage.themes)
        lines.append(textwrap.indent(wrapped(told, WIDTH - 3), "   "))
    if passage.claim is not None:
        lines.append("   " + joined(passage.claim.label, ", ".join(tag.label for tag in passage.aspects)))
    if hit.why.reason is not None:
        lines.append(f"   Ligner: {hit.why.reason}")
    lines += [f"   Findes også i: {one.title or UNTITLED}, s. {one.page}" for one in hit.also_in]
    lines += [_further(one) for one in hit.further]
    rest = hit.more_in_document - len(hit.further)
    if rest > 0:
        lines.append(f"   og {rest} afsnit mere i samme dokument")
    page = f"s. {hit.citation.page} · " if document.has_pages else ""
    lines.append(dim(f"   {page}{hit.citation.url} · praksis show {passage.id}"))
    return "\n".join(lines)


def _further(one: schemas.Further) -> str:
    text = _marked(one.snippet, one.snippet_highlights).replace("\n", " ")
    return textwrap.indent(wrapped(f"– s. {one.page}: {text}", WIDTH - 5), "     ")


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + bold(text[start:end]) + text[end:]
    return text
