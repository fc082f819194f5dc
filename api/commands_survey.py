"""The commands that survey what the documents are about and whom they name."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.errors import FilterError

from .command import (
    Commands,
    Data,
    Json,
    open_service,
    write_answer,
)

commands = Commands("Få overblik")


@commands.add(example="praksis themes --why-not 3f9a0c51d2e47b86 tidlig_indsats")
def themes(
    ctx: typer.Context,
    why_not: Annotated[
        tuple[str, str] | None,
        typer.Option("--why-not", metavar="AFSNIT TEMA", help="Vis, hvorfor et afsnit (ikke) har et tema."),
    ] = None,
    maybe: Annotated[
        str | None, typer.Option("--maybe", metavar="AFSNIT", help="Vis temaer, som et afsnit ligger nær ved.")
    ] = None,
    suggest: Annotated[bool, typer.Option("--suggest", help="Foreslå ord, som temaernes mønstre mangler.")] = False,
    skos: Annotated[bool, typer.Option("--skos", help="Skriv temaerne som SKOS i Turtle.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Vis temaerne, og hvor mange dokumenter og afsnit der har dem."""
    from . import theming
    from .overviews import themes_answer
    from .terminal_themes import maybe_text, suggestions_text, themes_text, why_not_text

    if sum((why_not is not None, maybe is not None, suggest, skos)) > 1:
        raise FilterError("themes", "Vælg én af --why-not, --maybe, --suggest og --skos.")
    if skos and json:
        raise FilterError("skos", "--skos skriver Turtle og kan ikke bruges sammen med --json.")
    with open_service(ctx, data) as service:
        if skos:
            typer.echo(theming.themes_turtle(service), nl=False)
        elif why_not is not None:
            explained = theming.why_not_answer(service, *why_not)
            write_answer(explained, json, lambda: why_not_text(explained))
        elif maybe is not None:
            near = theming.passage_themes_answer(service, maybe)
            write_answer(near, json, lambda: maybe_text(near))
        elif suggest:
            suggested = theming.suggestions_answer(service)
            write_answer(suggested, json, lambda: suggestions_text(suggested))
        else:
            answer = themes_answer(service)
            write_answer(answer, json, lambda: themes_text(answer))


@commands.add(example="praksis persons --json")
def persons(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Vis personerne i programmerne, og hvor de taler."""
    from .overviews import persons_answer
    from .terminal_corpus import persons_text

    with open_service(ctx, data) as service:
        answer = persons_answer(service)
    write_answer(answer, json, lambda: persons_text(answer))


@commands.add(example="praksis organisations")
def organisations(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Vis organisationerne, og hvor mange dokumenter der nævner dem."""
    from .overviews import organisations_answer
    from .terminal_corpus import organisations_text

    with open_service(ctx, data) as service:
        answer = organisations_answer(service)
    write_answer(answer, json, lambda: organisations_text(answer))
