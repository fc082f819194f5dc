"""Corrections that come in from the outside, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock

from corpus.corrections import Correction
from corpus.errors import NotFound

from . import schemas
from .changes import change_of, fact_text, override_answer
from .correcting import Asked, correct, read_correction, undo
from .correction_values import SAYS_NOTHING
from .service import Service


class CorrectionDesk:
    """Makes corrections and takes them back, for requests that come at the same time.

    A correction writes its document as all of them leave it; two at once would lose one.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = Lock()

    def make(self, asked: Sequence[Asked]) -> list[schemas.Override]:
        """Keep all that was *asked*, or nothing where one of it cannot be.

        Raises:
            NotFound: no document, no passage has this id.
            FilterError: a field or a value is not one that can be.
        """
        with self._lock:
            for one in asked:
                read_correction(self._service, one)
            return [self._answer(correct(self._service, one)) for one in asked]

    def undo(self, number: int, *, by: str) -> schemas.Override:
        """Take one back.

        Raises:
            NotFound: there is no such correction.
            FilterError: it has been taken back already.
        """
        with self._lock:
            self._service.store.correction(number)
            return self._answer(undo(self._service, number, by=by))

    def changed(self, document_id: str, wanted: Mapping[str, str]) -> dict[str, str]:
        """Those of the *wanted* facts, as a form sends them all, that the document does not state now."""
        document = self._service.store.document(document_id)
        now = {field: fact_text(document, field) or "" for field in wanted}
        return {field: value.strip() or SAYS_NOTHING for field, value in wanted.items() if value.strip() != now[field]}

    def refuse_elsewhere(self, document_id: str, passage_id: str) -> None:
        """Nothing, where the document holds the passage.

        Raises:
            NotFound: it does not.
        """
        if self._service.store.passage(passage_id).document_id != document_id:
            raise NotFound(passage_id)

    def document_of(self, correction: schemas.Override) -> str | None:
        """The document that was corrected, ``None`` where the corpus does not hold it."""
        return self._service.store.document_with_sha256(self._service.store.correction(correction.number).sha256)

    def _answer(self, correction: Correction) -> schemas.Override:
        store = self._service.store
        id = store.document_with_sha256(correction.sha256)
        return override_answer(change_of(correction, None if id is None else store.document_as_read(id)))
