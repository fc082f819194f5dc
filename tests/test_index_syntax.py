"""Quotation marks, OG, ELLER, IKKE, -ord and ord* are signs in their right places, and plain text elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.syntax import Every, Holds, Some, Wish, Without, read_syntax


def shown(text: str, wish: Wish | None) -> str:
    """*wish* as a formula: words as they stand, phrases quoted, & and | for OG and ELLER."""
    match wish:
        case Holds(kind, (start, end)):
            return {"word": "{}", "phrase": "«{}»", "prefix": "{}*"}[kind].format(text[start:end])
        case Without(inner):
            return f"!{shown(text, inner)}"
        case Every(wishes):
            return "(" + " & ".join(shown(text, one) for one in wishes) + ")"
        case Some(wishes):
            return "(" + " | ".join(shown(text, one) for one in wishes) + ")"
        case None:
            return ""


@pytest.mark.parametrize(
    ("typed", "words", "required"),
    [
        ("hjemmebesøg i familien", "hjemmebesøg i familien", ""),
        ('"tidlig indsats" i dagtilbud', "tidlig indsats i dagtilbud", "«tidlig indsats»"),
        (
            "„tidlig indsats“ “sen” »for sent« «aldrig»",
            "tidlig indsats sen for sent aldrig",
            "(«tidlig indsats» & «sen» & «for sent» & «aldrig»)",
        ),
        ("tilsyn OG normering", "tilsyn normering", "(tilsyn & normering)"),
        ("tilsyn ELLER normering", "tilsyn normering", "(tilsyn | normering)"),
        ("tidlig indsats OG tilsyn", "tidlig indsats tilsyn", "(tidlig & indsats & tilsyn)"),
        ("a ELLER b OG c", "a b c", "(a | (b & c))"),
        ("tilsyn (vuggestue ELLER børnehave)", "tilsyn vuggestue børnehave", "(vuggestue | børnehave)"),
        ("tilsyn OG (vuggestue ELLER børnehave)", "tilsyn vuggestue børnehave", "(tilsyn & (vuggestue | børnehave))"),
        ("tilsyn IKKE skole år", "tilsyn år", "!skole"),
        ("tilsyn -skole", "tilsyn", "!skole"),
        ('tilsyn -"den store skole"', "tilsyn", "!«den store skole»"),
        ("tilsyn IKKE (skole ELLER SFO)", "tilsyn", "!(skole | SFO)"),
        ("tilsyn OG IKKE skole", "tilsyn", "(tilsyn & !skole)"),
        ("børn* trives", "børn trives", ""),
        ("børn* OG trives", "børn trives", "(børn* & trives)"),
        ("PPR OG SFO", "PPR SFO", "(PPR & SFO)"),
    ],
)
def test_a_sign_in_its_place_says_what_is_required(typed: str, words: str, required: str) -> None:
    syntax = read_syntax(typed)

    assert " ".join(syntax.plain.split()) == words
    assert shown(typed, syntax.required) == required


@pytest.mark.parametrize(
    "typed",
    [
        "børne- og ungeforvaltningen",
        "skoleledere og -lærere",
        "leg, -læring",
        "tilsyn og normering eller ikke",
        "OVERGANG FRA VUGGESTUE OG SKOLE",  # caps lock
        "IKKE",
        "IKKE tilsyn",
        "-tilsyn",
        "tilsyn OG",
        "OG tilsyn",
        "ELLER",
        "a AND b",
        "tilsyn - normering",
        "5-6 -årige * x*",
    ],
)
def test_plain_text_stays_plain(typed: str) -> None:
    syntax = read_syntax(typed)

    assert (syntax.plain, syntax.required, syntax.phrases, syntax.prefixes) == (typed, None, (), ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"uden slut', "uden slut"),
        ("(uden slut", "uden slut"),
        (')( "" «»', ')( "" «»'),
        ('a "  " b', "a b"),
        ("a ()", "a"),
    ],
)
def test_a_mark_without_its_fellow_is_nothing(typed: str, words: str) -> None:
    syntax = read_syntax(typed)

    assert " ".join(syntax.plain.split()) == words
    assert syntax.required is None


PIECES = st.lists(
    st.sampled_from(
        ["OG", "ELLER", "IKKE", "(", ")", '"', "»", "«", "-", "*", "børn", "børne-", "a", "§ 52", "og", " ", ","]
    )
)


@given(st.one_of(st.text(), PIECES.map(" ".join), PIECES.map("".join)))
def test_nothing_typed_is_an_error_and_every_place_is_kept(typed: str) -> None:
    syntax = read_syntax(typed)

    assert len(syntax.plain) == len(typed)
    assert all(kept in (sign, " ") for kept, sign in zip(syntax.plain, typed, strict=True))
    assert all(typed[start:end].strip() for start, end in (*syntax.phrases, *syntax.prefixes))
    assert bool(syntax.plain.split()) == bool(typed.split()) or not any(sign.isalnum() for sign in typed)
