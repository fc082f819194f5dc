"""How a document was read, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import schemas
from .terminal import WIDTH, bold, columns, wrapped

DECISIONS = {
    "joined": "samlet",
    "kept": "bindestreg beholdt",
    "suspended": "orddel, der venter",
    "dash": "tankestreg",
}


RULES = {
    "breaking_sign": "tegnet deler kun ord i dette dokument",
    "written": "skrevet sådan; dokumentet deler ord med et andet tegn",
    "coordinator": "næste ord er og, eller, samt …",
    "no_word": "der står intet ord foran stregen",
    "figure": "der står et tal foran",
    "capital": "næste del begynder med stort eller et tal",
    "capitals": "første del er en forkortelse",
    "soft_hyphen": "filen har en blød bindestreg",
    "own_use": "sådan skriver dokumentet selv ordet",
    "broken": "ordet var kun delt ved linjens ende",
}


def how_read(pages: Sequence[schemas.PageReading]) -> Iterable[tuple[str, str]]:
    """Which pages were read by OCR and how surely; nothing where the file had its own text throughout."""
    scanned = [page for page in pages if page.method == "ocr"]
    if scanned:
        sure = ", ".join(f"s. {page.number}: {round(100 * (page.ocr_confidence or 0))} %" for page in scanned)
        yield "Læst med OCR", f"{len(scanned)} af {len(pages)} sider, så sikkert: {sure}"


def footnotes_text(notes: Sequence[schemas.Footnote]) -> str:
    """Each footnote with the place that calls it; nothing where there are none."""
    if not notes:
        return ""
    lines = [bold("Fodnoter og deres sted i teksten")]
    for note in notes:
        at = note.called_at
        place = "intet sted fundet i teksten" if at is None else f"s. {at.page}: «… {at.before}»"
        lines.append(wrapped(f"{note.text} – {place}", WIDTH))
    return "\n".join(lines)


def pictures_text(pictures: Sequence[schemas.PagePicture]) -> str:
    """Where the pictures of the pages are."""
    return "\n".join(f"s. {one.page}: {one.file}" for one in pictures)


def line_ends_text(ends: Sequence[schemas.LineEnd]) -> str:
    """Every hyphen at a line end, what became of it, and why."""
    if not ends:
        return "Ingen linje i dokumentet ender på en bindestreg."
    rows = [
        [f"s. {one.page}", f"{one.before} | {one.after}", f"→ {one.result}", DECISIONS[one.decision], RULES[one.rule]]
        for one in ends
    ]
    return columns(rows)
