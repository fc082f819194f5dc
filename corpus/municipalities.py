"""Which municipalities a text names, where so many of their names are also ordinary words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from . import wordlists
from .document import Municipality

_LISTS = ("kommuner.tsv", "kommuner_eksempler.tsv")

# The old spellings that still stand on many letterheads.
_OLD_SPELLINGS = (("Aa", "Å"), ("aa", "å"), ("-", " "))
# Two municipalities are called by an old genitive; texts also use the place itself.
_GENITIVES = {"Nordfyns": "Nordfyn", "Vesthimmerlands": "Vesthimmerland"}
# Words and surnames: in "Vejen og Kolding Kommune" the first may be a road, in "Lise Greve og Ishøj Kommune" a person.
_ORDINARY = frozenset({"Vejen", "Greve", "Skive", "Odder", "Faxe"})
_NO_PLACE_AFTER = re.compile(r"(?:\A|[.!?:»”\"\n]\s*|\b[A-ZÆØÅ]\w+\s)\Z")
_LOOKED_BACK = 40  # characters, enough for a first name

_KOMMUNE = r"(?:[Rr]egions|REGIONS)?(?:[Kk]ommunes?|KOMMUNES?)(?![\w-])"
_KOMMUNER = r"(?:[Kk]ommuners?|KOMMUNERS?)(?![\w-])"
_KOMMUNERNE = r"(?<![\w-])(?:[Kk]ommuner(?:ne)?|KOMMUNER(?:NE)?)"
_SPACE = r"[^\S\n]"
_AND = rf"(?:{_SPACE}+(?:og|samt|eller|OG|&){_SPACE}+|/)"
_COMMA = rf"{_SPACE}*,{_SPACE}*"
_SUCH_AS = rf"(?:{_SPACE}*[:(]?{_SPACE}*(?:som|fx|f\.eks\.|bl\.a\.|i)?{_SPACE}+|{_SPACE}*[:(])"
_ANNOUNCES = re.compile(rf"{_KOMMUNERNE}{_SUCH_AS}[^\W\d_a-zæøå]")
# What all the patterns below need; it is found at once, and compiling them takes a twentieth of a second.
_HAS_KOMMUNE, _HAS_KOMMUNER = re.compile("ommune|OMMUNE"), re.compile("ommuner|OMMUNER")


@dataclass(frozen=True)
class MunicipalityRegister:
    """The municipalities we know, and how to find them in text and by name.

    Attributes:
        municipalities: all of them, in the order of the lists.
    """

    municipalities: tuple[Municipality, ...]
    _by_spelling: Mapping[str, Municipality]
    _single: str
    _listed: str
    _announced: str
    _name: str

    @classmethod
    def load(cls) -> MunicipalityRegister:
        """The register of ``corpus/words``: the 98 and those invented for the sample documents.

        Raises:
            WordListError: a list is missing or has a mistake.
        """
        known = wordlists.read_municipalities(*_LISTS)
        written = [
            (spelling, Municipality(entry.code, entry.name))
            for entry in known
            for spelling in _spellings(entry.name, entry.official_name)
        ]
        return cls.of(dict(written))

    @classmethod
    def of(cls, spellings: Mapping[str, Municipality]) -> MunicipalityRegister:
        """The register of the municipalities that are written as *spellings*."""
        longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
        names = "|".join(re.escape(form) for name in longest_first for form in (name, name.upper()))
        # The end is for "Københavns" and for "Ishøj-" in "Ishøj- og Vallensbæk Kommune".
        name = rf"(?<![\w-])(?:{names})(?:s|S)?-?(?!\w)"
        listed = rf"{name}(?:{_COMMA}{name}){{1,97}}"
        several = rf"{name}(?:{_COMMA}{name}){{0,97}}(?:{_SPACE}*,)?{_AND}{name}"
        return cls(
            municipalities=tuple(dict.fromkeys(spellings.values())),
            _by_spelling={spelling.casefold(): found for spelling, found in spellings.items()},
            _single=rf"(?:({name}){_AND})?({name}){_SPACE}+{_KOMMUNE}",
            _listed=rf"({several}){_SPACE}+{_KOMMUNER}",
            _announced=rf"{_KOMMUNERNE}{_SUCH_AS}({several}|{listed})",
            _name=name,
        )

    def find(self, text: str) -> tuple[Municipality, ...]:
        """The municipalities that *text* names as such, each once, in the order of their first mention.

        A name counts where it stands with "Kommune": alone ("Ishøj Kommunes", "Københavns Kommune"), in a
        list ("Halsnæs, Skive og Vejen Kommuner") or announced ("kommunerne Ishøj og Greve"). A bare name
        proves nothing: Vejen, Greve, Skive, Odder and Faxe are ordinary words or surnames, and places lie in
        municipalities of other names. Whoever is named bare somewhere and with "Kommune" elsewhere is in
        the answer by the latter.

        Known to miss: "kommunen i Skive", "Skive Byråd", names in lower case.
        """
        text = unicodedata.normalize("NFC", text)
        mentions = sorted((*self._alone(text), *self._in_lists(text)))
        return tuple(dict.fromkeys(self._by_spelling[spelling] for _, spelling in mentions))

    def named(self, name: str) -> Municipality | None:
        """The municipality a person means by *name*: "Ishøj", "ishøj kommune", "Københavns Kommune"."""
        bare = " ".join(unicodedata.normalize("NFC", name).split()).casefold()
        bare = re.sub(r"\s(?:regions)?kommunes?\Z", "", bare)
        return self._by_spelling.get(bare) or self._by_spelling.get(bare.removesuffix("s"))

    def _alone(self, text: str) -> Iterator[tuple[int, str]]:
        if not _HAS_KOMMUNE.search(text):
            return
        for match in _compiled(self._single).finditer(text):
            yield match.start(2), self._spelling(match[2])
            if match[1] is not None and self._is_place(text, match):
                yield match.start(1), self._spelling(match[1])

    def _is_place(self, text: str, match: re.Match[str]) -> bool:
        """Whether the first name of "X og Y Kommune" is a municipality and no ordinary word or surname."""
        name = self._by_spelling[self._spelling(match[1])].name
        before = text[max(0, match.start(1) - _LOOKED_BACK) : match.start(1)]
        return name not in _ORDINARY or match[1].endswith("-") or not _NO_PLACE_AFTER.search(before)

    def _in_lists(self, text: str) -> Iterator[tuple[int, str]]:
        if not _HAS_KOMMUNER.search(text):
            return
        lists: list[re.Match[str]] = list(_compiled(self._listed).finditer(text))
        if _ANNOUNCES.search(text):
            lists += _compiled(self._announced).finditer(text)
        for found in lists:
            for name in _compiled(self._name).finditer(found[1]):
                yield found.start(1) + name.start(), self._spelling(name[0])

    def _spelling(self, written: str) -> str:
        """*written* as the register spells it, without a genitive or a suspended hyphen."""
        bare = written.casefold().removesuffix("-")
        return bare if bare in self._by_spelling else bare.removesuffix("s")


def find_municipalities(text: str) -> tuple[Municipality, ...]:
    """The municipalities that *text* names as such; see ``MunicipalityRegister.find``."""
    return municipality_register().find(text)


def municipality_named(name: str) -> Municipality | None:
    """The municipality a person means by *name*, in any case, with or without "Kommune"."""
    return municipality_register().named(name)


@lru_cache(maxsize=16)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=1)
def municipality_register() -> MunicipalityRegister:
    """The register that comes with Praksis, read once."""
    return MunicipalityRegister.load()


def _spellings(name: str, official_name: str) -> tuple[str, ...]:
    """Every way *name* is written: official, without an old genitive, with å, with a space for the hyphen."""
    forms = {name, re.sub(r"\s(?:Regions)?[Kk]ommune\Z", "", official_name), _GENITIVES.get(name, name)}
    for new, old in _OLD_SPELLINGS:
        forms |= {form.replace(new, old) for form in forms}
    return tuple(sorted(forms))
