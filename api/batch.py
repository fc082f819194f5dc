"""Many files at once: a pool of processes reads, this process alone writes.

One bad file is set aside with a reason and stops nothing. Batches can be run twice: what is known is not
read again.
"""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Document, Source
from corpus.analyser import Analyser
from corpus.errors import IngestError
from corpus.taxonomy import Taxonomy
from ingest.language import Language, load_language
from ingest.lineends import hyphenated_words

from .settings import Settings

if TYPE_CHECKING:
    from .service import Service

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Pages done, pages in all."""

SUFFIXES = frozenset({".pdf", ".docx", ".docm", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text"})
"""What the names of documents end with; a test holds it to ``ingest.sources``, which is loaded late."""
OCR_MISSING = "ocr_missing"
"""The warning of a document some pages of which could not be read without OCR; a test holds it to ``ingest.scans``."""
IGNORED = ".praksisignore"
"""A list in a folder of what in it is no document: names and patterns ("kladde*"), one a line."""
OBJECTS_BETWEEN_COLLECTIONS = 50_000
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


def find_documents(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of *paths* as they are, and below its folders those of a kind that we read, by their names.

    In folders hidden files are left out, Word's own of an open document ("~$…") too, and what ``IGNORED`` names.
    """
    for path in paths:
        if path.is_dir():
            yield from (found for found in _below(path) if found.suffix.lower() in SUFFIXES)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """The files below *folder*, but for those that its own list and those of its folders say to leave out."""
    ignored = _ignored(folder / IGNORED)
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        elif path.is_file():
            yield path


def _ignored(file: Path) -> list[str]:
    """The patterns of a list, one a line; none where there is no list."""
    if not file.is_file():
        return []
    lines = (line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines())
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


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


# ---------------------------------------------------------------------- the pool

Outcome = Document | IngestError


class CrashedReader(IngestError):
    """The process that read the file died: out of memory, or a fault in a library."""

    reason = "crashed"


def _read_all(service: Service, new: Sequence[_New], workers: int | None) -> Iterator[tuple[_New, Outcome]]:
    """Each file with what came of it, in whatever order they finish."""
    count = workers or max(1, min(os.cpu_count() or 1, len(new) // FILES_PER_WORKER))
    words = hyphenated_words(service.store.texts()) if new else {}
    if count == 1:
        reader = Reader(service.analyser, service.taxonomy, service.language, words)
        with _collecting_seldom():
            for one in new:
                yield one, _read(reader, one.path)
        return
    by_path = {one.path: one for one in new}
    for path, outcome in read_in_pool(list(by_path), service.settings, count, _read_in_worker, words):
        yield by_path[path], outcome


def read_in_pool(
    paths: Sequence[Path],
    settings: Settings,
    count: int,
    read: Callable[[Path], Outcome],
    words: Mapping[str, int],
) -> Iterator[tuple[Path, Outcome]]:
    """What *read* says of each path, from *count* processes, in whatever order they finish.

    A file that kills its process costs no other file: those that fell with it are read again, each in a
    process of its own.
    """
    fallen: list[Path] = []
    with _pool(settings, words, count) as pool:
        futures = {}
        for path in paths:
            try:
                futures[pool.submit(read, path)] = path
            except BrokenProcessPool:  # already, while we are still handing out
                fallen.append(path)
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                fallen.append(futures[future])
    for path in fallen:
        with _pool(settings, words, 1) as pool:
            try:
                yield path, pool.submit(read, path).result()
            except BrokenProcessPool:
                yield path, CrashedReader(path, "Læsningen gik i stå. Prøv at gemme filen igen fra kilden.")


def _pool(settings: Settings, words: Mapping[str, int], count: int) -> ProcessPoolExecutor:
    # Not fork: the parent may hold threads and an open database.
    return ProcessPoolExecutor(
        count,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(settings, words),
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs, and no more: a process that reads opens no store and loads no index and no model.

    ``words`` say how the corpus, as it was when the batch began, writes compounds with a hyphen.
    """

    analyser: Analyser
    taxonomy: Taxonomy
    language: Language
    words: Mapping[str, int]


def start_reader(settings: Settings, words: Mapping[str, int]) -> Reader:
    """The reader of a process that does nothing but read, ready for its first document."""
    from ingest.pipeline import prepare

    reader = Reader(Analyser.load(), Taxonomy.load(settings.themes), load_language(settings.spacy), words)
    prepare(analyser=reader.analyser, taxonomy=reader.taxonomy)
    _collect_seldom()
    return reader


def _collect_seldom() -> None:
    """Look for garbage after so many new objects as a few pages make, and never among what is there already.

    The word lists stay as long as the process does, and most of a page's objects go as soon as they are let go.
    It saves a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """The same for a batch that this process reads itself; it may go on to other things."""
    before = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


_reader: Reader | None = None
"""The reader of a worker process, made when the process starts."""


def _start_worker(settings: Settings, words: Mapping[str, int]) -> None:
    global _reader
    _reader = start_reader(settings, words)


def _read_in_worker(path: Path) -> Outcome:
    assert _reader is not None
    return _read(_reader, path)


def _read(reader: Reader, path: Path) -> Outcome:
    from ingest.pipeline import read_document

    try:
        return read_document(
            path,
            analyser=reader.analyser,
            taxonomy=reader.taxonomy,
            language=reader.language,
            corpus_words=reader.words,
        )
    except IngestError as error:
        return error
