"""What the device remembers of a font: its style, and what each of its glyphs says and how wide it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT

from .content import operations

_OF_TEX = r"\b(cm|ec|sf)"
BOLD_FONT = re.compile(
    rf"bold|black|heavy|semib|demi|medium|-(medi|bd|blk|hvy)\b|{_OF_TEX}(b|bx|bi|bxti|bxsl|ssbx|sx|rb)\d", re.IGNORECASE
)
"""By name, also the short ones of URW and Linotype, and of TeX (cmbx10, sfbx1000)."""
ITALIC_FONT = re.compile(rf"ital|obli|slanted|{_OF_TEX}(ti|sl|bi|bxti|bxsl|ssi|si)\d", re.IGNORECASE)
SMALL_CAPITALS_FONT = re.compile(r"(all.?)?small.?cap", re.IGNORECASE)
"""All small, they have one size, and nothing tells their case."""
ITALIC_FLAG, FORCE_BOLD_FLAG = 1 << 6, 1 << 18  # ISO 32000-1, table 123: font flags 7 and 19
SYMBOL_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d")
"""Word sets bullets in Symbol and Wingdings, whose letters have private code points."""
UNUSUAL = frozenset({b"usecmap", b"endcidrange", b"endcidchar"})
MOST_CODES = 1 << 18
"""Codes of one table that are listened to, four times as many as a font can have glyphs."""
SHORT = 8
"""Bytes up to which a string is worth remembering: kerned text comes in pieces of one to three letters."""


class Glyph(NamedTuple):
    """A glyph: its code, its text (``None`` where the font does not tell), its width in text units."""

    cid: int
    text: str | None
    width: float


@dataclass(slots=True)
class Font:
    """A font of a document, and the glyphs and short strings of it that were seen so far."""

    font: PDFFont
    bold: bool
    italic: bool
    small_capitals: bool
    descent: float
    glyphs: dict[int, Glyph] = field(default_factory=dict)
    strings: dict[bytes, tuple[Glyph, ...]] = field(default_factory=dict)

    def shown(self, string: bytes) -> tuple[Glyph, ...]:
        """The glyphs that *string* shows."""
        known = self.strings.get(string)
        if known is None:
            known = tuple(self.glyphs.get(cid) or self._glyph(cid) for cid in self.font.decode(string))
            if len(string) <= SHORT:
                self.strings[string] = known
        return known

    def _glyph(self, cid: int) -> Glyph:
        try:
            text: str | None = self.font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = None
        if text is not None and is_letterless(text):
            text = None
        known = self.glyphs[cid] = Glyph(cid, text, float(self.font.char_width(cid)))
        return known


def font_of(font: PDFFont) -> Font:
    """What is worth knowing of *font*; small capitals set a heading off from the text as bold type does."""
    name, flags = str(font.fontname), int(getattr(font, "flags", 0) or 0)
    small_capitals = SMALL_CAPITALS_FONT.search(name)
    return Font(
        font=font,
        bold=bool(BOLD_FONT.search(name)) or bool(flags & FORCE_BOLD_FLAG) or small_capitals is not None,
        italic=bool(ITALIC_FONT.search(name)) or bool(flags & ITALIC_FLAG),
        small_capitals=small_capitals is not None and not small_capitals[1],
        descent=float(font.get_descent()),
    )


def is_letterless(text: str) -> bool:
    """Whether *text* names no character: private use, but for bullets, unassigned, a control, or U+FFFD.

    U+0000 is not counted among them: some writers give it to their spaces.
    """
    return bool(text) and all(
        letter == "\ufffd"
        or (unicodedata.category(letter) in {"Co", "Cn", "Cs"} and letter not in SYMBOL_BULLETS)
        or (unicodedata.category(letter) == "Cc" and letter != "\0" and not letter.isspace())
        for letter in text
    )


class Resources(PDFResourceManager):
    """Pdfminer's fonts, with a faster reading of the tables that tell their letters."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font that *spec* describes; one with a number is made once."""
        table = resolve1(spec.get("ToUnicode"))
        is_composite = resolve1(spec.get("Subtype")) is LIT("Type0")  # it hands its table to the font within
        if is_composite or not isinstance(table, PDFStream) or (objid and objid in self._cached_fonts):
            return super().get_font(objid, spec)
        letters = letters_of(table.get_data())
        if letters is None:
            return super().get_font(objid, spec)
        font = super().get_font(objid, {**spec, "ToUnicode": PDFStream({}, b"")})
        table_read = FileUnicodeMap()
        table_read.cid2unichr = letters
        font.unicode_map = table_read  # type: ignore[attr-defined]  # both kinds of font that can be made here have it
        return font

    def forget(self) -> None:
        """Let go of all fonts, which pdfminer would keep as long as the file is open."""
        self._cached_fonts.clear()


def letters_of(table: bytes) -> dict[int, str] | None:
    """The text of each code by a font's *table* of letters (ISO 32000-1, 9.10.3), ``None`` if it is unusual.

    ``tests/test_ingest_fonts.py`` holds it to pdfminer's reading.
    """
    letters: dict[int, str] = {}
    room = MOST_CODES
    for operator, operands in operations(table):
        if operator == b"endbfchar":
            rows = [(code, code, text) for code, text in zip(operands[::2], operands[1::2], strict=False)]
        elif operator == b"endbfrange":
            rows = list(zip(operands[::3], operands[1::3], operands[2::3], strict=False))
        elif operator in UNUSUAL:
            return None
        else:
            continue
        for first, last, text in rows:
            if not isinstance(first, bytes) or not isinstance(last, bytes):
                return None
            start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
            codes = range(start, min(end + 1, start + room))
            room -= len(codes)
            if not isinstance(text, bytes | list):
                return None
            texts = text if isinstance(text, list) else _following(text, len(codes))
            for code, encoded in zip(codes, texts, strict=False):
                if not isinstance(encoded, bytes):
                    return None
                letter = encoded.decode("utf-16-be", "ignore")
                # A second entry that says no-break space does not undo the first, which says space.
                if letter != "\xa0" or letters.get(code) != " ":
                    letters[code] = letter
    return letters


def _following(first: bytes, count: int) -> list[bytes]:
    """*first* and the texts after it: its last four bytes count upwards."""
    prefix, last = first[:-4], first[-4:]
    number, length = int.from_bytes(last, "big"), len(last)
    return [prefix + (number + step).to_bytes(5, "big")[5 - length :] for step in range(count)]
