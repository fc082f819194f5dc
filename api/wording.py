"""Words and numbers as both the page and the terminal say them."""

from __future__ import annotations

from . import schemas

LEVELS = {"about": "handler om", "touches": "berører", "primary": "handler om", "secondary": "berører"}


def span_text(pages: tuple[int, int]) -> str:
    """Pages as Danish writes them: "3" or "3–4"."""
    first, last = pages
    return str(first) if first == last else f"{first}–{last}"


def speaker_text(speaker: schemas.Speaker) -> str:
    """A speaker with role and organisation, as far as known."""
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.organisation) if part)


def number_text(value: float) -> str:
    """A number with a comma."""
    return f"{value:.1f}".replace(".", ",")


def size_text(size: int) -> str:
    """Bytes as people say them."""
    value = float(size)
    for unit in ("byte", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "byte" else f"{number_text(value)} {unit}"
        value /= 1000
    return f"{number_text(value)} GB"
