"""Corrections as labelled data: what people have judged, in the form that our measurements read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus import Document, Passage
from corpus.corrections import Correction, find_passage

from . import schemas
from .changes import readable
from .service import Service

QUOTE_LETTERS = 120
"""Letters of a passage by which a label finds it again, where no other passage of its document has them."""
GOLD_NAMES = {"type": "document_type"}
"""Names of facts in gold metadata that are not ours."""


def export_labels(service: Service, folder: Path) -> schemas.LabelExport:
    """Write the corrections that stand to *folder*.

    The files are ``documents.json``, ``passages.jsonl``, ``themes.jsonl`` and ``metadata.json``. A label says what
    a person said and no more: themes of a corrected passage that nobody looked at are "borderline", and a document
    has the facts alone that were corrected. Corrections of files and passages that are not in the corpus are left
    out.
    """
    documents = {
        sha256: service.store.document(id)
        for sha256 in dict.fromkeys(one.sha256 for one in service.store.all_corrections())
        if (id := service.store.document_with_sha256(sha256)) is not None
    }
    themes, passages, metadata = [], [], []
    total = 0
    for sha256, document in documents.items():
        standing = service.store.corrections(sha256)
        total += len(standing)
        for passage, corrections in _by_passage(document, standing):
            themes.append(_theme_label(document, passage, corrections))
            passages.append(_passage(document, passage))
        facts = _metadata(document, standing)
        if facts is not None:
            metadata.append(facts)
    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / "documents.json", {_name(one): one.source.file for one in documents.values()})
    _write_json(folder / "metadata.json", {"documents": metadata})
    _write_lines(folder / "themes.jsonl", themes)
    _write_lines(folder / "passages.jsonl", passages)
    return schemas.LabelExport(folder=str(folder), corrections=total, passages=len(themes), documents=len(metadata))


def labels_text(written: schemas.LabelExport) -> str:
    """What was written, and where."""
    return (
        f"{written.corrections} rettelser er skrevet til {written.folder}: "
        f"temaer i {written.passages} afsnit, fakta om {written.documents} dokumenter."
    )


def _by_passage(document: Document, standing: Iterable[Correction]) -> list[tuple[Passage, list[Correction]]]:
    found: dict[int, list[Correction]] = {}
    for one in standing:
        at = None if one.passage is None else find_passage(document.passages, one.passage)
        if at is not None:
            found.setdefault(at, []).append(one)
    return [(document.passages[at], corrections) for at, corrections in sorted(found.items())]


def _theme_label(document: Document, passage: Passage, corrections: Sequence[Correction]) -> dict[str, Any]:
    judged = dict(one.theme for one in corrections)  # the last one of a theme stands
    return {
        "doc": _name(document),
        "id": passage.id,
        "quote": _quote(document, passage),
        "about": [theme for theme, level in judged.items() if level == "about"],
        "touches": [theme for theme, level in judged.items() if level == "touches"],
        "borderline": [tag.theme_id for tag in passage.themes if tag.theme_id not in judged],
        "reason": "; ".join(dict.fromkeys(one.why for one in corrections)),
        "by": ", ".join(dict.fromkeys(one.who for one in corrections)),
        "at": corrections[-1].at,
    }


def _quote(document: Document, passage: Passage) -> str:
    text = " ".join(passage.text.split())
    quote = text[:QUOTE_LETTERS].rstrip()
    others = (" ".join(one.text.split()) for one in document.passages if one.id != passage.id)
    return text if any(quote in other for other in others) else quote


def _passage(document: Document, passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "doc": _name(document),
        "heading": " › ".join(passage.heading_path),
        "text": passage.text,
        "type": document.metadata.type,
        "file": document.source.file,
    }


def _metadata(document: Document, standing: Iterable[Correction]) -> dict[str, Any] | None:
    facts: dict[str, Any] = {}
    sessions: dict[str, dict[str, str | None]] = {}
    for one in standing:
        if one.session is not None:
            sessions.setdefault(one.session, {"session": one.session})[one.field] = one.value
        elif one.passage is None and one.field == "municipalities":
            facts["municipalities"] = [name for name in (readable(one) or "").split(", ") if name]
        elif one.passage is None:
            facts[GOLD_NAMES.get(one.field, one.field)] = one.value
    if sessions:
        facts["sessions"] = list(sessions.values())
    return {"id": _name(document), "file": document.source.file, **facts} if facts else None


def _name(document: Document) -> str:
    return Path(document.source.file).stem


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_lines(path: Path, rows: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
