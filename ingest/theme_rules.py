"""The taxonomy turned round for matching: from a word to the slots it fills, from a slot to the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from corpus.analyser import Token
from corpus.taxonomy import Taxonomy, Term, Theme, rule_of

from .theme_fillings import Place, Rule

LABEL_WEIGHT = 2.0  # a theme's own name is enough alone
LABEL_GAP = 3  # words that may stand inside a name: "tværfagligt og åbent samarbejde"
PHRASE_GAP = 1  # words that may stand between two words of a term: "dele deres viden"

_KEYS_REMEMBERED = 100_000

Sentence = Sequence[Token]


class WordAnalyser(Hashable, Protocol):
    """The part of ``corpus.analyser.Analyser`` used here."""

    def tokens(self, text: str) -> list[Token]: ...


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term as tokens say it; *keys* are consecutive words, of which the first was looked up."""

    slot: int
    keys: tuple[str, ...]
    term: Term


@dataclass(frozen=True, slots=True)
class Hits:
    """What a token fills, or may begin to fill: no slot twice by itself."""

    alternatives: tuple[Alternative, ...]
    slots: frozenset[int]


class Rules:
    """Every rule of a taxonomy; looking up a token costs one dictionary access for each of its keys."""

    def __init__(self, taxonomy: Taxonomy, analyser: WordAnalyser) -> None:
        self._analyser = analyser
        self._slots: dict[tuple[int | None, frozenset[Term]], int] = {}
        self._by_key: defaultdict[str, list[Alternative]] = defaultdict(list)
        self._by_form: defaultdict[str, list[Alternative]] = defaultdict(list)
        self._by_prefix: list[tuple[str, Alternative]] = []
        self._count = 0
        self.name_slots: defaultdict[int, list[tuple[int, Term]]] = defaultdict(list)
        self.by_first_slot: defaultdict[int, list[Rule]] = defaultdict(list)
        self.of_theme: defaultdict[int, list[Rule]] = defaultdict(list)
        self.negatives: defaultdict[int, list[Rule]] = defaultdict(list)
        self.negations: list[tuple[Rule, int, int | None, int | None]] = []
        for number, theme in enumerate(taxonomy.themes):
            self._take_in(number, theme)
        for negation in taxonomy.negations:
            slots = self._numbered(negation.slots, -1)
            rule = self._rule(-1, slots, negation.within, written=negation.rule, order=True)
            unless, until = (self._slot(terms, -1) if terms else None for terms in (negation.unless, negation.until))
            self.negations.append((rule, negation.scope, unless, until))
        self._themes_of_slot: defaultdict[int, set[int]] = defaultdict(set)
        for rule in (rule for rules in self.of_theme.values() for rule in rules):
            for slot in rule.slots:
                self._themes_of_slot[slot].add(rule.theme)
        self._of_negations = {slot for negation in self.negations for slot in _slots_of_negation(*negation)}
        self._hits = lru_cache(maxsize=_KEYS_REMEMBERED)(self._look_up)

    def hits(self, token: Token) -> Hits:
        """The slots that *token* fills, or may begin to fill."""
        return self._hits(token.text.lower(), token.lemma, token.parts, token.extra)

    def themes_of(self, token: Token) -> set[int]:
        """The numbers of the themes in whose patterns *token* has a place."""
        return {theme for slot in self.hits(token).slots for theme in self._themes_of_slot.get(slot, ())}

    def needed(self, tokens: Sentence, themes: Iterable[int]) -> set[int]:
        """The slots to fill in one sentence: those of the rules that it may fill whole, and of what may stop them.

        Most sentences hold words of many rules and fill none. *themes* are those of the names in it.
        """
        present = {slot for theme in themes for slot, _ in self.name_slots[theme]}
        for token in tokens:
            present |= self.hits(token).slots
        first_slots = self.by_first_slot.keys() & present
        rules = [rule for slot in first_slots for rule in self.by_first_slot[slot] if present.issuperset(rule.slots)]
        stopping = [
            rule for theme in {*themes, *(rule.theme for rule in rules)} for rule in self.negatives.get(theme, ())
        ]
        needed = {slot for rule in (*rules, *stopping) for slot in rule.slots}
        return needed | self._of_negations if rules or themes else needed

    def filled(
        self, tokens: Sentence, named: Mapping[int, Sequence[int]], needed: set[int] | None = None
    ) -> dict[int, list[Place]]:
        """Where each slot is filled in one sentence, in order; *named* are the themes of tokens that are names.

        Only the slots *needed* are looked for, all where it is not said.
        """
        filled: defaultdict[int, list[Place]] = defaultdict(list)
        for at, token in enumerate(tokens):
            hits = self.hits(token)
            if needed is None or not needed.isdisjoint(hits.slots):
                for alternative in hits.alternatives:
                    if needed is not None and alternative.slot not in needed:
                        continue
                    if len(alternative.keys) == 1:
                        filled[alternative.slot].append(Place(at, at, alternative.term))
                    elif (last := _end_of_phrase(tokens, at, alternative.keys)) is not None:
                        _add(filled[alternative.slot], Place(at, last, alternative.term))
            for theme in named.get(at, ()):
                for slot, term in self.name_slots[theme]:
                    _add(filled[slot], Place(at, at, term))
        return dict(filled)

    def _look_up(self, form: str, lemma: str, parts: tuple[str, ...], extra: tuple[str, ...]) -> Hits:
        keys = dict.fromkeys((lemma, *parts, *extra))
        found = list(self._by_form.get(form, ()))
        for key in keys:
            found.extend(self._by_key.get(key, ()))
            found.extend(alternative for prefix, alternative in self._by_prefix if key.startswith(prefix))
        once: dict[tuple[int, tuple[str, ...]], Alternative] = {}
        for one in found:
            once.setdefault((one.slot, one.keys[1:]), one)
        return Hits(tuple(once.values()), frozenset(one.slot for one in found))

    def _take_in(self, number: int, theme: Theme) -> None:
        for label in (theme.label, *theme.other_labels):
            terms = [_label_term(token) for token in self._analyser.tokens(label) if not token.stop]
            if terms:
                slots = self._numbered([(term,) for term in terms], number)
                within = len(slots) + LABEL_GAP
                self._keep(self._rule(number, slots, within, written=rule_of(terms), weight=LABEL_WEIGHT))
        for pattern in theme.patterns:
            slots = self._numbered(pattern.slots, number)
            self._keep(
                self._rule(
                    number,
                    slots,
                    pattern.within,
                    written=pattern.rule,
                    order=pattern.order,
                    weight=pattern.weight,
                    names=pattern.names,
                    different=pattern.different,
                )
            )
        for negative in theme.negatives:
            slots = self._numbered(negative.slots, number)
            self.negatives[number].append(
                self._rule(
                    number,
                    slots,
                    negative.within,
                    written=negative.rule,
                    order=negative.order,
                    sentence=negative.sentence,
                )
            )

    def _keep(self, rule: Rule) -> None:
        self.by_first_slot[rule.slots[0]].append(rule)
        self.of_theme[rule.theme].append(rule)

    def _rule(
        self,
        theme: int,
        slots: tuple[int, ...],
        within: int,
        *,
        written: str,
        order: bool = False,
        weight: float = 0.0,
        names: bool = False,
        different: bool = False,
        sentence: bool = False,
    ) -> Rule:
        self._count += 1
        return Rule(self._count, theme, slots, within, order, weight, written, names, different, sentence)

    def _numbered(self, slots: Iterable[Sequence[Term]], theme: int) -> tuple[int, ...]:
        return tuple(self._slot(slot, theme) for slot in slots)

    def _slot(self, terms: Sequence[Term], theme: int) -> int:
        """The number of a slot; slots with the same alternatives share one, but names belong to a theme."""
        known = (theme if any(term.name for term in terms) else None, frozenset(terms))
        if known not in self._slots:
            slot = self._slots[known] = len(self._slots)
            for term in terms:
                if term.name:
                    self.name_slots[theme].append((slot, term))
                else:
                    self._learn(term, slot)
        return self._slots[known]

    def _learn(self, term: Term, slot: int) -> None:
        if term.prefix:
            prefix = term.text.removesuffix("*").strip().lower()
            self._by_prefix.append((prefix, Alternative(slot, (prefix,), term)))
        elif term.exact:
            form = term.text.removeprefix("=").strip().lower()
            self._by_form[form].append(Alternative(slot, (form,), term))
        else:
            keys = tuple(token.lemma for token in self._analyser.tokens(term.text)) or (term.text.lower(),)
            self._by_key[keys[0]].append(Alternative(slot, keys, term))


def _add(places: list[Place], place: Place) -> None:
    if not any(one.first == place.first and one.last == place.last for one in places):
        places.append(place)


def _slots_of_negation(rule: Rule, scope: int, unless: int | None, until: int | None) -> Iterator[int]:
    yield from rule.slots
    yield from (slot for slot in (unless, until) if slot is not None)


def _label_term(token: Token) -> Term:
    return Term(token.text, prefix=False, exact=False, name=False)


def _end_of_phrase(tokens: Sentence, at: int, keys: Sequence[str]) -> int | None:
    """The last token of *keys*, of which the first stands at *at*."""
    for key in keys[1:]:
        window = range(at + 1, min(at + 2 + PHRASE_GAP, len(tokens)))
        following = next((i for i in window if key in tokens[i].keys), None)
        if following is None:
            return None
        at = following
    return at
