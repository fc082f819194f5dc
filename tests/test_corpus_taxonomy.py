"""The taxonomy as people edit it: what it holds, and what is said of each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import EditableListError, TaxonomyError
from corpus.taxonomy import Taxonomy, Term

SMALL = """
title = "Prøve"

[[concept]]
id = "leg"
prefLabel = "leg"
altLabel = ["legekultur"]
definition = "Når børn leger."
related = ["udeliv"]
pattern = [
  { words = ["leg|lege*", "=ude", "på tur", "@navn"], within = 6, weight = 1.5, order = true },
]
negative = [{ words = ["legeland"], within = 1, sentence = true }]

[[concept]]
id = "udeliv"
prefLabel = "udeliv"
definition = "Når børn er ude."
"""


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def complaint(text: str) -> TaxonomyError:
    with pytest.raises(TaxonomyError) as caught:
        Taxonomy.parse(text, "prøve.toml")
    return caught.value


def test_the_taxonomy_that_comes_along_has_the_three_themes() -> None:
    taxonomy = Taxonomy.load()

    assert [(theme.id, theme.label) for theme in taxonomy.themes] == [
        ("tvaerprofessionelt_samarbejde", "tværprofessionelt samarbejde"),
        ("tidlig_indsats", "tidlig indsats"),
        ("foraeldresamarbejde", "forældresamarbejde"),
    ]
    assert all(theme.definition and theme.patterns and theme.negatives for theme in taxonomy.themes)


def test_a_pattern_keeps_its_slots_as_written() -> None:
    pattern = Taxonomy.parse(SMALL, "prøve.toml").by_id["leg"].patterns[0]

    assert pattern.rule == "leg|lege* + =ude + på tur + @navn"
    assert (pattern.within, pattern.weight, pattern.order, pattern.names) == (6, 1.5, True, False)
    assert pattern.slots[0] == (Term("leg", False, False, False), Term("lege*", True, False, False))
    assert pattern.slots[1] == (Term("=ude", False, True, False),)
    assert pattern.slots[3] == (Term("@navn", False, False, True),)


def test_what_is_left_out_has_the_usual_value() -> None:
    theme = Taxonomy.parse(SMALL, "prøve.toml").by_id["udeliv"]

    assert (theme.touches, theme.about) == (1.0, 2.0)
    assert (theme.other_labels, theme.scope_note, theme.broader, theme.patterns) == ((), None, (), ())


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
        ('related = ["udeliv"]', 'relateret = ["udeliv"]', 4, "leg", "temaet har «relateret», som Praksis ikke kender"),
        ("within = 6", "indenfor = 6", 4, "leg", "pattern nr. 1 har «indenfor», som Praksis ikke kender"),
        ("sentence = true", "weight = 1", 4, "leg", "negative nr. 1 har «weight», som Praksis ikke kender"),
        ('title = "Prøve"', 'titel = "Prøve"', None, None, "kender ikke «titel»"),
        ('id = "leg"\n', "", 4, None, "temaet «leg» mangler et id"),
        ('id = "leg"', 'id = "Leg ude"', 4, "Leg ude", "id'et må kun have små bogstaver a-z"),
        ('id = "udeliv"', 'id = "leg"', 15, "leg", "id'et bruges to gange"),
        ('["udeliv"]', '["uderliv"]', 4, "leg", "related henviser til «uderliv»"),
        ('related = ["udeliv"]', 'broader = ["leg"]', 4, "leg", "broader henviser til «leg»"),
        ('["leg|lege*", "=ude", "på tur", "@navn"]', "[]", 4, "leg", "pattern nr. 1 er tomt"),
        ('["legeland"]', "[]", 4, "leg", "negative nr. 1 er tomt"),
        ("leg|lege*", "leg||lege*", 4, "leg", "der mangler et ord i «leg||lege*»"),
        ("lege*", "*", 4, "leg", "der mangler et ord i «leg|*»"),
        ("lege*", "l*ge", 4, "leg", "må * kun stå sidst"),
        ("lege*", "gode lege*", 4, "leg", "skal være ét ord med * sidst"),
        ("=ude", "=ude på", 4, "leg", "skal være ét ord efter ="),
        ("@navn", "@hold", 4, "leg", "og @ kun i @navn"),
        ("within = 6", "within = 0", 4, "leg", "within er 0, men skal være et helt tal fra 1 til 40"),
        ("within = 6", "within = 2.5", 4, "leg", "within er 2.5"),
        ("weight = 1.5", "weight = 0", 4, "leg", "weight i pattern nr. 1 er 0, men skal være et tal over 0"),
        ("weight = 1.5", "weight = -1", 4, "leg", "weight i pattern nr. 1 er -1"),
        ("weight = 1.5", 'weight = "tung"', 4, "leg", "weight i pattern nr. 1 er 'tung'"),
        ("order = true", 'order = "ja"', 4, "leg", "order er 'ja', men skal være true eller false"),
        ('definition = "Når børn leger."', "about = 0", 4, "leg", "definition mangler eller er tom"),
        ('altLabel = ["legekultur"]', "about = 0", 4, "leg", "about er 0, men skal være et tal over 0"),
        ('altLabel = ["legekultur"]', "about = 0.5", 4, "leg", "about (0.5) er mindre end touches (1)"),
        ('altLabel = ["legekultur"]', "touches = -1", 4, "leg", "touches er -1"),
        ('altLabel = ["legekultur"]', 'altLabel = "legekultur"', 4, "leg", "altLabel skal være en liste"),
        ('prefLabel = "leg"', 'prefLabel = ""', 4, "leg", "prefLabel mangler eller er tom"),
        ('"=ude", "på tur", "@navn"', "3", 4, "leg", "hvert led skal stå i anførselstegn"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    old: str, new: str, line: int | None, concept: str | None, message: str
) -> None:
    error = complaint(changed(old, new))

    assert (error.path, error.line, error.concept) == ("prøve.toml", line, concept)
    assert message in error.message


def test_a_broken_file_is_told_with_its_line() -> None:
    error = complaint(changed('prefLabel = "leg"', 'prefLabel = "leg'))

    assert error.line == 6
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
        "prøve.toml, linje 4: begrebet «leg»: pattern nr. 1: within er 0, men skal være et helt tal fra 1 til 40 "
        "(antal ord fra første til sidste led)."
    )
