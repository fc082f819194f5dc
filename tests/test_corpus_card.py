"""A practice card holds the document's own words in the field's template, and nothing where it is silent.

``make golden`` writes ``tests/cards`` anew; people read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Claim, Document, DocumentType
from corpus.card import Card, practice_cards
from corpus.card_cues import CARD_FIELDS, CardCues, CardField, card_cues
from corpus.errors import WordListError
from corpus.wordlists import WordList
from tests.fakes import EVALUATION, a_passage
from tests.measure_cards import JudgedLine, judged_lines, precision, recall
from tests.sample_documents import document_at, sample
from tests.test_golden import REWRITE

CARDS = Path(__file__).parent / "cards"
EFFORTS = (
    *("practice_hjemmebesoeg", "practice_seks_uger", "practice_sprog_i_dagplejen"),
    *("evaluation_foraeldresamtaler", "evaluation_sundhedspleje", "evaluation_tilsyn"),
)


def render(document: Document, cards: Sequence[Card]) -> Iterator[str]:
    """Cards as text to read: a line of the template, its value, its quotes with their page."""
    labels = card_cues().labels
    for card in cards:
        yield f"# {document.metadata.title}" + (f" › {card.effort}" if card.effort else "")
        for field, line in zip(CARD_FIELDS, card.lines, strict=True):
            value = "" if line is None or line.value is None else f" {line.value}"
            yield f"\n{labels[field]}:{' –' if line is None else value}"
            for quote in () if line is None else line.quotes:
                yield f"  s. {quote.page}  " + quote.text.replace("\n", "\n         ")


@pytest.mark.parametrize("name", EFFORTS)
def test_a_sample_has_its_golden_card(name: str) -> None:
    document = sample(name)
    rendered = "\n".join(render(document, practice_cards(document))) + "\n"
    golden = CARDS / f"{name}.txt"
    if os.environ.get(REWRITE):
        golden.write_text(rendered, encoding="utf-8")

    assert rendered == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EFFORTS)
def test_every_quote_is_found_again_on_its_page(name: str) -> None:
    document = sample(name)
    passages = {passage.id: passage for passage in document.passages}
    for card in practice_cards(document):
        for line in filter(None, card.lines):
            for quote in line.quotes:
                assert quote.passage_id is not None
                assert quote.start is not None
                passage = passages[quote.passage_id]
                assert passage.text[quote.start : quote.end] == quote.text
                assert passage.page_at(quote.start) == quote.page


# ---------------------------------------------------------------------- rules


def an_effort(*parts: tuple[tuple[str, ...], str], type: DocumentType = "practice_example") -> Document:
    """A document of passages below these headings; its title stands above all."""
    title = "Sammen om måltidet"
    passages = [
        a_passage(EVALUATION.id, at, text, heading_path=(title, *path)) for at, (path, text) in enumerate(parts)
    ]
    metadata = replace(EVALUATION.metadata, title=title, type=type, date=None, municipalities=())
    return replace(EVALUATION, metadata=metadata, passages=tuple(passages), sections=())


def told(card: Card, field: CardField) -> list[str] | None:
    line = card.line(field)
    return None if line is None else [quote.text for quote in line.quotes]


def test_a_heading_decides_for_its_text() -> None:
    (card,) = practice_cards(
        an_effort(
            (("Målgruppe",), "Familier med små børn, som er nye i byen."),
            (("Nødvendige ressourcer",), "Vi bruger fem timer om ugen. Køkkenet betaler maden."),
        )
    )

    assert told(card, "target_group") == ["Familier med små børn, som er nye i byen."]
    assert told(card, "resources") == ["Vi bruger fem timer om ugen. Køkkenet betaler maden."]


def test_without_a_heading_only_what_says_it_outright_counts() -> None:
    (card,) = practice_cards(
        an_effort(
            (("Baggrund",), "Børnene spiste for lidt ved frokosten. Formålet er at give børnene ro til at spise."),
            (("Om stedet",), "Huset har 60 børn. Pengene er små i vores kommune."),
        )
    )

    assert told(card, "purpose") == ["Formålet er at give børnene ro til at spise."]
    assert told(card, "resources") is None
    assert told(card, "target_group") is None
    assert told(card, "contact") is None


def test_text_about_the_evaluation_is_not_about_the_effort() -> None:
    (card,) = practice_cards(
        an_effort(
            (("Metode og forbehold",), "Formålet med undersøgelsen er at måle roen. Evalueringen kostede 40.000 kr."),
            (("Resultater",), "Spørgeskemaet viser et udbytte for alle. Flere børn spiser op, og larmen er faldet."),
            type="evaluation",
        )
    )

    assert (told(card, "purpose"), told(card, "resources")) == (None, None)
    assert told(card, "results") == ["Flere børn spiser op, og larmen er faldet."]


def test_what_sums_up_goes_before_what_it_sums_up() -> None:
    (card,) = practice_cards(
        an_effort(
            (("Resultater",), "Resultatet er, at 40 % flere børn spiser rugbrød."),
            (("Konklusion",), "Samlet set vurderer vi, at måltidet er blevet roligere."),
        )
    )

    assert told(card, "results") == [
        "Samlet set vurderer vi, at måltidet er blevet roligere.",
        "Resultatet er, at 40 % flere børn spiser rugbrød.",
    ]


def test_several_efforts_have_a_card_each() -> None:
    cards = practice_cards(
        an_effort(
            (("Solsikken: Små borde", "Formål"), "Formålet er at give ro ved bordet."),
            (("Solsikken: Små borde", "Målgruppe"), "De ældste børn i vuggestuen er med."),
            (("Forsøg 2: Råd til haven", "Formål"), "Formålet er at komme mere ud i haven."),
            (("Forsøg 2: Råd til haven", "Målgruppe"), "Alle børn i børnehaven er med hver dag."),
        )
    )

    assert [(card.effort, told(card, "purpose")) for card in cards] == [
        ("Solsikken: Små borde", ["Formålet er at give ro ved bordet."]),
        ("Forsøg 2: Råd til haven", ["Formålet er at komme mere ud i haven."]),
    ]


def test_a_contact_is_where_an_address_is() -> None:
    (card,) = practice_cards(an_effort((("Til sidst",), "Vi svarer gerne. Find os på ro@maaltid.example.")))

    assert told(card, "contact") == ["Find os på ro@maaltid.example."]


@pytest.mark.parametrize(("type", "count"), [("conference_programme", 0), ("position_paper", 0), ("other", 0)])
def test_programmes_and_positions_have_no_card(type: DocumentType, count: int) -> None:
    assert len(practice_cards(an_effort((("Formål",), "Formålet er at mødes om maden."), type=type))) == count


def test_a_text_of_unknown_type_is_an_effort_by_three_of_its_headings() -> None:
    document = an_effort(
        (("Formål",), "Formålet er at give børnene ro."),
        (("Målgruppe",), "Alle børn i huset er med."),
        (("Ressourcer",), "Det koster to timer om ugen."),
        type="other",
    )

    assert len(practice_cards(document)) == 1


def test_a_label_before_a_colon_is_a_heading() -> None:
    (card,) = practice_cards(
        an_effort(
            (
                ("Fakta",),
                "Målgruppe: Børn under to år. Tilbuddet er frivilligt.\nHvad: En fast spiseplads.\nTid: To timer i alt",
            )
        )
    )

    assert told(card, "target_group") == ["Målgruppe: Børn under to år. Tilbuddet er frivilligt."]
    assert told(card, "what") == ["Hvad: En fast spiseplads."]
    assert told(card, "resources") == ["Tid: To timer i alt"]


def test_a_table_of_facts_fills_its_lines() -> None:
    document = an_effort((("Om maden",), "Børnene spiser ved små borde."))
    rows = "Emne · Oplysning\nMålgruppe · Oplysning: De yngste\nØkonomi · Oplysning: 900 kr.\nFarve · Oplysning: Blå"
    table = replace(a_passage(EVALUATION.id, 1, rows, heading_path=("Om maden",)), kind="table")
    (card,) = practice_cards(replace(document, passages=(*document.passages, table)))

    assert told(card, "target_group") == ["De yngste"]
    assert told(card, "resources") == ["900 kr."]


def test_a_table_with_one_such_row_is_no_table_of_facts() -> None:
    document = an_effort((("Om maden",), "Børnene spiser ved små borde."))
    table = replace(a_passage(EVALUATION.id, 1, "Svar · Antal\nØkonomi · Antal: 12\nRo · Antal: 9"), kind="table")
    (card,) = practice_cards(replace(document, passages=(*document.passages, table)))

    assert told(card, "resources") is None


def test_two_hints_in_a_sentence_tell_who_and_for_whom_in_the_opening_only() -> None:
    opening = "En psykolog og en sundhedsplejerske sidder med ved bordet. Familier med børn under 2 år kan være med."
    (card,) = practice_cards(an_effort((("Ved bordet",), opening)))
    later = [(("Ved bordet",), f"Maden er varm i dag, og det er dejligt nummer {at}.") for at in range(5)]
    (silent,) = practice_cards(an_effort(*later, (("Tal",), opening)))

    assert told(card, "who") == ["En psykolog og en sundhedsplejerske sidder med ved bordet."]
    assert told(card, "target_group") == ["Familier med børn under 2 år kan være med."]
    assert (told(silent, "who"), told(silent, "target_group")) == (None, None)


def test_an_address_is_no_advice() -> None:
    (card,) = practice_cards(an_effort((("Gode råd",), "Dæk små borde. Ring til køkkenet på tlf. 00 12 34 56.")))

    assert told(card, "advice") == ["Dæk små borde."]
    assert told(card, "contact") == ["Ring til køkkenet på tlf. 00 12 34 56."]


def test_a_text_of_unknown_type_is_an_effort_where_most_of_it_tells_of_practice() -> None:
    document = an_effort((("Ved bordet",), "Formålet er at give ro."), (("Bagefter",), "Vi rydder op."), type="other")
    claims = (Claim("practice", ()), Claim("research", ()))
    passages = [replace(one, claim=claim) for one, claim in zip(document.passages, claims, strict=True)]

    assert len(practice_cards(replace(document, passages=tuple(passages)))) == 1
    assert practice_cards(replace(document, passages=(passages[1],))) == ()


# ---------------------------------------------------------------------- against what a person would quote


def test_the_cards_quote_what_a_person_would() -> None:
    for split, least_recall in (("dev", 0.95), ("held_out", 0.9)):
        lines = [one for one in judged_lines() if one.split == split]

        assert recall(lines) >= least_recall
        assert precision(lines) >= 0.95


def test_what_is_quoted_and_does_not_belong_is_counted() -> None:
    line = JudgedLine("x", "dev", "who", says=("En psykolog",), may=("Lederen",), shown=("Lederen går.", "Det regner."))

    assert (line.hit, line.wrong) == (False, ("Det regner.",))
    assert (recall([line]), precision([line])) == (0.0, 0.5)


# ---------------------------------------------------------------------- the list


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('id = "advice"', 'id = "raad"'), "advice"),
        (('"gode råd"', '"Gode råd"'), "store bogstaver"),
        (('"gode råd"', '"tips*"'), "står to gange"),
        (("[other]", "[andet]"), "[other]"),
        (("likely = []", 'likely = "måske"'), "liste af vendinger"),
    ],
)
def test_a_mistake_in_the_list_is_told_in_danish(change: tuple[str, str], message: str) -> None:
    text = WordList.load("kort.toml").text.replace(*change)

    with pytest.raises(WordListError, match=message.replace("[", r"\[")):
        CardCues.read(WordList("kort.toml", text))


# ---------------------------------------------------------------------- real documents


@pytest.mark.real
def test_the_real_practice_example_tells_what_its_headings_promise(real_folder: Path) -> None:
    (card,) = practice_cards(document_at(real_folder / "corpus" / "pdf" / "002_practice_hvidovre.pdf"))

    assert [field for field in CARD_FIELDS if card.line(field) is None] == []
    assert "Minimum 75 % af alle pædagoger, pædagogmedhjælpere og dagplejere" in (told(card, "target_group") or [""])[0]
    assert (told(card, "results") or [""])[0].startswith("Forløbet bidrager til en øget bevidsthed")
    assert (told(card, "purpose") or [""])[0].startswith("Formålet med uddannelsen er at styrke samarbejdet")
    assert (told(card, "advice") or [""])[0].startswith("Sørg for, at der er tid til aktionslæring")
    assert told(card, "contact") == ["Fælles mailadresse til Center for Børn og Familie: bof@hvidovre.dk"]
    assert [(line.value, [one.page for one in line.quotes]) for line in card.lines[9:11] if line] == [
        ("Hvidovre", [1]),
        ("2018-10-01", [1]),
    ]


@pytest.mark.real
def test_the_real_evaluation_quotes_its_own_summary(real_folder: Path) -> None:
    (card,) = practice_cards(document_at(real_folder / "corpus" / "pdf" / "003_evaluation_smaaboernsteam.pdf"))
    results = card.line("results")

    assert [field for field in CARD_FIELDS if card.line(field) is None] == ["resources", "advice", "contact"]
    assert results is not None
    assert {quote.page for quote in results.quotes} == {15}
