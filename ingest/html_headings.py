"""Headings of a page whose writer marked none: short paragraphs in bold above others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .outline import Grid, Heading, Part, Text
from .styles import LONG_HEADING

FALSE_HEADING_END = (".", ",", ";", ":", "!", "?")


def with_bold_headings(parts: Sequence[Part], in_bold: Collection[int]) -> list[Part]:
    """The *parts*, short bold paragraphs made headings where the page itself has none below its title."""
    given = [part.level for part in parts if isinstance(part, Heading)]
    if len(given) > 1:
        return list(parts)
    headings: list[Part] = []
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        leads = isinstance(following, Text | Grid) and number + 1 not in in_bold
        if isinstance(part, Text) and number in in_bold and leads and _is_title(part.text):
            part = Heading(part.text, max(given, default=0) + 1, part.lines)
        headings.append(part)
    return headings


def _is_title(text: str) -> bool:
    return len(text) <= LONG_HEADING and not text.endswith(FALSE_HEADING_END) and any(map(str.isalpha, text))
