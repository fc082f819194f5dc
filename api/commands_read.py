"""The commands that read one document or list them all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import FilterError, NotFound

from .command import (
    Commands,
    Data,
    DocumentId,
    Json,
    open_service,
    read_format,
    write_answer,
)

commands = Commands("Læs")


@commands.add("list", example="praksis list --json")
def list_documents(ctx: typer.Context, data: Data = None, json: Json = False) -> None:
    """Vis alle dokumenter."""
    from .answers import listed_document
    from .terminal_document import documents_text

    with open_service(ctx, data) as service:
        documents = [listed_document(one, service.taxonomy) for one in service.store.summaries()]
    write_answer(documents, json, lambda: documents_text(documents))


@commands.add(example="praksis show 3f9a0c51d2e47b86")
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
        bool,
        typer.Option(
            "--explain", help="Vis hver bindestreg ved et linjeslut, hvad den blev til, og hver fodnotes sted."
        ),
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Vis et helt dokument eller ét afsnit.

    Med --pages og --explain, hvordan det blev læst.
    """
    from .answers import document_answer, passage_answer
    from .changes import standing_changes
    from .inspections import footnotes, line_ends, page_pictures
    from .terminal_document import document_text, passage_text
    from .terminal_reading import footnotes_text, line_ends_text, pictures_text

    if pages and explain:
        raise FilterError("explain", "--pages og --explain kan ikke bruges sammen. Kør kommandoen to gange.")
    if out is not None and not pages:
        raise FilterError("out", "--out hører til --pages.")
    if pages or explain:
        with open_service(ctx, data) as service:
            if pages:
                drawn = page_pictures(service, id, out if out is not None else Path(f"sider-{id}"))
                write_answer(drawn, json, lambda: pictures_text(drawn))
            else:
                ends, notes = line_ends(service, id), footnotes(service, id)
                write_answer(
                    ends, json, lambda: "\n\n".join(filter(None, [line_ends_text(ends), footnotes_text(notes)]))
                )
        return
    with open_service(ctx, data) as service:
        try:
            document = document_answer(service.store.document(id), service.taxonomy, standing_changes(service, id))
        except NotFound:
            passage = passage_answer(service.store.passage(id), service.taxonomy)
            has_pages = service.store.summary(passage.document_id).has_pages
            write_answer(passage, json, lambda: passage_text(passage, has_pages=has_pages))
        else:
            write_answer(document, json, lambda: document_text(document))


@commands.add(example="praksis card 3f9a0c51d2e47b86")
def card(ctx: typer.Context, id: DocumentId, data: Data = None, json: Json = False) -> None:
    """Vis praksiskortet: indsatsen i dokumentets egne ord.

    Hvad, hvem, formål, målgruppe, resultater …, hver med side.
    """
    from .parts import cards_answer
    from .terminal_parts import cards_text

    with open_service(ctx, data) as service:
        answer = cards_answer(service.store.document(id))
    write_answer(answer, json, lambda: cards_text(answer))


@commands.add(example="praksis programme 3f9a0c51d2e47b86 --format ics > program.ics")
def programme(
    ctx: typer.Context,
    id: DocumentId,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORM", help="ics (kalender), csv eller json. [ellers: tekst]")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Vis et program punkt for punkt, også til kalender og regneark."""
    from datetime import UTC, datetime

    from .calendars import programme_calendar, programme_csv
    from .programmes import programme_answer
    from .terminal_parts import programme_text

    form = read_format(format, ("ics", "csv", "json"), json)
    with open_service(ctx, data) as service:
        document = service.store.document(id)
    if form == "ics":
        typer.echo(programme_calendar(document, now=datetime.now(UTC)), nl=False)
        return
    answer = programme_answer(document)
    if form == "csv":
        typer.echo(programme_csv(document), nl=False)
    else:
        write_answer(answer, form == "json", lambda: programme_text(answer))


@commands.add(example="praksis tables 3f9a0c51d2e47b86 --number 3 --format csv > tabel3.csv")
def tables(
    ctx: typer.Context,
    id: DocumentId,
    number: Annotated[
        str | None, typer.Option("--number", metavar="TAL", help="Kun tabellen med det nummer. [csv: skal være der]")
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORM", help="csv eller json. [ellers: tekst]")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Vis tabellerne som data, og tekstens sætninger om deres tal."""
    from .calendars import csv_text
    from .parts import find_table, table_rows, tables_answer
    from .terminal_parts import tables_text

    form = read_format(format, ("csv", "json"), json)
    with open_service(ctx, data) as service:
        document = service.store.document(id)
    answer = tables_answer(document, number)
    if form == "csv":
        if number is None and len(answer.tables) > 1:
            raise FilterError("number", f"Dokumentet har {len(answer.tables)} tabeller. Vælg én med --number.")
        chosen = number if number is not None else str(answer.tables[0].position)
        typer.echo(csv_text(table_rows(find_table(document, chosen))), nl=False)
    else:
        write_answer(answer, form == "json", lambda: tables_text(answer))


@commands.add(example="praksis positions 3f9a0c51d2e47b86 --json")
def positions(ctx: typer.Context, id: DocumentId, data: Data = None, json: Json = False) -> None:
    """Vis anbefalinger, mål og holdninger, nummereret og klar til at citere."""
    from .parts import positions_answer
    from .terminal_parts import positions_text

    with open_service(ctx, data) as service:
        answer = positions_answer(service.store.document(id))
    write_answer(answer, json, lambda: positions_text(answer))
