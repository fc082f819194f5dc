"""BM25 is reckoned from where keys stand, as FTS5 reckons it but for the rarity; a key is looked up once."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import postings
from index.postings import COLUMNS, Places, Postings, rarity

SEQS = [3, 5, 9]
STANDS = {"leg": "40,72", "skov": "73"}


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def places(asked: list[str]) -> Places:
    def found(key: str) -> str:
        asked.append(key)
        return STANDS.get(key, "")

    return found


def three() -> Postings:
    return Postings.of(np.array(SEQS), [4, 4, 4], (1.0, 0.5))


def test_a_passage_without_the_key_has_no_score(places: Places) -> None:
    assert (three().scores(["skov"], places) > 0).tolist() == [False, False, True]
    assert three().scores(["ukendt"], places).tolist() == [0, 0, 0]
    assert three().scores([], places).tolist() == [0, 0, 0]


def test_the_score_of_several_keys_is_their_sum(places: Places) -> None:
    found = three()

    both = found.scores(["leg", "skov"], places)

    assert both.tolist() == (found.scores(["leg"], places) + found.scores(["skov"], places)).tolist()


def test_a_key_is_looked_up_once(places: Places, asked: list[str]) -> None:
    found = three()

    assert found.scores(["leg"], places).tolist() == found.scores(["leg"], places).tolist()
    assert asked == ["leg"]


def test_what_there_is_no_room_for_is_looked_up_each_time(
    places: Places, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "MOST_ENTRIES", 1)

    three().scores(["skov", "leg", "leg", "skov"], places)

    assert asked == ["skov", "leg", "leg"]


_columns = st.lists(st.sampled_from("abc"), max_size=6)


@given(st.lists(st.tuples(_columns, _columns), min_size=1, max_size=12), st.sampled_from("abc"))
def test_the_scores_are_those_of_sqlite_but_for_the_rarity(texts: list[tuple[list[str], list[str]]], key: str) -> None:
    weights = (1.0, 0.7)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE words USING fts5 (one, other)")
    db.executemany("INSERT INTO words VALUES (?, ?)", [(" ".join(one), " ".join(other)) for one, other in texts])
    found = db.execute("SELECT rowid, -bm25(words, ?, ?) FROM words WHERE words MATCH ?", (*weights, key)).fetchall()
    db.close()
    seqs = np.arange(1, len(texts) + 1)
    stands = [
        seq * COLUMNS + column
        for seq, columns in zip(seqs.tolist(), texts, strict=True)
        for column, words in enumerate(columns)
        for word in words
        if word == key
    ]

    ours = Postings.of(seqs, [len(one) + len(other) for one, other in texts], weights)

    scores = ours.scores([key], _as_places(stands))
    ratio = rarity(len(found), len(texts)) / _rarity_of_sqlite(len(found), len(texts))
    assert {seq: pytest.approx(score * ratio, rel=1e-6) for seq, score in found} == {
        seq: score for seq, score in zip(seqs.tolist(), scores, strict=True) if score > 0
    }


def _rarity_of_sqlite(held_by: int, count: int) -> float:
    """FTS5's own, as its documentation of ``bm25()`` and its source have it."""
    return max(math.log((count - held_by + 0.5) / (held_by + 0.5)), 1e-6)


def test_a_word_of_every_passage_still_tells_how_often_it_is_said() -> None:
    always = Postings.of(np.array([1, 2, 3]), [4, 4, 4], (1.0,))

    once, _, twice = always.scores(["team"], _as_places([8, 16, 24, 24])).tolist()

    assert 0 < once < twice


@given(st.integers(1, 5000), st.integers(0, 5000))
def test_the_fewer_hold_a_key_the_more_it_tells(count: int, held_by: int) -> None:
    held_by = min(held_by, count - 1)

    assert rarity(held_by, count) > rarity(held_by + 1, count) > 0


def _as_places(stands: list[int]) -> Callable[[str], str]:
    return lambda _: ",".join(map(str, stands))
