"""Why a passage has a theme or not: what came near, and what stopped it."""

from __future__ import annotations

from corpus import Box, PageSpan, Passage
from corpus.analyser import Analyser
from corpus.taxonomy import Taxonomy
from ingest.language import load_language
from ingest.theme_reasons import Explanation, explain_theme

ANALYSER = Analyser.load()
LANGUAGE = load_language(None)
SMALL = """
[[concept]]
id = "t"
prefLabel = "qzx"
definition = "d"
pattern = [
  { words = ["kage", "kaffe"], within = 3, weight = 1.2 },
  { words = ["bolle", "smør|ost"], within = 4, order = true },
]
negative = [{ words = ["kage", "kasse"], within = 2 }]
"""


def explained(text: str, headings: tuple[str, ...] = ()) -> Explanation:
    passage = Passage("p", "d", 0, "text", headings, text, PageSpan(1, 1), (Box(1, 0, 0, 1, 1),), ((0, 1),), ())
    return explain_theme(
        [passage],
        "p",
        "t",
        taxonomy=Taxonomy.parse(SMALL, "prøve.toml"),
        analyser=ANALYSER,
        language=LANGUAGE,
        titles=(),
    )


def test_what_is_found_is_told_with_the_scores_that_the_levels_take() -> None:
    found = explained("Kage og kaffe.")

    assert (found.level, found.from_text, found.from_around) == ("about", 2.04, 0.0)
    assert (found.touches, found.about) == (1.3, 1.5)
    assert [(one.text, one.rule) for one in found.evidence] == [("Kage og kaffe", "kage + kaffe")]
    assert found.near == () == found.stopped


def test_a_missing_word_is_named() -> None:
    (near,) = explained("En bolle på bordet.").near

    assert (near.reason, near.missing, near.stretch) == ("missing", ("smør|ost",), None)
    assert [(one.text, one.start) for one in near.found] == [("bolle", 3)]


def test_words_too_far_apart_and_in_another_order_are_told_as_such() -> None:
    (apart,) = explained("Kage kommer altid før kaffe.").near
    (order,) = explained("Smør på en bolle.").near

    assert (apart.reason, apart.stretch, apart.within) == ("apart", 5, 3)
    assert (order.reason, order.missing) == ("order", ())


def test_the_negative_that_stopped_a_find_is_named() -> None:
    found = explained("Kage kasse kaffe.")

    assert found.level is None
    assert [(one.evidence.text, one.by) for one in found.stopped] == [("Kage kasse kaffe", "kage + kasse")]


def test_a_heading_alone_proves_nothing() -> None:
    found = explained("Et bord.", ("Kage og kaffe",))

    assert (found.level, found.from_text, found.evidence) == (None, 0.0, ())
    assert found.from_around > 0


def test_nearest_come_first_and_nothing_is_near_where_no_word_is() -> None:
    near = explained("Smør på en bolle, og kage.").near

    assert [one.reason for one in near] == ["order", "missing"]
    assert explained("Et bord.").near == ()
