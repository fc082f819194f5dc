"""Cues: the words by which a kind of claim, or an aspect, is known. Read from an editable list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from .passage import Aspect, ClaimKind
from .sentences import sentence_starts
from .wordlists import WordList

CUES = "kendetegn.toml"

_LETTERS = 3  # so many first letters tell where a phrase is tried
_WORDS_REMEMBERED = 20_000  # of each set of lists, some 2 MB
_WORD = re.compile(r"\*?[\w§./'-]+\*?|…|%|#|#-#-\w+|§")
# The capital I of "hvis I kan" is another word than the "i" of "i Ishøj"; a letter of its own keeps them apart.
_YOU = "\x01"
_WORDS = re.compile(rf"[\w{_YOU}§]+")
_CAPITAL_I = re.compile(r"(?<![\w.])I(?![\w.-])")
_GAP = r"(?:[\s,]+[^\s,.!?]+){0,3}"
_BETWEEN = r"[\s,]+"
_SPACE, _REST_OF_WORD = re.compile(_BETWEEN), re.compile(r"\w+")
_SENTENCE_OPENING = re.compile(r"[\s\"”»'(–—•·-]*(?:\d{1,2}[.)]?\s+)?")


@dataclass(frozen=True, slots=True)
class Found:
    """Words found in a text, ``text[start:end]``, and the phrase of the list that found them."""

    start: int
    end: int
    phrase: str


class _Entry:
    """A phrase of one list, to be tried where its first word stands; most never are, and are never compiled."""

    __slots__ = ("_compiled", "_first", "_further", "_pieces", "opens_sentence", "owner", "phrase")

    def __init__(self, owner: str, phrase: str) -> None:
        bare = phrase.removeprefix("^")
        self.owner = owner
        self.phrase = phrase
        self.opens_sentence = bare != phrase
        self._first = bare.split()[0].rstrip(",")
        self._pieces = tuple(dict.fromkeys(_pieces(bare)))
        self._further = _further_words(bare)
        self._compiled: re.Pattern[str] | None = None

    @property
    def expression(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(_expression(self.phrase.removeprefix("^")))
        return self._compiled

    def may_begin_with(self, word: str) -> bool:
        """Whether the phrase may stand where *word* does; known of first words that are plain letters."""
        first = self._first.rstrip("*")
        if not (first.isalpha() and word.isalpha()) or first in ("i", "I"):
            return True
        return word == first if first == self._first else word.startswith(first)

    def end_at(self, text: str, start: int, word: str) -> int | None:
        """Where the phrase ends that begins in *text* with *word* at *start*, a word that it may begin with."""
        if not self.may_stand_in(text):
            return None
        if self._further is not None and word.isalpha():
            return _end_of_words(text, start + len(word), self._further)
        match = self.expression.match(text, start)
        return None if match is None else match.end()

    def may_stand_in(self, text: str) -> bool:
        """Whether *text* holds the letters of every word of the phrase; a tenth of a match, and no compiling."""
        for piece in self._pieces:  # noqa: SIM110  # all() over a generator takes three times as long
            if piece not in text:
                return False
        return True


class Phrases:
    """Lists of phrases, each with an owner, found together in one pass over a text.

    A phrase is tried only at words that begin with its own first letters, so the time does not grow with the lists.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._by_letters: dict[str, list[_Entry]] = {}
        self._anywhere: list[_Entry] = []
        self._tried = lru_cache(maxsize=_WORDS_REMEMBERED)(self._look_up)
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
        for match in _WORDS.finditer(text):
            for entry in self._tried(match[0]):
                start = match.start()
                if entry.opens_sentence and start not in openings:
                    continue
                end = entry.end_at(text, start, match[0])
                if end is not None:
                    found.setdefault(entry.owner, []).append(Found(start, end, entry.phrase))
        for entry in self._anywhere:
            if entry.may_stand_in(text):
                for match in entry.expression.finditer(text):
                    found.setdefault(entry.owner, []).append(_whole_words(text, match, entry.phrase))
        for finds in found.values():
            finds.sort(key=lambda one: (one.start, -one.end))
        return found

    def _look_up(self, word: str) -> tuple[_Entry, ...]:
        """The phrases that may begin with *word*."""
        found = list(self._by_letters.get("#", ())) if word[0].isdigit() else []
        for letters in range(1, min(len(word), _LETTERS) + 1):
            found += self._by_letters.get(word[:letters], ())
        return tuple(entry for entry in found if entry.may_begin_with(word))


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
        wrong = mistake_in(phrase, phrases)
        if wrong is not None:
            line = next((n for n, text in enumerate(source.text.splitlines(), 1) if f'"{phrase}"' in text), None)
            raise source.error(line, wrong)
    return phrases


def mistake_in(phrase: str, phrases: Sequence[str]) -> str | None:
    """What is wrong with *phrase*, one of *phrases*."""
    if phrases.count(phrase) > 1:
        return f"«{phrase}» står to gange i samme liste. Slet det ene."
    if any(word != word.lower() and word != "I" for word in phrase.split()):
        return f"«{phrase}» har store bogstaver. Brug små, undtagen i ordet «I»."
    words = phrase.removeprefix("^").replace(",", "").split()
    wrong = [word for word in words if not _WORD.fullmatch(word)]
    if not words or wrong or words[0] == "…" or words[-1] == "…":
        return f"«{phrase}» kan ikke forstås. Brug ord, * sidst eller først i et ord, … og #."
    return None


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


def _further_words(phrase: str) -> tuple[tuple[str, bool], ...] | None:
    """The words after the first with whether more letters may follow; ``None`` unless all are plain letters.

    Two in three phrases are such, and need no expression: compiling one takes as long as reading a passage.
    """
    words = phrase.replace(",", "").split()
    if any(not word.rstrip("*").isalpha() or word in ("i", "I") for word in words):
        return None
    return tuple((word.rstrip("*"), word.endswith("*")) for word in words[1:])


def _end_of_words(text: str, at: int, words: Iterable[tuple[str, bool]]) -> int | None:
    """Where *words* end that follow one another in *text* from *at* on, the end of the word before them."""
    for letters, goes_on in words:
        between = _SPACE.match(text, at)
        if between is None or not text.startswith(letters, between.end()):
            return None
        at = between.end() + len(letters)
        rest = _REST_OF_WORD.match(text, at)
        if rest is not None:
            if not goes_on:
                return None
            at = rest.end()
    return at


def _pieces(phrase: str) -> Iterator[str]:
    """The letters of each word of *phrase* that a text must hold; a number, a gap and an "i" may be anything."""
    for word in phrase.replace(",", "").split():
        if word.strip("*").isalpha() and word not in ("i", "I"):
            yield word.strip("*")


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
