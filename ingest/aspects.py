"""Which sides of the matter a passage speaks of: purpose, method, result, resources and the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus import ASPECT_LABELS, Aspect, AspectTag, Claim, ClaimKind, Cue
from corpus.card_cues import FIRST, card_cues
from corpus.card_labels import fact_rows
from corpus.cues import Cues, Found, plain

from .claims import Heard

HEADING = 3.0
"""Points of a cue in the passage's own heading; one above it gives half."""
CLEAR = 2.0
HINT = 0.6
MOST_HINTS = 4
"""Further hints add nothing: a long passage holds some of every kind."""
ENOUGH = 2.0
WORDS_OF_A_CUE = 140
"""In a longer passage one clear phrase is an aside: what is enough grows with the words beyond these."""
ASIDE = 2.0
"""A section named for one aspect speaks of another only where so many times the usual cues say it."""
SPOKEN_OUT: frozenset[Aspect] = frozenset({"advice", "target_group"})
"""Who advises says "vi anbefaler", and "henvender sig til" says for whom: no asides, however long the passage."""
EXPECTED: Mapping[ClaimKind, Mapping[Aspect, float]] = {
    "research": {"result": 1.0},
    "guidance": {"method": 1.0},
    "practice": {"method": 0.5},
    "recommendation": {"advice": 0.5},
}
"""Points that what such passages mostly speak of has in advance; without a cue they count for nothing."""
_REPORTING: frozenset[ClaimKind] = frozenset({"research", "practice"})
DIRECTED = 0.5
"""An opinion whose sentences are at least so often directives gives advice."""
NAMED_LIKE: Mapping[str, Aspect] = {
    "what": "method",
    "who": "organisation",
    "purpose": "purpose",
    "target_group": "target_group",
    "how": "method",
    "results": "result",
    "experiences": "experience",
    "resources": "resources",
    "advice": "advice",
}
"""The lines of the practice card whose headings speak of an aspect; one list tells both."""
_MOST_CUES = 4


def find_aspects(heard: Heard, claim: Claim, cues: Cues) -> tuple[AspectTag, ...]:
    """The aspects of the passage in *heard*, which makes *claim*, the surest first.

    A heading that names the aspect is enough, and so is a clear phrase in a short passage; phrases that only
    hint must be several. A time table and the practical lines of a programme speak of none.
    """
    if claim.kind == "programme" and (heard.passage.kind == "table" or _is_practical(heard, cues)):
        return ()
    scored = sorted(_scored(heard, claim, cues), key=lambda one: -one[0])
    return tuple(tag for _, tag in scored)


def _scored(heard: Heard, claim: Claim, cues: Cues) -> Iterator[tuple[float, AspectTag]]:
    words = len(heard.passage.text.split())
    extra = _implied(heard, claim)
    named = _headings(heard, cues)
    is_named = any(weight >= HEADING for headings in named.values() for weight, _ in headings) and not _sums_up(heard)
    enough = ENOUGH * max(1.0, words / WORDS_OF_A_CUE) * (ASIDE if is_named else 1.0)
    for aspect in ASPECT_LABELS:
        headings = named.get(aspect, [])
        clear, hints = heard.said(f"clear:{aspect}"), heard.said(f"hint:{aspect}")
        points = max((weight for weight, _ in headings), default=0.0)
        points += CLEAR * heard.sentences(clear) + HINT * min(
            heard.sentences(hints), len({one.phrase for one in hints}), MOST_HINTS
        )
        if clear or hints:
            points += EXPECTED.get(claim.kind, {}).get(aspect, 0.0)
        implied = extra.get(aspect)
        is_sure = implied is not None or any(weight >= HEADING for weight, _ in headings)
        if is_sure or points >= (ENOUGH if aspect in SPOKEN_OUT else enough):
            proof = [cue for _, cue in headings] + ([implied] if implied is not None else [])
            proof += _cues(heard, clear) + _cues(heard, hints)
            yield points, AspectTag(aspect, tuple(proof[:_MOST_CUES]))


def _sums_up(heard: Heard) -> bool:
    """Whether the passage sums up a text, and so speaks of all its sides."""
    path = heard.passage.heading_path
    return bool(path) and FIRST in card_cues().headings.find(plain(path[-1]))


def _headings(heard: Heard, cues: Cues) -> Mapping[str, Sequence[tuple[float, Cue]]]:
    """The headings that name each aspect, with their points; that of a session is the title of a talk."""
    named: dict[str, list[tuple[float, Cue]]] = {}
    if heard.passage.kind != "session":
        for place, heading in enumerate(reversed(heard.passage.heading_path[1:])):
            for aspect, phrase in _named_by(heading, cues).items():
                cue = Cue(heading, None, None, f"overskrift: {phrase}")
                named.setdefault(aspect, []).append((HEADING / (1 + place), cue))
    return named


def _named_by(heading: str, cues: Cues) -> Mapping[str, str]:
    """The aspects that *heading* names, each with the phrase that does; those of the card where none is named."""
    text = plain(heading)
    own = {aspect: found[0].phrase for aspect, found in cues.aspect_headings.find(text).items()}
    lines = {} if own else card_cues().headings.find(text)
    return own or {NAMED_LIKE[line]: found[0].phrase for line, found in lines.items() if line in NAMED_LIKE}


def _implied(heard: Heard, claim: Claim) -> Mapping[Aspect, Cue]:
    """What the kind of the passage says without words: a report's table is a result, demands are advice."""
    first = heard.passage.text.splitlines()[0] if heard.passage.text else ""
    if heard.passage.kind == "table" and claim.kind in _REPORTING and not list(fact_rows(heard.passage, card_cues())):
        return {"result": Cue(first, 0, len(first), "tabel")}
    directives = heard.said("directive")
    if claim.kind in ("recommendation", "guidance") and directives and len(directives) >= DIRECTED * len(heard.spans):
        found = directives[0]
        aspect: Aspect = "advice" if claim.kind == "recommendation" else "method"
        return {aspect: Cue(heard.passage.text[found.start : found.end], found.start, found.end, "bydeform")}
    return {}


def _is_practical(heard: Heard, cues: Cues) -> bool:
    """Whether the lines of a programme are its title, its stands or its registration."""
    return heard.passage.kind == "text" and any(
        "programme" in cues.claim_headings.find(plain(heading)) for heading in heard.passage.heading_path[1:]
    )


def _cues(heard: Heard, found: Sequence[Found]) -> list[Cue]:
    return [Cue(heard.passage.text[one.start : one.end], one.start, one.end, one.phrase) for one in found]
