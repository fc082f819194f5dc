"""The bytes of a text file become text, whatever program wrote them."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from corpus.errors import EmptyFile, NotText

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The longer ones first: UTF-32's begins as UTF-16's does."""
DANISH_ENCODINGS = ("cp1252", "cp850", "mac_roman")
"""Those that Danish programs wrote before UTF-8: Windows, DOS and the Mac. Latin-1 is within the first."""
DANISH_LETTERS = re.compile(r"[æøåÆØÅéü](?=[a-zæøåA-ZÆØÅ ,.])")
"""Danish letters before a letter, a space or a stop, where the wrong encoding shows signs instead."""
ZEROS = 0.2
"""Share of zero bytes from which a text without a mark is UTF-16; Danish has .5."""
MOST_CONTROLS = 0.01
"""Share of control characters from which a file is no text."""
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.I
)
DECLARED_WITHIN = 4096
"""Bytes in which a web page says its encoding; the standard asks for 1024, editors exceed it."""


def decode(path: Path, content: bytes, *, may_declare: bool = False) -> str:
    """The text that *content*, the bytes of *path*, holds; each line ends as in Unix.

    A byte order mark decides, then UTF-8 if it fits, then what a web page declares (*may_declare*), then
    whichever of the old Danish encodings shows most Danish letters, Windows' where they tie.

    Raises:
        EmptyFile: there are no bytes.
        NotText: the bytes are no text in any of these.
    """
    if not content:
        raise EmptyFile(path, f"{path.name} er tom (0 bytes). Hent eller kopiér filen igen.")
    text = _decoded(content, _declared(content) if may_declare else None)
    if text is None or len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise NotText(
            path,
            f"{path.name} indeholder ikke tekst, men andre data. Åbn filen i det program, den er lavet i, "
            "gem den som tekst, Word eller PDF, og læs den ind igen.",
        )
    return CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _declared(content: bytes) -> str | None:
    match = DECLARED.search(content[:DECLARED_WITHIN])
    name = (match[1] or match[2]).decode("ascii") if match else None
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _decoded(content: bytes, declared: str | None) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _as(content, encoding)
    if content.count(0) > ZEROS * len(content):
        return _as(content, "utf-16-be" if content[:1] == b"\0" else "utf-16-le")
    for fitting in ("utf-8", declared):
        text = _as(content, fitting) if fitting else None
        if text is not None:
            return text
    texts = [text for one in DANISH_ENCODINGS if (text := _as(content, one)) is not None]
    # Of those that tie the first wins; one byte in Windows' table has no letter, so it may be missing.
    return max(texts, key=lambda text: len(DANISH_LETTERS.findall(text)))


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
