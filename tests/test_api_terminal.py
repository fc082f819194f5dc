"""What the command line quotes as proof."""

from __future__ import annotations

from api.schemas import Cue, Evidence
from api.terminal import quoted


def evidence(text: str, start: int) -> Evidence:
    return Evidence(text=text, start=start, end=start + len(text), rule="samarbejde")


def test_of_spans_that_overlap_the_longest_is_quoted_and_the_order_is_that_of_the_text() -> None:
    found = [evidence("mor", 60), evidence("mellem sundhedspleje og dagtilbud", 10), evidence("sundhedspleje", 17)]

    assert quoted(found) == "«mellem sundhedspleje og dagtilbud», «mor»"


def test_the_same_words_are_quoted_once_and_line_breaks_are_blanks() -> None:
    assert quoted([evidence("barnets\nfamilie", 0), evidence("barnets familie", 40)]) == "«barnets familie»"


def test_what_stands_in_a_heading_comes_first_and_nothing_is_told_as_nothing() -> None:
    heading = Cue(text="Metode", start=None, end=None, rule="overskrift")
    inside = Cue(text="vi gør", start=3, end=9, rule="metode")

    assert quoted([inside, heading]) == "«Metode», «vi gør»"
    assert quoted([]) == "ingen kendetegn"
