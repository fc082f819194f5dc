"""Where Danish sentences begin: a rule that reading, tagging and snippets share."""

from __future__ import annotations

import re
from functools import lru_cache

from .months import ANY_MONTH
from .wordlists import WordList

_ABBREVIATIONS = "sentence_stops.txt"
# The look behind and the possessive repeats keep a page of leader dots from costing the square of its length.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»')\]]*+(?=\s)")
_NEXT = re.compile(r"[\"”“’»«'(\[–-]*\s*(?P<letter>[^\W_])")
_WORD_BEFORE = re.compile(r"[^\s(\[\"”»«/]+\Z")
_ORDINAL_GOES_ON = re.compile(rf"\s*(?:{ANY_MONTH}|\d)")
_NEW_LINE = re.compile(r"(?<!\s)\s*\n\s*")
_LIST_LINE = re.compile(r"(?:[-–—•·*▪◦‣]|\d{1,3}[.)]|[a-zæøå]\))\s")
_DEEPEST_INDENT = 20  # spaces before a list number
_LONGEST_WORD = 40  # characters looked back for an abbreviation
_TEXTS_REMEMBERED = 512  # a document's passages, of which themes, cues and proofs each ask; some 1 MB


def sentence_starts(text: str) -> list[int]:
    """Positions in *text* where a sentence begins, after the first.

    A sentence ends at . ! ? … before a space and something that may begin a sentence, but not after an
    abbreviation, an initial ("Kristina H. Jensen"), a list number or the day of a date. It also ends at a
    line break, since clean text has one line for each paragraph and list item, unless the next line
    goes on in lower case without a list mark. Known to miss: a sentence that begins with a lower-case
    name, and an abbreviation we do not list before a capital.
    """
    return list(_sentence_starts(text))


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _sentence_starts(text: str) -> tuple[int, ...]:
    starts = {match.end() for match in _NEW_LINE.finditer(text) if _breaks(text, match)}
    for match in _STOP.finditer(text):
        end = match.end()
        following = end
        while following < len(text) and text[following].isspace():
            following += 1
        if following < len(text) and _ends_sentence(text, match, following):
            starts.add(following)
    return tuple(sorted(starts))


def ends_sentence(text: str) -> bool:
    """Whether a new sentence may begin after *text*; not after "bl.a." or the "3." of "3. marts"."""
    ended = text.rstrip()
    return sentence_starts(f"{ended} Ny")[-1:] == [len(ended) + 1]


def _breaks(text: str, line_break: re.Match[str]) -> bool:
    before, after = line_break.start(), line_break.end()
    if before == 0 or after == len(text):
        return False
    if line_break.group().count("\n") > 1 or not text[after].islower():
        return True
    return text[before - 1] in ".!?:;" or _LIST_LINE.match(text, after) is not None


def _ends_sentence(text: str, stop: re.Match[str], following: int) -> bool:
    begins = _NEXT.match(text, following)
    if begins is None or begins["letter"].islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    word = _WORD_BEFORE.search(text, max(0, stop.start() - _LONGEST_WORD), stop.start())
    return word is None or not _goes_on(text, word, stop.end())


def _goes_on(text: str, word: re.Match[str], end: int) -> bool:
    """Whether the point after *word* belongs to it."""
    written = word.group()
    if written.isdigit():
        before = text[max(0, word.start() - _DEEPEST_INDENT) : word.start()]
        first_on_its_line = not before.rpartition("\n")[2].strip() and ("\n" in before or len(before) == word.start())
        return first_on_its_line or _ORDINAL_GOES_ON.match(text, end) is not None
    return (len(written) == 1 and written.isupper()) or written.lower() in _abbreviations()


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return WordList.load(_ABBREVIATIONS).words()
