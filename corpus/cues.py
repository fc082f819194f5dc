"""Cues: the words by which a kind of claim, or an aspect, is known. Read from an editable list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from .document import Aspect, ClaimKind
from .sentences import sentence_starts
from .wordlists import WordList

CUES = "kendetegn.toml"

_LETTERS = 3  # so many first letters tell where a phrase is tried
_WORD = re.compile(r"\*?[\w§./'-]+\*?|…|%|#|#-#-\w+|§")
# The capital I of "hvis I kan" is another word than the "i" of "i Ishøj"; a letter of its own keeps them apart.
_YOU = "\x01"
_WORDS = re.compile(rf"[\w{_YOU}§]+")
_CAPITAL_I = re.compile(r"(?<![\w.])I(?![\w.-])")
_GAP = r"(?:[\s,]+[^\s,.!?]+){0,3}"
_BETWEEN = r"[\s,]+"
_SENTENCE_OPENING = re.compile(r"[\s\"”»'(–—•·-]*(?:\d{1,2}[.)]?\s+)?")


@dataclass(frozen=True, slots=True)
class Found:
    """Words found in a text, ``text[start:end]``, and the phrase of the list that found them."""

    start: int
    end: int
    phrase: str


class _Entry:
    """A phrase of one list, to be tried where a word begins as it does; most are never tried, and never compiled."""

    __slots__ = ("_compiled", "opens_sentence", "owner", "phrase")

    def __init__(self, owner: str, phrase: str) -> None:
        self.owner = owner
        self.phrase = phrase
        self.opens_sentence = phrase.startswith("^")
        self._compiled: re.Pattern[str] | None = None

    @property
    def expression(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(_expression(self.phrase.removeprefix("^")))
        return self._compiled


class Phrases:
    """Lists of phrases, each with an owner, found together in one pass over a text.

    A phrase is tried only at words that begin with its own first letters, so the time does not grow with the lists.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._by_letters: dict[str, list[_Entry]] = {}
        self._anywhere: list[_Entry] = []
        for owner, phrases in lists.items():
            for phrase in phrases:
                bare = phrase.removeprefix("^")
                entry = _Entry(owner, phrase)
                if bare.startswith("*"):
                    self._anywhere.append(entry)
                else:
                    for letters in _first_letters(bare):
                        self._by_letters.setdefault(letters, []).append(entry)

    def find(self, text: str, starts: Iterable[int] = (0,)) -> dict[str, list[Found]]:
        """What each owner's phrases find in *text*, a :func:`plain` one, in order; an owner without finds is absent.

        *starts* are where the sentences of *text* begin.
        """
        found: dict[str, list[Found]] = {}
        openings = {match.end() for start in starts if (match := _SENTENCE_OPENING.match(text, start))}
        for start, word in ((match.start(), match[0]) for match in _WORDS.finditer(text)):
            for entry in self._tried(word):
                if entry.opens_sentence and start not in openings:
                    continue
                match = entry.expression.match(text, start)
                if match is not None:
                    found.setdefault(entry.owner, []).append(Found(start, match.end(), entry.phrase))
        for entry in self._anywhere:
            for match in entry.expression.finditer(text):
                found.setdefault(entry.owner, []).append(_whole_words(text, match, entry.phrase))
        for finds in found.values():
            finds.sort(key=lambda one: (one.start, -one.end))
        return found

    def _tried(self, word: str) -> Iterable[_Entry]:
        if word[0].isdigit():
            yield from self._by_letters.get("#", ())
        for letters in range(1, min(len(word), _LETTERS) + 1):
            yield from self._by_letters.get(word[:letters], ())


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole list, one set of phrases for each kind of place.

    Attributes:
        titles: words of the title page, by kind of claim.
        claim_headings: words of headings, by kind of claim.
        aspect_headings: the same by aspect.
        sentences: words of running text, by ``claim:…``, ``clear:…`` and ``hint:…``, and the imperatives by
            ``directive``.
    """

    titles: Phrases
    claim_headings: Phrases
    aspect_headings: Phrases
    sentences: Phrases

    @classmethod
    def read(cls, source: WordList) -> Cues:
        """The cues in *source*.

        Raises:
            WordListError: it is no TOML, a table lacks or repeats something, or a phrase breaks a rule.
        """
        content = _content(source)
        directive = content.get("directive")
        if not isinstance(directive, dict):
            raise source.error(None, "afsnittet [directive] mangler.")
        kinds: tuple[ClaimKind, ...] = get_args(ClaimKind)
        sides: tuple[Aspect, ...] = get_args(Aspect)
        claims = {kind: _table(source, content, "claim", kind) for kind in kinds}
        aspects = {side: _table(source, content, "aspect", side) for side in sides}
        sentences = {f"claim:{kind}": _phrases(source, table, "sentences") for kind, table in claims.items()}
        sentences |= {f"clear:{side}": _phrases(source, table, "clear") for side, table in aspects.items()}
        sentences |= {f"hint:{side}": _phrases(source, table, "hints") for side, table in aspects.items()}
        sentences["directive"] = [f"^{verb}" for verb in _phrases(source, directive, "verbs")]
        return cls(
            titles=Phrases({kind: _phrases(source, table, "titles") for kind, table in claims.items()}),
            claim_headings=Phrases({kind: _phrases(source, table, "headings") for kind, table in claims.items()}),
            aspect_headings=Phrases({side: _phrases(source, table, "headings") for side, table in aspects.items()}),
            sentences=Phrases(sentences),
        )


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues that come with Praksis, read once.

    Raises:
        WordListError: the list has a mistake.
    """
    return Cues.read(WordList.load(CUES))


def plain(text: str) -> str:
    """*text* as cues are compared with it: small letters, every character at its old place."""
    lower = _CAPITAL_I.sub(_YOU, text).lower()
    return lower if len(lower) == len(text) else "".join(one if len(one.lower()) != 1 else one.lower() for one in text)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence of *text* begins and ends."""
    starts = [0, *sentence_starts(text)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _content(source: WordList) -> Mapping[str, object]:
    try:
        content = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise source.error(None, f"filen kan ikke læses som TOML ({error}). Ret det sted.") from error
    unknown = sorted(set(content) - {"directive", "claim", "aspect"})
    if unknown:
        raise source.error(None, f"afsnittet «{unknown[0]}» kendes ikke. Brug [directive], [[claim]] og [[aspect]].")
    return content


def _table(source: WordList, content: Mapping[str, object], name: str, id: str) -> Mapping[str, object]:
    tables = content.get(name)
    found = [one for one in tables if one.get("id") == id] if isinstance(tables, list) else []
    if len(found) != 1:
        raise source.error(None, f"der skal være netop ét afsnit [[{name}]] med id = «{id}», men der er {len(found)}.")
    table: Mapping[str, object] = found[0]
    return table


def _phrases(source: WordList, table: Mapping[str, object], key: str) -> list[str]:
    phrases = table.get(key, [])
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
        raise source.error(None, f'«{key}» skal være en liste af vendinger, fx {key} = ["vi anbefaler"].')
    for phrase in phrases:
        line = next((n for n, text in enumerate(source.text.splitlines(), 1) if f'"{phrase}"' in text), None)
        if phrases.count(phrase) > 1:
            raise source.error(line, f"«{phrase}» står to gange i samme liste. Slet det ene.")
        if any(word != word.lower() and word != "I" for word in phrase.split()):
            raise source.error(line, f"«{phrase}» har store bogstaver. Brug små, undtagen i ordet «I».")
        words = phrase.removeprefix("^").replace(",", "").split()
        wrong = [word for word in words if not _WORD.fullmatch(word)]
        if not words or wrong or words[0] == "…" or words[-1] == "…":
            raise source.error(line, f"«{phrase}» kan ikke forstås. Brug ord, * sidst eller først i et ord, … og #.")
    return phrases


def _expression(phrase: str) -> str:
    """*phrase* as a regular expression over a plain text, without the boundary before it."""
    expression, between = "", ""
    for word in phrase.replace(",", "").split():
        if word == "…":
            expression += _GAP
            continue
        expression += (r"\s*" if word == "%" else between) + _word_expression(word, is_first=not expression)
        between = _BETWEEN
    return expression


def _word_expression(word: str, *, is_first: bool) -> str:
    if word == "%":
        return r"%"
    if word == "I":
        return _YOU
    if word == "i":
        return f"[i{_YOU}]"
    before = r"\w*" if word.startswith("*") and not is_first else ""
    bare = re.escape(word.strip("*")).replace(r"\#", r"\d[\d.,]*").replace("#", r"\d[\d.,]*")
    after = r"\w*" if word.endswith("*") else r"(?!\w)"
    return f"{before}{bare}{after}"


def _first_letters(phrase: str) -> tuple[str, ...]:
    """The letters by which a word that begins *phrase* is looked up; an "i" may open a sentence."""
    first = phrase.split()[0]
    if first in ("i", "I"):
        return ("i", _YOU) if first == "i" else (_YOU,)
    return ("#",) if first.startswith("#") else (first.rstrip("*,")[:_LETTERS],)


def _whole_words(text: str, match: re.Match[str], phrase: str) -> Found:
    """The match from the beginning of its first word."""
    start = match.start()
    while start and text[start - 1].isalnum():
        start -= 1
    return Found(start, match.end(), phrase)
