"""The SKOS export, read back by a program of its own."""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from corpus.skos import turtle
from corpus.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()
AWKWARD = """
uri = "urn:proeve:"
[[concept]]
id = "a"
prefLabel = 'Et "navn" \\ og\tmere'
definition = "Linje et\\nLinje to"
related = ["b"]
[[concept]]
id = "b"
prefLabel = "b"
definition = "d"
"""


def graph_of(taxonomy: Taxonomy) -> Graph:
    return Graph().parse(data=turtle(taxonomy), format="turtle")


def uri(theme_id: str) -> URIRef:
    return URIRef(TAXONOMY.uri + theme_id)


def test_every_theme_is_a_concept_with_its_words() -> None:
    graph = graph_of(TAXONOMY)

    assert {str(one) for one in graph.subjects(RDF.type, SKOS.Concept)} == {
        str(uri(theme.id)) for theme in TAXONOMY.themes
    }
    for theme in TAXONOMY.themes:
        assert list(graph.objects(uri(theme.id), SKOS.prefLabel)) == [Literal(theme.label, lang="da")]
        assert set(graph.objects(uri(theme.id), SKOS.altLabel)) == {
            Literal(label, lang="da") for label in theme.other_labels
        }
        assert list(graph.objects(uri(theme.id), SKOS.definition)) == [Literal(theme.definition, lang="da")]


def test_the_tree_hangs_together_from_both_ends() -> None:
    graph = graph_of(TAXONOMY)

    assert set(graph.subject_objects(SKOS.broader)) == {(b, a) for a, b in graph.subject_objects(SKOS.narrower)}
    assert (uri("hjemmebesoeg"), SKOS.broader, uri("foraeldresamarbejde")) in graph
    assert set(graph.objects(URIRef(TAXONOMY.uri), SKOS.hasTopConcept)) == {uri(one.id) for one in TAXONOMY.tops}
    assert set(graph.subject_objects(SKOS.related)) == {(b, a) for a, b in graph.subject_objects(SKOS.related)}


def test_quotes_backslashes_and_line_breaks_come_back() -> None:
    taxonomy = Taxonomy.parse(AWKWARD, "prøve.toml")
    graph = graph_of(taxonomy)

    assert [str(one) for one in graph.objects(URIRef("urn:proeve:a"), SKOS.prefLabel)] == [taxonomy.themes[0].label]
    assert [str(one) for one in graph.objects(URIRef("urn:proeve:a"), SKOS.definition)] == ["Linje et\nLinje to"]
    assert (URIRef("urn:proeve:b"), SKOS.related, URIRef("urn:proeve:a")) in graph
