"""Many files at once: a pool of processes reads, this process alone writes.

One bad file is set aside with a reason and stops nothing. Batches can be run twice: what is known is not
read again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Document, Source
from corpus.errors import IngestError
from ingest.lineends import hyphenated_words

from .document_files import find_documents
from .reader import Outcome, Reader, collecting_seldom, read_file
from .reader_pool import read_in_pool, read_in_worker

if TYPE_CHECKING:
    from .service import Service

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Pages done, pages in all."""

OCR_MISSING = "ocr_missing"
"""The warning of a document some pages of which could not be read without OCR; a test holds it to ``ingest.scans``."""
FILES_PER_WORKER = 4
"""Below so many files a further process costs more than it saves: it needs half a second for its word lists."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A document that took the place of another at the same path, or of itself where it was read again."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not taken in; ``reason`` is a word for programs, ``message`` is Danish."""

    path: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a batch.

    Attributes:
        added: ids of new documents; those that replaced another stand in *replaced* instead.
        unchanged: ids of documents that were there already.
        failed: every file that was not taken in.
        quarantined: those of *failed* that are bad in themselves and stand on the list of files set aside.
        pages: pages that were read.
        seconds: how long it took.
    """

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[Replacement, ...]
    failed: tuple[Failure, ...]
    quarantined: tuple[Failure, ...]
    pages: int
    seconds: float


@dataclass(slots=True)
class _Tally:
    """A report in the making."""

    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    replaced: list[Replacement] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    quarantined: list[Failure] = field(default_factory=list)
    pages: int = 0

    def report(self, seconds: float) -> Report:
        return Report(
            added=tuple(dict.fromkeys(self.added)),
            unchanged=tuple(dict.fromkeys(self.unchanged)),
            replaced=tuple(self.replaced),
            failed=tuple(self.failed),
            quarantined=tuple(self.quarantined),
            pages=self.pages,
            seconds=seconds,
        )


@dataclass(frozen=True, slots=True)
class _New:
    """A file that is to be read; its pages are known beforehand where the file is sound.

    ``known_as`` is the source of the document that was read of the same content before, and is read again.
    """

    path: Path
    sha256: str
    pages: int
    known_as: Source | None = None


def ingest_paths(
    service: Service,
    paths: Sequence[Path],
    *,
    workers: int | None,
    progress: Progress | None = None,
    again: bool = False,
) -> Report:
    """Take files, and folders of them, into the corpus.

    Args:
        service: where they go.
        paths: files, taken whatever their name; folders, searched through for the kinds of file that we read.
        workers: processes that read; ``None`` is one for each core, fewer for few files.
        progress: told after each document.
        again: whether what is known is read again, as after OCR was installed; without *paths*, those documents
            whose reading lacked it.
    """
    started_at, start = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    tally = _Tally()
    service.searcher.refuse_mismatch()
    new = list(_without_ocr(service) if again and not paths else _unknown(service, paths, tally, again=again))
    in_all, done = sum(one.pages for one in new), 0
    for one, outcome in _read_all(service, new, workers):
        if isinstance(outcome, IngestError):
            _fail(service, tally, one.path, outcome.reason, outcome.message, one.sha256)
        else:
            _store(service, tally, one, outcome)
        done += one.pages
        if progress is not None:
            progress(done, in_all)
    report = tally.report(round(time.monotonic() - start, 3))
    service.store.log_run(
        started_at=started_at, seconds=report.seconds, report=json.dumps(asdict(report), ensure_ascii=False)
    )
    return report


def _without_ocr(service: Service) -> Iterator[_New]:
    """The originals of the documents that were read without the OCR that they need."""
    for document in service.store.warned_of(OCR_MISSING):
        source = service.store.document(document.id).source
        original = service.store.original(source.sha256, source.suffix)
        yield _New(original, source.sha256, document.page_count, source)


def _unknown(service: Service, paths: Sequence[Path], tally: _Tally, *, again: bool) -> Iterator[_New]:
    """The files whose content the corpus lacks, and with *again* the others too; else those are noted as unchanged.

    What cannot be read is noted as failed.
    """
    from ingest.pages import count_pages  # the readers are loaded where files are read only

    seen: set[str] = set()
    for path in find_documents(paths):
        try:
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            _fail(service, tally, path, "unreachable", _why_unreachable(error), sha256=None)
            continue
        known = service.store.document_with_sha256(sha256)
        if known is not None and again and sha256 not in seen:
            source = service.store.document(known).source
            seen.add(sha256)
            yield _New(path, sha256, service.store.summary(known).page_count, source)
        elif known is not None:
            replaced = service.store.note_path(str(path.resolve()), known)
            if replaced is not None:
                tally.replaced.append(Replacement(replaced, known))
            else:
                tally.unchanged.append(known)
        elif sha256 in seen:
            logger.info("%s: samme indhold som en anden fil i samme kørsel", path)
        else:
            seen.add(sha256)
            yield _New(path, sha256, count_pages(path) if path.suffix.lower() in ("", ".pdf") else 1)


def _why_unreachable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Filen findes ikke. Er stien skrevet rigtigt?"
    if isinstance(error, PermissionError):
        return "Du har ikke lov til at læse filen. Bed ejeren om adgang, eller kopiér den."
    return f"Filen kan ikke åbnes ({error.strerror}). Prøv at kopiere den til denne maskine."


def _store(service: Service, tally: _Tally, new: _New, document: Document) -> None:
    content = new.path.read_bytes()
    if service.store.keep_original(content, document.source.suffix) != new.sha256:
        message = "Filen blev ændret, mens den blev læst. Kør igen, når den er færdig."
        _fail(service, tally, new.path, "changed", message, sha256=None)
        return
    if new.known_as is not None:
        # Its name and address are those it came with: what is read again may be the original that we keep.
        service.put(replace(document, source=new.known_as), path=None, anew=True)
        tally.pages += document.page_count
        tally.replaced.append(Replacement(document.id, document.id))
        return
    replaced = service.put(document, path=str(new.path.resolve()))
    tally.pages += document.page_count
    if replaced is None:
        tally.added.append(document.id)
    else:
        tally.replaced.append(Replacement(replaced, document.id))


def _fail(service: Service, tally: _Tally, path: Path, reason: str, message: str, sha256: str | None) -> None:
    """Note a failure; a file that is bad in itself (its hash is given) goes on the list of people."""
    failure = Failure(str(path), reason, message)
    tally.failed.append(failure)
    logger.warning("%s: %s", path, message)
    if sha256 is not None:
        tally.quarantined.append(failure)
        service.store.set_aside(str(path.resolve()), sha256=sha256, reason=reason, message=message)


def _read_all(service: Service, new: Sequence[_New], workers: int | None) -> Iterator[tuple[_New, Outcome]]:
    """Each file with what came of it, in whatever order they finish."""
    count = workers or max(1, min(os.cpu_count() or 1, len(new) // FILES_PER_WORKER))
    words = hyphenated_words(service.store.texts()) if new else {}
    if count == 1:
        reader = Reader(service.analyser, service.taxonomy, service.language, words)
        with collecting_seldom():
            for one in new:
                yield one, read_file(reader, one.path)
        return
    by_path = {one.path: one for one in new}
    for path, outcome in read_in_pool(list(by_path), service.settings, count, read_in_worker, words):
        yield by_path[path], outcome
