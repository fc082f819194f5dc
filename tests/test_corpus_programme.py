"""A programme is its items by the clock, each round of a session one of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Box, Document, Session
from corpus.programme import ProgrammeItem, is_round_slot, programme_items
from tests.fakes import PROGRAMME
from tests.sample_documents import document_at, sample

BOX = Box(1, 72.0, 100.0, 500.0, 140.0)


def a_session(title: str, starts: str | None, ends: str | None = None, **facts: object) -> Session:
    session = Session(starts, ends, title, "theme", None, (), None, (BOX,))
    return replace(session, **facts)  # type: ignore[arg-type]


def items_of(*sessions: Session) -> tuple[ProgrammeItem, ...]:
    return programme_items(replace(PROGRAMME, sessions=sessions))


def test_a_session_in_two_rounds_is_two_items_with_one_id() -> None:
    items = items_of(
        a_session("Temamøder", "10:00", "11:00"),
        a_session("Temamøder gentages", "13:00", "14:00"),
        a_session("Når vi ikke deler sprog", "10:00", "11:00", abstract="Om tolke."),
    )
    held = [item for item in items if item.title == "Når vi ikke deler sprog"]

    assert [(item.starts, item.ends, item.round, item.rounds) for item in held] == [
        ("10:00", "11:00", 1, 2),
        ("13:00", "14:00", 2, 2),
    ]
    assert held[0].session_id == held[1].session_id
    assert [item.number for item in items] == [1, 2, 3, 4]


def test_a_slot_that_names_numbers_holds_only_those() -> None:
    items = items_of(
        a_session("Workshops 1-2", "10:00", "11:00"),
        a_session("Workshops 2-3", "13:00", "14:00"),
        *(a_session(title, "10:00", "11:00", abstract="Om noget.") for title in ("En", "To", "Tre")),
    )

    times = [(item.title, item.starts) for item in items if item.abstract]
    assert times == [("En", "10:00"), ("To", "10:00"), ("To", "13:00"), ("Tre", "13:00")]


def test_two_breaks_of_one_name_are_not_one_session() -> None:
    first, second = items_of(
        a_session("Pause", "10:00", "10:15", kind="break"), a_session("Pause", "14:00", "14:15", kind="break")
    )

    assert (first.round, second.round) == (None, None)
    assert first.session_id != second.session_id


@pytest.mark.parametrize(
    ("title", "is_slot"),
    [
        ("Temamøder", True),
        ("Temamøder, runde 2", True),
        ("Temamøder 1-4 gentages", True),
        ("Parallelsessioner, første runde", True),
        ("Workshops (gentages)", True),
        ("Værksted: Vores næste overgang", False),
        ("Session om tolke", False),
    ],
)
def test_a_slot_only_says_when(title: str, is_slot: bool) -> None:
    assert is_round_slot(a_session(title, "10:00")) is is_slot


@pytest.mark.parametrize(
    ("abstract", "audience", "form"),
    [
        ("Temamødet er primært henvendt til deltagere fra forvaltninger, og der er tid til spørgsmål.",
         "deltagere fra forvaltninger", None),
        ("Workshoppen henvender sig især til ledere og har form som et rollespil, hvor alle er med.",
         "ledere", "rollespil"),
        ("Oplægget er for dagplejere.", "dagplejere", None),
        ("Sessionen har form som en paneldebat med spørgsmål fra salen.", None, "paneldebat"),
        ("Kommunen har en model, der er henvendt til forældre i sårbare positioner.", None, None),
        ("Oplægget viser en målrettet indsats. Den er for alle børn.", None, None),
    ],
)  # fmt: skip
def test_audience_and_form_are_the_sessions_own(abstract: str, audience: str | None, form: str | None) -> None:
    (item,) = items_of(a_session("Et møde", "10:00", abstract=abstract))

    assert (item.audience, item.form) == (audience, form)


def test_what_has_no_time_comes_last() -> None:
    items = items_of(a_session("Uden tid", None), a_session("Med tid", "09:00"))

    assert [item.title for item in items] == ["Med tid", "Uden tid"]


def test_a_sample_has_every_round_of_every_theme_meeting() -> None:
    items = programme_items(sample("programme_overgange"))
    rounds = [(item.title[:24], item.starts, item.page) for item in items if item.rounds == 2]

    assert len(items) == 17
    assert rounds[0] == ("Fra vuggestue til børneh", "10:40", 2)
    assert rounds[4] == ("Fra vuggestue til børneh", "12:40", 2)
    assert {item.date for item in items} == {"2022-09-05"}


@pytest.mark.real
def test_the_real_programme_tells_whom_each_meeting_is_for(real_folder: Path) -> None:
    document: Document = document_at(real_folder / "corpus" / "pdf" / "000_programme_2024.pdf")
    items = programme_items(document)

    assert len(items) == 20  # ten slots, five meetings held twice
    assert [(item.audience, item.form, item.page) for item in items if item.number in (6, 8, 9, 10)] == [
        (None, None, 2),
        ("deltagere fra forvaltninger", None, 3),
        (None, "oplæg", 3),
        ("dagtilbudsledere", "workshop", 3),
    ]
