"""Who speaks: names, roles and organisations from the line after "v/" in a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Speaker

SPEAKER_MARK = re.compile(r"(?:^|(?<=\s))(?:v/|v\.|ved(?=\s))\s*(?=[A-ZÆØÅ])")
"""How Danish programmes announce a speaker; "ved" only before a capital."""
_NAME_WORD = r"[A-ZÆØÅÉÖÄÜ][a-zæøåéèöäüáó]+(?:-[A-ZÆØÅ][a-zæøåéöä]+)*"
NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|[A-ZÆØÅ]\.|af|von|van|de|la)){{0,4}}\s+{_NAME_WORD}")
"""Two to six words in capitals, initials and particles among them."""
ORGANISATION = re.compile(
    r"\b(\w*kommuner?s?|styrelsen?|\w+styrelsen|\w*ministeriet?|universitet\w*|\w*højskole\w*|\w*skolen|institut\w*"
    r"|forening\w*|\w+forbund\w*|fond\w*|region|centre?t?|\w+centret?|børnehus\w*|daginstitution\w*"
    r"|børnehaven?|vuggestuen?|gruppen|akademi\w*|selskab\w*|netværk\w*|rådet|\w+råd)\b"
    r"|\b(VIVE|KL|UC\w*|STUK|EVA|BUPL|FOA|DPU|NCK|RUC|SDU|AAU|KP|VIA|PPR|CBF|ApS|A/S|I/S)\b",
    re.IGNORECASE,
)
SHORT_ORGANISATION = re.compile(r"[A-ZÆØÅ]{2,6}")
UNNAMED = re.compile(r"(to|tre|fire|fem|seks|flere|\d+) ", re.IGNORECASE)
"""Company that has no name: "og to pædagoger fra Børnehuset Pilekæret"."""
PART = re.compile(r",\s*|\s+(?:og|samt|&)\s+(?=[A-ZÆØÅ])")
ROLE_AT = re.compile(r"\s+(?:i|på|ved|hos|fra)\s+(?=[A-ZÆØÅ])")
""""lektor på Københavns Professionshøjskole"; "for" names a field ("fagchef for Dagtilbud"), not an employer."""


def find_speakers(text: str) -> tuple[Speaker, ...]:
    """The speakers that *text*, with or without its "v/", names; only an organisation has no name.

    After each name come a role and an organisation, in that order, as far as they stand there. A
    speaker without an organisation has the one that the next speakers share ("Sidse Dahlberg, teamleder, og
    Jane Hellborn, leder, Halsnæs Kommune").

    Right on the 13 speakers of the one real programme that has gold. Known to miss: an employer without a
    word that says what it is, and a person whose name is a single word.
    """
    text = SPEAKER_MARK.sub("", text.strip(), count=1).rstrip(" .")
    groups: list[tuple[str | None, list[str]]] = []
    for part in _parts(text):
        if is_name(part):
            groups.append((part, []))
        elif groups:
            groups[-1][1].append(part)
        else:
            groups.append((None, [part]))
    return _shared([_speaker(name, details) for name, details in groups])


def is_name(text: str) -> bool:
    """Whether *text* is a person's name and not an organisation's."""
    return NAME.fullmatch(text) is not None and not ORGANISATION.search(text)


def _parts(text: str) -> list[str]:
    """The pieces between commas, and between "og" where a name follows; "Børne- og …" stays whole."""
    parts: list[str] = []
    start = 0
    for match in PART.finditer(text):
        is_comma = match[0].startswith(",")
        rest = text[match.end() :]
        following = re.split(r",|\s+(?:og|samt|&)\s+(?=[A-ZÆØÅ])", rest, maxsplit=1)[0].strip()
        if text[: match.start()].endswith("-") or not (is_comma or is_name(following)):
            continue
        parts.append(text[start : match.start()].strip())
        start = match.end()
    parts.append(text[start:].strip())
    return [part.removeprefix("og ").strip() for part in parts if part]


def _speaker(name: str | None, details: Sequence[str]) -> Speaker:
    if name is None:
        return Speaker(name=None, role=None, organisation=", ".join(details))
    if not details:
        return Speaker(name=name, role=None, organisation=None)
    role, *organisations = [detail for detail in details if not UNNAMED.match(detail)] or [""]
    if not role:
        return Speaker(name=name, role=None, organisation=None)
    if not organisations and _is_organisation(role) and role[:1].isupper():
        return Speaker(name=name, role=None, organisation=role)
    while organisations and organisations[0][:1].islower() and not _is_organisation(organisations[0]):
        role = f"{role}, {organisations.pop(0)}"
    at = ROLE_AT.search(role)
    if at and _is_organisation(role[at.end() :]):
        organisations.insert(0, role[at.end() :])
        role = role[: at.start()]
    return Speaker(name=name, role=role, organisation=", ".join(organisations) or None)


def _is_organisation(text: str) -> bool:
    return ORGANISATION.search(text) is not None or SHORT_ORGANISATION.fullmatch(text) is not None


def _shared(speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """The *speakers*, those without an organisation given the next one's."""
    given: list[Speaker] = []
    following: str | None = None
    for speaker in reversed(speakers):
        if speaker.organisation is None and following is not None and speaker.role is not None:
            speaker = Speaker(speaker.name, speaker.role, following)
        following = speaker.organisation
        given.append(speaker)
    return tuple(reversed(given))
