"""What the documents are about and whom they name, over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse

from . import overviews, schemas, theming
from .parameters import Id, no_parameters
from .service import Service


def add_overview_routes(router: APIRouter, service: Service) -> None:
    """Give *router* the themes, municipalities, organisations and persons."""
    bare = [Depends(no_parameters)]

    @router.get("/passages/{id}/themes", summary="Et afsnits temaer, og hvad det måske også er", dependencies=bare)
    def passage_themes(id: Id) -> schemas.PassageThemes:
        return theming.passage_themes_answer(service, id)

    @router.get("/passages/{id}/themes/{theme}", summary="Hvorfor et afsnit har et tema eller ikke", dependencies=bare)
    def why_not(id: Id, theme: str) -> schemas.ThemeExplanation:
        return theming.why_not_answer(service, id, theme)

    @router.get("/themes.ttl", summary="Temaerne som SKOS", dependencies=bare, response_class=PlainTextResponse)
    def themes_turtle() -> PlainTextResponse:
        return PlainTextResponse(theming.themes_turtle(service), media_type="text/turtle; charset=utf-8")

    @router.get("/themes", summary="Temaerne med antal", dependencies=bare)
    def themes() -> list[schemas.Theme]:
        return overviews.themes_answer(service)

    @router.get("/municipalities", summary="Kommunerne, som dokumenterne nævner", dependencies=bare)
    def municipalities() -> list[schemas.MunicipalityCount]:
        return overviews.municipalities_answer(service)

    @router.get("/organisations", summary="Organisationerne, som dokumenterne nævner", dependencies=bare)
    def organisations() -> list[schemas.OrganisationCount]:
        return overviews.organisations_answer(service)

    @router.get("/persons", summary="Personerne i programmerne", dependencies=bare)
    def persons() -> list[schemas.Person]:
        return overviews.persons_answer(service)
