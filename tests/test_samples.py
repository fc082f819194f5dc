"""The sample documents: what stands in `corpus/samples` is what its script sets from the texts."""

import json
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from corpus.samples.sample_gold import expected_text, gold, passages
from corpus.samples.sample_text import (
    NOTICE,
    SAMPLES,
    Cell,
    SampleError,
    Table,
    parse_source,
    plain,
    read_source,
    source_names,
)
from corpus.samples.set_samples import main, set_pdf, stale_files, written_files

NAMES = source_names()
MUNICIPALITIES = SAMPLES.parent / "words" / "kommuner.tsv"


def test_there_are_at_least_three_samples_of_each_kind() -> None:
    kinds = Counter(read_source(name).type for name in NAMES)

    assert len(NAMES) >= 12
    assert {kind for kind, count in kinds.items() if count >= 3} == {
        "conference_programme",
        "practice_example",
        "evaluation",
        "position_paper",
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_pdf_is_what_the_script_sets(name: str) -> None:
    committed = SAMPLES / f"{name}.pdf"
    pdf = set_pdf(read_source(name))

    # Another Typst may draw the same page with other bytes; its words must still be the same.
    assert pdf == committed.read_bytes() or _words(pdf) == _words(committed.read_bytes())


def test_setting_twice_gives_the_same_bytes() -> None:
    source = read_source(NAMES[0])

    assert set_pdf(source) == set_pdf(source)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_two_to_eight_pages_and_says_on_the_first_that_it_is_constructed(name: str) -> None:
    with pdfplumber.open(SAMPLES / f"{name}.pdf") as pdf:
        pages = len(pdf.pages)
        first = pdf.pages[0].extract_text(x_tolerance_ratio=0.15)

    assert 2 <= pages <= 8
    assert "konstrueret eksempel" in first.lower()


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_the_gold_stands_in_the_pdf(name: str) -> None:
    source = read_source(name)
    letters = Counter("".join(_words((SAMPLES / f"{name}.pdf").read_bytes())))
    expected = Counter(re.sub(r"\s", "", "".join(block.full_text for block in expected_text(source))))

    assert expected - letters == Counter()


@pytest.mark.parametrize("name", NAMES)
def test_no_real_municipality_is_named(name: str) -> None:
    text = str(gold(read_source(name))["full_text"])
    real = [line.split("\t")[1:3] for line in MUNICIPALITIES.read_text(encoding="utf-8").splitlines()
            if re.match(r"\d{4}\t", line)]  # fmt: skip
    spoken_of = [official for short, official in real if official in text or f"{short}s Kommune" in text]

    assert len(real) >= 98
    assert spoken_of == []


@pytest.mark.parametrize("name", NAMES)
def test_municipalities_of_the_front_matter_are_named_in_the_text(name: str) -> None:
    source = read_source(name)
    text = str(gold(source)["full_text"])

    assert [each for each in source.municipalities if each not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_pull_quote_repeats_words_of_the_text(name: str) -> None:
    structure = gold(read_source(name))
    quotes = structure["pull_quotes"]

    assert isinstance(quotes, list)
    assert [quote for quote in quotes if quote not in str(structure["full_text"])] == []


def test_judgements_refer_to_existing_queries_and_passages() -> None:
    ids = {passage["id"] for name in NAMES for passage in passages(read_source(name))}
    queries = [json.loads(line) for line in _lines("queries.jsonl")]
    judged = [line.split("\t") for line in _lines("qrels.tsv")[1:]]
    answered = {query_id for query_id, _, grade in judged if grade == "2"}

    assert {passage_id for _, passage_id, _ in judged} <= ids
    assert {grade for _, _, grade in judged} == {"1", "2"}
    assert answered == {query["id"] for query in queries if query["kind"] != "none"}
    assert len(answered) >= 48


def test_reference_passages_follow_from_the_texts() -> None:
    files = {path: content for path, content in written_files(SAMPLES, NAMES).items() if "judged" in path.parts}

    assert stale_files(files) == []


def test_check_says_what_is_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path), "--check", NAMES[0]]) == 1
    assert f"{NAMES[0]}.pdf" in capsys.readouterr().err
    assert main(["--out", str(tmp_path), NAMES[0]]) == 0
    assert main(["--out", str(tmp_path), "--check", NAMES[0]]) == 0


def test_a_cell_over_two_columns_is_followed_by_an_empty_one() -> None:
    source = read_source("evaluation_sundhedspleje")
    table = next(block for block in source.blocks if isinstance(block, Table))
    row = next(block.rows for block in expected_text(source) if block.kind == "table")

    assert table.rows[0] == (Cell("", 1), Cell("Faste formiddage", 2), Cell("Sparring om enkelte børn", 2))
    assert row is not None
    assert row[0] == ("", "Faste formiddage", "", "Sparring om enkelte børn", "")


def test_plain_text_has_no_markup() -> None:
    assert plain("**Velkomst**<br>v/ *Ulla*[^1]") == "Velkomst v/ Ulla"


def test_a_footnote_without_a_mark_is_refused() -> None:
    text = (SAMPLES / "text" / "practice_seks_uger.md").read_text(encoding="utf-8") + "\n[^1]: Uden mærke.\n"

    with pytest.raises(SampleError, match="footnote marks"):
        parse_source("prøve", text)


def test_every_sample_carries_the_notice() -> None:
    assert [name for name in NAMES if NOTICE not in str(gold(read_source(name))["full_text"])] == []


def _words(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as document:
        text = " ".join(page.extract_text(x_tolerance_ratio=0.15) for page in document.pages)
    return text.replace("\u00a0", " ").split()


def _lines(name: str) -> list[str]:
    return (SAMPLES / "judged" / name).read_text(encoding="utf-8").splitlines()
