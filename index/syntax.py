"""The signs of a question that say how it is meant: "…", OG, ELLER, IKKE, -ord and ord*.

Whatever is no such sign in its right place is plain text. Nothing typed is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Span = tuple[int, int]

QUOTES = '"“”„‟»«'
"""Danish texts open and close with any of them: „…“, “…”, »…«, «…»."""

LONGEST_ACRONYM = 5
"""A question without one small letter and with a longer word than this was typed with caps lock."""

SHORTEST_PREFIX = 2

_PIECES = re.compile(
    rf"(?P<phrase>[{QUOTES}][^{QUOTES}]*\w[^{QUOTES}]*[{QUOTES}])|(?P<paren>[()])|(?P<word>[^\s(){QUOTES}]+)"
)
_EXCLUDED = re.compile(r"-(?=[^\W\d_])")
_PREFIX = re.compile(rf"\w[\w-]*\w\*(?!\w)|\w{{{SHORTEST_PREFIX},}}\*")
_SUSPENDING = re.compile(r"(?:\b(?:og|eller|samt)\s+|\d\s+|[,/]\s*)\Z")
"""Before a hyphen that leaves a beginning out, as in «skoleledere og -lærere»."""

_OPERATORS = ("OG", "ELLER", "IKKE")
_NOT, _OPEN, _CLOSE = "IKKE", "(", ")"

Kind = Literal["word", "prefix", "phrase", "operator", "minus"]


@dataclass(frozen=True, slots=True)
class Holds:
    """A passage holds what stands at *span* of the question: a word, a beginning of words, or an exact phrase."""

    kind: Literal["word", "prefix", "phrase"]
    span: Span


@dataclass(frozen=True, slots=True)
class Without:
    """A passage does not fulfil *wish*."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class Every:
    """A passage fulfils all *wishes*."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """A passage fulfils one of *wishes*."""

    wishes: tuple[Wish, ...]


Wish = Holds | Without | Every | Some


@dataclass(frozen=True, slots=True)
class Syntax:
    """A question taken apart.

    Attributes:
        plain: the words to search for, as long as the question: each sign, and what is not wanted, is blank.
        required: what every hit must fulfil, ``None`` where the question is words alone.
        phrases: where its exact phrases stand in the question, without their quotation marks.
        prefixes: where its beginnings of words stand, without the star.
        words: where its other words stand, those that are not wanted too.
    """

    plain: str
    required: Wish | None
    phrases: tuple[Span, ...]
    prefixes: tuple[Span, ...]
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind | Literal["paren"]
    span: Span  # without quotation marks, minus or star
    sign: str  # the operator or parenthesis, "" for other pieces


def read_syntax(text: str) -> Syntax:
    """The question *text*, taken apart.

    A word beside others only asks; with OG, ELLER, IKKE, a minus or quotation marks it is demanded. OG and
    ELLER take all that stands on each side of them, OG before ELLER; IKKE takes the one word, phrase or
    parenthesis after it. The three are operators in capitals only, and where they have what they join.
    """
    pieces = _without_stray_signs(list(_pieces(text)))
    if not any(piece.kind in ("word", "prefix", "phrase") for piece in _wanted(pieces)):
        return Syntax(plain=text, required=None, phrases=(), prefixes=(), words=((0, len(text)),))  # nothing is left
    wanted = [piece for piece in _wanted(pieces) if piece.kind in ("word", "prefix", "phrase")]
    return Syntax(
        plain=blanked(text, [piece.span for piece in wanted]),
        required=_Reader(pieces).read(),
        phrases=tuple(piece.span for piece in wanted if piece.kind == "phrase"),
        prefixes=tuple(piece.span for piece in wanted if piece.kind == "prefix"),
        words=tuple(piece.span for piece in pieces if piece.kind == "word"),
    )


def _pieces(text: str) -> Iterator[_Piece]:
    shouted = not any(sign.islower() for sign in text) and any(
        len(word) > LONGEST_ACRONYM for word in re.findall(r"\w+", text) if word not in _OPERATORS
    )
    for match in _PIECES.finditer(text):
        start, end = match.span()
        written = match.group()
        if match.lastgroup == "phrase":
            if start and text[start - 1] == "-" and _is_excluding(text, start - 1):
                yield _Piece("minus", (start - 1, start), _NOT)
            yield _Piece("phrase", (start + 1, end - 1), "")
        elif match.lastgroup == "paren":
            yield _Piece("paren", (start, end), written)
        elif written in _OPERATORS and not shouted:
            yield _Piece("operator", (start, end), written)
        else:
            yield from _word_pieces(text, start, end)


def _word_pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    if text[start:end] == "-" and end < len(text) and text[end] in QUOTES:
        return  # the minus of a phrase
    if _EXCLUDED.match(text, start) and _is_excluding(text, start):
        yield _Piece("minus", (start, start + 1), _NOT)
        start += 1
    if _PREFIX.fullmatch(text, start, end):
        yield _Piece("prefix", (start, end - 1), "")
    else:
        yield _Piece("word", (start, end), "")


def _is_excluding(text: str, at: int) -> bool:
    """Whether the hyphen at *at* stands before a word of its own and leaves no beginning out."""
    free = at == 0 or text[at - 1].isspace() or text[at - 1] == _OPEN
    return free and not _SUSPENDING.search(text, 0, at)


def _without_stray_signs(pieces: list[_Piece]) -> list[_Piece]:
    """*pieces* with those operators made words that have nothing to join, and without odd parentheses."""
    if not _are_balanced(pieces):
        pieces = [piece for piece in pieces if piece.kind != "paren"]
    while True:
        stray = next((at for at in range(len(pieces)) if _is_stray(pieces, at)), None)
        if stray is None:
            return pieces
        piece = pieces[stray]
        if piece.kind == "operator":
            pieces[stray] = replace(piece, kind="word", sign="")
        elif piece.kind == "minus":
            del pieces[stray]
        else:  # "()" holds nothing
            del pieces[stray : stray + 2]


def _are_balanced(pieces: Sequence[_Piece]) -> bool:
    depth = 0
    for piece in pieces:
        depth += {_OPEN: 1, _CLOSE: -1}.get(piece.sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _is_stray(pieces: Sequence[_Piece], at: int) -> bool:
    piece = pieces[at]
    before = pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if piece.sign == _OPEN:
        return after is not None and after.sign == _CLOSE
    if piece.sign in ("", _CLOSE):
        return False
    begins = after is not None and (after.sign in ("", _OPEN) or (after.sign == _NOT and piece.sign != _NOT))
    if piece.sign == _NOT:
        return not begins
    return not begins or before is None or before.sign not in ("", _CLOSE)


def _wanted(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces that are not excluded."""
    at = 0
    while at < len(pieces):
        if pieces[at].sign == _NOT:
            at = _after_operand(pieces, at + 1)
        else:
            yield pieces[at]
            at += 1


def _after_operand(pieces: Sequence[_Piece], at: int) -> int:
    """The place after the word, phrase or parenthesis that begins at *at*."""
    depth = 0
    while at < len(pieces):
        depth += {_OPEN: 1, _CLOSE: -1}.get(pieces[at].sign, 0)
        at += 1
        if depth == 0:
            return at
    return at


def blanked(text: str, kept: Sequence[Span]) -> str:
    """*text* with everything but the spans *kept* blank."""
    plain = [" "] * len(text)
    for start, end in kept:
        plain[start:end] = text[start:end]
    return "".join(plain)


class _Reader:
    """Reads pieces in their right places into one wish, by descent."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._pieces = pieces
        self._at = 0

    def read(self) -> Wish | None:
        return self._alternatives(demanded=False)

    def _alternatives(self, *, demanded: bool) -> Wish | None:
        """All up to the end or the closing parenthesis; its words are *demanded* if anything joins them."""
        demanded = demanded or self._has_joint()
        wishes = [self._joined(demanded=demanded)]
        while self._next("ELLER"):
            wishes.append(self._joined(demanded=demanded))
        if None in wishes:  # one side demands nothing, so the whole does not
            return None
        return _one_of(Some, [wish for wish in wishes if wish is not None])

    def _joined(self, *, demanded: bool) -> Wish | None:
        wishes = self._run(demanded=demanded)
        while self._next("OG"):
            wishes += self._run(demanded=demanded)
        return _one_of(Every, wishes)

    def _run(self, *, demanded: bool) -> list[Wish]:
        wishes: list[Wish] = []
        while self._at < len(self._pieces) and self._pieces[self._at].sign in ("", _OPEN, _NOT):
            if self._next(_NOT):
                excluded = self._unit(demanded=True)
                wishes += [] if excluded is None else [Without(excluded)]
            else:
                wish = self._unit(demanded=demanded)
                wishes += [] if wish is None else [wish]
        return wishes

    def _unit(self, *, demanded: bool) -> Wish | None:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.sign == _OPEN:
            inner = self._alternatives(demanded=demanded)
            self._at += 1  # the closing parenthesis
            return inner
        if piece.kind == "phrase":
            return Holds("phrase", piece.span)
        if not demanded:
            return None
        return Holds("prefix" if piece.kind == "prefix" else "word", piece.span)

    def _next(self, sign: str) -> bool:
        """Step over *sign* if it comes next."""
        found = self._at < len(self._pieces) and self._pieces[self._at].sign == sign
        self._at += found
        return found

    def _has_joint(self) -> bool:
        """Whether OG or ELLER joins what stands here, up to the end or the closing parenthesis."""
        depth = 0
        for piece in self._pieces[self._at :]:
            depth += {_OPEN: 1, _CLOSE: -1}.get(piece.sign, 0)
            if depth < 0:
                return False
            if depth == 0 and piece.sign in ("OG", "ELLER"):
                return True
        return False


def _one_of(kind: type[Every | Some], wishes: Sequence[Wish]) -> Wish | None:
    if not wishes:
        return None
    return wishes[0] if len(wishes) == 1 else kind(tuple(wishes))
