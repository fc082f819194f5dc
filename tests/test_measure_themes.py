"""Themes agree with labels that were written before the tagger saw their texts: floors below `make eval-themes`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.measure_themes import (
    FIRST_CLASS,
    TAXONOMY,
    Agreement,
    Judged,
    judged_field,
    judged_further,
    judged_genres,
    judged_real,
    judged_samples,
    judged_texts,
    judged_unseen_field,
    real_document_themes,
    sample_documents,
    score,
)

ACROSS, EARLY, PARENTS = FIRST_CLASS


def check(judged: Iterable[Judged], *, passages: int, micro: float, each: float, levels: float) -> None:
    found = score(list(judged))

    assert found.passages == passages
    assert found.about.f1 >= micro
    assert {theme: one.f1 for theme, one in found.themes.items() if one.f1 < each} == {}
    assert found.levels.f1 >= levels


def test_agreement_counts_sets() -> None:
    agreement = Agreement()
    agreement.count({"a", "b"}, {"b", "c"})
    agreement.count(set(), {"c"})

    assert (agreement.precision, agreement.recall, agreement.f1) == (1 / 3, 1 / 2, 2 / 5)


def test_the_samples_have_their_labelled_themes() -> None:
    check(judged_samples(), passages=150, micro=0.91, each=0.88, levels=0.84)


def test_short_texts_have_their_labelled_themes() -> None:
    check(judged_texts(), passages=88, micro=0.89, each=0.84, levels=0.83)


def test_passages_in_the_genres_of_real_documents_have_their_labelled_themes() -> None:
    check(judged_genres("seen"), passages=246, micro=0.92, each=0.88, levels=0.86)


def test_labels_name_themes_that_exist() -> None:
    for one in (*judged_samples(), *judged_texts(), *judged_genres("seen"), *judged_genres("unseen")):
        assert one.about | one.touches | one.borderline <= set(TAXONOMY.by_id)


def test_every_tag_has_words_that_hold_what_its_rule_says() -> None:
    for one in judged_samples():
        for tag in one.passage.themes:
            for evidence in tag.evidence:
                assert one.passage.text[evidence.start : evidence.end] == evidence.text
                assert evidence.rule


def test_sample_documents_have_the_themes_of_their_titles_first() -> None:
    primary = {
        name: {one.theme_id for one in document.themes if one.level == "primary"} & set(FIRST_CLASS)
        for name, document in sample_documents().items()
    }

    assert ACROSS in primary["position_tvaerprofessionelt"] & primary["programme_overgange"]
    assert EARLY in primary["position_tidlig_indsats"] & primary["programme_tidlig_indsats"]
    assert PARENTS in primary["programme_foraeldresamarbejde"] & primary["practice_hjemmebesoeg"]
    assert primary["evaluation_tilsyn"] == set()


@pytest.mark.real
def test_real_documents_have_their_labelled_themes(real_folder: Path) -> None:
    check(judged_real(real_folder), passages=55, micro=0.97, each=0.95, levels=0.95)
    check(judged_further(real_folder), passages=90, micro=0.95, each=0.60, levels=0.93)


@pytest.mark.real
def test_training_texts_have_their_labelled_themes(real_folder: Path) -> None:
    """Literary texts, hardly a term in them: the hardest there are."""
    check(judged_field(real_folder, "seen"), passages=303, micro=0.79, each=0.72, levels=0.68)
    check(judged_unseen_field(real_folder), passages=321, micro=0.67, each=0.58, levels=0.57)


@pytest.mark.real
def test_document_themes_agree_with_the_labels(real_folder: Path) -> None:
    themes = {
        name: {one.theme_id: one.level for one in found if one.theme_id in FIRST_CLASS}
        for name, found in real_document_themes(real_folder).items()
    }

    assert themes["stuk2024"] == {ACROSS: "primary", EARLY: "secondary"}
    assert themes["hvidovre"] == {PARENTS: "primary", EARLY: "primary"}
    assert themes["kl"] == {ACROSS: "secondary", EARLY: "secondary", PARENTS: "secondary"}
