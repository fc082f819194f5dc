from __future__ import annotations

from ingest.shelf import HELD, Shelf

PAGES = [(number, "tidlig opsporing " * number) for number in range(3 * HELD)]


def test_what_is_put_away_comes_back_equal_and_in_order() -> None:
    shelf = Shelf(PAGES)

    assert list(shelf) == PAGES
    assert list(shelf) == PAGES  # looking takes nothing
    assert (len(shelf), shelf[0], shelf[HELD], shelf[-1]) == (len(PAGES), PAGES[0], PAGES[HELD], PAGES[-1])
    assert list(shelf[HELD - 1 : HELD + 1]) == PAGES[HELD - 1 : HELD + 1]


def test_few_things_are_held_as_they_are_and_the_others_packed() -> None:
    things = [["ord"] for _ in range(HELD + 1)]
    shelf = Shelf(things)

    assert shelf[0] is things[0]
    assert shelf[HELD] is not things[HELD]
    assert shelf[HELD] == things[HELD]


def test_one_object_said_twice_stays_one() -> None:
    word = ["ord"]
    shelf = Shelf([(word, [word])] * (HELD + 1))

    alone, (again,) = shelf[HELD]
    assert alone is again


def test_taking_empties_the_shelf() -> None:
    shelf = Shelf(PAGES)
    taken = shelf.taken()

    assert next(taken) == PAGES[0]
    assert list(taken) == PAGES[1:]
    assert list(shelf) == []


def test_a_thing_larger_than_a_box_finds_room() -> None:
    large = bytes(range(256)) * 20_000  # packs badly enough
    shelf = Shelf([b""] * HELD + [large, b"efter", large])

    assert list(shelf)[HELD:] == [large, b"efter", large]
