"""The commands that find: a question, or a passage to find others like."""

from __future__ import annotations

from typing import Annotated

import typer

from .command import (
    Commands,
    Data,
    Json,
    Limit,
    PassageId,
    open_service,
    write_answer,
    write_note,
)

commands = Commands("Find")


@commands.add(example='praksis search "tidlig indsats i vuggestuen" --municipality Ishøj')
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
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", help="Kun sådanne udsagn, fx research eller practice.")
    ] = None,
    aspect: Annotated[
        str | None, typer.Option("--aspect", metavar="ID", help="Kun denne side af sagen, fx result eller method.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAVN", help="Kun programpunkter med denne person.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAVN", help="Kun dokumenter, der nævner den.")
    ] = None,
    limit: Limit = 10,
    group: Annotated[
        str, typer.Option("--group", metavar="MÅDE", help="document (ét svar pr. dokument) eller passage.")
    ] = "passage",
    cursor: Annotated[
        str | None, typer.Option("--cursor", metavar="TEKST", help="Næste side: «next» fra det forrige svar.")
    ] = None,
    as_written: Annotated[
        bool, typer.Option("--as-written", help="Søg præcis, som der står: ret intet, og læs intet filter ud af det.")
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Søg i samlingen efter afsnit, der svarer på et spørgsmål.

    »ord i rækkefølge« findes præcis sådan; OG, ELLER, IKKE, -ord og begyndelse* virker, som du kender dem.
    """
    from .questions import Choice, Question, read_filters, read_grouping, read_text
    from .searches import search_answer
    from .terminal_search import search_text

    text, grouping = read_text(" ".join(question)), read_grouping(group)
    with open_service(ctx, data) as service:
        facts = (theme, type, municipality, year_from, year_to)
        filters = read_filters(Choice(*facts, kind, claim, aspect, person, organisation), service)
        answer = search_answer(service, Question(text, filters, grouping, limit, cursor, as_written))
        empty = service.store.generation() == 0
    write_answer(answer, json, lambda: search_text(answer))
    if empty:
        write_note("Samlingen er tom. Indlæs dokumenter med: praksis ingest MAPPE")


@commands.add(example="praksis similar 3f9a0c51d2e47b86")
def similar(
    ctx: typer.Context,
    passage_id: PassageId,
    limit: Limit = 10,
    data: Data = None,
    json: Json = False,
) -> None:
    """Find afsnit i andre dokumenter, der ligner et afsnit."""
    from .searches import similar_answer
    from .terminal_search import search_text

    with open_service(ctx, data) as service:
        answer = similar_answer(service, passage_id, limit=limit)
    write_answer(answer, json, lambda: search_text(answer))
