"""What corrections changed, beside what the machine had read."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Document
from corpus.corrections import Correction, find_passage, municipalities_of, session_key

from . import schemas
from .service import Service


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction put in the place of what, as people read it; ``target`` is what it was made to.

    ``passage_id`` and ``session`` (its number from 1) say where; both ``None`` for a fact of the document.
    ``found`` is whether the corpus still holds what was corrected.
    """

    correction: Correction
    field: str
    was: str | None
    value: str | None
    passage_id: str | None
    session: int | None
    found: bool


def change_of(correction: Correction, machine: Document | None) -> Change:
    """*correction* beside what the machine read; *machine* is ``None`` where the file is not in the corpus."""
    if machine is None:
        return Change(correction, correction.field, None, readable(correction), None, None, found=False)
    if correction.passage is not None:
        at = find_passage(machine.passages, correction.passage)
        passage = None if at is None else machine.passages[at]
        theme_id, _ = correction.theme
        level = (
            None if passage is None else next((tag.level for tag in passage.themes if tag.theme_id == theme_id), None)
        )
        id = None if passage is None else passage.id
        return Change(
            correction, "theme", f"{theme_id}={level or 'none'}", correction.value, id, None, found=passage is not None
        )
    if correction.session is not None:
        numbers = [n for n, one in enumerate(machine.sessions, 1) if session_key(one) == correction.session]
        if not numbers:
            return Change(correction, correction.field, None, correction.value, None, None, found=False)
        was = _session_text(getattr(machine.sessions[numbers[0] - 1], correction.field))
        field = f"session.{numbers[0]}.{correction.field}"
        return Change(correction, field, was, correction.value, None, numbers[0], found=True)
    was = fact_text(machine, correction.field)
    return Change(correction, correction.field, was, readable(correction), None, None, found=True)


def readable(correction: Correction) -> str | None:
    """The value as people read it: municipalities by name, all else as it is."""
    if correction.passage is None and correction.session is None and correction.field == "municipalities":
        return ", ".join(one.name for one in municipalities_of(correction.value)) or None
    return correction.value


def fact_text(document: Document, field: str) -> str | None:
    """A fact of *document* in the way a correction writes it."""
    if field == "municipalities":
        return ", ".join(one.name for one in document.metadata.municipalities) or None
    value: str | None = getattr(document.metadata, field)
    return value


def _session_text(value: object) -> str | None:
    if isinstance(value, tuple):
        return (
            ";".join("|".join(part or "" for part in (one.name, one.role, one.organisation)) for one in value) or None
        )
    return None if value is None else str(value)


def standing_changes(service: Service, document_id: str) -> list[Change]:
    """What people have corrected in a stored document, oldest first."""
    source = service.store.summary(document_id)
    machine = service.store.document_as_read(source.id)
    return [change_of(one, machine) for one in service.store.corrections(machine.source.sha256)]


def override_answer(change: Change) -> schemas.Override:
    """A correction as Praksis hands it out."""
    one = change.correction
    return schemas.Override(
        number=one.number,
        at=one.at,
        who=one.who,
        why=one.why,
        file=one.file,
        field=change.field,
        value=change.value,
        was=change.was,
        quote=one.quote,
        passage_id=change.passage_id,
        session=change.session,
        applies=change.found and one.undone_at is None,
        undone_at=one.undone_at,
        undone_by=one.undone_by,
    )


def all_changes(service: Service) -> list[Change]:
    """Every correction ever made, those taken back too, oldest first."""
    machines: dict[str, Document | None] = {}
    found = []
    for one in service.store.all_corrections():
        if one.sha256 not in machines:
            id = service.store.document_with_sha256(one.sha256)
            machines[one.sha256] = None if id is None else service.store.document_as_read(id)
        found.append(change_of(one, machines[one.sha256]))
    return found
