"""Proof that store, lexical index, vectors and files agree."""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Document
from corpus.errors import IndexMismatch
from index.indexing import embedded_text

from .service import Service

REBUILD = "Kør: praksis rebuild"
REINGEST = "Indlæs filen igen: praksis remove {id} og derefter praksis ingest {file}"
NORM_TOLERANCE = 1e-3
"""A float32 unit vector is nearer to 1 than this; a zero vector stands for a text of unknown words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree: where, what, and what to do about it. All Danish."""

    where: str
    problem: str
    remedy: str


def check_corpus(service: Service) -> tuple[Fault, ...]:
    """Every fault in the corpus; none is the proof that its parts agree.

    The lexical rows are compared with the words of the stored text, analysed anew.
    """
    return tuple(_faults(service))


def _faults(service: Service) -> Iterator[Fault]:
    store = service.store
    for fault in store.integrity_faults():
        yield Fault("database", fault, "Gendan praksis.db fra en sikkerhedskopi")
    for table, count in store.orphans().items():
        if count:
            yield Fault(f"tabellen {table}", f"{count} rækker hører til intet afsnit", REBUILD)
    try:
        service.searcher.refuse_mismatch()
    except IndexMismatch as error:
        yield Fault("indeks", str(error).removesuffix(REBUILD).rstrip(), REBUILD)
        return
    try:
        service.refuse_other_themes()
    except IndexMismatch:
        yield Fault("temaer", "temaerne er ændret, siden afsnittene blev mærket", "Kør: praksis rebuild --themes")
    vectors = dict(store.vectors(service.encoder.info.id))
    for document_id in store.document_ids():
        document = store.document(document_id)
        yield from _original_faults(service, document)
        yield from _index_faults(service, document, vectors)


def _original_faults(service: Service, document: Document) -> Iterator[Fault]:
    path = service.store.original(document.source.sha256, document.source.suffix)
    remedy = REINGEST.format(id=document.id, file=document.source.file)
    if not path.is_file():
        yield Fault(f"dokument {document.id}", f"originalen {path} mangler", remedy)
    elif hashlib.sha256(path.read_bytes()).hexdigest() != document.source.sha256:
        yield Fault(f"dokument {document.id}", f"originalen {path} er ikke den fil, der blev læst", remedy)


def _index_faults(service: Service, document: Document, vectors: dict[int, bytes]) -> Iterator[Fault]:
    store = service.store
    seqs = [store.passage_seq(passage.id) for passage in document.passages]
    entries = store.lexical_entries(seqs)
    for seq, passage in zip(seqs, document.passages, strict=True):
        where = f"afsnit {passage.id} i dokument {document.id}"
        expected = service.indexer.lexical_entry(passage, document.metadata)
        if seq not in entries:
            yield Fault(where, "mangler i ordindekset", REBUILD)
        elif entries[seq] != expected:
            yield Fault(where, "ordindekset svarer ikke til teksten", REBUILD)
        if seq not in vectors:
            yield Fault(where, "har ingen vektor", REBUILD)
        elif not _is_unit(array("f", vectors[seq]), service.encoder.info.dimension):
            yield Fault(where, f"vektoren for «{embedded_text(passage)[:40]}…» er ikke gyldig", REBUILD)


def _is_unit(vector: array[float], dimension: int) -> bool:
    norm = math.sqrt(sum(number * number for number in vector))
    return len(vector) == dimension and (norm == 0.0 or abs(norm - 1) < NORM_TOLERANCE)
