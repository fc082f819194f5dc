"""Which authorities, institutions and associations a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.wordlists import WordList

_LISTS = ("udgivere.tsv", "udgivere_eksempler.tsv")
_NO_ALIAS = "-"
_LONGEST_ABBREVIATION = 6  # letters; a name this short and in capitals is found only as it is written

_CAPITAL = r"[A-ZÆØÅ][\wé-]*"
_LINK = r"(?:og|i|for|OG|I|FOR)"
_PHRASE = rf"{_CAPITAL}(?:[ ](?:{_LINK}[ ])?{_CAPITAL}){{0,5}}"
_SUSPENDED = r"[A-ZÆØÅ][a-zæøå]+-(?:,[ ][A-ZÆØÅ][a-zæøå]+-){0,2}[ ]og[ ]"
# What such names look like in Danish. A name must be capitalised throughout; "center for små børn" is none.
_CUES = (
    rf"(?:Nationalt[ ]|NATIONALT[ ])?(?:Videns?center|Center|CENTER|VIDENSCENTER)[ ](?:for|FOR)[ ]{_PHRASE}",
    rf"(?:Styrelsen|STYRELSEN|Institut|INSTITUT)[ ](?:for|FOR)[ ]{_PHRASE}",
    rf"(?:{_SUSPENDED})[A-ZÆØÅ][a-zæøå]+(?:styrelsen|ministeriet|forvaltningen)s?",
    r"(?!Forældrebe)[A-ZÆØÅ][a-zæøå]{3,}(?<!be)(?:styrelsen|ministeriet)s?",
    rf"Professionshøjskolen[ ]{_CAPITAL}",
    rf"{_CAPITAL}[ ]Professionshøjskole",
    rf"{_CAPITAL}[ ]Universitet",
    rf"University[ ]College[ ]{_CAPITAL}",
    rf"(?:Landsforeningen|Foreningen|Forbundet|Fonden|Rådet[ ]for|Sekretariatet[ ]for)[ ]{_PHRASE}",
    rf"{_CAPITAL}(?:[ ]{_CAPITAL})?[ ]Fonden",
    rf"(?:Analyse|Konsulent|Forsknings|Rådgivnings|Evaluerings)(?:firmaet|huset|bureauet|instituttet|selskabet)"
    rf"(?:[ ]{_CAPITAL}){{1,3}}",
    rf"{_CAPITAL}(?:[ ]{_CAPITAL})?[ ](?:Consulting|Research|Analyse|Rådgivning)(?=[ ]?(?:[.,;]|for[ ]|$|\n))",
    r"(?<=[Ii] regi af )(?!PPR|SFO|TOPI|SSP)[A-ZÆØÅ]{2,6}",
    r"Tvær(?:faglig|professionel)(?:t|e)?[ ][A-ZÆØÅ]\w{3,}team",
)
_CUE = re.compile(r"(?<![\w-])(?:" + "|".join(_CUES) + r")(?![\w-])")
# "det Tværfaglige Småbørnsteam" is called "Tværfagligt Småbørnsteam".
_DEFINITE_TEAM = re.compile(r"\A(Tværfaglig|Tværprofessionel)(?:l?e)?(?=[ ])")
# A letterhead joined with its address: "Foreningen Leg Birkevej 3".
_STREET, _NUMBER = (
    re.compile(r"[ ]\w+(?:vej|vejen|gade|gaden|allé|alle|plads|torv|stræde|vænge)\Z"),
    re.compile(r"[ ]\d"),
)
_FULL_WORDS = re.compile(r"(?:styrelsen|ministeriet|forvaltningen)s\Z")
_VARIANT_LETTERS = 2  # "Center for Børn og Familie(r)" is one body


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text: its name as we show it, and where it stands."""

    name: str
    start: int
    end: int

    def moved(self, by: int) -> Mention:
        """The same mention, *by* characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True)
class Organisations:
    """The bodies of the list, and the cues for the others."""

    _names: Mapping[str, str]
    _abbreviations: Mapping[str, str]
    _listed: re.Pattern[str]

    @classmethod
    def load(cls) -> Organisations:
        """The bodies in ``corpus/words/udgivere.tsv`` and those invented for the sample documents.

        Raises:
            WordListError: a list is missing or has a mistake.
        """
        return cls.parse(*(WordList.load(name) for name in _LISTS))

    @classmethod
    def parse(cls, *lists: WordList) -> Organisations:
        """The bodies in *lists*.

        Raises:
            WordListError: a name stands twice, or a line has not its two cells.
        """
        names: dict[str, str] = {}
        abbreviations: dict[str, str] = {}
        for source in lists:
            for number, (name, others) in source.rows("navn", "andre navne"):
                aliases = [] if others == _NO_ALIAS else [other.strip() for other in others.split("|")]
                for written in (name, *aliases):
                    if not written:
                        raise source.error(number, "der mangler et navn ved |. Slet den overflødige |.")
                    if written.casefold() in names or written in abbreviations:
                        raise source.error(number, f"«{written}» står der allerede. Slet det ene.")
                    if _is_abbreviation(written):
                        abbreviations[written] = name
                    else:
                        names[written.casefold()] = name
        longest_first = sorted((*names, *abbreviations), key=lambda written: (-len(written), written))
        by_letter: dict[str, list[str]] = {}  # most words begin as few names do
        for written in longest_first:
            name = re.escape(written) if written in abbreviations else f"(?i:{re.escape(written)})"
            by_letter.setdefault(written[0].casefold(), []).append(name)
        anywhere = "|".join(f"(?=(?i:{re.escape(letter)}))(?:{'|'.join(by)})" for letter, by in by_letter.items())
        return cls(names, abbreviations, re.compile(rf"(?<![\w-])(?<!-\sog\s)(?:({anywhere}))(?:['’]?s)?(?![\w-])"))

    def mentions(self, text: str) -> list[Mention]:
        """The bodies named in *text*, in order; where two overlap, the listed one."""
        found = [Mention(self._name(match[1]), match.start(1), match.end(1)) for match in self._listed.finditer(text)]
        taken = [(mention.start, mention.end) for mention in found]
        for mention in _cued(text):
            if all(mention.end <= start or end <= mention.start for start, end in taken):
                found.append(mention)
        return sorted(found, key=lambda mention: mention.start)

    def distinct(self, text: str) -> list[Mention]:
        """The first mention of each body in *text*, in order; see :func:`distinct`."""
        return distinct(self.mentions(text))

    def find(self, text: str) -> tuple[str, ...]:
        """The names of the bodies in *text*, each once, in the order of their first mention."""
        return tuple(mention.name for mention in self.distinct(text))

    def _name(self, written: str) -> str:
        return self._abbreviations.get(written) or self._names[written.casefold()]


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The first of the *mentions* of each body, in order; names that differ in an ending are one body's."""
    found: list[Mention] = []
    for mention in mentions:
        if not any(_same(mention.name, one.name) for one in found):
            found.append(mention)
    return found


@lru_cache(maxsize=1)
def organisations() -> Organisations:
    """The bodies that come with Praksis, read once."""
    return Organisations.load()


def _is_abbreviation(written: str) -> bool:
    return written.isupper() and len(written) <= _LONGEST_ABBREVIATION


def _cued(text: str) -> Iterator[Mention]:
    for match in _CUE.finditer(text):
        written = match[0]
        if _NUMBER.match(text, match.end()):
            written = _STREET.sub("", written)
        name = _DEFINITE_TEAM.sub(r"\1t", written[:-1] if _FULL_WORDS.search(written) else written)
        yield Mention(as_in_running_text(name, (text,)), match.start(), match.start() + len(written))


def as_in_running_text(name: str, texts: Iterable[str]) -> str:
    """*name*, or the same name in small letters where *texts* have it: a letterhead is set in capitals."""
    if not name.isupper() or _is_abbreviation(name):
        return name
    same = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    written = (match[0] for text in texts for match in same.finditer(text))
    return next((one for one in written if not one.isupper() and one[0].isupper()), name)


def _same(one: str, other: str) -> bool:
    """Whether two names differ in an ending or in capitals only."""
    one, other = sorted((one.casefold(), other.casefold()), key=len)
    return other.startswith(one) and len(other) - len(one) <= _VARIANT_LETTERS
