"""Lines become running text: what a hyphen at a Danish line end means, and how it is joined.

The rules in their order, each decided by the first that fits:

1. the next word is og, eller, samt …: the hyphen is a suspended compound's and stays ("dagtilbuds- og");
2. after a digit the hyphen stays ("0-6-års");
3. before a capital or a digit it stays ("Børne-Ungeudvalget");
4. after a word in capitals it stays ("SDQ-scoringer"), unless the document has the two as one ("VI-VE");
5. a soft hyphen joins; it comes after 2 to 4 because fonts may give every hyphen that code;
6. if the document itself writes the hyphenated form more often than the joined one, it stays;
7. else the word was only broken, and is joined.

Measured on the five real documents (31 pages, 393 line ends with a hyphen): one mistake, a compound that the
document hyphenates once, and at a line end ("Småbørnsteam-medarbejder"). Other extractors leave 24 to 364
broken words there (DESIGN.md, section 2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from .words import Word

SOFT_HYPHENS = "\u00ad\ufffe"
HYPHENS = "-\u2010\u2011\u2212" + SOFT_HYPHENS
COORDINATORS = frozenset({"og", "eller", "samt", "og/eller", "såvel", "men", "/"})
PUNCTUATION = ".,;:!?()[]”“„»«’'\""
SOFT_INSIDE = re.compile(f"[{SOFT_HYPHENS}](?=.)")
LAST_WORD = re.compile(r"\S+$")
OPENERS = re.compile(r"[(/”\"„«»]")


def count_words(words: Iterable[Word]) -> Mapping[str, int]:
    """How often a document writes each word, in lower case; words cut at a line end are left out."""
    return Counter(word.text.strip(PUNCTUATION).lower() for word in words if word.text and word.text[-1] not in HYPHENS)


class LineJoiner:
    """Joins lines to running text, with a document's own words as the arbiter of its hyphens."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary

    def join(self, lines: Iterable[str]) -> str:
        """The *lines* as one running text."""
        text = ""
        for line in lines:
            text = self.join_two(text, line)
        return text[:-1] + "-" if text.endswith(tuple(SOFT_HYPHENS)) else text

    def join_two(self, text: str, line: str) -> str:
        """*text* continued by *line*; loses no letter of either."""
        line = SOFT_INSIDE.sub("-", line)
        if not text or not line:
            return text or line
        last = LAST_WORD.search(text)
        tail = last[0] if last else ""
        if len(tail) > 1 and tail[-1] in HYPHENS:
            return self._join_hyphen(text, tail, line)
        if tail.endswith("/") and len(tail) > 1:
            return text + line
        return f"{text} {line}"

    def _join_hyphen(self, text: str, tail: str, line: str) -> str:
        following = line.split(maxsplit=1)[0]
        word = following.strip(PUNCTUATION)
        stem = OPENERS.split(tail[:-1])[-1]
        if word.lower() in COORDINATORS or following.startswith("/"):
            return f"{text[:-1]}- {line}"
        if not stem or not (stem[-1].isalpha() or stem[-1].isdigit()):
            return f"{text} {line}"
        keeps = self._keeps_hyphen(stem, word, soft=tail[-1] in SOFT_HYPHENS)
        return f"{text[:-1]}-{line}" if keeps else text[:-1] + line

    def _keeps_hyphen(self, stem: str, word: str, *, soft: bool) -> bool:
        if stem[-1].isdigit():
            return True
        joined = self._vocabulary.get((stem + word).lower(), 0)
        if not word[:1].islower() or (stem.isupper() and len(stem) > 1):
            in_capitals = stem.isupper() and word.isupper()
            return not (in_capitals and joined)
        hyphenated = self._vocabulary.get(f"{stem}-{word}".lower(), 0)
        return not soft and hyphenated > joined
