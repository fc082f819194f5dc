"""Where Danish sentences end: at a full stop that is no abbreviation's and no date's."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset((
    "bl.a", "fx", "f.eks", "ca", "nr", "stk", "kl", "mv", "m.v", "m.m", "pct", "jf", "dvs", "d.v.s", "evt",
    "inkl", "ekskl", "hhv", "mht", "ift", "ifm", "pga", "p.g.a", "vedr", "tlf", "prof", "dr", "kgs", "sml",
    "pr", "osv", "o.l", "m.fl", "s", "v", "art", "kap", "afs", "min", "maks", "mio", "mia", "ph.d", "cand",
    "red", "udg", "jan", "feb", "apr", "aug", "sept", "okt", "nov", "dec", "tab", "fig", "ml", "adr",
))  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?])[”\")»]?\s+(?=[”\"(«]?[A-ZÆØÅ0-9])")
LAST_WORD = re.compile(r"[\w.]+$")
ORDINAL = re.compile(r"\b\d{1,2}$")


def sentence_ends(text: str) -> list[int]:
    """Offsets at which a new sentence begins, the first excepted."""
    return [match.end() for match in SENTENCE.finditer(text) if ends_sentence(text[: match.start()])]


def ends_sentence(text: str) -> bool:
    """Whether *text* ends with the end of a sentence; "bl.a." and "3." (of "3. marts") are none."""
    stripped = text.rstrip('”")»')
    if not stripped.endswith("."):
        return stripped.endswith(("?", "!"))
    word = LAST_WORD.search(stripped[:-1])
    if word is None:
        return True
    return word[0].lower() not in ABBREVIATIONS and ORDINAL.fullmatch(word[0]) is None
