"""The themes passages are tagged with, read from a file that consultants edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from .errors import TaxonomyError
from .taxonomy_file import read_taxonomy
from .theme import Naming, Negation, Negative, Pattern, Term, Theme, rule_of
from .theme_words import NO_WORDS, ThemeWords

__all__ = ["TAGGING_RULES", "Naming", "Negation", "Negative", "Pattern", "Taxonomy", "Term", "Theme", "rule_of"]

TAGGING_RULES = "6"
"""Raise by one whenever the code of tagging gives other tags with the same file."""

_FILE = "themes.toml"


@dataclass(frozen=True)
class Taxonomy:
    """All themes, in the order of the file."""

    title: str
    uri: str  # what the SKOS export puts before each id
    themes: tuple[Theme, ...]
    negations: tuple[Negation, ...]
    naming: Naming
    version: str  # sixteen hex digits of what the file says; remarks and layout do not count
    words: ThemeWords = field(default=NO_WORDS, compare=False)  # learnt, for the themes that it knows by their ids

    @classmethod
    def load(cls, path: Path | None = None) -> Taxonomy:
        """The taxonomy in *path*, or the one that comes with Praksis.

        Raises:
            TaxonomyError: the file is missing, is no TOML or says something that cannot be meant.
            WordListError: the learnt words are missing or damaged.
        """
        name = f"corpus/{_FILE}" if path is None else str(path)
        try:
            text = (files("corpus").joinpath(_FILE) if path is None else path).read_text("utf-8-sig")
        except OSError as error:
            raise TaxonomyError(name, None, "filen kan ikke læses. Findes den, og må du åbne den?") from error
        except UnicodeDecodeError as error:
            raise TaxonomyError(name, None, "tegnene er ikke UTF-8. Gem filen igen som UTF-8.") from error
        return replace(cls.parse(text, name), words=ThemeWords.load())

    @classmethod
    def parse(cls, text: str, name: str) -> Taxonomy:
        """The taxonomy that *text* says; *name* is the file's, for messages.

        Raises:
            TaxonomyError: as in ``load``.
        """
        read = read_taxonomy(text, name)
        return cls(read.title, read.uri, read.themes, read.negations, read.naming, read.version)

    def __hash__(self) -> int:
        """By the version alone: a hash of every term would cost more than tagging a page."""
        return hash(self.version)

    @property
    def stamp(self) -> str:
        """What tags depend on: this file, the learnt words and the code that reads passages with them."""
        return "-".join((TAGGING_RULES, self.version, self.words.version)).rstrip("-")

    @cached_property
    def by_id(self) -> Mapping[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def tops(self) -> tuple[Theme, ...]:
        """The themes of the first level, those without a broader one."""
        return tuple(theme for theme in self.themes if not theme.broader)

    def below(self, theme_id: str) -> tuple[Theme, ...]:
        """The themes right below one, in the order of the file."""
        return tuple(theme for theme in self.themes if theme_id in theme.broader)
