"""The training's field text as a corpus to search: each passage a document, each query with its one right passage."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.service import Service
from api.settings import Settings
from corpus import Box, Document, Metadata, PageSpan, Passage, Source, content_id
from index.search import Searcher

DEPTH = 10
_BOX = Box(1, 60, 60, 535, 200)

Row = dict[str, object]
"""A line of the field text: id, heading, text and queries."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A query of the field text and the id of the passage it was written for."""

    text: str
    kind: str
    target: str


def read_field(training: Path) -> list[Row]:
    """The rows of the field text in the folder *training*."""
    return [json.loads(line) for line in (training / "field.jsonl").read_text(encoding="utf-8").splitlines()]


def field_service(data: Path, rows: Sequence[Row]) -> Service:
    """A service whose store, in the folder *data*, holds a document for each of *rows*."""
    service = Service(Settings.from_env({}, data=data))
    for row in rows:
        document = _document(row)
        indexed = service.index(document)
        service.store.put(document, indexed, encoder=service.encoder.info.id, manifest=service.manifest, path=None)
    return service


def queries_of(rows: Sequence[Row]) -> list[HeldOut]:
    """The queries of *rows*, each with the passage that it was written for."""
    queries = []
    for row in rows:
        target = _document(row).passages[0].id
        asked = row["queries"]
        assert isinstance(asked, list)
        queries += [HeldOut(one["q"], one["kind"], target) for one in asked]
    return queries


def ndcg(searcher: Searcher, query: HeldOut, *, literal: bool = False) -> float:
    """nDCG@10 of one query: its one right passage's discount by rank, 0 below the tenth."""
    hits = searcher.search(query.text, limit=DEPTH, literal=literal).hits
    rank = next((hit.rank for hit in hits if hit.passage.id == query.target), None)
    return 0.0 if rank is None else 1 / math.log2(1 + rank)


def _document(row: Row) -> Document:
    document_id = content_id("field", str(row["id"]))
    passage = Passage(
        id=content_id(document_id, "0"),
        document_id=document_id,
        ordinal=0,
        kind="text",
        heading_path=(str(row["heading"]),),
        text=str(row["text"]),
        pages=PageSpan(1, 1),
        boxes=(_BOX,),
        page_starts=((0, 1),),
        themes=(),
    )
    nothing = Metadata(None, None, "other", None, (), None, None, None, (), ())
    return Document(
        id=document_id,
        source=Source("field.pdf", document_id, None),
        language="da",
        page_count=1,
        metadata=nothing,
        sections=(),
        sessions=(),
        asides=(),
        furniture=(),
        themes=(),
        passages=(passage,),
        pages=(),
        warnings=(),
    )
