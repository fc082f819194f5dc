"""How many letters in a row a text shares with the words of a question, whatever words they make.

This finds what lemmas and compound parts miss: rare forms, names in another spelling, long words that share a stem.
It is computed for the few passages that are looked at closely, from their text: an index of letters over the whole
corpus was the slowest part of a search (200 ms among 10,000 passages) and found next to nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .encoding import Floats
from .postings import K1, B
from .vectors import Numbers

SIGNS = " 0123456789abcdefghijklmnopqrstuvwxyz"
"""What a text is made of here. The first stands for whatever is no letter or digit, and ends a word."""

BITS = 6
"""Of the place of a sign; a trigram is three of them."""

_PAIRS = {"æ": b"ae", "ø": b"oe", "å": b"aa", "ö": b"oe", "ä": b"ae"}
_SINGLE = {"é": "e", "è": "e", "ü": "u"}
_SMALL = bytes(range(256)).decode("latin-1").lower().encode("latin-1")
_CODES = bytes(max(0, SIGNS.find(_SINGLE.get(chr(byte), chr(byte)))) for byte in range(256))
_END = b"\0"

Grams = npt.NDArray[np.int32]


def letter_scores(words: Sequence[str], texts: Sequence[str]) -> Floats:
    """The BM25 score of each of *texts* for the letter trigrams of *words*, shape (len(texts),), float32.

    A trigram is the more telling the fewer of these *texts* have it.

    Source: Robertson & Zaragoza 2009, with the parameters of SQLite's FTS5.
    """
    asked = np.unique(letter_grams([" ".join(words)])[0])
    if not len(asked) or not texts:
        return np.zeros(len(texts), np.float32)
    grams, lengths = letter_grams(texts)
    counts = _counts(asked, grams, lengths)
    having = (counts > 0).sum(axis=0)
    idf = np.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    norm = K1 * (1 - B + B * lengths / max(1.0, lengths.mean()))  # texts without letters have no length at all
    scores: Floats = (idf * counts * (K1 + 1) / (counts + norm[:, None])).sum(axis=1).astype(np.float32)
    return scores


def letter_grams(texts: Sequence[str]) -> tuple[Grams, Numbers]:
    """The trigrams within the words of *texts*, one text after the other, and how many each has.

    The ends of words are marked; æ, ø and å are as they are typed without them. All texts pass through each step
    together: one by one they took five times as long.
    """
    together = "\0".join(text.replace("\0", " ") for text in ("", *texts, ""))
    written = together.encode("latin-1", "replace").translate(_SMALL)
    for letter, pair in _PAIRS.items():
        written = written.replace(letter.encode("latin-1"), pair)
    codes = np.frombuffer(written.translate(_CODES), np.uint8).astype(np.int32)
    inside = codes > 0
    grams: Grams = (codes[:-2] << 2 * BITS | codes[1:-1] << BITS | codes[2:])[inside[1:-1]]
    ends = np.flatnonzero(np.frombuffer(written, np.uint8) == ord(_END))
    return grams, np.diff(np.cumsum(inside)[ends])


def _counts(asked: Grams, grams: Grams, lengths: Numbers) -> npt.NDArray[np.int64]:
    """How often each of *asked* is in each text, whose *grams* follow each other; shape (texts, asked)."""
    column = np.full(1 << 3 * BITS, -1, np.int16)
    column[asked] = np.arange(len(asked))
    columns = column[grams]
    rows = np.repeat(np.arange(len(lengths)), lengths)
    known = columns >= 0
    counts = np.bincount(rows[known] * len(asked) + columns[known], minlength=len(lengths) * len(asked))
    return counts.reshape(len(lengths), len(asked))
