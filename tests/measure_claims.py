"""How well claims and aspects are told apart: the confusion table and F1 on the judged passages.

``tests.measure_facts`` prints it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from corpus import Aspect, ClaimKind, Passage
from ingest.marking import mark_passages
from ingest.metadata import find_metadata
from ingest.passages import split_passages
from ingest.pipeline import read_structure

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
JUDGED = SAMPLES / "judged"


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with what a person says of it, and what we say."""

    passage: Passage
    split: str
    claim: ClaimKind
    aspects: frozenset[Aspect]


def judged_passages() -> list[Judged]:
    """Every passage with a label in ``judged/claims.jsonl``, read and marked.

    Raises:
        KeyError: a label is of a passage that is not there.
    """
    labels = [json.loads(line) for line in (JUDGED / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = {name: _passages(name) for name in dict.fromkeys(label["document"] for label in labels)}
    return [
        Judged(
            documents[label["document"]][label["heading"], label["kind"], label["starts"]],
            label["split"],
            label["claim"],
            frozenset(label["aspects"]),
        )
        for label in labels
    ]


def _passages(name: str) -> Mapping[tuple[str | None, str, str], Passage]:
    paths = (SAMPLES / f"{name}.pdf", JUDGED / "claims" / f"{name}.md", JUDGED / "cards" / f"{name}.md")
    reading = read_structure(next(path for path in paths if path.exists()))
    metadata = find_metadata(reading, file_name=name)
    found = mark_passages(tuple(split_passages(reading, name)), metadata)
    return {_key(passage): passage for passage in found}


def _key(passage: Passage) -> tuple[str | None, str, str]:
    heading = passage.heading_path[-1] if passage.heading_path else None
    return heading, passage.kind, passage.text.splitlines()[0][:48]


def accuracy(judged: Sequence[Judged]) -> float:
    """The share of *judged* whose claim is right."""
    return sum(one.passage.claim is not None and one.passage.claim.kind == one.claim for one in judged) / len(judged)


def aspect_f1(judged: Sequence[Judged]) -> float:
    """The micro F1 of the aspects of *judged*."""
    said = [frozenset(tag.aspect for tag in one.passage.aspects) for one in judged]
    return _f1(
        sum(len(found & one.aspects) for found, one in zip(said, judged, strict=True)),
        sum(map(len, said)),
        sum(len(one.aspects) for one in judged),
    )


def _f1(right: int, said: int, true: int) -> float:
    return 2 * right / (said + true) if said + true else 1.0


def confusion(judged: Sequence[Judged]) -> Iterable[str]:
    """The claims as lines of a table: a row for what a person says, a column for what we say."""
    kinds: tuple[ClaimKind, ...] = get_args(ClaimKind)
    counts = Counter((one.claim, one.passage.claim.kind) for one in judged if one.passage.claim is not None)
    yield f"{'':16}" + "".join(f"{kind:>16}" for kind in kinds)
    for true in kinds:
        yield f"{true:16}" + "".join(f"{counts[true, said]:16}" for said in kinds)


def aspect_table(judged: Sequence[Judged]) -> Iterable[str]:
    """Precision, recall and number of each aspect, as lines."""
    for aspect in get_args(Aspect):
        said = [one for one in judged if aspect in {tag.aspect for tag in one.passage.aspects}]
        true = [one for one in judged if aspect in one.aspects]
        right = sum(one in true for one in said)
        precision, recall = right / max(1, len(said)), right / max(1, len(true))
        f1 = _f1(right, len(said), len(true))
        yield f"  {aspect:16} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  n {len(true)}"


def show_claims() -> None:
    """Print both tables for the labels the rules were written with, and for those nobody looked at."""
    judged = judged_passages()
    for split in ("dev", "held_out"):
        part = [one for one in judged if one.split == split]
        print(f"\nKind of claim, {split}: {accuracy(part):.3f} of {len(part)} passages")
        print("\n".join(confusion(part)))
        print(f"Aspects, {split}: micro F1 {aspect_f1(part):.3f}")
        print("\n".join(aspect_table(part)))
