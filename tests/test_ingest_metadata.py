"""The facts a document states about itself, and what stays empty because it does not say."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus import Box, Event, Metadata, Paragraph, Section, Session, Speaker, Table
from corpus.errors import WordListError
from corpus.wordlists import WordList
from ingest.dates import PrintedDate, find_date
from ingest.metadata import find_metadata
from ingest.organisations import Organisations, organisations
from ingest.pipeline import read_structure
from ingest.reading import Reading

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
REAL_TYPES = {
    "000_programme_2024": "conference_programme",
    "001_programme_2023": "conference_programme",
    "002_practice_hvidovre": "practice_example",
    "003_evaluation_smaaboernsteam": "evaluation",
    "004_kl_position": "position_paper",
}
REAL_NAMES = {
    "stuk2024": "000_programme_2024",
    "hvidovre": "002_practice_hvidovre",
    "ishoej": "003_evaluation_smaaboernsteam",
}
# The gold of 004 says 2020, which stands nowhere on its pages but in running text.
REAL_DATES = {
    "000_programme_2024": "2024-10-30",
    "001_programme_2023": "2023-10-03",
    "002_practice_hvidovre": "2018-10-01",
    "003_evaluation_smaaboernsteam": "2020-02",
    "004_kl_position": None,
}
ADDRESS = "Odeons Kvarter 1, 5000 Odense C"
BOX = (Box(1, 0, 0, 1, 1),)
LONG = "Her begynder den løbende tekst, som er lang nok til ikke at være en linje på forsiden, og som bare bliver ved."


def line(text: str) -> Paragraph:
    return Paragraph(text, "text", BOX, ((0, 1),))


def section(heading: str | None, *blocks: str | Table, level: int = 2) -> Section:
    contents = tuple(line(block) if isinstance(block, str) else block for block in blocks)
    return Section(heading, level if heading else 0, None, BOX if heading else (), contents)


TITLE = section("Leg", level=1)


def reading(*sections: Section, furniture: Sequence[str] = (), sessions: Sequence[Session] = ()) -> Reading:
    return Reading(1, sections, tuple(sessions), (), tuple(map(line, furniture)), {}, (), ())


def facts(*below: str, title: str = "En rapport", above: Sequence[str] = (), furniture: Sequence[str] = ()) -> Metadata:
    front = [section(None, *above)] if above else []
    body = section("Indledning", LONG)
    return find_metadata(reading(*front, section(title, *below, level=1), body, furniture=furniture), file_name="x.pdf")


def time_table(rows: int) -> Table:
    return Table(None, None, (), tuple((f"{9 + n}.00 – {9 + n}.30", "Pause") for n in range(rows)), BOX)


def test_a_document_that_says_nothing_has_no_facts() -> None:
    assert find_metadata(reading(section(None, LONG)), file_name="Ishøj Kommune 2024.pdf") == Metadata(
        title=None,
        subtitle=None,
        type="other",
        publisher=None,
        authors=(),
        date=None,
        date_precision=None,
        event=None,
        municipalities=(),
        organisations=(),
    )


def test_an_empty_reading_has_no_facts() -> None:
    assert find_metadata(reading(), file_name="x.pdf").title is None


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("30. oktober 2024", "2024-10-30", "day"),
        ("Torsdag den 21. marts 2024", "2024-03-21", "day"),
        ("d. 1 maj 2019", "2019-05-01", "day"),
        ("01.02.2021", "2021-02-01", "day"),
        ("30/10 2024", "2024-10-30", "day"),
        ("Februar 2020", "2020-02", "month"),
        ("okt. 2021", "2021-10", "month"),
        ("DECEMBER 2022", "2022-12", "month"),
        ("© 2021", "2021", "year"),
        ("Efterår 2021", "2021", "year"),
        ("maj 2020 og 3. juni 2020", "2020-06-03", "day"),
    ],
)
def test_a_printed_date_has_the_precision_of_its_print(text: str, iso: str, precision: str) -> None:
    found = find_date(text)

    assert found is not None
    assert (found.iso, found.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text",
    ["31. februar 2021", "11/21/26, 5:29 PM", "Produktionsnr. 830644", "2021-22", "§ 52.2021.3", "kl. 20.15"],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_date(text) is None


def test_a_date_knows_where_it_stands() -> None:
    assert find_date("Odense, den 3. maj 2021") == PrintedDate("2021-05-03", "day", 8, 23)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("30. oktober 2024", "2024-10-30"),
        ("Odense, den 3. maj 2021", "2021-05-03"),
        ("Dato: 3. maj 2021", "2021-05-03"),
        ("2. udgave, maj 2021", "2021-05"),
        ("Ishøj Kommune, maj 2021", "2021-05"),
        ("KL 2021", "2021"),
        ("Hvidovre Kommune den 1. oktober 2018", "2018-10-01"),
        ("Data fra august 2018 til februar 2020", None),
        ("Studiet begyndte i 2020", None),
        ("Loven trådte i kraft 1. juli 2018", None),
        ("Fremtidens dagtilbud 2030", None),
    ],
)
def test_only_a_line_that_is_a_date_dates_the_document(text: str, iso: str | None) -> None:
    assert facts("En undertitel", text).date == iso


def test_the_date_of_publication_comes_before_another() -> None:
    assert facts("Maj 2019", "Udgivet juni 2020").date == "2020-06"


def test_a_date_that_the_browser_printed_is_none_of_the_documents() -> None:
    assert facts(furniture=["21.11.2026 17.29 En rapport", "https://eksempel.dk/2024"]).date is None


def test_a_year_in_running_text_dates_nothing() -> None:
    assert facts(f"{LONG} Sæt gang i et studie i 2020.").date is None


def test_the_title_is_given_as_printed() -> None:
    assert facts(title="SAMMEN OM GODE BØRNELIV").title == "SAMMEN OM GODE BØRNELIV"


@pytest.mark.parametrize(
    "text",
    [
        "Februar 2020",
        "Ishøj Kommune",
        "Odeons Kvarter 1, 5000 Odense C",
        "Vi skal lykkes.",
        "Udarbejdet af Anna Holm",
        LONG * 2,
    ],
)
def test_what_stands_under_the_title_is_not_always_a_subtitle(text: str) -> None:
    assert facts(text).subtitle is None


def test_a_subtitle_set_as_a_heading_is_still_one() -> None:
    found = find_metadata(
        reading(section("Konference", level=1), section("Om de mindste børn", "3. maj 2024"), section("Program", LONG)),
        file_name="x.pdf",
    )

    assert (found.subtitle, found.date) == ("Om de mindste børn", "2024-05-03")


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        (["STYRELSEN FOR UNDERVISNING OG KVALITET"], "Styrelsen for Undervisning og Kvalitet"),
        (
            ["BØRNE- OG UNDERVISNINGSMINISTERIET STYRELSEN FOR UNDERVISNING OG KVALITET"],
            "Styrelsen for Undervisning og Kvalitet",
        ),
        (["STYRELSEN FOR", "UNDERVISNING OG KVALITET", "Maj 2024"], "Styrelsen for Undervisning og Kvalitet"),
        (["Ishøj og Vallensbæk kommuner"], "Ishøj og Vallensbæk kommuner"),
        (["Ishøj Kommune, Børn og Undervisning"], "Ishøj Kommune"),
        (["Ishøj Kommune · Maj 2022"], "Ishøj Kommune"),
        (["Ishøj Kommune og KL inviterer"], "Ishøj Kommune og KL"),
        (["Center for Bedre Børneliv"], "Center for Bedre Børneliv"),
        (["Praksiseksempler fra kommunerne"], None),
        (["STUKs udgående rådgivning"], None),
        (["Vejen Frem Kommune"], None),
    ],
)
def test_a_letterhead_names_the_publisher(above: Sequence[str], publisher: str | None) -> None:
    assert facts(above=above).publisher == publisher


def test_a_running_head_before_the_title_names_the_publisher() -> None:
    assert facts(furniture=["KL / EN RAPPORT 2", "Side 2"]).publisher == "KL"


def test_a_running_head_that_is_the_title_or_of_the_browser_names_nobody() -> None:
    furniture = ["Hvidovre Kommune: Sammen om barnet", "Hvidovre Kommune > Viden", "Log ind"]

    assert facts(title="Hvidovre Kommune: Sammen om barnet", furniture=furniture).publisher is None


def test_a_body_above_its_address_at_the_end_is_the_publisher() -> None:
    end = section("Kontakt", "KL", "Weidekampsgade 10", "2300 København S")

    found = find_metadata(reading(section("En rapport", LONG, level=1), end), file_name="x.pdf")

    assert found.publisher == "KL"


def test_the_colophon_has_the_word() -> None:
    found = facts("Udgivet af Danmarks Evalueringsinstitut", above=["Ishøj Kommune"])

    assert found.publisher == "Danmarks Evalueringsinstitut"


def test_a_byline_names_the_author_and_no_publisher() -> None:
    found = facts("Hvidovre Kommune den 1. oktober 2018")

    assert (found.authors, found.publisher) == (("Hvidovre Kommune",), None)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Skrevet af Anna Holm og Per von Eyben", ("Anna Holm", "Per von Eyben")),
        ("Forfattere: Anna Holm, Bo Lund Ravn", ("Anna Holm", "Bo Lund Ravn")),
        ("Udarbejdet af Center for Pædagogisk Praksis for de to kommuner", ("Center for Pædagogisk Praksis",)),
        ("Udarbejdet af en arbejdsgruppe", ()),
    ],
)
def test_authors_are_named_by_a_line_that_says_so(text: str, authors: tuple[str, ...]) -> None:
    assert facts("En undertitel", text).authors == authors


def programme(*below: str) -> Metadata:
    return find_metadata(reading(section("Konference om leg", *below, time_table(5), level=1)), file_name="x.pdf")


@pytest.mark.parametrize(
    ("below", "event"),
    [
        (("3. maj 2024", "Odeon", ADDRESS), Event("2024-05-03", f"Odeon, {ADDRESS}")),
        (("3. maj 2024", f"Kulturhuset, {ADDRESS}"), Event("2024-05-03", f"Kulturhuset, {ADDRESS}")),
        ((f"Den 3. maj 2024 Kulturhuset, {ADDRESS}",), Event("2024-05-03", f"Kulturhuset, {ADDRESS}")),
        (("Undertitel", "Sted: Byrådssalen"), Event(None, "Byrådssalen")),
        (("Temadag om leg den 3. maj 2024 i Odense",), Event("2024-05-03", None)),
        (("Maj 2024",), None),
    ],
)
def test_a_programme_has_an_event(below: Sequence[str], event: Event | None) -> None:
    found = programme(*below)

    assert (found.type, found.event) == ("conference_programme", event)


TOLD = (section("Hvem er det for?", LONG), section("Hvem står bag?", LONG), section("Hvad koster det?", LONG))


@pytest.mark.parametrize(
    ("title", "sections", "expected"),
    [
        ("Sammen om maden", (*TOLD, section("Gode råd til andre", LONG)), "practice_example"),
        ("Sammen om maden", (*TOLD, section("Til sidst", "Kontakt: køkkenet, tlf. 00 12 34 56")), "practice_example"),
        ("Sammen om maden", TOLD, "other"),
        ("Vejledning om maden", (*TOLD, section("Gode råd til andre", LONG)), "other"),
        ("Strategi for mad", (*TOLD, section("Gode råd til andre", LONG)), "other"),
        ("Evaluering af maden", (*TOLD, section("Gode råd til andre", LONG)), "evaluation"),
    ],
)
def test_four_lines_of_the_practice_card_are_a_practice_example(
    title: str, sections: Sequence[Section], expected: str
) -> None:
    found = find_metadata(reading(section(title, level=1), *sections), file_name="x.pdf")
    proof = next((one.evidence for one in found.facts if one.name == "type"), None)

    assert found.type == expected
    assert (proof is None) == (expected == "other")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Godkendt af Børneudvalget den 12. december 2023", "2023-12-12"),
        ("Version 2, opdateret den 14. januar 2023", "2023-01-14"),
        ("Udarbejdet af Analysehuset Vinkel, januar 2025", "2025-01"),
        ("Udgivet 3. november 2021 af Ishøj Kommune", "2021-11-03"),
        ("Udarbejdet på baggrund af data fra 2019", None),
        ("Foreningen Små Skridt, maj 2022", "2022-05"),
        ("Et projekt, der begyndte den 3. maj 2021", None),
    ],
)
def test_a_line_that_begins_by_saying_when_is_the_date(line: str, date: str | None) -> None:
    assert facts(line).date == date


def test_the_more_precise_of_two_prints_of_a_date_counts() -> None:
    assert facts("Oktober 2022", "Udgivet af KL, 2022").date == "2022-10"
    assert facts("Oktober 2021", "Udgivet af KL, 2022").date == "2022"


def test_a_line_that_says_what_it_is_and_whose_names_the_publisher_and_is_no_subtitle() -> None:
    found = facts("Udspil fra Foreningen Små Skridt")

    assert (found.publisher, found.subtitle) == ("Foreningen Små Skridt", None)
    assert facts("Udgivet 3. november 2021 af Ishøj Kommune").publisher == "Ishøj Kommune"


def test_authors_may_stand_with_what_they_are() -> None:
    assert facts("Udarbejdet af chefkonsulent Ivar Bruun og Maja Thy").authors == ("Ivar Bruun", "Maja Thy")


def test_who_arranges_publishes() -> None:
    assert facts("Arrangør: Sundhedsstyrelsen", title="Konference om søvn").publisher == "Sundhedsstyrelsen"


def test_a_street_is_no_part_of_a_name() -> None:
    assert organisations().find("Foreningen Små Skridt Birkevej 3") == ("Foreningen Små Skridt",)


def test_only_a_programme_has_an_event() -> None:
    assert facts("3. maj 2024", "Odeons Kvarter 1, 5000 Odense C").event is None


def test_timed_sessions_make_a_programme() -> None:
    sessions = [Session(f"{n}:00", None, "Oplæg", "plenary", None, (), None, BOX) for n in range(10, 13)]

    assert find_metadata(reading(section("Leg", LONG)), file_name="x").type == "other"
    found = find_metadata(reading(section("Leg", LONG), sessions=sessions), file_name="x")
    assert found.type == "conference_programme"


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ((section("Evaluering af legestuen", LONG, level=1),), "evaluation"),
        ((TITLE, section("Positionspapir om leg"), section("Mål", LONG)), "position_paper"),
        ((TITLE, section("KL vil arbejde for, at", LONG), section("KL vil arbejde for, at")), "position_paper"),
        ((TITLE, section("Praksis og proces", LONG), section("De næste skridt", LONG)), "practice_example"),
        ((TITLE, section("Evaluering og refleksion styrker kvaliteten", LONG)), "other"),
        ((TITLE, section("Program for sommeren", LONG)), "other"),
        ((TITLE, section("Mål", f"{LONG} Vi har en god evaluering og en anbefaling.")), "other"),
    ],
)
def test_a_type_is_told_by_its_cues(sections: Sequence[Section], expected: str) -> None:
    assert find_metadata(reading(*sections), file_name="x.pdf").type == expected


def test_municipalities_and_organisations_are_found_everywhere() -> None:
    speaker = Speaker("Anna Holm", "leder", "Skive Kommune")
    session = Session("09:00", "10:00", "Oplæg", "plenary", None, (speaker,), "Om VIVEs fund", BOX)
    table = Table("Tabel 1", "1", (("Kommune",),), (("Ishøj Kommune",),), BOX)

    found = find_metadata(reading(section("Leg", table, level=1), sessions=[session]), file_name="x.pdf")

    assert [municipality.name for municipality in found.municipalities] == ["Ishøj", "Skive"]
    assert found.organisations == ("VIVE",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STUK's tilsynsrejsehold og STUKs råd", ("Styrelsen for Undervisning og Kvalitet",)),
        ("Social- og Boligstyrelsens tilbud", ("Social- og Boligstyrelsen",)),
        ("Børne- og Kulturministeriets puljer", ("Børne- og Kulturministeriet",)),
        ("Center for Børn og Familier og siden Center for Børn og Familie", ("Center for Børn og Familier",)),
        ("Professionshøjskolen Vestbæk, Lunds Universitet", ("Professionshøjskolen Vestbæk", "Lunds Universitet")),
        ("det Tværfaglige Småbørnsteam", ("Tværfagligt Småbørnsteam",)),
        ("kl. 9 og eva kommer; via mail", ()),
        ("Forældrebestyrelsen og Bestyrelsen mødes i ministeriet", ()),
        ("et center for små børn og Styrelsen", ()),
    ],
)  # fmt: skip
def test_organisations_are_known_by_list_and_by_name(text: str, expected: tuple[str, ...]) -> None:
    assert organisations().find(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "message"),
    [
        ("KL\t-\nKL\t-", 2, "«KL» står der allerede"),
        ("KL\t-\nForbundet\tKL", 2, "«KL» står der allerede"),
        ("Forbundet\tFB||FOB", 1, "der mangler et navn ved |"),
        ("Forbundet", 1, "der skal være 2 felter"),
    ],
)
def test_a_mistake_in_the_list_is_told_with_its_line(text: str, number: int, message: str) -> None:
    with pytest.raises(WordListError) as caught:
        Organisations.parse(WordList("prøve.tsv", text))

    assert (caught.value.line, message in caught.value.message) == (number, True)


@pytest.fixture(scope="module")
def real_facts(real_folder: Path) -> dict[str, Metadata]:
    paths = sorted((real_folder / "corpus" / "pdf").glob("*.pdf"))
    return {path.stem: find_metadata(read_structure(path), file_name=path.name) for path in paths}


@pytest.mark.real
def test_every_real_document_has_its_type(real_facts: dict[str, Metadata]) -> None:
    assert {name: found.type for name, found in real_facts.items()} == REAL_TYPES


@pytest.mark.real
def test_real_titles_and_dates_are_as_printed(real_folder: Path, real_facts: dict[str, Metadata]) -> None:
    assert {name: found.date for name, found in real_facts.items()} == REAL_DATES
    for name, found in real_facts.items():
        gold = json.loads((real_folder / "corpus" / "pdf" / f"{name}.gold.json").read_text())
        assert found.title is not None
        assert found.title.casefold() == gold["title"].casefold()
        assert found.subtitle == gold["subtitle"]


@pytest.mark.real
def test_real_facts_agree_with_the_gold_and_invent_nothing(real_folder: Path, real_facts: dict[str, Metadata]) -> None:
    gold = json.loads((real_folder / "eval" / "metadata.json").read_text())["documents"]
    for document in gold:
        found = real_facts[REAL_NAMES[document["id"]]]
        assert found.type == document["document_type"]
        assert found.publisher == document["publisher"]
        assert [f"{m.name} Kommune" for m in found.municipalities] == document["municipalities"]
        assert set(found.organisations) <= set(document["organisations"])
        assert (found.event is None) == (document["event"] is None)


@pytest.mark.real
def test_the_other_real_documents_name_these_municipalities(real_facts: dict[str, Metadata]) -> None:
    found = {name: {m.name for m in real_facts[name].municipalities} for name in REAL_TYPES}

    assert found["001_programme_2023"] == {
        "Esbjerg", "Thisted", "København", "Randers", "Aalborg", "Ishøj", "Vejle",
    }  # fmt: skip
    assert found["004_kl_position"] == set()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_sample_document_states_its_facts(path: Path) -> None:
    source = tomllib.loads((SAMPLES / "text" / f"{path.stem}.md").read_text().split("+++")[1])
    by_byline = source["date_text"].startswith(source["publisher"])  # an author, as in Hvidovre's example

    found = find_metadata(read_structure(path), file_name=path.name)

    assert (found.type, found.title, found.subtitle) == (source["type"], source["title"], source.get("subtitle"))
    assert (found.date, found.publisher) == (source["date"], None if by_byline else source["publisher"])
    assert {municipality.name for municipality in found.municipalities} == set(source["municipalities"])
    assert (found.event.place if found.event is not None else None) == source.get("place")
