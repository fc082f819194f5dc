"""Which filters a question names in its own words: «evalueringer fra Skive siden 2019»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.analyser import Analyser, Token
from corpus.filter_words import FilterVocabulary
from corpus.municipalities import ORDINARY_WORDS
from corpus.store import Filters

FilterName = Literal["theme", "type", "municipality", "from", "to", "kind", "claim", "aspect", "person", "organisation"]

Lemmas = tuple[str, ...]

OF_DOCUMENTS: frozenset[FilterName] = frozenset({"type", "municipality", "from", "to", "person", "organisation"})
"""The filters that say which documents are meant; the others are of passages."""

_FIELDS: dict[FilterName, str] = {"from": "year_from", "to": "year_to"}
"""The field of ``Filters`` where it is called otherwise."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"((?:19|20)\d\d)-((?:19|20)\d\d)")
_KOMMUNE = "kommune"
_SINCE, _AFTER, _BEFORE, _UNTIL = ("siden",), ("efter",), ("før", "inden"), ("til", "indtil", "og")
_LIMITS = (*_SINCE, *_AFTER, *_BEFORE)
_ASKING = frozenset(
    [
        *("hvad", "hvem", "hvor", "hvordan", "hvorfor", "hvornår", "hvilken", "hvilket", "hvilke", "hvorvidt"),
        *("er", "har", "kan", "skal", "bør", "må", "findes"),
    ]
)
"""A question that begins so asks what was the case since 2019, not for documents since 2019: it names no year."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A filter that a question names.

    Attributes:
        certain: whether its words can hardly mean anything else.
        words: those words, as typed.
        start, end: where they stand in the question.
    """

    name: FilterName
    value: str
    certain: bool
    words: str
    start: int
    end: int

    def added_to(self, filters: Filters) -> Filters:
        """*filters* with this one too."""
        value: str | int = int(self.value) if self.name in _FIELDS else self.value
        return replace(filters, **{_FIELDS.get(self.name, self.name): value})  # type: ignore[arg-type]

    def is_chosen_in(self, filters: Filters) -> bool:
        """Whether *filters* say already what is wanted of this kind."""
        return getattr(filters, _FIELDS.get(self.name, self.name)) is not None


@dataclass(frozen=True, slots=True)
class Name:
    """Something that a question may name.

    Attributes:
        common: whether the name is an ordinary word too, so that it counts with a capital only.
    """

    filter: FilterName
    value: str
    common: bool = False


class Intents:
    """Finds the filters that questions name, among what one corpus has.

    A word or name alone proposes. It is certain where it stands as one asks for documents: a municipality
    with "Kommune" after "fra" or "i"; a kind of document that the question begins with and a municipality,
    body or year that it is "fra"; "siden 2019" where no question word begins the question.

    Args:
        names: what can be named, by lemmas.
    """

    def __init__(self, names: Mapping[Lemmas, Name]) -> None:
        self._names = names
        self._longest = max(map(len, names), default=0)

    def read(self, tokens: Sequence[Token]) -> tuple[Proposal, ...]:
        """The filters that *tokens* of a question name, in their order, each once."""
        found = list(self._named(tokens))
        if tokens and tokens[0].text.lower() not in _ASKING:
            found += self._years(tokens)
        found.sort(key=lambda one: (one.start, one.end))
        found = _without_rivals(_as_certain(tokens, found))
        return tuple({(one.name, one.value): one for one in reversed(found)}.values())[::-1]

    def _named(self, tokens: Sequence[Token]) -> Iterator[Proposal]:
        lemmas = [token.lemma for token in tokens]
        first = 0
        while first < len(tokens):
            last = min(len(tokens), first + self._longest)
            while last > first and not self._is_named(tokens, tuple(lemmas[first:last]), first):
                last -= 1
            if last > first:
                name = self._names[tuple(lemmas[first:last])]
                yield _proposal(name.filter, name.value, tokens[first:last])
            first = max(last, first + 1)

    def _is_named(self, tokens: Sequence[Token], lemmas: Lemmas, first: int) -> bool:
        name = self._names.get(lemmas)
        if name is None:
            return False
        after = tokens[first + len(lemmas)].lemma if first + len(lemmas) < len(tokens) else ""
        if name.filter == "kind" and after.isdigit():  # «tabel 24» is one of many
            return False
        return not name.common or tokens[first].text[0].isupper() or after == "kommune"

    def _years(self, tokens: Sequence[Token]) -> Iterator[Proposal]:
        at = 0
        while at < len(tokens):
            token, before = tokens[at], tokens[at - 1].lemma if at else ""
            between = _YEARS.fullmatch(token.lemma)
            if between is not None:
                yield _proposal("from", between[1], [token])
                yield _proposal("to", between[2], [token])
            elif _YEAR.fullmatch(token.lemma):
                until = _second_year(tokens, at)
                if until is not None and before in ("fra", "mellem"):
                    yield _proposal("from", token.lemma, tokens[at - 1 : at + 1])
                    yield _proposal("to", tokens[until].lemma, tokens[at + 1 : until + 1])
                    at = until
                else:
                    yield from _one_year(token, tokens[at - 1] if at else None)
            at += 1


def names_of(
    analyser: Analyser,
    vocabulary: FilterVocabulary,
    *,
    municipalities: Iterable[tuple[str, str]],
    organisations: Iterable[str],
    persons: Iterable[str],
) -> dict[Lemmas, Name]:
    """What questions to one corpus can name, by lemmas; where two share a name the first kind here has it.

    *vocabulary* says what filters and bodies are called everywhere; municipalities are codes and names.
    """
    found: dict[Lemmas, Name] = {lemmas: Name(one.name, one.value) for lemmas, one in vocabulary.pointers.items()}

    def add(written: str, filter: FilterName, value: str) -> None:
        lemmas = tuple(token.lemma for token in analyser.tokens(written))
        if lemmas:
            common = written in ORDINARY_WORDS or written.isupper()  # «kl» is a time of the day
            found.setdefault(lemmas, Name(filter, value, common))

    for code, name in municipalities:
        add(name, "municipality", code)
    for name in organisations:
        if not name.casefold().endswith(" kommune"):  # that is a municipality
            for written in (name, *vocabulary.aliases.get(name, ())):
                add(written, "organisation", name)
    for name in persons:
        add(name, "person", name)
    for id, labels in vocabulary.themes.items():
        for label in labels:
            add(label, "theme", id)
    return found


def _proposal(name: FilterName, value: str, tokens: Sequence[Token]) -> Proposal:
    words = " ".join(token.text for token in tokens)
    return Proposal(name, value, False, words, tokens[0].start, tokens[-1].end)


def _second_year(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the second year of «2018 til 2020», after the first at *at*."""
    for place in (at + 2, at + 4):  # «2018 til og med 2020»
        if place < len(tokens) and _YEAR.fullmatch(tokens[place].lemma):
            return place if tokens[at + 1].lemma in _UNTIL else None
    return None


def _one_year(token: Token, before: Token | None) -> Iterator[Proposal]:
    word = before.lemma if before is not None else ""
    year = int(token.lemma)
    with_word = [token] if before is None else [before, token]
    if word in _SINCE:
        yield _proposal("from", str(year), with_word)
    elif word in _AFTER:
        yield _proposal("from", str(year + 1), with_word)
    elif word in _BEFORE:
        yield _proposal("to", str(year - 1), with_word)
    else:
        tokens = with_word if word in ("fra", "i") else [token]
        yield _proposal("from", str(year), tokens)
        yield _proposal("to", str(year), tokens)


def _as_certain(tokens: Sequence[Token], found: Sequence[Proposal]) -> list[Proposal]:
    """*found*, those marked that can hardly mean anything else."""
    if not found:
        return []
    of_documents = _begins_with_a_type(tokens, found[0])
    return [
        replace(one, certain=_is_certain(one, _word_before(tokens, one), of_documents=of_documents))
        for one in (_with_kommune(tokens, one) for one in found)
    ]


def _is_certain(one: Proposal, before: str, *, of_documents: bool) -> bool:
    match one.name:
        case "municipality":
            return before == "fra" and (of_documents or one.words.lower().endswith(_KOMMUNE))
        case "organisation":
            return before == "fra" and of_documents
        case "type":
            return of_documents and not before
        case "from" | "to":
            opens = one.words.split()[0].lower()
            return opens in _LIMITS or (of_documents and (opens in ("fra", "til", "og") or opens[0].isdigit()))
        case _:
            return False


def _begins_with_a_type(tokens: Sequence[Token], first: Proposal) -> bool:
    """Whether the question asks for documents: «evalueringer fra …», «positionspapir siden …»."""
    after = next((token for token in tokens if token.start >= first.end), None)
    begins = first.name == "type" and first.start == tokens[0].start
    return begins and after is not None and after.text.lower() in ("fra", *_LIMITS)


def _word_before(tokens: Sequence[Token], one: Proposal) -> str:
    before = [token for token in tokens if token.end <= one.start]
    return before[-1].text.lower() if before else ""


def _with_kommune(tokens: Sequence[Token], one: Proposal) -> Proposal:
    """«Skive» with the «Kommune» that follows it."""
    after = next((token for token in tokens if token.start >= one.end), None)
    if one.name != "municipality" or after is None or after.lemma != _KOMMUNE:
        return one
    return replace(one, end=after.end, words=f"{one.words} {after.text}")


def _without_rivals(found: Sequence[Proposal]) -> list[Proposal]:
    """*found*, none of them certain that has a rival: «Ishøj og Vallensbæk» are two, and a filter is one."""
    values: dict[str, set[str]] = {}
    for one in found:
        values.setdefault(one.name, set()).add(one.value)
    return [replace(one, certain=one.certain and len(values[one.name]) == 1) for one in found]
