"""The words of a passage and of a question as the lexical index knows them.

Both sides pass through the same analyser. What a person types is never FTS5 syntax: every token is
encoded to letters, digits and ``_`` and quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus import Passage
from corpus.analyser import Analyser, Token
from corpus.rings import Rings
from corpus.store import LexicalEntry

COLUMN_WEIGHTS = (1.0, 0.5, 0.7, 0.5, 0.8)
"""BM25 weights of lemma, parts, extra, rings and heading.

The first four are those of the experiments behind the design; the heading's was chosen on the development
queries of the samples and of the real documents among 0, .2, .4 and .8 (`make eval`).
"""

GRAM = 3
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "è": "e", "ü": "u", "ö": "oe", "ä": "ae"})


def encode_key(key: str) -> str:
    """*key* as one FTS5 token: whatever is no letter or digit becomes ``_``."""
    return "".join(sign if sign.isalnum() else "_" for sign in key)


def ring_key(ring: int) -> str:
    """The token that stands for a ring of synonyms; no word of a text becomes one like it."""
    return f"__{ring}"


def letter_grams(words: Iterable[str]) -> list[str]:
    """The letter trigrams of each word with its ends marked; æ, ø and å as they are typed without them."""
    grams = []
    for word in words:
        marked = f"_{encode_key(word.lower().translate(_FOLDED))}_"
        grams += [marked[start : start + GRAM] for start in range(len(marked) - GRAM + 1)]
    return grams


def lexical_entry(passage: Passage, title: str | None, *, analyser: Analyser, rings: Rings) -> LexicalEntry:
    """What the lexical index holds of *passage*, which stands in the document called *title*."""
    tokens = analyser.tokens(passage.text)
    content = [token for token in tokens if not token.stop]
    headings = dict.fromkeys((title, *passage.heading_path) if title else passage.heading_path)
    heading_tokens = [token for heading in headings for token in analyser.tokens(heading) if not token.stop]
    return LexicalEntry(
        lemma=_column(token.lemma for token in content),
        parts=_column(part for token in content for part in token.parts),
        extra=_column(key for token in content for key in token.extra),
        rings=" ".join(ring_key(match.ring) for match in rings.match(tokens)),
        heading=_column(key for token in heading_tokens for key in token.keys),
        grams=" ".join(letter_grams(token.text for token in content)),
    )


def any_of(keys: Sequence[str]) -> str:
    """The FTS5 expression for passages that hold any of *keys*, which are encoded already."""
    return " OR ".join(f'"{key}"' for key in keys)


def any_of_all(groups: Sequence[Sequence[str]]) -> str:
    """The FTS5 expression for passages that hold every key of any of *groups*."""
    return " OR ".join("(" + " AND ".join(f'"{key}"' for key in group) + ")" for group in groups)


def content_tokens(tokens: Sequence[Token]) -> list[Token]:
    """The tokens a question asks for: all but the stop words."""
    return [token for token in tokens if not token.stop]


def _column(keys: Iterable[str]) -> str:
    return " ".join(encode_key(key) for key in keys)
