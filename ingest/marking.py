"""Passages with the kind of claim they make and the aspects they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus import Metadata, Passage
from corpus.cues import Cues, cues

from .aspects import find_aspects
from .claims import find_claims, listen


def mark_passages(passages: Sequence[Passage], metadata: Metadata, known: Cues | None = None) -> tuple[Passage, ...]:
    """*passages*, all those of one document with *metadata*, each with its claim and its aspects.

    Nothing but what the store keeps is read, so a rebuild marks anew without the file. *known* are the cues to
    use, those of the package unless given.
    """
    known = known if known is not None else cues()
    heard = [listen(passage, known) for passage in passages]
    claims = find_claims(heard, metadata, known)
    return tuple(
        replace(one.passage, claim=claim, aspects=find_aspects(one, claim, known))
        for one, claim in zip(heard, claims, strict=True)
    )
