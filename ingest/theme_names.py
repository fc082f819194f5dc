"""Names that a document gives to things of its own, and the theme that each stands for from there on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.analyser import Token
from corpus.taxonomy import Naming

CONTEXT = "context:"  # what the rule of such evidence begins with

STRONG = 1.5  # a find that weighs less does not say what a thing is, nor what a text treats
_SUBJECT_WORDS = 4  # the name stands among the first words of the sentence that defines it …
_VERB_WORDS = 4  # … the verb so soon after it …
_REACH_WORDS = 14  # … and what it is so soon after the verb
_QUOTED = re.compile(r"[”\"»“„‘']([A-ZÆØÅ][^”\"»«“„’'\n]{2,40})[”\"«“’']")
_QUOTED_WORDS = 5
_REMEMBERED = 2_000  # sentences, some 10 MB
_ACRONYM = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Find:
    """A rule found in one sentence; *first* and *last* are tokens of it.

    Attributes:
        number: of the rule, the same for every find of it.
        rule: what was found, as evidence says it.
        words: the lemmas that fill the slots: the same rule on other words says something new.
        used: the tokens that fill the slots.
        names: the last token is a name from here on.
        stopped_by: the negative or negation that takes the find away, as the file has it.
    """

    theme: int
    number: int
    weight: float
    rule: str
    words: tuple[str, ...]
    first: int
    last: int
    used: frozenset[int]
    names: bool
    stopped_by: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: its tokens, the name as it was introduced, and the number of its theme."""

    first: int
    last: int
    name: str
    theme: int


class Names:
    """The names of one document; *weight* is what a mention counts."""

    def __init__(self, weight: float) -> None:
        self.weight = weight
        self._by_word: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
        self._found: dict[int, tuple[Sequence[Token], list[Find]]] = {}
        self.texts_of: Counter[int] = Counter()  # texts with a strong find, by theme number

    def add(self, keys: tuple[str, ...], name: str, theme: int) -> None:
        """From here on the words *keys* in a row are *name*, which stands for *theme*."""
        known = self._by_word[keys[0]]
        if not any(other == keys and number == theme for other, _, number in known):
            known.append((keys, name, theme))

    def remember(self, tokens: Sequence[Token], found: list[Find]) -> None:
        """Keep what a sentence holds without names, so that it is looked for once; of a long document the first."""
        if len(self._found) < _REMEMBERED:
            self._found[id(tokens)] = (tokens, found)

    def found_before(self, tokens: Sequence[Token]) -> list[Find] | None:
        """What :meth:`remember` was told of this very sentence."""
        known = self._found.get(id(tokens))
        return known[1] if known is not None and known[0] is tokens else None

    def mentions(self, tokens: Sequence[Token]) -> list[Mention]:
        """Where names stand in one sentence."""
        if not self._by_word:
            return []
        found: list[Mention] = []
        known = self._by_word.keys()
        for at, token in enumerate(tokens):
            if token.lemma not in known and known.isdisjoint(token.parts) and known.isdisjoint(token.extra):
                continue
            for key in token.keys:
                for keys, name, theme in self._by_word.get(key, ()):
                    last = at + len(keys) - 1
                    rest = tokens[at + 1 : last + 1]
                    if len(rest) == len(keys) - 1 and all(k in t.keys for k, t in zip(keys[1:], rest, strict=True)):
                        found.append(Mention(at, last, name, theme))
        return found


NO_NAMES = Names(0.0)


class NamingRule:
    """Learns names from the sentences that define them.

    Four ways: the last word of a find that names ("Tværfagligt Småbørnsteam"), an abbreviation in brackets
    beside the find ("tidlig opsporing og indsats (TOPI)", or the other way round), a name of a thing with a verb
    that says what it is ("Småbørnsteamet er et tværfagligt team"), and a name in quotation marks in a sentence
    that says its purpose. Known to miss: definitions over two sentences.
    """

    def __init__(self, naming: Naming) -> None:
        self.weight = naming.weight
        self._ends = frozenset(naming.ends)
        self._says = frozenset(naming.says)

    def learn(self, names: Names, text: str, tokens: Sequence[Token], finds: Sequence[Find]) -> None:
        """Add to *names* what one sentence of *text* defines by its *finds*."""
        strong = [find for find in finds if find.weight >= STRONG]
        for find in strong:
            if find.names and tokens[find.last].parts:
                names.add((tokens[find.last].lemma,), tokens[find.last].text, find.theme)
        if not strong or not self._says:
            return
        if sum(token.text.isupper() for token in tokens) * 2 > len(tokens):
            return  # a heading in capitals has no abbreviations
        for find in strong:
            for token in _in_brackets(text, tokens, find):
                names.add((token.lemma,), token.text, find.theme)
        for token, find in self._defined(tokens, strong):
            names.add((token.lemma,), token.text, find.theme)
        if any(token.lemma in self._says for token in tokens):
            for quoted, find in _in_quotes(text, tokens, strong):
                names.add(tuple(token.lemma for token in quoted), _text_of(text, quoted), find.theme)

    def _defined(self, tokens: Sequence[Token], finds: Sequence[Find]) -> Iterator[tuple[Token, Find]]:
        """«Småbørnsteamet er …», «XYZ består af …»."""
        for at, token in enumerate(tokens[:_SUBJECT_WORDS]):
            if not self._may_be_named(token):
                continue
            verb = next(
                (i for i in range(at + 1, min(at + 1 + _VERB_WORDS, len(tokens))) if tokens[i].lemma in self._says),
                None,
            )
            if verb is not None and not _is_genitive(token):
                said = [find for find in finds if verb < find.first <= verb + _REACH_WORDS]
                nearest = min((find.first for find in said), default=None)
                yield from ((token, find) for find in said if find.first == nearest)
            return

    def _may_be_named(self, token: Token) -> bool:
        if _ACRONYM.fullmatch(token.text) and not token.stop:
            return True
        return bool(token.parts) and token.parts[-1] in self._ends


def _in_brackets(text: str, tokens: Sequence[Token], find: Find) -> Iterator[Token]:
    """The abbreviation in brackets right after *find*, or the one before the brackets that *find* stands in."""
    after = find.last + 1
    opened = after < len(tokens) and text[tokens[find.last].end : tokens[after].start].strip() == "("
    if opened and _ACRONYM.fullmatch(tokens[after].text):
        yield tokens[after]
    for at in range(max(0, find.first - 2), find.first):
        between = text[tokens[at].end : tokens[at + 1].start]
        if between.strip() in {"(", ":", "–", "-"} and _ACRONYM.fullmatch(tokens[at].text):
            yield tokens[at]


def _in_quotes(text: str, tokens: Sequence[Token], finds: Sequence[Find]) -> Iterator[tuple[Sequence[Token], Find]]:
    """Names in quotation marks, each with the first find that stands outside them."""
    start, end = tokens[0].start, tokens[-1].end
    for match in _QUOTED.finditer(text, max(0, start - 1), min(len(text), end + 1)):
        inside = [i for i, token in enumerate(tokens) if match.start() < token.start and token.end < match.end()]
        if not 1 <= len(inside) <= _QUOTED_WORDS:
            continue
        find = next((one for one in finds if one.last < inside[0] or one.first > inside[-1]), None)
        if find is not None:
            yield tokens[inside[0] : inside[-1] + 1], find


def _text_of(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end]


def _is_genitive(token: Token) -> bool:
    """«Småbørnsteamets fokus er» says what the focus is, not what the team is."""
    return token.text.endswith("s") and not token.lemma.endswith("s")
