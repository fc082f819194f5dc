"""How sure a search is of its hits: a hint, never a reason to hide one."""

from __future__ import annotations

from dataclasses import dataclass

from .encoding import EncoderInfo
from .query import Query
from .ranking import Ranking
from .results import Confidence
from .view import View

LOOKED_AT = 10
"""The resemblance is that of the nearest of so many best hits: the first page."""


@dataclass(frozen=True, slots=True)
class ConfidenceSettings:
    """When a match is strong: ``coverage + resembling * cosine >= strong``.

    Coverage is the share of the question's words, by idf, that one passage holds; the cosine is the
    question's with its nearest hit. Cosines of one model say nothing about another's, so that another model
    than the built-in one is judged by words alone until it is calibrated.
    """

    strong: float
    resembling: float


BUILT_IN = ConfidenceSettings(strong=1.6, resembling=3.0)
"""Calibrated on the dev queries of the samples and of the five real documents (139 answerable, 14 not): with the cosine
coverage tells them apart better than alone, best with three or four times the cosine.
`make eval` prints which share of the answerable queries is weak, most of them paraphrases, and which of the others.
"""

BY_WORDS = ConfidenceSettings(strong=0.6, resembling=0.0)


def settings_for(encoder: EncoderInfo) -> ConfidenceSettings:
    """The settings for what *encoder* makes of a question."""
    return BUILT_IN if encoder.built_in else BY_WORDS


def confidence(view: View, query: Query, ranking: Ranking, settings: ConfidenceSettings) -> Confidence:
    """How sure to be of *ranking*: "none" without hits, "weak" for an unknown name, else as *settings* say.

    A place or a person that is nowhere in the corpus cannot be made up for by resemblance: "praksiseksempler
    fra Roskilde" resembles every other example.
    """
    if not len(ranking.positions):
        return "none"
    if _asks_for_unknown_name(view, query):
        return "weak"
    cosine = float(view.vectors.cosines(ranking.vector, ranking.positions[:LOOKED_AT]).max())
    return "strong" if ranking.coverage + settings.resembling * cosine >= settings.strong else "weak"


def _asks_for_unknown_name(view: View, query: Query) -> bool:
    """Whether a word with a capital letter, not the question's first, is nowhere in the corpus."""
    return any(
        term.word[:1].isupper()
        and term.repaired is None
        and not query.text.lstrip().startswith(term.word)
        and not any(view.reader.knows(key) for key in (*term.whole, *term.parts))
        for term in query.terms
    )
