"""Which themes a passage is about or touches, and the words that prove it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from corpus import DocumentTheme, Evidence, Passage, ThemeTag
from corpus.analyser import Token
from corpus.document import DocumentThemeLevel, TagLevel
from corpus.taxonomy import Negative, Pattern, Taxonomy, Term, Theme, rule_of

from .language import Language

LABEL_WEIGHT = 2.0  # a theme's own name is enough alone
LABEL_GAP = 3  # words that may stand inside a name: "tværfagligt og åbent samarbejde"
PHRASE_GAP = 1  # words that may stand between two words of a term: "dele deres viden"

# A long passage with one find mentions the theme, a short one treats it. On the 55 labelled passages every
# value from 60 to 80 words and .4 to 1.6 gives the same micro F1, .014 above none at all.
ROOM_WORDS = 70
PER_HUNDRED_WORDS = 1.0
LEAD_FACTOR = 1.5  # the first sentence says what a passage is about
# Time tables and figures name a theme without treating it.
TABLE_FACTOR = 2.0
HEADING_SHARE = 0.5  # of a heading's weight is given to the passages under it …
HEADING_MOST = 1.0  # … but never so much that it is enough alone
MOST_EVIDENCE = 6  # the heaviest finds are shown

PRIMARY_SHARE = 0.3  # of a document's words stand in passages about its primary themes
PRIMARY_SHARE_NAMED = 0.05  # is enough where its title or front page names the theme
FRONT_PASSAGES, FRONT_WORDS = 2, 60  # so many passages, when so short, are the front page

_KEYS_REMEMBERED = 100_000

Sentence = Sequence[Token]


class WordAnalyser(Hashable, Protocol):
    """The part of ``corpus.analyser.Analyser`` used here."""

    def tokens(self, text: str) -> list[Token]: ...


@dataclass(frozen=True, slots=True)
class _Find:
    """A pattern found in one sentence; *first* and *last* are tokens of it."""

    theme: int
    weight: float
    rule: str
    first: int
    last: int
    used: tuple[int, ...]  # the tokens that fill the slots
    names: bool  # the last token is a name from here on


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Everything found for one theme in one text."""

    score: float
    evidence: tuple[Evidence, ...]


def tag_themes(
    passages: Sequence[Passage], *, taxonomy: Taxonomy, analyser: WordAnalyser, language: Language
) -> tuple[Passage, ...]:
    """The passages of one document with the themes each is about or touches, and the words that prove it.

    A find is a pattern of the taxonomy filled within one sentence by lemmas and compound parts. The
    heaviest finds are counted first and never share a word; the n-th find of one pattern counts 1/n, one in
    the first sentence half as much again.
    A heading counts half, and only where the text itself gives at least one find: a tag without words
    in its passage does not exist. A name such as "Tværfagligt Småbørnsteam" counts in the whole document
    once it has been introduced.

    Measured on the strict labels of three documents (``tests/test_ingest_themes.py`` holds the floor). Known
    to miss: a passage about a theme in other words than the patterns have, and irony of any kind.
    """
    matcher = _matcher(taxonomy, analyser)
    read = [matcher.sentences(passage.text, language) for passage in passages]
    names = matcher.names(sentence for sentences in read for sentence in sentences)
    headings = _Headings(matcher, language, names)
    return tuple(
        _tagged(passage, matcher.weigh(passage.text, sentences, names), headings, taxonomy)
        for passage, sentences in zip(passages, read, strict=True)
    )


def document_themes(
    passages: Sequence[Passage],
    *,
    titles: Sequence[str],
    taxonomy: Taxonomy,
    analyser: WordAnalyser,
    language: Language,
) -> tuple[DocumentTheme, ...]:
    """The themes of a document from its tagged *passages* and its *titles* (title, subtitle …).

    The score is the share of words that stand in passages about the theme, 0 to 1. A theme is primary from
    three tenths of the words, or from a twentieth where a title or the front page names it; otherwise
    secondary as soon as one passage is about it. Primary first, then by score, ties in the taxonomy's order.
    """
    total = sum(map(_words, passages)) or 1
    matcher = _matcher(taxonomy, analyser)
    named = {
        theme_id
        for title in titles
        for theme_id, weighed in matcher.weigh(title, matcher.sentences(title, language), {}).items()
        if weighed.score >= taxonomy.by_id[theme_id].about
    }
    named |= {id for front in passages[:FRONT_PASSAGES] if _words(front) <= FRONT_WORDS for id in _about(front)}
    found: list[DocumentTheme] = []
    for theme in taxonomy.themes:
        about = [passage for passage in passages if theme.id in _about(passage)]
        if about:
            share = sum(map(_words, about)) / total
            enough = PRIMARY_SHARE_NAMED if theme.id in named else PRIMARY_SHARE
            level: DocumentThemeLevel = "primary" if share >= enough else "secondary"
            found.append(DocumentTheme(theme.id, level, round(share, 3)))
    return tuple(sorted(found, key=lambda theme: (theme.level != "primary", -theme.score)))


def _words(passage: Passage) -> int:
    return len(passage.text.split())


def _about(passage: Passage) -> set[str]:
    return {tag.theme_id for tag in passage.themes if tag.level == "about"}


def _tagged(passage: Passage, weighed: Mapping[str, _Weighed], headings: _Headings, taxonomy: Taxonomy) -> Passage:
    if not weighed:
        return replace(passage, themes=())
    above = headings.weights(passage)
    tags: list[ThemeTag] = []
    for theme_id, found in weighed.items():
        theme = taxonomy.by_id[theme_id]
        score = found.score + min(HEADING_MOST, HEADING_SHARE * above.get(theme_id, 0.0))
        level = _level(theme, score, passage)
        if level is not None:
            tags.append(ThemeTag(theme_id, level, round(score, 2), found.evidence))
    return replace(passage, themes=tuple(tags))


def _level(theme: Theme, score: float, passage: Passage) -> TagLevel | None:
    about = theme.about + PER_HUNDRED_WORDS * max(0, _words(passage) - ROOM_WORDS) / 100
    if passage.kind == "table":
        about *= TABLE_FACTOR
    if score >= about:
        return "about"
    return "touches" if score >= theme.touches else None


class _Headings:
    """What the headings above a passage weigh, each heading read once."""

    def __init__(self, matcher: _Matcher, language: Language, names: Mapping[str, int]) -> None:
        self._matcher = matcher
        self._language = language
        self._names = names
        self._known: dict[str, dict[str, float]] = {}

    def weights(self, passage: Passage) -> dict[str, float]:
        """The heaviest heading for each theme; a heading that opens the text is counted there already."""
        heaviest: dict[str, float] = {}
        for heading in passage.heading_path:
            if not passage.text.startswith(heading):
                for theme_id, weight in self._of(heading).items():
                    heaviest[theme_id] = max(weight, heaviest.get(theme_id, 0.0))
        return heaviest

    def _of(self, heading: str) -> dict[str, float]:
        if heading not in self._known:
            sentences = self._matcher.sentences(heading, self._language)
            weighed = self._matcher.weigh(heading, sentences, self._names)
            self._known[heading] = {theme_id: found.score for theme_id, found in weighed.items()}
        return self._known[heading]


@dataclass(frozen=True, slots=True)
class _Alternative:
    """A term as tokens say it; *keys* are consecutive words, of which the first was looked up."""

    slot: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern or negative with its slots numbered."""

    theme: int
    slots: tuple[int, ...]
    within: int
    order: bool
    weight: float
    text: str
    names: bool
    sentence: bool


@lru_cache(maxsize=4)
def _matcher(taxonomy: Taxonomy, analyser: WordAnalyser) -> _Matcher:
    return _Matcher(taxonomy, analyser)


class _Matcher:
    """The taxonomy turned round: from a token's keys to the slots it fills, then to the patterns.

    A token costs one dictionary look-up for each key, whatever the number of patterns.
    """

    def __init__(self, taxonomy: Taxonomy, analyser: WordAnalyser) -> None:
        self.taxonomy = taxonomy
        self._analyser = analyser
        self._slots: dict[tuple[int | None, frozenset[Term]], int] = {}
        self._name_slots: defaultdict[int, list[int]] = defaultdict(list)
        self._by_key: defaultdict[str, list[_Alternative]] = defaultdict(list)
        self._by_form: defaultdict[str, list[_Alternative]] = defaultdict(list)
        self._by_prefix: list[tuple[str, _Alternative]] = []
        self._rules: defaultdict[int, list[_Rule]] = defaultdict(list)
        self._negatives: defaultdict[int, list[_Rule]] = defaultdict(list)
        for number, theme in enumerate(taxonomy.themes):
            self._take_in(number, theme)
        self._first_slots = frozenset(self._rules)
        self._naming = frozenset(slot for slot, rules in self._rules.items() if any(rule.names for rule in rules))
        self._alternatives = lru_cache(maxsize=_KEYS_REMEMBERED)(self._look_up)

    def sentences(self, text: str, language: Language) -> list[Sentence]:
        """The tokens of *text* by sentence; nothing where no word belongs to a theme, which saves time."""
        tokens = self._analyser.tokens(text)
        if not any(self._hits(token) for token in tokens):
            return [tokens]
        starts = [start for start, _ in language.sentences(text)]
        found: defaultdict[int, list[Token]] = defaultdict(list)
        for token in tokens:
            found[bisect_right(starts, token.start)].append(token)
        return list(found.values())

    def names(self, sentences: Iterable[Sentence]) -> dict[str, int]:
        """The names that *sentences* introduce: lemma and number of the theme. Only a compound is a name."""
        found: dict[str, int] = {}
        for tokens in sentences:
            if self._naming.isdisjoint(alternative.slot for token in tokens for alternative in self._hits(token)):
                continue
            for find in self._candidates(tokens, {}):
                if find.names and tokens[find.last].parts:
                    found.setdefault(tokens[find.last].lemma, find.theme)
        return found

    def weigh(self, text: str, sentences: Iterable[Sentence], names: Mapping[str, int]) -> dict[str, _Weighed]:
        """What is found in *text*, by theme id in the taxonomy's order, without themes that have no find."""
        finds: defaultdict[int, list[tuple[_Find, Sentence]]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for find in self._finds(sentence, names):
                leading = replace(find, weight=find.weight * LEAD_FACTOR) if number == 0 else find
                finds[find.theme].append((leading, sentence))
        return {self.taxonomy.themes[theme].id: _weighed(text, finds[theme]) for theme in sorted(finds)}

    def _hits(self, token: Token) -> tuple[_Alternative, ...]:
        return self._alternatives(token.text.lower(), token.lemma, token.parts, token.extra)

    def _finds(self, tokens: Sentence, names: Mapping[str, int]) -> list[_Find]:
        """What is found in one sentence, no two finds of a theme on the same words."""
        return _heaviest_apart(self._candidates(tokens, names))

    def _candidates(self, tokens: Sentence, names: Mapping[str, int]) -> list[_Find]:
        """Every way to fill a pattern in one sentence that no negative takes away."""
        filled = self._filled(tokens, names)
        finds = [
            _Find(rule.theme, rule.weight, rule.text, min(used), max(used), used, rule.names)
            for slot in filled.keys() & self._first_slots
            for rule in self._rules[slot]
            for used in _fill(rule, filled)
        ]
        return self._allowed(finds, filled, len(tokens)) if finds else []

    def _allowed(self, finds: list[_Find], filled: Mapping[int, list[tuple[int, int]]], length: int) -> list[_Find]:
        """*finds* without those that use a word of a negative."""
        taken: dict[int, set[int]] = {}
        for theme in {find.theme for find in finds}:
            words: set[int] = set()
            for rule in self._negatives[theme]:
                for used in _fill(rule, filled):
                    words.update(range(length) if rule.sentence else range(min(used), max(used) + 1))
            taken[theme] = words
        return [find for find in finds if taken[find.theme].isdisjoint(find.used)]

    def _filled(self, tokens: Sentence, names: Mapping[str, int]) -> dict[int, list[tuple[int, int]]]:
        """Where each slot is filled: first and last token, in order."""
        filled: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for place, token in enumerate(tokens):
            for alternative in self._hits(token):
                last = _end_of_phrase(tokens, place, alternative.keys)
                if last is not None and (place, last) not in filled[alternative.slot]:
                    filled[alternative.slot].append((place, last))
            if token.lemma in names:
                for slot in self._name_slots[names[token.lemma]]:
                    filled[slot].append((place, place))
        return {slot: places for slot, places in filled.items() if places}

    def _look_up(
        self, form: str, lemma: str, parts: tuple[str, ...], extra: tuple[str, ...]
    ) -> tuple[_Alternative, ...]:
        keys = dict.fromkeys((lemma, *parts, *extra))
        found = list(self._by_form.get(form, ()))
        for key in keys:
            found.extend(self._by_key.get(key, ()))
            found.extend(alternative for prefix, alternative in self._by_prefix if key.startswith(prefix))
        return tuple(dict.fromkeys(found))

    def _take_in(self, number: int, theme: Theme) -> None:
        for label in (theme.label, *theme.other_labels):
            slots = [(_label_term(token),) for token in self._analyser.tokens(label) if not token.stop]
            if slots:
                self._add(
                    self._rules, number, Pattern(tuple(slots), len(slots) + LABEL_GAP, LABEL_WEIGHT, False, False)
                )
        for pattern in theme.patterns:
            self._add(self._rules, number, pattern)
        for negative in theme.negatives:
            self._add(self._negatives, number, negative)

    def _add(self, rules: defaultdict[int, list[_Rule]], theme: int, pattern: Pattern | Negative) -> None:
        slots = tuple(self._slot(slot, theme) for slot in pattern.slots)
        rule = _Rule(
            theme=theme,
            slots=slots,
            within=pattern.within,
            order=pattern.order,
            weight=pattern.weight if isinstance(pattern, Pattern) else 0.0,
            text=rule_of(pattern.slots),
            names=isinstance(pattern, Pattern) and pattern.names,
            sentence=isinstance(pattern, Negative) and pattern.sentence,
        )
        rules[slots[0] if rules is self._rules else theme].append(rule)

    def _slot(self, terms: Sequence[Term], theme: int) -> int:
        """The number of a slot; slots with the same alternatives share one, but names belong to a theme."""
        known = (theme if any(term.name for term in terms) else None, frozenset(terms))
        if known not in self._slots:
            slot = self._slots[known] = len(self._slots)
            for term in terms:
                if term.name:
                    self._name_slots[theme].append(slot)
                else:
                    self._learn(term, slot)
        return self._slots[known]

    def _learn(self, term: Term, slot: int) -> None:
        if term.prefix:
            prefix = term.text.removesuffix("*").strip().lower()
            self._by_prefix.append((prefix, _Alternative(slot, (prefix,))))
        elif term.exact:
            form = term.text.removeprefix("=").strip().lower()
            self._by_form[form].append(_Alternative(slot, (form,)))
        else:
            keys = tuple(token.lemma for token in self._analyser.tokens(term.text)) or (term.text.lower(),)
            self._by_key[keys[0]].append(_Alternative(slot, keys))


def _label_term(token: Token) -> Term:
    return Term(token.text, prefix=False, exact=False, name=False)


def _end_of_phrase(tokens: Sentence, place: int, keys: Sequence[str]) -> int | None:
    """The last token of *keys*, of which the first stands at *place*."""
    for key in keys[1:]:
        window = range(place + 1, min(place + 2 + PHRASE_GAP, len(tokens)))
        following = next((i for i in window if key in tokens[i].keys), None)
        if following is None:
            return None
        place = following
    return place


def _fill(rule: _Rule, filled: Mapping[int, Sequence[tuple[int, int]]]) -> list[tuple[int, ...]]:
    """The tokens of each way to fill *rule*, one for each place of its first slot, the tightest one."""
    if any(slot not in filled for slot in rule.slots):
        return []
    found = (_fill_from(rule, first, filled) for first in filled[rule.slots[0]])
    return list(dict.fromkeys(used for used in found if used is not None))


def _fill_from(
    rule: _Rule, first: tuple[int, int], filled: Mapping[int, Sequence[tuple[int, int]]]
) -> tuple[int, ...] | None:
    """The tightest way to fill *rule* from *first* on; one word may fill two slots, but no slot twice."""
    low, high = first
    taken = [(rule.slots[0], first)]
    for slot in rule.slots[1:]:
        width, place = min(
            (
                (max(high, last) - min(low, start), (start, last))
                for start, last in filled[slot]
                if (slot, (start, last)) not in taken and (not rule.order or start >= taken[-1][1][0])
            ),
            default=(rule.within, None),
        )
        if place is None or width >= rule.within:
            return None
        low, high = min(low, place[0]), max(high, place[1])
        taken.append((slot, place))
    return tuple(sorted({token for _, (start, last) in taken for token in range(start, last + 1)}))


def _heaviest_apart(finds: Iterable[_Find]) -> list[_Find]:
    """Of each theme the heaviest finds, the shortest among equals, that share no stretch of text."""
    kept: list[_Find] = []
    for find in sorted(finds, key=lambda f: (-f.weight, f.last - f.first, f.first, f.rule)):
        if not any(k.theme == find.theme and k.first <= find.last and find.first <= k.last for k in kept):
            kept.append(find)
    return kept


def _weighed(text: str, finds: Sequence[tuple[_Find, Sentence]]) -> _Weighed:
    """The sum of *finds*, the n-th of one rule at 1/n, and the heaviest as evidence in text order."""
    times: Counter[str] = Counter()
    score = 0.0
    evidence: list[tuple[float, Evidence]] = []
    for find, tokens in finds:
        times[find.rule] += 1
        weight = find.weight / times[find.rule]
        score += weight
        start, end = tokens[find.first].start, tokens[find.last].end
        evidence.append((weight, Evidence(text[start:end], start, end, find.rule)))
    heaviest = sorted(evidence, key=lambda found: (-found[0], found[1].start))[:MOST_EVIDENCE]
    return _Weighed(score, tuple(sorted((e for _, e in heaviest), key=lambda e: (e.start, e.end))))
