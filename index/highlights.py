"""Which letters of a passage answer the question, and the sentences of it worth showing first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.sentences import sentence_starts
from corpus.store import PassageWords

from .spans import Span, unpack_spans

SNIPPET_LENGTH = 280
"""Characters: three lines in a list of hits."""

AGAIN = 0.2
"""What a word counts that the snippet holds already, beside 1 for its first."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text that a key of the question found, and how telling that key is."""

    start: int
    end: int
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a passage: ``passage.text[start:end]``, with highlights counted from its own start."""

    start: int
    end: int
    highlights: tuple[Span, ...]


def find_matches(words: PassageWords, weights: Mapping[str, float]) -> list[Match]:
    """The words of a passage that the keys of *weights* find; of a compound only the part that matches."""
    spans = unpack_spans(words)
    whole: dict[int, str] = {}
    for word, key in [*enumerate(words.lemma.split()), *zip(spans.extra, words.extra.split(), strict=True)]:
        if key in weights:
            whole.setdefault(word, key)
    found = [(word, *spans.words[word], key) for word, key in whole.items()]
    for (word, span), key in zip(spans.parts, words.parts.split(), strict=True):
        if key in weights and word not in whole:
            found.append((word, *span, key))
    found.sort(key=lambda one: one[0])
    synonyms = zip(spans.rings, words.rings.split(), strict=True)
    return [Match(start, end, key, weights[key]) for _, start, end, key in found] + [
        Match(*span, key, weights[key]) for span, key in synonyms if key in weights
    ]


def find_phrases(text: str, phrases: Sequence[re.Pattern[str]], weight: float) -> list[Match]:
    """Where the exact *phrases* stand in *text*, each from its first letter to its last."""
    return [Match(*found.span(), phrase.pattern, weight) for phrase in phrases for found in phrase.finditer(text)]


def merged(matches: Sequence[Match]) -> tuple[Span, ...]:
    """The spans of *matches* ascending, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in sorted((match.start, match.end) for match in matches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def best_snippet(text: str, matches: Sequence[Match], length: int = SNIPPET_LENGTH) -> Snippet:
    """The whole sentences, at most *length* characters, that hold most of the question; the first of equals.

    A sentence longer than that is cut between words, round its first matching word.
    """
    starts = [0, *sentence_starts(text)]
    ends = [*starts[1:], len(text)]
    windows = []
    for position, start in enumerate(starts):
        if position > 0 and not any(start <= match.start < ends[position] for match in matches):
            continue  # a snippet begins where something matches
        fitting = [end for end in ends[position:] if len(text[start:end].rstrip()) <= length]
        if fitting:
            windows.append((start, start + len(text[start : fitting[-1]].rstrip())))
        else:
            inside = [match.start for match in matches if start <= match.start < ends[position]]
            windows.append(_cut(text, start, ends[position], inside[0] if inside else start, length))
    start, end = max(windows, key=lambda window: (_worth(matches, *window), -window[0]))
    spans = merged([match for match in matches if start <= match.start and match.end <= end])
    return Snippet(start, end, tuple((a - start, b - start) for a, b in spans))


def _worth(matches: Sequence[Match], start: int, end: int) -> float:
    seen: set[str] = set()
    worth = 0.0
    for match in matches:
        if start <= match.start and match.end <= end:
            worth += match.weight * (AGAIN if match.key in seen else 1.0)
            seen.add(match.key)
    return worth


def _cut(text: str, first: int, last: int, at: int, length: int) -> Span:
    """At most *length* characters of the sentence from *first* to *last* that show what stands at *at*."""
    start = first
    if at - first > length // 2:
        start = max(first, at - length // 3)
        while start > first and not text[start - 1].isspace():
            start -= 1
    end = min(last, start + length)
    while end < last and end > start and not text[end].isspace():
        end -= 1
    if end == start:  # one endless word
        end = min(last, start + length)
    return start, start + len(text[start:end].rstrip())
