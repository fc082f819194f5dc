"""How far the words of a text lean towards a theme: learnt from labelled passages, never proof alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from .wordlists import WordList, fingerprint

WORDS_FILE = "theme_words.tsv"
BASE = "(grund)"
"""The row of what a text without a known word leans; no key has brackets."""
FULL_KEYS = 30  # a text of fewer says less of what it treats; 20 to 60 scored alike
_REMEDY = "Hent filen igen fra udgivelsen."


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """Weights of word keys, for some themes of the taxonomy.

    A text leans by its base and the sum of the weights of its keys, each once, divided by the root of how many
    keys it has: above 0 it reads like passages about the theme, below like the others; a short text leans less.
    The unit is that of a logistic regression, base and weights are hundredths of it: whole numbers add up alike in
    any order.
    ``tests/learn_theme_words.py`` tells how they are learnt and how well they hold.
    """

    themes: tuple[str, ...]
    base: tuple[int, ...]
    weights: Mapping[str, tuple[int, ...]] = field(compare=False)
    version: str

    @classmethod
    def load(cls) -> ThemeWords:
        """The words that come with Praksis.

        Raises:
            WordListError: the file is missing or damaged.
        """
        return cls.parse(WordList.load(WORDS_FILE), fingerprint(WORDS_FILE))

    @classmethod
    def parse(cls, source: WordList, version: str) -> ThemeWords:
        """The words that *source* says: a line of theme ids, then a word and a number for each theme.

        Raises:
            WordListError: the file is damaged.
        """
        rows = ((number, line.split("\t")) for number, line in source.lines())
        _, (_, *themes) = next(rows)
        weights = {key: _weights(source, number, cells, len(themes)) for number, (key, *cells) in rows}
        if BASE not in weights:
            raise source.error(None, f"linjen «{BASE}» mangler. {_REMEDY}")
        return cls(tuple(themes), weights.pop(BASE), weights, version)

    def leanings(self, keys: Collection[str]) -> Mapping[str, float]:
        """How far a text with these distinct *keys* leans towards each theme."""
        if not self.themes:
            return {}
        sums = [0] * len(self.themes)
        for key in keys:
            found = self.weights.get(key)
            if found is not None:
                sums = [total + weight for total, weight in zip(sums, found, strict=True)]
        root = sqrt(max(1, len(keys)))
        share = min(1.0, len(keys) / FULL_KEYS) / 100
        rows = zip(self.themes, self.base, sums, strict=True)
        return {theme: share * (base + total / root) for theme, base, total in rows}


def _weights(source: WordList, line: int, cells: Sequence[str], count: int) -> tuple[int, ...]:
    try:
        weights = tuple(int(cell) for cell in cells)
    except ValueError as error:
        raise source.error(line, f"her skal kun stå hele tal efter ordet. {_REMEDY}") from error
    if len(weights) != count:
        raise source.error(line, f"der skal være {count} tal efter ordet, men der er {len(weights)}. {_REMEDY}")
    return weights


NO_WORDS = ThemeWords((), (), {}, "")
