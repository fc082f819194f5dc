"""The words of a question that point at a kind of document or passage, as people edit them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from .analyser import Analyser
from .metadata import DocumentType
from .passage import Aspect, ClaimKind, PassageKind
from .wordlists import WordList

FILTER_WORDS = "filterord.tsv"

_BODIES = ("udgivere.tsv", "udgivere_eksempler.tsv")
_NO_ALIAS = "-"

FilterWord = Literal["type", "kind", "claim", "aspect"]
VALUES: dict[FilterWord, tuple[str, ...]] = {
    "type": get_args(DocumentType),
    "kind": get_args(PassageKind),
    "claim": get_args(ClaimKind),
    "aspect": get_args(Aspect),
}

Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A filter that a word points at, and the value it would have."""

    name: FilterWord
    value: str


@dataclass(frozen=True, slots=True)
class FilterVocabulary:
    """What questions may call a filter, whatever a corpus holds.

    Attributes:
        pointers: words by their lemmas.
        aliases: the other names of an authority or association, by its name.
        themes: the labels of a theme, by its id.
    """

    pointers: Mapping[Lemmas, Pointer]
    aliases: Mapping[str, tuple[str, ...]]
    themes: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, analyser: Analyser, themes: Mapping[str, tuple[str, ...]]) -> FilterVocabulary:
        """That of the lists of the package, with the labels of *themes*.

        Raises:
            WordListError: a line breaks a rule; the message says which.
        """
        rows = [row for name in _BODIES for _, row in WordList.load(name).rows("navn", "andre navne")]
        aliases = {name: tuple(others.split("|")) for name, others in rows if others != _NO_ALIAS}
        return cls(read_filter_words(WordList.load(FILTER_WORDS), analyser), aliases, themes)


def read_filter_words(source: WordList, analyser: Analyser) -> Mapping[Lemmas, Pointer]:
    """The words in *source* by their lemmas; one word points at one filter."""
    found: dict[Lemmas, Pointer] = {}
    for line, (name, value, words) in source.rows("filter", "værdi", "ord"):
        known = next((one for one in VALUES if one == name), None)
        if known is None:
            raise source.error(line, f"filteret «{name}» findes ikke. Skriv et af: {', '.join(VALUES)}.")
        if value not in VALUES[known]:
            raise source.error(line, f"«{value}» er ikke en værdi af {name}. Skriv en af: {', '.join(VALUES[known])}.")
        for word in words.split("|"):
            lemmas = tuple(token.lemma for token in analyser.tokens(word))
            if not lemmas:
                raise source.error(line, "der er et tomt ord mellem to streger. Slet den ene streg.")
            if lemmas in found:
                raise source.error(line, f"«{word.strip()}» peger allerede på et filter. Slet det ene sted.")
            found[lemmas] = Pointer(known, value)
    return found
