"""Programmes: slots of the time table, sessions described elsewhere, and how the two find each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Session
from ingest.pipeline import read_structure
from tests.typeset import set_pdf

PROGRAMME = """
= Konference om dagtilbud
3. oktober 2023

#table(columns: 2, [*Tid*], [*Program*],
  [9.00 – 9.30], [*Ankomst og morgenmad*],
  [9.30 – 10.00], [*Velkomst* v/ Birthe Ravnsholt, centerleder, Center for Praksis],
  [10.00 – 10.35], [*Plenumoplæg: Når praksisser mødes i hverdagen* v/ Cristina Munck, docent],
  [10.35 – 11.00], [*Pause*],
  [11.00 – 12.00], [*Temamøder* Se beskrivelse nedenfor],
  [13.00 – 14.00], [*Temamøder* Se beskrivelse nedenfor])

== Oplæg i plenum
=== Når praksisser mødes i hverdagen
#emph[v/ Crisstina Munck, ph.d. og docent, Københavns Professionshøjskole]

Hvad kræver det at mødes?

== Temamøder
=== Temamøde 1: Forældre på deres arena
#emph[v. Mette Væver, professor, Københavns Universitet]

Et tæt samarbejde er afgørende.

Lokale: B12
"""


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = {}
    for session in read_structure(set_pdf(tmp_path_factory.mktemp("programme"), PROGRAMME)).sessions:
        found.setdefault(session.title, []).append(session)
    return found


def test_each_slot_has_its_times_and_kind(sessions: dict[str, list[Session]]) -> None:
    slots = [(one.starts, one.ends, one.kind) for title in sessions for one in sessions[title] if one.kind != "theme"]

    assert slots == [
        ("09:00", "09:30", "other"),
        ("09:30", "10:00", "plenary"),
        ("10:00", "10:35", "plenary"),
        ("10:35", "11:00", "break"),
    ]


def test_a_slot_says_who_speaks(sessions: dict[str, list[Session]]) -> None:
    (welcome,) = sessions["Velkomst"]

    (speaker,) = welcome.speakers
    assert (speaker.name, speaker.role, speaker.organisation) == (
        "Birthe Ravnsholt",
        "centerleder",
        "Center for Praksis",
    )


def test_a_description_joins_its_slot_by_the_title(sessions: dict[str, list[Session]]) -> None:
    (talk,) = sessions["Når praksisser mødes i hverdagen"]

    assert (talk.starts, talk.abstract) == ("10:00", "Hvad kræver det at mødes?")
    assert [speaker.name for speaker in talk.speakers] == ["Cristina Munck"]


def test_a_described_session_has_the_first_rounds_times_and_both_rounds_places(
    sessions: dict[str, list[Session]],
) -> None:
    (theme,) = sessions["Forældre på deres arena"]
    rounds = sessions["Temamøder"]

    assert (theme.kind, theme.starts, theme.ends, theme.place) == ("theme", "11:00", "12:00", "B12")
    assert [one.starts for one in rounds] == ["11:00", "13:00"]
    assert all(box in theme.boxes for one in rounds for box in one.boxes)


def test_a_note_that_points_elsewhere_is_no_abstract(sessions: dict[str, list[Session]]) -> None:
    assert [one.abstract for one in sessions["Temamøder"]] == [None, None]


def test_a_document_without_a_programme_has_no_sessions(tmp_path: Path) -> None:
    reading = read_structure(
        set_pdf(tmp_path, "= Evaluering\nv/ Mette Holm, lektor\n\nVi mødtes kl. 9.30 og igen 14.00.")
    )

    assert reading.sessions == ()


def test_tracks_that_run_at_the_same_time_are_sessions_of_their_own(tmp_path: Path) -> None:
    markup = """
= Små børn
#table(columns: 3, [*Tid*], [*Spor A: Sprog (Sal 1)*], [*Spor B: Leg (Sal 2)*],
  [9.00 – 9.30], table.cell(colspan: 2)[Ankomst],
  [10.00 – 11.00], [*Højtlæsning* v/ Hanne Lykkegård, konsulent], [*Legen* v/ Peter Brolund, pædagog],
  [11.00 – 11.20], table.cell(colspan: 2)[Pause],
  [11.20 – 12.00], [*Dagpleje* v/ Ulla Bech, leder], [*Udeliv* v/ Jens Toft, naturvejleder])
"""
    sessions = read_structure(set_pdf(tmp_path, markup)).sessions

    assert [(one.starts, one.title, one.place, [who.name for who in one.speakers]) for one in sessions] == [
        ("09:00", "Ankomst", None, []),
        ("10:00", "Højtlæsning", "Sal 1", ["Hanne Lykkegård"]),
        ("10:00", "Legen", "Sal 2", ["Peter Brolund"]),
        ("11:00", "Pause", None, []),
        ("11:20", "Dagpleje", "Sal 1", ["Ulla Bech"]),
        ("11:20", "Udeliv", "Sal 2", ["Jens Toft"]),
    ]
