"""A web page is read without its site, in whatever way its builder has set headings, lists and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import EmptyFile, NothingToRead, NotText
from corpus.samples.sample_gold import gold, running_line
from corpus.samples.sample_text import read_source, source_names
from ingest.html_source import read_html
from ingest.html_walk import DEEPEST_NESTING
from ingest.reading import Reading
from tests.exports import as_html
from tests.reading_gold import agreement


def read(folder: Path, markup: str | bytes) -> Reading:
    path = folder / "side.html"
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    return read_html(path)


def blocks(reading: Reading) -> list[tuple[str, str]]:
    """Kind and text of every paragraph."""
    return [(block.kind, block.text) for section in reading.sections for block in section.paragraphs]


def texts(reading: Reading) -> list[str]:
    return [text for _, text in blocks(reading)]


@pytest.mark.parametrize("name", source_names())
def test_a_sample_on_a_municipal_site_is_read_as_its_source_says(tmp_path: Path, name: str) -> None:
    source = read_source(name)

    reading = read(tmp_path, as_html(source))

    found = agreement(reading, gold(source))
    assert (found.word_f1, found.order, found.wrong_hyphens) == (1.0, 1.0, 0)
    assert (found.cell_f1, found.row_f1, found.paragraph_f1) == (1.0, 1.0, 1.0)
    assert (found.heading_f1, found.levels) == (1.0, 1.0)
    assert (found.leaked, found.lost_asides) == (0, 0)
    assert len([kind for kind, _ in blocks(reading) if kind == "footnote"]) == len(source.footnotes)
    headers = [len(table.header) for section in reading.sections for table in section.tables]
    assert headers == [table["header_rows"] for table in gold(source)["tables"]]  # type: ignore[attr-defined]
    around = " ".join(paragraph.text for paragraph in reading.furniture)
    assert running_line(source) in around
    assert "cookies" not in around


def test_what_is_hidden_scripted_or_about_cookies_is_gone(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """<body><h1>Leg</h1><p>Børn leger.<script>alert("x")</script></p><p hidden>skjult</p>
        <p style="display: none">usynlig</p><div class="cookie-consent">Accepter</div><!-- note -->
        <form><p>Siden står i en formular.</p><label>Navn</label><input value="x"></form></body>""",
    )

    assert texts(reading) == ["Børn leger.", "Siden står i en formular."]
    assert reading.furniture == ()


def test_a_title_in_the_banner_is_the_title_of_the_main_text(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "<header class='hero'><nav>Forside</nav><h1>Leg</h1></header><main><h3>Ude</h3><p>I haven.</p></main>",
    )

    assert [(section.heading, section.level) for section in reading.sections] == [("Leg", 1), ("Ude", 2)]


def test_cells_over_columns_and_rows_keep_every_row_as_wide(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """<table><caption>Tabel 3 Svar</caption>
        <tr><th rowspan=2>Hus</th><th colspan=2>2021</th><th colspan="2">2023</th></tr>
        <tr><th>Ja<th>Nej<th>Ja<th>Nej</tr>
        <tr><td>Myretuen<td>4<td>1<td>5<td>0</tr>
        <tr><td rowspan=2>Solen<td>2<td>2<td colspan=2>lukket</tr>
        <tr><td>3<td>1<td>4<td></td></tr></table>""",
    )

    (table,) = reading.sections[0].tables
    assert (table.caption, table.number) == ("Tabel 3 Svar", "3")
    assert table.header == (("Hus", "2021", "", "2023", ""), ("", "Ja", "Nej", "Ja", "Nej"))
    assert table.rows == (
        ("Myretuen", "4", "1", "5", "0"),
        ("Solen", "2", "2", "lukket", ""),
        ("", "3", "1", "4", ""),
    )


def test_a_table_that_lays_out_the_page_is_text(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "<table><tr><td><h2>Ude</h2><p>I haven.</p></td><td><h2>Inde</h2><ul><li>På stuen</li></ul></td></tr></table>",
    )

    assert [section.heading for section in reading.sections] == ["Ude", "Inde"]
    assert blocks(reading) == [("text", "I haven."), ("item", "På stuen")]


def test_lists_within_lists_and_several_paragraphs_of_an_item(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "<ol start=3><li><p>Se</p><p>og lyt</p><ul><li>til børn</li><li>til voksne</li></ul></li><li>Skriv</li></ol>",
    )

    assert texts(reading) == ["3. Se og lyt", "til børn", "til voksne", "4. Skriv"]
    assert {kind for kind, _ in blocks(reading)} == {"item"}


def test_a_typed_bullet_makes_an_item(tmp_path: Path) -> None:
    reading = read(tmp_path, "<p>·&nbsp;&nbsp; leg</p><p>– sang</p><p>-3 grader</p>")

    assert blocks(reading) == [("item", "leg"), ("item", "sang"), ("text", "-3 grader")]


def test_breaks_part_addresses_and_not_sentences(tmp_path: Path) -> None:
    reading = read(tmp_path, "<p>Odeon<br>Odeons Kvarter 1<br><br>Vi mødes<br>i foyeren</p>fri tekst")

    assert texts(reading) == ["Odeon", "Odeons Kvarter 1", "Vi mødes i foyeren", "fri tekst"]


def test_soft_hyphens_and_entities_show_as_in_a_browser(tmp_path: Path) -> None:
    reading = read(tmp_path, "<p>b&oslash;rne&shy;h&aring;ndbog p&aring; 0&#8209;6&nbsp;&aring;r</p>")

    assert texts(reading) == ["børnehåndbog på 0-6 år"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "latin-1"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("", "cp1252"),
        ('<meta charset="utf-8">', "utf-16"),
        ('<meta charset="findes-ikke">', "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_says_or_as_it_is(tmp_path: Path, head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>Børn på åben stue og æbler i haven</p></body></html>"

    assert texts(read(tmp_path, page.encode(encoding))) == ["Børn på åben stue og æbler i haven"]


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match="webside uden tekst"):
        read(tmp_path, '<html><body><div id="root"></div><script src="app.js"></script></body></html>')


def test_bytes_that_are_no_page_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        read(tmp_path, b"")
    with pytest.raises(NotText):
        read(tmp_path, bytes(range(256)) * 20)


def test_a_page_nested_without_end_is_still_read(tmp_path: Path) -> None:
    deep = 50 * DEEPEST_NESTING

    reading = read(tmp_path, "<div>" * deep + "dybt nede" + "</div>" * deep)

    assert texts(reading) == ["dybt nede"]


def test_the_words_of_a_session_table_make_sessions(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{hour}.00 – {hour}.45</td><td><b>Oplæg {hour}</b> v/ Ida Holm, leder, Fjordlev Kommune</td></tr>"
        for hour in range(9, 13)
    )

    sessions = read(tmp_path, f"<h1>Konference</h1><table><tr><th>Tid</th><th>Program</th></tr>{rows}</table>").sessions

    assert (sessions[0].starts, sessions[0].ends, sessions[0].title) == ("09:00", "09:45", "Oplæg 9")
    assert {one.speakers[0].name for one in sessions} == {"Ida Holm"}
    assert len({one.boxes for one in sessions}) == 4
