"""The settings, read from the environment in this one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SettingsError
from index.model_options import BATCH_SIZE, ModelOptions

YES = frozenset({"1", "ja", "true", "yes"})
NO = frozenset({"", "0", "nej", "false", "no"})
USER_NAMES = ("PRAKSIS_USER", "USER", "LOGNAME", "USERNAME")
UNKNOWN_USER = "ukendt"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set.

    Attributes:
        data: folder of the store and the originals (``PRAKSIS_DATA``, else ``./data``).
        model: name or folder of a sentence-transformers model (``PRAKSIS_MODEL``); ``None`` is the built-in.
        model_options: how that model is used (``PRAKSIS_ALLOW_DOWNLOAD``, ``PRAKSIS_QUERY_PREFIX``,
            ``PRAKSIS_PASSAGE_PREFIX``, ``PRAKSIS_DIMENSION``, ``PRAKSIS_BATCH_SIZE``).
        themes: another taxonomy than the one that ships (``PRAKSIS_THEMES``).
        fusion: other numbers of the fusion than those that ship (``PRAKSIS_FUSION``).
        spacy: a spaCy pipeline for sentences (``PRAKSIS_SPACY``), "da" for the blank Danish one; ``None`` is our own
            rules alone.
    """

    data: Path
    model: str | None
    model_options: ModelOptions
    themes: Path | None
    fusion: Path | None
    spacy: str | None
    user: str = UNKNOWN_USER

    @classmethod
    def from_env(cls, environ: Mapping[str, str], *, data: Path | None = None) -> Settings:
        """The settings of *environ*; *data*, where given, wins over ``PRAKSIS_DATA``.

        Raises:
            SettingsError: a variable has a value that means nothing.
        """
        themes, fusion = environ.get("PRAKSIS_THEMES"), environ.get("PRAKSIS_FUSION")
        return cls(
            data=data or Path(environ.get("PRAKSIS_DATA") or "data"),
            model=environ.get("PRAKSIS_MODEL") or None,
            model_options=ModelOptions(
                allow_download=_yes_or_no(environ, "PRAKSIS_ALLOW_DOWNLOAD"),
                # An empty prefix is one: the model is then asked without what its files say.
                query_prefix=environ.get("PRAKSIS_QUERY_PREFIX"),
                passage_prefix=environ.get("PRAKSIS_PASSAGE_PREFIX"),
                dimension=_number(environ, "PRAKSIS_DIMENSION"),
                batch_size=_number(environ, "PRAKSIS_BATCH_SIZE") or BATCH_SIZE,
            ),
            themes=Path(themes) if themes else None,
            fusion=Path(fusion) if fusion else None,
            spacy=environ.get("PRAKSIS_SPACY") or None,
            user=next((environ[name] for name in USER_NAMES if environ.get(name)), UNKNOWN_USER),
        )


def _number(environ: Mapping[str, str], name: str) -> int | None:
    value = environ.get(name, "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    raise SettingsError(f"{name}={environ[name]!r} forstås ikke. Skriv et helt tal fra 1, eller fjern den.")


def _yes_or_no(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise SettingsError(f"{name}={environ[name]!r} forstås ikke. Skriv 1 (ja) eller 0 (nej).")
