"""The sign § on scanned pages: tesseract's Danish data does not know it, and reads "$ 52", "& 8" or "8 52, stk. 3".

Only what can be nothing else is mended, and a warning shows what was read. Known to miss: a sign that OCR passes over
altogether ("dagtilbudslovens 4"), and an 8 at the head of a clause ("8 7.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from corpus import ReadingWarning

from .ocr import ReadLine
from .sheets import Sheet

SIGN = re.compile(r"(?P<before>[(\[]?)(?P<sign>[$&]{1,2}|8{1,2}|S{1,2})")
"""A word that may be the sign, or two of them."""
JOINED = re.compile(r"(?P<before>[(\[]?)(?P<sign>\${1,2})(?P<number>\d{1,3}.*)")
NUMBER = re.compile(r"\d{1,3}([a-z]|[-–]\d{1,3})?[.,;:)]*")
LETTER = re.compile(r"[a-z]\)?[.,;:]?")
"""What may follow the number of a clause: "§ 32 a"."""
PARTS = ("stk.", "nr.")
"""What follows the comma after a clause's number."""
MONEY = re.compile(r"(mio|mia|million|milliard|tusind|dollar|usd|pr\b)", re.IGNORECASE)
"""What follows a sum in dollars, whose sign stands before it too."""
NO_AMPERSAND = frozenset(
    ["af", "efter", "eller", "fra", "i", "ifølge", "jf", "jf.", "med", "og", "om", "på", "se", "samt", "til", "under"]
)
"""Words after which no & can stand: it joins names and figures, and these join already."""
SHOWN = 5
"""Repairs that a warning lists."""

CODE = "mended_signs"


def with_paragraph_signs(lines: Sequence[ReadLine]) -> tuple[tuple[ReadLine, ...], tuple[str, ...]]:
    """The *lines* with § where it stood, and what was read in its place, with the number after it ("$ 52")."""
    texts = [word.text for line in lines for word in line]
    signs: dict[int, str] = {}
    for place, text in enumerate(texts):
        mended = _mended(text, ["", *texts][place], [*texts[place + 1 : place + 3], "", ""])
        if mended is not None:
            signs[place] = mended
    words = chain.from_iterable(lines)
    new = iter([word._replace(text=signs.get(place, word.text)) for place, word in enumerate(words)])
    read = tuple(" ".join(texts[place : place + 2 if SIGN.fullmatch(texts[place]) else place + 1]) for place in signs)
    return tuple(tuple(next(new) for _ in line) for line in lines), read


def _mended(text: str, before: str, after: Sequence[str]) -> str | None:
    """*text* with the sign that it must be, between the word *before* and those *after*; ``None`` for others."""
    joined = JOINED.fullmatch(text)
    if joined is not None and not MONEY.match(after[0]):
        return f"{joined['before']}{'§' * len(joined['sign'])}{joined['number']}"
    found = SIGN.fullmatch(text)
    if found is None or not NUMBER.fullmatch(after[0]):
        return None
    is_part = after[0].endswith(",") and after[1].startswith(PARTS)
    is_lettered = bool(found["before"]) and LETTER.fullmatch(after[1]) is not None
    is_dollar = "$" in found["sign"] and not MONEY.match(after[1])
    is_joined = "&" in found["sign"] and before.lower().lstrip("(") in NO_AMPERSAND
    if is_dollar or is_joined or is_part or is_lettered or before.endswith("lovens"):
        return f"{found['before']}{'§' * len(found['sign'])}"
    return None


def mended_signs(sheets: Sequence[Sheet]) -> tuple[ReadingWarning, ...]:
    """For each page with a sign that was mended what had been read there."""
    return tuple(
        ReadingWarning(sheet.number, CODE, _message(sheet.number, sheet.mended)) for sheet in sheets if sheet.mended
    )


def _message(page: int, read: Sequence[str]) -> str:
    shown = ", ".join(f"«{one}»" for one in dict.fromkeys(read[:SHOWN]))
    more = f" og {len(read) - SHOWN} til" if len(read) > SHOWN else ""
    return f"Side {page} er læst fra et billede (OCR), der ikke kender tegnet §. Rettet til §: {shown}{more}."
