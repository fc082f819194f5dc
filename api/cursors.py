"""Where a list of answers goes on: an opaque text that fits one question on one generation only."""

from __future__ import annotations

import base64
import binascii
import json

from corpus import content_id
from corpus.errors import BrokenCursor


def write_cursor(offset: int, *, generation: int, question: tuple[str, ...]) -> str:
    """The cursor for the answers from *offset* on; *question* is all that the answers depend on."""
    content = json.dumps([generation, offset, content_id(*question)], separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(cursor: str, *, generation: int, question: tuple[str, ...]) -> int:
    """The offset that *cursor* stands for.

    Raises:
        BrokenCursor: it is none of ours, or belongs to another question or an older generation.
    """
    try:
        content = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        then, offset, asked = content
    except (binascii.Error, UnicodeError, ValueError, TypeError) as error:
        raise BrokenCursor("Sidehenvisningen er ikke en, Praksis har givet. Begynd forfra uden «cursor».") from error
    if not isinstance(then, int) or not isinstance(offset, int) or offset < 0:
        raise BrokenCursor("Sidehenvisningen er ikke en, Praksis har givet. Begynd forfra uden «cursor».")
    if asked != content_id(*question):
        raise BrokenCursor("Sidehenvisningen hører til et andet spørgsmål. Begynd forfra uden «cursor».")
    if then != generation:
        raise BrokenCursor(
            "Dokumentsamlingen er ændret, siden sidehenvisningen blev givet. Begynd forfra uden «cursor»."
        )
    return offset
