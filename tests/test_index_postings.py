"""The passages that hold a key are looked up once, and scores of several keys are their sum."""

from __future__ import annotations

import numpy as np
import pytest

from index import postings
from index.postings import Postings

HELD = {"leg": [(5, 2.0), (9, 1.0)], "skov": [(9, 0.5)]}


@pytest.fixture
def asked() -> list[str]:
    return []


def scores(found: Postings, keys: list[str], asked: list[str]) -> list[float]:
    def match(key: str) -> list[tuple[int, float]]:
        asked.append(key)
        return HELD.get(key, [])

    return found.scores(keys, match).tolist()


def test_scores_stand_at_the_positions_of_their_passages(asked: list[str]) -> None:
    found = Postings(np.array([3, 5, 9]))

    assert scores(found, ["leg", "skov"], asked) == [0, 2, 1.5]
    assert scores(found, ["ukendt"], asked) == [0, 0, 0]
    assert scores(found, [], asked) == [0, 0, 0]


def test_a_key_is_looked_up_once(asked: list[str]) -> None:
    found = Postings(np.array([3, 5, 9]))

    assert scores(found, ["leg"], asked) == scores(found, ["leg"], asked)
    assert asked == ["leg"]


def test_what_there_is_no_room_for_is_looked_up_each_time(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "MOST_ENTRIES", 1)
    found = Postings(np.array([3, 5, 9]))

    assert scores(found, ["skov", "leg", "leg", "skov"], asked) == [0, 4, 3]
    assert asked == ["skov", "leg", "leg"]
