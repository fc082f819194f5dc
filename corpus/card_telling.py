"""The lines of a practice card that a document's sentences tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .card_cues import OTHER, CardField
from .card_parts import LEAST_ALONE, Part, Told
from .quotes import Quote, quote_of

MOST_WORDS = 110
"""Words of a line's quotes together; the first quote stands whole, however long."""
MOST_SENTENCES = 4
MOST_OF_A_SECTION = 2
"""Sentences that say what an effort is, where the text below the heading does not sum up."""
MOST_ELSEWHERE = 2
"""Sentences of a line whose heading is missing: the first say it, later ones repeat it."""
LONGEST_ADDRESS = 15
"""A sentence of fewer words that holds an address or a number to ring is nothing but that."""
LEAST_WORDS = 3
"""A shorter line says nothing ("Hunde.")."""
_OPENING = 2
"""Passages in which an effort is introduced: the front page and the first one after it."""
_EARLY = 5
"""Passages in which an effort says who, for whom and why; later the same words tell of what came of it."""
BEGINS_WITH: frozenset[str] = frozenset({"how", "who"})
"""Lines below whose headings a text may begin with what the effort is; "Formål" and "Målgruppe" say other things."""
IN_ORDER: frozenset[CardField] = frozenset({"target_group", "how", "resources", "advice", "contact", "who"})
"""Lines whose heading is enough: the text below it is told from its beginning. Below the headings of the others
stand occasions and numbers too, and the sentences that say it are picked."""
ALL_OF_IT: frozenset[CardField] = frozenset({"experiences", "results"})
FEW = 2
"""Where fewer sentences are picked below a heading for one of these lines, the text is told from its beginning.
Text that sums up is not: it tells of much else."""
OF_THE_EFFORT: frozenset[CardField] = frozenset({"what", "who", "purpose", "target_group", "how", "results"})
"""Lines in which a sentence about the evaluation itself would be mistaken for the effort."""
BESIDE: Mapping[CardField, frozenset[str]] = {
    "who": frozenset({"what", "how", "target_group"}),
    "target_group": frozenset({"what", "how", "who"}),
    "how": frozenset({"what"}),
    "purpose": frozenset({"what", "how", "who", "target_group"}),
}
BESIDE_THE_OTHERS: frozenset[str] = frozenset({"results", "experiences"})
"""Lines below whose headings a sentence of this line may stand, and only there and below an author's own headings."""
SAID_WITH: dict[CardField, CardField] = {"results": "experiences"}
"""Results are often told among the experiences."""


@dataclass(frozen=True, slots=True)
class Teller:
    """The parts of one effort, asked line by line."""

    parts: Sequence[Part]

    def tell(self, field: CardField) -> list[Quote]:
        """The quotes of the line *field*."""
        labelled = [one for part in self.parts for one in part.told if field in one.labelled]
        if labelled:
            return self._fitting(labelled)
        if field == "what":
            return self._what()
        headed = [part for part in self.parts if field in part.fields]
        alone = bool(headed) and all(len(part.fields) == 1 for part in headed)
        if alone and field in IN_ORDER:
            taken = self._what() if field == "how" else []
            return self._fitting([one for one in _told(headed, field) if not _within(one.quote, taken)])
        below = _told(sorted(headed, key=lambda part: not part.sums_up), field)
        picked = [one for one in below if field in one.picked] or self._elsewhere(field)[:MOST_ELSEWHERE]
        picked = picked or ([] if alone else self._likely(field)[:MOST_ELSEWHERE])
        if alone and field in ALL_OF_IT and len(picked) < FEW and not any(part.sums_up for part in headed):
            picked = below
        elif alone and not picked:
            picked = below[:1]
        return self._fitting(picked)

    def _what(self) -> list[Quote]:
        """What stands under a heading that asks; else the sentence of the opening that says it; else the first."""
        parts = [part for part in self.parts if "what" in part.fields]
        headed = _told(parts, "what")
        if headed:
            return self._fitting(headed if any(part.sums_up for part in parts) else headed[:MOST_OF_A_SECTION])
        opening = [part for part in self.parts if "contact" not in part.fields]
        saying = [one for one in _told(opening[:_OPENING], "what") if "what" in one.outright]
        below = [part for part in opening if part.below_heading and (part.sums_up or part.fields <= BEGINS_WITH)]
        return self._fitting((saying or _told(below, "what"))[:1])

    def _elsewhere(self, field: CardField) -> list[Told]:
        return [
            one
            for part in self.parts
            for one in _told([part], field)
            if field in one.outright or (SAID_WITH.get(field) in part.fields and field in one.picked)
        ]

    def _likely(self, field: CardField) -> list[Told]:
        """The sentences that probably say it, but for those below a heading of quite another line."""
        beside = BESIDE.get(field, BESIDE_THE_OTHERS)
        parts = self.parts[:_EARLY] if field in BESIDE else self.parts
        return [
            one
            for part in parts
            if part.fields <= beside
            for one in part.lines
            if field in one.likely and _may_tell(one, field)
        ]

    def _fitting(self, told: Sequence[Told]) -> list[Quote]:
        """The first quotes that fit on a line of the card; those that follow on each other become one."""
        chosen: list[Quote] = []
        words = 0
        for one in (each.quote for each in told[:MOST_SENTENCES]):
            words += len(one.text.split())
            if chosen and words > MOST_WORDS:
                break
            before = chosen[-1] if chosen else None
            if before is not None and before.passage_id == one.passage_id and one.start - before.end <= 1:
                passage = next(part.passage for part in self.parts if part.passage.id == one.passage_id)
                chosen[-1] = quote_of(passage, before.start, one.end)
            else:
                chosen.append(one)
        return chosen


def _told(parts: Sequence[Part], field: CardField) -> list[Told]:
    """The sentences of *parts* in order; those on the evaluation itself are left out, and lines of a letterhead."""
    if field == "contact":  # an address needs no more than its line
        return [one for part in parts for one in part.lines]
    return [one for part in parts for one in part.told if _may_tell(one, field)]


def _may_tell(one: Told, field: CardField) -> bool:
    """Whether *one* is a whole sentence of the text, on the effort, and no address."""
    least = LEAST_WORDS if field in IN_ORDER else LEAST_ALONE
    return (
        len(one.quote.text.split()) >= least
        and one.quote.text[-1] in '.!?:,”"»)'
        and not (field in OF_THE_EFFORT and OTHER in one.picked)
        and not ("contact" in one.outright and len(one.quote.text.split()) < LONGEST_ADDRESS)
    )


def _within(quote: Quote, others: Sequence[Quote]) -> bool:
    return any(quote.passage_id == one.passage_id and one.start <= quote.start < one.end for one in others)
