"""How lines are set, and which settings say "heading"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .cells import CAPTION
from .lines import Line

HEADING_SIZE = 1.1
"""Size against the body's from which a line is a heading whatever its weight."""
BOLD_SIZE = 0.95
"""A bold line may be a heading from this size; smaller bold is a table's or a caption's."""
CAPITALS_SIZE = 0.8
"""The same where it is in capitals, which are as high as small letters of a larger size."""
LONG_HEADING = 160
"""Characters: the longest real heading in our files has 109."""
CAPITALS = 10
"""Letters of a line in capitals from which it is a heading by that alone; less is an abbreviation."""
LETTERS = re.compile(r"[A-Za-zÆØÅæøå]{2}|\A[iå]\Z")
DEEP_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2}){1,4}\.?\s+[A-ZÆØÅ]")
"""A decimal number of two parts or more ("2.1 Formål"); one part alone is a list's."""


class Style(NamedTuple):
    """How a heading is set; what looks alike has one level."""

    size: float
    bold: bool
    italic: bool
    capitals: bool
    run_in: bool = False
    """Whether it stands on the first line of its paragraph."""


def style_of(line: Line) -> Style:
    """The style that *line* is set in."""
    letters = [character for character in line.text if character.isalpha()]
    capitals = len(letters) > 3 and all(character.isupper() for character in letters)
    return _style(line.size, line.bold, line.italic, capitals)


@lru_cache(maxsize=256)
def _style(size: float, bold: bool, italic: bool, capitals: bool) -> Style:
    """One object for all that is set alike; a long document has ten thousand lines."""
    return Style(size, bold, italic, capitals)


def heading_style(line: Line, body_size: float) -> Style | None:
    """The style of a line that is set like a heading, by size or weight; ``None`` for others."""
    text = line.text
    if line.mark is not None or not LETTERS.search(text) or len(text) > LONG_HEADING or CAPTION.match(text):
        return None
    large = line.size >= HEADING_SIZE * body_size
    bold = line.bold and line.size >= CAPITALS_SIZE * body_size
    if not large and not bold:
        return None
    style = style_of(line)
    return style if large or style.capitals or line.size >= BOLD_SIZE * body_size else None


def ends_as_text(text: str, style: Style, body_size: float) -> bool:
    """Whether *text*, set like a heading by its weight alone, ends as a sentence or a clause does."""
    return style.size < HEADING_SIZE * body_size and text.endswith((".", ";", ","))


def quiet_heading_style(line: Line, body_size: float) -> Style | None:
    """The style of a line that is a heading by its capitals or its number, if it stands by itself."""
    if line.mark is not None or line.size < BOLD_SIZE * body_size or line.text.endswith((".", ",", ";", ":")):
        return None
    style = style_of(line)
    letters = sum(character.isalpha() for character in line.text)
    in_capitals = style.capitals and letters >= CAPITALS and len(line.words) > 1
    return style if in_capitals or DEEP_NUMBER.match(line.text) else None
