"""Passages: never over a heading, long enough to mean something, and every word of the text in one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus import Box, Paragraph, ParagraphKind, Passage, Section, Session, Speaker, Table
from ingest.passages import MAX_TABLE_WORDS, MAX_WORDS, split_passages
from ingest.reading import Reading
from ingest.table_text import header_names, table_lines


def box(page: int = 1, top: float = 100.0) -> Box:
    return Box(page, 50.0, top, 500.0, top + 10)


def paragraph(text: str, kind: ParagraphKind = "text", page: int = 1) -> Paragraph:
    return Paragraph(text, kind, (box(page),), ((0, page),))


def words(count: int) -> str:
    return " ".join(f"ord{n}" for n in range(count - 1)) + " slut."


def section(*blocks: Paragraph | Table, heading: str | None = "Baggrund", level: int = 2) -> Section:
    return Section(heading, level, None, (box(top=50.0),) if heading else (), blocks)


def split(*sections: Section, sessions: Sequence[Session] = ()) -> tuple[Passage, ...]:
    return tuple(split_passages(Reading(1, sections, tuple(sessions), (), (), {}, (), ()), "doc"))


def lengths(*blocks: Paragraph) -> list[int]:
    return [len(passage.text.split()) for passage in split(section(*blocks))]


def test_short_paragraphs_share_a_passage_and_long_ones_do_not() -> None:
    assert lengths(*[paragraph(words(30))] * 3) == [90]
    assert lengths(*[paragraph(words(100))] * 3) == [100, 100, 100]


def test_a_short_rest_joins_the_passage_before_it() -> None:
    assert lengths(paragraph(words(110)), paragraph(words(20))) == [130]


def test_an_overlong_paragraph_is_cut_between_sentences() -> None:
    text = " ".join(words(40).capitalize() for _ in range(10))

    assert lengths(paragraph(text)) == [200, 200]


def test_a_list_stays_with_the_sentence_that_leads_in_to_it() -> None:
    lead_in = paragraph(f"{words(100).capitalize()} Vi foreslår derfor:")
    items = [paragraph(words(20), "item") for _ in range(4)]

    first, second = split(section(lead_in, *items))

    assert first.text == words(100).capitalize()
    assert second.text.splitlines() == ["Vi foreslår derfor:", *[words(20)] * 4]


def test_a_short_list_keeps_all_of_the_paragraph_that_leads_in_to_it() -> None:
    lead_in = paragraph(f"{words(40).capitalize()} Den kendes på:")
    items = [paragraph(words(8), kind="item") for _ in range(3)]

    first, second = split(section(paragraph(words(60)), lead_in, *items))

    assert first.text == words(60)
    assert second.text.splitlines() == [lead_in.text, *[words(8)] * 3]


def test_no_passage_crosses_a_heading_and_each_knows_its_path() -> None:
    passages = split(
        section(paragraph("Forord."), heading="Rapport", level=1),
        section(heading="Baggrund", level=2),
        section(paragraph("Om metoden."), heading="Metode", level=3),
        section(paragraph("Til slut."), heading="Opsummering", level=2),
    )

    assert [(passage.heading_path, passage.text) for passage in passages] == [
        (("Rapport",), "Forord."),
        (("Rapport", "Baggrund", "Metode"), "Om metoden."),
        (("Rapport", "Opsummering"), "Til slut."),
    ]


ANSWERS = Table(
    caption="Tabel 10",
    number="10",
    header=(("", "Samlet score", "", "Trivsel"), ("", "Opstart", "Slut", "Opstart")),
    rows=(("Barn 1", "2", "", "5"), ("Barn 2", "3", "1", "4")),
    boxes=(box(2),),
)


def test_a_table_is_said_in_words() -> None:
    assert header_names(ANSWERS) == ["", "Samlet score, Opstart", "Samlet score, Slut", "Trivsel, Opstart"]
    assert table_lines(ANSWERS) == [
        "Barn 1 · Samlet score, Opstart: 2 · Trivsel, Opstart: 5",
        "Barn 2 · Samlet score, Opstart: 3 · Samlet score, Slut: 1 · Trivsel, Opstart: 4",
    ]


def test_a_table_has_a_passage_with_its_caption_and_lead_in() -> None:
    text, table = split(section(paragraph("Vi spurgte. Svarene fordeler sig således:"), ANSWERS))

    assert (text.kind, table.kind) == ("text", "table")
    assert table.text.splitlines() == [
        "Svarene fordeler sig således:",
        "Tabel 10",
        "Samlet score · Trivsel",
        "Opstart · Slut · Opstart",
        *table_lines(ANSWERS),
    ]
    assert table.pages.first == 2


def test_a_long_table_is_cut_between_rows_and_says_its_caption_again() -> None:
    rows = tuple((f"Dagtilbud {n}", "12 (100 %)") for n in range(300))
    table = Table("Tabel 2", "2", (("", "Antal"),), rows, (box(),))

    passages = split(section(table))

    assert len(passages) > 1
    assert all(passage.text.startswith("Tabel 2\nAntal\nDagtilbud ") for passage in passages)
    assert sum(passage.text.count("Antal: ") for passage in passages) == 300
    sizes = [len(passage.text.split()) for passage in passages]
    assert max(sizes) <= MAX_TABLE_WORDS
    assert min(sizes) > 0.6 * max(sizes)


def test_a_row_is_cited_with_the_page_on_which_it_stands() -> None:
    rows = tuple((f"Dagtilbud {n}", "12") for n in range(6))
    table = Table("Tabel 2", "2", (("", "Antal"),), rows, (box(1), box(2), box(3)), (1, 1, 2, 2, 2, 3))

    (passage,) = split(section(table))

    cited = [passage.page_at(passage.text.index(f"Dagtilbud {n} ")) for n in range(6)]
    assert cited == [1, 1, 2, 2, 2, 3]
    assert passage.page_at(0) == 1
    assert (passage.pages.first, passage.pages.last) == (1, 3)


def test_a_part_of_a_long_table_stands_on_the_pages_of_its_own_rows() -> None:
    rows = tuple((f"Dagtilbud {n}", "12 (100 %)") for n in range(300))
    table = Table("Tabel 2", "2", (("", "Antal"),), rows, (box(4), box(5)), (4,) * 150 + (5,) * 150)

    first, *_, last = split(section(table))

    assert [(one.pages.first, one.pages.last) for one in (first, last)] == [(4, 4), (5, 5)]
    assert last.page_at(0) == 5


def test_a_table_of_a_page_stays_whole() -> None:
    rows = tuple((f"Dagtilbud {n}", "12 (100 %)") for n in range(70))

    (passage,) = split(section(Table("Tabel 2", "2", (("", "Antal"),), rows, (box(),))))

    assert len(passage.text.split()) > MAX_WORDS


TIMES = Table(None, None, (("Tid", "Program"),), (("9.00 – 9.30", "Ankomst"), ("9.30 – 10.00", "Velkomst")), (box(),))
HOLM = Speaker("Mette Holm", "lektor", "Københavns Professionshøjskole")


def test_a_time_table_says_time_and_event() -> None:
    assert table_lines(TIMES) == ["9.00 – 9.30 · Ankomst", "9.30 – 10.00 · Velkomst"]


def test_a_slot_with_a_speaker_is_a_passage_and_one_without_is_not() -> None:
    welcome = Session("09:30", "10:00", "Velkomst", "plenary", None, (HOLM,), None, (box(),))
    arrival = Session("09:00", "09:30", "Ankomst", "other", None, (), None, (box(),))

    passages = split(section(TIMES), sessions=[arrival, welcome])

    assert [passage.kind for passage in passages] == ["table", "session"]
    assert passages[1].text == "09.30–10.00 · Velkomst\nv/ Mette Holm, lektor, Københavns Professionshøjskole"


def test_a_described_session_is_one_passage_with_all_its_text() -> None:
    described = section(paragraph("v/ Mette Holm, lektor"), paragraph(words(300)), heading="Temamøde 1: Leg", level=3)
    session = Session("11:00", "12:00", "Leg", "theme", None, (HOLM,), words(300), (*described.heading_boxes, box(2)))

    (passage,) = split(described, sessions=[session])

    assert passage.kind == "session"
    assert passage.text == f"11.00–12.00 · Leg\nv/ Mette Holm, lektor\n{words(300)}"


def test_a_passage_over_a_page_break_knows_where_the_page_turns() -> None:
    turning = Paragraph("Første side. Anden side.", "text", (box(1), box(2)), ((0, 1), (13, 2)))

    (passage,) = split(section(paragraph("Før."), turning, paragraph("Efter.", page=2)))

    assert passage.page_starts == ((0, 1), (passage.text.index("Anden"), 2))
    assert (passage.page_at(0), passage.page_at(len(passage.text) - 1)) == (1, 2)


SENTENCE = st.integers(1, 60).map(lambda count: words(count).capitalize())
PARAGRAPH = st.builds(
    lambda sentences, kind, page: paragraph(" ".join(sentences), kind, page),
    st.lists(SENTENCE, min_size=1, max_size=9),
    st.sampled_from(["text", "item"]),
    st.integers(1, 9),
)


@given(st.lists(PARAGRAPH, max_size=8).map(lambda found: sorted(found, key=lambda one: one.pages)))
def test_the_passages_of_a_section_hold_its_text_in_order(paragraphs: list[Paragraph]) -> None:
    passages = split(section(*paragraphs))

    ours = " ".join(passage.text for passage in passages).split()
    assert ours == " ".join(one.text for one in paragraphs).split()
    for passage in passages:
        assert passage.page_starts[0] == (0, passage.pages.first)
        assert all(one < other for one, other in pairwise(passage.page_starts))
        assert {page for _, page in passage.page_starts} <= {one.page for one in passage.boxes}
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    assert len({passage.id for passage in passages}) == len(passages)


def test_long_items_are_a_passage_each_and_short_ones_stay_together() -> None:
    long = [f"Anbefaling {n}. " + " ".join(["ord"] * 30) for n in range(3)]
    short = ["kort punkt"] * 3

    passages = split(section(paragraph("KL anbefaler:"), *(paragraph(text, "item") for text in long)))
    together = split(section(paragraph("KL anbefaler:"), *(paragraph(text, "item") for text in short)))

    assert [passage.text for passage in passages] == [f"KL anbefaler:\n{long[0]}", *long[1:]]
    assert [passage.text for passage in together] == ["KL anbefaler:\n" + "\n".join(short)]
