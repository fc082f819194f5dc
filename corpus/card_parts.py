"""Passages as a practice card reads them: under which headings they stand, and what each sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .card_cues import FIRST, LIKELY, OTHER, OUTRIGHT, CardCues
from .card_labels import fact_rows, labelled_by
from .cues import plain
from .document import Document
from .passage import Aspect, Passage
from .quotes import Quote, quote_of, sentences_of

LONGEST_LIST = 6
"""Items of a list that stand with the words that lead it in."""
GOING_ON = 2
"""Sentences that may go on with one that says it."""
LEAST_ALONE = 6
"""A sentence of fewer words only announces the next one ("Noget er sværere.")."""
_GOES_ON = re.compile(
    r"(?:dernæst|endelig|derudover|desuden|herudover|hertil|dertil|dermed|således|heraf|herunder|på\s+den\s+måde|"
    r"det\s+gælder|det\s+(?:betyder|skal)|den\s+(?:er|skal)|de\s+(?:er|skal)|vi\s+ville|fx|for\s+eksempel)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on with what the one before it said."""
TOLD_BY: Mapping[Aspect, str] = {
    "purpose": "purpose",
    "target_group": "target_group",
    "experience": "experiences",
    "advice": "advice",
}
"""Aspects whose words tell a line of the card; those of the others are too common to tell one."""
LIKELY_CUES = 2
"""So many different words that only hint must stand in one sentence."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:tlf\.?|telefon)\s*:?\s*\+?\d[\d ]{6,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what goes on with it.

    ``picked`` are the lines it would be picked for below a heading of theirs, "other" among them where it is about
    the evaluation itself; ``outright`` those that it says wherever it stands; ``likely`` those that it probably says;
    ``labelled`` those whose name it begins with ("Målgruppe: …").
    """

    quote: Quote
    picked: frozenset[str]
    outright: frozenset[str]
    likely: frozenset[str]
    labelled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A passage with the lines that its heading announces.

    Attributes:
        passage: it.
        below_heading: whether it stands under a heading of the document's own, beside the title.
        fields: the lines that this heading announces.
        apart: it is not about the effort itself.
        sums_up: what it says goes before what others say.
        told: its sentences, each with what goes on with it.
        lines: its sentences, each alone.
    """

    passage: Passage
    below_heading: bool
    fields: frozenset[str]
    apart: bool
    sums_up: bool
    told: tuple[Told, ...]
    lines: tuple[Told, ...]


def find_parts(document: Document, known: CardCues) -> list[Part]:
    """The running text of *document* passage by passage, and its tables of facts."""
    items = frozenset(one.text for section in document.sections for one in section.paragraphs if one.kind == "item")
    return [
        _table(passage, rows) if passage.kind == "table" else _part(document, passage, items, known)
        for passage in document.passages
        if passage.kind == "text" or (rows := list(fact_rows(passage, known)))
    ]


def _table(passage: Passage, rows: Sequence[tuple[frozenset[str], Quote]]) -> Part:
    none = frozenset[str]()
    told = tuple(Told(quote, picked=none, outright=none, likely=none, labelled=fields) for fields, quote in rows)
    return Part(passage, below_heading=False, fields=none, apart=False, sums_up=False, told=told, lines=told)


def _part(document: Document, passage: Passage, items: frozenset[str], known: CardCues) -> Part:
    headings = own_headings(document, passage)
    found = announced_by(headings, known)
    sentences = list(sentences_of(passage))
    told = [_heard(passage, quote, known) for quote in _units(passage, sentences, items, known)]
    known_already = {one.quote: one for one in told}
    return Part(
        passage=passage,
        below_heading=bool(headings),
        fields=found - {OTHER, FIRST},
        apart=OTHER in found,
        sums_up=FIRST in found,
        told=tuple(told),
        lines=tuple(known_already.get(quote) or _heard(passage, quote, known) for quote in sentences),
    )


def announced_by(headings: Sequence[str], known: CardCues) -> frozenset[str]:
    """What the innermost of *headings* that announces anything does: lines, "first", "other"."""
    announced = (known.announced(heading) for heading in reversed(headings))
    return next((one for one in announced if one), frozenset())


def _heard(passage: Passage, quote: Quote, known: CardCues) -> Told:
    text = plain(quote.text)
    cues = known.sentences.find(text)
    outright = frozenset(one.removeprefix(OUTRIGHT) for one in cues if one.startswith(OUTRIGHT))
    if _ADDRESS.search(text):
        outright |= {"contact"}
    likely = {
        owner.removeprefix(LIKELY)
        for owner, found in cues.items()
        if owner.startswith(LIKELY) and len({one.phrase for one in found}) >= LIKELY_CUES
    }
    return Told(
        quote,
        picked=frozenset(cues),
        outright=outright,
        likely=frozenset(likely | _tagged(passage, quote)),
        labelled=labelled_by(quote.text, known),
    )


def _tagged(passage: Passage, quote: Quote) -> set[str]:
    """The lines for whose aspect words of *quote* speak."""
    return {
        TOLD_BY[tag.aspect]
        for tag in passage.aspects
        for cue in tag.cues
        if tag.aspect in TOLD_BY and cue.start is not None and quote.start <= cue.start < quote.end
    }


def _units(passage: Passage, sentences: Sequence[Quote], items: frozenset[str], known: CardCues) -> Iterator[Quote]:
    at = 0
    while at < len(sentences):
        last = _last(passage, sentences, at, items, known)
        yield quote_of(passage, sentences[at].start, sentences[last].end)
        at = last + 1


def _last(passage: Passage, sentences: Sequence[Quote], at: int, items: frozenset[str], known: CardCues) -> int:
    """Which sentence is the last that goes on with the one at *at*: the list it leads in, or its paragraph."""
    last = at
    labelled = bool(labelled_by(sentences[at].text, known))
    if sentences[at].text.endswith(":"):
        while last + 1 < len(sentences) and last - at < LONGEST_LIST and _is_item(sentences[last + 1].text, items):
            last += 1
        return min(at + 1, len(sentences) - 1) if labelled and last == at else last
    while last + 1 < len(sentences) and last - at < GOING_ON:
        if "\n" in passage.text[sentences[last].end : sentences[last + 1].start]:
            break
        if _ADDRESS.search(sentences[last + 1].text) or not (labelled or _goes_on(*sentences[last : last + 2])):
            break
        last += 1
    return last


def _goes_on(sentence: Quote, following: Quote) -> bool:
    """Whether *following* begins as what goes on does, or *sentence* is so short that it only announces it."""
    return _GOES_ON.match(following.text) is not None or len(sentence.text.split()) < LEAST_ALONE


def _is_item(text: str, items: frozenset[str]) -> bool:
    lines = text.split("\n")
    return all(any(line in item for item in items) for line in lines)


def own_headings(document: Document, passage: Passage) -> Sequence[str]:
    """The headings above *passage* but for the document's title."""
    path = passage.heading_path
    return path[1:] if path and path[0] == document.metadata.title else path
