"""What counts as one token, and how numbers, ages and paragraphs of a law are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

HYPHENS = "-\u2010\u2011"

_H = f"[{HYPHENS}]"
_DASH = r"[-\u2010-\u2014]"
_LETTER = r"[^\W\d_]"
_MARKS = r"\u0300-\u036f\u00ad\u200b-\u200d"  # accents typed on their own, soft hyphens, zero-width marks
_APOSTROPHES = "'\u2019\u02bc"
_WORD = rf"{_LETTER}[\w{_MARKS}]*"
_NUMBER = r"\d+(?:[.,:/]\d+)*½?"

_AGE = (
    rf"(?:{_NUMBER}(?:\s?(?:{_DASH}|til)\s?{_NUMBER})?\s?{_H}?\s?(?:årig(?:e|t)?s?|års?(?:{_H}{_WORD})?)"
    rf"|{_NUMBER}(?:{_DASH}{_NUMBER})?{_H}års{_WORD}"
    rf"|{_NUMBER}{_DASH}{_NUMBER}\s?års{_WORD})(?!\w)"
)
# A letter after the number belongs to it, but «§ 52 i loven» is no § 52 i.
_CLAUSE_END = r"(?!\w|[.,]\d)"
_STK, _NR = rf"[Ss]tk\.?\s?\d+{_CLAUSE_END}", rf"[Nn]r\.?\s?\d+{_CLAUSE_END}"
_PARAGRAPH = (
    rf"(?:§{{1,2}}|[Pp]aragraf(?:fer(?:ne)?|fen)?\s)\s?\d+(?:{_DASH}\d+|\s?[a-zA-HJ-Z](?<!\si)(?![\w.]\w|\w))?"
    rf"(?:,?\s{_STK}(?:,?\s{_NR})?|,?\s{_NR})?"
)
_CLAUSE = rf"(?:{_STK}|{_NR}|(?:[Kk]ap|[Pp]kt)\.?\s?\d+{_CLAUSE_END})"
_PERCENT = rf"{_NUMBER}\s?(?:%|pct\.?(?!\w)|procent(?!\w))"
_COUNT = rf"{_NUMBER}(?:{_DASH}{_NUMBER})*(?:[{_APOSTROPHES}]?{_LETTER}+)?"
# «børne-og ungeområdet» lacks a space; it is no word of three.
_COMPOUND = rf"{_WORD}(?:(?:{_H}(?!(?:og|eller|samt)(?!\w))|[{_APOSTROPHES}])[\w{_MARKS}]+)*"

_INVISIBLE = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d"}
_APOSTROPHE_ENDING = re.compile(rf"[{_APOSTROPHES}](?:s|e|er|en|et|ens|ets|erne|ernes|ers)?$")
_ACRONYM_GENITIVE = re.compile(r"([A-ZÆØÅ][A-ZÆØÅ\d]+)s")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPELLED_NUMBERS = ["et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"]
_SPELLED_AGE = re.compile(rf"({'|'.join(_SPELLED_NUMBERS)})årig(?:e|t)?s?")
_LONGEST_LIST = 50  # «§§ 1-400» is a law, not a list of paragraphs to be found by


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a written word wherever it stands; spans count from its own first character."""

    lemma: str
    parts: tuple[str, ...]
    extra: tuple[str, ...]
    stop: bool
    part_spans: tuple[Span, ...]

    @classmethod
    def simple(cls, lemma: str, *extra: str, stop: bool = False) -> Reading:
        """A reading without parts, its further keys each once."""
        return cls(lemma, (), tuple(key for key in dict.fromkeys(extra) if key != lemma), stop, ())


def token_pattern(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """What finds the tokens of a text; the name of the group that matched says of what kind each is.

    Args:
        abbreviations: in canonical form; those without a full stop are words like others.
    """
    dotted = sorted((short for short in abbreviations if "." in short), key=lambda s: (-len(s), s))
    kinds = {
        "age": _AGE,
        "percent": _PERCENT,
        "paragraph": _PARAGRAPH,
        "clause": _CLAUSE,
        "number": _COUNT,
        "abbreviation": _abbreviations_pattern(dotted) if dotted else r"(?!)",
        "word": _COMPOUND,
    }
    # No token begins with another character, and most characters are inside words or between them.
    return re.compile(r"(?=[\w§])(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()) + ")")


def _abbreviations_pattern(dotted: Sequence[str]) -> str:
    """Any of *dotted*; they are looked for only where a full stop follows as few letters as they have before it."""
    longest = max(len(short.partition(".")[0]) for short in dotted)
    return rf"(?=\w{{1,{longest}}}\.)(?:{'|'.join(map(_abbreviation_pattern, dotted))})(?!\w)"


def _abbreviation_pattern(short: str) -> str:
    """*short* with a small or capital first letter; in capitals it is another word («KL.»)."""
    stem = short.rstrip(".")
    rest = re.escape(stem[1:]).replace(r"\.", r"\.\s?")
    return f"[{stem[0].upper()}{stem[0]}]{rest}" + (r"\.?" if "." in stem else r"\.")


def canonical_abbreviation(written: str) -> str:
    """*written* as it is looked up: lower case, no spaces, and where it has full stops, one at the end."""
    short = re.sub(r"\s", "", written.lower())
    return short.rstrip(".") + "." if "." in short else short


def plain(text: str) -> str:
    """*text* in NFC and lower case, without soft hyphens and zero-width marks."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE)).lower()


def plain_word(written: str) -> str:
    """*written* as it is looked up: «STUKs» and «STUK's» are both «stuk», «pau'er» is «pau»."""
    acronym = _ACRONYM_GENITIVE.fullmatch(written)
    word = plain(acronym.group(1) if acronym else written)
    return _APOSTROPHE_ENDING.sub("", word) or word


def segments_of(word: str) -> list[str]:
    """The pieces of *word* between its hyphens."""
    return [segment for segment in re.split(_H, word) if segment]


def segment_spans(written: str, count: int) -> tuple[Span, ...]:
    """Where the *count* hyphenated pieces of *written* stand; all of it for each where that is unclear."""
    spans = [match.span() for match in re.finditer(rf"[^{HYPHENS}]+", written)]
    return tuple(spans) if len(spans) == count else ((0, len(written)),) * count


def read_age(written: str) -> tuple[str, str]:
    """The numbers of an age («0-6») and what is said to have it («0-6-årsområdet»: «området»), "" for nothing."""
    numbers, _, tail = written.partition("år")
    return _numbers(numbers), re.sub(rf"^(?:ig(?:e|t)?s?$|s?{_H}?)", "", tail)


def age_key(numbers: str) -> str:
    """The key of an age: the same for «0-6-årige», «0–6 år» and «0 til 6 års»."""
    return f"{numbers}-årig"


def is_age(key: str) -> bool:
    """Whether *key* is that of an age in figures."""
    return key[:1].isdigit() and key.endswith("-årig")


def age_before(written: str) -> str:
    """The age that the number *written* is short for in «0-2- og 3-5-årige»."""
    return age_key(_numbers(written))


def spelled_age(word: str) -> str | None:
    """The key of an age in letters: «treårige» is «3-årig»."""
    match = _SPELLED_AGE.fullmatch(word)
    return None if match is None else age_key(str(_SPELLED_NUMBERS.index(match.group(1)) + 1))


def read_number(written: str) -> Reading:
    """A number, also found without thousands' stops, or a range, also found by the years it runs between.

    Other ends are left out: who asks for «12-13» is not helped by every 12 and every 13.
    """
    number = re.sub(_DASH, "-", plain(written))
    bare = (number.replace(".", ""),) if _THOUSANDS.fullmatch(number) else ()
    years = (end for end in number.split("-") if _YEAR.fullmatch(end))
    return Reading.simple(number, *bare, *years)


def read_percent(written: str) -> Reading:
    """«75 %», «75 pct.» and «75 procent» under one key."""
    number = re.split(r"[\s%p]", written, maxsplit=1)[0]
    return Reading.simple(f"{number}%")


def read_clause(written: str) -> Reading:
    """«stk. 3» and «stk 3» as «stk.3»."""
    word, number = re.findall(r"[^\W\d]+|\d+", written)
    return Reading.simple(f"{word.lower()}.{number}")


def read_paragraph(written: str) -> Reading:
    """«§ 52» and «paragraf 52» as «§52»; a range also by each paragraph in it, «§ 52 a» also by «§52».

    With a clause it is one token, «§52,stk.3», that is also found by «§52» and by «stk.3».
    """
    law, *clauses = re.split(r",?\s(?=[Ss]tk|[Nn]r)", written)
    paragraph = _read_bare_paragraph(law)
    if not clauses:
        return paragraph
    keys = [read_clause(clause).lemma for clause in clauses]
    return Reading.simple(",".join((paragraph.lemma, *keys)), paragraph.lemma, *paragraph.extra, *keys)


def _read_bare_paragraph(written: str) -> Reading:
    numbers = re.findall(r"\d+", written)
    first = f"§{numbers[0]}"
    if len(numbers) == 1:
        letter = re.search(r"(?<=\d)\s?([a-zA-Z])$", written)
        return Reading.simple(first + letter.group(1).lower(), first) if letter else Reading.simple(first)
    low, high = int(numbers[0]), int(numbers[1])
    inside = range(low, high + 1) if 0 <= high - low <= _LONGEST_LIST else (low, high)
    return Reading.simple(f"{first}-{numbers[1]}", *(f"§{number}" for number in inside))


def _numbers(written: str) -> str:
    return "-".join(re.findall(_NUMBER, written))
