"""Judgements of hits: given, listed, and exported as a folder of judged queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import NotFound, StoreError
from corpus.ids import content_id
from corpus.store import Judgement, Store
from corpus.store_feedback import same_question

from . import schemas
from .service import Service

KIND, SPLIT = "feedback", "dev"
"""What exported queries are called; evaluations tell them from those that were written on purpose."""

_RELEVANT, _NOT_RELEVANT = 2, 0


def judge(service: Service, query: str, passage_id: str, *, relevant: bool | None) -> schemas.Judgement:
    """Keep whether a passage answers *query*; ``None`` takes back what was said.

    Raises:
        NotFound: there is no such passage, or nothing to take back.
    """
    if relevant is None:
        service.store.withdraw_judgement(query, passage_id)
        return schemas.Judgement(query=query, passage_id=passage_id, relevant=None, on=None)
    return judgement_answer(service.store.judge(query, passage_id, relevant=relevant))


def judgement_answer(judgement: Judgement) -> schemas.Judgement:
    """One judgement."""
    return schemas.Judgement(
        query=judgement.query, passage_id=judgement.passage_id, relevant=judgement.relevant, on=judgement.on
    )


def export_judgements(service: Service, folder: Path) -> schemas.FeedbackExport:
    """Write all judgements to *folder* as judged queries, which ``praksis evaluate`` takes.

    A query without a relevant passage is left out: nobody knows yet what should be found. So is a judgement
    of a passage that is gone. The documents' passages are written whole, so that other ways to cut them can
    be measured.

    Raises:
        StoreError: *folder* holds judged queries from elsewhere, or cannot be written.
    """
    _refuse_others(folder)
    store = service.store
    here = [one for one in store.judgements() if _stands(store, one.passage_id)]
    answered = {same_question(one.query) for one in here if one.relevant}
    kept = [one for one in here if same_question(one.query) in answered]
    documents = list(dict.fromkeys(store.passage(one.passage_id).document_id for one in kept))
    queries = {same_question(one.query): one.query for one in reversed(kept)}
    rows = [f"{_query_id(one.query)}\t{one.passage_id}\t{_RELEVANT if one.relevant else _NOT_RELEVANT}" for one in kept]
    files = {
        "queries.jsonl": _lines(
            {"id": _query_id(query), "query": query, "kind": KIND, "split": SPLIT}
            for query in reversed(queries.values())
        ),
        "qrels.tsv": "".join(f"{row}\n" for row in ("query_id\tpassage_id\tgrade", *rows)),
        "passages.jsonl": _lines(
            {"id": passage.id, "doc": id, "text": passage.text}
            for id in documents
            for passage in store.document(id).passages
        ),
        "documents.json": json.dumps({id: store.summary(id).file for id in documents}, ensure_ascii=False, indent=1)
        + "\n",
    }
    _write(folder, files)
    return schemas.FeedbackExport(
        folder=str(folder),
        queries=len(queries),
        judgements=len(kept),
        left_out=len(store.judgements()) - len(kept),
    )


def feedback_text(judgements: Sequence[schemas.Judgement]) -> str:
    """The judgements, each question once."""
    if not judgements:
        return 'Ingen bedømmelser endnu. Giv en med: praksis feedback "spørgsmål" AFSNIT --relevant'
    lines = []
    for query in dict.fromkeys(one.query for one in judgements):
        lines.append(query)
        lines += [
            f"  {'relevant     ' if one.relevant else 'ikke relevant'}  {one.passage_id}  {one.on}"
            for one in judgements
            if one.query == query
        ]
    return "\n".join(lines)


def judgement_text(judgement: schemas.Judgement) -> str:
    """What was kept."""
    if judgement.relevant is None:
        return f"Bedømmelsen af {judgement.passage_id} for »{judgement.query}« er taget tilbage."
    word = "relevant" if judgement.relevant else "ikke relevant"
    return f"Afsnit {judgement.passage_id} er {word} for »{judgement.query}«."


def export_text(export: schemas.FeedbackExport) -> str:
    """Where they are, and how to use them."""
    left_out = (
        f" {export.left_out} bedømmelser er ikke med: "
        "deres spørgsmål har intet relevant afsnit, eller afsnittet er væk."
    )
    return (
        f"{export.judgements} bedømmelser af {export.queries} spørgsmål ligger i {export.folder}."
        f"{left_out if export.left_out else ''} Mål med: praksis evaluate {export.folder}"
    )


def _stands(store: Store, passage_id: str) -> bool:
    try:
        store.passage_seq(passage_id)
    except NotFound:
        return False
    return True


def _query_id(query: str) -> str:
    return content_id(same_question(query))


def _lines(rows: Iterable[dict[str, str]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _refuse_others(folder: Path) -> None:
    """Nothing, where an export may be written over what is in *folder*."""
    there = folder / "queries.jsonl"
    if there.exists() and any(
        f'"kind": "{KIND}"' not in line for line in there.read_text(encoding="utf-8").splitlines()
    ):
        raise StoreError(f"{folder} har allerede bedømte spørgsmål, som ikke er herfra. Vælg en anden mappe.")


def _write(folder: Path, files: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"Mappen {folder} kan ikke skrives ({error.strerror}). Vælg en anden.") from error
