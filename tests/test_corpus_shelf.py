"""What is put away comes back, in order, and to another process too."""

from __future__ import annotations

import pickle

import pytest

from corpus.shelf import HELD, Shelf

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


def test_how_much_is_held_is_for_whoever_fills_it_to_say() -> None:
    shelf = Shelf(PAGES, held=1)

    assert (shelf[0] is PAGES[0], shelf[1] is PAGES[1]) == (True, False)
    assert list(shelf) == PAGES


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


@pytest.mark.parametrize("count", [0, 1, 3 * HELD, 3 * HELD + 1, 10 * HELD + 2])
def test_things_that_share_packs_are_found_by_their_place(count: int) -> None:
    shelf = Shelf(range(count), together=3)

    assert [shelf[place] for place in range(-count, count)] == [*range(count), *range(count)]
    assert list(shelf.taken()) == list(range(count))


def test_few_things_are_a_tuple_and_many_equal_to_one() -> None:
    assert Shelf(PAGES[:HELD]).or_tuple() == tuple(PAGES[:HELD])
    assert isinstance(Shelf(PAGES[:HELD]).or_tuple(), tuple)
    assert Shelf(PAGES).or_tuple() == tuple(PAGES)
    assert Shelf(PAGES) != tuple(PAGES[:-1])
    assert tuple(reversed(PAGES)) != Shelf(PAGES)


def test_a_shelf_goes_to_another_process_as_it_is() -> None:
    moved = pickle.loads(pickle.dumps(Shelf(PAGES, together=2)))

    assert list(moved) == PAGES
    assert (len(moved), moved[-1]) == (len(PAGES), PAGES[-1])


def test_each_item_is_changed_in_its_place() -> None:
    assert list(Shelf(range(200), together=2).each(lambda number: number + 1)) == list(range(1, 201))
