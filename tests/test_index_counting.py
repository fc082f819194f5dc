"""A question for a number prefers the passage with a number beside what is counted."""

from __future__ import annotations

import pytest

from corpus.analyser import Analyser
from index.counting import asks_for_number, number_nearness
from index.lexical import content_tokens, encode_key


@pytest.mark.parametrize(
    "question",
    ["hvor mange hjemmebesøg fik de", "Antallet af forløb i Skovby", "hvor stor en andel svarede", "procent med plads"],
)
def test_a_question_for_an_amount_asks_for_a_number(question: str) -> None:
    assert asks_for_number(question)


@pytest.mark.parametrize("question", ["hvordan måler man mangel på plads", "hvor længe varer indkøring", "mange børn"])
def test_other_questions_do_not(question: str) -> None:
    assert not asks_for_number(question)


@pytest.mark.parametrize(
    ("text", "nearness"),
    [
        ("Teamet har gennemført 34 besøg.", 1.0),
        ("Der var tolv nye besøg.", 0.5),
        ("Besøg fik 12,5 % af familierne.", 1.0),
        ("Om besøg i året 2021.", 0.0),
        ("Teamet har mange besøg.", 0.0),
        ("I alt 34 børn.", 0.0),
    ],
)
def test_a_number_counts_by_its_distance_to_the_words_of_the_question(text: str, nearness: float) -> None:
    lemmas = [encode_key(token.lemma) for token in content_tokens(Analyser.load().tokens(text))]
    places = [(place, lemma) for place, lemma in enumerate(lemmas) if lemma == "besøg"]

    assert number_nearness(places, lemmas) == nearness
