"""What of a document could not be read, so that a reader knows what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import ReadingWarning

from .sheets import Sheet

MANY_UNMAPPED = 0.05
"""Share of a page's letters without a name from which its text has holes that a reader would notice."""
MANY_TURNED = 0.5
"""Share of a page's letters that run askew from which more is missing than a stamp across it."""


def find_gaps(sheets: Sequence[Sheet]) -> tuple[ReadingWarning, ...]:
    """A warning for each page that failed, is a scan, or has text that cannot be read."""
    return tuple(
        ReadingWarning(sheet.number, code, message)
        for sheet in sheets
        for code, message in [_gap(sheet)]
        if code is not None
    )


def _gap(sheet: Sheet) -> tuple[str | None, str]:
    """The code and the message of what a page lacks; no code where it lacks nothing."""
    letters = sum(len(word.text) for word in sheet.words)
    side = f"Side {sheet.number}"
    if sheet.problem is not None:
        return "unreadable_page", f"{side} kunne ikke læses ({sheet.problem}). Se siden i PDF'en."
    if sheet.turned > MANY_TURNED * letters:
        return "turned_text", f"{side} har tekst, der løber skråt over siden; den er ikke læst. Se siden i PDF'en."
    if sheet.unmapped > MANY_UNMAPPED * letters:
        return "unmapped_characters", f"{side} har tegn, hvis bogstaver filen ikke oplyser; teksten har huller dér."
    if not letters and sheet.images:
        return "no_text_on_page", f"{side} er kun et billede. Er der tekst på billedet, kan den ikke findes."
    return None, ""
