"""How lines are set, and which settings say "heading"."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
CAPITAL_WORD = 4
"""Letters from which a line says whether it is set in capitals; less is an abbreviation."""
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
    capitals = len(letters) >= CAPITAL_WORD and all(character.isupper() for character in letters)
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


def common_style(lines: Sequence[Line], body_size: float) -> Style | None:
    """The style of *lines* that are set alike and like a heading; ``None`` if they are not.

    A short word may be in capitals or not, and a number before the words too: the other lines say.
    """
    styles = {heading_style(line, body_size) for line in lines}
    if len(styles) > 1 and len({(line.size, line.bold, line.italic) for line in lines}) == 1:
        telling = [line for number, line in enumerate(lines) if not _is_short(line.text, opens=number == 0)]
        styles = {heading_style(line, body_size) for line in telling} or styles - {None}
    return styles.pop() if len(styles) == 1 else None


def _is_short(text: str, *, opens: bool) -> bool:
    """Whether *text* has too few letters to say whether it is in capitals, and none that is small."""
    letters = [character for character in text if character.isalpha()]
    return (opens or bool(letters)) and len(letters) < CAPITAL_WORD and all(letter.isupper() for letter in letters)


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
