"""How far long work has come, told on stderr: a bar where somebody looks, else lines now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

SECONDS_BETWEEN_LINES = 10.0
"""In a log file; nobody waits for one sooner."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of long work: what is done, to what."""

    verb: str
    unit: str


READING = Stage("Læser", "sider")
EMBEDDING = Stage("Beregner vektorer", "afsnit")
INDEXING = Stage("Mærker og indekserer", "dokumenter")

Tell = Callable[[Stage, int, int], None]
"""Is told of a stage how many are done and how many there are in all."""


def tell_nobody(stage: Stage, done: int, in_all: int) -> None:
    """Say nothing."""


@contextmanager
def telling(stream: TextIO) -> Iterator[Tell]:
    """What tells *stream* how far each stage is."""
    if not stream.isatty():
        yield Lines(stream)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        TimeRemainingColumn(),
    )
    tasks: dict[Stage, TaskID] = {}
    with Progress(*columns, console=Console(file=stream), transient=True) as bars:

        def tell(stage: Stage, done: int, in_all: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage.verb, total=in_all or None, unit=stage.unit)
            bars.update(tasks[stage], completed=done, total=in_all or None)

        yield tell


@contextmanager
def bar(stage: Stage) -> Iterator[Callable[[int, int], None] | None]:
    """What shows how far *stage* is, told with (done, in all); ``None`` where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    with telling(sys.stderr) as tell:
        tell(stage, 0, 0)  # shown at once, before it is known how much there is
        yield lambda done, in_all: tell(stage, done, in_all)


class Lines:
    """Tells by lines: a stage's start where that is told, its end, and between them one each ten seconds.

    Of a stage that is told only when something is done, and is over before ten seconds are, nothing is said.
    """

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._stage: Stage | None = None
        self._begun = self._last = 0.0
        self._said = False

    def __call__(self, stage: Stage, done: int, in_all: int) -> None:
        now = self._clock()
        if stage is not self._stage:
            self._stage, self._begun, self._last, self._said = stage, now, now, False
        elapsed = now - self._begun
        at_end = done == in_all and self._said
        if done == 0 or at_end or now - self._last >= SECONDS_BETWEEN_LINES:
            self._last, self._said = now, True
            line = f"{stage.verb}: {done} af {in_all} {stage.unit}{_time_note(elapsed, done, in_all)}"
            self._stream.write(line + "\n")
            self._stream.flush()


def _time_note(elapsed: float, done: int, in_all: int) -> str:
    if done == 0:
        return ""
    if done == in_all:
        return f" på {time_text(elapsed)}"
    return f", ca. {time_text(elapsed / done * (in_all - done))} tilbage"


def time_text(seconds: float) -> str:
    """Seconds as people say them: "40 s", "3 min.", "2 t. 5 min."."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min." if minutes < 60 else f"{minutes // 60} t. {minutes % 60} min."
