"""What people correct in what the machine read, and a document as it stands with that.

A correction is tied to content, not to a row: to the file's SHA-256 and, for a passage or a session, to its words.
So it holds when the file is read again, the index is made anew, or a later version cuts passages otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from .document import Document
from .metadata import DatePrecision, DocumentType, Metadata, Municipality
from .municipalities import municipality_register
from .passage import Evidence, Passage, TagLevel, ThemeTag
from .session import Session, Speaker

DocumentField = Literal["type", "title", "subtitle", "publisher", "date", "municipalities"]
SessionField = Literal["title", "starts", "ends", "kind", "place", "speakers", "abstract"]
DOCUMENT_FIELDS: tuple[DocumentField, ...] = get_args(DocumentField)
SESSION_FIELDS: tuple[SessionField, ...] = get_args(SessionField)

CORRECTED_RULE = "rettelse"
"""The rule that a tag set by a person names."""
CORRECTED_SCORE = 1.0
"""A person's word is not weighed; where the machine had found the theme too, its score stays."""
SAME_PASSAGE = 0.8
"""Share of words that two passages must have in common to be the same one, cut or cleaned otherwise."""

_PRECISIONS: dict[int, DatePrecision] = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Correction:
    """What one person corrected, once.

    Attributes:
        number: counts from 1, as a person names it; 0 until it is stored.
        at: when, ISO 8601 in UTC.
        who: the name that the person gave.
        sha256: the file that the document was read from; ``file`` is its name.
        passage: the whole text of the passage meant, for a theme; else ``None``.
        session: the session meant, see :func:`session_key`; else ``None``.
        field: a field of the document or of the session, or "theme".
        value: as text, ``None`` where the document says nothing. Municipalities are codes with commas between;
            a theme is "id=about", "id=touches" or "id=none"; a speaker is "name|role|organisation", with
            semicolons between several.
        quote: words of the passage that prove a theme; ``None`` is the passage as a whole.
        undone_at: when it was taken back; ``undone_by`` is by whom.
    """

    number: int
    at: str
    who: str
    why: str
    sha256: str
    file: str
    passage: str | None
    session: str | None
    field: str
    value: str | None
    quote: str | None
    undone_at: str | None = None
    undone_by: str | None = None

    @property
    def theme(self) -> tuple[str, TagLevel | None]:
        """The theme that a correction of a passage sets, and its level; ``None`` takes it away."""
        theme_id, _, level = (self.value or "").partition("=")
        return theme_id, None if level == "none" else cast(TagLevel, level)


def corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    """*document*, as the machine read it, with *corrections* in the order they were made; the last one wins.

    What points at a passage or a session that is not there is left out. The document's own themes are not
    looked at: they are summed over the passages by whoever tags.
    """
    passages, sessions = list(document.passages), list(document.sessions)
    keys = [session_key(session) for session in sessions]
    metadata = document.metadata
    for one in corrections:
        if one.passage is not None:
            at = find_passage(passages, one.passage)
            if at is not None:
                passages[at] = replace(passages[at], themes=_with_theme(passages[at], one))
        elif one.session is not None:
            if one.session in keys:
                at = keys.index(one.session)
                sessions[at] = _with_session_field(sessions[at], one)
        else:
            metadata = _with_fact(metadata, one)
    return replace(document, metadata=metadata, passages=tuple(passages), sessions=tuple(sessions))


def session_key(session: Session) -> str:
    """What a session, as the machine read it, is known by: its start and its title."""
    return f"{session.starts or '–'} {session.title}"


def find_passage(passages: Sequence[Passage], text: str) -> int | None:
    """Which of *passages* has this *text*, or shares at least :data:`SAME_PASSAGE` of the words with it."""
    for at, passage in enumerate(passages):
        if passage.text == text:
            return at
    words = Counter(text.split())
    shares = [(_shared(words, Counter(passage.text.split())), -at) for at, passage in enumerate(passages)]
    share, at = max(shares, default=(0.0, 0))
    return -at if share >= SAME_PASSAGE else None


def _shared(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)


def _with_theme(passage: Passage, correction: Correction) -> tuple[ThemeTag, ...]:
    theme_id, level = correction.theme
    others = tuple(tag for tag in passage.themes if tag.theme_id != theme_id)
    if level is None:
        return others
    found = next((tag for tag in passage.themes if tag.theme_id == theme_id), None)
    score = CORRECTED_SCORE if found is None else found.score
    return (*others, ThemeTag(theme_id, level, score, _proof(passage, correction, found)))


def _proof(passage: Passage, correction: Correction, found: ThemeTag | None) -> tuple[Evidence, ...]:
    """The words that a person gave, else those that the machine found, else the passage as a whole."""
    if correction.quote is not None and correction.quote in passage.text:
        start = passage.text.index(correction.quote)
        return (Evidence(correction.quote, start, start + len(correction.quote), CORRECTED_RULE),)
    if found is not None:
        return tuple(replace(one, rule=CORRECTED_RULE) for one in found.evidence)
    return (Evidence(passage.text, 0, len(passage.text), CORRECTED_RULE),)


def _with_fact(metadata: Metadata, correction: Correction) -> Metadata:
    return _FACTS[cast(DocumentField, correction.field)](metadata, correction.value)


def _with_date(metadata: Metadata, value: str | None) -> Metadata:
    return replace(metadata, date=value, date_precision=None if value is None else _PRECISIONS[len(value)])


_FACTS: Mapping[DocumentField, Callable[[Metadata, str | None], Metadata]] = {
    "type": lambda metadata, value: replace(metadata, type=cast(DocumentType, value)),
    "title": lambda metadata, value: replace(metadata, title=value),
    "subtitle": lambda metadata, value: replace(metadata, subtitle=value),
    "publisher": lambda metadata, value: replace(metadata, publisher=value),
    "date": _with_date,
    "municipalities": lambda metadata, value: replace(metadata, municipalities=municipalities_of(value)),
}


def municipalities_of(codes: str | None) -> tuple[Municipality, ...]:
    """The municipalities with these *codes*, which have commas between them."""
    known = {one.code: one for one in municipality_register().municipalities}
    return tuple(known[code] for code in (codes or "").split(",") if code in known)


def _with_session_field(session: Session, correction: Correction) -> Session:
    value: Any = correction.value
    if correction.field == "speakers":
        value = speakers_of(correction.value)
    elif value is None and correction.field in ("title", "kind"):
        return session  # a session has both
    return replace(session, **{correction.field: value})


def speakers_of(value: str | None) -> tuple[Speaker, ...]:
    """The speakers that a correction names: "name|role|organisation", semicolons between, parts may be missing."""
    speakers = []
    for one in (value or "").split(";"):
        parts = [part.strip() or None for part in (*one.split("|"), "", "")[:3]]
        if any(parts):
            speakers.append(Speaker(*parts))
    return tuple(speakers)
