"""A pool of processes that read; one that dies costs its own file only."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from corpus.errors import IngestError

from .reader import Outcome, Reader, read_file, start_reader
from .settings import Settings


class CrashedReader(IngestError):
    """The process that read the file died: out of memory, or a fault in a library."""

    reason = "crashed"


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


_reader: Reader | None = None
"""The reader of a worker process, made when the process starts."""


def _start_worker(settings: Settings, words: Mapping[str, int]) -> None:
    global _reader
    _reader = start_reader(settings, words)


def read_in_worker(path: Path) -> Outcome:
    """What the reader of this process makes of the file at *path*."""
    assert _reader is not None
    return read_file(_reader, path)
