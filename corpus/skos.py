"""The taxonomy as SKOS in Turtle, so that other systems can use it.

Source: W3C, SKOS Simple Knowledge Organization System Reference, 2009; RDF 1.1 Turtle, 2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .taxonomy import Taxonomy
from .theme import Theme

LANGUAGE = "da"

_PREFIXES = (
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def turtle(taxonomy: Taxonomy) -> str:
    """*taxonomy* as a SKOS concept scheme; the patterns stay in its file, they are Praksis' own.

    Broader and narrower, and related, are said from both sides.
    """
    related = _both_ways(taxonomy)
    scheme = _statement(
        f"<{taxonomy.uri}>",
        [
            ("a", ["skos:ConceptScheme"]),
            ("dct:title", [_text(taxonomy.title)] if taxonomy.title else []),
            ("owl:versionInfo", [f'"{taxonomy.version}"']),
            ("skos:hasTopConcept", [_node(taxonomy, one.id) for one in taxonomy.tops]),
        ],
    )
    concepts = [_concept(taxonomy, theme, related[theme.id]) for theme in taxonomy.themes]
    prefixes = "\n".join(f"@prefix {name}: <{uri}> ." for name, uri in _PREFIXES)
    return "\n\n".join([prefixes, scheme, *concepts]) + "\n"


def _concept(taxonomy: Taxonomy, theme: Theme, related: Iterable[str]) -> str:
    scheme = f"<{taxonomy.uri}>"
    return _statement(
        _node(taxonomy, theme.id),
        [
            ("a", ["skos:Concept"]),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [] if theme.broader else [scheme]),
            ("skos:notation", [f'"{theme.id}"']),
            ("skos:prefLabel", [_text(theme.label)]),
            ("skos:altLabel", [_text(label) for label in theme.other_labels]),
            ("skos:definition", [_text(theme.definition)]),
            ("skos:scopeNote", [_text(theme.scope_note)] if theme.scope_note is not None else []),
            ("skos:broader", [_node(taxonomy, id) for id in theme.broader]),
            ("skos:narrower", [_node(taxonomy, id) for id in theme.narrower]),
            ("skos:related", [_node(taxonomy, id) for id in related]),
        ],
    )


def _both_ways(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """The related themes of each, also those that name it only from their side, in the order of the file."""
    return {
        theme.id: tuple(one.id for one in taxonomy.themes if one.id in theme.related or theme.id in one.related)
        for theme in taxonomy.themes
    }


def _statement(subject: str, predicates: Iterable[tuple[str, list[str]]]) -> str:
    said = [f"    {name} {', '.join(objects)}" for name, objects in predicates if objects]
    return subject + "\n" + " ;\n".join(said) + " ."


def _node(taxonomy: Taxonomy, theme_id: str) -> str:
    return f"<{taxonomy.uri}{theme_id}>"


def _text(text: str) -> str:
    """A Danish literal."""
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in text)
    return f'"{_CONTROL.sub(" ", escaped)}"@{LANGUAGE}'
