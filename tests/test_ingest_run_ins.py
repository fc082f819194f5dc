"""Headings that stand on the first line of their paragraph, and bold openings that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Paragraph
from ingest.pipeline import read_structure
from tests.typeset import A4, set_pdf

OPENINGS = ("Formål", "Sådan gjorde vi", "Flere ord ved bordet")
TEXTS = (
    "Indsatsen skal give de yngste børn flere samtaler i løbet af dagen. Dagplejerne fik et kursus på et halvt år.",
    "Vi fulgte seks dagplejere over ti måneder og filmede måltider, garderobe og leg. Klippene blev drøftet på møder.",
    "Dagplejerne stiller nu åbne spørgsmål under måltidet. Børnene svarer længere, og de taler mere med hinanden.",
)
MORE = (
    "Forældrene så klippene sammen med dagplejeren. De fleste *bad om mere.* Det tog dagplejerne til sig med det samme."
)
TITLE = "= Sprog i dagplejen\nRapporten samler et års erfaringer fra seks huse i Åkær Kommune.\n\n== Fund og metode\n"

Outline = list[tuple[int, str | None, list[str]]]


def outline(folder: Path, markup: str, *, head: str = A4) -> Outline:
    reading = read_structure(set_pdf(folder, markup, head=head))
    return [
        (section.level, section.heading, [block.text for block in section.blocks if isinstance(block, Paragraph)])
        for section in reading.sections
    ]


def paragraphs(between: str, *, after: str = "\n\n") -> str:
    return after.join(f"{between.format(one)} {text}" for one, text in zip(OPENINGS, TEXTS, strict=True))


@pytest.mark.parametrize(
    ("between", "shown"),
    [("*{}.*", "{}."), ("_*{}.*_", "{}."), ("*{}*#h(1em)", "{}")],
    ids=["in bold with a full stop", "in bold italics", "before a wide gap"],
)
@pytest.mark.parametrize("columns", [1, 2])
def test_bold_openings_that_recur_are_headings_of_the_lowest_level(
    tmp_path: Path, between: str, shown: str, columns: int
) -> None:
    head = f"{A4}#set page(columns: {columns})\n#set par(justify: true)\n"

    read = outline(tmp_path, TITLE + paragraphs(between), head=head)

    assert [level for level, _, _ in read] == [1, 2, 3, 3, 3]
    assert [heading for _, heading, _ in read[2:]] == [shown.format(one) for one in OPENINGS]
    assert [texts for _, _, texts in read[2:]] == [[text] for text in TEXTS]


def test_an_emphasis_and_a_single_opening_are_no_headings(tmp_path: Path) -> None:
    items = "- *Husk.* Giv god tid.\n- *Spørg.* Lad børnene svare.\n- *Vent.* Tæl til ti."
    text = f"*Formål.* {TEXTS[0]}\n\n{MORE}\n\n{items}"

    read = outline(tmp_path, TITLE + text)

    assert [heading for _, heading, _ in read] == ["Sprog i dagplejen", "Fund og metode"]
    assert read[1][2][0] == f"Formål. {TEXTS[0]}"
    assert read[1][2][2:] == ["Husk. Giv god tid.", "Spørg. Lad børnene svare.", "Vent. Tæl til ti."]


def test_labels_with_a_colon_stay_in_their_lines(tmp_path: Path) -> None:
    read = outline(tmp_path, TITLE + paragraphs("*{}:*"))

    assert read[1][2] == [f"{one}: {text}" for one, text in zip(OPENINGS, TEXTS, strict=True)]


def test_openings_with_a_colon_that_govern_more_than_a_paragraph_are_headings(tmp_path: Path) -> None:
    read = outline(tmp_path, TITLE + paragraphs("*{}:*", after=f"\n\n{MORE}\n\n"))

    assert [heading for _, heading, _ in read[2:]] == [f"{one}:" for one in OPENINGS]
    assert read[2][2] == [TEXTS[0], MORE.replace("*", "")]


def test_the_places_of_an_opening_and_of_its_paragraph_are_kept(tmp_path: Path) -> None:
    reading = read_structure(set_pdf(tmp_path, TITLE + paragraphs("*{}.*") + "#footnote[En note om klippene.]"))

    last = reading.sections[-1]
    (heading,), paragraph = last.heading_boxes, last.paragraphs[0]
    assert heading.x1 < paragraph.boxes[0].x1
    assert heading.top == paragraph.boxes[0].top
    assert paragraph.text == TEXTS[-1]
    assert [call.offset for call in paragraph.calls] == [len(TEXTS[-1])]
