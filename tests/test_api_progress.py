"""Progress is told in Danish, and what it says of the time is so."""

from __future__ import annotations

import io

import pytest

from api.progress import EMBEDDING, INDEXING, Lines, telling, time_text


class Clock:
    """Says what it is set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_log_hears_of_the_start_each_ten_seconds_and_the_end() -> None:
    clock, stream = Clock(), io.StringIO()
    lines = Lines(stream, clock=clock)

    for clock.now, done in [(0, 0), (9, 10), (12, 20), (15, 30), (24, 40), (50, 80)]:
        lines(EMBEDDING, done, 80)

    assert stream.getvalue().splitlines() == [
        "Beregner vektorer: 0 af 80 afsnit",
        "Beregner vektorer: 20 af 80 afsnit, ca. 36 s tilbage",
        "Beregner vektorer: 40 af 80 afsnit, ca. 24 s tilbage",
        "Beregner vektorer: 80 af 80 afsnit på 50 s",
    ]


def test_a_stage_that_is_over_at_once_and_did_not_tell_its_start_says_nothing() -> None:
    clock, stream = Clock(), io.StringIO()
    lines = Lines(stream, clock=clock)

    for done in (1, 2):
        lines(INDEXING, done, 2)

    assert stream.getvalue() == ""


def test_each_stage_has_its_own_time() -> None:
    clock, stream = Clock(), io.StringIO()
    lines = Lines(stream, clock=clock)

    lines(EMBEDDING, 0, 1)
    clock.now = 100
    lines(EMBEDDING, 1, 1)
    lines(INDEXING, 1, 3)
    clock.now = 120
    lines(INDEXING, 2, 3)
    clock.now = 121
    lines(INDEXING, 3, 3)

    assert stream.getvalue().splitlines()[1:] == [
        "Beregner vektorer: 1 af 1 afsnit på 2 min.",
        "Mærker og indekserer: 2 af 3 dokumenter, ca. 10 s tilbage",
        "Mærker og indekserer: 3 af 3 dokumenter på 21 s",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (89, "89 s"), (91, "2 min."), (3500, "58 min."), (7500, "2 t. 5 min.")]
)
def test_time_is_told_as_people_say_it(seconds: float, text: str) -> None:
    assert time_text(seconds) == text


def test_a_terminal_sees_a_bar_for_each_stage() -> None:
    stream = Terminal()

    with telling(stream) as tell:
        tell(EMBEDDING, 3, 7)
        tell(INDEXING, 2, 2)

    for shown in ("Beregner vektorer", "3/7", "afsnit", "Mærker og indekserer", "2/2", "dokumenter"):
        assert shown in stream.getvalue()
