"""Correcting what the machine read: kept with who, when and why, applied at once, and taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus import Document
from corpus.corrections import DOCUMENT_FIELDS, SESSION_FIELDS, Correction, session_key
from corpus.errors import FilterError, NotFound

from .correction_values import SESSION_VALUES, VALUES, proving_quote, theme_value, unknown_field
from .service import Service

_SESSION = re.compile(r"session\.(\d+)\.(\w+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction as a person wrote it: *id* is of a document or, for a theme, of a passage."""

    id: str
    field: str
    value: str
    why: str
    who: str
    quote: str | None = None


def correct(service: Service, asked: Asked) -> Correction:
    """Keep what a person corrected and write the document as it now stands.

    Raises:
        NotFound: no document, no passage has this id.
        FilterError: the field or the value is not one that can be; the message says which can.
    """
    service.searcher.refuse_mismatch()
    correction, document_id = read_correction(service, asked)
    machine = service.store.document_as_read(document_id)
    standing = (*service.store.corrections(correction.sha256), correction)
    document, read = service.as_corrected(machine, standing)
    assert read is not None
    return service.store.add_correction(
        correction, document, service.index(document), encoder=service.encoder.info.id, read=read
    )


def undo(service: Service, number: int, *, by: str) -> Correction:
    """Take a correction back: what was corrected before it stands again, or what the machine read.

    Raises:
        NotFound: there is no such correction.
        FilterError: it has been taken back already.
    """
    service.searcher.refuse_mismatch()
    correction = find_correction(service, number)
    if correction.undone_at is not None:
        raise FilterError("undo", f"Rettelse {number} er allerede fortrudt ({correction.undone_at}).")
    document_id = service.store.document_with_sha256(correction.sha256)
    document, read = None, None
    if document_id is not None:
        standing = [one for one in service.store.corrections(correction.sha256) if one.number != number]
        document, read = service.as_corrected(service.store.document_as_read(document_id), standing)
        document = service.told_anew(document)
    service.store.undo_correction(
        number,
        by=by,
        document=document,
        indexed=[] if document is None else service.index(document),
        encoder=service.encoder.info.id,
        read=read,
    )
    return service.store.correction(number)


def find_correction(service: Service, number: int) -> Correction:
    """The correction with this number.

    Raises:
        FilterError: there is none.
    """
    try:
        return service.store.correction(number)
    except NotFound:
        raise FilterError("undo", f"Der er ingen rettelse {number}. Se dem med: praksis correct --list") from None


def read_correction(service: Service, asked: Asked) -> tuple[Correction, str]:
    """What *asked* means, not stored yet, with the id of its document.

    Raises:
        NotFound: no document, no passage has this id.
        FilterError: the field or the value is not one that can be.
    """
    if not asked.why.strip():
        raise FilterError("why", "Skriv, hvorfor du retter (--why på kommandolinjen). Fx: står på forsiden")
    blank = Correction(0, "", asked.who, asked.why.strip(), "", "", None, None, asked.field, None, None)
    if asked.field == "theme":
        passage = service.store.passage(asked.id)
        source = service.store.document(passage.document_id).source
        value = theme_value(service, asked.value)
        quote = proving_quote(passage, asked.quote)
        found = replace(blank, passage=passage.text, value=value, quote=quote)
        return replace(found, sha256=source.sha256, file=source.file), passage.document_id
    if asked.quote is not None:
        raise FilterError("quote", "Ord fra afsnittet (--quote) hører til feltet «theme».")
    machine = service.store.document_as_read(asked.id)
    here = replace(blank, sha256=machine.source.sha256, file=machine.source.file)
    session = _SESSION.fullmatch(asked.field)
    if session is not None:
        return _session_correction(machine, here, int(session[1]), session[2], asked.value), machine.id
    if asked.field not in DOCUMENT_FIELDS:
        raise FilterError("field", unknown_field(asked.field))
    return replace(here, value=VALUES[asked.field](asked.value)), machine.id


def _session_correction(machine: Document, here: Correction, number: int, field: str, value: str) -> Correction:
    if not 1 <= number <= len(machine.sessions):
        count = len(machine.sessions)
        raise FilterError("field", f"Dokumentet har {count} programpunkter; der er intet nummer {number}.")
    if field not in SESSION_FIELDS:
        raise FilterError("field", f"Kan ikke rette «{field}». Vælg en af: {', '.join(SESSION_FIELDS)}.")
    return replace(
        here, session=session_key(machine.sessions[number - 1]), field=field, value=SESSION_VALUES[field](value)
    )
