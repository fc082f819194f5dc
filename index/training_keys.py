"""The training text as numbers: each text a bag of key numbers over one vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.analyser import Analyser

from .static_model import content_keys
from .training_text import FieldPassage, TrainingText

Bag = npt.NDArray[np.int64]  # key numbers of a text, in its order, repeats kept

# How much one passage that holds a key counts towards a place in the vocabulary: the field first,
# so that its rare words get in, product documentation last.
_FIELD_COUNT, _SPEECH_COUNT, _MANUAL_COUNT = 3.0, 1.0, 0.3
_MIN_COUNT = 3.0


@dataclass(frozen=True, slots=True)
class KeyedPassage:
    """A field passage; each query is its kind and its bag."""

    heading: Bag
    text: Bag
    queries: tuple[tuple[str, Bag], ...]

    @property
    def whole(self) -> Bag:
        return np.concatenate([self.heading, self.text])


@dataclass(frozen=True, slots=True)
class KeyedText:
    """The training text over ``vocabulary``; a key's number is its place there."""

    vocabulary: tuple[str, ...]
    field: tuple[KeyedPassage, ...]
    synonyms: tuple[tuple[Bag, tuple[Bag, ...]], ...]
    paraphrases: tuple[tuple[Bag, Bag], ...]
    speeches: tuple[Bag, ...]
    manuals: tuple[Bag, ...]


class _Numbering:
    """Numbers keys as they come, and counts in how many texts each stands."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self.numbers: dict[str, int] = {}
        self._counts: list[float] = []

    def bag(self, text: str, count: float) -> Bag:
        bag = np.array(
            [self.numbers.setdefault(key, len(self.numbers)) for key in content_keys(self._analyser, text)],
            np.int64,
        )
        self._counts.extend([0.0] * (len(self.numbers) - len(self._counts)))
        for number in np.unique(bag).tolist():
            self._counts[number] += count
        return bag

    def passage(self, passage: FieldPassage) -> KeyedPassage:
        return KeyedPassage(
            heading=self.bag(passage.heading, _FIELD_COUNT),
            text=self.bag(passage.text, _FIELD_COUNT),
            queries=tuple((query.kind, self.bag(query.text, _FIELD_COUNT)) for query in passage.queries),
        )

    def most_frequent(self, size: int) -> list[str]:
        """At most *size* keys that are frequent enough to learn, the most frequent first."""
        counted = [
            (-count, key)
            for key, count in zip(self.numbers, self._counts, strict=True)
            if count >= _MIN_COUNT and len(key) > 1
        ]
        return [key for _, key in sorted(counted)[:size]]


def key_training_text(text: TrainingText, analyser: Analyser, *, vocabulary_size: int) -> KeyedText:
    """*text* without its held-out part, analysed; keys outside the vocabulary are dropped."""
    numbering = _Numbering(analyser)
    field = [numbering.passage(passage) for passage in text.field]
    synonyms = [
        (numbering.bag(phrase, _FIELD_COUNT), [numbering.bag(term, _FIELD_COUNT) for term in terms])
        for phrase, terms in text.synonyms
    ]
    paraphrases = [
        (numbering.bag(question, _FIELD_COUNT), numbering.bag(answer, _FIELD_COUNT))
        for question, answer in text.paraphrases
    ]
    speeches = [numbering.bag(speech, _SPEECH_COUNT) for speech in text.speeches]
    manuals = [numbering.bag(manual, _MANUAL_COUNT) for manual in text.manuals]

    vocabulary = numbering.most_frequent(vocabulary_size)
    places = np.full(len(numbering.numbers), -1, np.int64)
    places[[numbering.numbers[key] for key in vocabulary]] = np.arange(len(vocabulary))

    def place(bag: Bag) -> Bag:
        placed: Bag = places[bag]
        return placed[placed >= 0]

    def place_all(bags: Iterable[Bag]) -> tuple[Bag, ...]:
        return tuple(placed for bag in bags if len(placed := place(bag)))

    return KeyedText(
        vocabulary=tuple(vocabulary),
        field=tuple(
            KeyedPassage(
                heading=place(passage.heading),
                text=place(passage.text),
                queries=tuple((kind, placed) for kind, bag in passage.queries if len(placed := place(bag))),
            )
            for passage in field
        ),
        synonyms=_usable([(place(phrase), place_all(terms)) for phrase, terms in synonyms]),
        paraphrases=tuple(
            (placed, placed_answer)
            for question, answer in paraphrases
            if len(placed := place(question)) and len(placed_answer := place(answer))
        ),
        speeches=place_all(speeches),
        manuals=place_all(manuals),
    )


def _usable(rows: Sequence[tuple[Bag, tuple[Bag, ...]]]) -> tuple[tuple[Bag, tuple[Bag, ...]], ...]:
    return tuple((phrase, terms) for phrase, terms in rows if len(phrase) and terms)
