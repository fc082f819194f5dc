"""Themes agree with labels that were written before the tagger saw their texts: floors below `make eval-themes`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.learn_theme_words import examples_of, learn
from tests.measure_themes import (
    FIRST_CLASS,
    HELD_OUT,
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
    labelled_sets,
    real_document_themes,
    retagged,
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
    check(judged_samples(), passages=150, micro=0.93, each=0.90, levels=0.85)


def test_short_texts_have_their_labelled_themes() -> None:
    check(judged_texts(), passages=88, micro=0.92, each=0.88, levels=0.85)


def test_passages_in_the_genres_of_real_documents_have_their_labelled_themes() -> None:
    check(judged_genres("seen"), passages=246, micro=0.95, each=0.92, levels=0.89)
    check(judged_genres("unseen"), passages=56, micro=0.94, each=0.92, levels=0.83)
    check(judged_genres("independent"), passages=64, micro=0.92, each=0.88, levels=0.84)
    check(judged_genres("independent-2"), passages=60, micro=0.95, each=0.92, levels=0.91)
    check(judged_genres("independent-3"), passages=60, micro=0.95, each=0.93, levels=0.88)


def test_passages_that_nothing_was_mended_on_have_their_labelled_themes() -> None:
    check(judged_genres(HELD_OUT), passages=64, micro=0.92, each=0.85, levels=0.80)


def test_passages_by_other_authors_have_their_themes_also_with_words_learnt_without_them() -> None:
    """No passage of these authors, nor any of the training texts, is among those that the words are learnt from."""
    sets = labelled_sets(None)
    others = [one for name in sets if not name.startswith("genres, independent") for one in sets[name]]
    taxonomy = replace(TAXONOMY, words=learn(examples_of(others)))

    check(retagged(judged_genres("independent"), taxonomy), passages=64, micro=0.87, each=0.82, levels=0.78)
    check(retagged(judged_genres("independent-2"), taxonomy), passages=60, micro=0.87, each=0.77, levels=0.78)
    check(retagged(judged_genres("independent-3"), taxonomy), passages=60, micro=0.90, each=0.87, levels=0.83)


def test_labels_name_themes_that_exist() -> None:
    for one in (one for judged in labelled_sets(None).values() for one in judged):
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
    check(judged_field(real_folder, "seen"), passages=303, micro=0.88, each=0.83, levels=0.75)
    check(judged_unseen_field(real_folder), passages=321, micro=0.81, each=0.75, levels=0.66)


@pytest.mark.real
def test_the_learnt_words_are_those_of_the_labelled_passages(real_folder: Path) -> None:
    words = learn(examples_of([one for judged in labelled_sets(real_folder).values() for one in judged]))

    assert words.themes == TAXONOMY.words.themes
    assert words.base == pytest.approx(TAXONOMY.words.base, abs=2)
    assert words.weights.keys() == TAXONOMY.words.weights.keys()


@pytest.mark.real
def test_document_themes_agree_with_the_labels(real_folder: Path) -> None:
    themes = {
        name: {one.theme_id: one.level for one in found if one.theme_id in FIRST_CLASS}
        for name, found in real_document_themes(real_folder).items()
    }

    assert themes["stuk2024"] == {ACROSS: "primary", EARLY: "secondary"}
    assert themes["hvidovre"] == {PARENTS: "primary", EARLY: "primary"}
    assert themes["kl"] == {ACROSS: "secondary", EARLY: "secondary", PARENTS: "secondary"}
