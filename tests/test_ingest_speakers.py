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
        (
            "v/ Mie Thorn, pædagogisk leder, Børnehuset Møllen, Dagtilbud Nord, Randers Kommune",
            [("Mie Thorn", "pædagogisk leder", "Børnehuset Møllen, Dagtilbud Nord, Randers Kommune")],
        ),
        (
            "v/ Rikke Kudsk, konsulent for udvikling, Vejle Kommune og STUK",
            [("Rikke Kudsk", "konsulent for udvikling", "Vejle Kommune"), (None, None, "STUK")],
        ),
        (
            "v/ professor Anders Holm, DPU, Aarhus Universitet",
            [("Anders Holm", "professor", "DPU, Aarhus Universitet")],
        ),
        (
            "v/ Anna Bro og Per Lund, pædagoger i Børnehuset Solen, Fjordlev Kommune",
            [
                ("Anna Bro", "pædagoger", "Børnehuset Solen, Fjordlev Kommune"),
                ("Per Lund", "pædagoger", "Børnehuset Solen, Fjordlev Kommune"),
            ],
        ),
        (
            "v/ Anna Bro (pædagogisk konsulent) og Per Lund (leder), Nordmose Kommune",
            [("Anna Bro", "pædagogisk konsulent", "Nordmose Kommune"), ("Per Lund", "leder", "Nordmose Kommune")],
        ),
        (
            "v/ Anna Bro, leder i Børnehuset Solen, og Per Lund, psykolog i PPR, begge Fjordlev Kommune",
            [
                ("Anna Bro", "leder", "Børnehuset Solen, Fjordlev Kommune"),
                ("Per Lund", "psykolog", "PPR, Fjordlev Kommune"),
            ],
        ),
        (
            "v. Oluf Brand, psykolog i PPR, og Sanne Kjeld, pædagog, Østerhede Kommune",
            [("Oluf Brand", "psykolog", "PPR, Østerhede Kommune"), ("Sanne Kjeld", "pædagog", "Østerhede Kommune")],
        ),
        ("v/ Anna Bro – pædagogisk leder, Hvidkilde Kommune", [("Anna Bro", "pædagogisk leder", "Hvidkilde Kommune")]),
        ("v/ Lis Kjær, formand for FOLA", [("Lis Kjær", "formand", "FOLA")]),
        ("v/ børne- og undervisningsminister Mads Holm", [("Mads Holm", "børne- og undervisningsminister", None)]),
        (
            "Oplægsholdere: Line Krogh, docent, VIA University College; Jan Krogh, lektor, UC SYD",
            [("Line Krogh", "docent", "VIA University College"), ("Jan Krogh", "lektor", "UC SYD")],
        ),
        (
            "v/ Jens-Peter Dahl, dagtilbudschef i Østerhede Kommune, og Lone Birk, sundhedsplejerske samme sted",
            [
                ("Jens-Peter Dahl", "dagtilbudschef", "Østerhede Kommune"),
                ("Lone Birk", "sundhedsplejerske", "Østerhede Kommune"),
            ],
        ),
        (
            "v/ Erik Nymark, formand for forældrebestyrelsen i Skovlinden, og Ida Berg, leder samme sted",
            [("Erik Nymark", "formand for forældrebestyrelsen", "Skovlinden"), ("Ida Berg", "leder", "Skovlinden")],
        ),
        ("v/ tre pædagoger fra Børnehuset Lærken", [(None, "tre pædagoger", "Børnehuset Lærken")]),
        (
            "v/ PPR-leder Ulla Krog og souschef Hans Dam, Lindebæk Kommune",
            [("Ulla Krog", "PPR-leder", "Lindebæk Kommune"), ("Hans Dam", "souschef", "Lindebæk Kommune")],
        ),
        ("v/ Eva Gulbrand, professor, DPU", [("Eva Gulbrand", "professor", "DPU")]),
        ("v/ Ole Henrik Holm, lektor, ph.d.", [("Ole Henrik Holm", "lektor, ph.d.", None)]),
        ("v/ Anna Bro, børnefaglig direktør, Red Barnet", [("Anna Bro", "børnefaglig direktør", "Red Barnet")]),
        (
            "v/ Dorte Lind, professor ved Center for Forskning i Tidlig Indsats, Aarhus Universitet",
            [("Dorte Lind", "professor", "Center for Forskning i Tidlig Indsats, Aarhus Universitet")],
        ),
        (
            "Ved: Marie Friis, udviklingskonsulent, Center for Pædagogisk Praksis",
            [("Marie Friis", "udviklingskonsulent", "Center for Pædagogisk Praksis")],
        ),
        (
            "v/ Anna Bro, Fjordlev Kommune, og Per Lund, Nordmose Kommune",
            [("Anna Bro", None, "Fjordlev Kommune"), ("Per Lund", None, "Nordmose Kommune")],
        ),
    ],
)
def test_name_role_and_organisation(text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert list(find_speakers(text)) == [Speaker(*fields) for fields in expected]


def test_an_organisation_is_no_name() -> None:
    assert is_name("Hanne-Marie Toftlund")
    assert not is_name("Halsnæs Kommune")
    assert not is_name("Dagtilbud Nordøst")
    assert not is_name("Børns Vilkår")
    assert not is_name("Københavns Professionshøjskole")
