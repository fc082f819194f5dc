"""Recommendations and aims are items that can be cited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Box, Document, Paragraph, ParagraphKind, Section
from corpus.positions import Position, find_positions
from tests.fakes import EVALUATION, a_passage
from tests.sample_documents import document_at, sample

BOX = Box(1, 72.0, 100.0, 500.0, 140.0)


def paragraph(text: str, kind: ParagraphKind = "text") -> Paragraph:
    return Paragraph(text, kind, (BOX,), ((0, 1),))


def a_paper(*sections: tuple[str, int, str | None, list[Paragraph]]) -> Document:
    """A paper with these sections (heading, level, number, paragraphs), one passage each."""
    built = [Section(heading, level, number, (BOX,), tuple(below)) for heading, level, number, below in sections]
    passages = [
        a_passage(EVALUATION.id, at, "\n".join(one.text for one in below)) for at, (*_, below) in enumerate(sections)
    ]
    return replace(EVALUATION, sections=tuple(built), passages=tuple(passages))


def summary(positions: tuple[Position, ...]) -> list[tuple[str, str, str | None, str, list[str]]]:
    return [(one.number, one.kind, one.heading, one.text, [item.quote.text for item in one.items]) for one in positions]


def test_numbered_paragraphs_below_their_heading_are_recommendations() -> None:
    paper = a_paper(
        ("Vores anbefalinger", 2, None, [
            paragraph("Her er de to."), paragraph("1. Giv tid."), paragraph("2) Giv rum."), paragraph("Og lyt."),
        ]),
    )  # fmt: skip

    assert summary(find_positions(paper)) == [
        ("1", "recommendation", "Vores anbefalinger", "Giv tid.", []),
        ("2", "recommendation", "Vores anbefalinger", "Giv rum.\nOg lyt.", []),
    ]


def test_a_label_numbers_a_recommendation_that_goes_on_below() -> None:
    paper = a_paper(
        ("Vores to krav", 2, None, [
            paragraph("Krav 1: Flere uddannede"), paragraph("Staten betaler."), paragraph("Krav 2: Mere tid"),
        ]),
    )  # fmt: skip

    assert [(one.number, one.text) for one in find_positions(paper)] == [
        ("1", "Flere uddannede\nStaten betaler."),
        ("2", "Mere tid"),
    ]


def test_recommendations_may_be_sections_of_their_own() -> None:
    paper = a_paper(
        ("Tre forslag", 2, None, []),
        ("1 Styrk ledelsen", 3, "1", [paragraph("Ledere skal have tid.")]),
        ("Anbefaling 2: Spørg forældrene", 3, None, [paragraph("De ved noget, vi ikke ved.")]),
        ("Baggrund", 2, None, [paragraph("2 kommuner var med.")]),
    )

    assert summary(find_positions(paper)) == [
        ("1", "recommendation", "Styrk ledelsen", "Styrk ledelsen", []),
        ("2", "recommendation", "Spørg forældrene", "Spørg forældrene", []),
    ]


def test_aims_belong_to_the_section_they_stand_in() -> None:
    paper = a_paper(
        ("01 / VIDEN TIL GAVN", 2, "01", [paragraph("Viden er vigtig.")]),
        ("Forum vil arbejde for, at", 3, None, [
            paragraph("børne- og ungeudvalget mødes oftere.", "item"), paragraph("staten betaler.", "item"),
            paragraph("Forum, Nygade 1"),
        ]),
        ("Sprog", 2, None, [
            paragraph("Ord har magt."), paragraph("Vi vil arbejde for, at"), paragraph("alle forstår ordene.", "item"),
        ]),
    )  # fmt: skip
    aims = ["børne- og ungeudvalget mødes oftere.", "staten betaler."]

    assert summary(find_positions(paper)) == [
        ("01", "commitment", "VIDEN TIL GAVN", "Forum vil arbejde for, at", aims),
        ("1", "commitment", "Sprog", "Vi vil arbejde for, at", ["alle forstår ordene."]),
    ]


def test_lines_without_list_marks_go_on_in_lower_case() -> None:
    paper = a_paper(
        ("Rammer", 2, None, [
            paragraph("Foreningen foreslår, at"), paragraph("normeringen vises,"), paragraph("tiden tæller."),
            paragraph("Det koster penge."),
        ]),
    )  # fmt: skip

    assert [item.quote.text for item in find_positions(paper)[0].items] == ["normeringen vises,", "tiden tæller."]


def test_a_list_below_what_the_author_proposes_is_one_of_recommendations() -> None:
    bullets = [paragraph("en mentor til alle,", "item"), paragraph("et loft over vikarer.", "item")]
    headed = find_positions(a_paper(("Det foreslår vi", 2, None, bullets)))
    led_in = find_positions(a_paper(("Rammer", 2, None, [paragraph("Vi foreslår:"), *bullets])))

    assert [one.text for one in headed] == ["en mentor til alle,", "et loft over vikarer."]
    assert [item.quote.text for item in led_in[0].items] == ["en mentor til alle,", "et loft over vikarer."]


def test_every_item_can_be_found_again_in_its_passage() -> None:
    document = sample("position_tidlig_indsats")
    passages = {passage.id: passage.text for passage in document.passages}
    positions = find_positions(document)
    quotes = [one.quote for one in positions] + [item.quote for one in positions for item in one.items]

    assert [one.kind for one in positions] == ["recommendation"] * 5 + ["commitment"] * 3 + ["statement"]
    assert [len(one.items) for one in positions] == [0, 0, 0, 0, 0, 3, 3, 3, 0]
    assert (positions[-1].number, positions[-1].heading) == ("9", "AT HOLDE VED")
    assert all(passages[one.passage_id][one.start : one.end] == one.text for one in quotes)


def test_running_text_states_what_the_publisher_means_after_the_lists() -> None:
    paper = a_paper(
        ("Baggrund", 2, None, [paragraph("Vi foreslår, at alle får tid. Forældrene mener, at vi bør skynde os.")]),
        ("Vores anbefalinger", 2, None, [paragraph("1. Vi anbefaler, at staten betaler.")]),
    )
    metadata = replace(paper.metadata, type="position_paper")
    positions = find_positions(replace(paper, metadata=metadata))

    assert [(one.number, one.kind, one.quote.text) for one in positions] == [
        ("1", "recommendation", "Vi anbefaler, at staten betaler."),
        ("2", "statement", "Vi foreslår, at alle får tid."),
    ]


def test_what_a_practice_example_means_is_no_position() -> None:
    paper = a_paper(("Erfaringer", 2, None, [paragraph("Vi anbefaler, at man begynder i det små.")]))

    assert find_positions(replace(paper, metadata=replace(paper.metadata, type="practice_example"))) == ()


def test_an_evaluation_recommends_too() -> None:
    positions = find_positions(sample("evaluation_sundhedspleje"))

    assert [(one.number, one.quote.page) for one in positions] == [("1", 3), ("2", 3), ("3", 3), ("4", 3), ("5", 1)]
    assert positions[3].text == "Gentag målingen i Distrikt Syd efter et år med normal drift."


@pytest.mark.real
def test_the_real_paper_has_five_recommendations_and_six_perspectives(real_folder: Path) -> None:
    positions = find_positions(document_at(real_folder / "corpus" / "pdf" / "004_kl_position.pdf"))

    assert [(one.number, one.kind, len(one.items), one.quote.page) for one in positions] == [
        ("1", "recommendation", 0, 2),
        ("2", "recommendation", 0, 2),
        ("3", "recommendation", 0, 2),
        ("4", "recommendation", 0, 3),
        ("5", "recommendation", 0, 3),
        ("01", "commitment", 2, 3),
        ("02", "commitment", 5, 4),
        ("03", "commitment", 5, 4),
        ("04", "commitment", 2, 5),
        ("05", "commitment", 3, 5),
        ("06", "commitment", 2, 6),
    ]
    assert positions[4].text.endswith("Tilknyt et advisory board med repræsentanter fra praksis, parterne og "
                                      "aftagerfeltet.")  # fmt: skip
