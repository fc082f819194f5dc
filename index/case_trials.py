"""Whether the search does what the cases claim; where it does not, why, in Danish."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from corpus import Passage
from corpus.store import DocumentSummary, Filters

from .cases import Case, Claim, quoted_phrases
from .evaluation import Searches, covered_by, document_names
from .judgements import Judgements
from .results import Hit, Results

AGREEING_HITS = 5
"""Hits that are compared where two ways to ask must agree …"""

AGREEING_SHARE = 0.6
"""… of which so many must be the same passages …"""

AGREEING_TOP = 3
"""… and the plain question's best must be among so many of the other's. Exact order is no claim: scores differ."""

DEPTHS: Mapping[Claim, int] = {"agree": AGREEING_HITS, "exact": 50, "obeys": 50, "keeps": 1}
"""Hits that are looked at; a case may ask for more."""


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """Whether a case is met; ``problem`` says in Danish what went wrong, ``None`` where nothing did."""

    case: Case
    problem: str | None


def try_cases(
    cases: Iterable[Case], searcher: Searches, documents: Mapping[str, DocumentSummary], judgements: Judgements
) -> list[CaseOutcome]:
    """What becomes of *cases*.

    Args:
        cases: the claims.
        searcher: what is tried.
        documents: every document of the corpus, by its id.
        judgements: the judged passages that cases name.

    Raises:
        NotFound: a judged document is not in the corpus.
    """
    names = document_names(judgements, {one.file: id for id, one in documents.items()})
    outcomes = []
    for case in cases:
        depth = max(case.within, DEPTHS[case.claim])
        found = [searcher.search(query, filters=case.filters, limit=depth) for query in case.queries]
        match case.claim:
            case "agree":
                problem = _agreed(case.queries, found)
            case "exact":
                problem = _exact(case.queries[0], found[0], documents)
            case "obeys":
                problem = _obeyed(case, found[0], documents)
            case "keeps":
                problem = _kept(case, found[0], judgements, names)
        outcomes.append(CaseOutcome(case, problem))
    return outcomes


# ---------------------------------------------------------------------- the claims


def _agreed(queries: tuple[str, ...], found: list[Results]) -> str | None:
    first, *others = ([hit.passage for hit in one.hits] for one in found)
    if not first:
        return f"«{queries[0]}» fandt intet."
    for query, passages in zip(queries[1:], others, strict=True):
        if not passages:
            return f"«{query}» fandt intet, men «{queries[0]}» fandt {_named(first[0])}."
        shared = {one.id for one in first} & {one.id for one in passages}
        if len(shared) < AGREEING_SHARE * min(len(first), len(passages)):
            missing = next(one for one in first if one.id not in shared)
            return (
                f"«{query}» og «{queries[0]}» deler kun {len(shared)} af de første {len(first)} afsnit; "
                f"«{query}» mangler {_named(missing)}."
            )
        if first[0].id not in {one.id for one in passages[:AGREEING_TOP]}:
            return (
                f"Det bedste svar på «{queries[0]}» er {_named(first[0])}, men for «{query}» er det "
                f"ikke blandt de {AGREEING_TOP} første."
            )
    return None


def _exact(query: str, found: Results, documents: Mapping[str, DocumentSummary]) -> str | None:
    phrases = [_plain(phrase) for phrase in quoted_phrases(query)]
    if not found.hits:
        return f"{query} fandt intet, og vendingen skulle stå i samlingen."
    for hit in found.hits:
        title = documents[hit.passage.document_id].title or ""
        texts = [_plain(text) for text in (hit.passage.text, *hit.passage.heading_path, title)]
        for phrase in phrases:
            if not any(f" {phrase} " in f" {text} " for text in texts):
                return f"Nr. {hit.rank}, {_named(hit.passage)}, har ikke vendingen «{phrase}»."
    return None


def _obeyed(case: Case, found: Results, documents: Mapping[str, DocumentSummary]) -> str | None:
    if not found.hits:
        return f"«{case.queries[0]}» fandt intet med filteret {_told(case.filters)}."
    for hit in found.hits:
        broken = _broken(case.filters, hit, documents[hit.passage.document_id])
        if broken is not None:
            return f"Nr. {hit.rank}, {_named(hit.passage)}, bryder filteret {broken}."
    return None


def _broken(filters: Filters, hit: Hit, document: DocumentSummary) -> str | None:
    """The filter that *hit* does not obey."""
    year = None if document.date is None else int(document.date[:4])
    obeyed = {
        "theme": filters.theme is None or any(tag.theme_id == filters.theme for tag in hit.passage.themes),
        "type": filters.type is None or document.type == filters.type,
        "municipality": filters.municipality is None
        or any(one.code == filters.municipality for one in document.municipalities),
        "year_from": filters.year_from is None or (year is not None and year >= filters.year_from),
        "year_to": filters.year_to is None or (year is not None and year <= filters.year_to),
        "kind": filters.kind is None or hit.passage.kind == filters.kind,
        "claim": filters.claim is None or (hit.passage.claim is not None and hit.passage.claim.kind == filters.claim),
        "aspect": filters.aspect is None or any(tag.aspect == filters.aspect for tag in hit.passage.aspects),
    }
    return next((f"{name} = {getattr(filters, name)}" for name, met in obeyed.items() if not met), None)


def _kept(case: Case, found: Results, judgements: Judgements, names: Mapping[str, str]) -> str | None:
    if any(case.answer in covered_by(judgements, hit, names) for hit in found.hits):
        return None
    came = _named(found.hits[0].passage) if found.hits else "intet"
    place = "først" if case.within == 1 else f"blandt de {case.within} første"
    return f"«{case.queries[0]}» skulle have {case.answer} {place}; øverst kom {came}."


def _plain(text: str) -> str:
    """The words of *text* with one space between them, in lower case and without signs."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _named(passage: Passage) -> str:
    start = " ".join(passage.text.split())[:60]
    return f"«{start}…» (s. {passage.pages.first})"


def _told(filters: Filters) -> str:
    chosen = {field.name: getattr(filters, field.name) for field in fields(Filters)}
    return ", ".join(f"{name} = {value}" for name, value in chosen.items() if value is not None)
