"""A document, a passage and the list of documents as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from . import schemas
from .citations import UNTITLED, danish_date
from .terminal import WIDTH, bold, columns, dim, joined, quoted, wrapped
from .terminal_reading import footnotes_text, how_read
from .wording import LEVELS, fact_text, field_text, span_text, speaker_text, themes_text

NAME_WIDTH = 16
"""The longest name of a fact, "Organisationer:", and a space."""


def document_text(document: schemas.Document) -> str:
    """One document, whole, in reading order."""
    parts = [bold(document.title or UNTITLED)]
    if document.subtitle:
        parts.append(document.subtitle)
    parts.append("\n".join(_fact_line(name, value) for name, value in _facts(document)))
    for section in document.sections:
        if section.heading:
            number = f"{section.number} " if section.number else ""
            parts.append(bold(f"{number}{section.heading}") + _on_pages(document, section.pages))
        parts += [wrapped(paragraph, WIDTH) for paragraph in section.paragraphs]
    parts += [_table(table, _on_pages(document, table.pages)) for table in document.tables]
    if document.footnotes:
        parts.append(footnotes_text(document.footnotes))
    if document.sessions:
        parts.append(bold("Program"))
        parts += [_session(session) for session in document.sessions]
    return "\n\n".join(parts)


def _fact_line(name: str, value: str) -> str:
    """A name and what it is, its further lines below its first."""
    lines = wrapped(value, WIDTH - NAME_WIDTH).splitlines()
    return ("\n" + " " * NAME_WIDTH).join([f"{name + ':':<{NAME_WIDTH}}{lines[0]}", *lines[1:]])


def _facts(document: schemas.Document) -> Iterable[tuple[str, str]]:
    yield "Id", document.id
    yield "Type", document.type_label
    facts = (
        ("Udgiver", document.publisher),
        ("Forfattere", ", ".join(document.authors)),
        ("Dato", danish_date(document.date)),
        ("Arrangement", _event(document.event)),
        ("Kommuner", ", ".join(one.name for one in document.municipalities)),
        ("Organisationer", ", ".join(document.organisations)),
        ("Tidligst", _fact_values(document, "date_earliest")),
        ("Periode", _fact_values(document, "period")),
        ("Målgruppe", _fact_values(document, "target_group")),
        ("Kontakt", _fact_values(document, "contact")),
        ("Temaer", themes_text((one.level, one.label) for one in document.themes)),
    )
    for name, value in facts:
        if value:
            yield name, value
    if document.source.media_type == "application/pdf":
        yield "Sider", str(document.page_count)
    yield from how_read(document.pages)
    yield "Fil", document.source.file
    for one in document.overrides:
        change = f"{field_text(one.field)}: {one.was or 'intet'} → {one.value or 'intet'}"
        yield "Rettet", f"{change} ({one.who}, {danish_date(one.at[:10])}: {one.why})"
    for warning in document.warnings:
        yield "Bemærk", warning.message if warning.page is None else f"s. {warning.page}: {warning.message}"


def _fact_values(document: schemas.Document, name: str) -> str:
    return ", ".join(fact_text(fact) for fact in document.facts if fact.name == name)


def _event(event: schemas.Event | None) -> str | None:
    return None if event is None else joined(danish_date(event.date), event.place)


def _on_pages(document: schemas.Document, pages: tuple[int, int]) -> str:
    """The pages in brackets behind a heading; nothing for a file that has none."""
    return f"  (s. {span_text(pages)})" if document.source.media_type == "application/pdf" else ""


def _table(table: schemas.Table, pages: str) -> str:
    rows = [*table.header, *table.rows]
    body = columns(rows)
    return "\n".join([bold(table.caption or "Tabel") + pages, body])


def _session(session: schemas.Session) -> str:
    times = " – ".join(time for time in (session.starts, session.ends) if time)
    lines = [bold(f"{times}  {session.title}".strip())]
    lines += [f"   {speaker_text(speaker)}" for speaker in session.speakers]
    if session.place:
        lines.append(f"   {session.place}")
    if session.abstract:
        lines.append(textwrap.indent(wrapped(session.abstract, WIDTH - 3), "   "))
    return "\n".join(lines)


def passage_text(passage: schemas.Passage, *, has_pages: bool = True) -> str:
    """One passage with where it stands and its themes; *has_pages* says whether its document has pages."""
    parts = [bold(" › ".join(passage.heading_path))] if passage.heading_path else []
    parts.append(wrapped(passage.text, WIDTH))
    parts += [f"{LEVELS[tag.level]} {tag.label}: {quoted(tag.evidence)}" for tag in passage.themes]
    if passage.claim is not None:
        parts.append(f"{passage.claim.label}: {quoted(passage.claim.evidence)}")
    parts += [f"{tag.label}: {quoted(tag.evidence)}" for tag in passage.aspects]
    page = f"s. {span_text(passage.pages)} · " if has_pages else ""
    where = f"{page}praksis show {passage.document_id} · praksis similar {passage.id}"
    return "\n\n".join([*parts, dim(where)])


def documents_text(documents: Sequence[schemas.ListedDocument]) -> str:
    """One line a document."""
    if not documents:
        return "Ingen dokumenter endnu. Indlæs nogle med: praksis ingest MAPPE"
    rows = [
        [one.id, textwrap.shorten(one.title or UNTITLED, 60, placeholder="…"), one.type_label, one.date or "–",
         f"{one.pages} s." if one.has_pages else ""]
        for one in documents
    ]  # fmt: skip
    return columns(rows)
