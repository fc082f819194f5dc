"""Which paragraphs of a Word file are headings where its writer set them large or bold and used no heading style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .cells import CAPTION
from .styles import HEADING_SIZE, LETTERS, LONG_HEADING

TEXT_END = (".", ",", ";")
QUOTED = ("”", '"', "“", "»", "«")


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph as it is set.

    Attributes:
        text: as it shows.
        size: points of its smallest type.
        bold: whether all of it is.
        is_item: whether it is numbered or has a bullet.
    """

    text: str
    size: float
    bold: bool
    is_item: bool


_Look = tuple[float, bool]


def heading_ranks(paragraphs: Sequence[SetParagraph | None]) -> Mapping[int, int]:
    """The numbers of those *paragraphs* that are headings, each with its rank, 1 for the highest.

    ``None`` stands for what is no paragraph, a table; empty paragraphs are left out beforehand. A heading is
    short, does not end as a sentence, and is larger than most letters, or bold above something that is not. What is
    set alike has one rank; rank 1 is for a title, so it is left out where what is largest recurs. A line of
    a look of its own just below the title is its subtitle, and none.

    Known to miss: headings in the size and weight of the text (underlined, in colour, in a font of their own).
    """
    body = _body_size(paragraphs)
    looks = {number: look for number in range(len(paragraphs)) if (look := _look(paragraphs, number, body))}
    uses = Counter(looks.values())
    order = sorted(uses, reverse=True)
    first = next(iter(looks), None)
    if first is not None and first + 1 in looks and uses[looks[first + 1]] == 1 and looks[first] == order[0]:
        order.remove(looks.pop(first + 1))
    above = 1 if order and uses[order[0]] > 1 else 0
    return {number: order.index(look) + 1 + above for number, look in looks.items()}


def _look(paragraphs: Sequence[SetParagraph | None], number: int, body: float) -> _Look | None:
    """Size and weight of a paragraph that is set as a heading; ``None`` for others."""
    one = paragraphs[number]
    if one is None or one.is_item or number + 1 == len(paragraphs) or not _may_head(one.text):
        return None
    if one.size >= HEADING_SIZE * body:
        return one.size, one.bold
    below = paragraphs[number + 1]
    leads = below is None or not below.bold or below.size >= HEADING_SIZE * body
    return (one.size, True) if one.bold and leads and one.size >= body and not one.text.endswith(":") else None


def _may_head(text: str) -> bool:
    if len(text) > LONG_HEADING or not LETTERS.search(text) or CAPTION.match(text):
        return False
    return not text.endswith(TEXT_END) and not text.startswith(QUOTED)


def _body_size(paragraphs: Sequence[SetParagraph | None]) -> float:
    """The type size of most letters."""
    sizes: Counter[float] = Counter()
    for one in paragraphs:
        if one is not None:
            sizes[one.size] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
