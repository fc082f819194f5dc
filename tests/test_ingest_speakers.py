"""Who speaks, read from the line after v/."""

from __future__ import annotations

import pytest

from corpus import Speaker
from ingest.speakers import find_speakers, is_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "v/ Janne Hedegaard Hansen, centerchef for Center for Bedre Børneliv, Københavns Professionshøjskole",
            [("Janne Hedegaard Hansen", "centerchef for Center for Bedre Børneliv", "Københavns Professionshøjskole")],
        ),
        (
            "v. Andy Højholdt, lektor på Københavns Professionshøjskole",
            [("Andy Højholdt", "lektor", "Københavns Professionshøjskole")],
        ),
        (
            "v. Sidse Dahlberg, teamleder i Børn- og ungeafdelingen og Jane Hellborn, leder, Halsnæs Kommune",
            [
                ("Sidse Dahlberg", "teamleder i Børn- og ungeafdelingen", "Halsnæs Kommune"),
                ("Jane Hellborn", "leder", "Halsnæs Kommune"),
            ],
        ),
        (
            "v/ Kristina H. Jensen, projektleder i Skive Kommune",
            [("Kristina H. Jensen", "projektleder", "Skive Kommune")],
        ),
        ("v/ Birthe Ravnsholt", [("Birthe Ravnsholt", None, None)]),
        ("v/ Styrelsen for Undervisning og Kvalitet", [(None, None, "Styrelsen for Undervisning og Kvalitet")]),
        (
            "v/ Vibeke Solgård, supervisor, og to pædagoger fra Børnehuset Pilekæret, Nordmose Kommune",
            [("Vibeke Solgård", "supervisor", "Nordmose Kommune")],
        ),
    ],
)
def test_name_role_and_organisation(text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert list(find_speakers(text)) == [Speaker(*fields) for fields in expected]


def test_an_organisation_is_no_name() -> None:
    assert is_name("Hanne-Marie Toftlund")
    assert not is_name("Halsnæs Kommune")
    assert not is_name("Københavns Professionshøjskole")
