"""Web pages printed by a browser: the site around the article is furniture, and the article is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_structure
from ingest.reading import Reading
from tests.typeset import set_pdf

TITLE = "Fælles måltider i vuggestuen"
HEAD = (
    "#set page(width: 612pt, height: 500pt, margin: (x: 36pt, top: 34pt, bottom: 40pt), header: text(8pt)["
    f"22.11.2026 03.50 #h(1fr) {TITLE} | Viden om børn #h(1fr)], footer: text(8pt)["
    '#link("https://viden.example/mad")[https:\\/\\/viden.example\\/mad] #h(1fr) '
    '#context counter(page).display("1/1", both: true)])\n#set text(size: 12pt, font: "Libertinus Serif", lang: "da")\n'
    "#set heading(outlined: false)\n#show heading.where(level: 1): set text(size: 24pt)\n"
)
COOKIES = "#text(10pt)[Vi bruger cookies til at forbedre siden og føre statistik. #h(1em) Afvis alle]\n\n"
SITE = "#grid(columns: (1fr, 60pt, 60pt, 60pt), [*Viden om børn*], [Nyheder], [Kurser], [Kontakt])\n"
PATH = "#text(9pt)[Forside #h(1em) \\/ Praksis #h(1em) \\/ Måltider]\n"
MENU = ("Overgange", "Sprog og samtale", "Måltider", "Leg ude og inde", "Forældresamarbejde", "Sundhedspleje")
FOOT = (
    "\n#v(40pt)\n#text(10pt)[#grid(columns: (1fr, 1fr, 1fr), row-gutter: 8pt, [*Viden om børn*], [Privatlivspolitik], "
    "[LinkedIn], [Bredgade 12, 5000 Vibelund], [Cookies], [Facebook])]"
)
PARAGRAPHS = (
    "Fire vuggestuer har arbejdet med måltidet som et pædagogisk rum. De voksne sidder ned sammen med børnene, og "
    "maden står på bordet i skåle, så børnene selv kan tage det, som de har lyst til.",
    "Hver anden uge blev ét måltid filmet. Personalet så klippene sammen og valgte én ting, som de ville prøve af til "
    "næste gang. Efter tre måneder blev erfaringerne samlet op på et fælles møde for alle fire huse i kommunen.",
    "Samtalerne ved bordet blev længere. Forældrene fortæller, at børnene gerne vil hjælpe til med bordet derhjemme, "
    "og at de spiser flere slags mad end før.",
)
CONTACT = ("Kontakt", "Mette Holm, telefon 00 11 22 44")
ARTICLE = "\n\n".join(
    f"{heading}\n{text}" for heading, text in zip((f"= {TITLE}", "== Metode", "== Resultater"), PARAGRAPHS, strict=True)
)
BESIDE = {
    "no menu": "{article}",
    "a menu to the left": "#grid(columns: (150pt, 1fr), column-gutter: 20pt, [{menu}], [{article}])",
    "a menu to the right": "#grid(columns: (1fr, 130pt), column-gutter: 20pt, [{article}], [{menu}])",
}


def read(folder: Path, markup: str) -> Reading:
    return read_structure(set_pdf(folder, markup, head=HEAD))


@pytest.mark.parametrize("beside", BESIDE)
def test_the_article_of_a_web_print_is_whole_and_the_site_is_furniture(tmp_path: Path, beside: str) -> None:
    article = f"{ARTICLE}\n\n== {CONTACT[0]}\n{CONTACT[1]}"
    page = BESIDE[beside].format(
        article=article, menu="#set text(11pt)\n" + "#v(6pt)".join(f"{one}\n\n" for one in MENU)
    )

    reading = read(tmp_path, COOKIES + SITE + PATH + page + FOOT)

    assert [section.heading for section in reading.sections] == [TITLE, "Metode", "Resultater", CONTACT[0]]
    texts = [paragraph.text for section in reading.sections for paragraph in section.paragraphs]
    assert texts == [*PARAGRAPHS, CONTACT[1]]
    assert not any(section.tables for section in reading.sections)
    kept_apart = {paragraph.text for paragraph in reading.furniture}
    assert {"Nyheder", "/ Praksis", "Privatlivspolitik", "Bredgade 12, 5000 Vibelund", "LinkedIn"} <= kept_apart
    assert (set(MENU) <= kept_apart) == (beside != "no menu")


def test_a_name_straight_over_the_title_is_the_articles_own(tmp_path: Path) -> None:
    reading = read(tmp_path, SITE + "\nPraksis fra kommunerne\n\n" + ARTICLE)

    assert reading.sections[0].paragraphs[0].text == "Praksis fra kommunerne"
    assert reading.sections[1].heading == TITLE


def test_facts_beside_the_article_are_text(tmp_path: Path) -> None:
    facts = "Huse: 4\n\nBørn: 112\n\nAlder: 0-2 år\n\nStart: 2023"
    page = BESIDE["a menu to the right"].format(article=ARTICLE, menu=facts)

    reading = read(tmp_path, SITE + page)

    texts = [paragraph.text for section in reading.sections for paragraph in section.paragraphs]
    assert set(facts.split("\n\n")) <= set(texts)


def test_without_a_browsers_time_and_address_nothing_is_a_sites(tmp_path: Path) -> None:
    head = '#set page(width: 612pt, height: 500pt)\n#set text(size: 12pt, font: "Libertinus Serif", lang: "da")\n'
    page = BESIDE["a menu to the left"].format(article=ARTICLE, menu="\n\n".join(MENU))

    reading = read_structure(set_pdf(tmp_path, SITE + page, head=head))

    texts = [paragraph.text for section in reading.sections for paragraph in section.paragraphs]
    assert set(MENU) <= set(texts)
