"""Whom a passage is about: the target groups that its words name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .wordlists import WordList

TARGET_GROUPS = "maalgrupper.tsv"


@dataclass(frozen=True, slots=True)
class TargetGroups:
    """Groups by the lemma that names them, in the order of the list."""

    _groups: Mapping[str, str]

    @classmethod
    def load(cls) -> TargetGroups:
        """The list of the package.

        Raises:
            WordListError: the list has a mistake.
        """
        words = WordList.load(TARGET_GROUPS)
        groups: dict[str, str] = {}
        for number, (lemma, group) in words.rows("ord", "målgruppe"):
            if lemma in groups:
                raise words.error(number, f"«{lemma}» står to gange. Slet den ene.")
            groups[lemma] = group
        return cls(groups)

    def named_by(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The groups that words with these *keys* (lemmas and parts) name, each once, as the list orders them."""
        held = set(keys)
        return tuple(dict.fromkeys(group for lemma, group in self._groups.items() if lemma in held))
