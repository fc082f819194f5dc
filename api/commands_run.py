"""The commands that run, prove, measure and mend."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import FilterError

from .command import (
    Commands,
    Data,
    Json,
    open_service,
    write_answer,
    write_note,
)

commands = Commands("Drift")


@commands.add(example="praksis serve --port 8080")
def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="ADRESSE", help="Adressen, der lyttes på.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="TAL", min=0, max=65535, help="Porten; 0 er en ledig.")] = 8000,
    data: Data = None,
    json: Json = False,
) -> None:
    """Start søgesiden og API'et på denne maskine."""
    # FAISS would start a thread for each core in each of the server's threads; it reads this when imported.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from .schemas import Serving
    from .server import serve as run

    def tell(url: str) -> None:
        if json:
            typer.echo(Serving(url=url).model_dump_json())
        write_note(f"Praksis kører på {url} (stop med Ctrl+C)")

    with open_service(ctx, data) as service:
        service.searcher.refuse_mismatch()
        run(service, host=host, port=port, tell=tell)


@commands.add(example="praksis status --json")
def status(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Vis, hvad samlingen indeholder, og hvordan den har det."""
    from .overviews import status_answer
    from .terminal_corpus import status_text

    with open_service(ctx, data) as service:
        answer = status_answer(service)
    write_answer(answer, json, lambda: status_text(answer))


@commands.add(example="praksis check && echo alt i orden")
def check(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Bevis, at database, ordindeks, vektorer og originaler er enige."""
    from .checks import check_corpus
    from .overviews import check_answer
    from .terminal_corpus import check_text

    with open_service(ctx, data) as service:
        answer = check_answer(check_corpus(service))
    write_answer(answer, json, lambda: check_text(answer))
    if not answer.ok:
        raise typer.Exit(1)


@commands.add(example="PRAKSIS_MODEL=/modeller/e5-base praksis rebuild")
def rebuild(
    ctx: typer.Context,
    themes: Annotated[bool, typer.Option("--themes", help="Kun temaerne: det tager sekunder.")] = False,
    drop_other_vectors: Annotated[
        bool,
        typer.Option("--drop-other-vectors", help="Slet bagefter vektorer fra andre modeller."),
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Lav indekset igen fra databasen, fx efter et skift af model.

    Med --themes kun temaerne.

    Et afbrudt skift af model fortsætter, hvor det slap. Den forrige models vektorer bliver liggende til en vej tilbage.
    """
    import time

    from .progress import telling
    from .schemas import Rebuilt
    from .terminal_corpus import rebuilt_text

    if themes and drop_other_vectors:
        raise FilterError("themes", "--themes rører ingen vektorer og kan ikke bruges med --drop-other-vectors.")
    started = time.monotonic()
    dropped = 0
    with open_service(ctx, data) as service:
        try:
            with telling(sys.stderr) as tell:
                count = service.rebuild_themes() if themes else service.rebuild(tell)
        except KeyboardInterrupt:
            write_note("Hvad der er beregnet, er gemt; kør kommandoen igen for at fortsætte.")
            raise
        if drop_other_vectors:
            dropped = service.store.drop_other_vectors(service.encoder.info.id)
    answer = Rebuilt(documents=count, seconds=round(time.monotonic() - started, 3), dropped_vectors=dropped)
    write_answer(answer, json, lambda: rebuilt_text(answer, themes=themes))


@commands.add(example="praksis evaluate corpus/samples/judged --report maaling.html")
def evaluate(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappe med bedømte spørgsmål og tilfælde.")],
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FIL", help="Gem målingen til senere sammenligning.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FIL", help="Sammenlign med en gemt måling.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FIL", help="Skriv en HTML-rapport med det, der gik galt.")
    ] = None,
    damaged: Annotated[bool, typer.Option("--damaged", help="Spørg også med slåfejl og uden æ, ø og å.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Mål søgningen på bedømte spørgsmål. Svarer 1, hvis et tilfælde ikke er opfyldt."""
    from .evaluations import evaluation_answer, measure
    from .terminal_evaluation import evaluation_text

    with open_service(ctx, data) as service:
        measured = measure(service, folder, against=against, damage=damaged)
        if save is not None:
            measured.run.save(save)
        if report is not None:
            from .evaluation_report import write_report

            write_report(service, measured, report)
    answer = evaluation_answer(measured)
    write_answer(answer, json, lambda: evaluation_text(answer))
    if measured.failed_cases:
        raise typer.Exit(1)


@commands.add(example="praksis doctor")
def doctor(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Se, hvad denne maskine mangler, og hvordan du får det."""
    from .doctor import examine
    from .overviews import diagnosis_answer
    from .terminal_corpus import diagnosis_text

    with open_service(ctx, data) as service:
        answer = diagnosis_answer(examine(service))
    write_answer(answer, json, lambda: diagnosis_text(answer))
    if not answer.ok:
        raise typer.Exit(1)
