"""Who speaks: names, roles and organisations from the line after "v/" in a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import Speaker

from .organisations import organisations

_ANNOUNCED_AS = r"(?:[Oo]plægsholdere?|[Uu]nderviser(?:e)?|[Ff]acilitator(?:er)?|[Vv]ed):"
SPEAKER_MARK = re.compile(rf"(?:^|(?<=\s))(?:{_ANNOUNCED_AS}\s*(?=\S)|v/\s*(?=\w)|(?:v\.|ved(?=\s))\s*(?=[A-ZÆØÅ]))")
"""How Danish programmes announce a speaker; "v." and "ved" only before a capital: "v. siden af" announces nobody."""
_NAME_WORD = r"[A-ZÆØÅÉÖÄÜ][a-zæøåéèöäüáó]+(?:-[A-ZÆØÅ][a-zæøåéöä]+)*"
NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|[A-ZÆØÅ]\.|af|von|van|de|la)){{0,4}}\s+{_NAME_WORD}")
"""Two to six words in capitals, initials and particles among them."""
ORGANISATION = re.compile(
    r"\b(?:(?i:\w*kommuner?s?|styrelsen?|\w+styrelsen|\w*ministeriet?|universitet\w*|\w*højskole\w*|\w*skolen|institut\w*"
    r"|forening\w*|\w+forbund\w*|fond\w*|region|center|centeret|centret|\w+cent(?:er|ret)|børnehus\w*|daginstitution\w*"
    r"|børnehaven?|vuggestuen?|gruppen|akademi\w*|selskab\w*|netværk\w*|rådet|\w+råd|ministerium)"
    r"|VIVE|KL|UC\w*|STUK|EVA|BUPL|FOA|DPU|NCK|RUC|SDU|AAU|KP|VIA|PPR|CBF|ApS|A/S|I/S)\b(?!-\w)"
)
_NO_FIRST_NAME = re.compile(
    r"(?:Dagtilbud|Distrikt|Område|Afdeling|Team|Dagpleje|Børn|Skole|Familie|Pædagogisk|Den|Det|De)\w*\s"
)
"""Words with a capital that begin the name of a unit, not of a person."""
SHORT_ORGANISATION = re.compile(r"[A-ZÆØÅ]{2,6}")
UNNAMED = re.compile(r"(?:to|tre|fire|fem|seks|flere|\d+) ", re.IGNORECASE)
"""Company that has no name: "og to pædagoger fra Børnehuset Pilekæret"."""
_JOINT = re.compile(r";\s*|,\s*|\s+(?:og|samt|&)\s+(?=\S)")
ROLE_AT = re.compile(r"\s+(?:i|på|ved|hos|fra)\s+(?=[A-ZÆØÅ])")
""""lektor på Københavns Professionshøjskole"; "for" names a field ("fagchef for Dagtilbud"), not an employer."""
_ROLE_FOR = re.compile(r"\s+for\s+(?=[A-ZÆØÅ])")
_TITLE_BEFORE = re.compile(
    rf"(?P<role>(?:[A-ZÆØÅ]{{2,}}-)?[a-zæøå][\w.-]*(?: (?:og )?[a-zæøå][\w.-]*)*)\s+(?P<name>{NAME.pattern})"
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
_DASH = re.compile(r"\s+[–—-]\s+")
_BOTH = re.compile(r"\A(?:begge|alle)\s+(?:fra\s+|i\s+|ansat i\s+)?", re.IGNORECASE)
_SAME_PLACE = re.compile(r"[,\s]+(?:fra )?samme sted\Z")
_PLURAL = re.compile(r"\w+(?:er|ere|e)\b")
_ACADEMIC = re.compile(r"\b(?:professor|lektor|docent|adjunkt|forsker|studerende)\b")
_AND_BODY = re.compile(r"\A(?P<own>.*\b[Kk]ommune) og (?P<other>[A-ZÆØÅ]{2,6})\Z")
_OF_A_MUNICIPALITY = re.compile(r"PPR|Sundhedsplejen|Familieafdelingen")
_ABBREVIATION_END = re.compile(r"\b(?:ph\.d|m\.v|m\.fl|cand\.\w+)\.\Z")


def find_speakers(text: str) -> tuple[Speaker, ...]:
    """The speakers that *text*, with or without its "v/", names; only an organisation has no name.

    After each name come a role and an organisation, in that order, as far as they stand there; a role may also stand
    before the name ("professor Anders Holm") or in brackets. A speaker without an organisation has the one that the
    next speakers share ("Sidse Dahlberg, teamleder, og Jane Hellborn, leder, Halsnæs Kommune"), or the one before
    ("leder samme sted"); two names with one role in the plural share it.

    Names, roles and organisations are all right on the 12 speakers of the one real programme that has gold, the
    25 of the samples and 28 lines of other wordings (``tests/test_ingest_speakers.py``), which the rules were
    written with. Known to miss: an employer without a
    word that says what it is, and a person whose name is a single word.
    """
    text = SPEAKER_MARK.sub("", text.strip(), count=1)
    text = text if _ABBREVIATION_END.search(text) else text.rstrip(" .")
    groups: list[tuple[str | None, list[str]]] = []
    for part in _parts(text):
        name, role = _named(part)
        if name is not None:
            groups.append((name, [role] if role is not None else []))
        elif groups:
            groups[-1][1].append(part)
        else:
            groups.append((None, [part]))
    return tuple(_shared([speaker for name, details in groups for speaker in _speakers(name, details)]))


def is_name(text: str) -> bool:
    """Whether *text* is a person's name and not an organisation's."""
    return (
        NAME.fullmatch(text) is not None
        and ORGANISATION.search(text) is None
        and _NO_FIRST_NAME.match(text) is None
        and not _is_listed(text)
    )


def _named(part: str) -> tuple[str | None, str | None]:
    """The name that *part* is, with the role that stands before it; both ``None`` where it is no person."""
    if is_name(part):
        return part, None
    titled = _TITLE_BEFORE.fullmatch(part)
    if titled is not None and is_name(titled["name"]) and not UNNAMED.match(part):
        return titled["name"], titled["role"]
    return None, None


def _parts(text: str) -> list[str]:
    """The pieces between commas, and between "og" where a name follows; "Børne- og …" stays whole.

    Brackets and a dash right after a name are commas too.
    """
    text = _IN_BRACKETS.sub(r", \1", text)
    before, dash, after = _DASH.sub("\0", text, count=1).partition("\0")
    if dash and is_name(before.strip()):
        text = f"{before}, {after}"
    parts: list[str] = []
    start = 0
    for match in _JOINT.finditer(text):
        is_comma = match[0][0] in ",;"
        following = _first_of(text[match.end() :])
        if text[: match.start()].endswith("-") or not (is_comma or _named(following)[0] is not None):
            continue
        parts.append(text[start : match.start()].strip())
        start = match.end()
    parts.append(text[start:].strip())
    return [part.removeprefix("og ").strip() for part in parts if part]


def _first_of(text: str) -> str:
    """*text* up to its next comma or to an "og" before a capital or another person."""
    return re.split(r"[,;]|\s+(?:og|samt|&)\s+(?=[A-ZÆØÅ])|\s+(?:og|samt|&)\s+(?=\S+ [A-ZÆØÅ])", text, maxsplit=1)[
        0
    ].strip()


def _speakers(name: str | None, details: Sequence[str]) -> Iterator[Speaker]:
    """The speaker of one group, and the body that stands beside their employer ("Vejle Kommune og STUK")."""
    speaker = _speaker(name, details)
    beside = _AND_BODY.match(speaker.organisation or "") if name is not None else None
    if beside is None:
        yield speaker
    else:
        yield replace(speaker, organisation=beside["own"])
        yield Speaker(None, None, beside["other"])


def _speaker(name: str | None, details: Sequence[str]) -> Speaker:
    if name is None:
        return _unnamed(details)
    role, *bodies = [detail for detail in details if not UNNAMED.match(detail)] or [""]
    if not role:
        return Speaker(name, None, None)
    if _is_organisation(role) and role[:1].isupper() and not ROLE_AT.search(role):
        return Speaker(name, None, ", ".join((role, *bodies)))
    while bodies and bodies[0][:1].islower() and not _is_organisation(bodies[0]) and not _BOTH.match(bodies[0]):
        role = f"{role}, {bodies.pop(0)}"
    role, employer = _employer(role, has_other=bool(bodies))
    return Speaker(name, role, ", ".join((*employer, *bodies)) or None)


def _employer(role: str, *, has_other: bool) -> tuple[str, tuple[str, ...]]:
    """The role without the employer it names ("lektor på …"), and that employer."""
    for at in ROLE_AT.finditer(role):
        if _is_organisation(role[at.end() :]):
            return role[: at.start()], (role[at.end() :],)
    if has_other:
        return role, ()
    field = _ROLE_FOR.search(role)
    if field is not None and (SHORT_ORGANISATION.fullmatch(role[field.end() :]) or _is_listed(role[field.end() :])):
        return role[: field.start()], (role[field.end() :],)
    return role, ()


def _with_place(speaker: Speaker) -> Speaker:
    """*speaker*, whom nobody shares an employer with, at the place the role names: "formand … i Skovlinden"."""
    if speaker.name is None or speaker.role is None or speaker.organisation is not None:
        return speaker
    places = list(ROLE_AT.finditer(speaker.role))
    if not places or _ACADEMIC.search(speaker.role):
        return speaker
    return Speaker(speaker.name, speaker.role[: places[-1].start()], speaker.role[places[-1].end() :])


def _unnamed(details: Sequence[str]) -> Speaker:
    """A body, or people without names: "tre pædagoger fra Børnehuset Lærken"."""
    whole = ", ".join(details)
    at = ROLE_AT.search(whole)
    if UNNAMED.match(whole):
        return Speaker(None, whole[: at.start()], whole[at.end() :]) if at is not None else Speaker(None, whole, None)
    return Speaker(None, None, whole)


def _is_organisation(text: str) -> bool:
    return ORGANISATION.search(text) is not None or SHORT_ORGANISATION.fullmatch(text) is not None or _is_listed(text)


def _is_listed(text: str) -> bool:
    """Whether *text* is the name of a body on our list, from beginning to end."""
    return any(mention.start == 0 and mention.end == len(text) for mention in organisations().mentions(text))


def _shared(speakers: Sequence[Speaker]) -> Iterator[Speaker]:
    """The *speakers*, those without an organisation given the next one's, or the one before where they say so."""
    given: list[Speaker] = []
    following: Speaker | None = None
    for speaker in reversed(speakers):
        speaker = _with_shared(speaker, following)
        given.append(speaker)
        following = speaker
    before: str | None = None
    for speaker in reversed(given):
        if speaker.role is not None and _SAME_PLACE.search(speaker.role):
            speaker = replace(speaker, role=_SAME_PLACE.sub("", speaker.role), organisation=before)
        if speaker.organisation is not None:
            speaker = replace(speaker, organisation=re.sub(r"\b(?:begge|alle) (?:fra |i )?", "", speaker.organisation))
        speaker = _with_place(speaker)
        before = speaker.organisation
        yield speaker


def _with_shared(speaker: Speaker, following: Speaker | None) -> Speaker:
    """*speaker* with what the *following* one says of both."""
    if following is None or following.organisation is None or speaker.name is None or following.name is None:
        return speaker
    if speaker.role is None and speaker.organisation is None:
        is_joint = following.role is not None and _PLURAL.match(following.role) is not None
        return replace(speaker, role=following.role, organisation=following.organisation) if is_joint else speaker
    shared = following.organisation.split(", ")[-1]
    if speaker.organisation is None:
        goes_back = following.role is not None and _SAME_PLACE.search(following.role) is not None
        return speaker if goes_back else replace(speaker, organisation=following.organisation)
    is_both = _BOTH.match(shared) is not None
    if is_both or (_OF_A_MUNICIPALITY.fullmatch(speaker.organisation) and shared.endswith("ommune")):
        return replace(speaker, organisation=f"{speaker.organisation}, {shared}")
    return speaker
