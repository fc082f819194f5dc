"""Tables are data, and sentences with figures find the table that they tell of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Box, Document, Section, Table
from corpus.findings import find_findings
from corpus.table_data import column_names, data_tables, table_called
from tests.fakes import EVALUATION, a_passage
from tests.sample_documents import document_at, sample

BOX = Box(1, 72.0, 100.0, 500.0, 140.0)


def a_table(
    rows: list[list[str]],
    *,
    header: list[list[str]] | None = None,
    caption: str | None = None,
    number: str | None = None,
) -> Table:
    return Table(caption, number, tuple(map(tuple, header or [])), tuple(map(tuple, rows)), (BOX,))


def a_report(text: str, *tables: Table) -> Document:
    section = Section("Svar", 2, None, (BOX,), tables)
    return replace(EVALUATION, sections=(section,), passages=(a_passage(EVALUATION.id, 0, text),))


WORRY = a_table(
    [["Mindre bekymret", "9 (75 %)"], ["Mere bekymret", "3 (25 %)"], ["I alt", "12"]],
    header=[["", "Efter forløbet"]], caption="Tabel 2. Bekymring for barnet", number="2",
)  # fmt: skip
HAPPY = a_table(
    [["Er I tilfredse med samarbejdet?", "11 (92 %)", "1 (8 %)"]],
    header=[["", "Ja", "Nej"]], caption="Tabel 3", number="3",
)  # fmt: skip


def linked(text: str) -> list[tuple[tuple[str, ...], str | None, str | None]]:
    """Of each finding its figures, the number of its table and how that was found."""
    found = find_findings(a_report(text, WORRY, HAPPY))
    return [(one.numbers, None if one.table is None else one.table.table.number, one.basis) for one in found]


# ---------------------------------------------------------------------- tables


def test_a_name_over_several_columns_is_carried_over_them() -> None:
    table = a_table(
        [["Nord", "1", "2", "3"]], header=[["", "Formiddage", "", "Børn"], ["Distrikt", "Planlagt", "Holdt", ""]]
    )

    assert column_names(table) == ("Distrikt", "Formiddage – Planlagt", "Formiddage – Holdt", "Børn")


@pytest.mark.parametrize(
    ("table", "n"),
    [
        (a_table([["Ja", "9"]], caption="Tabel 1. Ønsker (12 ledere)"), (12, "stated")),
        (a_table([["Ja", "9"]], caption="Svar, n = 1.204"), (1204, "stated")),
        (a_table([["Ja", "9"]], header=[["", "Andel (N=64)"]]), (64, "stated")),
        (WORRY, (12, "total")),
        (a_table([["Nord", "3", "4"], ["I alt", "3", "4"]]), (None, None)),
        (HAPPY, (12, "sum")),
        (a_table([["Tilfreds?", "9 (70 %)", "3 (30 %)"]]), (None, None)),
        (a_table([["Søvn", "5"], ["Mad", "2"]]), (None, None)),
    ],
)
def test_the_number_of_answers_is_what_the_table_tells(table: Table, n: tuple[int | None, str | None]) -> None:
    (data,) = data_tables(a_report("", table))

    assert (data.n, data.n_basis) == n


def test_a_table_is_called_by_its_printed_number_else_by_its_place() -> None:
    tables = data_tables(a_report("", a_table([["a", "b"]]), WORRY, HAPPY))

    called = [table_called(tables, number) for number in ("2", "3", "1", "9")]
    assert [None if one is None else one.position for one in called] == [2, 3, 1, None]


# ---------------------------------------------------------------------- findings


def test_a_table_that_is_named_is_the_one() -> None:
    assert linked("Som tabel 3 viser, er 75 % glade.") == [(("75 %",), "3", "named")]


def test_figures_in_rows_whose_names_the_sentence_uses_find_the_table() -> None:
    text = "Efter forløbet er 9 ud af 12 mindre bekymrede. 92 % er tilfredse med samarbejdet."

    assert linked(text) == [(("9", "12"), "2", "figures"), (("92 %",), "3", "figures")]


def test_a_figure_alone_finds_no_table() -> None:
    assert linked("Rapporten blev læst af 92 % af byrådet.") == [(("92 %",), None, None)]


def test_the_sum_of_a_column_is_a_figure_of_the_table() -> None:
    table = a_table([["Ishøj", "19"], ["Greve", "16"]], header=[["Kommune", "Specifikke forløb"]], number="1")
    (finding,) = find_findings(a_report("Der har været 35 specifikke forløb.", table))

    assert (finding.table and finding.table.position, finding.basis) == (1, "figures")


@pytest.mark.parametrize(
    "sentence",
    [
        "Mødet er den 3. marts 2024 kl. 14.",
        "Det følger af dagtilbudslovens § 5, stk. 2.",
        "Børn mellem 24 og 30 måneder er med.",
        "Vi brugte 12.000 kr. og 2,5 timer.",
        "Ring på telefon 00 12 34 56.",
        "Børnene er 3-årige.",
        "2. Begynd med det, I kan.",
    ],
)
def test_dates_laws_ages_and_sums_of_money_are_no_findings(sentence: str) -> None:
    assert linked(sentence) == []


def test_a_sample_links_what_it_states() -> None:
    found = find_findings(sample("evaluation_sundhedspleje"))
    links = {one.quote.text[:34]: one.table.position for one in found if one.table is not None}

    assert links == {"Der var planlagt 288 faste formidd": 1, "Heraf blev 242 gennemført, svarend": 1} | {
        key: value for key, value in links.items() if key.startswith("I alt 64 ud af 88")
    }


@pytest.mark.real
def test_the_real_evaluation_links_figures_to_the_right_tables(real_folder: Path) -> None:
    document = document_at(real_folder / "corpus" / "pdf" / "003_evaluation_smaaboernsteam.pdf")
    tables = data_tables(document)
    links = {one.quote.text: one.table.position for one in find_findings(document) if one.table is not None}

    def told(beginning: str) -> int:
        return next(position for text, position in links.items() if text.startswith(beginning))

    assert [one.n for one in tables] == [
        *(None, None, 12, 12, 12, None, 9, 12, 12, None, None, 12, 12, 12, 12, 12, 5),
        *(10, 10, 10, 10, 10, 10, 10),
    ]
    assert told("Som det fremgår af tabel 8") == 8
    assert told("I forbindelse med langt størstedelen af forløbene (75 %)") == 9
    assert told("I forbindelse med 11 ud af 12") == 12
    assert told("I forbindelse med 9 ud af de 12") == 14
    assert told("I forbindelse med 7 ud af de 10") == 22
