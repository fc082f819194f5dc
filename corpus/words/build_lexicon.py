"""Makes ``lexicon.tsv.gz`` and ``frequencies.txt.gz`` from simplemma and wordfreq.

Run from the root of the repository, with both libraries installed:

    python -m corpus.words.build_lexicon

Why copies: simplemma's Danish dictionary takes 0.35 s to open (0.5 s as a plain dict, with 150 MB), and
importing wordfreq 0.12 s for tokenizers that we do not use. The copies open in 0.03 s, and an index
stays true to its word lists whatever versions of the libraries are around.

``lexicon.tsv.gz``: form, tabulator, how many letters to take off its end and what to put there
(«børnene», «6arn» is «barn»). Lines are sorted by bytes; a blank line follows every 64. Left out, because
``corpus.analyser`` finds the same without them: genitives, forms with a hyphen, and compounds of common
words whose lemma is that of their last part. Capitals are lowered; the lower-case word wins where both exist.

``frequencies.txt.gz``: line *n* (from 0) holds the words whose Zipf frequency is 9 - n / 100.

Licences. The lexicon: the Danish list of simplemma (MIT), made from the lemmatization lists of Michal
Měchura (Open Database License 1.0) and from Wiktionary (CC BY-SA 4.0); the copy is under the same terms.
The frequencies: wordfreq by Robyn Speer, data under CC BY-SA 4.0; so is the copy.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.compounds import FREQUENCIES, Splitter, wordfreq_bins
from corpus.lemma import BLOCK_LINES, DICTIONARY, Lexicon, read_overrides_of_package, simplemma_forms

_FOLDER = Path(__file__).parent
_FEWEST_PRUNED_LETTERS = 8


def main() -> None:
    """Write both files next to this one and say how large they became."""
    bins = wordfreq_bins()
    _write(FREQUENCIES, "\n".join(" ".join(words) for words in bins))
    dictionary = without_genitives(lowered(simplemma_forms()))
    common = {word for words in bins for word in words}
    kept = without_transparent_compounds(dictionary, common)
    _write(DICTIONARY, "\n\n".join(blocks(f"{form}\t{edit(form, lemma)}" for form, lemma in kept.items())))


def lowered(dictionary: Mapping[str, str]) -> dict[str, str]:
    """*dictionary* in lower case and without forms that are no single word."""
    found: dict[str, str] = {}
    for form in sorted(dictionary, key=lambda form: (form != form.lower(), form)):
        if form.isalpha() and len(form) > 1:
            found.setdefault(form.lower(), dictionary[form].lower())
    return found


def without_genitives(dictionary: Mapping[str, str]) -> dict[str, str]:
    """*dictionary* without the forms in -s that have the lemma of the same form without it."""
    return {
        form: lemma
        for form, lemma in dictionary.items()
        if not (form.endswith("s") and len(form) > 3 and dictionary.get(form[:-1]) == lemma)
    }


def without_transparent_compounds(dictionary: Mapping[str, str], common: set[str]) -> dict[str, str]:
    """*dictionary* without the rare compounds whose lemma follows from their last part."""
    lexicon = Lexicon(dictionary, read_overrides_of_package())
    splitter = Splitter.load(lexicon.lookup)
    kept: dict[str, str] = {}
    for form, lemma in dictionary.items():
        if len(form) >= _FEWEST_PRUNED_LETTERS and form not in common:
            pieces = splitter.split(form)
            if pieces and all(part.base in common or lexicon.lookup(part.base) in common for part in pieces):
                head = pieces[-1].surface
                if head in lexicon.overrides or form[: -len(head)] + dictionary.get(head, "") == lemma:
                    continue
        kept[form] = lemma
    return kept


def edit(form: str, lemma: str) -> str:
    """What makes *lemma* of *form*: the letters to take off the end and those to put there."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{len(form) - shared}{lemma[shared:]}"


def blocks(lines: Iterable[str]) -> Iterable[str]:
    """*lines* sorted by bytes, in blocks."""
    ordered = sorted(lines, key=str.encode)
    for start in range(0, len(ordered), BLOCK_LINES):
        yield "\n".join(ordered[start : start + BLOCK_LINES])


def _write(name: str, text: str) -> None:
    packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    (_FOLDER / name).write_bytes(packed)
    sys.stderr.write(f"{name}: {len(packed):,} bytes\n")


if __name__ == "__main__":
    main()
