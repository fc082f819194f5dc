"""What a search returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus import Passage

from .highlights import Snippet
from .intent import Proposal
from .kinship import Kinship
from .spans import Span

Confidence = Literal["strong", "weak", "none"]
Grouping = Literal["document", "passage"]
FacetName = Literal["theme", "type", "municipality", "year", "kind", "claim", "aspect"]


@dataclass(frozen=True, slots=True)
class Further:
    """A further passage of the same document that is a hit too, shown with its document's best."""

    passage: Passage
    score: float
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, and why.

    Attributes:
        rank: 1 is best, counted over all pages of the results.
        score: 0 to 1, higher is better; comparable within one search only.
        lexical_rank: its place by words alone, ``None`` where no word matches.
        dense_rank: its place by meaning alone, ``None`` where it resembles the question too little.
        matched: the words of the question that it holds, as typed.
        more_in_document: further hits in the same document, when hits are grouped by document.
        further: the best of those.
        also_in: the same text in other documents, which this hit stands for, when hits are passages.
        kinship: what it shares with the passage that it is similar to; ``None`` for an answer to a question.
    """

    rank: int
    score: float
    passage: Passage
    lexical_rank: int | None
    dense_rank: int | None
    matched: tuple[str, ...]
    highlights: tuple[Span, ...]
    snippet: Snippet
    more_in_document: int
    further: tuple[Further, ...] = ()
    also_in: tuple[Passage, ...] = ()
    kinship: Kinship | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and what is true of all of them.

    Attributes:
        generation: of the corpus that was searched.
        total: hits on all pages: passages, copies folded, or documents when grouped by document.
        confidence: a hint, never a reason to hide; see ``Searcher``.
        facets: for each name the values with their number of passages among all hits, most frequent first.
        following: the offset of the next page, ``None`` on the last.
        proposed: the filters that the question names and that were not chosen.
        applied: those of them that were applied, because the question can hardly mean anything else.
    """

    generation: int
    total: int
    confidence: Confidence
    corrected: str | None
    also_searched: tuple[str, ...]
    facets: Mapping[FacetName, tuple[tuple[str, int], ...]]
    hits: tuple[Hit, ...]
    following: int | None
    proposed: tuple[Proposal, ...] = ()
    applied: tuple[Proposal, ...] = ()
