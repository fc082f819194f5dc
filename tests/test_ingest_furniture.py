"""Running heads and feet are found; what looks like them is left alone."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import read_structure
from tests.typeset import A4, set_pdf

RUNNING = "#set page(header: [Evaluering af tidlig indsats], footer: context [Side #counter(page).display() af 3])\n"
TEXT = "\n#pagebreak()\n".join(f"= Kapitel {n}\n{n} gange om børn. #lorem(120)" for n in ("et", "to", "tre"))


def test_running_head_and_page_numbers_are_kept_apart(tmp_path: Path) -> None:
    reading = read_structure(set_pdf(tmp_path, RUNNING + TEXT, head=A4))

    assert [section.heading for section in reading.sections] == ["Kapitel et", "Kapitel to", "Kapitel tre"]
    assert {paragraph.text for paragraph in reading.furniture} == {
        "Evaluering af tidlig indsats",
        *(f"Side {n} af 3" for n in (1, 2, 3)),
    }


def test_a_year_at_the_edge_of_the_cover_is_no_page_number(tmp_path: Path) -> None:
    reading = read_structure(set_pdf(tmp_path, f"2021\n\n= Små fællesskaber\n{TEXT}"))

    assert reading.sections[0].paragraphs[0].text == "2021"


def test_a_web_prints_navigation_goes_and_a_sentence_about_a_front_page_stays(tmp_path: Path) -> None:
    markup = "Forside > Viden > Praksis\n\n= Sammen om barnet\nForside og bagside af kortet vises frem.\n\n×\n\nLog ind"

    reading = read_structure(set_pdf(tmp_path, markup))

    assert [paragraph.text for section in reading.sections for paragraph in section.paragraphs] == [
        "Forside og bagside af kortet vises frem."
    ]
    assert [paragraph.text for paragraph in reading.furniture] == ["Forside > Viden > Praksis", "×", "Log ind"]


def test_the_small_foot_of_a_single_page_goes_with_its_number(tmp_path: Path) -> None:
    foot = "#set page(footer: text(8pt)[Evaluering af Fælles Start · Aalund Kommune · 1])\n"

    reading = read_structure(set_pdf(tmp_path, f"{foot}= Fælles Start\n#lorem(60)", head=A4))

    assert [paragraph.text for paragraph in reading.furniture] == ["Evaluering af Fælles Start · Aalund Kommune · 1"]
    assert len(reading.sections[0].paragraphs) == 1
