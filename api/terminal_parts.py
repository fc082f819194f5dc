"""Card, programme, tables, positions and corrections as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from . import schemas
from .citations import UNTITLED, danish_date
from .terminal import WIDTH, bold, columns, dim, wrapped
from .wording import POSITION_NAMES, field_text, speaker_text

LABEL_WIDTH = 14


def cards_text(answer: schemas.Cards) -> str:
    """The cards, line by line; a line on which the document is silent says so."""
    parts = [bold(f"Praksiskort: {answer.title or UNTITLED}") + f"\n{answer.type_label}"]
    for card in answer.cards:
        if card.effort is not None:
            parts.append(bold(card.effort))
        parts.append("\n".join(_card_line(id, line, answer.has_pages) for id, line in card.lines.items()))
    return "\n\n".join(parts)


def _card_line(id: str, line: schemas.CardLine | None, has_pages: bool) -> str:
    from corpus.card_cues import card_cues

    label = next(label for field, label in card_cues().labels.items() if field == id)
    if line is None:
        return f"{label:<{LABEL_WIDTH}} –"
    told = []
    if line.value is not None:
        told.append(danish_date(line.value) if id == "dating" else line.value)
    for quote in line.quotes:
        page = f" (s. {quote.page})" if has_pages else ""
        told.append(wrapped(f"»{quote.text}«{page}", WIDTH - LABEL_WIDTH - 1))
    body = textwrap.indent("\n".join(filter(None, told)), " " * (LABEL_WIDTH + 1))
    return f"{label:<{LABEL_WIDTH}} {body.lstrip()}"


def programme_text(programme: schemas.Programme) -> str:
    """The programme by the clock."""
    head = bold(programme.title or UNTITLED)
    if programme.event is not None:
        where = " · ".join(part for part in (danish_date(programme.event.date), programme.event.place) if part)
        head += f"\n{where}" if where else ""
    return "\n\n".join([head, *(_item(item) for item in programme.items)])


def _item(item: schemas.ProgrammeItem) -> str:
    times = " – ".join(time for time in (item.starts, item.ends) if time)
    lines = [bold(f"{times}  {item.title}".strip())]
    if item.round is not None:
        lines.append(f"   runde {item.round} af {item.rounds}")
    lines += [f"   {speaker_text(speaker)}" for speaker in item.speakers]
    facts = (item.place, item.audience and f"For: {item.audience}", item.form and f"Form: {item.form}")
    lines += [f"   {fact}" for fact in facts if fact]
    if item.abstract and (item.round or 1) == 1:
        lines.append(textwrap.indent(wrapped(item.abstract, WIDTH - 3), "   "))
    return "\n".join(lines)


def tables_text(answer: schemas.Tables) -> str:
    """The tables, and the findings that tell of each."""
    parts = [bold(answer.title or UNTITLED)]
    for table in answer.tables:
        n = f", n = {table.n}" if table.n is not None else ""
        head = bold(table.caption or f"Tabel {table.position}") + f"  (s. {table.page}{n})"
        parts.append("\n".join([head, columns([*([table.names] if table.names else []), *table.rows])]))
        told = [one for one in answer.findings if one.table_position == table.position]
        parts += [_quoted(one) for one in told]
    alone = [one for one in answer.findings if one.table_position is None]
    if alone:
        parts.append(bold("Tal i teksten uden tabel"))
        parts += [_quoted(one) for one in alone]
    return "\n\n".join(parts)


def _quoted(one: schemas.CitedText) -> str:
    return textwrap.indent(wrapped(f"»{one.text}« (s. {one.page})", WIDTH - 3), "   ")


def positions_text(answer: schemas.Positions) -> str:
    """The recommendations and aims, numbered."""
    return "\n\n".join([bold(answer.title or UNTITLED), *(_position(one) for one in answer.positions)])


def _position(one: schemas.Position) -> str:
    head = bold(f"{POSITION_NAMES[one.kind]} {one.number}") + (f"  {one.heading}" if one.heading else "")
    if not one.items:
        return f"{head}\n{_quoted(one)}"
    lines = [head, f"   {one.lead}"]
    for item in one.items:
        lines.append(textwrap.indent(wrapped(f"{item.number}. {item.text} (s. {item.page})", WIDTH - 6), "      "))
    return "\n".join(lines)


def overrides_text(overrides: Sequence[schemas.Override]) -> str:
    """Every correction, who made it, when and why."""
    if not overrides:
        return 'Ingen rettelser endnu. Ret noget med: praksis correct ID FELT VÆRDI --why "…"'
    return "\n\n".join("\n".join(_override(one)) for one in overrides)


def override_text(one: schemas.Override) -> str:
    """One correction that was made just now."""
    return "\n".join(_override(one))


def _override(one: schemas.Override) -> Iterator[str]:
    yield bold(f"Rettelse {one.number}: {field_text(one.field)} → {one.value or 'siger dokumentet ikke'}")
    if one.was != one.value:
        yield f"   før: {one.was or 'intet'}"
    yield f"   {one.who}, {danish_date(one.at[:10])}: {one.why}"
    where = one.file if one.passage_id is None else f"{one.file} · praksis show {one.passage_id}"
    yield dim(f"   {where}")
    if one.undone_at is not None:
        yield f"   fortrudt {danish_date(one.undone_at[:10])} af {one.undone_by}"
    elif not one.applies:
        yield "   gælder ikke lige nu: dokumentet eller afsnittet er ikke i samlingen"
