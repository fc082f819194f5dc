"""The tokens of content streams, and of the tables of letters in fonts: operators with their operands.

pdfminer reads them letter by letter and spends two thirds of its time there. Here one regular expression
finds whole tokens, and whole arrays of strings where text is shown. ``tests/test_ingest_content.py`` holds
the two readers to the same operations.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

Operand = Any
"""What pdfminer's operators take: numbers, bytes, names (PSLiteral), lists, dictionaries, streams."""

_NUMBER = rb"[+-]?+(?:\d++\.?+\d*+|\.\d++)"
_OPERATOR = rb"[A-Za-z][^#/%\[\]()<>{}\s]*+|['\"]"
_BARE = rb"(?:[^()\\]++|\\.)*+"
_WHITE = rb"(?:[\s\0]++|%[^\r\n]*+)*+"
TOKEN = re.compile(
    _WHITE + rb"(?:((?:" + _NUMBER + rb"\s++)++)(" + _OPERATOR + rb")"  # 1, 2: numbers and their operator
    rb"|(" + _OPERATOR + rb")"  # 3: an operator
    rb"|(" + _NUMBER + rb")"  # 4: a number
    rb"|/([^/%\[\]()<>{}\s]*+)"  # 5: a name
    rb"|\[((?:[\s\d.+-]++|<[\s0-9A-Fa-f]*+>)*+)\]"  # 6: numbers and hexadecimal strings
    rb"|\[((?:[\s\d.+-]++|\(" + _BARE + rb"\))*+)\]"  # 7: numbers and literal strings
    rb"|\((" + _BARE + rb")\)"  # 8: a literal string without bare parentheses
    rb"|<([\s0-9A-Fa-f]*+)>"  # 9: a hexadecimal string
    rb"|(\[|\]|<<|>>|\()"  # 10: the ends of what is nested
    rb")",
    re.DOTALL,
)
NUMBERS_AND_OPERATOR, OPERATOR, NUMBER, NAME, HEX_ARRAY, STRING_ARRAY, STRING, HEX, END = range(2, 11)
WITH_OPERATOR = frozenset({NUMBERS_AND_OPERATOR, OPERATOR})
ANGLE = re.compile(rb"[<>]")
IN_STRING_ARRAY = re.compile(rb"\((" + _BARE + rb")\)|(" + _NUMBER + rb")", re.DOTALL)
NUMBERS = re.compile(_NUMBER)
PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
LIKE_PYTHON = re.compile(rb"(?:[^\\]++|\\(?:[0-3][0-7]{0,2}+|[4-7][0-7]?+(?![0-7])|[nrtbf()\\\n]))*+", re.DOTALL)
"""A string whose escapes Python has too, but for the parentheses: it decodes them some five times as fast."""
CLOSES = {b"[": b"]", b"<<": b">>"}
CONSTANTS: dict[bytes, Operand] = {b"true": True, b"false": False}
NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
IMAGE_END = re.compile(rb"[\s>]EI(?=\s[\s\x20-\x7e]{8}|[\s\x20-\x7e]*\Z)")
"""The end of an inline image: what follows must look like operators, for EI may stand in its data too."""
ANY_IMAGE_END = re.compile(rb"EI(?=\s|\Z)")


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Each operator of a content stream with its operands; what makes no sense is skipped.

    An inline image comes as the operator EI with a stream that has its dictionary and no data.
    """
    operands: list[Operand] = []
    nests: list[tuple[bytes, list[Operand]]] = []
    at = 0
    while True:
        jump = None
        for match in TOKEN.finditer(data, at):
            kind = match.lastindex
            if kind in WITH_OPERATOR:
                if kind == NUMBERS_AND_OPERATOR:
                    operands.extend(map(float, match[1].split()))
                operator = match[kind]
                if operator == b"ID":
                    jump = _image_end(data, match.end())
                    yield b"EI", [PDFStream(_dictionary(operands), b"")]
                    operands, nests = [], []
                    break
                if operator in CONSTANTS:
                    operands.append(CONSTANTS[operator])
                elif not nests:
                    if operator != b"BI":
                        yield operator, operands
                    operands = []
            elif kind == NUMBER:
                operands.append(_number(match[NUMBER]))
            elif kind == HEX_ARRAY:
                operands.append(_hex_array(match[HEX_ARRAY]))
            elif kind == STRING:
                operands.append(_unescaped(match[STRING]))
            elif kind == HEX:
                operands.append(_unhex(match[HEX]))
            elif kind == NAME:
                operands.append(_name(match[NAME]))
            elif kind == STRING_ARRAY:
                operands.append(_string_array(match[STRING_ARRAY]))
            elif match[END] == b"(":
                jump = _string_end(data, match.end())
                operands.append(_unescaped(data[match.end() : jump - 1]))
                break
            elif match[END] in CLOSES:
                nests.append((match[END], operands))
                operands = []
            elif nests and CLOSES[nests[-1][0]] == match[END]:
                opener, outer = nests.pop()
                outer.append(operands if opener == b"[" else _dictionary(operands))
                operands = outer
        if jump is None:
            return
        at = jump


def _number(digits: bytes) -> float:
    return float(digits) if b"." in digits else int(digits)


def _name(name: bytes) -> Operand:
    if b"#" in name:
        name = NAME_ESCAPE.sub(lambda match: unhexlify(match[1]), name)
    try:
        return LIT(str(name, "utf-8"))
    except UnicodeDecodeError:
        return LIT(name)


@lru_cache(maxsize=16_384)
def _unhex(digits: bytes) -> bytes:
    """The bytes that hexadecimal *digits* give; an odd last digit counts as followed by 0."""
    digits = b"".join(digits.split())
    return unhexlify(digits + b"0" if len(digits) % 2 else digits)


@lru_cache(maxsize=16_384)
def _numbers(digits: bytes) -> tuple[float, ...]:
    return tuple(map(_number, NUMBERS.findall(digits)))


@lru_cache(maxsize=16_384)
def _unescaped(text: bytes) -> bytes:
    """A literal string with its escapes resolved (ISO 32000-1, table 3)."""
    if b"\\" not in text:
        return text
    if LIKE_PYTHON.fullmatch(text):
        bare = text.replace(b"\\(", b"(").replace(b"\\)", b")")
        return bare.decode("unicode_escape").encode("latin-1")
    return ESCAPE.sub(_escaped, text)


def _escaped(match: re.Match[bytes]) -> bytes:
    escape = match[1]
    return bytes((int(escape, 8) & 255,)) if escape[:1] in b"01234567" else ESCAPES.get(escape, escape)


def _hex_array(inner: bytes) -> list[Operand]:
    parts: list[Operand] = []
    pieces = ANGLE.split(inner)
    for digits, string in zip(pieces[::2], pieces[1::2], strict=False):
        if digits:
            parts.extend(_numbers(digits))
        parts.append(_unhex(string))
    parts.extend(_numbers(pieces[-1]))
    return parts


def _string_array(inner: bytes) -> list[Operand]:
    return [_number(number) if number else _unescaped(string) for string, number in IN_STRING_ARRAY.findall(inner)]


def _dictionary(parts: Sequence[Operand]) -> dict[Operand, Operand]:
    return {getattr(key, "name", key): value for key, value in zip(parts[::2], parts[1::2], strict=False)}


def _string_end(data: bytes, start: int) -> int:
    """Where the literal string that opens before *start* is closed; the end of all where it never is."""
    depth = 1
    for match in PARENTHESIS.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(data) + 1


def _image_end(data: bytes, start: int) -> int:
    """Where an inline image, whose data begin at *start*, is over."""
    end = IMAGE_END.search(data, start) or ANY_IMAGE_END.search(data, start)
    return end.end() if end else len(data)
