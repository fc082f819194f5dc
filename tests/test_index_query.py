"""What a question asks for, in the words that the corpus has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analyser import Analyser
from corpus.rings import Rings
from index.lexical import any_of, encode_key
from index.query import Query
from index.query_reader import QueryReader

PIECES = ("OG", "ELLER", "IKKE", "(", ")", '"', "»", "«", "-", "*", "børne-", "tilsyn", "§ 52, stk. 3", "og", "komuner")
VOCABULARY = {
    "forælder": 9,
    "samarbejde": 8,
    "småbørnsteam": 4,
    "hjemmebesøg": 3,
    "hjemme": 5,
    "besøg": 6,
    "tilsyn": 4,
    "sprogvurdering": 2,
    "forældresamarbejde": 2,
    "pædagogisk": 9,
    "kommune": 9,
    "vallensbæk": 2,
}


@pytest.fixture(scope="module")
def reader() -> QueryReader:
    analyser = Analyser.load()
    return QueryReader(analyser, Rings.load(), VOCABULARY, 10)


def test_a_compound_asks_for_itself_and_its_parts(reader: QueryReader) -> None:
    (term,) = reader.read("hjemmebesøget").terms

    assert (term.whole[0], term.parts) == ("hjemmebesøg", ("hjemme", "besøg"))


def test_stop_words_ask_for_nothing(reader: QueryReader) -> None:
    assert reader.read("hvad er det, man skal?").terms == ()
    assert reader.read("").keys == ()


def test_a_misspelt_word_is_mended_and_said(reader: QueryReader) -> None:
    query = reader.read("pedagogisk tilsyn i komunerne")

    assert query.corrected == "pædagogisk tilsyn i kommunerne"
    assert [term.repaired for term in query.terms] == ["pædagogisk", None, "kommunerne"]


def test_a_mended_word_is_asked_for_with_its_parts_and_synonyms(reader: QueryReader) -> None:
    mended, right = reader.read("hjemebesøg"), reader.read("hjemmebesøg")

    assert (mended.keys, mended.rings, mended.asked) == (right.keys, right.rings, "hjemmebesøg")


def test_a_question_to_be_taken_literally_is_not_mended(reader: QueryReader) -> None:
    query = reader.read("pedagogisk komunerne", literal=True)

    assert (query.corrected, query.asked) == (None, "pedagogisk komunerne")


def test_the_words_of_an_exact_phrase_are_not_mended(reader: QueryReader) -> None:
    query = reader.read('komuner "pedagogisk tilsyn"')

    assert query.corrected == 'kommuner "pedagogisk tilsyn"'
    assert [term.quoted for term in query.terms] == [False, True, True]


def test_what_is_not_wanted_is_not_asked_for(reader: QueryReader) -> None:
    query = reader.read("tilsyn IKKE kommune")

    assert query.asked == "tilsyn"
    assert "kommune" not in query.keys


def test_a_beginning_asks_for_all_that_begins_so(reader: QueryReader) -> None:
    (term,) = reader.read("hjemme*").terms

    assert (term.word, set(term.whole)) == ("hjemme*", {"hjemme", "hjemmebesøg"})
    assert "samarbejde" in reader.read("samarb*").keys


@pytest.mark.parametrize(
    ("typed", "compound"),
    [
        ("hjemme besøg", "hjemmebesøg"),
        ("vurdering af sproget", "sprogvurdering"),
        ("samarbejde med forældre", "forældresamarbejde"),
        ("samarbejde mellem forældre", "forældresamarbejde"),
        ("sprog vurdering", "sprogvurdering"),
    ],
)
def test_every_way_of_saying_a_compound_finds_it(reader: QueryReader, typed: str, compound: str) -> None:
    assert compound in reader.read(typed).keys


def test_a_question_of_known_words_is_not_corrected(reader: QueryReader) -> None:
    assert reader.read("forældrenes samarbejde").corrected is None


def test_a_word_that_danish_has_is_not_mended(reader: QueryReader) -> None:
    assert reader.read("konklusioner om folkevogne").corrected is None


def test_two_halves_of_a_compound_find_it(reader: QueryReader) -> None:
    query = reader.read("småbørns team")

    assert "småbørnsteam" in query.keys
    assert query.coverage(frozenset({"småbørnsteam"})) == 1.0


def test_a_compound_typed_in_two_words_is_asked_for_as_one(reader: QueryReader) -> None:
    split, joined = reader.read("hjemme besøg"), reader.read("hjemmebesøg")

    assert (split.terms, split.asked, split.corrected) == (joined.terms, "hjemmebesøg", "hjemmebesøg")


@pytest.mark.parametrize("typed", ['"hjemme besøg"', "hjemme OG besøg", "hjemme, besøg", "hjemme i besøg"])
def test_two_words_that_stand_apart_stay_two(reader: QueryReader, typed: str) -> None:
    assert len(reader.read(typed).terms) == 2


def test_a_word_that_is_two_by_a_slip_of_the_pen_closes_no_question_up() -> None:
    often = {"tidlig": 40, "indsats": 60, "tidligindsats": 1}
    reader = QueryReader(Analyser.load(), Rings.load(), often, 100)

    assert reader.read("tidlig indsats").asked == "tidlig indsats"
    assert QueryReader(Analyser.load(), Rings.load(), {**often, "tidligindsats": 4}, 100).read(
        "tidlig indsats"
    ).asked == ("tidligindsats")


def test_a_word_joins_one_neighbour_alone() -> None:
    reader = QueryReader(Analyser.load(), Rings.load(), {"familiehus": 3, "husmøde": 3}, 10)

    assert reader.read("familie hus møde").asked == "familie husmøde"


def test_a_question_to_be_taken_literally_is_not_closed_up(reader: QueryReader) -> None:
    assert reader.read("hjemme besøg", literal=True).asked == "hjemme besøg"


def test_coverage_counts_rare_words_more(reader: QueryReader) -> None:
    query = reader.read("kommune vallensbæk")

    common, rare = query.coverage(frozenset({"kommune"})), query.coverage(frozenset({"vallensbæk"}))

    assert 0 < common < rare < 1
    assert common + rare == pytest.approx(1)
    assert query.coverage(frozenset()) == 0


def test_half_of_a_compound_covers_half_of_it(reader: QueryReader) -> None:
    query = reader.read("hjemmebesøg")

    assert query.coverage(frozenset({"besøg"})) == pytest.approx(0.5)
    assert query.coverage(frozenset({"hjemmebesøg"})) == 1.0


def test_a_ring_of_synonyms_is_searched_and_said() -> None:
    query: Query = QueryReader(Analyser.load(), Rings.load(), VOCABULARY, 10).read("medhjælper")

    assert "pædagogmedhjælper" in query.also_searched
    assert "medhjælper" not in query.also_searched
    assert len(query.rings) == 1
    assert query.coverage(frozenset(query.rings)) == 1.0


def test_an_idiom_with_synonyms_is_asked_for_as_a_whole() -> None:
    analyser, rings = Analyser.load(), Rings.load()
    (match,) = rings.match(analyser.tokens("tværfaglig"))
    reader = QueryReader(analyser, rings, {**VOCABULARY, f"__{match.ring}": 3}, 10)

    idiom = reader.read("på tværs af fag")
    assert idiom.keys == (f"__{match.ring}",)
    assert sum(term.idf for term in idiom.terms) == pytest.approx(reader.idf(f"__{match.ring}"))
    assert set(reader.read("tværfaglig").keys) == {"tværfaglig", f"__{match.ring}"}


def test_the_words_of_an_idiom_are_one_word_side_by_side_with_the_next() -> None:
    analyser, rings = Analyser.load(), Rings.load()
    (match,) = rings.match(analyser.tokens("tværfaglig"))
    reader = QueryReader(analyser, rings, {**VOCABULARY, f"__{match.ring}": 3}, 10)

    assert reader.read("tilsyn på tværs af fag").words == (frozenset({"tilsyn"}), frozenset({f"__{match.ring}"}))


def test_a_synonym_that_is_a_compound_written_out_is_asked_for_by_its_words_too() -> None:
    analyser, rings = Analyser.load(), Rings.load()
    (match,) = rings.match(analyser.tokens("hjemmebesøg"))
    reader = QueryReader(analyser, rings, {**VOCABULARY, f"__{match.ring}": 3}, 10)

    assert set(reader.read("besøg i hjemmet").keys) == {"besøg", "hjem", f"__{match.ring}"}


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join), st.lists(st.sampled_from(PIECES)).map("".join)
    )
)
def test_whatever_is_typed_is_read(reader: QueryReader, typed: str) -> None:
    query = reader.read(typed)

    assert query.text == typed
    assert all(key == encode_key(key) for key in query.keys)
    assert all(term.idf >= 0 for term in query.terms)


@pytest.mark.parametrize("typed", ['"', "børne- og", "a AND b", "NEAR(", "*", "NOT", "kolon: «x»", "(((", "æ" * 500])
def test_nothing_typed_is_syntax(reader: QueryReader, typed: str) -> None:
    for key in reader.read(typed).keys:
        assert key == encode_key(key)


def test_keys_are_quoted_for_fts5() -> None:
    assert any_of(["a", "b_c"]) == '"a" OR "b_c"'
    assert encode_key("0-6 år§") == "0_6_år_"
