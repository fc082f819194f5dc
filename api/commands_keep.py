"""The commands that take documents in and out, and say what is wrong or right about them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import FilterError

from .command import (
    Commands,
    Data,
    DocumentId,
    Json,
    listen,
    open_service,
    write_answer,
)

commands = Commands("Pas samlingen")


@commands.add(example="praksis ingest ~/Dokumenter/dagtilbud --workers 4")
def ingest(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="STI", help="Filer og mapper: PDF, Word, HTML, Markdown, tekst.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="TAL", min=1, help="Processer, der læser. [ellers: én pr. kerne]")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Læs også kendte filer igen; uden STI dem, der manglede OCR.")
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Læs dokumenter ind i samlingen. Kendte filer springes over."""
    from .batch import ingest_paths
    from .overviews import report_answer
    from .progress import READING, bar
    from .terminal_corpus import report_text

    if not paths and not again:
        raise FilterError("STI", "Skriv, hvilke filer eller mapper der skal læses.")
    listen(logging.WARNING if json else logging.ERROR)
    with open_service(ctx, data) as service, bar(READING) as progress:
        report = report_answer(ingest_paths(service, paths or [], workers=workers, progress=progress, again=again))
    write_answer(report, json, lambda: report_text(report))
    if report.failed:
        raise typer.Exit(1)


@commands.add(example='praksis correct 3f9a0c51d2e47b86 date 2024-10 --why "står på bagsiden"')
def correct(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument(metavar="ID", help="Id på et dokument; for et tema på et afsnit.")] = None,
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="FELT",
            help="type, title, subtitle, publisher, date, municipalities, theme, eller fx session.3.starts.",
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="VÆRDI",
            help="Det rigtige; - hvor dokumentet ikke siger det. Et tema: tidlig_indsats=about, =touches, =none.",
        ),
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEKST", help="Hvorfor; skal med.")] = "",
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAVN", help="Hvem der retter. [ellers: brugernavnet]")
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="ORD", help="Ord i afsnittet, der viser temaet.")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Vis alle rettelser.")] = False,
    undo: Annotated[int | None, typer.Option("--undo", metavar="TAL", help="Fortryd rettelsen med det nummer.")] = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="MAPPE", help="Skriv rettelserne som bedømte eksempler.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Ret det, maskinen har læst forkert.

    Hver rettelse gemmes med hvem, hvornår og hvorfor, gælder også efter næste indlæsning og kan fortrydes.
    """
    from .changes import all_changes, change_of, override_answer
    from .correcting import Asked
    from .correcting import correct as correct_one
    from .correcting import undo as undo_one
    from .correction_labels import export_labels, labels_text
    from .terminal_parts import override_text, overrides_text

    with open_service(ctx, data) as service:
        person = who or service.settings.user
        if show:
            listed = [override_answer(change) for change in all_changes(service)]
            write_answer(listed, json, lambda: overrides_text(listed))
            return
        if export is not None:
            written = export_labels(service, export)
            write_answer(written, json, lambda: labels_text(written))
            return
        if undo is not None:
            correction = undo_one(service, undo, by=person)
        elif id is None or field is None or value is None:
            raise FilterError("id", "Skriv ID, FELT og VÆRDI, eller brug --list, --undo eller --export. Se --help.")
        else:
            correction = correct_one(service, Asked(id, field, value, why, person, quote))
        document_id = service.store.document_with_sha256(correction.sha256)
        machine = None if document_id is None else service.store.document_as_read(document_id)
        answer = override_answer(change_of(correction, machine))
    write_answer(answer, json, lambda: override_text(answer))


@commands.add(example='praksis feedback "overgang til børnehave" 3f9a0c51d2e47b86 --relevant')
def feedback(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="SPØRGSMÅL", help="Spørgsmålet, i anførselstegn.")] = None,
    passage_id: Annotated[str | None, typer.Argument(metavar="AFSNIT", help="Id på et afsnit, fra en søgning.")] = None,
    relevant: Annotated[
        bool | None, typer.Option("--relevant/--not-relevant", help="Om afsnittet svarer på spørgsmålet.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Tag bedømmelsen tilbage.")] = False,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="MAPPE", help="Skriv alle som bedømte spørgsmål.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Bedøm svar, eller brug bedømmelserne som prøve på søgningen.

    Uden SPØRGSMÅL vises bedømmelserne.
    """
    from .feedback import export_judgements, export_text, feedback_text, judge, judgement_answer, judgement_text
    from .questions import read_text

    with open_service(ctx, data) as service:
        if export is not None:
            written = export_judgements(service, export)
            write_answer(written, json, lambda: export_text(written))
        elif question is None:
            listed = [judgement_answer(one) for one in service.store.judgements()]
            write_answer(listed, json, lambda: feedback_text(listed))
        elif passage_id is None or (relevant is None) != withdraw:
            raise FilterError("relevant", "Skriv spørgsmål, afsnit og én af --relevant, --not-relevant, --withdraw.")
        else:
            judged = judge(service, read_text(question), passage_id, relevant=relevant)
            write_answer(judged, json, lambda: judgement_text(judged))


@commands.add(example="praksis remove 3f9a0c51d2e47b86")
def remove(
    ctx: typer.Context,
    id: DocumentId,
    data: Data = None,
    json: Json = False,
) -> None:
    """Tag et dokument ud af søgningen. Originalen bliver liggende."""
    from .schemas import Removed

    with open_service(ctx, data) as service:
        service.store.remove(id)
    write_answer(Removed(removed=id), json, lambda: f"Dokument {id} er taget ud af søgningen.")
