"""Lines of a practice card that a document names itself: "Målgruppe: …" in running text, and tables of facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .card_cues import FIRST, OTHER, CardCues
from .passage import Passage
from .quotes import Quote, quote_of

MOST_LABEL_WORDS = 4
"""More words before a colon are a sentence that leads something in."""
MOST_WORDS_ALONE = 2
"""A label that is a line of its own is shorter still: "De vigtigste resultater er:" leads in a list."""
ROWS_OF_FACTS = 2
"""Rows that must name a line of the card, for a table of two columns to be one of facts."""
_LABEL = re.compile(r"(?P<label>[A-ZÆØÅ][^\n.:!?]{1,40}):(?P<rest>\s+\S)?")
_ROW = re.compile(r"^(?P<label>[^·\n]+) · (?P<value>[^·\n]+)$", re.MULTILINE)
"""A row of two cells as a passage writes it; below a header each value has its column's name before it."""


def labelled_by(sentence: str, known: CardCues) -> frozenset[str]:
    """The lines that *sentence* names before a colon; none for the usual sentence."""
    found = _LABEL.match(sentence)
    if found is None:
        return frozenset()
    words = len(found["label"].split())
    if words > (MOST_WORDS_ALONE if found["rest"] is None else MOST_LABEL_WORDS):
        return frozenset()
    return _named(found["label"], known)


def fact_rows(passage: Passage, known: CardCues) -> Iterator[tuple[frozenset[str], Quote]]:
    """The values in a table of facts, each with the lines that its row is named for."""
    rows = list(_ROW.finditer(passage.text))
    named = [(one, _named(one["label"], known)) for one in rows]
    if len(frozenset[str]().union(*(fields for _, fields in named))) < ROWS_OF_FACTS:
        return
    column = rows[0]["value"] + ": "
    for row, fields in named:
        if fields:
            start = row.start("value") + (len(column) if row["value"].startswith(column) else 0)
            yield fields, quote_of(passage, start, row.end("value"))


def _named(label: str, known: CardCues) -> frozenset[str]:
    return known.announced(label) - {OTHER, FIRST}
