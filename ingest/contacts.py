"""Where one can ask: the addresses and numbers that a document gives for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Section

_MAIL = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<!\.)")
_PHONE = re.compile(
    r"(?<!\d)(?:tlf\.?|telefon|mobil)[:.]?\s*(?P<number>(?:\+45\s?)?\d{2}\s?\d{2}\s?\d{2}\s?\d{2})(?!\d)", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:kontakt\w*|vide mere|yderligere oplysninger|spørgsmål til|henvendelse\w*|skriv til)\b", re.IGNORECASE
)
_LAST_SECTIONS = 3  # the colophon stands in one of them


@dataclass(frozen=True, slots=True)
class Contact:
    """An e-mail address or a telephone number, with its line."""

    value: str
    line: str


def find_contacts(sections: Sequence[Section]) -> list[Contact]:
    """The contacts of a document, each once, in order: in a section about contact, or in the last ones.

    An address in the middle of the text belongs to whoever is written about.
    """
    found: dict[str, Contact] = {}
    for line in _lines(sections):
        for value in (
            *(match[0] for match in _MAIL.finditer(line)),
            *(match["number"] for match in _PHONE.finditer(line)),
        ):
            found.setdefault(value, Contact(value, line))
    return list(found.values())


def _lines(sections: Sequence[Section]) -> Iterator[str]:
    last = len(sections) - _LAST_SECTIONS
    for place, section in enumerate(sections):
        is_contact = section.heading is not None and _ASKS.search(section.heading) is not None
        for paragraph in section.paragraphs:
            if is_contact or place >= last or _ASKS.search(paragraph.text):
                yield paragraph.text
