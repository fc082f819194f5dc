"""What the rules find in one sentence, what stops a find, and what a passage's finds weigh together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus import Evidence
from corpus.analyser import Token
from corpus.taxonomy import Taxonomy

from .language import Language
from .theme_fillings import Filled, Filling, Rule, fillings
from .theme_names import CONTEXT, NO_NAMES, STRONG, Find, Mention, Names, NamingRule
from .theme_rules import Rules, Sentence, WordAnalyser

# "v/ Agnete Brisling, ledende sundhedsplejerske" to the end of the line: who speaks, not what of.
_SPEAKER = re.compile(r"(?:\bv/\s?|^v\.\s|^[Vv]ed )[A-ZÆØÅ][^\n]*", re.MULTILINE)

# "rutiner, samspil, leg og forældresamarbejde": three things or more of one to three words each, from the second on.
_ITEM = r"[^\W\d_][\w-]*(?: [\w-]+){0,2}"
_LIST = re.compile(rf"(?:, {_ITEM})+,? (?:og|samt|eller) {_ITEM}")
LISTED_FACTOR = 0.7  # of a find's weight, for one thing of many

LEAD_FACTOR = 1.7  # the first sentence says what a passage is about
SHORTEST_LEAD = 6  # words
SENTENCE_MOST = 2.5  # however much one sentence of many says of a theme, the passage only touches it
MOST_EVIDENCE = 6  # the heaviest finds are shown


@dataclass(frozen=True, slots=True)
class Weighed:
    """Everything found for one theme in one text; *coverage* is the share of its words in sentences with a find."""

    score: float
    coverage: float
    sentences: int
    of_sentences: int
    leads: bool
    evidence: tuple[Evidence, ...]


@lru_cache(maxsize=4)
def matcher_of(taxonomy: Taxonomy, analyser: WordAnalyser) -> Matcher:
    """The matcher of a taxonomy, made once."""
    return Matcher(taxonomy, analyser)


class Matcher:
    """Finds the patterns of a taxonomy in text."""

    def __init__(self, taxonomy: Taxonomy, analyser: WordAnalyser) -> None:
        self.taxonomy = taxonomy
        self.rules = Rules(taxonomy, analyser)
        self._analyser = analyser
        self._naming = NamingRule(taxonomy.naming)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of *text* as the patterns see them."""
        return self._analyser.tokens(text)

    def sentences(self, text: str, language: Language) -> list[Sentence]:
        """The tokens of *text* by sentence, without the lines that say who speaks."""
        tokens = self._analyser.tokens(text)
        starts = [start for start, _ in language.sentences(text)]
        found: defaultdict[int, list[Token]] = defaultdict(list)
        speakers = [match.span() for match in _SPEAKER.finditer(text)]
        for token in tokens:
            if not speakers or not any(start <= token.start < end for start, end in speakers):
                found[bisect_right(starts, token.start)].append(token)
        return list(found.values())

    def names(self, texts: Iterable[tuple[str, Sequence[Sentence]]]) -> Names:
        """The names that *texts* introduce, each text with its sentences, and how many texts name each theme."""
        names = Names(self._naming.weight)
        for text, sentences in texts:
            clear: set[int] = set()
            for tokens in sentences:
                found = self.candidates(tokens, NO_NAMES)
                names.remember(tokens, found)
                counted = [find for find in found if find.stopped_by is None]
                clear |= {find.theme for find in counted if find.weight >= STRONG}
                if counted:
                    self._naming.learn(names, text, tokens, counted)
            names.texts_of.update(clear)
        return names

    def weigh(self, text: str, sentences: Sequence[Sentence], names: Names) -> dict[str, Weighed]:
        """What is found in *text*, by theme id in the taxonomy's order, without themes that have no find."""
        finds: defaultdict[int, list[tuple[int, Find, Sentence]]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for find in self.finds(sentence, names):
                finds[find.theme].append((number, find, sentence))
        lists = [match.span() for match in _LIST.finditer(text)] if finds else []
        return {
            self.taxonomy.themes[theme].id: _weighed(text, finds[theme], sentences, lists) for theme in sorted(finds)
        }

    def finds(self, tokens: Sentence, names: Names) -> list[Find]:
        """What counts in one sentence; no two finds of a theme use the same word."""
        return _heaviest_apart(find for find in self.candidates(tokens, names) if find.stopped_by is None)

    def candidates(self, tokens: Sentence, names: Names) -> list[Find]:
        """Every way to fill a rule in one sentence, also what a negative takes away."""
        mentions = names.mentions(tokens)
        if not mentions:
            known = names.found_before(tokens)
            if known is not None:
                return known
        named = _themes_at(mentions)
        filled = self.rules.filled(tokens, named, self.rules.needed(tokens, {one.theme for one in mentions}))
        finds = [
            _found(rule, filling, tokens)
            for slot in filled
            for rule in self.rules.by_first_slot.get(slot, ())
            for filling in fillings(rule, filled)
        ]
        finds += [
            Find(
                theme=one.theme,
                number=-1 - one.theme,
                weight=names.weight,
                rule=f"{CONTEXT}{one.name}",
                words=(one.name,),
                first=one.first,
                last=one.last,
                used=frozenset(range(one.first, one.last + 1)),
                names=False,
                stopped_by=None,
            )
            for one in mentions
        ]
        return self._stopped(finds, filled, len(tokens)) if finds else []

    def filled(self, tokens: Sentence, names: Names) -> Filled:
        """Where each slot is filled in one sentence."""
        return self.rules.filled(tokens, _themes_at(names.mentions(tokens)))

    def _stopped(self, finds: list[Find], filled: Filled, length: int) -> list[Find]:
        """*finds*, those marked that use a word of a negative or are denied."""
        denied = self._denied(filled, length)
        taken: dict[int, dict[int, str]] = {}
        for theme in {find.theme for find in finds}:
            words: dict[int, str] = {}
            for rule in self.rules.negatives.get(theme, ()):
                for filling in fillings(rule, filled):
                    used = range(length) if rule.sentence else range(min(filling.used), max(filling.used) + 1)
                    words.update(dict.fromkeys(used, rule.written))
            taken[theme] = words
        if not denied and not any(taken.values()):
            return finds
        stopping = ((find, _stopping(find, taken[find.theme], denied)) for find in finds)
        return [find if by is None else replace(find, stopped_by=by) for find, by in stopping]

    def _denied(self, filled: Filled, length: int) -> list[tuple[int, int, str]]:
        """The stretches of a sentence that a negation denies: first token, one past the last, the rule."""
        found: list[tuple[int, int, str]] = []
        for rule, scope, unless, until in self.rules.negations:
            for filling in fillings(rule, filled):
                first, last = min(filling.used), max(filling.used)
                if unless is not None and any(first < place.first <= last + 1 for place in filled.get(unless, ())):
                    continue
                stops = [place.first for place in filled.get(until, ())] if until is not None else []
                end = min((stop for stop in stops if stop > last), default=length)
                found.append((last + 1, min(end, last + 1 + scope), rule.written))
        return found


def _themes_at(mentions: Sequence[Mention]) -> Mapping[int, Sequence[int]]:
    """The themes of the names that begin at each token."""
    themes: dict[int, list[int]] = {}
    for mention in mentions:
        themes.setdefault(mention.first, []).append(mention.theme)
    return themes


def _found(rule: Rule, filling: Filling, tokens: Sentence) -> Find:
    used = filling.used
    return Find(
        theme=rule.theme,
        number=rule.number,
        weight=rule.weight,
        rule=filling.rule,
        words=tuple(tokens[at].lemma for at in sorted(used)),
        first=min(used),
        last=max(used),
        used=used,
        names=rule.names,
        stopped_by=None,
    )


def _stopping(find: Find, taken: Mapping[int, str], denied: Sequence[tuple[int, int, str]]) -> str | None:
    for at in find.used:
        if at in taken:
            return taken[at]
    return next((rule for start, end, rule in denied if start <= find.first < end), None)


def _heaviest_apart(finds: Iterable[Find]) -> list[Find]:
    """Of each theme the heaviest finds, the shortest among equals, that share no word."""
    kept: list[Find] = []
    taken: defaultdict[int, set[int]] = defaultdict(set)
    for find in sorted(finds, key=lambda f: (-f.weight, f.last - f.first, f.first, f.rule)):
        if taken[find.theme].isdisjoint(find.used):
            taken[find.theme] |= find.used
            kept.append(find)
    return kept


def _weighed(
    text: str,
    finds: Sequence[tuple[int, Find, Sentence]],
    sentences: Sequence[Sentence],
    lists: Sequence[tuple[int, int]],
) -> Weighed:
    """The sum of *finds*, each with the number of its sentence, and the heaviest as evidence in text order.

    The n-th find of one rule on the same words counts 1/n, on new words 2/(n+1): repetition adds little,
    another word of the same list more. One thing of those that *lists* (stretches of *text*) name counts
    ``LISTED_FACTOR``, one sentence ``SENTENCE_MOST`` at most.
    """
    times: Counter[int] = Counter()
    repeated: Counter[tuple[int, tuple[str, ...]]] = Counter()
    by_sentence: defaultdict[int, float] = defaultdict(float)
    evidence: list[tuple[float, Evidence]] = []
    for number, find, tokens in finds:
        times[find.number] += 1
        repeated[find.number, find.words] += 1
        n = times[find.number]
        weight = find.weight / n if repeated[find.number, find.words] > 1 else find.weight * 2 / (n + 1)
        start, end = tokens[find.first].start, tokens[find.last].end
        if any(first <= start and end <= last for first, last in lists) and _is_one_thing(text[start:end]):
            weight *= LISTED_FACTOR
        by_sentence[number] += weight
        evidence.append((weight, Evidence(text[start:end], start, end, find.rule)))
    lead = _last_of_lead(sentences)
    score = sum(
        min(weight, SENTENCE_MOST) * (LEAD_FACTOR if number <= lead else 1.0) for number, weight in by_sentence.items()
    )
    covered = {number: len(tokens) for number, _, tokens in finds}
    coverage = sum(covered.values()) / (sum(map(len, sentences)) or 1)
    heaviest = sorted(evidence, key=lambda found: (-found[0], found[1].start))[:MOST_EVIDENCE]
    return Weighed(
        score=score,
        coverage=coverage,
        sentences=len(covered),
        of_sentences=len(sentences),
        leads=any(number <= lead for number in covered),
        evidence=tuple(sorted((e for _, e in heaviest), key=lambda e: (e.start, e.end))),
    )


def _is_one_thing(words: str) -> bool:
    return "," not in words and " og " not in words


def _last_of_lead(sentences: Sequence[Sentence]) -> int:
    """The number of the first sentence that is one: "KL vil arbejde for, at" and headings only lead up to it."""
    return next((number for number, tokens in enumerate(sentences) if len(tokens) >= SHORTEST_LEAD), 0)
