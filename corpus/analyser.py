"""Danish text as tokens to search by: the same for a document and for a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from . import compounds, lemma
from .compounds import Splitter
from .expressions import (
    HYPHENS,
    Reading,
    Span,
    age_before,
    age_key,
    canonical_abbreviation,
    is_age,
    plain,
    plain_word,
    read_age,
    read_clause,
    read_number,
    read_paragraph,
    read_percent,
    segment_spans,
    segments_of,
    spelled_age,
    token_pattern,
)
from .lemma import Lexicon
from .wordlists import WordList, fingerprint, read_municipalities

STOP_WORDS = "stop_words.txt"
ABBREVIATIONS = "abbreviations.tsv"
MUNICIPALITIES = ("kommuner.tsv", "kommuner_eksempler.tsv")

_RULES = "2"  # raise by one whenever the code gives other tokens than before
_LISTS = (
    *(STOP_WORDS, ABBREVIATIONS, *MUNICIPALITIES, lemma.OVERRIDES, lemma.DICTIONARY),
    *(compounds.FREQUENCIES, compounds.PREFIXES, compounds.SUFFIXES, compounds.SHORT_PARTS),
    compounds.LEXICALISED,
)
_CACHED = 200_000
_CHAIN = 10  # tokens looked at from «dagtilbuds-» to the word it borrows its end from
_CONJUNCTIONS = frozenset({"og", "eller", "samt", "såvel", "som", "hhv", "henholdsvis"})
_BETWEEN = re.compile(r"\s*[,/&]?\s*")
_SIBILANTS = "szxcuioa"  # an unknown «Barbados», «Markus», «Alex» keeps its s
_FEWEST_UNKNOWN = 6
# Nouns that are inflected in one way only, so that no dictionary is needed: «hentninger» is «hentning».
_DERIVED = re.compile(r"(.+(?:ling|ning|ring|hed|skab|tion|else))(?:en|n|et|er|r|erne|rne|ene)")


class Token(NamedTuple):
    """A word, number, age, paragraph or abbreviation of a text, and all it can be found by.

    A NamedTuple, not a dataclass: a page has 400 of them, and a frozen dataclass takes four times as long to make.
    """

    text: str  # as written
    start: int  # characters into the analysed text: text[start:end]
    end: int
    lemma: str  # lower case, æøå kept
    parts: tuple[str, ...]  # lemmas of the compound's parts, () when simple
    extra: tuple[str, ...]  # further keys: see Analyser
    stop: bool  # in every other sentence, and so no help in a search
    part_spans: tuple[Span, ...]  # where each part stands in the analysed text

    @property
    def keys(self) -> tuple[str, ...]:
        """Everything the token can be found by, the lemma first, each once."""
        return tuple(dict.fromkeys((self.lemma, *self.parts, *self.extra)))


class Analyser:
    """Turns Danish text into tokens; get it with ``load`` and use it for texts and questions alike.

    A token's further keys are: «dagtilbudsområde» for the first word of «dagtilbuds- og skoleområdet»,
    «sdqskema» for «SDQ-skema», «småbarn» for «småbørnsteam», the person beside the verb of «bruger»,
    «§50» … «§52» for «§§ 50-52», both years of «2020-2024», and the word an abbreviation stands for.
    æ, ø and å are never folded.

    Attributes:
        version: changes whenever the tokens of some text may have changed.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        splitter: Splitter,
        *,
        stop_words: frozenset[str],
        abbreviations: Mapping[str, str | None],
        names: frozenset[str],
        version: str,
    ) -> None:
        self.version = version
        self._lexicon = lexicon
        self._splitter = splitter
        self._stop_words = stop_words
        self._abbreviations = abbreviations
        self._names = names
        self._pattern = token_pattern(abbreviations)
        self._lemma = lru_cache(maxsize=_CACHED)(self._find_lemma)
        self._joints = lru_cache(maxsize=_CACHED)(self._find_joints)
        self._read = lru_cache(maxsize=_CACHED)(self._read_new)

    @classmethod
    def load(cls) -> Analyser:
        """The analyser with the dictionary and the word lists of the package; the same one every time.

        Raises:
            WordListError: a word list has a mistake; the message says where.
        """
        return _load_once()

    def tokens(self, text: str) -> list[Token]:
        """The tokens of *text* in order; stop words are among them, marked."""
        found: list[Token] = []
        hanging: list[int] = []
        read = self._read
        after_last = len(text)
        for match in self._pattern.finditer(text):
            written, (start, end) = match.group(), match.span()
            word = read(match.lastgroup or "word", written)
            spans = word.part_spans and tuple((start + a, start + b) for a, b in word.part_spans)
            if (end < after_last and text[end] in HYPHENS) or (start and text[start - 1] in HYPHENS):
                hanging.append(len(found))
            found.append(Token(written, start, end, word.lemma, word.parts, word.extra, word.stop, spans))
        for i in hanging:
            token = found[i]
            if token.end < after_last and text[token.end] in HYPHENS:
                found[i] = self._with_borrowed_end(text, found, i)
            elif not text[max(0, token.start - 2)].isalnum():
                found[i] = self._with_borrowed_beginning(text, found, i)
        return found

    def lemma(self, word: str) -> str:
        """The dictionary form of *word*, lower case."""
        plain = plain_word(word)
        if plain in self._abbreviations or len(segments_of(plain)) > 1:
            return self._read("word", word).lemma
        return self._lemma(plain)  # without its parts, which take longer

    def parts(self, word: str) -> tuple[str, ...]:
        """The lemmas of the parts of the compound *word*, () where it is simple."""
        return self._read("word", word).parts

    def knows(self, word: str) -> bool:
        """Whether *word* is in the dictionary, in any inflection, or is a compound of words that are."""
        return self._lexicon.lookup(word.lower()) is not None or bool(self.parts(word))

    def is_word(self, word: str) -> bool:
        """Whether *word* itself is in the dictionary, in any inflection, or is a stop word, name or abbreviation."""
        form = word.lower()
        known = form in self._stop_words or form in self._names or form in self._abbreviations
        return known or self._lexicon.lookup(form) is not None

    @property
    def common_words(self) -> Mapping[str, float]:
        """Some 29,000 common forms, lower case, with their Zipf frequency."""
        return self._splitter.frequencies

    def _read_new(self, kind: str, written: str) -> Reading:
        match kind:
            case "age":
                return self._read_age(written)
            case "percent":
                return read_percent(written)
            case "paragraph":
                return read_paragraph(written)
            case "clause":
                return read_clause(written)
            case "number":
                return read_number(written)
            case "abbreviation":
                return self._read_abbreviation(canonical_abbreviation(written))
            case _:
                return self._read_word(written)

    def _read_age(self, written: str) -> Reading:
        numbers, owner = read_age(written)
        word = plain_word(owner)
        of_owner = (self._lemma(word), *self.parts(word)) if word else ()
        return Reading.simple(age_key(numbers), *((numbers,) if "-" in numbers else ()), *of_owner)

    def _read_abbreviation(self, short: str) -> Reading:
        long = self._abbreviations[short]
        stop = not self._stop_words.isdisjoint({short.rstrip("."), long}) or (long is None and "." in short)
        return Reading.simple(short, *(() if long is None else (long,)), stop=stop)

    def _read_word(self, written: str) -> Reading:
        word = plain_word(written)
        if word in self._abbreviations:
            return self._read_abbreviation(word)
        segments = segments_of(word)
        if len(segments) > 1:
            return self._read_hyphenated(written, segments)
        lemma = self._lemma(word)
        parts, spans = self._parts_in(word, lemma, len(written))
        further = (spelled_age(word), self._lexicon.other_reading(word))
        extra = (*self._inner_compounds(word, spans), *(key for key in further if key is not None))
        return Reading(lemma, parts, tuple(dict.fromkeys(extra)), word in self._stop_words, spans)

    def _read_hyphenated(self, written: str, segments: list[str]) -> Reading:
        spans = segment_spans(written, len(segments))
        whole = "-".join(segments)
        name = whole if whole in self._names else whole.removesuffix("s")
        if name in self._names:
            return Reading(name, tuple(name.split("-")), (name.replace("-", ""),), False, spans)
        found: list[tuple[str, Span]] = []
        for segment, (start, end) in zip(segments, spans, strict=True):
            lemma = self._lemma(segment)
            inner, inner_spans = self._parts_in(segment, lemma, end - start)
            found.append((lemma, (start, end)))
            found.extend((part, (start + a, start + b)) for part, (a, b) in zip(inner, inner_spans, strict=True))
        head = self._lemma(segments[-1])
        return Reading(
            lemma="-".join((*segments[:-1], head)),
            parts=tuple(part for part, _ in found),
            extra=("".join((*segments[:-1], head)),),
            stop=False,
            part_spans=tuple(span for _, span in found),
        )

    def _parts_in(self, word: str, lemma: str, written: int) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """The lemmas of the parts of *word*, and where they stand in its *written* characters.

        The lemma is what is split, so that every form of a word has the same parts.
        """
        joints = self._joints(lemma)
        if joints and not word.startswith(lemma[: joints[-1][0]]):
            joints = self._joints(word)
        parts = tuple(part for _, part in joints)
        if joints and (written != len(word) or joints[-1][0] >= written):
            return parts, ((0, written),) * len(parts)
        starts = [start for start, _ in joints]
        return parts, tuple(zip(starts, [*starts[1:], written], strict=True)) if starts else ()

    def _find_joints(self, word: str) -> tuple[tuple[int, str], ...]:
        """Where each part of *word* begins, and its lemma; () where it is simple."""
        found: list[tuple[int, str]] = []
        position = 0
        for part in self._splitter.split(word):
            found.append((position, self._lemma(part.base)))
            position += len(part.surface)
        return tuple(found)

    def _inner_compounds(self, word: str, spans: tuple[Span, ...]) -> Iterator[str]:
        """Known words of several parts inside a compound of three or more: «småbarn» in «småbørnsteam»."""
        count = len(spans)
        for first in range(count - 1):
            for last in range(first + 1, count if first else count - 1):
                inner = word[spans[first][0] : spans[last][1]]
                for form in (inner, inner.removesuffix("s")):
                    if self._lexicon.lookup(form) is not None:
                        yield self._lemma(form)
                        break

    def _find_lemma(self, form: str) -> str:
        corrections = self._lexicon.overrides
        if form in corrections:
            return corrections[form]
        if form in self._names:
            return form
        pieces = self._splitter.split(form)
        beginning, head = form, ""
        if pieces:
            head = pieces[-1].surface
            beginning = form[: -len(head)]
            corrected = corrections.get(head) or corrections.get(head.removesuffix("s"))
            if corrected is not None:
                return beginning + corrected
        known = self._lexicon.lookup(form)
        if known is not None:
            return known
        if form.removesuffix("s") in self._names:
            return form.removesuffix("s")
        if head:
            return beginning + self._lemma(head)
        return self._lemma_of_unknown(form)

    def _lemma_of_unknown(self, form: str) -> str:
        """*form* without the genitive, or without the ending that some suffixes always take."""
        if len(form) < _FEWEST_UNKNOWN:
            return form
        if form.endswith("s") and form[-2] not in _SIBILANTS:
            return self._lemma(form[:-1])
        derived = _DERIVED.fullmatch(form)
        return form if derived is None else derived.group(1)

    def _with_borrowed_end(self, text: str, tokens: list[Token], i: int) -> Token:
        """«dagtilbuds-» with the end of the word it is waiting for as further keys."""
        token = tokens[i]
        at = token.end + 1
        for other in tokens[i + 1 : i + _CHAIN]:
            if not _BETWEEN.fullmatch(text, at, other.start):
                break
            at = other.end
            if other.end < len(text) and text[other.end] in HYPHENS:
                at += 1
            elif plain(other.text) not in _CONJUNCTIONS:
                return self._ending_as(text, token, other)
        return token

    def _ending_as(self, text: str, token: Token, other: Token) -> Token:
        if token.text[0].isdigit():
            if not is_age(other.lemma):
                return token
            return token._replace(lemma=age_before(token.text))
        beginning = plain(token.text)
        if not other.parts:
            return self._ending_in_known_word(token, beginning, plain(other.text))
        hyphenated = len(segments_of(other.text)) > 1
        head = other.parts[-1] if hyphenated else plain(text[slice(*other.part_spans[-1])])
        return self._with_joined(token, beginning + head, other.parts[-1])

    def _ending_in_known_word(self, token: Token, beginning: str, other: str) -> Token:
        """«for-» in «for- og eftermiddag»: no compounds, and yet «formiddag» is a word."""
        known = self._lexicon.lookup
        for i in range(2, len(other) - 2):
            if known(beginning + other[i:]) is not None and known(other[i:]) is not None:
                return self._with_joined(token, beginning + other[i:])
        return token

    def _with_borrowed_beginning(self, text: str, tokens: list[Token], i: int) -> Token:
        """«-lærere» in «skoleledere og -lærere» with the beginning it has left out."""
        token = tokens[i]
        at = token.start - 1
        for j in range(i - 1, max(i - _CHAIN, -1), -1):
            other = tokens[j]
            between = text[other.end : at]
            if not _BETWEEN.fullmatch(between):
                break
            at = other.start
            if plain(other.text) in _CONJUNCTIONS:
                continue
            if other.parts and (j < i - 1 or between.strip()):
                beginning = plain(text[other.start : other.part_spans[-1][0]]).rstrip(HYPHENS)
                return self._with_joined(token, beginning + plain(token.text))
            break
        return token

    def _with_joined(self, token: Token, joined: str, *more: str) -> Token:
        whole = self._lemma(joined)
        own = {token.lemma, *token.parts}
        keys = (*token.extra, whole, *(part for _, part in self._joints(whole)), *more)
        return token._replace(extra=tuple(key for key in dict.fromkeys(keys) if key not in own), stop=False)


@cache
def _load_once() -> Analyser:
    lexicon = Lexicon.load()
    return Analyser(
        lexicon,
        Splitter.load(lexicon.lookup),
        stop_words=WordList.load(STOP_WORDS).words(),
        abbreviations=read_abbreviations(WordList.load(ABBREVIATIONS)),
        names=frozenset(place.name.lower() for place in read_municipalities(*MUNICIPALITIES)),
        version=f"{_RULES}-{fingerprint(*_LISTS)}",
    )


def read_abbreviations(source: WordList) -> dict[str, str | None]:
    """Abbreviations as they are looked up, with the word each stands for; ``None`` for no single word.

    Raises:
        WordListError: an abbreviation twice, or one that is explained by several words.
    """
    found: dict[str, str | None] = {}
    for number, (short, long) in source.rows("forkortelse", "ord"):
        key = canonical_abbreviation(short)
        if key in found:
            raise source.error(number, f"«{short}» står der allerede. Slet den ene linje.")
        if " " in long:
            raise source.error(number, f"«{long}» er flere ord. Skriv - her, og sæt dem i ringe.toml.")
        if long != "-":
            source.check_word(number, long)
        found[key] = None if long == "-" else long
    return found
