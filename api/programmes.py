"""A programme by the clock, in the shapes Praksis hands out."""

from __future__ import annotations

from collections.abc import Iterable

from corpus import Document, Speaker
from corpus.errors import NoSuchPart
from corpus.programme import programme_items

from . import schemas


def programme_answer(document: Document) -> schemas.Programme:
    """The programme of *document* by the clock.

    Raises:
        NoSuchPart: it has none.
    """
    items = programme_lines(document)
    if not items:
        raise NoSuchPart("Dokumentet har intet program.")
    event = document.metadata.event
    return schemas.Programme(
        document_id=document.id,
        title=document.metadata.title,
        event=None if event is None else schemas.Event(date=event.date, place=event.place),
        items=items,
    )


def programme_lines(document: Document) -> list[schemas.ProgrammeItem]:
    """The items of the programme by the clock; none where there is no programme."""
    return [
        schemas.ProgrammeItem(
            number=item.number,
            session_id=item.session_id,
            round=item.round,
            rounds=item.rounds,
            date=item.date,
            starts=item.starts,
            ends=item.ends,
            kind=item.kind,
            title=item.title,
            place=item.place,
            speakers=speakers_answer(item.speakers),
            audience=item.audience,
            form=item.form,
            abstract=item.abstract,
            page=item.page,
        )
        for item in programme_items(document)
    ]


def speakers_answer(speakers: Iterable[Speaker]) -> list[schemas.Speaker]:
    """The *speakers* of a session."""
    return [schemas.Speaker(name=one.name, role=one.role, organisation=one.organisation) for one in speakers]
