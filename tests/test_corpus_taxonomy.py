"""The taxonomy as people edit it: what it holds, and what is said of each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import EditableListError, TaxonomyError
from corpus.taxonomy import Taxonomy, Term

SMALL = """
title = "Prøve"

[lists]
sted = ["gården", "skov"]

[[concept]]
id = "leg"
prefLabel = "leg"
altLabel = ["legekultur"]
definition = "Når børn leger."
related = ["udeliv"]
pattern = [
  { words = ["leg|lege*", "=ude", "på tur", "@navn"], within = 6, weight = 1.5, order = true },
  { words = ["fri", "leg"], within = 2, names = true },
  { words = ["<sted>|bakke", "leg"], within = 3, different = true },
]
negative = [{ words = ["legeland"], within = 1, sentence = true }]

[[concept]]
id = "udeliv"
prefLabel = "udeliv"
definition = "Når børn er ude."

[[concept]]
id = "skovtur"
prefLabel = "skovtur"
definition = "Når børn er i skoven."
broader = ["udeliv"]
"""


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def complaint(text: str) -> TaxonomyError:
    with pytest.raises(TaxonomyError) as caught:
        Taxonomy.parse(text, "prøve.toml")
    return caught.value


def test_the_taxonomy_that_comes_along_has_the_three_themes_first_and_others_below_and_beside_them() -> None:
    taxonomy = Taxonomy.load()
    first = [(theme.id, theme.label) for theme in taxonomy.themes[:3]]
    below = {theme.id: {one.id for one in taxonomy.below(theme.id)} for theme in taxonomy.themes[:3]}

    assert first == [
        ("tvaerprofessionelt_samarbejde", "tværprofessionelt samarbejde"),
        ("tidlig_indsats", "tidlig indsats"),
        ("foraeldresamarbejde", "forældresamarbejde"),
    ]
    assert {"ppr_samarbejde", "overgange", "faelles_boernesyn", "ledelse_paa_tvaers"} <= below[first[0][0]]
    assert {"tidlig_opsporing", "sprogindsats", "underretning"} == below[first[1][0]]
    assert {"foraeldreinddragelse", "hjemmebesoeg", "foraeldresamtaler"} <= below[first[2][0]]
    assert {"evalueringskultur", "laeringsmiljoe", "tilsyn", "inklusion"} <= {one.id for one in taxonomy.tops}
    assert all(theme.definition and theme.patterns for theme in taxonomy.themes)


def test_a_pattern_keeps_its_slots_as_written() -> None:
    pattern = Taxonomy.parse(SMALL, "prøve.toml").by_id["leg"].patterns[0]

    assert pattern.rule == "leg|lege* + =ude + på tur + @navn"
    assert (pattern.within, pattern.weight, pattern.order, pattern.names) == (6, 1.5, True, False)
    assert pattern.slots[0] == (Term("leg", False, False, False), Term("lege*", True, False, False))
    assert pattern.slots[1] == (Term("=ude", False, True, False),)
    assert pattern.slots[3] == (Term("@navn", False, False, True),)


def test_a_list_stands_for_its_words_and_keeps_its_name() -> None:
    pattern = Taxonomy.parse(SMALL, "prøve.toml").by_id["leg"].patterns[2]

    assert pattern.rule == "<sted>|bakke + leg"
    assert [term.text for term in pattern.slots[0]] == ["gården", "skov", "bakke"]
    assert pattern.different


def test_what_is_left_out_has_the_usual_value() -> None:
    theme = Taxonomy.parse(SMALL, "prøve.toml").by_id["skovtur"]

    assert (theme.touches, theme.about) == (1.3, 1.5)
    assert (theme.other_labels, theme.scope_note, theme.narrower, theme.patterns) == ((), None, (), ())


def test_broader_and_narrower_hold_from_both_sides() -> None:
    from_below = Taxonomy.parse(SMALL, "prøve.toml")
    above = SMALL.replace('broader = ["udeliv"]\n', "").replace('er ude."', 'er ude."\nnarrower = ["skovtur"]')
    from_above = Taxonomy.parse(above, "prøve.toml")

    assert from_below.by_id["udeliv"].narrower == ("skovtur",)
    assert [theme.id for theme in from_below.tops] == ["leg", "udeliv"]
    assert from_above.themes == from_below.themes


def test_the_version_follows_the_content_and_not_the_remarks() -> None:
    version = Taxonomy.parse(SMALL, "prøve.toml").version

    assert len(version) == 16
    assert Taxonomy.parse("# en bemærkning\n" + SMALL, "prøve.toml").version == version
    assert Taxonomy.parse(changed("weight = 1.5", "weight = 1.6"), "prøve.toml").version != version


def test_a_taxonomy_can_be_read_from_any_path(tmp_path: Path) -> None:
    path = tmp_path / "temaer.toml"
    path.write_text("\ufeff" + SMALL, encoding="utf-8")  # Notepad writes the mark

    assert Taxonomy.load(path) == Taxonomy.parse(SMALL, "temaer.toml")


@pytest.mark.parametrize(
    ("old", "new", "line", "concept", "message"),
    [
        ('related = ["udeliv"]', 'relateret = ["udeliv"]', 7, "leg", "temaet har «relateret», som Praksis ikke kender"),
        ("within = 6", "indenfor = 6", 14, "leg", "pattern nr. 1 har «indenfor», som Praksis ikke kender"),
        ("within = 2", "indenfor = 2", 15, "leg", "pattern nr. 2 har «indenfor», som Praksis ikke kender"),
        ("sentence = true", "weight = 1", 18, "leg", "negative nr. 1 har «weight», som Praksis ikke kender"),
        ('title = "Prøve"', 'titel = "Prøve"', None, None, "kender ikke «titel»"),
        ('title = "Prøve"', 'uri = "temaer"', 2, None, "uri er 'temaer', men skal være en adresse"),
        ('id = "leg"\n', "", 7, None, "temaet «leg» mangler et id"),
        ('id = "leg"', 'id = "Leg ude"', 8, "Leg ude", "id'et må kun have små bogstaver a-z"),
        ('id = "udeliv"', 'id = "leg"', 21, "leg", "id'et bruges to gange"),
        ('["udeliv"]', '["uderliv"]', 12, "leg", "related henviser til «uderliv»"),
        ('related = ["udeliv"]', 'broader = ["leg"]', 12, "leg", "broader henviser til «leg»"),
        ('broader = ["udeliv"]', 'broader = ["udeliv"]\nrelated = ["udeliv"]', 30, "skovtur", "er både bredere eller"),
        ("er ude.\"", "er ude.\"\nbroader = [\"skovtur\"]", 24, "udeliv", "bredere end sig selv: udeliv → skovtur"),
        ('prefLabel = "udeliv"', 'prefLabel = "Leg"', 22, "udeliv", "navnet «Leg» bruges også af temaet «leg»"),
        ('["legekultur"]', '["leg"]', 10, "leg", "navnet «leg» bruges også af prefLabel"),
        ('["legekultur"]', '["frileg", "frileg"]', 10, "leg", "navnet «frileg» står to gange i altLabel"),
        ('["leg|lege*", "=ude", "på tur", "@navn"]', "[]", 14, "leg", "pattern nr. 1 er tomt"),
        ('["legeland"]', "[]", 18, "leg", "negative nr. 1 er tomt"),
        ("leg|lege*", "leg||lege*", 14, "leg", "der mangler et ord i «leg||lege*»"),
        ("lege*", "*", 14, "leg", "der mangler et ord i «leg|*»"),
        ("lege*", "l*ge", 14, "leg", "må * kun stå sidst"),
        ("lege*", "gode lege*", 14, "leg", "skal være ét ord med * sidst"),
        ("lege*", "leg", 14, "leg", "«leg» står to gange i samme led eller liste"),
        ("lege*", "–", 14, "leg", "«–» er ikke et ord og kan aldrig findes"),
        ("=ude", "=ude på", 14, "leg", "skal være ét ord efter ="),
        ("@navn", "@hold", 14, "leg", "@ kun i @navn"),
        ("<sted>", "<stad>", 16, "leg", "kender ikke listen «<stad>». Der er: <sted>"),
        ('["gården", "skov"]', '["gården", "gården"]', 5, None, "listen «sted»: «gården» står to gange"),
        ('["gården", "skov"]', "[]", 5, None, "listen «sted»: den er tom"),
        ("sted = [", "Sted = [", 5, None, "listen «Sted»: navnet må kun have små bogstaver"),
        ("within = 6", "within = 0", 14, "leg", "within er 0, men skal være et helt tal fra 1 til 40"),
        ("within = 6", "within = 2.5", 14, "leg", "within er 2.5"),
        ("weight = 1.5", "weight = 0", 14, "leg", "weight er 0, men skal være et tal over 0"),
        ("weight = 1.5", "weight = -1", 14, "leg", "weight er -1"),
        ("weight = 1.5", 'weight = "tung"', 14, "leg", "weight er 'tung'"),
        ("order = true", 'order = "ja"', 14, "leg", "order er 'ja', men skal være true eller false"),
        ("within = 6, weight", "within = 1, weight", 14, "leg", "kan aldrig findes: det kræver 2 ord, men within er 1"),
        ("names = true", "weight = 1", 14, "leg", "intet andet pattern i temaet har names = true"),
        ('["legeland"]', '["fri"]', 15, "leg", "pattern nr. 2 kan aldrig tælle: negative nr. 1"),
        ('altLabel = ["legekultur"]', "about = 0", 10, "leg", "about er 0, men skal være et tal over 0"),
        ('altLabel = ["legekultur"]', "about = 0.5", 10, "leg", "about (0.5) er mindre end touches (1.3)"),
        ('altLabel = ["legekultur"]', "touches = -1", 10, "leg", "touches er -1"),
        ('altLabel = ["legekultur"]', 'altLabel = "legekultur"', 10, "leg", "altLabel skal være en liste"),
        ('definition = "Når børn leger."', "", 7, "leg", "definition mangler eller er tom"),
        ('prefLabel = "leg"', 'prefLabel = ""', 9, "leg", "prefLabel mangler eller er tom"),
        ('"=ude", "på tur", "@navn"', "3", 14, "leg", "hvert led skal stå i anførselstegn"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    old: str, new: str, line: int | None, concept: str | None, message: str
) -> None:
    error = complaint(changed(old, new))

    assert (error.path, error.line, error.concept) == ("prøve.toml", line, concept)
    assert message in error.message


def test_the_same_pattern_twice_is_refused() -> None:
    twice = changed(
        '{ words = ["fri", "leg"], within = 2, names = true }', '{ words = ["leg"] },\n  { words = ["leg"] }'
    )

    assert "pattern nr. 3 er det samme som pattern nr. 2" in complaint(twice.replace(', "@navn"', "")).message


def test_a_negation_and_names_are_read_and_linted() -> None:
    negation = '[[negation]]\nwords = ["=ikke", "om"]\nwithin = 4\nscope = 6\nunless = ["kun"]\n'
    names = '[names]\nends = ["team"]\nsays = ["være"]\nweight = 1.4\n'
    taxonomy = Taxonomy.parse(SMALL.replace("[lists]", names + "[lists]") + negation, "prøve.toml")

    assert [(one.rule, one.within, one.scope) for one in taxonomy.negations] == [("=ikke + om", 4, 6)]
    assert (taxonomy.naming.ends, taxonomy.naming.says, taxonomy.naming.weight) == (("team",), ("være",), 1.4)
    assert complaint(SMALL + negation.replace("scope = 6", "scope = 99")).line == SMALL.count("\n") + 1
    assert "[names] har «ender»" in complaint(names.replace("ends", "ender") + SMALL).message


def test_a_broken_file_is_told_with_its_line() -> None:
    error = complaint(changed('prefLabel = "leg"', 'prefLabel = "leg'))

    assert error.line == 9
    assert "filen kan ikke forstås" in error.message
    assert "anførselstegn" in error.message


def test_a_file_without_themes_is_refused() -> None:
    assert "der er ingen temaer" in complaint('title = "Tom"').message


def test_a_missing_file_and_one_in_another_encoding_are_refused(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(SMALL.encode("latin-1"))

    with pytest.raises(TaxonomyError, match="filen kan ikke læses"):
        Taxonomy.load(tmp_path / "mangler.toml")
    with pytest.raises(TaxonomyError, match="tegnene er ikke UTF-8"):
        Taxonomy.load(latin)


def test_a_mistake_reads_as_one_danish_sentence() -> None:
    error = complaint(changed("within = 6", "within = 0"))

    assert isinstance(error, EditableListError)
    assert str(error) == (
        "prøve.toml, linje 14: begrebet «leg»: pattern nr. 1: within er 0, men skal være et helt tal fra 1 til 40 "
        "(antal ord fra første til sidste led)."
    )
