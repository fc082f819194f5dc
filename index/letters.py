"""How many letters in a row a text shares with the words of a question, whatever words they make.

This finds what lemmas and compound parts miss: rare forms, names in another spelling, long words that share a stem.
It is computed for the few passages that are looked at closely, from their text: an index of letters over the whole
corpus was the slowest part of a search (200 ms among 10,000 passages) and found next to nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .encoding import Floats

GRAM = 3
_K1, _B = 1.2, 0.75  # as FTS5 has them
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "è": "e", "ü": "u", "ö": "oe", "ä": "ae"})
_NO_LETTER = re.compile(r"[^a-z0-9]+")

Grams = npt.NDArray[np.uint32]


def letter_scores(words: Sequence[str], texts: Sequence[str]) -> Floats:
    """The BM25 score of each of *texts* for the letter trigrams of *words*, shape (len(texts),), float32.

    A trigram is the more telling the fewer of these *texts* have it.

    Source: Robertson & Zaragoza 2009, with the parameters of SQLite's FTS5.
    """
    asked = np.unique(letter_grams(" ".join(words)))
    if not len(asked) or not texts:
        return np.zeros(len(texts), np.float32)
    held = [letter_grams(text) for text in texts]
    counts = np.array([_counts(asked, grams) for grams in held], np.float64)
    lengths = np.array([len(grams) for grams in held], np.float64)
    having = (counts > 0).sum(axis=0)
    idf = np.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    norm = _K1 * (1 - _B + _B * lengths / max(1.0, lengths.mean()))  # texts without letters have no length at all
    scores: Floats = (idf * counts * (_K1 + 1) / (counts + norm[:, None])).sum(axis=1).astype(np.float32)
    return scores


def letter_grams(text: str) -> Grams:
    """The trigrams within the words of *text* as numbers, ends marked; æ, ø and å as they are typed without them."""
    plain = _NO_LETTER.sub(" ", text.lower().translate(_FOLDED)).strip()
    letters = np.frombuffer(f" {plain} ".encode("ascii"), np.uint8).astype(np.uint32)
    if len(letters) < GRAM:
        return letters[:0]
    grams = letters[:-2] << 16 | letters[1:-1] << 8 | letters[2:]
    within: Grams = grams[letters[1:-1] != ord(" ")]
    return within


def _counts(asked: Grams, held: Grams) -> npt.NDArray[np.int64]:
    """How often each of *asked*, ascending, is among *held*."""
    places = np.searchsorted(asked, held)
    places[places == len(asked)] = 0
    counts: npt.NDArray[np.int64] = np.bincount(places[asked[places] == held], minlength=len(asked))
    return counts
