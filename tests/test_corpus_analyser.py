"""Tokens of Danish text: the same for a document and for a question."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.analyser import Analyser, Token


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def shown(analyser: Analyser, text: str) -> list[str]:
    """The words that are no stop words as «lemma = part + part, extra»."""
    return [_shown(token) for token in analyser.tokens(text) if not token.stop]


def _shown(token: Token) -> str:
    parts = f" = {' + '.join(token.parts)}" if token.parts else ""
    return ", ".join((token.lemma + parts, *token.extra))


def common_keys(analyser: Analyser, one: str, other: str) -> set[str]:
    keys = [{key for token in analyser.tokens(text) if not token.stop for key in token.keys} for text in (one, other)]
    return keys[0] & keys[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Forældresamarbejdet i dagtilbuddene",
            ["forældresamarbejde = forælder + samarbejde", "dagtilbud"],
        ),
        ("småbørnsteamets", ["småbørnsteam = lille + barn + team, småbarn"]),
        (
            "dagtilbuds- og skoleområdet",
            ["dagtilbud, dagtilbudsområde, område", "skoleområde = skole + område"],
        ),
        (
            "tale-/hørekonsulent",
            ["tale, talekonsulent, konsulent", "hørekonsulent = høre + konsulent"],
        ),
        (
            "børne- og ungeforvaltningen",
            ["barn, børneforvaltning, forvaltning", "ungeforvaltning = ung + forvaltning"],
        ),
        (
            "børne-og ungeforvaltningen",
            ["barn, børneforvaltning, forvaltning", "ungeforvaltning = ung + forvaltning"],
        ),
        (
            "dagtilbuds-, skole- og fritidsområdet",
            [
                "dagtilbud, dagtilbudsområde, område",
                "skole, skoleområde, område",
                "fritidsområde = fritid + område",
            ],
        ),
        (
            "gruppe- \neller organisationsniveau",
            ["gruppe, gruppeniveau, niveau", "organisationsniveau = organisation + niveau"],
        ),
        ("skoleledere og -lærere", ["skoleleder = skole + leder", "lærer, skolelærer, skole"]),
        ("for- og eftermiddag", ["for, formiddag", "eftermiddag"]),
        (
            "SDQ- og TOPI-skemaer",
            ["sdq, sdqskema, skema", "topi-skema = topi + skema, topiskema"],
        ),
        ("SDQ-skema", ["sdq-skema = sdq + skema, sdqskema"]),
        (
            "Småbørnsteam-medarbejderens",
            ["småbørnsteam-medarbejder = småbørnsteam + lille + barn + team + medarbejder, småbørnsteammedarbejder"],
        ),
        ("Høje-Taastrup Kommunes", ["høje-taastrup = høje + taastrup, højetaastrup", "kommune"]),
        ("STUK's, STUKs og KLs", ["stuk", "stuk", "kl"]),
        ("0-6-årige", ["0-6-årig, 0-6"]),
        ("0-6 års", ["0-6-årig, 0-6"]),
        ("0–6 år", ["0-6-årig, 0-6"]),
        ("0 til 6 år", ["0-6-årig, 0-6"]),
        ("0-6-årsområdet og 0-6 års-området", ["0-6-årig, 0-6, område", "0-6-årig, 0-6, område"]),
        ("3-årige og treårige", ["3-årig", "treårig = tre + årig, 3-årig"]),
        ("0-2- og 3-5-årige", ["0-2-årig", "3-5-årig, 3-5"]),
        ("§ 52, stk. 3", ["§52,stk.3, §52, stk.3"]),
        ("§ 8 a stk 2, nr. 4 og stk. 3", ["§8a,stk.2,nr.4, §8a, §8, stk.2, nr.4", "stk.3"]),
        ("§ 52, nr. 4", ["§52,nr.4, §52, nr.4"]),
        ("§ 52 i loven og paragraf 52", ["§52", "lov", "§52"]),
        ("§ 8 a og § 8b", ["§8a, §8", "§8b, §8"]),
        ("§§ 50-52", ["§50-52, §50, §51, §52"]),
        ("75 %, 75 procent, 75 pct.", ["75%", "75%", "75%"]),
        ("1.234,5 og 2020-2024", ["1.234,5, 1234,5", "2020-2024, 2020, 2024"]),
        ("3. marts 2024 kl. 9.30", ["3", "marts", "2024", "kl., klokken", "9.30"]),
        ("03.02.2024", ["03.02.2024"]),
        ("bl.a. TOPI, fx i SFO'en m.m.", ["topi", "sfo, skolefritidsordning"]),
        ("PPR er ikke KL.", ["ppr", "ikke", "kl"]),
        ("COVID-19", ["covid-19 = covid + 19, covid19"]),
        ("får far før for?", ["far", "før"]),
    ],
)
def test_a_text_becomes_these_tokens(analyser: Analyser, text: str, expected: list[str]) -> None:
    assert shown(analyser, text) == expected


@pytest.mark.parametrize("written", ["bl.a.", "bl. a.", "Bl.a.", "bl.a", "f.eks.", "F.eks.", "m.m.", "jf.", "ca."])
def test_an_abbreviation_is_one_token(analyser: Analyser, written: str) -> None:
    tokens = analyser.tokens(f"x {written} y")

    assert [token.text for token in tokens] == ["x", written, "y"]
    assert tokens[1].stop


def test_the_full_stop_of_a_sentence_is_no_part_of_its_last_word(analyser: Analyser) -> None:
    assert [token.text for token in analyser.tokens("Det sker i KL. Det er godt.")] == [
        *("Det", "sker", "i", "KL", "Det", "er", "godt")
    ]


def test_stop_words_are_kept_and_marked(analyser: Analyser) -> None:
    tokens = analyser.tokens("Leder af dagtilbud uden børn")

    assert [token.text for token in tokens if token.stop] == ["af"]


def test_part_spans_point_at_the_parts_in_the_text(analyser: Analyser) -> None:
    text = "Se småbørnsteamets SDQ-skema."
    tokens = analyser.tokens(text)

    assert [[text[start:end] for start, end in token.part_spans] for token in tokens] == [
        [],
        ["små", "børns", "teamets"],
        ["SDQ", "skema"],
    ]


def test_keys_hold_lemma_parts_and_extra_each_once(analyser: Analyser) -> None:
    token = Token("x", 0, 1, "a", ("b", "a"), ("c", "b"), False, ((0, 1), (0, 1)))

    assert token.keys == ("a", "b", "c")


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("dagtilbudsområdet", "på dagtilbuds- og skoleområdet", "dagtilbudsområde"),
        ("talekonsulent", "en tale-/hørekonsulent", "talekonsulent"),
        ("SDQ skema", "SDQ-skemaet", "skema"),
        ("sdqskema", "SDQ-skemaer", "sdqskema"),
        ("børn 0-6 år", "de 0–6-årige", "0-6-årig"),
        ("3 årige", "en treårig", "3-årig"),
        ("paragraf 51", "§§ 50-52", "§51"),
        ("§8", "§ 8 a", "§8"),
        ("§ 52", "§ 52, stk. 3", "§52"),
        ("forældre", "forældresamarbejde", "forælder"),
        ("sprogvurdering", "vurdering af børnenes sprog", "vurdering"),
        ("sprog vurdering", "sprogvurderingerne", "sprog"),
        ("rådgivere", "en rådgiver", "rådgiver"),
        ("brugere", "han bruger", "bruger"),
        ("skolefritidsordningen", "SFO'ernes", "skolefritidsordning"),
        ("stuks", "STUK's", "stuk"),
        ("småbørn", "småbørnsteam", "småbarn"),
        ("HØJE-TAASTRUP", "Høje-Taastrups", "høje-taastrup"),
        ("pa\u030arsdag", "pårsdag", "pårsdag"),
    ],
)
def test_a_question_meets_a_text(analyser: Analyser, question: str, text: str, key: str) -> None:
    assert key in common_keys(analyser, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("får", "far"),
        ("tilbud", "dagtilbud"),
        ("3-årig", "stk. 3"),
        ("12-13", "12"),
        ("ledelse", "leder"),
        ("møde", "mode"),
        ("årsager", "3 år"),
    ],
)
def test_a_question_does_not_meet_what_only_looks_alike(analyser: Analyser, question: str, text: str) -> None:
    assert common_keys(analyser, question, text) == set()


def test_three_reasons_are_no_age(analyser: Analyser) -> None:
    assert shown(analyser, "3 årsager og 2 årsmøder")[0] == "3"


def check_offsets(analyser: Analyser, text: str) -> None:
    tokens = analyser.tokens(text)

    assert all(token.text == text[token.start : token.end] and token.text for token in tokens)
    assert all(first.end <= second.start for first, second in pairwise(tokens))
    for token in tokens:
        assert len(token.parts) == len(token.part_spans)
        assert all(token.start <= a < b <= token.end for a, b in token.part_spans)
        assert token.lemma
        assert all(token.keys)


SHREDS = """
dagtilbuds- skole- og eller / , . - § 52 stk. 3 0-6 år årige -årige børne 'er TOPI STUKs % 75 1.234,5 bl.a.
småbørnsteamets -lærere skoleledere å İ ß ﬁ ½ – ’ forældre_samarbejde ٣ ² x1 1x
"""
DANISH = st.lists(st.sampled_from([*SHREDS.split(), "\n", "\u00ad", "a\u030a"]))


@given(text=st.text(max_size=60))
@example(text="İ-skema İskema SDQ\u2011skema a\u0301- og b\u0301område")
@example(text="0-" * 20 + " og 3-årige")
@example(text="\ud800 \udfff")
def test_tokens_of_any_text_stand_where_they_say(analyser: Analyser, text: str) -> None:
    check_offsets(analyser, text)


@given(words=DANISH, separator=st.sampled_from(["", " "]))
def test_tokens_of_danish_shreds_stand_where_they_say(analyser: Analyser, words: list[str], separator: str) -> None:
    check_offsets(analyser, separator.join(words))


@given(words=DANISH)
def test_case_and_normal_form_change_no_lemma_of_words(analyser: Analyser, words: list[str]) -> None:
    text = " ".join(word for word in words if word.isalpha() and word not in {"STUKs", "İ", "ß", "ﬁ"})

    lemmas = [token.lemma for token in analyser.tokens(text)]

    assert [token.lemma for token in analyser.tokens(text.upper())] == lemmas
    assert [token.lemma for token in analyser.tokens(unicodedata.normalize("NFD", text))] == lemmas


@given(text=st.text(alphabet="abcdeiklmnoprstæøå -", max_size=40))
def test_a_word_alone_has_the_lemma_it_has_in_a_text(analyser: Analyser, text: str) -> None:
    for token in analyser.tokens(text):
        assert analyser.lemma(token.text) == token.lemma


def test_long_and_hostile_texts_take_no_time(analyser: Analyser) -> None:
    for shred in ("0-6-", "a-", "'", "§ ", "1.", "å" * 50, "bl. a", "år "):
        check_offsets(analyser, shred * 4000)


def test_the_version_names_the_rules_and_the_lists(analyser: Analyser) -> None:
    rules, lists = analyser.version.split("-")

    assert rules.isdigit()
    assert len(lists) == 16


def test_the_analyser_is_loaded_once() -> None:
    assert Analyser.load() is Analyser.load()


def test_importing_and_loading_pull_in_no_word_library() -> None:
    code = (
        "import sys; from corpus.analyser import Analyser; Analyser.load().tokens('børnene'); "
        "print(sorted({'simplemma', 'wordfreq', 'regex', 'numpy'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert answer.stdout.strip() == "[]"
