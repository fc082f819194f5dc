"""The editable lists: what they hold, and what is said of a mistake in them."""

from __future__ import annotations

from importlib.resources import files

import pytest

from corpus.analyser import Analyser, read_abbreviations
from corpus.errors import WordListError
from corpus.filter_words import read_filter_words
from corpus.lemma import read_overrides
from corpus.rings import Rings
from corpus.wordlists import WordList, fingerprint, parse_municipalities, read_municipalities

EDITABLE = sorted(
    file.name for file in files("corpus").joinpath("words").iterdir() if file.name.endswith((".tsv", ".txt", ".toml"))
)


def written(*lines: str) -> WordList:
    return WordList("prøve.txt", "\n".join(lines))


def complaint(error: pytest.ExceptionInfo[WordListError]) -> tuple[str, int | None, str]:
    return error.value.path, error.value.line, error.value.message


def test_words_stand_several_to_a_line_and_remarks_are_left_out() -> None:
    source = written("# hoved", "", "og eller  # bindeord", "samt")

    assert source.words() == {"og", "eller", "samt"}


def test_a_word_twice_is_refused_with_both_lines() -> None:
    with pytest.raises(WordListError) as error:
        written("# hoved", "og", "eller og").words()

    assert complaint(error) == ("corpus/words/prøve.txt", 3, "«og» står også på linje 2. Slet det ene.")
    assert str(error.value) == "corpus/words/prøve.txt, linje 3: «og» står også på linje 2. Slet det ene."


def test_a_capital_letter_is_refused() -> None:
    with pytest.raises(WordListError) as error:
        written("Øst").words()

    assert complaint(error)[1:] == (1, "«Øst» har store bogstaver. Skriv «øst».")


def test_something_that_is_no_word_is_refused() -> None:
    with pytest.raises(WordListError) as error:
        written("og,", "eller").words()

    assert complaint(error)[1:] == (
        1,
        "«og,» er ikke et ord. Brug kun bogstaver, og sæt mellemrum mellem ord.",
    )


def test_a_letter_in_two_characters_is_refused() -> None:
    with pytest.raises(WordListError) as error:
        written("pa\u030a").words()

    assert complaint(error)[1:] == (1, "et bogstav er skrevet som to tegn (fx a + ring). Skriv det om som ét.")


def test_a_missing_tab_is_refused_with_the_columns_it_should_part() -> None:
    with pytest.raises(WordListError) as error:
        read_overrides(written("leder lederen"))

    assert complaint(error)[1:] == (
        1,
        "der skal være 2 felter med ét tabulatortegn imellem (grundform, former), men der er 1.",
    )


def test_an_empty_cell_is_refused() -> None:
    with pytest.raises(WordListError) as error:
        list(written("\tlederen").rows("grundform", "former"))

    assert complaint(error)[1:] == (1, "feltet «grundform» er tomt. Udfyld det, eller slet linjen.")


def test_a_form_with_two_lemmas_is_refused() -> None:
    with pytest.raises(WordListError) as error:
        read_overrides(written("leder\tlederen", "led\tlederen"))

    assert complaint(error)[1:] == (
        2,
        "«lederen» har allerede grundformen «leder» (linje 1). En form kan kun have én. Slet den ene.",
    )


def test_an_abbreviation_twice_is_refused_also_where_it_is_spelt_differently() -> None:
    with pytest.raises(WordListError) as error:
        read_abbreviations(written("bl.a.\t-", "Bl. a\t-"))

    assert complaint(error)[1:] == (2, "«Bl. a» står der allerede. Slet den ene linje.")


def test_an_abbreviation_for_several_words_belongs_to_the_rings() -> None:
    with pytest.raises(WordListError) as error:
        read_abbreviations(written("ppr\tpædagogisk psykologisk rådgivning"))

    assert complaint(error)[1:] == (
        1,
        "«pædagogisk psykologisk rådgivning» er flere ord. Skriv - her, og sæt dem i ringe.toml.",
    )


def test_a_municipality_code_has_four_digits() -> None:
    with pytest.raises(WordListError) as error:
        list(parse_municipalities(written("101\tBy\tBy Kommune\tRegion"), set()))

    assert complaint(error)[1:] == (1, "koden «101» skal have fire cifre, fx 0101.")


def test_a_municipality_code_twice_is_refused() -> None:
    with pytest.raises(WordListError) as error:
        list(parse_municipalities(written("0101\tBy\tBy Kommune\tR", "0101\tBo\tBo Kommune\tR"), set()))

    assert complaint(error)[1:] == (2, "«0101» står der allerede. Slet den ene linje.")


def test_a_list_that_is_gone_says_so() -> None:
    with pytest.raises(WordListError) as error:
        WordList.load("findes_ikke.txt")

    assert complaint(error) == (
        "corpus/words/findes_ikke.txt",
        None,
        "filen mangler. Hent den igen fra udgivelsen.",
    )


def test_bytes_that_are_no_utf8_are_told_with_their_line() -> None:
    with pytest.raises(WordListError) as error:
        WordList.decoded("prøve.txt", "og\nsåvel".encode("latin-1"))

    assert complaint(error)[1:] == (2, "tegnene er ikke UTF-8. Gem filen igen som UTF-8.")


@pytest.mark.parametrize("name", EDITABLE)
def test_each_list_opens_with_what_it_is_for_how_to_edit_it_and_its_source(name: str) -> None:
    head = WordList.load(name).text.partition("\n\n")[0]

    assert head.startswith("# ")
    assert "# Sådan rettes den:" in head
    assert "# Kilde:" in head


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("emne\tevaluation\tevaluering", "filteret «emne» findes ikke. Skriv et af: type, kind, claim, aspect."),
        ("kind\ttavle\ttabel", "«tavle» er ikke en værdi af kind. Skriv en af: text, table, session."),
        ("kind\ttable\ttabel|", "der er et tomt ord mellem to streger. Slet den ene streg."),
        ("kind\ttable\ttabel|tabeller", "«tabeller» peger allerede på et filter. Slet det ene sted."),
    ],
)
def test_a_mistake_in_the_filter_words_is_refused(line: str, message: str) -> None:
    with pytest.raises(WordListError) as error:
        read_filter_words(WordList("prøve.tsv", f"# hoved\n\n{line}\n"), Analyser.load())

    assert complaint(error)[1:] == (3, message)


def test_the_municipalities_are_98_with_their_official_codes() -> None:
    places = read_municipalities("kommuner.tsv")

    assert len(places) == 98
    by_code = {place.code: place for place in places}
    assert by_code["0183"].name == "Ishøj"
    assert by_code["0101"].official_name == "Københavns Kommune"
    assert by_code["0400"].official_name == "Bornholms Regionskommune"
    assert {place.region for place in places} == {
        "Region Hovedstaden",
        "Region Sjælland",
        "Region Syddanmark",
        "Region Midtjylland",
        "Region Nordjylland",
    }


def test_the_invented_municipalities_clash_with_no_real_one() -> None:
    invented = read_municipalities("kommuner.tsv", "kommuner_eksempler.tsv")[98:]

    assert [(place.code, place.name) for place in invented] == [
        ("9001", "Fjordlev"),
        ("9002", "Nordmose"),
        ("9003", "Østerhede"),
        ("9004", "Sundkøbing"),
        ("9005", "Hvidkilde"),
        ("9006", "Lindebæk"),
    ]
    assert {place.region for place in invented} == {"konstrueret eksempel"}


def test_the_fingerprint_depends_on_which_files_and_on_their_order() -> None:
    assert len(fingerprint("prefixes.txt")) == 16
    assert fingerprint("prefixes.txt") == fingerprint("prefixes.txt")
    assert fingerprint("prefixes.txt", "suffixes.txt") != fingerprint("suffixes.txt", "prefixes.txt")


# Rings


def rings_of(*lines: str) -> Rings:
    return Rings.read(WordList("prøve.toml", "\n".join(lines)), Analyser.load(), version="prøve")


def ring(*terms: str) -> str:
    return "[[ring]]\nterms = [" + ", ".join(f'"{term}"' for term in terms) + "]"


def matched(rings: Rings, text: str) -> list[tuple[int, str]]:
    return [(match.ring, text[match.start : match.end]) for match in rings.match(Analyser.load().tokens(text))]


def test_a_term_is_found_in_every_form_and_the_longest_wins() -> None:
    rings = rings_of(ring("leder af dagtilbud", "dagtilbudsleder"), ring("dagtilbud", "daginstitution"))

    assert matched(rings, "Lederne af dagtilbuddet og dagtilbudslederen besøger et dagtilbud.") == [
        (0, "Lederne af dagtilbuddet"),
        (0, "dagtilbudslederen"),
        (1, "dagtilbud"),
    ]


def test_a_term_within_a_longer_one_is_found_when_all_are_asked_for() -> None:
    rings = rings_of(ring("tværfagligt samarbejde", "fælles arbejde"), ring("tværfaglig", "på tværs af fag"))
    tokens = Analyser.load().tokens("Det tværfaglige samarbejde er tværfagligt.")

    assert [(match.ring, match.first, match.last) for match in rings.match_all(tokens)] == [
        (0, 1, 3),
        (1, 1, 2),
        (1, 4, 5),
    ]


def test_a_match_says_which_tokens_it_spans() -> None:
    rings = rings_of(ring("udsat familie", "sårbar familie"))
    found = rings.match(Analyser.load().tokens("De udsatte familier flytter."))

    assert [(match.first, match.last) for match in found] == [(1, 3)]


def test_ages_in_rings_are_found_however_they_are_written() -> None:
    rings = rings_of(ring("0-2-årige", "vuggestuebørn"))

    assert matched(rings, "For 0–2 år og for 0-2 årige") == [(0, "0–2 år"), (0, "0-2 årige")]


def test_the_terms_of_a_ring_are_as_written() -> None:
    assert rings_of(ring("Stedmor", "papmor")).terms(0) == ("Stedmor", "papmor")


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ([ring("papmor")], 1, "en ring skal have mindst to ord. Tilføj et, eller slet ringen."),
        (["", ring("papmor", "papmor")], 2, "«papmor» står to gange i ringen. Slet det ene."),
        ([ring("papmor", "…")], 1, "«…» indeholder ingen ord. Slet det."),
        (
            [ring("papmor", "stedmor"), "", ring("bonusmor", "papmødre")],
            4,
            "«papmødre» står også i ringen med «papmor». Lad det stå ét sted, eller saml de to ringe til én.",
        ),
        (
            ["[[ring]]", 'terms = ["a", "b"]', 'ord = "c"'],
            1,
            "«ord» kendes ikke. En ring har kun terms og note.",
        ),
        (
            ["[[ring]]", "terms = 3"],
            1,
            'terms skal være en liste af ord, fx terms = ["stedmor", "papmor"].',
        ),
        (
            ['note = "løs"'],
            None,
            "filen må kun indeholde ringe, der hver begynder med linjen [[ring]].",
        ),
    ],
)
def test_a_mistake_in_the_rings_is_refused(lines: list[str], line: int | None, message: str) -> None:
    with pytest.raises(WordListError) as error:
        rings_of(*lines)

    assert complaint(error)[1:] == (line, message)


def test_a_ring_file_that_is_no_toml_says_where_it_breaks() -> None:
    with pytest.raises(WordListError, match=r"kan ikke læses som TOML .*line 2"):
        rings_of("[[ring]]", 'terms = "a" "b"')


def test_the_rings_of_the_package_load_and_know_the_words_of_day_care() -> None:
    rings = Rings.load()

    assert matched(rings, "Støttepædagogerne")[0][1] == "Støttepædagogerne"
    assert rings.version.startswith(Analyser.load().version)
