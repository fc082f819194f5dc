"""The facts of whole documents against what people say of them: municipalities, bodies, speakers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from .measure_facts import (
    TRAPS,
    Read,
    invented_speakers,
    organisation_counts,
    real_documents,
    sample_documents,
    speaker_shares,
    trap_counts,
)


def test_there_are_at_least_150_trap_sentences_and_none_is_fallen_for() -> None:
    sentences = [line for line in TRAPS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    counts = trap_counts()

    assert len(sentences) >= 150
    assert (counts.precision, counts.recall) == (1.0, 1.0)


@pytest.fixture(scope="module")
def samples() -> Sequence[Read]:
    return list(sample_documents())


def test_bodies_of_the_samples_are_found(samples: Sequence[Read]) -> None:
    counts = organisation_counts(samples)

    assert counts.precision >= 0.95
    assert counts.recall >= 0.85


def test_speakers_of_the_samples_are_found_with_role_and_organisation(samples: Sequence[Read]) -> None:
    names, roles, organisations = speaker_shares(samples)

    assert (names, invented_speakers(samples)) == (1.0, [])
    assert roles >= 0.95
    assert organisations >= 0.95


def test_periods_and_contacts_of_the_samples_are_right(samples: Sequence[Read]) -> None:
    for one in samples:
        assert one.values("period") == ([one.gold["period"]] if one.gold["period"] is not None else [])
        assert one.values("contact") == one.gold["contacts"]


def test_title_pages_of_other_kinds_are_read_without_a_mistake(samples: Sequence[Read]) -> None:
    told = [one for one in samples if "title" in one.gold]

    assert len(told) >= 6
    assert {one.name: one.wrong for one in told if one.wrong} == {}


def test_every_fact_of_the_samples_has_its_evidence_on_a_page(samples: Sequence[Read]) -> None:
    facts = [fact for one in samples for fact in one.metadata.facts]

    assert len(facts) >= 150
    assert [fact for fact in facts if fact.evidence is None or not fact.evidence.text] == []


@pytest.mark.real
def test_real_bodies_and_speakers_are_right(real_folder: Path) -> None:
    documents = list(real_documents(real_folder))
    counts = organisation_counts(documents)

    assert counts.precision >= 0.95
    assert counts.recall >= 0.85
    assert speaker_shares(documents) == (1.0, 1.0, 1.0)
    assert invented_speakers(documents) == []
