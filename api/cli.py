"""The command line: each command is a few lines over a function that a test can call.

Answers go to stdout, progress and notes to stderr. Only what a command needs is imported, inside it:
a search must not pay for the PDF reader, the web server or a large model.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from corpus.errors import BrokenCursor, FilterError, NotFound, PraksisError

from .danish import danish_error, danish_help
from .settings import Settings

if TYPE_CHECKING:
    from pydantic import BaseModel

    from .service import Service

OpenService = Callable[[Settings], "Service"]
Progress = Callable[[int, int], None]

OUR_LOGGERS = ("api", "corpus", "index", "ingest")

# Typer keeps the class of wrong usage in a private module, whose name has changed; its child is public.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


class DanishCommand(TyperCommand):
    """A command whose help is Danish throughout."""

    def get_help(self, ctx: Any) -> str:
        return danish_help(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        return danish_help(super().get_usage(ctx))


class DanishGroup(TyperGroup):
    """The commands together; every error becomes one Danish line on stderr and an exit code.

    0 done, 1 failed, 2 wrong usage, 130 interrupted.
    """

    def get_help(self, ctx: Any) -> str:
        return danish_help(super().get_help(ctx))

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run, and leave with the exit code of what happened."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except (FilterError, BrokenCursor) as error:
            code = _complain(str(error), 2)
        except PraksisError as error:
            code = _complain(str(error), 1)
        except typer.Abort:
            code = _complain("Afbrudt.", 130)
        except _UsageError as error:
            text = str(error.format_message())  # type: ignore[attr-defined] # every error of Typer's has it
            if type(error).__name__ == "NoArgsIsHelpError":
                typer.echo(text, err=True)
                code = 2
            else:
                code = _complain(danish_error(text), 2)
        if not standalone_mode:
            return code
        raise SystemExit(code if isinstance(code, int) else 0)


def _complain(message: str, code: int) -> int:
    typer.echo(f"Fejl: {message}", err=True)
    return code


app = typer.Typer(
    name="praksis",
    cls=DanishGroup,
    help="Praksis gør danske tekster om dagtilbud søgbare: hvert svar med afsnit, side og citat.",
    epilog='Begynd med: praksis ingest MAPPE – og derefter: praksis search "tværfagligt samarbejde"',
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Data = Annotated[
    Path | None, typer.Option("--data", metavar="MAPPE", help="Datamappen. [ellers: PRAKSIS_DATA, så ./data]")
]
Json = Annotated[bool, typer.Option("--json", help="Svar som én JSON-værdi på stdout.")]
Limit = Annotated[int, typer.Option("--limit", metavar="TAL", min=1, max=100, help="Højst så mange svar.")]


@app.command(cls=DanishCommand, epilog="Eksempel: praksis ingest ~/Dokumenter/dagtilbud --workers 4")
def ingest(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="STI...", help="Filer og mapper: PDF, Word, HTML, Markdown, tekst.")
    ],
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="TAL", min=1, help="Processer, der læser. [ellers: én pr. kerne]")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Læs dokumenter ind i samlingen. Kendte filer springes over."""
    from .batch import ingest_paths
    from .overviews import report_answer
    from .terminal import report_text

    _listen(logging.WARNING if json else logging.ERROR)
    with _service(ctx, data) as service, _progress("Læser", "sider") as progress:
        report = report_answer(ingest_paths(service, paths, workers=workers, progress=progress))
    _answer(report, json, lambda: report_text(report))
    if report.failed:
        raise typer.Exit(1)


@app.command(cls=DanishCommand, epilog='Eksempel: praksis search "tidlig indsats i vuggestuen" --municipality Ishøj')
def search(
    ctx: typer.Context,
    question: Annotated[
        list[str], typer.Argument(metavar="SPØRGSMÅL", help="Hvad du vil vide. Efter -- må det begynde med -.")
    ],
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="ID", help="Kun afsnit med temaet (se: praksis themes).")
    ] = None,
    type: Annotated[
        str | None, typer.Option("--type", metavar="ID", help="Kun dokumenter af denne type, fx evaluation.")
    ] = None,
    municipality: Annotated[
        str | None, typer.Option("--municipality", metavar="NAVN", help="Kun dokumenter om denne kommune.")
    ] = None,
    year_from: Annotated[
        int | None, typer.Option("--from", metavar="ÅR", min=1000, max=9999, help="Tidligst fra dette år.")
    ] = None,
    year_to: Annotated[
        int | None, typer.Option("--to", metavar="ÅR", min=1000, max=9999, help="Senest fra dette år.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="SLAGS", help="Kun text, table eller session.")] = None,
    limit: Limit = 10,
    group: Annotated[
        str, typer.Option("--group", metavar="MÅDE", help="document (ét svar pr. dokument) eller passage.")
    ] = "passage",
    cursor: Annotated[
        str | None, typer.Option("--cursor", metavar="TEKST", help="Næste side: «next» fra det forrige svar.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Søg i samlingen efter afsnit, der svarer på et spørgsmål."""
    from .questions import Choice, Question, read_filters, read_grouping, read_text
    from .searches import search_answer
    from .terminal import search_text

    text, grouping = read_text(" ".join(question)), read_grouping(group)
    with _service(ctx, data) as service:
        filters = read_filters(Choice(theme, type, municipality, year_from, year_to, kind), service)
        answer = search_answer(service, Question(text, filters, grouping, limit, cursor))
        empty = service.store.generation() == 0
    _answer(answer, json, lambda: search_text(answer))
    if empty:
        _note("Samlingen er tom. Indlæs dokumenter med: praksis ingest MAPPE")


@app.command(cls=DanishCommand, epilog="Eksempel: praksis similar 3f9a0c51d2e47b86")
def similar(
    ctx: typer.Context,
    passage_id: Annotated[str, typer.Argument(metavar="AFSNIT", help="Id på et afsnit, fra en søgning.")],
    limit: Limit = 10,
    data: Data = None,
    json: Json = False,
) -> None:
    """Find afsnit i andre dokumenter, der ligner et afsnit."""
    from .searches import similar_answer
    from .terminal import search_text

    with _service(ctx, data) as service:
        answer = similar_answer(service, passage_id, limit=limit)
    _answer(answer, json, lambda: search_text(answer))


@app.command(cls=DanishCommand, epilog="Eksempel: praksis show 3f9a0c51d2e47b86")
def show(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="Id på et dokument eller et afsnit.")],
    pages: Annotated[
        bool, typer.Option("--pages", help="Tegn hver side med det, der blev forstået, som PNG-filer.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="MAPPE", help="Mappen til --pages. [ellers: ./sider-ID]")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Vis hver bindestreg ved et linjeslut, og hvad den blev til.")
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Vis et helt dokument eller ét afsnit, eller hvordan det blev læst."""
    from .answers import document_answer, passage_answer
    from .inspections import line_ends, page_pictures
    from .terminal import document_text, line_ends_text, passage_text, pictures_text

    if pages and explain:
        raise FilterError("explain", "--pages og --explain kan ikke bruges sammen. Kør kommandoen to gange.")
    if out is not None and not pages:
        raise FilterError("out", "--out hører til --pages.")
    if pages or explain:
        with _service(ctx, data) as service:
            if pages:
                drawn = page_pictures(service, id, out if out is not None else Path(f"sider-{id}"))
                _answer(drawn, json, lambda: pictures_text(drawn))
            else:
                ends = line_ends(service, id)
                _answer(ends, json, lambda: line_ends_text(ends))
        return
    with _service(ctx, data) as service:
        try:
            document = document_answer(service.store.document(id), service.taxonomy)
        except NotFound:
            passage = passage_answer(service.store.passage(id), service.taxonomy)
            _answer(passage, json, lambda: passage_text(passage))
        else:
            _answer(document, json, lambda: document_text(document))


@app.command("list", cls=DanishCommand, epilog="Eksempel: praksis list --json")
def list_documents(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Vis alle dokumenter."""
    from .answers import listed_document
    from .terminal import documents_text

    with _service(ctx, data) as service:
        documents = [listed_document(one, service.taxonomy) for one in service.store.summaries()]
    _answer(documents, json, lambda: documents_text(documents))


@app.command(cls=DanishCommand, epilog="Eksempel: praksis themes")
def themes(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Vis temaerne, og hvor mange dokumenter og afsnit der har dem."""
    from .overviews import themes_answer
    from .terminal import themes_text

    with _service(ctx, data) as service:
        answer = themes_answer(service)
    _answer(answer, json, lambda: themes_text(answer))


@app.command(cls=DanishCommand, epilog="Eksempel: praksis remove 3f9a0c51d2e47b86")
def remove(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="DOKUMENT", help="Id på et dokument (se: praksis list).")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Tag et dokument ud af søgningen. Originalen bliver liggende."""
    from .schemas import Removed

    with _service(ctx, data) as service:
        service.store.remove(id)
    _answer(Removed(removed=id), json, lambda: f"Dokument {id} er taget ud af søgningen.")


@app.command(cls=DanishCommand, epilog="Eksempel: praksis status --json")
def status(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Vis, hvad samlingen indeholder, og hvordan den har det."""
    from .overviews import status_answer
    from .terminal import status_text

    with _service(ctx, data) as service:
        answer = status_answer(service)
    _answer(answer, json, lambda: status_text(answer))


@app.command(cls=DanishCommand, epilog="Eksempel: praksis check && echo alt i orden")
def check(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Bevis, at database, ordindeks, vektorer og originaler er enige."""
    from .checks import check_corpus
    from .overviews import check_answer
    from .terminal import check_text

    with _service(ctx, data) as service:
        answer = check_answer(check_corpus(service))
    _answer(answer, json, lambda: check_text(answer))
    if not answer.ok:
        raise typer.Exit(1)


@app.command(cls=DanishCommand, epilog="Eksempel: PRAKSIS_MODEL=/modeller/e5-base praksis rebuild")
def rebuild(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Lav indekset igen fra databasen, fx efter et skift af model eller temaer."""
    import time

    from .schemas import Rebuilt

    started = time.monotonic()
    with _progress("Indekserer", "afsnit") as progress, _service(ctx, data, progress) as service:
        count = service.rebuild()
    answer = Rebuilt(documents=count, seconds=round(time.monotonic() - started, 3))
    _answer(answer, json, lambda: f"Indekset er lavet igen for {count} dokumenter.")


@app.command(cls=DanishCommand, epilog="Eksempel: praksis evaluate corpus/samples/judged")
def evaluate(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappe med bedømte spørgsmål.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Mål søgningen på bedømte spørgsmål."""
    from index.evaluation import evaluate as measure

    from .overviews import evaluation_answer
    from .terminal import evaluation_text

    with _service(ctx, data) as service:
        documents = {one.file: one.id for one in service.store.summaries()}
        answer = evaluation_answer(measure(folder, service.searcher, documents))
    _answer(answer, json, lambda: evaluation_text(answer))


@app.command(cls=DanishCommand, epilog="Eksempel: praksis doctor")
def doctor(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Se, hvad denne maskine mangler, og hvordan du får det."""
    from .doctor import examine
    from .overviews import diagnosis_answer
    from .terminal import diagnosis_text

    with _service(ctx, data) as service:
        answer = diagnosis_answer(examine(service))
    _answer(answer, json, lambda: diagnosis_text(answer))
    if not answer.ok:
        raise typer.Exit(1)


@app.command(cls=DanishCommand, epilog="Eksempel: praksis serve --port 8080")
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
        _note(f"Praksis kører på {url} (stop med Ctrl+C)")

    with _service(ctx, data) as service:
        run(service, host=host, port=port, tell=tell)


# ---------------------------------------------------------------------- what the commands share


@contextmanager
def _service(ctx: typer.Context, data: Path | None, progress: Progress | None = None) -> Iterator[Service]:
    settings = Settings.from_env(os.environ, data=data)
    if callable(ctx.obj):  # a test brings a service of its own
        opened: Service = ctx.obj(settings)
    else:
        from .service import Service

        opened = Service(settings, embedding_progress=progress)
    with opened as service:
        yield service


def _answer(answer: BaseModel | Sequence[BaseModel], as_json: bool, as_text: Callable[[], str]) -> None:
    from .answers import to_json

    plain = as_json or bool(os.environ.get("NO_COLOR"))
    typer.echo(to_json(answer) if as_json else as_text(), color=False if plain else None)


def _note(message: str) -> None:
    typer.echo(message, err=True)


@contextmanager
def _progress(verb: str, unit: str) -> Iterator[Progress | None]:
    """A bar on stderr, told with (done, in all); nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn(verb),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(verb, total=None)
        yield lambda done, in_all: bar.update(task, completed=done, total=in_all)


def _listen(level: int) -> None:
    """Send what our modules log to stderr; libraries keep their own counsel."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    for name in OUR_LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)


def main() -> None:
    """The program ``praksis``; whatever happens, a user gets a Danish sentence and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        # JSON is UTF-8 everywhere, also where the terminal is not.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except Exception as error:
        with tempfile.NamedTemporaryFile(
            "w", prefix="praksis-fejl-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exc(file=file)
        _note(f"Uventet fejl ({type(error).__name__}: {error}). Det er en fejl i Praksis; meld den med {file.name}")
        sys.exit(1)


if __name__ == "__main__":
    main()
