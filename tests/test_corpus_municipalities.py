"""Which municipalities a text names, with the words and names that only look like one."""

from __future__ import annotations

import pytest

from corpus import Municipality
from corpus.municipalities import find_municipalities, municipality_named, municipality_register


def names(text: str) -> list[str]:
    return [municipality.name for municipality in find_municipalities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I Halsnæs Kommune vil svaret typisk være ja.", ["Halsnæs"]),
        ("Ishøj Kommunes dagtilbud er med.", ["Ishøj"]),
        ("dagtilbud i Ishøj og Vallensbæk kommuner", ["Ishøj", "Vallensbæk"]),
        ("Halsnæs, Skive og Vejen Kommuner deler erfaringer.", ["Halsnæs", "Skive", "Vejen"]),
        ("Halsnæs, Skive, og Vejen Kommuner", ["Halsnæs", "Skive", "Vejen"]),
        ("Københavns Kommune", ["København"]),
        ("område Valby/Vesterbro/Kgs. Engave, København Kommune", ["København"]),
        ("Københavns og Frederiksberg Kommuner", ["København", "Frederiksberg"]),
        ("Ishøj- og Vallensbæk Kommune", ["Ishøj", "Vallensbæk"]),
        ("et møde mellem Ishøj og Vallensbæk Kommune", ["Ishøj", "Vallensbæk"]),
        ("ISHØJ KOMMUNE", ["Ishøj"]),
        ("ISHØJ OG VALLENSBÆK KOMMUNER", ["Ishøj", "Vallensbæk"]),
        ("Århus Kommune og Ålborg Kommune", ["Aarhus", "Aalborg"]),
        ("Åbenrå Kommune", ["Aabenraa"]),
        ("Høje Taastrup Kommune", ["Høje-Taastrup"]),
        ("Høje-Tåstrup Kommune", ["Høje-Taastrup"]),
        ("Fåborg-Midtfyn Kommune", ["Faaborg-Midtfyn"]),
        ("Bornholms Regionskommune", ["Bornholm"]),
        ("Nordfyns Kommune", ["Nordfyns"]),
        ("Vesthimmerland Kommune", ["Vesthimmerlands"]),
        ("Assens Kommune og Horsens Kommune", ["Assens", "Horsens"]),
        ("kommunerne Ishøj, Greve og Solrød", ["Ishøj", "Greve", "Solrød"]),
        ("fire kommuner (Thisted, Varde og Vejen)", ["Thisted", "Varde", "Vejen"]),
        ("Deltagende kommuner: Ishøj, Greve, Solrød", ["Ishøj", "Greve", "Solrød"]),
        ("kommuner som Aarhus og Odense", ["Aarhus", "Odense"]),
        ("Aarhus/Randers Kommuner", ["Aarhus", "Randers"]),
        ("Ishøj\u00a0Kommune", ["Ishøj"]),
        ("mellem Vejen og Kolding Kommune", ["Vejen", "Kolding"]),
        ("Vejen Kommune og vejen dertil", ["Vejen"]),
        ("Odder Kommune, Faxe Kommune og Greve Kommune", ["Odder", "Faxe", "Greve"]),
        ("Fjordlev Kommune og Østerhede Kommune", ["Fjordlev", "Østerhede"]),
        ("Skive Kommune, Skive by og Skive Kommune igen", ["Skive"]),
        ("A\u030arhus Kommune", ["Aarhus"]),
        # traps
        ("Vejen til et godt samarbejde er lang.", []),
        ("Hvidovre Kommune: Vejen til et styrket samarbejde", ["Hvidovre"]),
        ("Vejen kommuner må gå, er stenet.", []),
        ("På vejen kommunen valgte, stod vi.", []),
        ("Vejen og Kolding Kommune ligger for hinanden.", ["Kolding"]),
        ("Lise Greve og Ishøj Kommune", ["Ishøj"]),
        ("v. Jens Skive, konsulent", []),
        ("Odder og ildere i kommunens natur", []),
        ("skær en skive kommune for kommune", []),
        ("Greve Holstein gav gården til kommunen.", []),
        ("en flaske Faxe Kondi i kommunens køkken", []),
        ("Børnene bor i Ishøj.", []),
        ("Christiansø Kommune", []),
        ("Københavns Amtskommune", []),
        ("Ringkøbing Kommune", []),
        ("Region Hovedstaden og Københavns Universitet", []),
        ("Ishøj. Kommune og region er enige.", []),
        ("Ishøj\nKommune", []),
        ("Ishøj-Kommunen", []),
        ("Ishøj Kommuneplan 2024", []),
        ("Nykøbing Kommune", []),
        ("kommuner: Vejen til bedre trivsel", []),
        ("læsø kommune", []),
        ("NyIshøj Kommune", []),
        ("Vejle Fjord, Ishøj Kommune", ["Ishøj"]),
        ("Greve, Ishøj Kommune", ["Ishøj"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_municipality_counts_where_the_text_says_so(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_bare_name_counts_by_the_place_where_it_is_told() -> None:
    text = "Dagplejen Ishøj er med. Piletræet ligger i Vejen. Senere kom Ishøj Kommune til."

    assert names(text) == ["Ishøj"]


def test_every_municipality_is_found_by_its_official_name_and_by_its_own() -> None:
    for municipality in municipality_register().municipalities:
        assert find_municipalities(f"Vi er i {municipality.name} Kommune nu.") == (municipality,)
        assert municipality_named(municipality.name) == municipality


def test_the_register_holds_the_98_and_the_invented_ones() -> None:
    codes = [municipality.code for municipality in municipality_register().municipalities]

    assert len([code for code in codes if code < "9000"]) == 98
    assert [code for code in codes if code >= "9000"] == ["9001", "9002", "9003", "9004", "9005", "9006"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ishøj", "0183"),
        ("ishøj", "0183"),
        ("Ishøj Kommune", "0183"),
        ("  ISHØJ   KOMMUNE ", "0183"),
        ("Københavns Kommune", "0101"),
        ("københavn", "0101"),
        ("Bornholms Regionskommune", "0400"),
        ("Århus", "0751"),
        ("vejen", "0575"),
        ("Assens", "0420"),
        ("Nordfyn", "0480"),
        ("Fjordlev", "9001"),
    ],
)
def test_a_name_that_a_person_types_is_understood(name: str, code: str) -> None:
    found = municipality_named(name)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["", "Kommune", "Christiansø", "Ringkøbing", "vej", "Ishøj og Greve"])
def test_a_name_that_is_no_municipality_is_none(name: str) -> None:
    assert municipality_named(name) is None


def test_a_municipality_is_its_code_and_name() -> None:
    assert find_municipalities("Ishøj Kommune") == (Municipality("0183", "Ishøj"),)


def test_a_long_list_of_bare_names_costs_little() -> None:
    assert names("Ishøj, " * 5_000) == []
