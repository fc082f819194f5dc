"""Themes explained, exported and suggested, in the shapes that Praksis hands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

import numpy as np

from corpus import Evidence, Passage
from corpus.analyser import Token
from corpus.errors import FilterError
from corpus.skos import turtle
from index.theme_hints import ThemeMiddles, frequent_terms
from index.vectors import VectorIndex

from . import schemas
from .answers import passage_answer, theme_label
from .service import Service, titles_of

if TYPE_CHECKING:
    from ingest.theme_reasons import Explanation, Near, Stopped

SUGGESTED_TERMS = 12  # a theme; a person reads them all
SHORTEST_TERM = 4  # letters
COMMON_SHARE = 0.2  # of all passages hold a word that says nothing
CANDIDATE_TERMS = 60  # frequent words, of which the vectors keep the nearest


def themes_turtle(service: Service) -> str:
    """The taxonomy as SKOS in Turtle."""
    return turtle(service.taxonomy)


def why_not_answer(service: Service, passage_id: str, theme_id: str) -> schemas.ThemeExplanation:
    """Why a passage has a theme or not.

    Raises:
        NotFound: there is no such passage.
        FilterError: there is no such theme.
    """
    from ingest.theme_reasons import explain_theme

    if theme_id not in service.taxonomy.by_id:
        known = ", ".join(service.taxonomy.by_id)
        raise FilterError("theme", f"Kender ikke temaet «{theme_id}». Vælg et af: {known}.")
    document = service.store.document(service.store.passage(passage_id).document_id)
    explained = explain_theme(
        document.passages,
        passage_id,
        theme_id,
        taxonomy=service.taxonomy,
        analyser=service.analyser,
        language=service.language,
        titles=titles_of(document),
    )
    return _explanation(explained, theme_label(theme_id, service.taxonomy))


def hints_answer(service: Service, passage: Passage) -> list[schemas.ThemeHint]:
    """What the vectors say a passage may also be about; nothing in its words proves it."""
    vectors, themes = _vectors_with_themes(service)
    place = int(np.searchsorted(vectors.seqs, service.store.passage_seq(passage.id)))
    middles = ThemeMiddles(vectors.vectors, themes)
    found = middles.hints(vectors.vectors[place], [tag.theme_id for tag in passage.themes])
    return [
        schemas.ThemeHint(id=one.theme_id, label=theme_label(one.theme_id, service.taxonomy), cosine=one.cosine)
        for one in found
        if one.theme_id in service.taxonomy.by_id
    ]


def passage_themes_answer(service: Service, passage_id: str) -> schemas.PassageThemes:
    """The themes of a passage and, apart, those it lies near.

    Raises:
        NotFound: there is no such passage.
    """
    passage = service.store.passage(passage_id)
    answer = passage_answer(passage, service.taxonomy)
    return schemas.PassageThemes(passage_id=passage_id, themes=answer.themes, maybe=hints_answer(service, passage))


def suggestions_answer(service: Service) -> list[schemas.ThemeSuggestion]:
    """For each theme words that its passages hold and its patterns do not know."""
    vectors, themes = _vectors_with_themes(service)
    middles = ThemeMiddles(vectors.vectors, themes)
    new = _new_words(service, service.store.passage_texts([int(seq) for seq in vectors.seqs]))
    return [
        schemas.ThemeSuggestion(
            id=theme.id, label=theme.label, terms=_nearest_terms(service, theme.id, words, themes, middles)
        )
        for theme, words in zip(service.taxonomy.themes, new, strict=True)
    ]


def _new_words(service: Service, texts: Sequence[str]) -> list[list[set[str]]]:
    """For each theme the words of each text that its patterns do not know, without those that say nothing."""
    from ingest.theme_rules import Rules

    rules = Rules(service.taxonomy, service.analyser)
    tokens = [service.analyser.tokens(text) for text in texts]
    known = {(theme, token.lemma) for found in tokens for token in found for theme in rules.themes_of(token)}
    words = [{token.lemma for token in found if _may_be_term(token)} for found in tokens]
    times = Counter(word for held in words for word in held)
    telling = [{word for word in held if times[word] <= COMMON_SHARE * len(texts)} for held in words]
    return [
        [{word for word in held if (number, word) not in known} for held in telling]
        for number in range(len(service.taxonomy.themes))
    ]


def _nearest_terms(
    service: Service, theme_id: str, words: Sequence[Set[str]], themes: Sequence[Sequence[str]], middles: ThemeMiddles
) -> list[schemas.TermHint]:
    """Of the words that are frequent in a theme those whose vectors lie nearest to it."""
    terms = frequent_terms(theme_id, words, themes, limit=CANDIDATE_TERMS)
    if not terms:
        return []
    cosines = middles.cosines(theme_id, service.encoder.encode_queries([one.term for one in terms]))
    nearest = sorted(zip(terms, cosines, strict=True), key=lambda one: (-(one[1] or 0.0), one[0].term))
    return [
        schemas.TermHint(term=one.term, passages=one.passages, others=one.others, lift=one.lift, cosine=cosine)
        for one, cosine in nearest[:SUGGESTED_TERMS]
    ]


def _may_be_term(token: Token) -> bool:
    """Whether *token* is a word of the language, no name and no number."""
    return not token.stop and token.lemma.isalpha() and len(token.lemma) >= SHORTEST_TERM and token.text[0].islower()


def _vectors_with_themes(service: Service) -> tuple[VectorIndex, list[tuple[str, ...]]]:
    """Every passage's vector, and the themes of each."""
    info = service.encoder.info
    vectors = VectorIndex.from_rows(service.store.vectors(info.id), dimension=info.dimension)
    tagged: dict[int, list[str]] = {}
    for seq, theme_id in service.store.passage_themes():
        tagged.setdefault(seq, []).append(theme_id)
    return vectors, [tuple(tagged.get(int(seq), ())) for seq in vectors.seqs]


def _explanation(explained: Explanation, label: str) -> schemas.ThemeExplanation:
    return schemas.ThemeExplanation(
        passage_id=explained.passage_id,
        id=explained.theme_id,
        label=label,
        level=explained.level,
        score=round(explained.from_text + (explained.from_around if explained.evidence else 0.0), 2),
        from_text=explained.from_text,
        from_around=explained.from_around,
        touches=explained.touches,
        about=explained.about,
        leaning=explained.leaning,
        evidence=_evidence(explained.evidence),
        stopped=[_stopped(one) for one in explained.stopped],
        near=[_near(one) for one in explained.near],
    )


def _near(near: Near) -> schemas.NearPattern:
    return schemas.NearPattern(
        rule=near.rule,
        weight=near.weight,
        reason=near.reason,
        found=_evidence(near.found),
        missing=list(near.missing),
        within=near.within,
        stretch=near.stretch,
    )


def _evidence(found: Sequence[Evidence]) -> list[schemas.Evidence]:
    return [schemas.Evidence(text=one.text, start=one.start, end=one.end, rule=one.rule) for one in found]


def _stopped(one: Stopped) -> schemas.StoppedEvidence:
    words = one.evidence
    return schemas.StoppedEvidence(
        text=words.text, start=words.start, end=words.end, rule=words.rule, stopped_by=one.by
    )
