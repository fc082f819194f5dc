"""Why a passage has a theme or does not: what was found, what was stopped, and what came near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import Evidence, Passage
from corpus.passage import TagLevel
from corpus.taxonomy import Taxonomy

from .language import Language
from .theme_fillings import Filled, Rule, fillings
from .theme_rules import Sentence, WordAnalyser
from .themes import Tagger, needed_for_touches

MOST_NEAR = 6  # of hundreds of patterns; the heaviest that came nearest

NearReason = Literal["missing", "apart", "order"]
"""One word is not there · all are there, too far apart · all are there, in another order or the same word twice."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Words that would have counted, and the negative or negation that took them away."""

    evidence: Evidence
    by: str


@dataclass(frozen=True, slots=True)
class Near:
    """A pattern that was almost filled in one sentence.

    Attributes:
        rule: the pattern as the file has it.
        weight: what it would have counted.
        found: the words that fill some of its slots.
        missing: the slots that nothing fills, as the file has them.
        within: the words it may stretch over; ``stretch`` those that it does, where all slots are filled.
    """

    rule: str
    weight: float
    reason: NearReason
    found: tuple[Evidence, ...]
    missing: tuple[str, ...]
    within: int
    stretch: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one passage stands to one theme.

    ``from_text`` and ``from_around`` (headings and the document's title) make up the score; without any find in
    the text itself what is around does not count. ``touches`` and ``about`` are the scores that the levels take;
    ``leaning`` is how far all words of the passage lean towards the theme, below 0 away from it, and has moved
    ``about``.
    """

    passage_id: str
    theme_id: str
    level: TagLevel | None
    from_text: float
    from_around: float
    touches: float
    about: float
    leaning: float
    evidence: tuple[Evidence, ...]
    stopped: tuple[Stopped, ...]
    near: tuple[Near, ...]


def explain_theme(
    passages: Sequence[Passage],
    passage_id: str,
    theme_id: str,
    *,
    taxonomy: Taxonomy,
    analyser: WordAnalyser,
    language: Language,
    titles: Sequence[str],
) -> Explanation:
    """How the passage with *passage_id*, one of all *passages* of its document, stands to a theme of *taxonomy*."""
    tagger = Tagger(passages, taxonomy=taxonomy, analyser=analyser, language=language, titles=titles)
    passage = next(one for one in passages if one.id == passage_id)
    theme = taxonomy.by_id[theme_id]
    sentences = tagger.sentences(passage)
    found = tagger.weigh(passage).get(theme_id)
    tag = next((one for one in tagger.tagged(passage).themes if one.theme_id == theme_id), None)
    number = taxonomy.themes.index(theme)
    leaning = tagger.leanings(passage).get(theme_id, 0.0)
    return Explanation(
        passage_id=passage_id,
        theme_id=theme_id,
        level=None if tag is None else tag.level,
        from_text=0.0 if found is None else round(found.score, 2),
        from_around=round(tagger.around(passage).get(theme_id, 0.0), 2),
        touches=round(theme.touches if found is None else needed_for_touches(theme, found), 2),
        about=round(theme.about if found is None else tagger.needed(theme, found, passage, leaning), 2),
        leaning=round(leaning, 2),
        evidence=() if found is None else found.evidence,
        stopped=tuple(_stopped(passage.text, sentences, tagger, number)),
        near=_nearest(passage.text, sentences, tagger, number),
    )


def _stopped(text: str, sentences: Sequence[Sentence], tagger: Tagger, theme: int) -> Iterator[Stopped]:
    for tokens in sentences:
        for find in tagger.matcher.candidates(tokens, tagger.names):
            if find.theme == theme and find.stopped_by is not None:
                yield Stopped(_evidence(text, tokens, find.first, find.last, find.rule), find.stopped_by)


def _nearest(text: str, sentences: Sequence[Sentence], tagger: Tagger, theme: int) -> tuple[Near, ...]:
    nearest: dict[int, Near] = {}
    for tokens in sentences:
        filled = tagger.matcher.filled(tokens, tagger.names)
        for rule in tagger.matcher.rules.of_theme[theme]:
            near = _near(text, tokens, rule, filled)
            if near is not None and (rule.number not in nearest or _distance(near) < _distance(nearest[rule.number])):
                nearest[rule.number] = near
    return tuple(sorted(nearest.values(), key=_distance)[:MOST_NEAR])


def _distance(near: Near) -> tuple[int, float, int]:
    """Nearest first: nothing missing before something, then by weight."""
    return len(near.missing), -near.weight, near.stretch or 0


def _near(text: str, tokens: Sentence, rule: Rule, filled: Filled) -> Near | None:
    """How *rule* was almost filled in one sentence; ``None`` where it was, or where half of it is missing."""
    written = rule.written.split(" + ")
    here = [slot for slot in rule.slots if slot in filled]
    if len(rule.slots) < 2 or len(here) < len(rule.slots) - 1 or not here:
        return None
    if len(here) == len(rule.slots) and fillings(rule, filled):
        return None
    places = [filled[slot][0] for slot in dict.fromkeys(here)]
    found = tuple(_evidence(text, tokens, place.first, place.last, place.term.text) for place in places)
    missing = tuple(name for slot, name in zip(rule.slots, written, strict=True) if slot not in filled)
    stretch = max(place.last for place in places) - min(place.first for place in places) + 1
    reason: NearReason = "missing" if missing else "apart" if stretch > rule.within else "order"
    return Near(rule.written, rule.weight, reason, found, missing, rule.within, None if missing else stretch)


def _evidence(text: str, tokens: Sentence, first: int, last: int, rule: str) -> Evidence:
    start, end = tokens[first].start, tokens[last].end
    return Evidence(text[start:end], start, end, rule)
