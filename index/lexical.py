"""The words of a passage and of a question as the lexical index knows them.

Both sides pass through the same analyser. What a person types is never FTS5 syntax: every token is
encoded to letters, digits and ``_`` and quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus import TYPE_LABELS, DocumentType, Metadata, Passage
from corpus.analyser import Analyser, Token
from corpus.everyday import Everyday
from corpus.rings import Rings
from corpus.store import LexicalEntry

from .spans import pack_spans

COLUMN_WEIGHTS = (1.0, 0.5, 0.7, 0.3, 0.9, 0.6)
"""BM25 weights of lemma, parts, extra, rings, heading and context.

Chosen on the judged queries of the samples and of the real documents (`make eval`): parts from .3 to 1, extra from .4
to 1, rings from .25 to 1, heading from .3 to 1.1, context from .3 to .9. Most make next to no difference.
"""


def encode_key(key: str) -> str:
    """*key* as one FTS5 token: whatever is no letter or digit becomes ``_``."""
    if key.isalnum():  # nearly every key, in a tenth of the time
        return key
    return "".join(sign if sign.isalnum() else "_" for sign in key)


def ring_key(ring: int) -> str:
    """The token that stands for a ring of synonyms; no word of a text becomes one like it."""
    return f"__{ring}"


def lexical_entry(
    passage: Passage, facts: Metadata, *, analyser: Analyser, rings: Rings, everyday: Everyday
) -> LexicalEntry:
    """What the lexical index holds of *passage*, which stands in a document with these *facts*."""
    tokens = analyser.tokens(passage.text)
    content = content_tokens(tokens)
    synonyms = rings.match_all(tokens)
    headings = dict.fromkeys((facts.title, *passage.heading_path) if facts.title else passage.heading_path)
    about = analyser.tokens(document_context(facts))
    heading_tokens = [token for heading in headings for token in analyser.tokens(heading) if not token.stop]
    return LexicalEntry(
        lemma=_column(token.lemma for token in content),
        parts=_column(part for token in content for part in token.parts),
        extra=_column(key for token in content for key in token.extra),
        rings=" ".join(ring_key(match.ring) for match in synonyms),
        heading=_column(
            [key for token in heading_tokens for key in token.keys]
            + [ring_key(match.ring) for heading in headings for match in rings.match_all(analyser.tokens(heading))]
        ),
        context=_column(
            [key for token in about if not token.stop for key in token.keys]
            + [ring_key(match.ring) for match in rings.match_all(about)]
        ),
        everyday=_column(everyday.telling_words(heading_tokens + content)),
        spans=pack_spans(content, synonyms),
    )


def document_context(facts: Metadata) -> str:
    """What a question says of the document that it is looking for: its kind, its publisher, its place and year.

    Beside every passage of the document, so that "KLs anbefalinger" and "konferencen i 2023" prefer the passages
    of that document, whether or not they say so themselves.
    """
    event = facts.event.date if facts.event and facts.event.date else None
    years = {date[:4] for date in (facts.date, event) if date}
    places = [f"{place.name} Kommune" for place in facts.municipalities]
    parts = (
        facts.subtitle,
        TYPE_LABELS[facts.type],
        _ALSO_CALLED[facts.type],
        facts.publisher,
        *places,
        *sorted(years),
    )
    return ". ".join(part for part in parts if part)


_ALSO_CALLED: dict[DocumentType, str] = {
    "conference_programme": "konference, program, oplæg",
    "practice_example": "eksempel fra praksis, kommunal indsats",
    "evaluation": "rapport, undersøgelse",
    "position_paper": "udspil, anbefalinger, holdning",
    "other": "",
}


def any_of(keys: Sequence[str]) -> str:
    """The FTS5 expression for passages that hold any of *keys*, which are encoded already."""
    return " OR ".join(f'"{key}"' for key in keys)


def content_tokens(tokens: Sequence[Token]) -> list[Token]:
    """The tokens a question asks for: all but the stop words."""
    return [token for token in tokens if not token.stop]


def _column(keys: Iterable[str]) -> str:
    return " ".join(encode_key(key) for key in keys)
