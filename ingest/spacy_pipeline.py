"""Sentences by spaCy: any pipeline on this machine, or the empty Danish one; the only door to spaCy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import spacy
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # written in Cython
from spacy.tokens import Doc

from corpus.errors import LanguageError
from corpus.sentences import sentence_starts

from .language import Span, without_space

BLANK = "da"  # spaCy's own name for its empty Danish pipeline, as in spacy.blank("da")
SENTENCES = "praksis_sentences"  # the name our component has in a pipeline
_OWN_SENTENCES = ("parser", "senter", "sentencizer", SENTENCES)
# spaCy's limit of a million characters guards the memory of its trained parser, which we do not use.
_MAX_CHARACTERS = 50_000_000
_WORDS_KEPT = 500_000  # about 60 MB of them

if TYPE_CHECKING:
    from thinc.types import Ints2d

_START, _NO_START = 1, -1  # as spaCy writes them


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
        spans = (without_space(text, sentence.start_char, sentence.end_char) for sentence in self._pipeline(text).sents)
        return [(start, end) for start, end in spans if start < end]


def load_pipeline(name: str) -> SpacyLanguage:
    """The spaCy pipeline *name*, a package or a folder that is on this machine; "da" is the empty Danish one.

    A pipeline without sentences of its own gets our rules.

    Raises:
        LanguageError: the pipeline is not installed here, or is for another language.
    """
    return SpacyLanguage(partial(_pipeline, name))


def _pipeline(name: str) -> Pipeline:
    pipeline = _blank() if name == BLANK else _installed(name)
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
    """Set the sentence starts of *doc* by ``sentence_starts``; a spaCy component.

    All at once by array: the setter of a single token looks through the whole document each time.
    """
    if len(doc) == 0:
        return doc
    first_characters = doc.to_array("IDX").astype(np.int64)
    starts = np.fromiter(sentence_starts(doc.text), dtype=np.int64)
    places = np.searchsorted(first_characters, starts)
    marks = np.full((len(doc), 1), _NO_START, dtype=np.int64)
    marks[places[places < len(doc)]] = _START
    marks[0] = _START
    return doc.from_array(["SENT_START"], cast("Ints2d", marks.astype(np.uint64)))
