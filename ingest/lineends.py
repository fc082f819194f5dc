"""Lines become running text: what a hyphen at a Danish line end means, and how it is joined.

Some programs break words with a sign of its own, U+2010, and leave the writer's hyphens as they are. Where a document
does, its sign only breaks words, and a plain hyphen at a line end stays (rules breaking_sign and written). Else the
rules in their order, each decided by the first that fits (:class:`LineEnd` names them coordinator, figure, capital,
capitals, soft_hyphen, own_use and broken; a stroke without a word before it is a dash, no_word):

1. the next word is og, eller, samt …: the hyphen is a suspended compound's and stays ("dagtilbuds- og"), unless the
   document has the two as one word, or the next word ends a clause ("delt-og,");
2. after a digit the hyphen stays ("0-6-års");
3. before a capital or a digit it stays ("Børne-Ungeudvalget");
4. after a word in capitals it stays ("SDQ-scoringer"), unless the document has the two as one ("VI-VE");
5. a soft hyphen joins; it comes after 2 to 4 because fonts may give every hyphen that code;
6. if the document itself writes the hyphenated form more often than the joined one, it stays, and where the
   document has neither, if its corpus does;
7. else the word was only broken, and is joined.

Measured on the five real documents (31 pages, 393 line ends with a hyphen): one mistake, a compound that the
document hyphenates once, and at a line end ("Småbørnsteam-medarbejder"). `make eval-reading-peers` prints how
many other readers leave broken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .words import Word

SOFT_HYPHENS = "\u00ad\ufffe"
BREAKING_SIGN = "\u2010"
HYPHENS = "-\u2011\u2212" + BREAKING_SIGN + SOFT_HYPHENS
COORDINATORS = frozenset({"og", "eller", "samt", "og/eller", "såvel", "/"})
FEWEST_BREAKS = 3
"""Words that end with the breaking sign from which it is one, if twice as many do as end with a plain hyphen."""
LONGEST_ENDING = 3
"""Letters of a word's end that few words are as short as: "Legefællesskabe|r", "sprogvurder|ede"."""
PUNCTUATION = ".,;:!?()[]”“„»«’'\""
SOFT_INSIDE = re.compile(f"[{SOFT_HYPHENS}](?=.)")
LAST_WORD = re.compile(r"\S+$")
WORD_WITH_HYPHEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
OPENERS = re.compile(r"[(/”\"„«»]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document writes its words.

    Attributes:
        counts: how often it has each word, in lower case; words cut at a line end are left out.
        has_breaking_sign: whether it breaks words with a sign that it uses for nothing else.
    """

    counts: Mapping[str, int]
    has_breaking_sign: bool = False

    @classmethod
    def of(cls, words: Iterable[Word]) -> Spelling:
        """The spelling of the document with these *words*."""
        counts, ends, inside = Counter[str](), Counter[str](), False
        for word in words:
            if word.text and word.text[-1] in HYPHENS:
                ends[word.text[-1]] += 1
            else:
                counts[word.text.strip(PUNCTUATION).lower()] += 1
            inside = inside or BREAKING_SIGN in word.text[:-1]
        return cls(counts, not inside and ends[BREAKING_SIGN] >= max(FEWEST_BREAKS, 2 * ends["-"]))


LineEndDecision = Literal["joined", "kept", "suspended", "dash"]
LineEndRule = Literal[
    "breaking_sign", "written", "coordinator", "no_word", "figure", "capital", "capitals", "soft_hyphen", "own_use",
    "broken",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineEnd:
    """What was made of one hyphen at a line end, and why.

    Attributes:
        page: where the first half stands.
        before: the word that the hyphen ends; ``after`` the first of the next line.
        decision: "joined" without the hyphen, "kept" with it, "suspended" with a space after it, or a "dash".
        rule: which of the rules in this module's docstring decided.
        result: what the two became.
    """

    page: int
    before: str
    after: str
    decision: LineEndDecision
    rule: LineEndRule
    result: str


def hyphenated_words(texts: Iterable[str]) -> dict[str, int]:
    """How often *texts* write each word with a hyphen in it, and how often without: a corpus for ``LineJoiner``."""
    counts = Counter(word.lower() for text in texts for word in WORD_WITH_HYPHEN.findall(text))
    hyphenated = [word for word in counts if "-" in word]
    return {form: counts[form] for word in hyphenated for form in (word, word.replace("-", "")) if counts[form]}


class LineJoiner:
    """Joins lines to running text, a document's own words the arbiter of its hyphens, then its corpus' words."""

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        record: Callable[[LineEnd], None] | None = None,
        corpus: Mapping[str, int] | None = None,
        *,
        has_breaking_sign: bool = False,
    ) -> None:
        self._vocabulary = vocabulary
        self._has_breaking_sign = has_breaking_sign
        self._record = record
        self._corpus = corpus or {}

    def join(self, lines: Iterable[str], *, page: int | None = None) -> str:
        """The *lines* as one running text; what is decided of their hyphens is told where *page* is given."""
        text = ""
        for line in lines:
            text = self.join_two(text, line, page=page)
        return text[:-1] + "-" if text.endswith(tuple(SOFT_HYPHENS)) else text

    def join_two(self, text: str, line: str, *, page: int | None = None) -> str:
        """*text*, which ends on *page*, continued by *line*; loses no letter of either."""
        line = SOFT_INSIDE.sub("-", line)
        if not text or not line:
            return text or line
        last = LAST_WORD.search(text)
        tail = last[0] if last else ""
        if len(tail) > 1 and tail[-1] in HYPHENS:
            following = line.split(maxsplit=1)[0]
            decision, rule = self._ruling(tail, following)
            if self._record is not None and page is not None:
                self._record(LineEnd(page, tail, following, decision, rule, _joined(tail, following, decision)))
            return _joined(text, line, decision)
        if tail.endswith("/") and len(tail) > 1 and tail.lower() != "v/":
            return text + line
        return f"{text} {line}"

    def is_broken_off(self, before: str, after: str) -> bool:
        """Whether a word breaks off without a sign after *before*, which fills a line alone, and goes on with *after*.

        Neither half is a word of the document elsewhere, and it has the whole, or *after* is no longer than an ending
        and it has another word that begins as *before*.
        """
        stem, rest = before.lower(), after.strip(PUNCTUATION).lower()
        if not (stem[-1:].isalpha() and after[:1].islower()):
            return False
        if self._vocabulary.get(stem, 0) > 1 or self._vocabulary.get(rest, 0) > 1:
            return False
        start = stem if len(rest) <= LONGEST_ENDING else stem + rest
        return any(len(word) > len(stem) and word.startswith(start) for word in self._vocabulary)

    def _ruling(self, tail: str, following: str) -> tuple[LineEndDecision, LineEndRule]:
        """What becomes of the hyphen of *tail* before the word *following*, and which rule says so."""
        word = following.strip(PUNCTUATION)
        stem = OPENERS.split(tail[:-1])[-1]
        joined = self._vocabulary.get((stem + word).lower(), 0)
        if self._has_breaking_sign and tail[-1] == BREAKING_SIGN:
            return "joined", "breaking_sign"
        if following.startswith("/") or (following.lower() in COORDINATORS and not joined):
            return "suspended", "coordinator"
        if not stem or not (stem[-1].isalpha() or stem[-1].isdigit()):
            return "dash", "no_word"
        if stem[-1].isdigit():
            return "kept", "figure"
        if not word[:1].islower() or (stem.isupper() and len(stem) > 1):
            if stem.isupper() and word.isupper() and joined:
                return "joined", "own_use"
            return "kept", "capital" if not word[:1].islower() else "capitals"
        if tail[-1] in SOFT_HYPHENS:
            return "joined", "soft_hyphen"
        if self._has_breaking_sign and tail[-1] == "-":
            return "kept", "written"
        hyphenated = self._vocabulary.get(f"{stem}-{word}".lower(), 0)
        if not hyphenated and not joined:
            hyphenated, joined = (self._corpus.get(text.lower(), 0) for text in (f"{stem}-{word}", stem + word))
        return ("kept", "own_use") if hyphenated > joined else ("joined", "broken")


def _joined(text: str, line: str, decision: LineEndDecision) -> str:
    match decision:
        case "suspended":
            return f"{text[:-1]}- {line}"
        case "dash":
            return f"{text} {line}"
        case "kept":
            return f"{text[:-1]}-{line}"
        case "joined":
            return text[:-1] + line
