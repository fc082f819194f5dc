"""Which municipalities a text names, where so many of their names are also ordinary words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from . import wordlists
from .metadata import Municipality

_LISTS = ("kommuner.tsv", "kommuner_eksempler.tsv")

# The old spellings that still stand on many letterheads.
_OLD_SPELLINGS = (("Aa", "Å"), ("aa", "å"), ("-", " "))
# Two municipalities are called by an old genitive; texts also use the place itself.
_GENITIVES = {"Nordfyns": "Nordfyn", "Vesthimmerlands": "Vesthimmerland"}
# Words and surnames: in "Vejen og Kolding Kommune" the first may be a road, in "Lise Greve og Ishøj Kommune" a person.
ORDINARY_WORDS = frozenset({"Vejen", "Greve", "Skive", "Odder", "Faxe"})
_SENTENCE_OPENS = re.compile(r"(?:\A|[.!?:»”\"\n]\s*)\Z")
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])([A-ZÆØÅ]\w*\.?)\s\Z")
# Words that may open a sentence before a place; any other word with a capital is taken for a first name.
_LEADS_TO_PLACE = frozenset(
    {
        *("I", "På", "Fra", "Til", "Mellem", "Både", "Hos", "Ved", "For", "Og", "Med", "Samt", "Men", "At", "Fx"),
        *("Om", "Af", "Også", "Samtidig", "Uden", "Kommunerne", "Kommuner"),
    }
)
_LOOKED_BACK = 40  # characters, enough for a first name
_SPOKEN_OF = 200  # characters back in which "begge kommuner" finds the two it means

_KOMMUNE = r"(?:[Rr]egions|REGIONS)?(?:[Kk]ommunes?|KOMMUNES?)(?![\w-])"
_COUNCIL = r"(?:Byråds?|Kommunalbestyrelses?|BYRÅDS?)(?![\w-])"
_KOMMUNER = r"(?:[Kk]ommuners?|KOMMUNERS?)(?![\w-])"
_KOMMUNERNE = r"(?<![\w-])(?:[Kk]ommuner(?:ne)?|KOMMUNER(?:NE)?)"
_SPACE = r"[^\S\n]"
_AND = rf"(?:{_SPACE}+(?:og|samt|eller|OG|&){_SPACE}+|/)"
_COMMA = rf"{_SPACE}*,{_SPACE}*"
_SUCH_AS = (
    rf"(?:{_SPACE}*[:(]?{_SPACE}*(?:som|fx|f\.eks\.|bl\.a\.|i)?{_SPACE}+|{_SPACE}*[:(]|{_SPACE}+[–-]{_SPACE}+"
    r"|[^\n.()]{0,60}\()"
)
_ANNOUNCES = re.compile(rf"{_KOMMUNERNE}{_SUCH_AS}[^\W\d_a-zæøå]")
_COUNTED = re.compile(r"(?<![\w-])(?i:(begge)|(?:de|alle) (to|tre|fire|fem|seks)) kommuner(?![\w-])")
_COUNTS = {"begge": 2, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_HEADS_LIST = r"(?m:^[^\n]{0,60}(?:[Kk]ommuner(?:ne)?|KOMMUNER(?:NE)?)(?![\w-])[^\n.]{0,40}\n)"
# What all the patterns below need; it is found at once, and compiling them takes a twentieth of a second.
_HAS_KOMMUNE = re.compile("ommune|OMMUNE|Byråd|BYRÅD|ommunalbest")
_HAS_KOMMUNER = re.compile("ommuner|OMMUNER")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a municipality."""

    start: int
    end: int
    municipality: Municipality

    def moved(self, by: int) -> Mention:
        """The same mention, *by* characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


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
    _several: str
    _lines: str
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
        by_letter: dict[str, dict[str, None]] = {}  # most words begin as few names do
        for form in (form for name in longest_first for form in (name, name.upper())):
            by_letter.setdefault(re.escape(form[0]), {})[re.escape(form[1:])] = None
        names = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
        # The end is for "Københavns" and for "Ishøj-" in "Ishøj- og Vallensbæk Kommune".
        name = rf"(?<![\w-])(?:{names})(?:s|S)?-?(?!\w)"
        listed = rf"{name}(?:{_COMMA}{name}){{1,97}}"
        several = rf"{name}(?:{_COMMA}{name}){{0,97}}(?:{_SPACE}*,)?{_AND}{name}"
        return cls(
            municipalities=tuple(dict.fromkeys(spellings.values())),
            _by_spelling={spelling.casefold(): found for spelling, found in spellings.items()},
            _single=rf"(?:({name}){_AND})?({name}){_SPACE}+(?:{_KOMMUNE}|{_COUNCIL})",
            # "A, B og C Kommune" too; a comma before "og" begins something else.
            _listed=rf"({several}){_SPACE}+{_KOMMUNER}|({listed}{_AND}{name}){_SPACE}+{_KOMMUNE}",
            _announced=rf"{_KOMMUNERNE}{_SUCH_AS}({several}|{listed})",
            _several=several,
            _lines=rf"{_HEADS_LIST}((?:[^\S\n]*(?:[•*·–-]\s?)?{name}(?:{_SPACE}+{_KOMMUNE})?[^\S\n]*(?:\n|\Z)){{2,98}})",
            _name=name,
        )

    def find(self, text: str) -> tuple[Municipality, ...]:
        """The municipalities that *text* names as such, each once, in the order of their first mention."""
        return tuple(dict.fromkeys(mention.municipality for mention in self.mentions(text)))

    def mentions(self, text: str) -> list[Mention]:
        """Where *text* names municipalities as such, in order; a place may be told twice.

        A name counts where it stands with "Kommune" or "Byråd": alone ("Ishøj Kommunes", "Københavns Kommune"), in a
        list ("Halsnæs, Skive og Vejen Kommuner"), announced ("kommunerne Ishøj og Greve", or line by line below
        "Deltagende kommuner"), or counted ("Ishøj og Vallensbæk … begge kommuner"). A bare name
        proves nothing: Vejen, Greve, Skive, Odder and Faxe are ordinary words or surnames, and places lie in
        municipalities of other names. Whoever is named bare somewhere and with "Kommune" elsewhere is in
        the answer by the latter.

        Precision and recall 1.0 on ``tests/municipality_traps.tsv``. Known to miss: "kommunen i Skive", names in
        lower case. Known to be fooled by: a body called after a place in a pair ("Nyborg og Kerteminde Kommune" after
        a word with a capital is taken for a person).
        """
        if len(text) != len(unicodedata.normalize("NFC", text)):
            text = unicodedata.normalize("NFC", text)
        found = sorted({*self._alone(text), *self._in_lists(text), *self._counted(text)})
        return [
            Mention(start, start + len(written), self._by_spelling[self._spelling(written)]) for start, written in found
        ]

    def named(self, name: str) -> Municipality | None:
        """The municipality a person means by *name*: "Ishøj", "ishøj kommune", "Københavns Kommune"."""
        bare = " ".join(unicodedata.normalize("NFC", name).split()).casefold()
        bare = re.sub(r"\s(?:regions)?kommunes?\Z", "", bare)
        return self._by_spelling.get(bare) or self._by_spelling.get(bare.removesuffix("s"))

    def _alone(self, text: str) -> Iterator[tuple[int, str]]:
        for first, last in _telling_lines(text):
            for match in _compiled(self._single).finditer(text, first, last):
                yield match.start(2), match[2]
                if match[1] is not None and self._is_place(text, match):
                    yield match.start(1), match[1]

    def _is_place(self, text: str, match: re.Match[str]) -> bool:
        """Whether the first name of "X og Y Kommune" is a municipality and no ordinary word or surname."""
        name = self._by_spelling[self._spelling(match[1])].name
        before = text[max(0, match.start(1) - _LOOKED_BACK) : match.start(1)]
        capital = _CAPITAL_BEFORE.search(before)
        if match[1].endswith("-"):
            return True
        if capital is not None:
            return capital[1] in _LEADS_TO_PLACE
        return name not in ORDINARY_WORDS or not _SENTENCE_OPENS.search(before)

    def _in_lists(self, text: str) -> Iterator[tuple[int, str]]:
        lists: list[re.Match[str]] = []
        with_several = [line for line in _telling_lines(text) if self._names_several(text, *line)]
        for first, last in with_several:
            lists += _compiled(self._listed).finditer(text, first, last)
        if with_several and _ANNOUNCES.search(text):
            lists += _compiled(self._announced).finditer(text)
        if _HAS_KOMMUNER.search(text):
            lists += _compiled(self._lines).finditer(text)
        for found in lists:
            yield from self._names_in(found[found.lastindex or 0], found.start(found.lastindex or 0))

    def _counted(self, text: str) -> Iterator[tuple[int, str]]:
        """The names before "begge kommuner" or "de tre kommuner", where they are as many as that."""
        for counted in _COUNTED.finditer(text):
            first = max(0, text.rfind("\n", 0, counted.start()) + 1, counted.start() - _SPOKEN_OF)
            pairs = list(_compiled(self._several).finditer(text, first, counted.start()))
            names = list(self._names_in(pairs[-1][0], pairs[-1].start())) if pairs else []
            if len(names) == _COUNTS[(counted[1] or counted[2]).lower()]:
                yield from names

    def _names_several(self, text: str, first: int, last: int) -> bool:
        """Whether a line holds names enough for a list; one name alone is a sixth of the pattern of a list."""
        names = _compiled(self._name).finditer(text, first, last)
        return next(names, None) is not None and next(names, None) is not None

    def _names_in(self, text: str, start: int) -> Iterator[tuple[int, str]]:
        for name in _compiled(self._name).finditer(text):
            yield start + name.start(), name[0]

    def _spelling(self, written: str) -> str:
        """*written* as the register spells it, without a genitive or a suspended hyphen."""
        bare = written.casefold().removesuffix("-")
        return bare if bare in self._by_spelling else bare.removesuffix("s")


def find_municipalities(text: str) -> tuple[Municipality, ...]:
    """The municipalities that *text* names as such; see ``MunicipalityRegister.find``."""
    return municipality_register().find(text)


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, str]:
    return {one.code: one.region for one in wordlists.read_municipalities(*_LISTS)}


def region_of(code: str) -> str | None:
    """The region of the municipality with this *code*, ``None`` where there is no such municipality."""
    return _regions().get(code)


def municipality_named(name: str) -> Municipality | None:
    """The municipality a person means by *name*, in any case, with or without "Kommune"."""
    return municipality_register().named(name)


def _telling_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end in which some municipality may be told; the patterns are dear, these are few."""
    last = -1
    for match in _HAS_KOMMUNE.finditer(text):
        if match.start() > last:
            last = text.find("\n", match.start())
            last = len(text) if last < 0 else last
            yield text.rfind("\n", 0, match.start()) + 1, last


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
