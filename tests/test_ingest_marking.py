"""What kind of claim a passage makes and which sides of the matter it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus import Box, DocumentType, Metadata, PageSpan, Passage, PassageKind
from ingest.marking import mark_passages

from .measure_claims import Judged, accuracy, aspect_f1, judged_passages


def facts(type: DocumentType = "other", title: str = "En tekst", publisher: str | None = None) -> Metadata:
    return Metadata(title, None, type, publisher, (), None, None, None, (), ())


def passage(text: str, *headings: str, kind: PassageKind = "text", ordinal: int = 1) -> Passage:
    path = ("En tekst", *headings)
    return Passage("p", "d", ordinal, kind, path, text, PageSpan(1, 1), (Box(1, 0, 0, 1, 1),), ((0, 1),), ())


def claim(one: Passage, metadata: Metadata) -> str:
    (marked,) = mark_passages([one], metadata)
    assert marked.claim is not None
    return marked.claim.kind


def aspects(text: str, *headings: str, type: DocumentType = "practice_example") -> set[str]:
    (marked,) = mark_passages([passage(text, *headings)], facts(type))
    return {tag.aspect for tag in marked.aspects}


@pytest.mark.parametrize(
    ("type", "expected"),
    [
        ("conference_programme", "programme"),
        ("practice_example", "practice"),
        ("evaluation", "research"),
        ("position_paper", "recommendation"),
    ],
)
def test_the_type_of_the_document_decides(type: DocumentType, expected: str) -> None:
    assert claim(passage("Børnene er ude hver dag."), facts(type)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vejledning om indkøring", "guidance"),
        ("Håndbog for tilsynet", "guidance"),
        ("En undersøgelse af børns lege", "research"),
        ("Høringssvar om normeringer", "recommendation"),
        ("Program for fagdagen", "programme"),
    ],
)
def test_the_title_decides_where_the_type_is_unknown(title: str, expected: str) -> None:
    assert claim(passage("Børnene er ude hver dag."), facts(title=title)) == expected


def test_a_passage_that_nobody_can_place_is_an_opinion_without_words_that_say_so() -> None:
    (marked,) = mark_passages([passage("Der er grønt.")], facts())

    assert marked.claim is not None
    assert (marked.claim.kind, marked.claim.cues[0].rule) == ("recommendation", "dokument: ingen kendetegn")


def test_a_municipality_that_tells_tells_what_it_does() -> None:
    assert claim(passage("Børnene er ude."), facts(publisher="Fjordlev Kommune")) == "practice"


def test_the_recommendations_of_an_evaluation_are_no_evidence() -> None:
    assert claim(passage("1. Giv arket i hånden.", "7 Anbefalinger"), facts("evaluation")) == "recommendation"


def test_a_conclusion_that_mostly_recommends_is_a_recommendation() -> None:
    text = "Modellen bør fortsætte. I dagplejen anbefaler vi et andet besøg. Mødet blev holdt."

    assert claim(passage(text, "Konklusion"), facts("evaluation")) == "recommendation"
    assert (
        claim(passage("Mødet blev holdt. Alle kom. Vi anbefaler mere.", "Konklusion"), facts("evaluation"))
        == "research"
    )


def test_a_position_is_never_evidence_whatever_it_quotes() -> None:
    text = "Undersøgelser viser en sammenhæng. Svarprocenten var 80. Respondenterne er enige."

    assert claim(passage(text, "Hvad siger forskningen"), facts("position_paper")) == "recommendation"


def test_a_session_is_a_programme_in_any_document() -> None:
    one = passage("09.00–10.00 · Oplæg\nForskningen viser meget.", kind="session")

    assert claim(one, facts("evaluation")) == "programme"


def test_every_cue_with_a_place_is_found_there_again() -> None:
    text = "Formålet er ro. Vi begyndte i 2020. Sygefraværet faldt fra 9 til 6 %. Vi anbefaler det."
    (marked,) = mark_passages([passage(text)], facts("practice_example"))

    assert marked.claim is not None
    cues = [*marked.claim.cues, *(cue for tag in marked.aspects for cue in tag.cues)]
    placed = [cue for cue in cues if cue.start is not None]
    assert len(placed) >= 4
    assert [text[cue.start : cue.end] for cue in placed] == [cue.text for cue in placed]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Kontekst og formål", "purpose"),
        ("Målgruppe", "target_group"),
        ("Sådan gør vi", "method"),
        ("Organisering", "organisation"),
        ("De næste skridt", "implementation"),
        ("RESULTATER", "result"),
        ("Nødvendige ressourcer", "resources"),
        ("Erfaringer og opmærksomhedspunkter", "experience"),
        ("Det vigtigste råd til andre", "advice"),
        ("Hvem står I sammen med?", "organisation"),
        ("Hvad har I fået ud af det?", "result"),
        ("Var der noget, der gik galt?", "experience"),
        ("Fra forsøg til hverdag", "implementation"),
        ("Indsatsen", "method"),
    ],
)
def test_a_heading_names_the_aspect(heading: str, expected: str) -> None:
    assert aspects("Børnene er ude hver dag.", heading) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Formålet med ordningen er mere ro.", "purpose"),
        ("Tilbuddet henvender sig især til forældre, der er alene.", "target_group"),
        ("Udgiften er 1,2 årsværk.", "resources"),
        ("Fraværet faldt fra 9 til 6 %.", "result"),
        ("Det sværeste var tiden.", "experience"),
        ("Vi anbefaler, at andre begynder småt.", "advice"),
        ("Distriktslederen har ansvaret for mødet.", "organisation"),
    ],
)
def test_a_clear_phrase_is_enough_in_a_short_passage(text: str, expected: str) -> None:
    assert expected in aspects(text)


def test_a_figure_in_a_section_about_the_target_group_is_an_aside() -> None:
    text = "Alle familier med børn på vej. I 2022 sagde 84 % ja og 7 % nej."

    assert aspects(text, "Målgruppe") == {"target_group"}


def test_a_table_of_a_report_is_a_result_and_a_time_table_is_nothing() -> None:
    table = passage("Tabel 1\nJa · Antal: 9", "Svar", kind="table")
    (report,) = mark_passages([table], facts("evaluation"))
    (programme,) = mark_passages([table], facts("conference_programme"))

    assert [tag.aspect for tag in report.aspects] == ["result"]
    assert programme.aspects == ()


def test_a_table_of_facts_is_no_result() -> None:
    table = passage("Emne · Svar\nMålgruppe · Svar: De yngste\nKontakt · Svar: Lederen", "Fakta", kind="table")
    (marked,) = mark_passages([table], facts("practice_example"))

    assert [tag.aspect for tag in marked.aspects] == ["target_group"]


def test_the_same_hint_again_says_no_more() -> None:
    said_often = "0-2-årige her. 0-2-årige der. 0-2-årige igen. 0-2-årige til sidst."

    assert "target_group" not in aspects(said_often)


def test_directives_are_advice_in_an_opinion_and_method_in_a_guide() -> None:
    text = "Send brevet. Aftal en samtale. Husk tolken."
    (opinion,) = mark_passages([passage(text)], facts("position_paper"))
    (guide,) = mark_passages([passage(text)], facts(title="Vejledning om start"))

    assert [tag.aspect for tag in opinion.aspects] == ["advice"]
    assert [tag.aspect for tag in guide.aspects] == ["method"]


@pytest.fixture(scope="module")
def judged() -> Sequence[Judged]:
    return judged_passages()


def test_the_judged_passages_are_many_and_a_third_was_held_out(judged: Sequence[Judged]) -> None:
    held_out = [one for one in judged if one.split == "held_out"]

    assert len(judged) >= 240
    assert 0.3 <= len(held_out) / len(judged) <= 0.4


@pytest.mark.parametrize("split", ["dev", "held_out"])
def test_claims_and_aspects_agree_with_people(judged: Sequence[Judged], split: str) -> None:
    part = [one for one in judged if one.split == split]

    assert accuracy(part) >= 0.92
    assert aspect_f1(part) >= 0.77


def test_every_tag_has_a_cue_that_stands_where_it_says(judged: Sequence[Judged]) -> None:
    for one in judged:
        for cue in (cue for tag in one.passage.aspects for cue in tag.cues if cue.start is not None):
            assert one.passage.text[cue.start : cue.end] == cue.text
