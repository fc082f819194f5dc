"""Themes of passages: what is found, what only looks like it, and the proof of each tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Box, PageSpan, Passage, PassageKind
from corpus.analyser import Analyser
from corpus.taxonomy import Taxonomy
from corpus.theme_words import NO_WORDS, ThemeWords
from ingest.language import load_language
from ingest.theme_finds import LISTED_FACTOR
from ingest.themes import document_themes, tag_themes

TAXONOMY = Taxonomy.load()
PATTERNS = replace(TAXONOMY, words=NO_WORDS)
ANALYSER = Analyser.load()
LANGUAGE = load_language(None)

ACROSS, EARLY, PARENTS = "tvaerprofessionelt_samarbejde", "tidlig_indsats", "foraeldresamarbejde"

FIRST = (ACROSS, EARLY, PARENTS)

FIELD_WORDS = [
    "tværfagligt", "samarbejde", "mellem", "pædagog", "og", "sundhedsplejerske", "tidlig", "tidligere", "indsats",
    "forebyggende", "forældre", "forældresamarbejdet", "hjemmet", "dialog", "om", "Småbørnsteamet", "Tværfagligt",
    "Småbørnsteam", "opsporing", ".", ",", "-", "på", "tværs", "af", "faggrupper", "leder", "dagtilbuds-", "og",
    "skoleområdet", "0-6-årige", "ikke", "handler", "børn",
]  # fmt: skip


def passage(text: str, id: str = "p", headings: Sequence[str] = (), kind: PassageKind = "text") -> Passage:
    return Passage(
        id, "d", 0, kind, tuple(headings), text, PageSpan(1, 1), (Box(1, 0, 0, 1, 1),), ((0, 1),), ()
    )  # fmt: skip


def tagged(*passages: Passage, taxonomy: Taxonomy = TAXONOMY) -> tuple[Passage, ...]:
    return tag_themes(passages, taxonomy=taxonomy, analyser=ANALYSER, language=LANGUAGE)


def levels(
    text: str, headings: Sequence[str] = (), kind: PassageKind = "text", taxonomy: Taxonomy = TAXONOMY
) -> dict[str, str]:
    """The levels of the three first themes; the narrower and the neighbouring ones have tests of their own."""
    (found,) = tagged(passage(text, headings=headings, kind=kind), taxonomy=taxonomy)
    return {tag.theme_id: tag.level for tag in found.themes if tag.theme_id in FIRST}


def all_levels(text: str) -> dict[str, str]:
    (found,) = tagged(passage(text))
    return {tag.theme_id: tag.level for tag in found.themes}


def own(patterns: str, negatives: str = "[]") -> Taxonomy:
    return Taxonomy.parse(
        f'[[concept]]\nid = "t"\nprefLabel = "qzx"\ndefinition = "d"\npattern = {patterns}\nnegative = {negatives}\n',
        "prøve.toml",
    )


def found_by(taxonomy: Taxonomy, text: str) -> list[str]:
    (found,) = tagged(passage(text), taxonomy=taxonomy)
    return [evidence.text for tag in found.themes for evidence in tag.evidence]


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Pædagoger og sundhedsplejersker samarbejder tæt om de små børn.", ACROSS),
        ("Vi arbejder på tværs af faggrupper og forvaltninger.", ACROSS),
        ("De tværprofessionelle indsatser skal mærkes på stuen.", ACROSS),
        ("Et tværfagligt og tillidsfuldt samarbejde kræver tid.", ACROSS),
        ("Psykologen og pædagogen mødes i fællesskab hver uge om løsningen.", ACROSS),
        ("Tværsektorielt samarbejde er en forudsætning.", ACROSS),
        ("Kommunen vil sætte tidligt ind.", EARLY),
        ("Tidlig opsporing af mistrivsel er vores opgave.", EARLY),
        ("en tidligere forebyggende og helhedsorienteret indsats", EARLY),
        ("Det forebyggende arbejde skal opdage børnene tidligt.", EARLY),
        ("Vi ser ikke tiden an, når et barn ikke er i trivsel.", EARLY),
        ("Hjælpen skal være der i så god tid, at problemerne ikke udvikler sig.", EARLY),
        ("Familierne får tilbuddet allerede under graviditeten.", EARLY),
        ("Der gik for lang tid, før nogen reagerede.", EARLY),
        ("Vi bruger TOPI tre gange om året.", EARLY),
        ("I stedet for at vente på diagnosen går vi i gang med det, vi kan.", EARLY),
        ("Vejen fra den første undren til handling er blevet kort.", EARLY),
        ("Retningslinjen siger, hvornår man reagerer på en bekymring for et barn.", EARLY),
        ("Sundhedsplejen kommer på besøg ved ti måneder, og søvnproblemer viser sig.", EARLY),
        ("Børnene kommer først til udredning som seksårige.", EARLY),
        ("Familien skal have hjælp, før problemerne vokser sig store. Bekymringen skal høres tidligt.", EARLY),
        ("Forældrene inddrages i alle beslutninger om barnet.", PARENTS),
        ("Forældresamarbejdet opleves som velfungerende.", PARENTS),
        ("Hvis I er uenige med os, vil vi gerne tage en snak, når I henter jeres barn.", PARENTS),
        ("Nye familier får en rundtur og et velkomstbrev.", PARENTS),
        ("Det er familien, der sætter dagsordenen for mødet.", PARENTS),
        ("et tæt samarbejde med barnets forældre", PARENTS),
        ("Kommunikationen mellem dagtilbuddet og hjemmet er god.", PARENTS),
        ("Pædagogerne lytter til forældrene.", PARENTS),
        ("Forældrebestyrelsen bakker op.", PARENTS),
        ("Samarbejdet tæt med barnets mor og far er det vigtigste.", PARENTS),
        ("Dagtilbuds- og sundhedsområdet deler en fælles opgave: at følge børnene, til de går i skole.", ACROSS),
        ("Der mangler et tværfagligt samarbejde om de nye familier.", ACROSS),
        ("Der bør skabes bedre muligheder for tidlig hjælp, men det kunne endnu ikke lade sig gøre.", EARLY),
        ("Det handler ikke kun om tidlig indsats, men også om, hvordan den gives.", EARLY),
        ("Jo før vi ser, at et barn ikke trives, jo mindre skal der til.", EARLY),
    ],
)
def test_a_passage_is_about_what_it_treats(text: str, theme: str) -> None:
    assert levels(text)[theme] == "about"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Den tidligere leder af indsatsen holdt et oplæg.", EARLY),
        ("En tidligere undersøgelse af støtte viste det samme.", EARLY),
        ("Som tidligere nævnt er hjælp vigtig.", EARLY),
        ("Tre år tidligere begyndte indsatsen.", EARLY),
        ("Inden for det seneste år er to stuer malet.", EARLY),
        ("Venteliste og ventetid til en plads i vuggestuen bliver kortere.", EARLY),
        ("De sygemeldte får tidlig kontakt og støtte; sygefraværet er faldet.", EARLY),
        ("Vi møder tidligt om morgenen for at hjælpe med at åbne.", EARLY),
        ("De ansatte kan arbejde hjemmefra om fredagen.", PARENTS),
        ("Samarbejdet om kommunens hjemmeside fortsætter.", PARENTS),
        ("Dialogen om forældrebetaling og takster fortsætter.", PARENTS),
        ("Rådgivning for forældre gives ved rådhuset.", PARENTS),
        ("Forældre kan øve kontakten til deres baby i svømmehallen.", PARENTS),
        ("Efter sygefravær holdes der trivselssamtaler med medarbejderne.", PARENTS),
        ("Plejehjemmet har fået ny kontakt til kommunen.", PARENTS),
        ("Medarbejderne samarbejder godt i hverdagen.", ACROSS),
        ("Kommuner og professionshøjskoler har indgået et samarbejde om forskning.", ACROSS),
        ("Tværfaglige emneuger og eksamen i gymnasiet", ACROSS),
        ("Vi går på tværs af vejen.", ACROSS),
        ("Dette afsnit handler ikke om forældresamarbejde.", PARENTS),
        ("Det er ikke et spørgsmål om tidlig indsats, men om vedligeholdelse.", EARLY),
        ("Rapporten behandler hverken forældresamarbejde eller takster.", PARENTS),
        ("Pædagogerne samarbejder med hinanden på tværs af stuerne om vagtplanen.", ACROSS),
        ("Den tidlige udgave af bogen er udsolgt.", EARLY),
        ("Personalet skal forebygge brand og ulykker.", EARLY),
        ("Kommunen har aftalt et tværfagligt samarbejde med et museum.", PARENTS),
        ("Oplægget begynder klokken ti\nv/ Ida Holm, psykolog, og Bo Lund, pædagog og socialrådgiver", ACROSS),
    ],
)
def test_a_word_in_another_sense_gives_no_theme(text: str, theme: str) -> None:
    assert theme not in levels(text)


def test_a_mention_in_a_long_passage_touches() -> None:
    filling = "Kvaliteten i de danske dagtilbud har været til debat, og normeringen er et af emnerne. " * 6

    assert levels("Samarbejdet med forældrene er afgørende.", taxonomy=PATTERNS) == {PARENTS: "about"}
    assert levels(filling + "Samarbejdet med forældrene er afgørende.", taxonomy=PATTERNS) == {PARENTS: "touches"}


def test_a_table_names_without_treating() -> None:
    text = "9.30 Psykologen og pædagogen mødes\n14.30 Når praksisser mødes"

    assert levels(text) == {ACROSS: "about"}
    assert levels(text, kind="table") == {ACROSS: "touches"}


def test_what_stands_in_passing_touches() -> None:
    said = "Samarbejdet med forældrene er også blevet bedre."
    passing = f"Børnene leger mere koncentreret efter ombygningen. {said}"

    assert levels(f"{said} Børnene leger mere koncentreret efter ombygningen.") == {PARENTS: "about"}
    assert levels(passing) == {PARENTS: "touches"}
    assert levels(passing, headings=("Samarbejdet med forældrene",)) == {PARENTS: "about"}


def test_nothing_stands_in_passing_where_the_document_speaks_of_it_all_the_time() -> None:
    passing = "Børnene leger mere koncentreret efter ombygningen. Samarbejdet med forældrene er også blevet bedre."
    about = [passage(f"Forældrene inddrages i alle beslutninger på stue {n}.", str(n)) for n in range(4)]

    assert [tag.level for tag in tagged(passage(passing))[0].themes if tag.theme_id == PARENTS] == ["touches"]
    assert [tag.level for tag in tagged(*about, passage(passing))[-1].themes if tag.theme_id == PARENTS] == ["about"]


def test_a_heading_adds_weight_but_is_no_proof() -> None:
    weak = "Der er kaffe klokken ti. Forældrene får en folder."
    heading = ("Samarbejdet med forældrene",)

    assert levels(weak) == {}
    assert levels(weak, headings=heading, taxonomy=PATTERNS) == {PARENTS: "touches"}
    assert levels("Der er kaffe klokken ti.", headings=heading) == {}


def test_what_the_other_words_lean_to_moves_the_level_and_proves_nothing() -> None:
    weak = "En far får en folder ved døren."
    towards = replace(TAXONOMY, words=ThemeWords((PARENTS,), (900,), {}, ""))

    assert levels(weak, taxonomy=PATTERNS) == {}
    assert levels(weak, taxonomy=towards) == {PARENTS: "about"}
    assert levels("Der er kaffe klokken ti.", taxonomy=towards) == {}


def test_leaning_away_makes_a_mention_of_what_was_treated_unless_the_heading_carries_it() -> None:
    text = "Vi taler om samarbejdet med forældrene og om legepladsens nye hegn, cykler, mooncars, sandkasser, gynger, "
    text += "vippedyr, rutsjebaner, bolde, spande, skovle, vogne, legehuse, bænke, borde, træer, buske, bede og stier."
    away = replace(TAXONOMY, words=ThemeWords((PARENTS,), (-300,), {}, ""))

    assert levels(text, taxonomy=PATTERNS) == {PARENTS: "about"}
    assert levels(text, taxonomy=away) == {PARENTS: "touches"}
    assert levels(text, headings=("Samarbejdet med forældrene",), taxonomy=away) == {PARENTS: "about"}


def test_evidence_is_the_words_of_the_text_with_the_rule_that_found_them() -> None:
    (found,) = tagged(passage("Vi tror på et tæt samarbejde med barnets forældre."))
    (tag,) = found.themes

    assert [evidence.text for evidence in tag.evidence] == ["samarbejde med barnets forældre"]
    assert found.text[tag.evidence[0].start : tag.evidence[0].end] == "samarbejde med barnets forældre"
    assert tag.evidence[0].rule == "forælder + samarbejde"


def test_a_name_that_says_the_theme_counts_in_the_whole_document() -> None:
    later = passage("Samarbejdet med Småbørnsteamet har gjort en forskel.", "2")
    introduced = passage("Tværfagligt Småbørnsteam tilbyder sparring.", "1")

    assert tagged(later)[0].themes == ()
    tags = tagged(introduced, later)[1].themes
    assert [(tag.theme_id, tag.level) for tag in tags] == [(ACROSS, "about")]
    assert [evidence.text for evidence in tags[0].evidence] == ["Samarbejdet med Småbørnsteamet"]
    assert [evidence.rule for evidence in tags[0].evidence] == ["samarbejde + @navn"]


@pytest.mark.parametrize(
    ("definition", "later", "theme", "name"),
    [
        ("Brobyggerteamet er et tværfagligt team.", "Brobyggerteamet kommer på torsdag.", ACROSS, "Brobyggerteamet"),
        ("Vi bruger tidlig opsporing og indsats (TIO) i alle huse.", "TIO er kommet for at blive.", EARLY, "TIO"),
        ("FRUT (forebyggende indsats i rette tid) er nyt.", "Nu bruger alle FRUT.", EARLY, "FRUT"),
        (
            "Forløbet kaldet ”Hånd i hånd” har til formål at styrke samarbejdet med forældrene.",
            "Hånd i hånd begyndte i 2019.", PARENTS, "Hånd i hånd",
        ),
    ],
)  # fmt: skip
def test_passages_about_a_thing_that_the_document_defines_inherit_with_evidence_of_its_own_kind(
    definition: str, later: str, theme: str, name: str
) -> None:
    assert not tagged(passage(later))[0].themes

    tag = next(tag for tag in tagged(passage(definition, "1"), passage(later, "2"))[1].themes if tag.theme_id == theme)

    assert [(one.text, one.rule) for one in tag.evidence] == [(name, f"context:{name}")]


def test_a_thing_named_throughout_is_what_the_document_is_about() -> None:
    dull = "Stolene er nye. Gulvet er vasket. Lyset er tændt. Døren er malet grøn i den ene side og blå i den anden."
    name = "Småbørnsteamet har haft ti forløb i foråret og tolv om efteråret, de fleste af dem i de to største huse."
    text = f"Rummet har fire vinduer mod gården. {dull} {name} {dull}"
    introduced = passage("Tværfagligt Småbørnsteam tilbyder sparring.", "0")
    once = tagged(introduced, passage(text, "1"), *(passage(dull, str(number)) for number in range(2, 8)))
    often = tagged(introduced, *(passage(text, str(number)) for number in range(1, 8)))

    assert [(tag.theme_id, tag.level) for tag in once[1].themes] == [(ACROSS, "touches")]
    assert [(tag.theme_id, tag.level) for tag in often[1].themes] == [(ACROSS, "about")]


def test_one_thing_of_many_named_counts_less() -> None:
    (alone,), (listed,) = (
        tagged(passage(text), taxonomy=PATTERNS)
        for text in (
            "Vi ser på vores forældresamarbejde i dag.",
            "Vi ser på mad, leg, forældresamarbejde og sprog i dag.",
        )
    )

    assert listed.themes[0].score == round(LISTED_FACTOR * alone.themes[0].score, 2)


def test_a_weak_word_touches_a_short_text_and_is_a_mention_in_a_long_one() -> None:
    first, weak = "Lågen er lukket hele dagen nu.", "Vi taler med forældrene."
    others = "Stolene er nye. Gulvet er vasket. Lyset er tændt. Bordet er dækket. Lågen er lukket. Græsset er slået."

    assert levels(f"{first} {weak}") == {PARENTS: "touches"}
    assert levels(f"{first} {others} {weak} {others}") == {}


@pytest.mark.parametrize(
    "definition",
    [
        "Småbørnsteamets fokus er at udvikle inkluderende læringsmiljøer.",  # what the focus is, not what the team is
        "Småbørnsteamet er et tværfagligt team, der arbejder for inkluderende læringsmiljøer.",  # the first says it
    ],
)
def test_a_thing_is_what_is_said_of_it_first_and_not_all_that_it_works_for(definition: str) -> None:
    (_, later) = tagged(passage(definition, "1"), passage("Småbørnsteamet har haft tolv forløb.", "2"))

    assert {tag.theme_id for tag in later.themes} <= {"tvaerprofessionelt_samarbejde"}


def test_what_is_only_mentioned_beside_a_name_defines_nothing() -> None:
    listed = passage("Legegruppen mødes om onsdagen. Vi tror på et tæt samarbejde med forældrene.", "1")
    heading = passage("VI SKAL SÆTTE TIDLIGT IND", "2")
    later = passage("Legegruppen voksede, og vi var glade.", "3")

    assert not {tag.theme_id for tag in tagged(listed, heading, later)[2].themes} & set(FIRST)


def test_a_narrower_theme_does_not_bring_the_broader_one() -> None:
    found = all_levels("Minimumsnormeringen er opfyldt. Dialogisk læsning foregår hver dag, og ordforrådet vokser.")

    assert found["sprogindsats"] == "about"
    assert EARLY not in found


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("PPR kommer fast og giver sparring til stuen.", "ppr_samarbejde"),
        ("Sundhedsplejersken har en fast formiddag i vuggestuen.", "sundhedspleje_i_dagtilbud"),
        ("Et fælles børnesyn tager tid at finde.", "faelles_boernesyn"),
        ("At lede på tværs kræver mandat.", "ledelse_paa_tvaers"),
        ("Tavshedspligten er ingen hindring.", "deling_af_oplysninger"),
        ("Overgangen fra børnehave til skole begynder i januar.", "overgange"),
        ("Trivselsvurderingen viser tegn på mistrivsel.", "tidlig_opsporing"),
        ("Sprogvurderingen gennemføres om foråret.", "sprogindsats"),
        ("Underretningen sendes samme dag.", "underretning"),
        ("Forældrene er med til at planlægge skiftet.", "foraeldreinddragelse"),
        ("Forældresamtalen varer en halv time.", "foraeldresamtaler"),
        ("Forældrebestyrelsen mødes fire gange om året.", "foraeldrebestyrelse"),
        ("Vi tilbyder hjemmebesøg til alle.", "hjemmebesoeg"),
        ("En evalueringskultur kan ikke bestilles.", "evalueringskultur"),
        ("Det fysiske læringsmiljø er delt i zoner.", "laeringsmiljoe"),
        ("Børnefællesskabet har plads til alle.", "boernefaellesskaber"),
        ("Kompetenceudvikling foregår på stuen.", "kompetenceudvikling"),
        ("Minimumsnormeringen er ikke opfyldt.", "normering_og_ressourcer"),
        ("Det pædagogiske tilsyn er uanmeldt.", "tilsyn"),
        ("Faglig ledelse er tæt på praksis.", "ledelse"),
        ("Inklusion kræver, at børn med særlige behov kan deltage.", "inklusion"),
    ],
)
def test_the_second_level_and_the_neighbours_are_found(text: str, theme: str) -> None:
    assert all_levels(text)[theme] == "about"


def test_the_same_find_counts_less_each_time() -> None:
    taxonomy = own('[{ words = ["kage|kaffe"], within = 1, weight = 1.2 }]')

    def score(text: str) -> float:
        return tagged(passage(text), taxonomy=taxonomy)[0].themes[0].score

    assert score("Kage.") == round(1.2 * 1.7, 2)
    assert score("Kage. Kage.") == round(1.2 * 1.7 + 1.2 / 2, 2)
    assert score("Kage. Kaffe.") == round(1.2 * 1.7 + 1.2 * 2 / 3, 2)


def test_each_repetition_of_a_find_counts_less() -> None:
    taxonomy = own('[{ words = ["kage"], within = 1, weight = 1.2 }]')
    (thrice,) = tagged(passage("Kage. Kage. Kage. Saft."), taxonomy=taxonomy)

    assert thrice.themes[0].score == round(1.2 * 1.7 + 1.2 / 2 + 1.2 / 3, 2)


def test_one_sentence_counts_only_so_much() -> None:
    taxonomy = own('[{ words = ["kage"], within = 1, weight = 2 }, { words = ["kaffe"], within = 1, weight = 2 }]')
    (found,) = tagged(passage("Saft.\nSå kommer kage og kaffe på bordet igen."), taxonomy=taxonomy)

    assert found.themes[0].score == round(2.5 * 1.7, 2)


def test_different_slots_take_different_words() -> None:
    taxonomy = own('[{ words = ["kage|kaffe", "kage|kaffe"], within = 4, weight = 2, different = true }]')

    assert found_by(taxonomy, "kaffe og kage") == ["kaffe og kage"]
    assert found_by(taxonomy, "kage og kage") == []
    assert found_by(taxonomy, "kaffekage") == []


def test_a_negation_denies_what_follows_until_but_and_unless_it_says_only() -> None:
    negation = '\n[[negation]]\nwords = ["=ikke", "om"]\nwithin = 3\nscope = 5\nunless = ["kun"]\nuntil = ["=men"]\n'
    pattern = '[{ words = ["kage"], within = 1, weight = 2 }]'
    head = f'[[concept]]\nid = "t"\nprefLabel = "qzx"\ndefinition = "d"\npattern = {pattern}\n'
    taxonomy = Taxonomy.parse(head + negation, "prøve.toml")

    assert found_by(taxonomy, "Det er ikke om kage.") == []
    assert found_by(taxonomy, "Det er ikke kun om kage.") == ["kage"]
    assert found_by(taxonomy, "Det er ikke om saft, men kage.") == ["kage"]
    assert found_by(taxonomy, "Det er ikke om saft til os alle her, og så kage.") == ["kage"]
    assert found_by(taxonomy, "Kage er ikke om saft.") == ["Kage"]


def test_the_first_sentence_says_what_a_passage_is_about() -> None:
    filling = "Kvaliteten i de danske dagtilbud har været til debat, og normeringen er et af emnerne. " * 8

    assert levels("Tidlig indsats er mest værd, når den er almindelig. " + filling) == {EARLY: "about"}
    assert levels(filling + "Tidlig indsats er mest værd, når den er almindelig.") == {EARLY: "touches"}


def test_one_word_fills_two_slots_but_no_slot_twice() -> None:
    assert found_by(own('[{ words = ["kage", "kaffe"], within = 1, weight = 2 }]'), "kaffekage") == ["kaffekage"]
    assert found_by(own('[{ words = ["kage", "kage"], within = 4, weight = 2 }]'), "kage") == []
    assert found_by(own('[{ words = ["kage", "kage"], within = 4, weight = 2 }]'), "kage og kage") == ["kage og kage"]


def test_slots_must_stand_within_the_window_and_one_sentence() -> None:
    taxonomy = own('[{ words = ["kage", "kaffe"], within = 3, weight = 2.0 }]')

    assert found_by(taxonomy, "Kage og kaffe.") == ["Kage og kaffe"]
    assert found_by(taxonomy, "Kaffe uden kage.") == ["Kaffe uden kage"]
    assert found_by(taxonomy, "Kage og sort kaffe.") == []
    assert found_by(taxonomy, "Kage. Kaffe.") == []


def test_order_prefix_exact_form_and_phrase_mean_what_the_file_says() -> None:
    assert found_by(own('[{ words = ["kage", "kaffe"], within = 3, weight = 2, order = true }]'), "kaffe og kage") == []
    assert found_by(own('[{ words = ["kaffe*"], within = 1, weight = 2 }]'), "en kaffekande") == ["kaffekande"]
    assert found_by(own('[{ words = ["=kager"], within = 1, weight = 2 }]'), "kage og kager") == ["kager"]
    assert found_by(own('[{ words = ["dele viden"], within = 5, weight = 2 }]'), "de deler deres viden") == [
        "deler deres viden"
    ]
    assert found_by(own('[{ words = ["dele viden"], within = 5, weight = 2 }]'), "viden deles ud") == []


def test_a_negative_takes_the_find_or_the_sentence() -> None:
    pattern = '[{ words = ["kage"], within = 1, weight = 2.0 }]'

    assert found_by(own(pattern, '[{ words = ["kage", "kasse"], within = 2 }]'), "kage kasse. Kage.") == ["Kage"]
    assert found_by(own(pattern, '[{ words = ["aldrig"], within = 1 }]'), "Aldrig kage.") == ["kage"]
    assert found_by(own(pattern, '[{ words = ["aldrig"], within = 1, sentence = true }]'), "Aldrig kage. Kage.") == [
        "Kage"
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from(FIELD_WORDS), max_size=60), st.lists(st.sampled_from(FIELD_WORDS), max_size=6))
def test_evidence_is_found_again_in_any_field_text(words: list[str], heading: list[str]) -> None:
    for found in tagged(passage(" ".join(words), headings=(" ".join(heading),)), passage("\n".join(words), "2")):
        for tag in found.themes:
            assert tag.evidence
            for evidence in tag.evidence:
                assert found.text[evidence.start : evidence.end] == evidence.text != ""


@settings(deadline=None)
@given(st.text(max_size=120), st.text(max_size=20))
def test_no_text_breaks_the_tagger(text: str, around: str) -> None:
    strange = passage(f"{around}forældre\u00adsamarbejdet{text} tidlig{around}indsats {text}")

    for tag in tagged(strange)[0].themes:
        assert all(strange.text[e.start : e.end] == e.text for e in tag.evidence)


def test_tagging_again_changes_nothing() -> None:
    once = tagged(passage("Tværfagligt Småbørnsteam og forældresamarbejde."))

    assert tagged(*once) == once


def test_a_document_has_its_themes_by_share_and_title() -> None:
    parents = passage("Forældrene inddrages i alle beslutninger om barnet.", "1")
    other = passage("Dagtilbuddet har en stor legeplads med træer. " * 9, "2")

    def themes(*titles: str, others: int) -> list[tuple[str, str, float]]:
        rest = [replace(other, id=f"other {n}") for n in range(others)]
        found = document_themes(
            tagged(*rest, parents), titles=titles, taxonomy=TAXONOMY, analyser=ANALYSER, language=LANGUAGE
        )
        return [(theme.theme_id, theme.level, theme.score) for theme in found if theme.theme_id in FIRST]

    assert themes(others=0) == [(PARENTS, "primary", 1.0)]
    assert themes(others=2) == [(PARENTS, "secondary", 0.053)]
    assert themes("Om forældresamarbejde", others=2) == [(PARENTS, "primary", 0.053)]
    assert themes("Om forældresamarbejde", others=3) == []


def test_the_front_page_names_a_theme_as_a_title_does() -> None:
    front = passage("Arbejdet med den tidlige indsats", "1")
    other = passage("Dagtilbuddet har en stor legeplads med træer. " * 12, "2")

    found = document_themes(tagged(front, other), titles=(), taxonomy=TAXONOMY, analyser=ANALYSER, language=LANGUAGE)
    (theme,) = [one for one in found if one.theme_id in FIRST]

    assert (theme.theme_id, theme.level, theme.score) == (EARLY, "primary", 0.056)


def test_a_document_without_passages_has_no_themes() -> None:
    assert document_themes((), titles=(), taxonomy=TAXONOMY, analyser=ANALYSER, language=LANGUAGE) == ()
