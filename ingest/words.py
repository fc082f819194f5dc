"""Characters become words: by the gaps between them, never by the order in which they were drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from statistics import median
from sys import intern
from typing import NamedTuple

from .device import Char
from .fonts import SYMBOL_BULLETS
from .pages import Page
from .small_capitals import SMALLEST, SmallCapitals

WORD_GAP = 0.16
"""Share of the type size that parts two words. Measured: pdfplumber's fixed 3 points glue words in TeX
files (recall .41 against .99 on a real one)."""
SAME_BASELINE = 0.12
"""Share of the type size that characters of one word may stand apart in height; scans jitter by this."""
OTHER_SIZE = 0.25
"""Relative difference in size that ends a word: a footnote mark is about .6 of its text, small capitals .8."""
DOUBLE_STRIKE = 0.1
"""Share of the type size within which the same letter twice is one letter struck twice for boldness."""
SMALL_CAPITALS_LEVEL = 0.02
"""Share of the size that they may stand off the baseline; a raised note mark stands off by .3."""
MIN_TRACKED, TRACKED_LETTERS = 4, 1.7
"""Letters are spaced out where at least so many pieces have so few letters each. Kerning may leave two capitals
together ("A V" as "AV"). No Danish sentence has four words of one letter after each other."""
WIDEST_TRACKING, WIDEST_TYPED = 1.0, 0.6
"""Shares of the type size beyond which letters stand in columns: spaced by the setter, or by typed spaces."""
FAR = 3.2
"""Times the usual gap from which a gap parts columns."""
SAME_TRACKING = 0.35
"""Relative difference within which letters of one line are spaced out alike; kerning moves them by some hundredths."""
WIDER = 1.5
"""Times the usual gap between spaced-out letters from which a gap parts words."""
MOSTLY_LETTERS = 0.7

FIGURES = frozenset("0123456789")
SEVERAL_FIGURES = 3
"""Different figures of one width on a page from which the font gives all that width."""
NARROW_FIGURE = 0.72
"""Share of that width below which a figure is a small raised one: they have .6 to .67, and a condensed face .75."""
MARK_SIZE, MARK_RISE = 0.6, 0.33
"""Size and height of a mark as shares of the type size, as programs set it that raise figures themselves."""
NARROW_RUN = re.compile(r"\.*?(n+)\.*")
BEFORE_MARK = frozenset(".,;:!?)]”“\"'»«%")

ACCENTS = {"˚": "\u030a", "´": "\u0301", "¨": "\u0308", "`": "\u0300", "ˆ": "\u0302", "¸": "\u0327"}
SHOWN_HYPHEN = re.compile("\u00ad(?=.)")
SPACING_ACCENT = re.compile(r"([˚´¨ˆ¸])([A-Za-zı])")
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "ft",
    "\ufb06": "st",
}
UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\x00", "")
REPLACED = str.maketrans({**LIGATURES, **dict.fromkeys(SYMBOL_BULLETS, "•"), **UNSEEN})
PLAIN = re.compile(r"[ -~¡-§©-¬®-³µ-·¹-ÿ–—‘’“”…•]*")
"""Text that needs no cleaning, which is nearly all."""
_BASELINE, _X0 = attrgetter("baseline"), attrgetter("x0")


class Word(NamedTuple):
    """One word as set, with its punctuation; in points from the page's top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool


def words_on(page: Page) -> tuple[Word, ...]:
    """The words of *page*, by baseline and then from left to right; not yet in reading order."""
    return words_of(page.chars)


def words_of(chars: Iterable[Char]) -> tuple[Word, ...]:
    """The words that upright *chars* make, by baseline and then from left to right."""
    chars = list(chars)
    widths = _figure_widths(chars)
    capitals, tracked = SmallCapitals(), dict[float, float]()
    return tuple(word for row in _rows(chars) for word in _words_in(row, widths, capitals, tracked))


def clean_text(text: str) -> str:
    """*text* in NFC with ligatures spelt out, accents on their letters and nothing invisible.

    A soft hyphen stays where it ends a word, since it says how a line end is to be read. Inside a word it
    is a hyphen that shows: many fonts give their hyphen that code, and one that does not show is not drawn.
    """
    if text.isascii() or PLAIN.fullmatch(text):
        return text
    return _cleaned(text)


def _cleaned(text: str) -> str:
    if text == "\u00ad":
        return "-"
    text = text.translate(REPLACED)
    text = SPACING_ACCENT.sub(lambda match: match[2] + ACCENTS[match[1]], text)
    text = SHOWN_HYPHEN.sub("-", text)
    return unicodedata.normalize("NFC", text)


def _rows(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters on one baseline, from left to right.

    The tolerance counts from the row's first character, so that staggered columns do not chain into one row.
    """
    row: list[Char] = []
    end = 0.0
    for char in sorted(chars, key=_BASELINE):
        if row and char.baseline > end:
            yield sorted(row, key=_X0)
            row = []
        if not row:
            end = char.baseline + SAME_BASELINE * max(char.size, 1.0)
        row.append(char)
    if row:
        yield sorted(row, key=_X0)


def _words_in(
    row: Sequence[Char], widths: Mapping[_Face, float], capitals: SmallCapitals, tracked: dict[float, float]
) -> Iterator[Word]:
    """The words of *row*, one of a page's from the top; *tracked* are the gaps so far between letters set apart."""
    pieces = _pieces(row)
    least = 2 if tracked and row[0].size in tracked else MIN_TRACKED
    if len(pieces) >= least and sum(len(piece.letters) == 1 for piece in pieces) >= least - 1:
        pieces = _untracked(pieces, tracked)
    words: Sequence[Sequence[Char]] = [piece.letters for piece in pieces]
    if capitals.above or any(len(letters) > 1 and letters[0].size != letters[1].size for letters in words):
        words = capitals.told(words)
    for letters in words:
        for part in _with_raised_figures(letters, widths) if len(letters) > 1 and widths else (letters,):
            word = _word(part)
            if word is not None:
                yield word


_Face = tuple[bool, bool]
"""Whether type is bold, and whether italic: all that is known of a font once its characters are set."""


def _figure_widths(chars: Iterable[Char]) -> dict[_Face, float]:
    """The width that figures of each face have on a page, as a share of the type size; none where all have it.

    Most fonts give all figures one width; the widest of which that holds is that of the text's own.
    """
    figures: dict[tuple[_Face, float], set[str]] = {}
    for char in chars:
        if char.text in FIGURES:
            width = round((char.x1 - char.x0) / max(char.size, 1.0), 2)
            figures.setdefault(((char.bold, char.italic), width), set()).add(char.text)
    widths: dict[_Face, float] = {}
    for (face, width), found in figures.items():
        if len(found) >= SEVERAL_FIGURES:
            widths[face] = max(width, widths.get(face, 0.0))
    return widths if any(width < NARROW_FIGURE * widths.get(face, 0.0) for face, width in figures) else {}


def _with_raised_figures(letters: Sequence[Char], widths: Mapping[_Face, float]) -> list[Sequence[Char]]:
    """*letters*, and the figures behind them or before them that a font has drawn small and raised, apart.

    Such figures have the size and the baseline of the text, and only their width tells them from others. They are
    given those that other programs give a mark. Known to miss: fonts whose raised figures are as wide as others.
    """
    narrow = "".join("n" if _is_narrow(char, widths) else "." for char in letters)
    match = NARROW_RUN.fullmatch(narrow)
    if match is None:
        return [letters]
    start, end = match.span(1)
    before, after = letters[start - 1].text if start else "", letters[end].text if end < len(letters) else ""
    behind = before and (before.isalnum() or before in BEFORE_MARK) and not after.isalnum()
    if not behind and not (not before and after.isalpha()):
        return [letters]
    mark = [_as_mark(char) for char in letters[start:end]]
    return [part for part in (letters[:start], mark, letters[end:]) if part]


def _is_narrow(char: Char, widths: Mapping[_Face, float]) -> bool:
    if char.text not in FIGURES:
        return False
    return char.x1 - char.x0 < NARROW_FIGURE * char.size * widths.get((char.bold, char.italic), 0.0)


def _as_mark(char: Char) -> Char:
    raised = MARK_RISE * char.size
    size = MARK_SIZE * char.size
    bottom = char.bottom - raised
    return char._replace(top=bottom - size, bottom=bottom, baseline=char.baseline - raised, size=size)


class _Piece(NamedTuple):
    """Letters without a gap between them, and whether a real space stands before them."""

    letters: list[Char]
    after_space: bool


def _pieces(row: Sequence[Char]) -> list[_Piece]:
    """The letters of *row* cut at spaces, gaps and changes of size, each letter once."""
    pieces: list[_Piece] = []
    letters: list[Char] = []
    spaced = False
    last_text, last_x0, last_x1, last_size = "", 0.0, 0.0, 0.0
    for char in row:
        text, x0, x1, size = char.text, char.x0, char.x1, char.size
        if text.isspace():
            letters, spaced = [], True
            continue
        if letters:
            if text == last_text and x0 - last_x0 < DOUBLE_STRIKE * size:
                continue
            smaller = size if size < last_size else last_size
            if x0 - last_x1 > WORD_GAP * smaller or (size != last_size and _ends_by_size(letters[-1], char)):
                letters = []
        if not letters:
            pieces.append(_Piece(letters, spaced))
            spaced = False
        letters.append(char)
        last_text, last_x0, last_x1, last_size = text, x0, x1, size
    return pieces


def _ends_by_size(last: Char, char: Char) -> bool:
    """Whether a word ends because the type size changes; small capitals go on after large ones."""
    larger, smaller = max(last.size, char.size), min(last.size, char.size)
    if larger - smaller <= OTHER_SIZE * larger:
        return False
    if smaller < SMALLEST * larger or abs(last.baseline - char.baseline) > SMALL_CAPITALS_LEVEL * larger:
        return True
    if not (last.text.isalnum() and char.text.isalnum()):
        return False  # punctuation among them is set in full size
    # A program may say of small capitals which letters they stand for.
    return not (last.text.isupper() and (char.text.isupper() or (char.size < last.size and char.text.isalpha())))


def _untracked(pieces: Sequence[_Piece], tracked: dict[float, float]) -> list[_Piece]:
    """*pieces* with the letters of spaced-out words ("F O R Æ L D R E") put together again.

    *tracked* has for each type size how far apart the last of them stood; this line's are added to it.
    """
    size = pieces[0].letters[0].size
    widest = max(WIDEST_TRACKING, FAR * median(_gap(left, right) for left, right in pairwise(pieces)))
    stretches: list[list[_Piece]] = []
    for piece in pieces:
        if not stretches or _gap(stretches[-1][-1], piece) > widest:
            stretches.append([])
        stretches[-1].append(piece)
    words = [_tracked_words(stretch) for stretch in stretches]
    tracking = [
        _gap(left, right)
        for stretch, told in zip(stretches, words, strict=True)
        if len(told) < len(stretch) / 2
        for left, right in pairwise(stretch)
    ]
    goes_on = size in tracked
    if tracking:
        tracked[size] = median(tracking)
    usual = tracked.get(size)
    return [
        word
        for stretch, told in zip(stretches, words, strict=True)
        for word in (_short_word(stretch, usual, goes_on) if told is stretch and usual is not None else told)
    ]


def _short_word(pieces: list[_Piece], usual: float, goes_on: bool) -> list[_Piece]:
    """The word that a few letters make which stand as far apart as the *usual* ones of their line, as in "E R".

    Small letters make one where the line *goes_on* with such a line above it.
    """
    capitals = all(char.text == char.text.upper() for piece in pieces for char in piece.letters)
    may_be = capitals or (goes_on and all(len(piece.letters) == 1 for piece in pieces))
    spaced = all(abs(_gap(left, right) - usual) < SAME_TRACKING * usual for left, right in pairwise(pieces))
    if not may_be or not spaced or any(piece.after_space for piece in pieces[1:]):
        return pieces
    return [_Piece([char for piece in pieces for char in piece.letters], pieces[0].after_space)]


def _tracked_words(pieces: list[_Piece]) -> list[_Piece]:
    """The words that spaced-out letters make; *pieces* as they are where they are no such letters.

    Letters are spaced out by the type setter, and then the gaps between them hold no space, or by hand with
    a space after each. Real spaces, or gaps a good deal wider than most, part the words. Known to miss:
    letters spaced by hand with no wider space between the words.
    """
    text = "".join(char.text for piece in pieces for char in piece.letters)
    together = "".join(char.text for piece in pieces if len(piece.letters) > 1 for char in piece.letters)
    few = len(pieces) < MIN_TRACKED or len(text) > TRACKED_LETTERS * len(pieces)
    if few or not _may_be_tracked(text) or together != together.upper():
        return pieces
    gaps = [(_gap(left, right), right.after_space) for left, right in pairwise(pieces)]
    by_setter = [gap for gap, after_space in gaps if not after_space]
    if 2 * len(by_setter) >= len(gaps):
        if median(by_setter) > WIDEST_TRACKING:
            return pieces
        widest = WIDER * median(by_setter)
        goes_on = [gap <= widest and not after_space for gap, after_space in gaps]
    else:
        usual = median(gap for gap, _ in gaps)
        if usual > WIDEST_TYPED or len(text) > len(pieces):
            return pieces
        goes_on = [gap <= WIDER * usual for gap, _ in gaps]
    words = [_Piece(list(pieces[0].letters), pieces[0].after_space)]
    for piece, joins in zip(pieces[1:], goes_on, strict=True):
        if joins:
            words[-1].letters.extend(piece.letters)
        else:
            words.append(_Piece(list(piece.letters), piece.after_space))
    return words


def _may_be_tracked(text: str) -> bool:
    """Whether single letters may spell words: letters for the most part, not a mark repeated or an alphabet."""
    letters = [letter for letter in text if letter.isalpha()]
    in_order = sum(one <= other for one, other in pairwise(letters))
    return len(letters) > MOSTLY_LETTERS * len(text) and len(set(letters)) > 2 and in_order < len(letters) - 1


def _gap(left: _Piece, right: _Piece) -> float:
    """The white between two pieces as a share of the type size."""
    return (right.letters[0].x0 - left.letters[-1].x1) / max(right.letters[0].size, 1.0)


def _word(letters: Sequence[Char]) -> Word | None:
    """The word that *letters* make, ``None`` where they show nothing."""
    first = letters[0]
    if len(letters) == 1:
        text, top, bottom = first.text, first.top, first.bottom
    else:
        text = "".join([char.text for char in letters])
        top, bottom = min([char.top for char in letters]), max([char.bottom for char in letters])
    text = clean_text(text)
    if not text:
        return None
    return Word(
        text=intern(text),  # half the words of a document are the same hundred
        x0=first.x0,
        top=top,
        x1=max(letters[-1].x1, first.x1),
        bottom=bottom,
        baseline=first.baseline,
        size=_rounded_size(first.size),
        bold=first.bold,
        italic=first.italic,
    )


@lru_cache(maxsize=1024)
def _rounded_size(size: float) -> float:
    """The type size to half a point, the same object for all words that have it."""
    return round(size * 2) / 2
