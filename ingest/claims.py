"""What kind of claim each passage makes: evidence, example, opinion, programme or guidance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus import CLAIM_LABELS, Claim, ClaimKind, Cue, DocumentType, Metadata, Passage
from corpus.cues import Cues, Found, plain, sentence_spans

_BY_TYPE: Mapping[DocumentType, ClaimKind] = {
    "conference_programme": "programme",
    "practice_example": "practice",
    "evaluation": "research",
    "position_paper": "recommendation",
}
# What a passage may be in a document of a kind, beside that kind. A position is never evidence, whatever it
# quotes, and what stands in a programme is an announcement.
_BY_HEADING: Mapping[ClaimKind, frozenset[ClaimKind]] = {
    "research": frozenset({"recommendation", "guidance", "practice"}),
    "practice": frozenset({"guidance"}),
    "recommendation": frozenset({"practice"}),
    "programme": frozenset(),
    "guidance": frozenset({"practice", "recommendation", "research", "programme"}),
}
_BY_SENTENCES: Mapping[ClaimKind, frozenset[ClaimKind]] = {
    "research": frozenset({"recommendation"}),
    "practice": frozenset(),
    "recommendation": frozenset(),
    "programme": frozenset(),
    "guidance": frozenset({"practice", "programme"}),
}
MOST_SENTENCES = 0.5
"""A passage is of another kind than its document where at least so many of its sentences say so."""
TITLE_WORDS = 14
"""Lines above the text with more words than this say what it tells, not what it is."""
TITLE_WEIGHT = 3.0
"""Words of the title page weigh as much as so many passages of nothing but cues."""
MUNICIPAL_WEIGHT = 1.5
"""A municipality that writes and does not say what it writes tells, as a rule, what it does."""
_MOST_CUES = 3  # shown for one passage
_DIRECTING: frozenset[ClaimKind] = frozenset({"recommendation", "guidance"})
_BEHIND = 1 << 30  # behind the end of every sentence


@dataclass(frozen=True, slots=True)
class Heard:
    """One passage with its sentences and the cues in them, by their owner in :attr:`corpus.cues.Cues.sentences`."""

    passage: Passage
    spans: Sequence[tuple[int, int]]
    found: Mapping[str, Sequence[Found]]

    def said(self, owner: str) -> Sequence[Found]:
        return self.found.get(owner, ())

    def sentences(self, found: Iterable[Found]) -> int:
        """How many sentences hold one of *found*."""
        return len({bisect_right(self.spans, (one.start, _BEHIND)) for one in found})

    def claimed(self, kind: ClaimKind) -> list[Found]:
        """The cues of *kind*; a directive is one for both kinds that give them."""
        return [*self.said(f"claim:{kind}"), *(self.said("directive") if kind in _DIRECTING else ())]

    def share(self, kind: ClaimKind) -> float:
        """The share of the sentences that hold a cue of *kind*."""
        return self.sentences(self.claimed(kind)) / max(1, len(self.spans))


def listen(passage: Passage, cues: Cues) -> Heard:
    """The cues in the text of *passage*."""
    spans = sentence_spans(passage.text)
    return Heard(passage, spans, cues.sentences.find(plain(passage.text), [start for start, _ in spans]))


def find_document_claim(heard: Iterable[Heard], metadata: Metadata, cues: Cues) -> tuple[ClaimKind, Cue]:
    """What a document with the passages *heard* claims, and the cue that says so.

    Its type decides, or where that is "other" the words of its title page and the cues that most of its passages
    hold: then alone *heard* is looked at. One that nobody can place is taken for an opinion: the reader then doubts
    too much rather than too little.
    """
    by_type = _BY_TYPE.get(metadata.type)
    if by_type is not None:
        return by_type, Cue(metadata.title or metadata.type, None, None, f"dokument: {metadata.type}")
    shares: dict[ClaimKind, float] = dict.fromkeys(CLAIM_LABELS, 0.0)
    opening = ""
    for number, one in enumerate(heard):
        opening = opening if number else one.passage.text
        for kind in shares:
            shares[kind] += one.share(kind)
    named: dict[str, str] = {}
    for line in _title_lines(opening, metadata):
        for owner in cues.titles.find(plain(line)):
            named.setdefault(owner, line)
    weights = {kind: TITLE_WEIGHT * (kind in named) + share for kind, share in shares.items()}
    if _from_municipality(metadata):
        weights["practice"] += MUNICIPAL_WEIGHT
    best = max(weights, key=lambda kind: weights[kind])
    if weights[best] == 0:
        return "recommendation", Cue(metadata.title or "", None, None, "dokument: ingen kendetegn")
    rule = "dokument: titel" if best in named else "dokument: tekst"
    return best, Cue(named.get(best, metadata.title or ""), None, None, rule)


def _from_municipality(metadata: Metadata) -> bool:
    """Whether a municipality speaks for itself: it publishes, has written, or opens the title."""
    names = [name for name in (metadata.publisher, *metadata.authors) if name is not None]
    if metadata.title is not None and ":" in metadata.title:
        names.append(metadata.title.partition(":")[0])
    return any(name.casefold().endswith(("kommune", "kommuner")) for name in names)


def _title_lines(opening: str, metadata: Metadata) -> list[str]:
    """The title, the subtitle and the short lines of the *opening* passage."""
    lines = [line for line in (metadata.title, metadata.subtitle) if line is not None]
    return lines + [line for line in opening.splitlines() if len(line.split()) <= TITLE_WORDS]


def find_claim(heard: Heard, document: ClaimKind, cue: Cue, cues: Cues) -> Claim:
    """The kind of claim of one passage in a document that makes the claim *document*, as its *cue* says.

    It is of another kind where its heading says so ("Anbefalinger" in an evaluation), or where at least half its
    sentences do.

    Known to miss: an opinion of one sentence in a report, and a box with an example that has no heading.
    """
    if heard.passage.kind == "session":
        return Claim("programme", (Cue(heard.passage.text.splitlines()[0], None, None, "programpunkt"),))
    for heading in reversed(heard.passage.heading_path[1:]):
        named = cues.claim_headings.find(plain(heading))
        for kind in sorted(_BY_HEADING[document]):
            if kind in named:
                return Claim(kind, (Cue(heading, None, None, f"overskrift: {kind}"),))
    own = heard.share(document)
    for kind in sorted(_BY_SENTENCES[document], key=heard.share, reverse=True):
        if heard.share(kind) >= MOST_SENTENCES and heard.share(kind) > own:
            return Claim(kind, _cues(heard, kind))
    return Claim(document, (cue, *_cues(heard, document)))


def _cues(heard: Heard, kind: ClaimKind) -> tuple[Cue, ...]:
    text = heard.passage.text
    shown = sorted(heard.claimed(kind), key=lambda one: one.start)[:_MOST_CUES]
    return tuple(Cue(text[one.start : one.end], one.start, one.end, f"{kind}: {one.phrase}") for one in shown)
