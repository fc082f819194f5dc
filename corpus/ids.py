"""Ids that follow from content, so that the same thing has the same id on every machine."""

from __future__ import annotations

import hashlib


def content_id(*parts: str) -> str:
    """Sixteen hexadecimal digits (64 bits) that depend on every part and on where each ends.

    Each part is preceded by its length in bytes, so that ("ab", "c") and ("a", "bc") differ.
    At 64 bits a million ids have one chance in 37 million of a collision.
    """
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()[:16]
