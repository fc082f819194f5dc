"""Who a document comes from: the bodies that publish it, and its authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.municipalities import find_municipalities

from .addresses import STREET
from .dates import without_date
from .frontpage import FrontPage
from .organisations import Organisations, as_in_running_text

_SEPARATOR = re.compile(r"\s+[·|/–•-]\s+|\s*[·|]\s*")
_JOINED = re.compile(r"[\s,]*")
_MUNICIPAL = re.compile(
    r"[A-ZÆØÅ][\w-]+(?:(?:, | og )[A-ZÆØÅ][\w-]+){0,5} (?:[Rr]egions)?(?:[Kk]ommuner?|KOMMUNER?)(?![\w-])"
)
_INVITES = re.compile(r"\s+(?:inviterer|byder velkommen)\b.*\Z")
_DEPARTMENT = re.compile(r",\s+[A-ZÆØÅ][\w,-]*(?: [\w,-]+){0,4}\Z")
_PUBLISHED_BY = re.compile(
    r"\b(?:udgivet(?:\s+(?:den\s+)?[\d./-]+(?:\s+\w+)?(?:\s+\d{4})?)?\s+af|udgives\s+af|(?:udgiver|arrangør)(?:er|e)?:)\s+(?P<who>.+)",
    re.IGNORECASE,
)
_KIND_AND_SENDER = re.compile(
    r"(?:et\s+)?(?:udspil|notat|oplæg|debatoplæg|papir|positionspapir|høringssvar|rapport|hæfte|guide|pjece)\s+(?:fra|af)\s+"
    r"(?P<who>[A-ZÆØÅ].+)",
    re.IGNORECASE,
)
"""A line that says what a text is and whose, no more: "Udspil fra Landsforeningen"."""
_AUTHORS = re.compile(
    r"(?:forfattere?:?|skrevet af|tekst:|udarbejdet af|rapporten er udarbejdet af)\s+(?P<who>.+)", re.IGNORECASE
)
_BYLINE = re.compile(r"(?P<who>.+?)\s*,?\s+den\s+\d")
_PERSON = re.compile(r"[A-ZÆØÅ][\w.-]+(?: (?:[A-ZÆØÅ][\w.-]*|von|van|de|af))+")
_ROLE = re.compile(r"\A(?:[a-zæøå-]+\s+){1,3}(?=[A-ZÆØÅ])")
"""What someone is, before the name: "chefkonsulent Ivar Bruun"."""
_AND = re.compile(r",\s*|\s+og\s+|\s+&\s+")
_POSTAL_TOWN = re.compile(r"\b\d{4} [A-ZÆØÅ]")
_LETTERHEAD_LINES = 4
_ADDRESS_LINES = 3  # a body's name stands so near above its postal town
_STATED, _LETTERHEAD, _IMPRINT = 1.0, 0.9, 0.8


@dataclass(frozen=True, slots=True)
class Sender:
    """A body or a person, the line that names it, and how sure its place makes us."""

    name: str
    line: str
    confidence: float


def names_authors(line: str) -> bool:
    """Whether *line* begins by saying who wrote."""
    return _AUTHORS.match(line) is not None


def kind_and_sender(line: str, known: Organisations) -> str | None:
    """The body in a *line* that says what the text is and from whom, and nothing else."""
    says = _KIND_AND_SENDER.fullmatch(line)
    return sender_of(says["who"], known) if says is not None else None


def find_publisher(front: FrontPage, texts: Iterable[str], known: Organisations) -> Sender | None:
    """Who says so in the colophon, the letterhead, the running head or the address at the end.

    A name with a date in one phrase under the title ("Hvidovre Kommune den 1. oktober 2018") is the author of
    a page that someone else may have published.
    """
    for line in (*front.lines, *front.colophon):
        says = _PUBLISHED_BY.search(line)
        if says is not None:
            sender = sender_of(says["who"].rstrip("."), known)
            if sender is not None:
                return Sender(sender, line, _STATED)
    for line in front.lines:
        sender = kind_and_sender(line, known)
        if sender is not None:
            return Sender(sender, line, _STATED)
    heads = (*_runs(front.above), *_runs(front.running), *(line for line in front.below if not _BYLINE.match(line)))
    places = (
        *((line, _LETTERHEAD) for line in heads),
        *((line, _IMPRINT) for line in _above_addresses(front.colophon)),
    )
    for line, confidence in places:
        sender = sender_of(line, known)
        if sender is not None:
            return Sender(as_in_running_text(sender, texts), line, confidence)
    return None


def _runs(lines: Sequence[str]) -> Iterator[str]:
    """Neighbouring *lines* as one, the most at a time first: a letterhead is set on several."""
    for first in range(len(lines)):
        for last in range(min(len(lines), first + _LETTERHEAD_LINES), first, -1):
            yield " ".join(lines[first:last])


def _above_addresses(lines: Sequence[str]) -> Iterator[str]:
    """Lines with a postal town in them or shortly under them, without the address."""
    for place, line in enumerate(lines):
        if any(_POSTAL_TOWN.search(near) for near in lines[place : place + 1 + _ADDRESS_LINES]):
            street = STREET.search(line.split(" Tlf")[0])
            yield line[: street.start()] if street is not None else line


def sender_of(line: str, known: Organisations) -> str | None:
    """The body or bodies that *line* consists of, apart from a date, a department and what follows a dash.

    Of bodies that stand stacked the last is meant: the ministry stands above its agency.
    """
    head = _INVITES.sub("", _SEPARATOR.split(without_date(line))[0]).strip()
    municipal = _MUNICIPAL.match(head)
    if municipal is not None and find_municipalities(municipal[0]):
        rest = head[municipal.end() :]
        if not rest or _DEPARTMENT.fullmatch(rest):
            return municipal[0]
        other = sender_of(rest.removeprefix(" og "), known) if rest.startswith(" og ") else None
        return f"{municipal[0]} og {other}" if other is not None else None
    return _listed_sender(head, known)


def _listed_sender(head: str, known: Organisations) -> str | None:
    sender: str | None = None
    end = 0
    for mention in known.mentions(head):
        between = head[end : mention.start]
        if sender is not None and between == " og ":
            sender = f"{sender} og {mention.name}"
        elif _JOINED.fullmatch(between):
            sender = mention.name
        else:
            return None
        end = mention.end
    rest = head[end:]
    return sender if not rest or _DEPARTMENT.fullmatch(rest) else None


def find_authors(front: FrontPage, known: Organisations) -> Iterator[Sender]:
    """Those whom a line of the title page says the text was written by, or by whom it is dated."""
    for line in front.lines:
        named = _AUTHORS.match(line)
        if named is not None:
            who = named["who"].rstrip(".")
            bodies = known.mentions(who)
            if bodies and bodies[0].start == 0:
                yield Sender(bodies[0].name, line, _STATED)
            else:
                yield from (Sender(person, line, _STATED) for person in _persons(who))
        byline = _BYLINE.match(line)
        if byline is not None:
            sender = sender_of(byline["who"], known)
            if sender is not None:
                yield Sender(sender, line, _LETTERHEAD)


def _persons(who: str) -> Iterable[str]:
    names = [_ROLE.sub("", name) for name in _AND.split(who)]
    return names if all(_PERSON.fullmatch(name) for name in names) else ()
