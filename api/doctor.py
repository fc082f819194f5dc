"""What this machine has, what it lacks, and how to get it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import PraksisError
from index.encoding import EncoderInfo
from ingest.language import Language, RuleLanguage
from ingest.ocr import LANGUAGE, PROGRAM, languages_of

from .service import Service

State = Literal["ok", "missing", "optional"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a machine should have.

    Attributes:
        name: what it is, in Danish.
        state: "missing" is needed and not there; "optional" is not there and can be done without.
        message: what was found.
        remedy: what to do, ``None`` where all is well.
    """

    name: str
    state: State
    message: str
    remedy: str | None


def examine(service: Service, *, which: Callable[[str], str | None] = shutil.which) -> tuple[Finding, ...]:
    """Every finding, in the order in which a person would mend them; *which* finds a program by name."""
    return (
        _data_folder(service.settings.data),
        _part("temaer", lambda: f"{len(service.taxonomy.themes)} temaer kan læses", "Ret filen, som der står."),
        _part("dansk ordanalyse", lambda: f"version {service.analyser.version}", "Installér Praksis igen."),
        _part("sætningsdeling", lambda: _loaded(service.language), "Fjern PRAKSIS_SPACY, eller installér den."),
        _part(
            "model",
            lambda: _model(service.encoder.info),
            "Fjern PRAKSIS_MODEL for at bruge den indbyggede model.",
        ),
        *_ocr(which(PROGRAM)),
    )


def _part(name: str, look: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(name, "ok", look(), None)
    except PraksisError as error:
        return Finding(name, "missing", str(error), remedy)


def _loaded(language: Language) -> str:
    return "egne regler" if isinstance(language, RuleLanguage) else "spaCy"


def _model(info: EncoderInfo) -> str:
    if info.built_in:
        return f"{info.name} (indbygget)"
    facts = [f"udgave {info.revision}", f"{info.dimension} tal i en vektor"]
    for what, prompt in zip(("spørgsmål", "afsnit"), info.prompts, strict=True):
        facts.append(f"foran {what}: " + (f"«{prompt}»" if prompt else "intet"))
    if info.max_tokens is not None:
        facts.append(f"læser højst {info.max_tokens} orddele (tokens) af et afsnit")
    return f"{info.name} (valgt; {', '.join(facts)})"


def _data_folder(folder: Path) -> Finding:
    existing = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        state = "findes" if folder.exists() else "laves, når der er brug for den"
        return Finding("datamappe", "ok", f"{folder.absolute()} ({state})", None)
    return Finding(
        "datamappe",
        "missing",
        f"{existing} kan ikke skrives",
        "Vælg en anden mappe med --data eller PRAKSIS_DATA.",
    )


def _ocr(program: str | None) -> tuple[Finding, ...]:
    name = "OCR (tesseract)"
    if program is None:
        return (
            Finding(
                name,
                "optional",
                "tesseract er ikke installeret; indscannede sider uden tekst kan ikke læses",
                "Debian/Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-dan · "
                "macOS: brew install tesseract tesseract-lang · "
                "Windows: winget install UB-Mannheim.TesseractOCR (vælg dansk undervejs)",
            ),
        )
    found = Finding(name, "ok", program, None)
    if LANGUAGE in languages_of(program):
        return (found, Finding("OCR på dansk", "ok", "de danske data er der", None))
    return (
        found,
        Finding(
            "OCR på dansk",
            "optional",
            "tesseract mangler danske data; indscannede sider læses ikke, før de er der",
            "Debian/Ubuntu: sudo apt install tesseract-ocr-dan · macOS: brew install tesseract-lang · "
            "ellers: læg dan.traineddata i mappen tessdata",
        ),
    )
