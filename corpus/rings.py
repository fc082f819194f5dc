"""Synonym rings: words and phrases that mean the same in day care, so that one finds the others."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .analyser import Analyser, Token
from .wordlists import WordList, fingerprint

RINGS = "ringe.toml"

_KEYS = {"terms", "note"}

Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RingMatch:
    """A term of a ring, found in a text."""

    ring: int  # which ring, counted from 0 in the file
    first: int  # tokens[first:last]
    last: int
    start: int  # characters into the analysed text
    end: int


class Rings:
    """The rings, ready to be found in analysed text.

    Attributes:
        version: changes whenever the rings, or the words they are made of, may have changed.
    """

    def __init__(self, rings: Mapping[Lemmas, int], terms: Sequence[tuple[str, ...]], version: str) -> None:
        self.version = version
        self._rings = rings
        self._terms = tuple(terms)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for lemmas in sorted(rings, key=len, reverse=True):
            self._lengths[lemmas[0]] = tuple(dict.fromkeys((*self._lengths.get(lemmas[0], ()), len(lemmas))))

    @classmethod
    def load(cls) -> Rings:
        """The rings of the package.

        Raises:
            WordListError: the file is no TOML, or a ring breaks a rule; the message says where.
        """
        analyser = Analyser.load()
        return cls.read(WordList.load(RINGS), analyser, version=f"{analyser.version}-{fingerprint(RINGS)}")

    @classmethod
    def read(cls, source: WordList, analyser: Analyser, *, version: str) -> Rings:
        """The rings in *source*.

        A term belongs to one ring. Two rings that share one are not merged but refused: «pau» as a person
        and «pau» as a course of study would make synonyms of the two, and only a person can tell.
        """
        rings: dict[Lemmas, int] = {}
        all_terms: list[tuple[str, ...]] = []
        for ring, (line, terms) in enumerate(_read_terms(source)):
            all_terms.append(terms)
            for term in terms:
                lemmas = tuple(token.lemma for token in analyser.tokens(term))
                if not lemmas:
                    raise source.error(line, f"«{term}» indeholder ingen ord. Slet det.")
                other = rings.setdefault(lemmas, ring)
                if other != ring:
                    raise source.error(
                        line,
                        f"«{term}» står også i ringen med «{all_terms[other][0]}». "
                        "Lad det stå ét sted, eller saml de to ringe til én.",
                    )
        return cls(rings, all_terms, version)

    def terms(self, ring: int) -> tuple[str, ...]:
        """The terms of *ring* as they are written in the file."""
        return self._terms[ring]

    def match(self, tokens: Sequence[Token]) -> list[RingMatch]:
        """The terms in *tokens* in order, the longest at each place, never overlapping."""
        found: list[RingMatch] = []
        for match in self.match_all(tokens):
            if not found or match.first >= found[-1].last:
                found.append(match)
        return found

    def match_all(self, tokens: Sequence[Token]) -> list[RingMatch]:
        """The terms in *tokens* in order, the longest at a place first, also those that stand within others."""
        lemmas = [token.lemma for token in tokens]
        found: list[RingMatch] = []
        for first, lemma in enumerate(lemmas):
            for last in (first + length for length in self._lengths.get(lemma, ())):
                ring = self._rings.get(tuple(lemmas[first:last]))
                if ring is not None and last <= len(lemmas):
                    found.append(RingMatch(ring, first, last, tokens[first].start, tokens[last - 1].end))
        return found


def _read_terms(source: WordList) -> Iterable[tuple[int, tuple[str, ...]]]:
    """The line and the terms of each ring."""
    try:
        content = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise source.error(None, f"filen kan ikke læses som TOML ({error}). Ret det sted.") from error
    lines = [n for n, line in enumerate(source.text.splitlines(), 1) if line.strip() == "[[ring]]"]
    rings = content.get("ring", [])
    if set(content) - {"ring"} or len(rings) != len(lines):
        raise source.error(None, "filen må kun indeholde ringe, der hver begynder med linjen [[ring]].")
    for line, ring in zip(lines, rings, strict=True):
        yield line, _checked_terms(source, line, ring)


def _checked_terms(source: WordList, line: int, ring: Mapping[str, object]) -> tuple[str, ...]:
    unknown = sorted(set(ring) - _KEYS)
    if unknown:
        raise source.error(line, f"«{unknown[0]}» kendes ikke. En ring har kun terms og note.")
    terms = ring.get("terms")
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise source.error(line, 'terms skal være en liste af ord, fx terms = ["stedmor", "papmor"].')
    if len(terms) < 2:
        raise source.error(line, "en ring skal have mindst to ord. Tilføj et, eller slet ringen.")
    for term in terms:
        if terms.count(term) > 1:
            raise source.error(line, f"«{term}» står to gange i ringen. Slet det ene.")
    return tuple(terms)
