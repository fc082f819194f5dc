"""The editable list of cues: how a phrase is read, and what is refused."""

from __future__ import annotations

import pytest

from corpus.cues import CUES, Cues, Phrases, cues, plain
from corpus.errors import WordListError
from corpus.wordlists import WordList


def found(phrase: str, text: str) -> list[str]:
    return [text[one.start : one.end] for one in Phrases({"x": [phrase]}).find(plain(text)).get("x", [])]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("vi anbefaler", "Derfor anbefaler vi det ikke. Vi anbefaler det.", ["Vi anbefaler"]),
        ("vi anbefaler", "Vi,  anbefaler", ["Vi,  anbefaler"]),
        ("anbefal*", "Anbefalingen lyder", ["Anbefalingen"]),
        ("anbefal*", "uanbefalet", []),
        ("*spørgeskema*", "I forældrespørgeskemaet står", ["forældrespørgeskemaet"]),
        ("henvend* … til", "henvender sig især til ledere", ["henvender sig især til"]),
        ("henvend* … til", "henvender sig. De går til ledere", []),
        ("# %", "Det er 63 % eller 7%", ["63 %", "7%"]),
        ("uge #", "i uge 4-6", ["uge 4"]),
        ("hvis I", "hvis I kan, og hvis i dag er mandag", ["hvis I"]),
        ("i fællesskab", "I fællesskab og i fællesskab", ["I fællesskab", "i fællesskab"]),
    ],
)
def test_a_phrase_finds_what_the_list_says_it_does(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


def test_a_phrase_for_the_beginning_of_a_sentence_is_found_nowhere_else() -> None:
    text = "1. Husk bogen. Kan du ikke huske den? Husk jakken."

    finds = Phrases({"x": ["^husk"]}).find(plain(text), [0, 15, 38])

    assert [one.start for one in finds["x"]] == [3, 38]


def test_small_letters_keep_every_place() -> None:
    text = "Hvis I, I alt, I.D. og İstanbul"

    assert len(plain(text)) == len(text)


def test_the_list_that_comes_with_praksis_is_sound() -> None:
    assert "advice" in cues().aspect_headings.find(plain("DET VIGTIGSTE RÅD TIL ANDRE"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[directive]", "[directiv]"), "afsnittet «directiv» kendes ikke"),
        (('id = "result"', 'id = "resultat"'), "netop ét afsnit [[aspect]] med id = «result», men der er 0"),
        (('"vi anbefaler", "anbefaler vi"', '"vi anbefaler", "vi anbefaler"'), "«vi anbefaler» står to gange"),
        (('"vi anbefaler", "anbefaler vi"', '"Vi anbefaler", "anbefaler vi"'), "«Vi anbefaler» har store bogstaver"),
        (('"vi anbefaler", "anbefaler vi"', '"vi (anbefaler)"'), "«vi (anbefaler)» kan ikke forstås"),
        (('"vi anbefaler", "anbefaler vi"', '"vi …"'), "«vi …» kan ikke forstås"),
        (("[directive]", "[directive"), "filen kan ikke læses som TOML"),
    ],
)
def test_a_mistake_is_told_in_danish(change: tuple[str, str], message: str) -> None:
    text = WordList.load(CUES).text.replace(*change)

    with pytest.raises(WordListError) as caught:
        Cues.read(WordList("prøve.toml", text))

    assert message in caught.value.message
