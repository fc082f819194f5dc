"""What is said of a page's reading: known words, one order or several, and a warning where either is low."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import PageReading
from corpus.analyser import Analyser
from ingest.laid_out import LaidOut
from ingest.quality import SAMPLED, find_doubts, known_share, look_at, order_certainty, page_readings
from ingest.sheets import Sheet
from tests.typeset import a_column, a_line, a_word

KNOWS = Analyser.load().knows
DANISH = "Pædagogerne holder øje med børnenes leg og taler med forældrene om overgangen fra vuggestue til børnehave"
GOOD = PageReading(3, 595.0, 842.0, "text", 0.97, 1.0, None)


def words(text: str) -> tuple:  # type: ignore[type-arg]
    return tuple(a_word(part, 60 + 10 * number, 100) for number, part in enumerate(text.split()))


def sheet(text: str, number: int = 1) -> Sheet:
    return Sheet(number, 595.276, 841.89, words(text), (), (), (), 0, 0, None, "text", None)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (f"{DANISH} {DANISH}", 0.95, 1.0),
        ("The quick assessment of early childhood requires that municipalities work together with parents and all "
         "professionals to identify needs and provide support for children", 0.0, 0.55),
        (f"{DANISH} {DANISH}"[::-1], 0.0, 0.4),
    ],
    ids=["Danish", "English", "backwards"],
)  # fmt: skip
def test_known_words_tell_danish_from_the_rest(text: str, least: float, most: float) -> None:
    share = known_share(words(text), KNOWS)

    assert share is not None
    assert least <= share <= most


def test_few_words_figures_and_halves_tell_nothing() -> None:
    assert known_share(words(DANISH), KNOWS) is None
    assert known_share(words("2024 12,5 samar- v/ " * 20), KNOWS) is None
    assert known_share(words(f"{DANISH} {DANISH}"), None) is None


def test_a_long_page_is_sampled() -> None:
    asked: list[str] = []

    share = known_share(words("leg " * 5000), lambda word: not asked.append(word))

    assert share == 1.0
    assert 0.5 * SAMPLED <= len(asked) <= SAMPLED


TEXT = ("Børnene leger ude hver dag", "og spiser frokost sammen", "før de sover til middag", "og leger igen bagefter")


def test_one_column_has_one_order() -> None:
    assert order_certainty([a_column(*TEXT)]) == 1.0
    assert order_certainty([]) == 1.0


def test_two_columns_that_were_told_apart_are_certain() -> None:
    assert order_certainty([a_column(*TEXT), a_column(*TEXT, x0=300)]) == 1.0


def test_two_columns_read_as_one_are_doubtful() -> None:
    mixed = [line for pair in zip(a_column(*TEXT), a_column(*TEXT, x0=300), strict=True) for line in pair]

    assert order_certainty([mixed]) == 0.0


def test_columns_read_from_the_right_or_over_each_other_are_doubtful() -> None:
    assert order_certainty([a_column(*TEXT, x0=300), a_column(*TEXT)]) == 0.0
    assert order_certainty([a_column(*TEXT), a_column(*TEXT, x0=120)]) == 0.0


def test_a_gutter_through_lines_is_doubtful_and_a_tab_in_one_line_is_not() -> None:
    def tabbed(baseline: float) -> list:  # type: ignore[type-arg]
        left, right = a_line("Dato og sted", 60, baseline), a_line("mandag i kantinen", 300, baseline)
        return [replace(left, words=left.words + right.words, text=f"{left.text} {right.text}", x1=right.x1)]

    assert order_certainty([[*tabbed(100), *a_column(*TEXT, top=112)]]) == 1.0
    assert order_certainty([[*tabbed(100), *tabbed(112), *tabbed(124)]]) == 0.0


def test_each_page_is_told_with_its_size_and_shares() -> None:
    looks = [look_at(one, KNOWS) for one in (sheet(f"{DANISH} {DANISH}"), sheet("Slut", 2))]

    first, second = page_readings(looks, [LaidOut([a_column(*TEXT)], []), LaidOut([], [])])

    assert first == PageReading(1, 595.28, 841.89, "text", first.known_words, 1.0, None)
    assert second == PageReading(2, 595.28, 841.89, "text", None, 1.0, None)


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        (GOOD, []),
        (replace(GOOD, known_words=None, method="none"), []),
        (replace(GOOD, method="ocr", ocr_confidence=0.93), []),
        (replace(GOOD, method="ocr", ocr_confidence=0.6), ["low_ocr_confidence"]),
        (replace(GOOD, known_words=0.41), ["few_known_words"]),
        (replace(GOOD, order_certainty=0.3, known_words=0.2), ["few_known_words", "uncertain_order"]),
    ],
    ids=["good", "empty", "a good scan", "a bad scan", "another language", "a mess"],
)
def test_each_doubt_has_its_warning(page: PageReading, codes: list[str]) -> None:
    warnings = find_doubts([page])

    assert [warning.code for warning in warnings] == codes
    assert all(warning.page == 3 and "Side 3" in warning.message for warning in warnings)
