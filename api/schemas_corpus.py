"""The JSON shapes of the corpus as a whole: what a batch did, how it is, what is wrong with it or the machine."""

from __future__ import annotations

from typing import Literal

from .shape import Shape


class Replacement(Shape):
    """A document that took the place of another."""

    old: str
    new: str


class Failure(Shape):
    """A file that was not taken in."""

    path: str
    reason: str
    message: str


class Report(Shape):
    """What became of a batch."""

    added: list[str]
    unchanged: list[str]
    replaced: list[Replacement]
    failed: list[Failure]
    quarantined: list[Failure]
    pages: int
    seconds: float


class Run(Shape):
    """A batch of the past."""

    started_at: str
    seconds: float
    report: Report


class SetAside(Failure):
    """A file on the list of those that people must look at."""

    at: str


class Model(Shape):
    """The model that gives passages and questions their meaning."""

    name: str
    revision: str
    dimension: int
    built_in: bool
    label: str


class Index(Shape):
    """How vectors are searched, and what the index was made with."""

    kind: Literal["exact"]
    manifest: dict[str, str]


class OtherVectors(Shape):
    """Vectors that another model made of the same texts, kept for the way back to it."""

    encoder: str
    vectors: int
    size: int


class Sizes(Shape):
    """Bytes on disk."""

    database: int
    originals: int


class Status(Shape):
    """How the corpus is."""

    version: str
    generation: int
    documents: int
    pages: int
    passages: int
    tags: int
    vectors: int
    other_vectors: list[OtherVectors]
    model: Model
    index: Index
    sizes: Sizes
    runs: list[Run]
    quarantine: list[SetAside]


class Fault(Shape):
    """Something in the corpus that does not agree."""

    where: str
    problem: str
    remedy: str


class Check(Shape):
    """The proof that the parts of the corpus agree, or what does not."""

    ok: bool
    faults: list[Fault]


class Finding(Shape):
    """One thing a machine should have."""

    name: str
    state: Literal["ok", "missing", "optional"]
    message: str
    remedy: str | None


class Diagnosis(Shape):
    """What this machine has and lacks; ``ok`` where nothing necessary is missing."""

    ok: bool
    findings: list[Finding]


class Removed(Shape):
    """A document that was taken out of the search."""

    removed: str


class Rebuilt(Shape):
    """An index made anew; ``dropped_vectors`` were of other models than the one in use."""

    documents: int
    seconds: float
    dropped_vectors: int


class Serving(Shape):
    """Where the page and the API are, told when they are ready."""

    url: str
