"""Where sentences begin and end in Danish text; the only door to spaCy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
import spacy
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # written in Cython
from spacy.tokens import Doc

from corpus.errors import LanguageError
from corpus.wordlists import WordList

SENTENCES = "praksis_sentences"  # the name our component has in a pipeline
_OWN_SENTENCES = ("parser", "senter", "sentencizer", SENTENCES)
# spaCy's limit of a million characters guards the memory of its trained parser, which we do not use.
_MAX_CHARACTERS = 50_000_000
_WORDS_KEPT = 500_000  # about 60 MB of them

if TYPE_CHECKING:
    from thinc.types import Ints2d

_START, _NO_START = 1, -1  # as spaCy writes them
_ABBREVIATIONS = "sentence_stops.txt"
_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# The look behind and the possessive repeats keep a page of leader dots from costing the square of its length.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»')\]]*+(?=\s)")
_NEXT = re.compile(r"[\"”“’»«'(\[–-]*\s*(?P<letter>[^\W_])")
_WORD_BEFORE = re.compile(r"[^\s(\[\"”»«/]+\Z")
_ORDINAL_GOES_ON = re.compile(rf"\s*(?:{_MONTHS}|\d)")
_NEW_LINE = re.compile(r"(?<!\s)\s*\n\s*")
_LIST_LINE = re.compile(r"(?:[-–—•·*▪◦‣]|\d{1,3}[.)]|[a-zæøå]\))\s")
_DEEPEST_INDENT = 20  # spaces before a list number
_LONGEST_WORD = 40  # characters looked back for an abbreviation

Span = tuple[int, int]


class Language(Protocol):
    """What we need to know about a language."""

    def sentences(self, text: str) -> list[Span]:
        """Where each sentence of *text* begins and ends, in order, without the space around it."""
        ...


class SpacyLanguage:
    """Sentences from a spaCy pipeline, which is made anew when it has collected too many words.

    spaCy keeps every word it ever saw. Its own remedy, a memory zone round each text, halves the speed.
    """

    def __init__(self, make: Callable[[], Pipeline]) -> None:
        self._make = make
        self._pipeline = make()

    def sentences(self, text: str) -> list[Span]:
        if len(self._pipeline.vocab.strings) > _WORDS_KEPT:
            self._pipeline = self._make()
        found = ((sentence.start_char, sentence.end_char) for sentence in self._pipeline(text).sents)
        spans = (_without_space(text, start, end) for start, end in found)
        return [(start, end) for start, end in spans if start < end]


def load_language(name: str | None) -> Language:
    """The language behind the spaCy pipeline *name*, a package or a folder that is on this machine.

    ``None`` gives spaCy's empty Danish pipeline with our own rules for sentences, which needs no download.
    A pipeline without sentences of its own gets our rules too.

    Raises:
        LanguageError: the pipeline is not installed here, or is for another language.
    """
    return SpacyLanguage(partial(_pipeline, name))


def _pipeline(name: str | None) -> Pipeline:
    pipeline = _blank() if name is None else _installed(name)
    pipeline.max_length = _MAX_CHARACTERS
    if not any(component in _OWN_SENTENCES for component in pipeline.pipe_names):
        Pipeline.component(SENTENCES, func=mark_sentences)
        pipeline.add_pipe(SENTENCES)
    return pipeline


def _blank() -> Pipeline:
    """SpaCy's empty Danish pipeline, cutting words at spaces only.

    That is all that sentences need, and the usual tokeniser takes a minute over a hundred thousand brackets.
    """
    pipeline = spacy.blank("da")
    pipeline.tokenizer = Tokenizer(pipeline.vocab)
    return pipeline


def _installed(name: str) -> Pipeline:
    # spacy.load would also take a name that someone registered; only what is on disk is wanted.
    if not spacy.util.is_package(name) and not Path(name, "config.cfg").is_file():
        raise LanguageError(
            f"Sprogpakken «{name}» er ikke på denne maskine, og Praksis henter den ikke selv. Installér den "
            "med pip fra en fil, I har tillid til, eller angiv mappen, den ligger i. Uden en pakke bruger "
            "Praksis sine egne regler for sætninger."
        )
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise LanguageError(
            f"Sprogpakken «{name}» kan ikke åbnes: {error} Den passer måske til en anden udgave af spaCy."
        ) from error
    if pipeline.lang != "da":
        raise LanguageError(f"Sprogpakken «{name}» er til sproget «{pipeline.lang}». Vælg en til dansk (da).")
    return pipeline


def mark_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of *doc* by ``find_starts``; a spaCy component.

    All at once by array: the setter of a single token looks through the whole document each time.
    """
    if len(doc) == 0:
        return doc
    first_characters = doc.to_array("IDX").astype(np.int64)
    starts = np.fromiter(find_starts(doc.text), dtype=np.int64)
    places = np.searchsorted(first_characters, starts)
    marks = np.full((len(doc), 1), _NO_START, dtype=np.int64)
    marks[places[places < len(doc)]] = _START
    marks[0] = _START
    return doc.from_array(["SENT_START"], cast("Ints2d", marks.astype(np.uint64)))


def find_starts(text: str) -> Iterator[int]:
    """Positions in *text* where a sentence begins, after the first.

    A sentence ends at . ! ? … before a space and something that may begin a sentence, but not after an
    abbreviation, an initial ("Kristina H. Jensen"), a list number or the day of a date. It also ends at a
    line break, since clean text has one line for each paragraph and list item, unless the next line
    goes on in lower case without a list mark. Known to miss: a sentence that begins with a lower-case
    name, and an abbreviation we do not list before a capital.
    """
    starts = {match.end() for match in _NEW_LINE.finditer(text) if _breaks(text, match)}
    for match in _STOP.finditer(text):
        end = match.end()
        following = end
        while following < len(text) and text[following].isspace():
            following += 1
        if following < len(text) and _ends_sentence(text, match, following):
            starts.add(following)
    return iter(sorted(starts))


def _breaks(text: str, line_break: re.Match[str]) -> bool:
    before, after = line_break.start(), line_break.end()
    if before == 0 or after == len(text):
        return False
    if line_break.group().count("\n") > 1 or not text[after].islower():
        return True
    return text[before - 1] in ".!?:;" or _LIST_LINE.match(text, after) is not None


def _ends_sentence(text: str, stop: re.Match[str], following: int) -> bool:
    begins = _NEXT.match(text, following)
    if begins is None or begins["letter"].islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    word = _WORD_BEFORE.search(text, max(0, stop.start() - _LONGEST_WORD), stop.start())
    return word is None or not _goes_on(text, word, stop.end())


def _goes_on(text: str, word: re.Match[str], end: int) -> bool:
    """Whether the point after *word* belongs to it."""
    written = word.group()
    if written.isdigit():
        before = text[max(0, word.start() - _DEEPEST_INDENT) : word.start()]
        first_on_its_line = not before.rpartition("\n")[2].strip() and ("\n" in before or len(before) == word.start())
        return first_on_its_line or _ORDINAL_GOES_ON.match(text, end) is not None
    return (len(written) == 1 and written.isupper()) or written.lower() in _abbreviations()


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return WordList.load(_ABBREVIATIONS).words()


def _without_space(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
