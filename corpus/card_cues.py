"""The words by which the lines of a practice card are known, from an editable list."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast, get_args

from .cues import Phrases, mistake_in, plain
from .wordlists import WordList

CardField = Literal[
    "what", "who", "purpose", "target_group", "how", "results", "experiences", "resources", "advice",
    "municipality", "dating", "contact",
]  # fmt: skip
CARD_FIELDS: tuple[CardField, ...] = get_args(CardField)
"""The template of the field, in its order."""
FACTS: Mapping[CardField, str] = {"municipality": "Kommune", "dating": "Datering"}
"""Lines that are facts of the document; its sentences tell the others."""

OTHER, FIRST = "other", "first"
OUTRIGHT, LIKELY = "outright:", "likely:"

_LIST = "kort.toml"


@dataclass(frozen=True, slots=True)
class CardCues:
    """The list, ready to be looked for.

    Attributes:
        labels: the name of each line.
        headings: by line; "first" for text that sums up, "other" for text that is not about the effort.
        sentences: words that pick sentences below such a heading, by line; "other" for sentences to leave out; and
            those that prove a sentence wherever it stands, by :data:`OUTRIGHT` and the line; and those that prove
            it two at a time, by :data:`LIKELY` and the line.
    """

    labels: Mapping[CardField, str]
    headings: Phrases
    sentences: Phrases

    def announced(self, heading: str) -> frozenset[str]:
        """What *heading* announces: the line that it is the name of, else all that its words speak for."""
        bare = heading.strip(" :.?").casefold()
        named = [field for field, label in self.labels.items() if field not in FACTS and label.casefold() == bare]
        return frozenset(named) or frozenset(self.headings.find(plain(heading)))

    @classmethod
    def read(cls, source: WordList) -> CardCues:
        """The cues in *source*.

        Raises:
            WordListError: it is no TOML, or a line of the card is missing, repeated or without what it needs.
        """
        try:
            content = tomllib.loads(source.text)
        except tomllib.TOMLDecodeError as error:
            raise source.error(None, f"filen kan ikke læses som TOML ({error}). Ret det sted.") from error
        tables = {field: _table(source, content, field) for field in CARD_FIELDS if field not in FACTS}
        other, first = _part(source, content, OTHER), _part(source, content, FIRST)
        headings = {str(field): _phrases(source, table, "headings") for field, table in tables.items()}
        sentences = {str(field): _phrases(source, table, "sentences") for field, table in tables.items()}
        elsewhere = {f"{OUTRIGHT}{field}": _phrases(source, table, "elsewhere") for field, table in tables.items()}
        likely = {f"{LIKELY}{field}": _phrases(source, table, "likely") for field, table in tables.items()}
        return cls(
            labels={field: FACTS.get(field) or str(tables[field]["label"]) for field in CARD_FIELDS},
            headings=Phrases(
                {**headings, OTHER: _phrases(source, other, "headings"), FIRST: _phrases(source, first, "headings")}
            ),
            sentences=Phrases({**sentences, **elsewhere, **likely, OTHER: _phrases(source, other, "sentences")}),
        )


@lru_cache(maxsize=1)
def card_cues() -> CardCues:
    """The cues that come with Praksis, read once.

    Raises:
        WordListError: the list has a mistake.
    """
    return CardCues.read(WordList.load(_LIST))


def _table(source: WordList, content: Mapping[str, object], id: str) -> Mapping[str, object]:
    tables = content.get("line")
    found = [one for one in tables if one.get("id") == id] if isinstance(tables, list) else []
    if len(found) != 1 or not isinstance(found[0].get("label"), str):
        raise source.error(None, f"der skal være netop ét afsnit [[line]] med id = «{id}» og en label.")
    return cast(Mapping[str, object], found[0])


def _part(source: WordList, content: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = content.get(name)
    if not isinstance(part, dict):
        raise source.error(None, f"afsnittet [{name}] mangler.")
    return part


def _phrases(source: WordList, table: Mapping[str, object], key: str) -> list[str]:
    phrases = table.get(key)
    if not isinstance(phrases, list) or not all(isinstance(one, str) and one for one in phrases):
        raise source.error(None, f'«{key}» skal være en liste af vendinger, fx {key} = ["vores råd"].')
    for phrase in phrases:
        line = next((n for n, text in enumerate(source.text.splitlines(), 1) if f'"{phrase}"' in text), None)
        mistake = mistake_in(phrase, phrases)
        if mistake is not None:
            raise source.error(line, mistake)
    return phrases
