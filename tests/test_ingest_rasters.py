"""Pictures of pages: set straight, their rules found, their strokes measured."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from ingest.rasters import (
    Grey,
    Run,
    dark,
    inked,
    is_paper,
    level_runs,
    paper_of,
    skew_of,
    straightened,
    stretched,
    stroke_width,
)
from ingest.scanned_rules import find_rules, without_rules
from ingest.shapes import Rule


def paper(height: int = 400, width: int = 600, grey: int = 240) -> Grey:
    return np.full((height, width), grey, np.uint8)


def printed() -> Grey:
    """Rows of short strokes, as lines of text are."""
    page = paper()
    for top in range(40, 360, 24):
        for left in range(40, 560, 9):
            page[top : top + 10, left : left + 4] = 20
    return page


@pytest.mark.parametrize("angle", [-1.3, -0.5, -0.2, 0.2, 0.5, 1.3])
def test_a_page_laid_askew_is_set_straight(angle: float) -> None:
    turned = Image.fromarray(printed()).rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=240)
    image = np.asarray(turned, np.uint8)

    found = skew_of(dark(image))

    assert found == pytest.approx(angle, abs=0.08)
    assert skew_of(dark(straightened(image, found))) == 0.0


def test_a_straight_page_is_left_as_it_is() -> None:
    image = printed()

    assert skew_of(dark(image)) == 0.0
    assert straightened(image, 0.0) is image


def test_long_thin_stretches_are_runs_and_letters_are_not() -> None:
    mask = np.zeros((50, 200), bool)
    mask[10, 20:180] = True
    mask[30:40, 50:55] = True

    assert level_runs(mask, 40) == [Run(20, 10, 180, 11)]


def test_the_rules_of_a_table_are_found_in_points_and_can_be_taken_out() -> None:
    image = printed()
    image[100:102, 30:570] = 60
    image[20:380, 300:302] = 60
    image[200:230, 100:500] = 90  # a filled row: its sides are rules

    rules, thin = find_rules(image, 0.5)
    level = [(rule.x0, round(rule.top, 1), rule.x1) for rule in rules if rule.level]
    plumb = [rule for rule in rules if not rule.level]

    assert (15.0, 50.5, 285.0) in level
    assert {round(top) for x0, top, x1 in level if x1 - x0 < 250} == {100, 115}
    assert Rule(150.5, 10.0, 150.5, 190.0) in plumb
    assert (without_rules(image, thin)[100:102, 30:290] == 255).all()


def test_ink_paper_and_photographs_are_told_apart() -> None:
    random = np.random.default_rng(1)
    noise = np.clip(random.normal(235, 6, (300, 300)), 0, 255).astype(np.uint8)
    photograph = random.integers(0, 255, (300, 300), dtype=np.uint8)

    assert [inked(image) for image in (noise, printed(), photograph)] == [False, True, True]
    assert [is_paper(image) for image in (noise, printed(), photograph)] == [True, True, False]


def test_grain_becomes_white_ink_black_and_edges_stay_grey() -> None:
    image = paper(grey=230)
    image[::3, ::3] = 215
    image[100:120, 100:300] = 40
    image[120, 100:300] = 125

    clear = stretched(image, paper_of(image))

    assert set(np.unique(clear[:90]).tolist()) == {255}
    assert (clear[100:120, 100:300] == 0).all()
    assert clear[120, 200] == 127


def test_the_darkness_of_edges_counts_to_the_width_of_a_stroke() -> None:
    word = np.full((10, 20), 255, np.uint8)
    word[:, 4:6] = 0
    word[:, 6] = 128
    word[:, 12:14] = 0

    assert stroke_width(word, word < 200) == pytest.approx(2.25, abs=0.01)
    assert stroke_width(word, np.zeros_like(word, bool)) is None
