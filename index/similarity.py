"""What two passages have in common, beside their vectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus import Passage
from corpus.analyser import Analyser, Token
from corpus.target_groups import TargetGroups

from .copies import contains_text, same_text
from .kinship import Kinship
from .lexical import encode_key
from .view import View

NEAR = 0.85
"""Cosine from which the words of two passages are compared: below it one cannot hold the other."""

SHARED_WORDS = 3
"""So many shared words say what two passages are about; more would be a list."""


class Kin:
    """Compares passages of one view with one of them, *origin*."""

    def __init__(self, view: View, origin: Passage, *, analyser: Analyser, groups: TargetGroups) -> None:
        self._view = view
        self._analyser = analyser
        self._groups = groups
        self._origin = origin
        self._keys = _keys(analyser.tokens(_read(origin)))

    def kinship(self, passage: Passage) -> Kinship:
        """What *passage* shares with the origin."""
        tokens = self._analyser.tokens(_read(passage))
        keys = _keys(tokens)
        view, origin = self._view, self._origin
        places = [set(view.municipalities[one.document_id]) for one in (origin, passage)]
        return Kinship(
            themes=_shared((tag.theme_id for tag in origin.themes), (tag.theme_id for tag in passage.themes)),
            aspects=_shared((tag.aspect for tag in origin.aspects), (tag.aspect for tag in passage.aspects)),
            groups=_shared(self._groups.named_by(self._keys), self._groups.named_by(keys)),
            same_type=view.types[origin.document_id] == view.types[passage.document_id],
            municipality=None if not all(places) else "same" if places[0] & places[1] else "other",
            words=self._words(tokens),
        )

    def says_the_same(self, text: str) -> bool:
        """Whether *text* is a copy of the origin, or one of the two is printed in the other."""
        return same_text(self._origin.text, text) or contains_text(self._origin.text, text)

    def _words(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        shared: dict[str, str] = {}
        for token in tokens:
            if not token.stop and token.lemma in self._keys and token.text.isalpha():
                shared.setdefault(token.lemma, token.text.lower())
        telling = sorted(shared, key=lambda lemma: (-self._view.reader.idf(encode_key(lemma)), lemma))
        return tuple(shared[lemma] for lemma in telling[:SHARED_WORDS])


def _read(passage: Passage) -> str:
    return "\n".join((*passage.heading_path[-1:], passage.text))


def _keys(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(key for token in tokens if not token.stop for key in (token.lemma, *token.parts))


def _shared(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    both = set(other)
    return tuple(dict.fromkeys(value for value in one if value in both))
