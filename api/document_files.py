"""Which files of a folder are documents: by their names alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

SUFFIXES = frozenset({".pdf", ".docx", ".docm", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text"})
"""What the names of documents end with; a test holds it to ``ingest.sources``, which is loaded late."""
IGNORED = ".praksisignore"
"""A list in a folder of what in it is no document: names and patterns ("kladde*"), one a line."""


def find_documents(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of *paths* as they are, and below its folders those of a kind that we read, by their names.

    In folders hidden files are left out, Word's own of an open document ("~$…") too, and what ``IGNORED`` names.
    """
    for path in paths:
        if path.is_dir():
            yield from (found for found in _below(path) if found.suffix.lower() in SUFFIXES)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """The files below *folder*, but for those that its own list and those of its folders say to leave out."""
    ignored = _ignored(folder / IGNORED)
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        elif path.is_file():
            yield path


def _ignored(file: Path) -> list[str]:
    """The patterns of a list, one a line; none where there is no list."""
    if not file.is_file():
        return []
    lines = (line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines())
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]
