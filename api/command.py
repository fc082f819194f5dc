"""What the commands share: their help in Danish, their common options, how they open the corpus and answer."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperCommand

from corpus.errors import FilterError

from .danish import danish_help
from .settings import Settings

if TYPE_CHECKING:
    from pydantic import BaseModel

    from .service import Service


OpenService = Callable[[Settings], "Service"]
Function = TypeVar("Function", bound=Callable[..., Any])

OUR_LOGGERS = ("api", "corpus", "index", "ingest")


class DanishCommand(TyperCommand):
    """A command whose help is Danish throughout."""

    def get_help(self, ctx: Any) -> str:
        return danish_help(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        return danish_help(super().get_usage(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options, without the types of arguments, which are Python's words."""
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                name, told = record
                kind = parameter.param_type_name
                rows[kind].append((name.split(" <")[0] if kind == "argument" else name, told))
        for heading, kind in (("Arguments", "argument"), ("Options", "option")):
            if rows[kind]:
                with formatter.section(heading):
                    formatter.write_dl(rows[kind])


class Commands(typer.Typer):
    """Commands that stand together in the help, under a heading that says what one does with them."""

    def __init__(self, heading: str) -> None:
        super().__init__(rich_markup_mode=None)
        self._heading = heading

    def add(self, name: str | None = None, *, example: str) -> Callable[[Function], Function]:
        """Make a function a command; the *example* is the last line of its help."""
        return self.command(name, cls=DanishCommand, rich_help_panel=self._heading, epilog=f"\b\nEksempel: {example}")


Data = Annotated[
    Path | None, typer.Option("--data", metavar="MAPPE", help="Datamappen. [ellers: PRAKSIS_DATA, så ./data]")
]
Json = Annotated[bool, typer.Option("--json", help="Svar som én JSON-værdi på stdout.")]
Limit = Annotated[int, typer.Option("--limit", metavar="TAL", min=1, max=100, help="Højst så mange svar.")]
DocumentId = Annotated[str, typer.Argument(metavar="DOKUMENT", help="Id på et dokument (se: praksis list).")]
PassageId = Annotated[str, typer.Argument(metavar="AFSNIT", help="Id på et afsnit, fra en søgning.")]


@contextmanager
def open_service(ctx: typer.Context, data: Path | None) -> Iterator[Service]:
    """The corpus in the folder *data*, opened for one command."""
    settings = Settings.from_env(os.environ, data=data)
    if callable(ctx.obj):  # a test brings a service of its own
        opened: Service = ctx.obj(settings)
    else:
        from .service import Service

        opened = Service(settings)
    with opened as service:
        yield service


def write_answer(answer: BaseModel | Sequence[BaseModel], as_json: bool, as_text: Callable[[], str]) -> None:
    """The answer on stdout: one JSON value, or text coloured where a terminal shows it and NO_COLOR allows it."""
    from .answers import to_json

    plain = as_json or bool(os.environ.get("NO_COLOR"))
    typer.echo(to_json(answer) if as_json else as_text(), color=False if plain else None)


def read_format(chosen: str | None, known: Sequence[str], as_json: bool) -> str | None:
    """The form that an answer is asked in, ``None`` for text; --json is another way to ask for JSON."""
    if chosen is not None and chosen not in known:
        raise FilterError("format", f"Kender ikke formen «{chosen}». Vælg en af: {', '.join(known)}.")
    if as_json and chosen not in (None, "json"):
        raise FilterError("format", f"--json og --format {chosen} kan ikke bruges sammen.")
    return "json" if as_json else chosen


def write_note(message: str) -> None:
    """A word to the person, on stderr, where no program takes it for the answer."""
    typer.echo(message, err=True)


def listen(level: int) -> None:
    """Send what our modules log to stderr; libraries keep their own counsel."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    for name in OUR_LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
