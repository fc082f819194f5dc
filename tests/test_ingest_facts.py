"""Facts from running text: the period covered, the earliest date, target groups, contacts, and their evidence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus import Box, FactEvidence, Paragraph, Section
from ingest.audiences import find_audiences
from ingest.contacts import find_contacts
from ingest.dates import find_dates
from ingest.frontpage import find_front_page
from ingest.metadata import find_metadata
from ingest.periods import find_earliest, find_period
from ingest.proofs import STRETCH, Line, Lines
from ingest.reading import Reading


def line(text: str, page: int = 1) -> Paragraph:
    return Paragraph(text, "text", (Box(page, 0, 0, 1, 1),), ((0, page),))


def section(heading: str | None, *texts: str, level: int = 2, page: int = 1) -> Section:
    boxes = (Box(page, 0, 0, 1, 1),) if heading else ()
    return Section(heading, level if heading else 0, None, boxes, tuple(line(text, page) for text in texts))


def reading(*sections: Section) -> Reading:
    return Reading(2, sections, (), (), (), {}, (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Den dækker perioden fra januar 2020 til juni 2021.", "2020-01/2021-06"),
        ("Fra august 2018 til februar 2020 har teamet igangsat 51 forløb.", "2018-08/2020-02"),
        ("Tabel 1. Faste formiddage, august 2020 – marts 2022", "2020-08/2022-03"),
        ("Forsøget har kørt fra marts til juni 2021.", "2021-03/2021-06"),
        ("Undersøgelsen dækker årene 2010 til 2021.", "2010/2021"),
        ("Perioden fra maj 2021 til marts 2020 er skrevet forkert.", None),
        ("Loven gælder fra 2018.", None),
        ("Vi holder ferie mellem jul og nytår.", None),
    ],
)
def test_a_period_is_a_range_that_is_said_to_be_covered(text: str, expected: str | None) -> None:
    found = find_period(text, is_report=False)

    assert (found.iso if found is not None else None) == expected


def test_only_a_report_covers_a_range_without_saying_so() -> None:
    text = "Børnene blev fulgt 2018-2020."

    assert find_period(text, is_report=False) is None
    assert find_period(text, is_report=True) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loven kom i 2018. I 2019 talte vi 27.", "2019"),
        ("Vi talte i 2019 og igen i maj 2019.", "2019-05"),
        ("Målet for 2030 er sat. Vi begyndte i 2021.", "2021"),
        ("Ministeriet planlægger en måling i 2022. Der var 14 i 2020.", "2020"),
        ("Slottet er fra 1894.", None),
        ("Der står intet årstal.", None),
    ],
)
def test_a_document_is_no_earlier_than_the_latest_year_it_looks_back_on(text: str, expected: str | None) -> None:
    found = find_earliest(text)

    assert (found[0] if found is not None else None) == expected


def test_all_dates_are_found_each_in_its_fullest_form() -> None:
    assert [date.iso for date in find_dates("Den 3. maj 2021, i juni 2020 og i 2019")] == [
        "2021-05-03",
        "2020-06",
        "2019",
    ]


def groups(*sections: Section) -> list[str]:
    one = reading(section("Et projekt", "Undertitel", level=1), *sections)
    return [audience.group for audience in find_audiences(one, find_front_page(one))]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Målgruppe", "Børn fra 0 til 6 år i dagpleje og vuggestue.", ["vuggestue", "dagpleje", "0-6 år"]),
        ("Målgruppe", "Alle 3-5-årige. Pædagogerne vælger selv.", ["3-5 år"]),
        ("Om hæftet", "Hæftet henvender sig især til ledere.", ["ledere"]),
        ("Om dagen", "Temamødet er primært henvendt til deltagere fra forvaltninger.", ["forvaltning"]),
        ("Praksis", "Pædagogerne i vuggestuen taler med forældrene.", []),
    ],
)
def test_a_target_group_is_named_where_the_text_says_whom_it_is_for(
    heading: str, text: str, expected: Sequence[str]
) -> None:
    assert groups(section(heading, text)) == expected


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Hvis du vil vide mere", "Skriv til abc@fjordlev.example.", ["abc@fjordlev.example"]),
        ("Kontakt", "Leder Ida Berg, telefon 00 12 34 56", ["00 12 34 56"]),
        ("Kontakt", "Ring til os.", []),
    ],
)
def test_contacts_stand_where_a_document_gives_them(heading: str, text: str, expected: Sequence[str]) -> None:
    assert [one.value for one in find_contacts([section(heading, text)])] == expected


def test_an_address_in_the_middle_of_the_text_is_somebody_elses() -> None:
    body = [
        section("Praksis", "Firmaet abc@andre.example leverer."),
        *(section(f"Afsnit {n}", "Tekst.") for n in range(3)),
    ]

    assert find_contacts(body) == []


def test_the_evidence_is_the_sentence_and_its_page() -> None:
    lines = Lines.of(reading(section("Leg", "Vi leger. Ishøj Kommune er med. Alle er glade.", page=2)))

    assert lines.proof_of_words("Ishøj Kommune") == FactEvidence("Ishøj Kommune er med.", 2)


def test_evidence_of_a_long_sentence_is_cut_around_its_words() -> None:
    text = "og ".join(["ord "] * 200) + "Ishøj Kommune" + " og ord" * 200
    proof = Lines.of(reading(section("Leg", text))).proof_of_words("Ishøj Kommune")

    assert proof is not None
    assert "Ishøj Kommune" in proof.text
    assert len(proof.text) <= 300


def long_volume() -> Reading:
    """Three hundred sections, some 200 pages: what counts stands in the 10th, the 160th and the 290th."""
    filler = "Børnene leger i haven hver formiddag, og de voksne er med. " * 20
    told = {
        10: "Evalueringen er udført af CENTER FOR GODE DAGE i 2019.",
        160: "Evalueringen dækker perioden fra maj 2020 til maj 2021.",
        290: "Deltagende kommuner\nIshøj\nGreve\nSkive",
        291: "Center for Gode Dage blev spurgt igen i august 2021 i Skive Kommune.",
    }
    sections = [
        section(f"Afsnit {number}", filler, *told.get(number, "").split("\n"), page=number) for number in range(1, 301)
    ]
    return reading(section("Evaluering af leg", level=1), *sections)


def test_a_long_document_is_looked_through_by_stretches_that_end_where_sections_do() -> None:
    volume = long_volume()
    lines = Lines.of(volume)

    assert len(lines.stretches) > 5
    assert [line for stretch in lines.stretches for line in stretch.lines()][:2] == [
        Line("Evaluering af leg", 1),
        Line("Afsnit 1", 1),
    ]
    headings = {one.heading for one in volume.sections}
    assert all(next(stretch.lines()).text in headings for stretch in lines.stretches)
    assert all(len(stretch.text) < STRETCH + 2000 for stretch in lines.stretches)


def test_what_a_long_document_states_is_found_wherever_it_stands() -> None:
    found = find_metadata(long_volume(), file_name="x.pdf")

    told = {(one.name, one.value): one.evidence for one in found.facts}
    assert [one.name for one in found.municipalities] == ["Ishøj", "Greve", "Skive"]
    assert told["municipality", "Skive"] == FactEvidence("Skive", 290)
    assert told["period", "2020-05/2021-05"] == FactEvidence(
        "Evalueringen dækker perioden fra maj 2020 til maj 2021.", 160
    )
    assert told["date_earliest", "2021-08"] == FactEvidence(
        "Center for Gode Dage blev spurgt igen i august 2021 i Skive Kommune.", 291
    )
    # Named first in capitals, and shown as the text writes it elsewhere.
    assert told["organisation", "Center for Gode Dage"] == FactEvidence(
        "Evalueringen er udført af CENTER FOR GODE DAGE i 2019.", 10
    )


def test_facts_stand_beside_the_fields_with_their_evidence() -> None:
    body = section("Indledning", "Evalueringen dækker perioden fra maj 2020 til maj 2021 i Ishøj Kommune.")
    found = find_metadata(reading(section("Evaluering af leg", "Juni 2021", level=1), body), file_name="x.pdf")

    told = {fact.name: (fact.value, fact.evidence.text if fact.evidence else None) for fact in found.facts}
    assert told == {
        "title": ("Evaluering af leg", "Evaluering af leg"),
        "type": ("evaluation", "Evaluering af leg"),
        "date": ("2021-06", "Juni 2021"),
        "period": ("2020-05/2021-05", body.paragraphs[0].text),
        "municipality": ("Ishøj", body.paragraphs[0].text),
    }


def test_a_document_without_a_date_says_how_early_it_can_be() -> None:
    found = find_metadata(reading(section("Leg", "Vi talte børnene i 2019.", level=1)), file_name="x.pdf")

    assert found.date is None
    assert [(fact.name, fact.value) for fact in found.facts if fact.name == "date_earliest"] == [
        ("date_earliest", "2019")
    ]
