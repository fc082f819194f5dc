"""The JSON shapes of what people say of the corpus: corrections and judgements."""

from __future__ import annotations

from .shape import Shape


class Override(Shape):
    """What a person corrected.

    ``was`` is what the machine had read; ``passage_id`` or ``session`` (its number in the document's list, from 1)
    say where, else it is a fact of the document. ``applies`` is false where the corpus does not hold it any more.
    """

    number: int
    at: str
    who: str
    why: str
    file: str
    field: str
    value: str | None
    was: str | None
    quote: str | None
    passage_id: str | None
    session: int | None
    applies: bool
    undone_at: str | None
    undone_by: str | None


class LabelExport(Shape):
    """Corrections written as labelled data: how many, of how many passages and documents."""

    folder: str
    corrections: int
    passages: int
    documents: int


class Judgement(Shape):
    """Whether a passage answers a question, and the day someone said so; null where that was taken back."""

    query: str
    passage_id: str
    relevant: bool | None
    on: str | None


class FeedbackExport(Shape):
    """Judgements written as a folder of judged queries; ``left_out`` could not be used."""

    folder: str
    queries: int
    judgements: int
    left_out: int
