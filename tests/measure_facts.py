"""How well facts, claims and aspects are read, against what people say.

``make eval-themes`` prints it; with ``PRAKSIS_REAL`` the real documents too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Metadata, Speaker
from corpus.municipalities import find_municipalities
from ingest.metadata import find_metadata
from ingest.pipeline import read_structure

from .measure_cards import show_cards
from .measure_claims import JUDGED, SAMPLES, show_claims

TRAPS = Path(__file__).parent / "municipality_traps.tsv"
REAL = {
    "stuk2024": "000_programme_2024",
    "hvidovre": "002_practice_hvidovre",
    "ishoej": "003_evaluation_smaaboernsteam",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were said, how many are true, and how many of those are the same."""

    right: int
    said: int
    true: int

    @classmethod
    def of(cls, said: Iterable[object], true: Iterable[object]) -> Counts:
        said, true = set(said), set(true)
        return cls(len(said & true), len(said), len(true))

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


def total(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    counts = list(counts)
    return Counts(sum(c.right for c in counts), sum(c.said for c in counts), sum(c.true for c in counts))


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its facts and speakers, and what a person says of them."""

    name: str
    metadata: Metadata
    speakers: tuple[Speaker, ...]
    gold: Mapping[str, Any]

    @property
    def stated(self) -> Mapping[str, Any]:
        """The facts that a title page states, as the gold writes them."""
        facts = self.metadata
        return {
            **{name: getattr(facts, name) for name in ("title", "subtitle", "type", "publisher", "date")},
            "authors": list(facts.authors),
            "event": None if facts.event is None else {"date": facts.event.date, "place": facts.event.place},
            "municipalities": sorted(one.name for one in facts.municipalities),
            "target_groups": sorted(self.values("target_group")),
        }

    @property
    def wrong(self) -> Mapping[str, tuple[Any, Any]]:
        """Of those facts that the gold has, the ones that we read otherwise: what is true, and what we say."""
        told = {name: self.gold[name] for name in self.stated if name in self.gold}
        true = {name: sorted(value) if isinstance(value, list) else value for name, value in told.items()}
        said = {name: sorted(value) if isinstance(value, list) else value for name, value in self.stated.items()}
        return {name: (value, said[name]) for name, value in true.items() if value != said[name]}

    def values(self, fact: str) -> list[str]:
        """What we say for *fact*."""
        return [one.value for one in self.metadata.facts if one.name == fact]


def trap_counts() -> Counts:
    """The municipalities named in the trap sentences, over all of them."""
    lines = [line.split("\t") for line in TRAPS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return total(
        Counts.of({one.code for one in find_municipalities(text.replace("\\n", "\n"))}, set(codes.split()))
        for text, codes in lines
    )


def sample_documents() -> Iterator[Read]:
    """The sample documents with the facts that ``judged/facts.json`` has of them."""
    for name, gold in json.loads((JUDGED / "facts.json").read_text(encoding="utf-8")).items():
        yield _read(next(JUDGED.glob(f"{name}.*")) if "/" in name else SAMPLES / f"{name}.pdf", gold)


def real_documents(folder: Path) -> Iterator[Read]:
    """The real documents with their gold."""
    for gold in json.loads((folder / "eval" / "metadata.json").read_text(encoding="utf-8"))["documents"]:
        programme = (*gold.get("sessions", ()), *gold.get("theme_sessions", ()))
        speakers = [
            (one["name"], one["role"], one["organisation"])
            for session in programme
            for one in session["speakers"]
            if one["name"] is not None
        ]
        path = folder / "corpus" / "pdf" / f"{REAL[gold['id']]}.pdf"
        yield _read(path, {"organisations": gold["organisations"], "speakers": speakers})


def _read(path: Path, gold: Mapping[str, Any]) -> Read:
    reading = read_structure(path)
    speakers = tuple(speaker for session in reading.sessions for speaker in session.speakers)
    return Read(path.stem, find_metadata(reading, file_name=path.name), speakers, gold)


def organisation_counts(documents: Iterable[Read]) -> Counts:
    """The bodies named, over all documents."""
    return total(Counts.of(one.metadata.organisations, one.gold["organisations"]) for one in documents)


def speaker_shares(documents: Iterable[Read]) -> tuple[float, float, float]:
    """The shares of true speakers whose name is found, whose role is right, and whose organisation is."""
    names = roles = bodies = every = 0
    for document in documents:
        for name, role, body in document.gold["speakers"]:
            found = [one for one in document.speakers if one.name == name]
            every += 1
            names += bool(found)
            roles += any(one.role == role for one in found)
            bodies += any(one.organisation == body for one in found)
    return (names / every, roles / every, bodies / every) if every else (1.0, 1.0, 1.0)


def invented_speakers(documents: Iterable[Read]) -> list[str]:
    """The names that nobody has."""
    return [
        one.name
        for document in documents
        for one in document.speakers
        if one.name is not None and one.name not in {name for name, _, _ in document.gold["speakers"]}
    ]


def show_facts(title: str, documents: Sequence[Read]) -> None:
    """Print what is right of the facts of *documents*."""
    bodies = organisation_counts(documents)
    print(f"\nFacts, {title}: {len(documents)} documents")
    print(f"  organisations    P {bodies.precision:.3f}  R {bodies.recall:.3f}  n {bodies.true}")
    names, roles, employers = speaker_shares(documents)
    count = sum(len(one.gold["speakers"]) for one in documents)
    told = sum(len(one.stated.keys() & one.gold.keys()) for one in documents)
    if told:
        print(f"  title pages      {told - sum(len(one.wrong) for one in documents)} of {told} facts right")
    print(f"  speakers         name {names:.3f}  role {roles:.3f}  organisation {employers:.3f}  n {count}")


def main() -> None:
    traps = trap_counts()
    print(f"Municipalities, trap sentences: P {traps.precision:.3f}  R {traps.recall:.3f}  n {traps.true}")
    show_facts("samples", list(sample_documents()))
    real = os.environ.get("PRAKSIS_REAL")
    if real:
        show_facts("real documents", list(real_documents(Path(real))))
    show_claims()
    show_cards()


if __name__ == "__main__":
    main()
