"""The dictionary form of single Danish words: a dictionary, and the corrections that people edit.

The one door to simplemma, which is needed only where the dictionary is packed anew.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from .wordlists import WordList, read_bytes

OVERRIDES = "lemmas.tsv"
DICTIONARY = "lexicon.tsv.gz"
BLOCK_LINES = 64

_CACHED = 300_000
_FEWEST_WITH_GENITIVE = 4
_FEWEST_OF_A_PERSON = 5
_ENDINGS_OF_A_PERSON = ("e", "ne", "nes")  # «rådgivere»; the dictionary invents an -en for most verbs in -er


class Forms(Protocol):
    """Forms and the dictionary form of each."""

    def get(self, form: str, /) -> str | None:
        """The dictionary form of *form*, ``None`` where it is not known."""
        ...


class PackedForms:
    """The dictionary as ``corpus/words/build_lexicon.py`` packs it, searched as it lies.

    A dict of its 200,000 forms would take 0.1 s to build and 40 MB; this opens in 0.02 s, takes 3 MB
    and answers in a microsecond.
    """

    def __init__(self, packed: bytes) -> None:
        text = gzip.decompress(packed)
        self._blocks = [b"\n" + block for block in text.split(b"\n\n")]

    def get(self, form: str, /) -> str | None:
        """The dictionary form of lower-case *form*, ``None`` where it is not known."""
        line = b"\n" + form.encode("utf-8", "replace") + b"\t"
        i = bisect_right(self._blocks, line + b"\xff") - 1
        if i < 0:
            return None
        block = self._blocks[i]
        start = block.find(line)
        if start < 0:
            return None
        start += len(line)
        end = block.find(b"\n", start)
        edit = block[start:end] if end >= 0 else block[start:]
        ending = edit.lstrip(b"0123456789")
        drop = int(edit[: len(edit) - len(ending)])
        return form[: len(form) - drop] + ending.decode()


def simplemma_forms() -> dict[str, str]:
    """Every Danish form that simplemma knows, with its lemma; for ``corpus/words/build_lexicon.py``."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return dict(DefaultDictionaryFactory().get_dictionary("da").items())


def read_overrides(source: WordList) -> dict[str, str]:
    """Form to dictionary form, from lines of one dictionary form and its forms.

    Raises:
        WordListError: a form with two dictionary forms, or something that is no word.
    """
    overrides: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, (lemma, forms) in source.rows("grundform", "former"):
        source.check_word(number, lemma)
        for form in forms.split():
            source.check_word(number, form)
            if form in overrides:
                raise source.error(
                    number,
                    f"«{form}» har allerede grundformen «{overrides[form]}» (linje {lines[form]}). "
                    "En form kan kun have én. Slet den ene.",
                )
            overrides[form] = lemma
            lines[form] = number
    return overrides


def read_overrides_of_package() -> dict[str, str]:
    """The corrections that came with the package."""
    return read_overrides(WordList.load(OVERRIDES))


class Lexicon:
    """What the dictionary and the corrections know about single words. Nothing is guessed here."""

    def __init__(self, forms: Forms, overrides: Mapping[str, str]) -> None:
        self.overrides = overrides
        self._forms = forms
        self.lookup = lru_cache(maxsize=_CACHED)(self._lookup)

    @classmethod
    def load(cls) -> Lexicon:
        """The dictionary and the corrections of the package."""
        return cls(PackedForms(read_bytes(DICTIONARY)), read_overrides_of_package())

    def _lookup(self, form: str) -> str | None:
        """The dictionary form of lower-case *form*, ``None`` where it is not known.

        A genitive is known where the form without -s is. Corrections come first, those of that form included;
        «gods» is safe from «god», for the dictionary has it as a word of its own.
        """
        corrected = self.overrides.get(form)
        if corrected is not None:
            return corrected
        found = self._forms.get(form)
        if form.endswith("s") and len(form) >= _FEWEST_WITH_GENITIVE and found != form:
            base = form[:-1]
            found = self.overrides.get(base) or found or self._forms.get(base)
        return None if found is None else self.overrides.get(found, found)

    def other_reading(self, form: str) -> str | None:
        """The other word that *form* in -er is, where it is a verb and a person who does it, else ``None``.

        «bruger» is «bruge» in the dictionary and «bruger» by its own forms, such as «brugere»; which of the
        two is the lemma, the dictionary and the corrections say.
        """
        if not form.endswith("er") or len(form) < _FEWEST_OF_A_PERSON:
            return None
        lemma, verb = self.lookup(form), form[:-1]
        if lemma == verb:
            noun = any(self._forms.get(form + ending) == form for ending in _ENDINGS_OF_A_PERSON)
            return form if noun else None
        return verb if lemma == form and self._forms.get(form) == verb else None
