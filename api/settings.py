"""The settings, read from the environment in this one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SettingsError

YES = frozenset({"1", "ja", "true", "yes"})
NO = frozenset({"", "0", "nej", "false", "no"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set.

    Attributes:
        data: folder of the store and the originals (``PRAKSIS_DATA``, else ``./data``).
        model: name or folder of a sentence-transformers model (``PRAKSIS_MODEL``); ``None`` is the built-in.
        allow_download: whether that model may be fetched from its hub (``PRAKSIS_ALLOW_DOWNLOAD``).
        themes: another taxonomy than the one that ships (``PRAKSIS_THEMES``).
        spacy: a spaCy pipeline for sentences (``PRAKSIS_SPACY``), "da" for the blank Danish one; ``None`` is our own
            rules alone.
    """

    data: Path
    model: str | None
    allow_download: bool
    themes: Path | None
    spacy: str | None

    @classmethod
    def from_env(cls, environ: Mapping[str, str], *, data: Path | None = None) -> Settings:
        """The settings of *environ*; *data*, where given, wins over ``PRAKSIS_DATA``.

        Raises:
            SettingsError: a variable has a value that means nothing.
        """
        themes = environ.get("PRAKSIS_THEMES")
        return cls(
            data=data or Path(environ.get("PRAKSIS_DATA") or "data"),
            model=environ.get("PRAKSIS_MODEL") or None,
            allow_download=_yes_or_no(environ, "PRAKSIS_ALLOW_DOWNLOAD"),
            themes=Path(themes) if themes else None,
            spacy=environ.get("PRAKSIS_SPACY") or None,
        )


def _yes_or_no(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise SettingsError(f"{name}={environ[name]!r} forstås ikke. Skriv 1 (ja) eller 0 (nej).")
