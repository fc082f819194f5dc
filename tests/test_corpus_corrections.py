"""Corrections hold by content: they apply again to whatever the machine reads next, and the last one wins."""

from __future__ import annotations

from dataclasses import replace

from corpus import Municipality, Session, Speaker
from corpus.corrections import CORRECTED_RULE, Correction, corrected, find_passage, session_key, speakers_of
from tests.fakes import EVALUATION, PROGRAMME, a_passage, a_tag

TEXT = "Forældrene og sundhedsplejersken mødes tidligt om barnet i vuggestuen hver uge."
TAGGED = a_passage("d", 0, TEXT, themes=(a_tag(TEXT, "tidligt", "tidlig_indsats"),))
DOCUMENT = replace(EVALUATION, passages=(TAGGED,))


def a_correction(field: str, value: str | None, **where: str | None) -> Correction:
    places = {"passage": None, "session": None, "quote": None} | where
    return Correction(1, "2026-01-01T00:00:00+00:00", "Anna", "sådan er det", "0" * 64, "fil.pdf",
                      field=field, value=value, **places)  # fmt: skip


def theme(value: str, quote: str | None = None, passage: str = TEXT) -> Correction:
    return a_correction("theme", value, passage=passage, quote=quote)


# ---------------------------------------------------------------------- facts


def test_the_last_correction_of_a_fact_wins() -> None:
    facts = corrected(DOCUMENT, [a_correction("title", "Et"), a_correction("title", "To")]).metadata

    assert facts.title == "To"


def test_a_date_has_the_precision_it_is_written_with() -> None:
    dates = [
        corrected(DOCUMENT, [a_correction("date", value)]).metadata for value in ("2024", "2024-10", "2024-10-30", None)
    ]

    assert [(one.date, one.date_precision) for one in dates] == [
        ("2024", "year"),
        ("2024-10", "month"),
        ("2024-10-30", "day"),
        (None, None),
    ]


def test_municipalities_are_set_by_their_codes() -> None:
    facts = corrected(DOCUMENT, [a_correction("municipalities", "0187,0183")]).metadata

    assert facts.municipalities == (Municipality("0187", "Vallensbæk"), Municipality("0183", "Ishøj"))
    assert corrected(DOCUMENT, [a_correction("municipalities", None)]).metadata.municipalities == ()


# ---------------------------------------------------------------------- themes


def test_a_theme_that_a_person_adds_has_the_words_that_they_gave() -> None:
    (passage,) = corrected(DOCUMENT, [theme("foraeldresamarbejde=about", "Forældrene og sundhedsplejersken")]).passages
    added = next(tag for tag in passage.themes if tag.theme_id == "foraeldresamarbejde")

    assert (added.level, [(one.text, one.start, one.end, one.rule) for one in added.evidence]) == (
        "about",
        [("Forældrene og sundhedsplejersken", 0, 32, CORRECTED_RULE)],
    )


def test_without_words_the_whole_passage_is_the_proof() -> None:
    (passage,) = corrected(DOCUMENT, [theme("foraeldresamarbejde=touches")]).passages

    assert passage.themes[-1].evidence[0].text == TEXT


def test_another_level_keeps_what_the_machine_found_as_proof() -> None:
    (passage,) = corrected(DOCUMENT, [theme("tidlig_indsats=touches")]).passages
    (tag,) = passage.themes

    assert (tag.level, tag.score, tag.evidence[0].text, tag.evidence[0].rule) == (
        "touches",
        TAGGED.themes[0].score,
        "tidligt",
        CORRECTED_RULE,
    )


def test_a_theme_can_be_taken_away() -> None:
    (passage,) = corrected(DOCUMENT, [theme("tidlig_indsats=none")]).passages

    assert passage.themes == ()


def test_a_passage_is_known_again_when_it_is_cut_or_cleaned_a_little_otherwise() -> None:
    passages = [a_passage("d", 0, "Noget helt andet om maden."), a_passage("d", 1, f"{TEXT} Godt nok.")]

    assert find_passage(passages, TEXT) == 1
    assert find_passage(passages, "Et nyt afsnit, som ingen har set før nu.") is None
    assert find_passage([], TEXT) is None


def test_what_points_at_a_passage_that_is_gone_changes_nothing() -> None:
    gone = theme("foraeldresamarbejde=about", passage="Dette afsnit er her ikke mere, og ingen ligner det.")

    assert corrected(DOCUMENT, [gone]) == DOCUMENT


# ---------------------------------------------------------------------- sessions


def test_a_session_field_is_set_by_what_the_machine_called_the_session() -> None:
    session = PROGRAMME.sessions[0]
    key = session_key(session)
    changes = [
        a_correction("title", "Et nyt navn", session=key),
        a_correction("speakers", "Anna Holm|leder|KL;|| VIVE", session=key),
    ]
    changed = corrected(PROGRAMME, changes).sessions[0]

    assert (changed.title, changed.speakers) == (
        "Et nyt navn",
        (Speaker("Anna Holm", "leder", "KL"), Speaker(None, None, "VIVE")),
    )
    assert corrected(PROGRAMME, changes).sessions[1:] == PROGRAMME.sessions[1:]


def test_a_session_never_loses_its_title() -> None:
    key = session_key(PROGRAMME.sessions[0])
    changed: Session = corrected(PROGRAMME, [a_correction("title", None, session=key)]).sessions[0]

    assert changed == PROGRAMME.sessions[0]


def test_speakers_may_lack_parts() -> None:
    assert speakers_of("Anna Holm; |leder|") == (Speaker("Anna Holm", None, None), Speaker(None, "leder", None))
    assert speakers_of(None) == ()
