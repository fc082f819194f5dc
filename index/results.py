"""What a search returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus import Passage

from .highlights import Snippet, Span

Confidence = Literal["strong", "weak", "none"]
Grouping = Literal["document", "passage"]
FacetName = Literal["theme", "type", "municipality", "year", "kind"]


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


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and what is true of all of them.

    Attributes:
        generation: of the corpus that was searched.
        total: hits on all pages: passages, or documents when grouped by document.
        confidence: a hint, never a reason to hide; see ``Searcher``.
        facets: for each name the values with their number of passages among all hits, most frequent first.
        following: the offset of the next page, ``None`` on the last.
    """

    generation: int
    total: int
    confidence: Confidence
    corrected: str | None
    also_searched: tuple[str, ...]
    facets: Mapping[FacetName, tuple[tuple[str, int], ...]]
    hits: tuple[Hit, ...]
    following: int | None
