"""The numbers of the fusion, read from a file that a person can edit: a section for each model."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpus.errors import EditableListError

from .encoding import EncoderInfo

BUILT_IN, OTHER, AUTO = "built_in", "other", "auto"
_MOST = 2.0
"""No number of the fusion is larger; one that is was meant otherwise."""


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """How words and meaning are weighed; ``fusion.toml`` says what each number does and how it was chosen.

    ``dense_floor`` is ``None`` where it follows from the corpus: the mean of the question's cosines and one
    standard deviation.
    """

    meaning: float
    named: float
    counted: float
    words: float
    whole: float
    close: float
    letters: float
    heading: float
    everyday: float
    beside: float
    lift: float
    count: float
    document: float
    dense_floor: float | None

    @classmethod
    def load(cls, encoder: EncoderInfo, file: Traversable | None = None) -> FusionSettings:
        """The settings for *encoder* in *file*, or in the one that comes with Praksis.

        Raises:
            EditableListError: the file is not there or breaks a rule; the message says which.
        """
        file = file or files("index") / "fusion.toml"
        try:
            sections = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise EditableListError(file.name, None, f"filen kan ikke læses ({error}).") from error
        names = [BUILT_IN] if encoder.built_in else [BUILT_IN, encoder.name if encoder.name in sections else OTHER]
        numbers: dict[str, float | None] = {}
        for name in names:
            numbers |= _numbers(file.name, name, sections.get(name, {}))
        missing = [field.name for field in fields(cls) if field.name not in numbers]
        if missing:
            raise EditableListError(file.name, None, f"der mangler {', '.join(missing)} i [{BUILT_IN}].")
        return cls(**numbers)  # type: ignore[arg-type]


def _numbers(file: str, section: str, written: Mapping[str, object]) -> dict[str, float | None]:
    known = {field.name for field in fields(FusionSettings)}
    numbers: dict[str, float | None] = {}
    for name, value in written.items():
        if name not in known:
            raise EditableListError(
                file, None, f"[{section}] har «{name}», som ikke findes. Skriv et af: {', '.join(sorted(known))}."
            )
        if name == "dense_floor" and value == AUTO:
            numbers[name] = None
        elif isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST:
            numbers[name] = float(value)
        else:
            raise EditableListError(
                file, None, f"{name} i [{section}] er {value!r}, men skal være et tal fra 0 til {_MOST:g}."
            )
    return numbers
