"""What a search must do whatever its scores are: cases that are met or not, each with a reason in Danish.

A folder of judged queries may hold ``cases.jsonl``, one case a line: ``id``, ``claim``, ``why`` and

- ``agree``: ``queries``, the plain one first, then other ways to ask for the same, which must find the same.
- ``exact``: ``query``, which holds a phrase in quotes; every hit must hold that phrase.
- ``obeys``: ``query`` and ``filters``; every hit must obey the filters, and there must be one.
- ``keeps``: ``query`` and ``answer``, a judged passage that must be among the first ``within`` hits (1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.store import Filters

from .judgements import JudgementError, Judgements, json_lines

Claim = Literal["agree", "exact", "obeys", "keeps"]
CASES = "cases.jsonl"

UNTRIED = ("person", "organisation")
"""Filters that ask for what a hit does not say of itself."""

_QUOTED = re.compile(r"[\"«»“”„](.+?)[\"«»“”„]")


@dataclass(frozen=True, slots=True)
class Case:
    """One claim about the search. ``queries`` has one query, but for ``agree``."""

    id: str
    claim: Claim
    why: str
    queries: tuple[str, ...]
    filters: Filters
    answer: str | None
    within: int


def load_cases(folder: Path, judgements: Judgements) -> tuple[Case, ...]:
    """The cases in *folder*; none where it has no ``cases.jsonl``.

    Raises:
        JudgementError: a line says something that cannot be meant.
    """
    path = folder / CASES
    if not path.exists():
        return ()
    rows = json_lines(path, ("id", "claim", "why"))
    return tuple(_case(path, number, row, judgements) for number, row in enumerate(rows, start=1))


def quoted_phrases(query: str) -> list[str]:
    """What stands in quotes in *query*, in any of the signs that Danish uses."""
    return _QUOTED.findall(query)


def _case(path: Path, number: int, row: Mapping[str, Any], judgements: Judgements) -> Case:
    claim = next((known for known in get_args(Claim) if known == row["claim"]), None)
    if claim is None:
        raise JudgementError(str(path), number, f"kender ikke «{row['claim']}»; vælg {', '.join(get_args(Claim))}")
    queries = _queries(row, claim)
    if not queries:
        needed = "«queries» med mindst to spørgsmål" if claim == "agree" else "«query» med et spørgsmål"
        raise JudgementError(str(path), number, f"tilfældet mangler {needed}")
    if claim == "exact" and not quoted_phrases(queries[0]):
        raise JudgementError(str(path), number, "spørgsmålet har ingen vending i anførselstegn")
    if claim == "keeps" and row.get("answer") not in judgements.references:
        raise JudgementError(str(path), number, f"afsnittet «{row.get('answer')}» findes ikke i passages.jsonl")
    return Case(
        id=str(row["id"]),
        claim=claim,
        why=str(row["why"]),
        queries=queries,
        filters=_filters(path, number, row.get("filters", {}), needed=claim == "obeys"),
        answer=row.get("answer"),
        within=int(row.get("within", 1)),
    )


def _queries(row: Mapping[str, Any], claim: Claim) -> tuple[str, ...]:
    """The queries of a line; none where it has too few."""
    asked: list[Any] = row.get("queries", []) if claim == "agree" else [row.get("query")]
    enough = len(asked) >= (2 if claim == "agree" else 1)
    return tuple(asked) if enough and all(isinstance(one, str) and one.strip() for one in asked) else ()


def _filters(path: Path, number: int, chosen: Mapping[str, Any], *, needed: bool) -> Filters:
    known = [field.name for field in fields(Filters) if field.name not in UNTRIED]
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise JudgementError(str(path), number, f"kender ikke filteret «{unknown[0]}»; vælg {', '.join(known)}")
    filters = Filters(**chosen)
    if needed and not filters.any:
        raise JudgementError(str(path), number, "tilfældet mangler «filters»")
    return filters
