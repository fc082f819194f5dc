"""Learns from the labelled passages how far words lean towards the three themes, and writes ``theme_words.tsv``.

    PRAKSIS_REAL=folder python -m tests.learn_theme_words [--held-out]

A logistic regression with a ridge for each theme: "handler om" against the rest, both sides weighing the same in sum,
and "berører" half, for it is neither. A passage is its word keys and those of its headings, each once, weighted by how
rare it is and divided by the root of how many there are. Passages of real documents do not enter.

``--held-out`` writes nothing. It prints, for each set of labels, how passages are tagged with words learnt from the
other sets alone: the figure for another author's passages as far as the words go. The patterns and the numbers of
``ingest/themes.py`` have seen every set by now.

The 40,000 word vectors of the search model as further features, and passages of the training texts with the tags of
the patterns alone for labels, gave .01 more of the area under the curve and none of F1.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.theme_words import BASE, WORDS_FILE, ThemeWords
from ingest.themes import Tagger
from tests.measure_themes import (
    ANALYSER,
    FIRST_CLASS,
    LANGUAGE,
    ROOT,
    TAXONOMY,
    Judged,
    labelled_sets,
    retagged,
    show,
)

FEWEST_PASSAGES = 2  # a word of one passage says nothing of others
LOOSENESS = 4.0  # of the ridge: what a passage counts beside the weights; 1 to 10 scored alike
TOUCHING = 0.5
OFFSET = 0.3  # towards every theme: of another author's words fewer are known; 0 to .6 is within .015
STEPS = 8
BASE_SCALE = 10.0  # the base is hardly held back by the ridge
HEAD = """\
# Hvor meget et ord taler for (+) eller imod (-), at et afsnit handler om et tema, i hundrededele.
#
# Ordene flytter grænsen mellem «berører» og «handler om» i afsnit, hvor temaets mønstre har fundet noget. De beviser
# intet alene. Linjen (grund) er et afsnit uden kendte ord.
# Sådan rettes den: ikke i hånden; den er lært af mærkede afsnit med tests/learn_theme_words.py.
# Kilde: egne mærkede afsnit (CC0).

"""

Numbers = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """The keys of a labelled passage and its labels."""

    keys: frozenset[str]
    about: frozenset[str]
    touches: frozenset[str]
    borderline: frozenset[str]


def examples_of(judged: Sequence[Judged]) -> list[Example]:
    """What there is to learn from *judged*."""
    return [Example(_keys(one), one.about, one.touches, one.borderline) for one in judged]


def learn(examples: Sequence[Example], themes: Sequence[str] = FIRST_CLASS) -> ThemeWords:
    """The words that tell *examples* about each of *themes* from the others."""
    counts = Counter(key for one in examples for key in one.keys)
    keys = sorted(key for key, count in counts.items() if count >= FEWEST_PASSAGES)
    rarity = np.array([np.log((1 + len(examples)) / (1 + counts[key])) + 1 for key in keys])
    table = _table(examples, keys) * rarity
    scale = float(np.linalg.norm(table, axis=1).mean())
    table /= scale
    base: list[int] = []
    columns: list[Numbers] = []
    for theme in themes:
        rows = [row for row, one in enumerate(examples) if theme not in one.borderline]
        is_about = np.array([theme in examples[row].about for row in rows])
        weights = np.array([TOUCHING if theme in examples[row].touches else 1.0 for row in rows])
        found = _fitted(table[rows], is_about, weights)
        base.append(round(100 * (float(found[-1]) + OFFSET)))
        columns.append(100 * found[:-1] * rarity / scale)
    by_key = zip(keys, np.array(columns).T.round().astype(int).tolist(), strict=True)
    return ThemeWords(tuple(themes), tuple(base), {key: tuple(row) for key, row in by_key if any(row)}, "learnt")


def _keys(one: Judged) -> frozenset[str]:
    tagger = Tagger([one.passage], taxonomy=TAXONOMY, analyser=ANALYSER, language=LANGUAGE, titles=())
    return frozenset(tagger.keys(one.passage))


def _table(examples: Sequence[Example], keys: Sequence[str]) -> Numbers:
    """A row for each example, a column for each of *keys*."""
    place = {key: column for column, key in enumerate(keys)}
    table = np.zeros((len(examples), len(keys)))
    for row, one in enumerate(examples):
        table[row, [place[key] for key in one.keys if key in place]] = 1 / np.sqrt(max(1, len(one.keys)))
    return table


def _fitted(table: Numbers, is_about: Truths, weights: Numbers) -> Numbers:
    """The weights of a logistic regression and, last, its base; by Newton's steps in the space of the passages."""
    share = np.where(is_about, weights[is_about].sum(), weights[~is_about].sum())
    costs = LOOSENESS * weights * weights.sum() / (2 * share)
    rows = np.hstack([table, np.full((len(table), 1), BASE_SCALE)])
    products = rows @ rows.T
    signs = np.where(is_about, 1.0, -1.0)
    duals = np.zeros(len(rows))
    for _ in range(STEPS):
        scores = products @ duals
        chances = 1 / (1 + np.exp(-signs * scores))
        slopes = costs * signs * (1 - chances)
        curves = np.maximum(costs * chances * (1 - chances), 1e-6)
        duals = np.linalg.solve(products + np.diag(1 / curves), scores + slopes / curves)
    found: Numbers = rows.T @ duals
    found[-1] *= BASE_SCALE
    return found


def learnt_without(name: str, sets: Mapping[str, Sequence[Example]]) -> ThemeWords:
    """The words of every set but the one called *name*."""
    return learn([one for other, examples in sets.items() if other != name for one in examples])


def written(words: ThemeWords) -> str:
    """*words* as their file has them."""
    rows = [("ord", *words.themes), (BASE, *words.base)]
    rows += [(key, *weights) for key, weights in sorted(words.weights.items())]
    return HEAD + "".join("\t".join(map(str, row)) + "\n" for row in rows)


def main() -> None:
    """Write the words, or print what they are worth."""
    folder = Path(os.environ["PRAKSIS_REAL"]) if os.environ.get("PRAKSIS_REAL") else None
    judged = labelled_sets(folder)
    sets = {name: examples_of(one) for name, one in judged.items()}
    if "--held-out" in sys.argv:
        for name, one in judged.items():
            taxonomy = replace(TAXONOMY, words=learnt_without(name, sets))
            show(f"{name}, words learnt from the other sets", retagged(one, taxonomy))
    elif folder is None:
        sys.exit("the training texts are needed too: set PRAKSIS_REAL")
    else:
        path = ROOT / "corpus" / "words" / WORDS_FILE
        path.write_text(written(learn([one for examples in sets.values() for one in examples])), "utf-8")


if __name__ == "__main__":
    main()
