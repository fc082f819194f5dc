"""How a document was read, for whoever wants to see what went wrong: its pages as pictures, its line ends one by one.

Both are made on demand from the original; nothing of them is stored.
"""

from __future__ import annotations

from pathlib import Path

import corpus
from corpus.errors import NotAPDF, NotFound, StoreError
from corpus.footnotes import footnotes_of

from . import schemas
from .answers import footnote_answer
from .service import Service


def page_pictures(service: Service, id: str, folder: Path) -> list[schemas.PagePicture]:
    """Draw the pages of the document with this id, or of the passage's, into *folder*.

    Raises:
        NotFound: there is no such document or passage.
        NotAPDF: the document has no pages to draw.
        StoreError: the original is gone, or *folder* cannot be written.
    """
    from ingest.picture import write_pictures  # Pillow and pdfium are loaded where pages are drawn only

    document = _document(service, id)
    original = _original(service, document)
    try:
        files = write_pictures(original, document, folder)
    except OSError as error:
        raise StoreError(
            f"Billederne kan ikke skrives i {folder} ({error.strerror}). Vælg en anden mappe med --out."
        ) from error
    return [schemas.PagePicture(page=number, file=str(file)) for number, file in enumerate(files, start=1)]


def line_ends(service: Service, id: str) -> list[schemas.LineEnd]:
    """What was made of each hyphen at a line end in the document with this id, or in the passage's.

    Raises:
        NotFound: there is no such document or passage.
        NotAPDF: the document has no lines of its own.
        StoreError: the original is gone.
    """
    from ingest.pipeline import explain_line_ends  # the PDF reader is loaded where PDFs are read only

    original = _original(service, _document(service, id))
    return [
        schemas.LineEnd(
            page=one.page,
            before=one.before,
            after=one.after,
            decision=one.decision,
            rule=one.rule,
            result=one.result,
        )
        for one in explain_line_ends(original, knows=service.analyser.knows)
    ]


def footnotes(service: Service, id: str) -> list[schemas.Footnote]:
    """The footnotes of the document with this id, or of the passage's, each with the place that calls it.

    Raises:
        NotFound: there is no such document or passage.
    """
    return [footnote_answer(note) for note in footnotes_of(_document(service, id))]


def _document(service: Service, id: str) -> corpus.Document:
    try:
        return service.store.document(id)
    except NotFound:
        return service.store.document(service.store.passage(id).document_id)


def _original(service: Service, document: corpus.Document) -> Path:
    source = document.source
    path = service.store.original(source.sha256, source.suffix)
    if not source.has_pages:
        raise NotAPDF(path, f"{source.file} er ikke en PDF og har hverken sider at tegne eller linjeslut at forklare.")
    if not path.exists():
        raise StoreError(f"Originalen af {source.file} mangler i datamappen. Kør: praksis check")
    return path
