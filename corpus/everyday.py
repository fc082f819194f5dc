"""What people say, and what the field writes: everyday words and phrases with the professional terms for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .analyser import Analyser, Token
from .wordlists import WordList

EVERYDAY = "hverdagsord.tsv"
RELATIONS = ("syn", "near", "abbr", "idiom", "en")

Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """An everyday phrase of a question and the professional terms for it, as the list writes them."""

    phrase: str
    terms: tuple[str, ...]


class Everyday:
    """The list, ready to be found in analysed text.

    Phrases are compared by their lemmas without stop words, so that "kigge på det, der lykkes" is found in
    "kigger på det som lykkedes". Loading analyses 8,700 phrases in a quarter of a second: load it where a
    question needs it.
    """

    def __init__(self, phrases: Mapping[Lemmas, tuple[str, ...]]) -> None:
        self._phrases = phrases
        self._longest = max(map(len, phrases), default=0)

    @classmethod
    def load(cls) -> Everyday:
        """The list of the package.

        Raises:
            WordListError: a line breaks a rule; the message says which.
        """
        return cls.read(WordList.load(EVERYDAY), Analyser.load())

    @classmethod
    def read(cls, source: WordList, analyser: Analyser) -> Everyday:
        """The phrases in *source*; one that says nothing but stop words is found nowhere."""
        phrases: dict[Lemmas, tuple[str, ...]] = {}
        for line, (phrase, terms, relation) in source.rows("vending", "fagord", "slags"):
            if relation not in RELATIONS:
                raise source.error(line, f"slagsen «{relation}» findes ikke. Skriv en af: {', '.join(RELATIONS)}.")
            written = tuple(term.strip() for term in terms.split("|"))
            if not all(written):
                raise source.error(line, "der er et tomt fagord mellem to streger. Slet den ene streg.")
            key = content_lemmas(analyser.tokens(phrase))
            phrases[key] = tuple(dict.fromkeys((*phrases.get(key, ()), *written)))
        phrases.pop((), None)
        return cls(phrases)

    def expand(self, tokens: Sequence[Token]) -> list[Expansion]:
        """The phrases in *tokens* in order, the longest at each place, never overlapping."""
        content = [token for token in tokens if not token.stop]
        lemmas = content_lemmas(tokens)
        found: list[Expansion] = []
        first = 0
        while first < len(lemmas):
            last = min(len(lemmas), first + self._longest)
            while last > first and lemmas[first:last] not in self._phrases:
                last -= 1
            if last > first:
                phrase = " ".join(token.text for token in content[first:last])
                found.append(Expansion(phrase, self._phrases[lemmas[first:last]]))
            first = max(last, first + 1)
        return found


def content_lemmas(tokens: Sequence[Token]) -> Lemmas:
    """The lemmas of *tokens* without the stop words."""
    return tuple(token.lemma for token in tokens if not token.stop)
