"""Which themes a passage is about or touches, and the words that prove it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus import DocumentTheme, Passage, ThemeTag
from corpus.analyser import Token
from corpus.document import DocumentThemeLevel
from corpus.passage import TagLevel
from corpus.taxonomy import Taxonomy, Theme

from .language import Language
from .theme_finds import Matcher, Weighed, matcher_of
from .theme_names import NO_NAMES
from .theme_rules import WordAnalyser

# The numbers below and in `theme_finds.py` were set on all labelled passages that `make eval-themes` names but those
# read once, each set with words learnt from the others (`tests/learn_theme_words.py --held-out`), real documents
# weighing most; each may go up or down by a third, and little changes. Tried without gain: weights of the patterns
# fitted to the labels, and a learned combination of score, coverage, place, heading and commas within finds.
# A passage that speaks of a theme in one sentence of many touches it; one whose every sentence does is about it.
FULL_COVERAGE = 0.25
MISSING_COVERAGE = 0.75
TOUCHED_COVERAGE = 0.4  # a weak word in one of many sentences is a mention, in one of two it touches
MISSING_TOUCHED = 0.75
# What a passage needs more that speaks of the theme in half of its sentences or fewer, and not in the first …
IN_PASSING, IN_PASSING_SHARE = 0.75, 0.5
# … unless heading or title names the theme, or so many passages, and so much of the document, speak of it clearly.
CARRYING_PASSAGES, CARRYING_SHARE = 4, 0.25
# All words of a passage say what it treats: one that leans towards a theme needs less, one that leans away more.
# Where heading, title or document carry the theme, leaning away does not count.
LEANING_TOWARDS, LEANING_AWAY = 1.5, 1.0
# Time tables and figures name a theme without treating it.
TABLE_FACTOR = 2.0
HEADING_SHARE = 0.5  # of a heading's weight is given to the passages under it …
HEADING_MOST = 0.8  # … but never so much that it is enough alone
TITLE_BONUS = 0.6  # for the themes that the document's title names, where the passage has a find of its own

PRIMARY_SHARE = 0.3  # of a document's words stand in passages about its primary themes
PRIMARY_SHARE_NAMED = 0.05  # is enough where its title or front page names the theme
SECONDARY_PASSAGES, SECONDARY_SHARE = 2, 0.05  # so many passages, or so much of the words, are more than a mention
FRONT_PASSAGES, FRONT_WORDS = 2, 60  # so many passages, when so short, are the front page

READ_PASSAGES = 400  # passages of a document whose words are kept while it is tagged, some 20 MB; few have more


def tag_themes(
    passages: Sequence[Passage],
    *,
    taxonomy: Taxonomy,
    analyser: WordAnalyser,
    language: Language,
    titles: Sequence[str] = (),
) -> tuple[Passage, ...]:
    """The passages of one document with the themes each is about or touches, and the words that prove it.

    A find is a pattern of the taxonomy filled within one sentence by lemmas and compound parts. The
    heaviest finds are counted first and never share a word; repetition counts less each time, the first
    sentence more. What a negative or a negation stops does not count. A theme that is spoken of in passing is
    touched, however clear the words are, unless heading, title or the rest of the document is about it.
    What all words of a passage lean to, learnt from labelled passages, moves the bound of what it is about;
    it never makes a tag where no pattern found anything.
    A heading counts half, and only where the text itself gives at least one find: a tag without words
    in its passage does not exist; so it is with the theme of the document's *titles*. A name that the document
    introduces ("Tværfagligt Småbørnsteam") counts in the whole document, as evidence of a kind of its own.

    Known to miss: a passage about a theme in other words than the patterns have, and irony of any kind.
    """
    tagger = Tagger(passages, taxonomy=taxonomy, analyser=analyser, language=language, titles=titles)
    return tuple(tagger.tagged(passage) for passage in passages)


class Tagger:
    """Reads the passages of one document; what it has learnt of the document holds for each of them."""

    def __init__(
        self,
        passages: Sequence[Passage],
        *,
        taxonomy: Taxonomy,
        analyser: WordAnalyser,
        language: Language,
        titles: Sequence[str],
    ) -> None:
        self.taxonomy = taxonomy
        self.matcher = matcher_of(taxonomy, analyser)
        self._language = language
        self._sentences: dict[str, list[Sequence[Token]]] = {}
        self.names = self.matcher.names(self._read(one.text) for one in passages)
        self._titled = named_themes(titles, self.matcher, language)
        self._carried = self._titled | self._carried_by(passages)
        self._headings: dict[str, dict[str, float]] = {}

    def tagged(self, passage: Passage) -> Passage:
        """*passage* with its themes."""
        tags: list[ThemeTag] = []
        weighed = self.weigh(passage)
        around, leanings = (self.around(passage), self.leanings(passage)) if weighed else ({}, {})
        for theme_id, found in weighed.items():
            theme = self.taxonomy.by_id[theme_id]
            score = found.score + around.get(theme_id, 0.0)
            level: TagLevel | None = "touches" if score >= needed_for_touches(theme, found) else None
            if score >= self.needed(theme, found, passage, leanings.get(theme_id, 0.0)):
                level = "about"
            if level is not None:
                tags.append(ThemeTag(theme_id, level, round(score, 2), found.evidence))
        return replace(passage, themes=tuple(tags))

    def weigh(self, passage: Passage) -> dict[str, Weighed]:
        """What the text of *passage* itself says of each theme."""
        return self.matcher.weigh(passage.text, self.sentences(passage), self.names)

    def needed(self, theme: Theme, found: Weighed, passage: Passage, leaning: float) -> float:
        """The score from which *passage*, whose words lean so far towards *theme*, is about it."""
        headed = any(self._of_heading(one).get(theme.id, 0.0) >= theme.about for one in passage.heading_path)
        carried = headed or theme.id in self._carried
        return needed_for_about(theme, found, passage, carried=carried, leaning=leaning)

    def leanings(self, passage: Passage) -> Mapping[str, float]:
        """How far the words of *passage* and its headings lean towards the themes of which words were learnt."""
        return self.taxonomy.words.leanings(self.keys(passage))

    def keys(self, passage: Passage) -> set[str]:
        """The keys of all words of *passage* and its headings that are no stop words."""
        keys: set[str] = set()
        for tokens in (*self.sentences(passage), *map(self.matcher.tokens, passage.heading_path)):
            for token in tokens:
                if not token.stop:
                    keys.add(token.lemma)
                    keys.update(token.parts, token.extra)
        return keys

    def sentences(self, passage: Passage) -> list[Sequence[Token]]:
        return self._read(passage.text)[1]

    def _read(self, text: str) -> tuple[str, list[Sequence[Token]]]:
        """*text* and its sentences; those of a long document's later passages are read anew each time."""
        sentences = self._sentences.get(text)
        if sentences is None:
            sentences = self.matcher.sentences(text, self._language)
            if len(self._sentences) < READ_PASSAGES:
                self._sentences[text] = sentences
        return text, sentences

    def _carried_by(self, passages: Sequence[Passage]) -> set[str]:
        """The themes that so many of *passages* treat, or name a thing of, that the document is about them."""
        read = [one.text for one in passages[:READ_PASSAGES]]
        named: Counter[int] = Counter()
        for text in read:
            named.update({one.theme for tokens in self._read(text)[1] for one in self.names.mentions(tokens)})
        return self._often(named, len(read)) | self._often(self.names.texts_of, len(passages))

    def _often(self, counts: Mapping[int, int], passages: int) -> set[str]:
        enough = max(CARRYING_PASSAGES, CARRYING_SHARE * passages)
        return {self.taxonomy.themes[theme].id for theme, count in counts.items() if count >= enough}

    def around(self, passage: Passage) -> dict[str, float]:
        """What headings and title add to each theme; a heading that opens the text is counted there already."""
        added: dict[str, float] = dict.fromkeys(self._titled, TITLE_BONUS)
        heaviest: dict[str, float] = {}
        for heading in passage.heading_path:
            if not passage.text.startswith(heading):
                for theme_id, weight in self._of_heading(heading).items():
                    heaviest[theme_id] = max(weight, heaviest.get(theme_id, 0.0))
        for theme_id, weight in heaviest.items():
            added[theme_id] = max(added.get(theme_id, 0.0), min(HEADING_MOST, HEADING_SHARE * weight))
        return added

    def _of_heading(self, heading: str) -> dict[str, float]:
        if heading not in self._headings:
            sentences = self.matcher.sentences(heading, self._language)
            weighed = self.matcher.weigh(heading, sentences, self.names)
            self._headings[heading] = {theme_id: found.score for theme_id, found in weighed.items()}
        return self._headings[heading]


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
    three tenths of the words, or from a twentieth where a title or the front page names it; secondary from
    two passages or a twentieth of the words. Primary first, then by score, ties in the taxonomy's order.
    """
    words, about, total = Counter[str](), Counter[str](), 0
    for passage in passages:
        count = _words(passage)
        total += count
        for theme_id in _about(passage):
            words[theme_id] += count
            about[theme_id] += 1
    named = named_themes(titles, matcher_of(taxonomy, analyser), language)
    named |= {id for front in passages[:FRONT_PASSAGES] if _words(front) <= FRONT_WORDS for id in _about(front)}
    found: list[DocumentTheme] = []
    for theme in taxonomy.themes:
        share = words[theme.id] / max(total, 1)
        if about[theme.id] >= SECONDARY_PASSAGES or share >= SECONDARY_SHARE:
            enough = PRIMARY_SHARE_NAMED if theme.id in named else PRIMARY_SHARE
            level: DocumentThemeLevel = "primary" if share >= enough else "secondary"
            found.append(DocumentTheme(theme.id, level, round(share, 3)))
    return tuple(sorted(found, key=lambda theme: (theme.level != "primary", -theme.score)))


def named_themes(titles: Sequence[str], matcher: Matcher, language: Language) -> set[str]:
    """The themes that *titles* name."""
    return {
        theme_id
        for title in titles
        for theme_id, found in matcher.weigh(title, matcher.sentences(title, language), NO_NAMES).items()
        if found.score >= matcher.taxonomy.by_id[theme_id].about
    }


def needed_for_touches(theme: Theme, found: Weighed) -> float:
    """The score from which a passage touches *theme*: more where little of it speaks of it."""
    return theme.touches + MISSING_TOUCHED * max(0.0, TOUCHED_COVERAGE - found.coverage)


def needed_for_about(theme: Theme, found: Weighed, passage: Passage, *, carried: bool, leaning: float) -> float:
    """The score from which *passage* is about *theme*: more where little of it speaks of it, twice in a table.

    Less where its words lean towards the theme, more where they lean away and nothing around carries the theme.
    """
    needed = theme.about + MISSING_COVERAGE * max(0.0, FULL_COVERAGE - found.coverage)
    if not found.leads and not carried and found.sentences <= IN_PASSING_SHARE * found.of_sentences:
        needed += IN_PASSING
    if passage.kind == "table":
        return needed * TABLE_FACTOR
    if leaning < 0 and carried:
        return needed
    return max(0.0, needed - (LEANING_TOWARDS if leaning > 0 else LEANING_AWAY) * leaning)


def _words(passage: Passage) -> int:
    return len(passage.text.split())


def _about(passage: Passage) -> set[str]:
    return {tag.theme_id for tag in passage.themes if tag.level == "about"}
