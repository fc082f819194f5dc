"""Questions as they are typed in a hurry, and how much of the search survives it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from corpus.analyser import Analyser

from .evaluation import Evaluation, Searches, score_queries
from .judgements import JudgedQuery, Judgements
from .metrics import Metrics, mean_metrics

Damage = Literal["letters", "stripped", "typo", "split"]
DAMAGES: tuple[Damage, ...] = get_args(Damage)

ALREADY_DAMAGED = "variant"
"""Queries of this kind are misspelt as they stand."""

SHORTEST_TYPO = 5
"""A slip in a shorter word often gives another word, which nobody could mend."""

_SEED = "praksis"
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_STRIPPED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})
# The neighbours on a Danish keyboard that fingers slip to.
_KEYBOARD = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Survival:
    """What queries earn after one kind of damage, beside what the same queries earn unharmed."""

    damage: Damage | Literal["all"]
    count: int
    unharmed: float
    damaged: float

    @property
    def share(self) -> float:
        """The damaged nDCG@10 over the unharmed one."""
        return self.damaged / self.unharmed if self.unharmed else 1.0


def damaged(text: str, damage: Damage, analyser: Analyser) -> str:
    """*text* as someone in a hurry would type it; the same every time, and *text* itself where nothing can break.

    ``letters`` writes ae, oe and aa, ``stripped`` drops the signs of ø and å, ``typo`` makes one slip in one
    word (two letters swapped, one lost, doubled, or its neighbour on the keyboard), ``split`` writes the
    longest compound as two words.
    """
    if damage == "letters":
        return text.translate(_LETTERS)
    if damage == "stripped":
        return text.translate(_STRIPPED)
    if damage == "typo":
        return _slip(text)
    return _split(text, analyser)


def survivals(
    judgements: Judgements,
    evaluation: Evaluation,
    searcher: Searches,
    documents: Mapping[str, str],
    analyser: Analyser,
) -> list[Survival]:
    """How the answerable queries of *judgements* stand each damage, and all of them together.

    *evaluation* is that of the unharmed queries. Those of kind ``ALREADY_DAMAGED`` are left out, and of
    each damage the queries that it cannot touch.
    """
    unharmed = {one.query.id: one.metrics for one in evaluation.queries if one.query.kind != ALREADY_DAMAGED}
    found: list[Survival] = []
    before: list[Metrics] = []
    after: list[Metrics] = []
    for damage in DAMAGES:
        queries = tuple(_damaged_queries(judgements, unharmed, damage, analyser))
        if not queries:
            continue
        scored = score_queries(replace(judgements, queries=queries), searcher, documents).queries
        earned = [one.metrics for one in scored]
        whole = [unharmed[one.query.id] for one in scored]
        found.append(_survival(damage, whole, earned))
        before += whole
        after += earned
    return [*found, _survival("all", before, after)] if found else []


def _damaged_queries(
    judgements: Judgements, unharmed: Mapping[str, Metrics], damage: Damage, analyser: Analyser
) -> list[JudgedQuery]:
    return [
        replace(query, text=text)
        for query in judgements.queries
        if query.id in unharmed and (text := damaged(query.text, damage, analyser)) != query.text
    ]


def _survival(damage: Damage | Literal["all"], before: list[Metrics], after: list[Metrics]) -> Survival:
    return Survival(damage, len(before), mean_metrics(before).ndcg_10, mean_metrics(after).ndcg_10)


def _slip(text: str) -> str:
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST_TYPO and word.isalpha()]
    if not long:
        return text
    chance = random.Random(f"{_SEED}:{text}")
    at = chance.choice(long)
    words[at] = _slipped(words[at], chance)
    return " ".join(words)


def _slipped(word: str, chance: random.Random) -> str:
    """*word* with one slip; its first letter is typed with care."""
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    match chance.choice(("swap", "lose", "double", "neighbour")):
        case "swap" if after[0] != letter:
            return before + after[0] + letter + after[1:]
        case "lose":
            return before + after
        case "neighbour" if near := _neighbours(letter):
            return before + chance.choice(near) + after
        case _:
            return before + letter + letter + after


def _neighbours(letter: str) -> list[str]:
    for row in _KEYBOARD:
        if letter in row:
            at = row.index(letter)
            return [*row[max(0, at - 1) : at], *row[at + 1 : at + 2]]
    return []


def _split(text: str, analyser: Analyser) -> str:
    compounds = [token for token in analyser.tokens(text) if len(token.part_spans) > 1 and token.text.isalpha()]
    if not compounds:
        return text
    longest = max(compounds, key=lambda token: (len(token.text), -token.start))
    joints = sorted({start for start, _ in longest.part_spans if start > longest.start})
    if not joints:
        return text
    middle = min(joints, key=lambda joint: abs(2 * joint - longest.start - longest.end))
    return f"{text[:middle]} {text[middle:]}"
