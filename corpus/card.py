"""The practice card: what an effort is, for whom, how it is done and what came of it, in the document's own words.

Each line is a handful of quotes with their page, or nothing where the document is silent. Nothing is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .card_cues import CARD_FIELDS, FIRST, OTHER, CardCues, CardField, card_cues
from .card_lines import CardLine, CardQuote, dating_line, municipality_line
from .card_parts import Part, announced_by, find_parts, own_headings
from .card_telling import Teller
from .cues import plain
from .document import Document
from .metadata import DocumentType
from .quotes import Quote

EFFORTS: frozenset[DocumentType] = frozenset({"practice_example", "evaluation"})
"""Documents that tell of one effort or several."""
LIKE_AN_EFFORT = 3
"""Lines of the card that the headings of a document of no known type must have, for it to be an effort."""
MOSTLY = 0.5
"""Share of the passages of a document of no known type that must tell of practice, for it to be an effort."""
NO_EFFORTS: frozenset[DocumentType] = frozenset({"conference_programme", "position_paper"})
_NUMBERED = re.compile(
    r"(?:del)?(?:forsøg|indsats|projekt|case|eksempel|forløb|initiativ|kommune|afprøvning)\s+(?:\d+|[A-Z])\b",
    re.IGNORECASE,
)
"""A heading that numbers efforts, whatever else it says."""


@dataclass(frozen=True, slots=True)
class Card:
    """One effort. ``lines`` are in the template's order; ``None`` stands for a line on which the document is silent.

    ``effort`` is the heading of the part that tells of it, where a document tells of several.
    """

    effort: str | None
    lines: tuple[CardLine | None, ...]

    def line(self, field: CardField) -> CardLine | None:
        """The line *field*."""
        return self.lines[CARD_FIELDS.index(field)]


def practice_cards(document: Document) -> tuple[Card, ...]:
    """A card for each effort that *document* tells of; none for programmes and positions.

    A heading decides for its text: under "Målgruppe" stands the target group. Below some headings the text is told
    from its beginning, below others the sentences are picked that say it. Without such a heading a line holds the
    sentences elsewhere that say it outright. Text about the evaluation itself (method, sources) is left out.
    Known to miss: what is said in other words under headings of the author's own, and figures in tables.
    """
    if not tells_of_an_effort(document):
        return ()
    known = card_cues()
    parts = find_parts(document, known)
    return tuple(_card(document, effort, group) for effort, group in _efforts(document, parts, known))


def tells_of_an_effort(document: Document) -> bool:
    """Whether there is a card to make of *document*: by its type, else by its claims or headings."""
    if document.metadata.type in EFFORTS or document.metadata.type in NO_EFFORTS:
        return document.metadata.type in EFFORTS
    known = card_cues()
    claims = [one.claim.kind for one in document.passages if one.kind == "text" and one.claim is not None]
    if claims and claims.count("practice") >= MOSTLY * len(claims):
        return True
    paths = {tuple(own_headings(document, passage)) for passage in document.passages if passage.kind == "text"}
    announced = frozenset[str]().union(*(announced_by(path, known) for path in paths))
    return len(announced - {OTHER, FIRST}) >= LIKE_AN_EFFORT


def _announced(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset[str]().union(*(part.fields for part in parts))


def _efforts(document: Document, parts: Sequence[Part], known: CardCues) -> list[tuple[str | None, list[Part]]]:
    """The parts by effort: several where headings of one depth each have two lines of the card below them."""
    paths = [own_headings(document, part.passage) for part in parts]
    for depth in range(max(map(len, paths), default=0)):
        below: dict[str, list[tuple[Part, int]]] = {}
        for part, path in zip(parts, paths, strict=True):
            if len(path) > depth:
                below.setdefault(path[depth], []).append((part, len(path)))
        efforts: list[tuple[str | None, list[Part]]] = [
            (heading, [part for part, _ in group])
            for heading, group in below.items()
            if _names_an_effort(heading, known) and len(_announced([part for part, n in group if n > depth + 1])) > 1
        ]
        if len(efforts) > 1:
            return efforts
    return [(None, list(parts))]


def _names_an_effort(heading: str, known: CardCues) -> bool:
    return _NUMBERED.match(heading) is not None or not known.headings.find(plain(heading))


def _card(document: Document, effort: str | None, parts: Sequence[Part]) -> Card:
    teller = Teller([part for part in parts if not part.apart])
    facts = {"municipality": municipality_line(document), "dating": dating_line(document)}
    lines = (facts[field] if field in facts else _line(field, teller.tell(field)) for field in CARD_FIELDS)
    return Card(effort, tuple(lines))


def _line(field: CardField, quotes: Sequence[Quote]) -> CardLine | None:
    if not quotes:
        return None
    told = tuple(CardQuote(one.text, one.page, one.passage_id, one.start, one.end) for one in quotes)
    return CardLine(field, None, told)
