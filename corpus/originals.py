"""The originals: every file that was taken in, kept under its SHA-256."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from .connection import Connected


class Originals(Connected):
    """The part of the store that keeps the files themselves, in ``originals/`` beside the database."""

    def original(self, sha256: str, suffix: str = ".pdf") -> Path:
        """Where the original with this hash is kept, whether or not it is there; *suffix* is its source's."""
        return self.folder / "originals" / sha256[:2] / f"{sha256}{suffix}"

    def keep_original(self, content: bytes, suffix: str = ".pdf") -> str:
        """Keep *content* under its SHA-256, which is returned. Whole or not at all, and only once."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.original(sha256, suffix)
        if target.exists() and target.stat().st_size == len(content):
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, target)
        _sync_folder(target.parent)
        return sha256


def _sync_folder(folder: Path) -> None:
    """Make a rename durable: the entry lives in the folder, not in the file."""
    if os.name == "nt":  # Windows cannot open a folder, and needs no sync of it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
