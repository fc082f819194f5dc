"""The measures of reading against hand-made cases, Markdown taken apart, and the peers behind their script."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import measure_reading, peers
from tests.markdown_text import parts_of
from tests.measure_reading import (
    Collection,
    Comparison,
    Extract,
    Score,
    cells_in,
    characters,
    compare,
    leaked,
    pooled,
    scores,
    table_lines,
    without_optional,
    words_of,
)
from tests.reading_gold import Gold, cells_of, table_overlap, whole
from tests.test_layout import imports, modules
from tests.typeset import set_pdf

ROOT = Path(__file__).parents[1]
SCRIPT = [sys.executable, "-P", str(ROOT / "tests" / "peers.py")]

GOLD: Gold = {
    "full_text": "Tilsyn\nVi besøger dagtilbuddene om foråret.\nHus Børn\nÅen 20",
    "sections": [
        {"heading": "Tilsyn", "level": 1, "page": 1, "paragraphs": [{"text": "Vi besøger dagtilbuddene om foråret."}]}
    ],
    "tables": [{"rows": [["Hus", "Børn"], ["Åen", "20"]]}],
    "furniture": ["Side N af N", "(page number at the foot)"],
    "footnotes": ["Jf. loven."],
}

MARKDOWN = """\
# **Tilsyn** i *2024* #

> Om `dagtilbuds- og skoleområdet` [se her](https://eksempel.dk/a_b_c)

- 9.00 - 9.30 kl\\. \\*
- et_ord_med_streger &amp; 3 * 4

-----

|**Hus**|Børn|
|---|---:|
|Å<br>en|20 \\| 21|
||7|

<table><tr><th colspan="2">I alt</th></tr><tr><td>Åen</td><td>2<br>0</td></tr></table>
"""


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """One small document with a heading, a sentence and a ruled table."""
    path = set_pdf(
        tmp_path,
        '#text(size: 18pt, weight: "bold")[Tilsyn]\n\nVi besøger dagtilbuddene om foråret.\n\n'
        "#table(columns: 2, [Hus], [Børn], [Åen], [20])\n",
    )
    path.with_suffix(".gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return Collection("small", [(path, GOLD)])


def test_an_extract_like_its_gold_agrees_wholly() -> None:
    text = "Tilsyn Vi besøger dagtilbuddene om foråret. Hus Børn Åen 20"

    found = compare(Extract(text, [[["hus", "Børn"], ["Åen", "20"]]], ["TILSYN"]), GOLD)

    assert found == Comparison(1.0, 1.0, 1.0, 0, 0, (4, 8), (2, 4), 1.0)


def test_each_fault_shows_in_its_own_measure() -> None:
    text = "Side 1 af 2 Tilsyn Vi besøger dagtil-\nbuddene om foråret. 20 Børn Åen Hus Side 2 af 2"

    found = compare(Extract(text, [[["Hus", "Børn", "Åen"]]], ["Tilsyn", "Hus"]), GOLD)

    # 10 words in the gold, 19 in the text: "dagtilbuddene" is broken in two, and the furniture is eight words
    assert found.word_f1 == pytest.approx(2 * 9 / (10 + 19))
    assert found.order == pytest.approx(7 / 9)
    assert (found.hyphens, found.leaked) == (1, 2)
    assert (found.cells, found.rows) == ((3, 7), (0, 3))
    assert found.heading_f1 == pytest.approx(2 / 3)


def test_a_reader_without_tables_and_headings_is_not_marked_down_for_them() -> None:
    found = compare(Extract("Tilsyn", None, None), GOLD)

    assert (found.cells, found.rows, found.heading_f1) == (None, None, None)


def test_words_of_footnotes_may_be_there_or_not() -> None:
    assert without_optional(["a", "Jf.", "a", "x"], ["a"], ["Jf.", "loven."]) == ["a", "a", "x"]
    assert without_optional(["Jf.", "Jf."], ["Jf."], ["Jf."]) == ["Jf."]
    assert compare(Extract(f"{GOLD['full_text']} Jf. loven.", None, None), GOLD).word_f1 == 1.0


def test_characters_count_edits_against_the_length_of_the_gold() -> None:
    assert characters("åbne dore", "åbne døre") == pytest.approx(8 / 9)
    assert characters("", "") == 1.0
    assert characters("x" * 50, "åbne døre") == 0.0


def test_words_are_composed_and_bullets_are_none() -> None:
    assert words_of("• a\u030aben \uf0b7 samar\ufffe\nbejde – 3") == ["åben", "samar-", "bejde", "–", "3"]


def test_furniture_that_the_text_itself_holds_is_not_leaked() -> None:
    gold = {**GOLD, "full_text": "Se Side 1 af 4", "furniture": ["Side N af N"]}

    assert leaked("se side 1 af 4", gold) == 0
    assert leaked("side 1 af 4 se side 1 af 4 Side 2 af 4", gold) == 2
    assert leaked("bagside 1 af 4", {**gold, "full_text": ""}) == 0


def test_tables_are_paired_with_the_one_most_like_them() -> None:
    ours = [[["c", "d"]], [["a", "b"], ["", "x"]]]
    theirs = [[["a", "b"]], [["c", "e"]]]

    assert table_overlap(ours, theirs, cells_of) == (3, 9)
    assert table_overlap(ours, theirs, whole) == (1, 5)


def test_tables_of_all_documents_count_together() -> None:
    assert pooled([(4, 8), (0, 2), None]) == "0.800"
    assert pooled([None, None]) == "–"
    assert pooled([(0, 0)]) == "–"


def test_markdown_is_taken_apart() -> None:
    parts = parts_of(MARKDOWN)

    assert parts.headings == ["Tilsyn i 2024"]
    assert parts.tables == [
        [["Hus", "Børn"], ["Å en", "20 | 21"], ["", "7"]],
        [["I alt", ""], ["Åen", "2 0"]],
    ]
    assert [line for line in parts.text.split("\n") if line] == [
        "Tilsyn i 2024",
        "Om dagtilbuds- og skoleområdet se her",
        "9.00 - 9.30 kl. *",
        "et_ord_med_streger & 3 * 4",
        "Hus Børn",
        "Å en 20 | 21",
        "7",
        "I alt",
        "Åen 2 0",
    ]


def test_a_bar_in_running_text_is_no_table() -> None:
    assert parts_of("Kontakt | Cookies\nSlut").tables == []


def test_text_without_marks_comes_back_as_it_is() -> None:
    text = "0-6-årige i dagtilbuds- og skoleområdet\n9.00 – 9.30: a/b, 5 % (n = 12)"

    assert parts_of(text).text == text


def test_a_row_says_what_a_reader_does_not_give() -> None:
    comparison = Comparison(0.5, 1.0, 0.25, 3, 1, None, None, None)

    row = cells_in(Score("tekst", [comparison, comparison], 12.3))

    assert row == ("tekst", "0.500", "1.000", "0.250", "6", "2", "–", "–", "–", "12")


def test_tables_are_printed_for_eyes_and_for_readme() -> None:
    rows = [("reader", "order"), ("praksis", "1.0")]

    assert table_lines(rows, markdown=False) == ["reader   order", "praksis    1.0"]
    assert table_lines(rows, markdown=True) == ["| reader | order |", "|---|---|", "| praksis | 1.0 |"]


def test_what_a_peer_reads_comes_back_through_its_json(collection: Collection, tmp_path: Path) -> None:
    out = tmp_path / "out.json"

    subprocess.run([*SCRIPT, "pdfplumber", str(out), str(collection.files[0][0])], check=True, cwd=tmp_path)
    reading = peers.reading_from(out.read_text(encoding="utf-8"))

    assert reading.outputs == [
        peers.Output(GOLD["full_text"], tables=[[["Hus", "Børn"], ["Åen", "20"]]]),
    ]
    assert [seconds > 0 for seconds in reading.seconds] == [True]
    assert reading.failures == {}


def test_we_and_a_peer_are_measured_alike(collection: Collection) -> None:
    ours, theirs = scores(collection, {**measure_reading.reader_commands(None), "pdfplumber": SCRIPT}, rounds=1)

    assert (ours.reader, theirs.reader) == ("praksis", "pdfplumber")
    assert ours.comparisons == [Comparison(1.0, 1.0, 1.0, 0, 0, (4, 8), (2, 4), 1.0)]
    assert theirs.comparisons == [Comparison(1.0, 1.0, 1.0, 0, 0, (4, 8), (2, 4), None)]
    assert min(ours.pages_per_second, theirs.pages_per_second) > 0


def test_a_peer_that_is_not_installed_is_left_out_with_the_way_to_get_it(
    collection: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = [sys.executable, "-I", "-S", str(ROOT / "tests" / "peers.py")]  # an interpreter without any package

    assert scores(collection, {"markitdown": bare}, rounds=2) == []
    assert capsys.readouterr().err.splitlines() == [
        "markitdown: not here (No module named 'markitdown'); pip install 'markitdown[pdf]>=0.1.8'"
    ]


def test_a_file_that_a_peer_fails_on_costs_that_file_alone(collection: Collection, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF")

    reading = peers.reading_of(peers.pypdfium2(), [broken, collection.files[0][0]])

    assert [output.text.split()[:1] for output in reading.outputs] == [[], ["Tilsyn"]]
    assert list(reading.failures) == ["broken.pdf"]


def test_the_command_prints_a_row_for_each_document(collection: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    measure_reading.main([str(collection.files[0][0].parent), "--rounds", "1"])

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1:7] for line in lines if line.startswith("set ")] == [
        ["1.000", "1.000", "0", "1.000", "1.000", "1.000"]
    ]
    assert [line.split()[1:9] for line in lines if line.startswith("praksis ")] == [
        ["1.000", "1.000", "1.000", "0", "0", "1.000", "1.000", "1.000"]
    ]


def test_the_group_of_peers_is_what_the_script_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    group = {
        requirement for requirement in project["dependency-groups"]["peers"] if not requirement.startswith("torch")
    }

    assert group == {peer.requirement for peer in peers.PEERS.values()}


def test_no_package_of_ours_imports_a_peer_under_another_licence() -> None:
    for path in modules():
        found = set(imports(path.read_text(encoding="utf-8")))

        assert not found & {"pymupdf", "fitz", "pymupdf4llm"}, path
