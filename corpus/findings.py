"""What a document states in figures, sentence by sentence, and the table that each sentence tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .document import Document
from .months import ANY_MONTH
from .quotes import Quote, sentences_of
from .table_data import DataTable, data_tables, table_called

LinkBasis = Literal["named", "figures"]

_NAMED = re.compile(r"\btabel(?:len)?\s+(?P<number>\d{1,3}[a-z]?)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![\w,.-])(?P<number>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?P<percent>\s*(?:%|procent\b|pct\b))?(?![\w]|[,.-]\d)"
)
_UNITS = r"(?:-?\s*årig\w*|år\b|års\b|måned\w*|uger?\b|ugers\b|timer?\b|minutter|dage?\b|kr\b|mio\b|mia\b|årsværk\w*)"
_NO_COUNTS = (
    re.compile(r"\A\s*\d{1,3}(?:[.)]\s|(?=[(A-ZÆØÅ]))"),  # the number of a list item or a footnote
    re.compile(r"\b\d\d(?:\s\d\d){3}\b"),  # a telephone number
    re.compile(r"§§?\s*\d+(?:\s*[a-z]\b)?(?:,?\s*stk\.\s*\d+)?", re.IGNORECASE),
    re.compile(
        r"\b(?:stk\.|kl\.|klokken|side|s\.|nr\.|uge|tabel|figur|bilag|punkt|tlf\.?|telefon)\s*\d+(?:[.:]\d\d)?", re.I
    ),
    re.compile(rf"\b\d{{1,2}}\.?\s*(?:{ANY_MONTH})\b", re.IGNORECASE),
    re.compile(rf"(?:\d+(?:,\d+)?\s*(?:og|til|eller|[-–])\s*)?\d+(?:[.,]\d+)*\s*{_UNITS}", re.IGNORECASE),
    re.compile(r"\b(?:19|20)\d\d\b"),
    re.compile(r"\bskala\b.*", re.IGNORECASE | re.DOTALL),  # "fra 1 til 10, hvor 1 er …"
)
"""What figures are not counts: marks, laws, times, sums of money, ages, years."""
_WORD = re.compile(r"[a-zæøå]{4,}", re.IGNORECASE)
_STEM = 7
"""Letters by which two forms of a word are taken for one: forløb, forløbet; bekymret, bekymring."""
NEAR_PAGES = 1
"""A sentence and the table that it tells of stand at most so many pages apart."""
ONE_FIGURE, MORE_FIGURES = 0.75, 0.4
"""How much of a table's own wording a sentence must hold with one of its figures, and with more: a word that one
table alone has counts 1, one that three tables have a third. Figures alone prove little: 24 % stands in many tables."""
FIGURES_HELD = 0.5
"""Share of a sentence's figures that its table holds at least."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with figures.

    Attributes:
        quote: the sentence, letter by letter.
        numbers: its counts and shares as printed ("12", "86 %"); ages, dates and sums of money are left out.
        table: the table that it tells of, ``None`` where none is found.
        basis: whether the sentence names the table, or its figures and words are those of the table.
    """

    quote: Quote
    numbers: tuple[str, ...]
    table: DataTable | None
    basis: LinkBasis | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What a table holds: each figure with the words of the rows and columns that it stands in."""

    table: DataTable
    words_of: Mapping[str, frozenset[str]]


def find_findings(document: Document) -> tuple[Finding, ...]:
    """The sentences of *document* that state counts or shares, in order, each with its table where one is found.

    A table that a sentence names is its table. Else it is the table on its page or the one beside that holds its
    figures, in rows and columns whose names the sentence uses; the sums of columns and the number of answers are
    figures too. A sentence that names a table and has no figure is no finding. Known to miss: figures written as
    words ("ni ud af ti"), shares that the author has worked out, and a table told of in quite other words.
    """
    tables = data_tables(document)
    known = [_Known(table, _figures(table)) for table in tables]
    rarity = Counter(word for one in known for word in frozenset().union(*one.words_of.values()))
    found = []
    for passage in document.passages:
        for sentence in sentences_of(passage) if passage.kind == "text" else ():
            numbers = tuple(_printed(match) for match in _FIGURE.finditer(_masked(sentence.text)))
            if numbers:
                table, basis = _link(sentence, numbers, tables, known, rarity)
                found.append(Finding(sentence, numbers, table, basis))
    return tuple(found)


def _link(
    sentence: Quote,
    numbers: Sequence[str],
    tables: Sequence[DataTable],
    known: Sequence[_Known],
    rarity: Mapping[str, int],
) -> tuple[DataTable | None, LinkBasis | None]:
    named = _NAMED.search(sentence.text)
    if named is not None and (table := table_called(tables, named["number"])) is not None:
        return table, "named"
    words = _stems(sentence.text)
    weighed = [(_weight(sentence, words, numbers, one, rarity), one.table) for one in known]
    best = max(weighed, key=lambda one: (one[0], -one[1].position), default=None)
    return (best[1], "figures") if best is not None and best[0] > (0, 0.0, 0) else (None, None)


def _weight(
    sentence: Quote, words: frozenset[str], numbers: Sequence[str], known: _Known, rarity: Mapping[str, int]
) -> tuple[int, float, int]:
    """How many figures the table holds, how much of its wording the sentence has, how near it is; 0 for no link."""
    pages = known.table.table.pages
    away = max(pages.first - sentence.page, sentence.page - pages.last, 0)
    held = [one for one in dict.fromkeys(numbers) if words & known.words_of.get(one, frozenset())]
    shared = frozenset().union(*(words & known.words_of[one] for one in held))
    told = sum(1 / rarity[word] for word in shared)
    enough = len(held) >= len(set(numbers)) * FIGURES_HELD
    if away > NEAR_PAGES or not held or not enough or told < (ONE_FIGURE if len(held) == 1 else MORE_FIGURES):
        return (0, 0.0, 0)
    return (len(held), round(told, 6), -away)


def _figures(table: DataTable) -> dict[str, frozenset[str]]:
    """Each figure of *table* with the words of its rows and columns; the number of answers has those of the caption."""
    columns = [_stems(name) for name in table.names]
    found: dict[str, frozenset[str]] = {}
    for row in table.table.rows:
        label = _stems(row[0])
        for at, cell in enumerate(row[1:], start=1):
            words = label | (columns[at] if at < len(columns) else frozenset())
            for match in _FIGURE.finditer(cell):
                found[_printed(match)] = found.get(_printed(match), frozenset()) | words
    for name, total in _column_sums(table):
        found[total] = found.get(total, frozenset()) | _stems(name)
    if table.n is not None:
        told = frozenset().union(*(_stems(row[0]) for row in table.table.rows), _stems(table.table.caption or ""))
        found[str(table.n)] = found.get(str(table.n), frozenset()) | told
    return found


def _column_sums(table: DataTable) -> Iterator[tuple[str, str]]:
    """The sum of each column whose cells are plain counts, with the column's name."""
    for at, name in enumerate(table.names[1:], start=1):
        cells = [row[at] for row in table.table.rows]
        if len(cells) > 1 and all(cell.isdecimal() for cell in cells):
            yield name, str(sum(map(int, cells)))


def _masked(sentence: str) -> str:
    """*sentence* with blanks for figures that are no counts."""
    for pattern in _NO_COUNTS:
        sentence = pattern.sub(lambda match: " " * len(match[0]), sentence)
    return sentence


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:_STEM] for word in _WORD.findall(text))


def _printed(match: re.Match[str]) -> str:
    return f"{match['number']} %" if match["percent"] else match["number"]
