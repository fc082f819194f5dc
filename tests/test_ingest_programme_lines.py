"""A programme may be written as lines of text; a day in a nursery is told by times too, and is none."""

from __future__ import annotations

from pathlib import Path

from corpus import Box, Paragraph, Section, Session, Table
from ingest.pipeline import read_structure
from ingest.sessions import find_sessions

from .typeset import set_pdf


def at(line: int) -> tuple[Box, ...]:
    return (Box(1, 72.0, 20.0 * line, 400.0, 20.0 * line + 12),)


def a_section(heading: str, *blocks: str | Table) -> Section:
    contents = [
        Paragraph(one, "text", at(line), ((0, 1),)) if isinstance(one, str) else one
        for line, one in enumerate(blocks, start=2)
    ]
    return Section(heading, 2, None, at(1), tuple(contents))


def told(sessions: tuple[Session, ...]) -> list[tuple[str | None, str | None, str, list[str | None]]]:
    return [(one.starts, one.ends, one.title, [who.name for who in one.speakers]) for one in sessions]


def test_lines_with_times_are_items_with_who_speaks_below_them() -> None:
    section = a_section(
        "Program",
        "9.00-9.30 Morgenmad",
        "kl. 9.30 – 10.15: Velkomst",
        "v/ Gerda Nørrelund, dagtilbudschef, Ishøj Kommune",
        "Vi begynder dagen med en sang.",
        "10.15 Tak for i dag",
    )
    sessions = find_sessions([section], [])

    assert told(sessions) == [
        ("09:00", "09:30", "Morgenmad", []),
        ("09:30", "10:15", "Velkomst", ["Gerda Nørrelund"]),
        ("10:15", None, "Tak for i dag", []),
    ]
    assert (sessions[1].abstract, sessions[1].speakers[0].organisation) == (
        "Vi begynder dagen med en sang.",
        "Ishøj Kommune",
    )


def test_lines_that_were_read_as_one_paragraph_are_parted_at_their_times() -> None:
    section = a_section("Dagens program", "9.00-9.30 Morgenmad 9.30-10.00 Oplæg v/ Bo Lind 10.00-10.15 Pause")

    assert told(find_sessions([section], [])) == [
        ("09:00", "09:30", "Morgenmad", []),
        ("09:30", "10:00", "Oplæg", ["Bo Lind"]),
        ("10:00", "10:15", "Pause", []),
    ]


def test_a_table_of_times_among_the_lines_is_part_of_them() -> None:
    table = Table(None, None, (), (("9.30-10.00", "Oplæg"), ("10.00-10.15", "Pause")), at(4))
    section = a_section("Program", "8.30-9.00 Kaffe", "9.00-9.30 Velkomst", table, "10.15-11.00 Leg", "v/ Bo Lind")

    assert told(find_sessions([section], []))[-3:] == [
        ("09:30", "10:00", "Oplæg", []),
        ("10:00", "10:15", "Pause", []),
        ("10:15", "11:00", "Leg", ["Bo Lind"]),
    ]


def test_a_day_in_a_nursery_is_no_programme() -> None:
    day = a_section("En dag hos os", "7.00-8.00 Morgenmad", "8.00-11.00 Leg ude", "11.00-12.00 Frokost")
    talk = a_section("Program", "Vi mødes kl. 9.30 i hallen.", "Kl. 10.00 går vi ud.", "Vi slutter kl. 12.00.")

    assert find_sessions([day], []) == ()
    assert find_sessions([talk], []) == ()


def test_a_pdf_whose_programme_is_lines_has_all_of_them_and_their_speakers(tmp_path: Path) -> None:
    markup = """= Når sproget driller
== Program
9.00-9.30 Morgenmad

9.30-10.15 Velkomst \\
v/ Gerda Nørrelund, dagtilbudschef, Ishøj Kommune

10.15-11.30 Hvad siger hjernen? \\
v/ Palle Vindinge, professor, Aarhus Universitet

11.30-12.30 Frokost

12.30-14.00 Workshop: Læsning i legestuen \\
v/ dagplejepædagog Ruth Kjær, Køge Kommune
"""
    sessions = read_structure(set_pdf(tmp_path, markup)).sessions

    assert told(sessions) == [
        ("09:00", "09:30", "Morgenmad", []),
        ("09:30", "10:15", "Velkomst", ["Gerda Nørrelund"]),
        ("10:15", "11:30", "Hvad siger hjernen?", ["Palle Vindinge"]),
        ("11:30", "12:30", "Frokost", []),
        ("12:30", "14:00", "Workshop: Læsning i legestuen", ["Ruth Kjær"]),
    ]
