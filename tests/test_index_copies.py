"""The same text in two documents is one text; two tables of one form are two."""

from __future__ import annotations

import numpy as np

from index.copies import CROWD, Copies, contains_text, find_copies, same_text
from index.facets import Facet

TEXT = "I Ishøj fik familierne tre besøg af en pædagog, som barnet kendte i forvejen, og det gav ro ved starten."
OTHER = "Normeringen er en voksen til tre børn i vuggestuen, og den opgøres som et gennemsnit over hele året."
FORM = "Tabel 3 Svar fra de ansatte om tilsynet i det samlede område i høj grad {} i nogen grad {} ved ikke {}"


def test_a_text_printed_in_two_documents_is_one() -> None:
    assert find_copies([TEXT, OTHER, TEXT], ["a", "a", "b"]) == {0: 0, 2: 0}


def test_other_line_ends_signs_and_a_word_more_make_no_other_text() -> None:
    assert same_text(TEXT, TEXT.replace(" ", "\n").replace(",", " –"))
    assert same_text(TEXT, TEXT.replace("det gav ro", "det gav god ro"))


def test_other_numbers_make_another_text() -> None:
    one, other = FORM.format(12, 7, 3), FORM.format(31, 9, 2)

    assert not same_text(one, other)
    assert find_copies([one, other], ["a", "b"]) == {}


def test_a_short_text_is_no_copy() -> None:
    assert find_copies(["Frokost og pause", "Frokost og pause"], ["a", "b"]) == {}


def test_what_one_document_repeats_stays() -> None:
    assert find_copies([TEXT, TEXT, OTHER], ["a", "a", "b"]) == {}


def test_each_document_has_one_place_in_a_fold() -> None:
    assert find_copies([TEXT, TEXT, TEXT, TEXT], ["a", "a", "b", "c"]) == {0: 0, 2: 0, 3: 0}


def test_many_filled_in_forms_are_compared_no_further_than_word_for_word() -> None:
    forms = [FORM.format(number, 1, 2) for number in range(CROWD)]

    assert find_copies([*forms, forms[7]], [str(number) for number in range(CROWD + 1)]) == {7: 7, CROWD: 7}


def test_a_text_that_is_printed_in_a_longer_one_is_contained() -> None:
    assert contains_text(TEXT, f"{OTHER} {TEXT} {OTHER}")
    assert not contains_text(TEXT, OTHER)


def test_the_best_ranked_copy_stands_for_the_others_in_the_order_they_came() -> None:
    copies = Copies.of([TEXT, OTHER, TEXT, TEXT], ["a", "a", "b", "c"])
    fold = copies.fold(np.array([2, 1, 0, 3]))

    assert fold.positions.tolist() == [2, 1]
    assert dict(fold.copies) == {2: (0, 3)}


def test_without_copies_nothing_is_folded() -> None:
    positions = np.array([1, 0])

    assert Copies.of([TEXT, OTHER], ["a", "b"]).fold(positions).positions is positions


def test_a_facet_counts_a_text_once_for_each_value() -> None:
    copies = Copies.of([TEXT, OTHER, TEXT], ["a", "a", "b"])
    facet = Facet.of([("red", "green"), ("red",), ("red", "blue")])

    assert facet.counts(np.array([True, True, True]), copies) == (("red", 2), ("blue", 1), ("green", 1))
    assert facet.counts(np.array([False, True, True]), copies) == (("red", 2), ("blue", 1))
