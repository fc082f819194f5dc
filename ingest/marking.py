"""Passages with the kind of claim they make and the aspects they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import Metadata, Passage
from corpus.cues import Cues, cues

from .aspects import find_aspects
from .claims import find_claim, find_document_claim, listen


def mark_passages(passages: Sequence[Passage], metadata: Metadata, known: Cues | None = None) -> tuple[Passage, ...]:
    """*passages*, all those of one document with *metadata*, each with its claim and its aspects.

    Nothing but what the store keeps is read, so a rebuild marks anew without the file. *known* are the cues to
    use, those of the package unless given.
    """
    return tuple(marked(passages, metadata, known))


def marked(passages: Sequence[Passage], metadata: Metadata, known: Cues | None = None) -> Iterator[Passage]:
    """The same one by one; a long document is gone through twice, so that what it says need not be held."""
    known = known if known is not None else cues()
    document, cue = find_document_claim((listen(passage, known) for passage in passages), metadata, known)
    for passage in passages:
        heard = listen(passage, known)
        claim = find_claim(heard, document, cue, known)
        yield replace(passage, claim=claim, aspects=find_aspects(heard, claim, known))
