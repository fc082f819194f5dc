"""Sentences of Danish text, and what is said when a pipeline is not here."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LanguageError
from corpus.sentences import sentence_starts
from ingest.language import Language, load_language
from ingest.spacy_pipeline import SENTENCES, load_pipeline

LANGUAGE = load_language(None)
SPACY = load_pipeline("da")
TEXTS = Path(__file__).parents[1] / "corpus" / "samples" / "text"


def sentences(text: str, language: Language = LANGUAGE) -> list[str]:
    return [text[start:end] for start, end in language.sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Børn leger. Voksne ser på.", ["Børn leger.", "Voksne ser på."]),
        ("Hvorfor? Fordi! Så … Ja.", ["Hvorfor?", "Fordi!", "Så …", "Ja."]),
        ("Han sagde: ”Kom nu.” Hun kom.", ["Han sagde: ”Kom nu.”", "Hun kom."]),
        ("Se bl.a. Ishøj, f.eks. Greve, jf. Loven.", ["Se bl.a. Ishøj, f.eks. Greve, jf. Loven."]),
        ("v. Kristina H. Jensen, ph.d. og docent", ["v. Kristina H. Jensen, ph.d. og docent"]),
        ("Den 30. oktober 2024 kl. 9.30 i Kgs. Lyngby.", ["Den 30. oktober 2024 kl. 9.30 i Kgs. Lyngby."]),
        ("efter § 52, stk. 3. Loven gælder", ["efter § 52, stk. 3.", "Loven gælder"]),
        ("Sang, leg osv. Så gik de.", ["Sang, leg osv.", "Så gik de."]),
        ("Det koster ca. 5. Vi betaler.", ["Det koster ca. 5.", "Vi betaler."]),
        ("1. Løft kvaliteten. Nu.", ["1. Løft kvaliteten.", "Nu."]),
        ("Mål:\n- at lege,\n- at spise", ["Mål:", "- at lege,", "- at spise"]),
        ("Overskrift\nNæste linje er ny.", ["Overskrift", "Næste linje er ny."]),
        ("En linje, der\ngår videre her.", ["En linje, der\ngår videre her."]),
        ("slutter her.\nstaten nedsætter", ["slutter her.", "staten nedsætter"]),
        ("Første\n\nandet", ["Første", "andet"]),
        ("Øl. Ål! Æg?", ["Øl.", "Ål!", "Æg?"]),
        ("  Luft omkring. \n ", ["Luft omkring."]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_dane_would_end_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(st.sampled_from("ab Å.!?\n-1 \t”()§"), max_size=80))
def test_sentences_are_in_order_apart_and_hold_every_word(text: str) -> None:
    spans = LANGUAGE.sentences(text)

    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@given(st.text(st.sampled_from("ab Å.!?\n-1 \t”()§"), max_size=80) | st.text(max_size=80))
def test_our_rules_alone_and_within_spacy_give_the_same_sentences(text: str) -> None:
    assert LANGUAGE.sentences(text) == SPACY.sentences(text)


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.md")), ids=lambda path: path.stem)
def test_the_samples_have_the_same_sentences_with_and_without_spacy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert LANGUAGE.sentences(text) == SPACY.sentences(text)


@given(st.text(max_size=200))
def test_no_text_breaks_the_language(text: str) -> None:
    spans = LANGUAGE.sentences(text)

    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(st.text(st.sampled_from("ab Å.!?\n-1"), max_size=80))
def test_starts_come_in_order_and_stand_on_a_character(text: str) -> None:
    starts = list(sentence_starts(text))

    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) and not text[start].isspace() for start in starts)


@pytest.mark.parametrize("text", ["." * 100_000, "(" * 100_000, " " * 100_000, "1. " * 30_000, "a.\n" * 30_000])
@pytest.mark.parametrize("language", [LANGUAGE, SPACY], ids=["rules", "spaCy"])
def test_a_hostile_text_costs_no_more_than_its_length(text: str, language: Language) -> None:
    assert len(language.sentences(text)) <= len(text)


def test_spacy_is_not_loaded_where_no_pipeline_is_set() -> None:
    program = (
        "import sys; from ingest.language import load_language; load_language(None); print('spacy' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"


def test_a_pipeline_that_is_not_here_is_never_fetched() -> None:
    with pytest.raises(LanguageError, match="er ikke på denne maskine, og Praksis henter den ikke selv"):
        load_language("da_core_news_sm_findes_ikke")


def test_a_pipeline_in_a_folder_gets_our_sentences(tmp_path: Path) -> None:
    spacy.blank("da").to_disk(tmp_path / "dansk")

    language = load_language(str(tmp_path / "dansk"))

    assert sentences("Vi ser bl.a. Ishøj. Så går vi.", language) == ["Vi ser bl.a. Ishøj.", "Så går vi."]


def test_a_pipeline_with_sentences_of_its_own_keeps_them(tmp_path: Path) -> None:
    pipeline = spacy.blank("da")
    pipeline.add_pipe("sentencizer", config={"punct_chars": ["|"]})
    pipeline.to_disk(tmp_path / "egen")

    assert sentences("Et. To | Tre.", load_language(str(tmp_path / "egen"))) == ["Et. To |", "Tre."]


def test_a_pipeline_for_another_language_or_a_broken_one_is_refused(tmp_path: Path) -> None:
    spacy.blank("sv").to_disk(tmp_path / "svensk")
    (tmp_path / "brudt").mkdir()
    (tmp_path / "brudt" / "config.cfg").write_text("[nlp]\nlang = null\n")

    with pytest.raises(LanguageError, match="er til sproget «sv»"):
        load_language(str(tmp_path / "svensk"))
    with pytest.raises(LanguageError, match="kan ikke åbnes"):
        load_language(str(tmp_path / "brudt"))


def test_our_component_is_registered_once_and_again() -> None:
    load_pipeline("da")
    load_pipeline("da")

    assert spacy.blank("da").has_factory(SENTENCES)
