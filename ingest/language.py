"""Where sentences begin and end in Danish text: by our own rules, or by a spaCy pipeline where one is set."""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from corpus.sentences import sentence_starts

Span = tuple[int, int]


class Language(Protocol):
    """What we need to know about a language."""

    def sentences(self, text: str) -> list[Span]:
        """Where each sentence of *text* begins and ends, in order, without the space around it."""
        ...


class RuleLanguage:
    """Sentences by our own rules alone.

    They are those that spaCy's empty Danish pipeline gives with our rules as its component
    (``tests/test_ingest_language.py`` holds the two together), without the 2 seconds and 230 MB that
    spaCy takes to load where torch is installed, of which a process that reads needs nothing.
    """

    def sentences(self, text: str) -> list[Span]:
        cuts = [0, *sentence_starts(text), len(text)]
        spans = (without_space(text, start, end) for start, end in pairwise(cuts))
        return [(start, end) for start, end in spans if start < end]


def load_language(name: str | None) -> Language:
    """The language behind the spaCy pipeline *name*, a package or a folder that is on this machine.

    "da" is spaCy's empty Danish pipeline with our rules as its component. ``None`` gives our own rules alone,
    for which spaCy is not loaded.

    Raises:
        LanguageError: the pipeline is not installed here, or is for another language.
    """
    if name is None:
        return RuleLanguage()
    from .spacy_pipeline import load_pipeline  # 2 seconds and 230 MB, for those who ask for it

    return load_pipeline(name)


def without_space(text: str, start: int, end: int) -> Span:
    """The stretch from *start* to *end* without the white at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
