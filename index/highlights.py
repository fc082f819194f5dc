"""Which letters of a passage answer the question, and the stretch of it worth showing first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.analyser import Token

from .lexical import encode_key

Span = tuple[int, int]

SNIPPET_LENGTH = 280
"""Characters: three lines in a list of hits."""

_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?:;])\s+|\n)(?=\S)")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a passage: ``passage.text[start:end]``, with highlights counted from its own start."""

    start: int
    end: int
    highlights: tuple[Span, ...]


def find_highlights(tokens: Sequence[Token], keys: frozenset[str]) -> tuple[Span, ...]:
    """The matching words of a text; of a compound only the part that matches. Ascending, never overlapping."""
    spans: list[Span] = []
    for token in tokens:
        if token.stop:
            continue
        if encode_key(token.lemma) in keys or any(encode_key(key) in keys for key in token.extra):
            spans.append((token.start, token.end))
            continue
        for part, span in zip(token.parts, token.part_spans, strict=True):
            if encode_key(part) in keys:
                spans.append(span)
    return merged(spans)


def best_snippet(text: str, highlights: Sequence[Span], length: int = SNIPPET_LENGTH) -> Snippet:
    """The stretch of at most *length* characters with most different matching words, the earliest of equals.

    It begins where a sentence or a line does, or at a word, and ends with a whole word.
    """
    starts = sorted({0, *(match.end() for match in _SENTENCE_START.finditer(text))})
    if highlights:
        starts.append(_word_start(text, max(0, highlights[0][0] - length // 3)))
    start = max(starts, key=lambda at: (_variety(text, highlights, at, at + length), -at))
    end = _word_end(text, start, length)
    inside = tuple((a - start, b - start) for a, b in highlights if start <= a and b <= end)
    return Snippet(start, end, inside)


def _variety(text: str, highlights: Sequence[Span], start: int, end: int) -> int:
    inside = [text[a:b].lower() for a, b in highlights if start <= a and b <= end]
    # A word seen again tells less than a new one.
    return 3 * len(set(inside)) + len(inside)


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, start: int, length: int) -> int:
    end = min(len(text), start + length)
    if end == len(text):
        return end
    at = end
    while at > start and not text[at].isspace():
        at -= 1
    return at if at > start else end


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """*spans* ascending, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
