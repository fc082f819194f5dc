"""A reading becomes passages: short enough to embed and to read in a hit list, whole enough to cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice, pairwise
from typing import NamedTuple

from corpus import Box, Paragraph, Passage, PassageKind, Section, Session, Speaker, Table, content_id, span_of
from corpus.sentences import sentence_starts

from .reading import Reading
from .table_text import header_lines, table_lines

MIN_WORDS = 30
"""A shorter text piece joins its neighbour in the same section."""
FULL_WORDS = 100
"""Words from which a passage takes no further paragraph; passages that judges cut themselves have 82 on average.

With ``MIN_WORDS`` chosen among 120 and 60, 100 and 40, 100 and 30, 80 and 30, 60 and 30, 45 and 20 (`make eval`): on
the real documents .709, .720, .723, .724, .724, .719 with the rest of the search as it was; on the samples, whose
judged passages are whole sections, .770, .763, .758, .755, .752, .750.
"""
MAX_WORDS = 250
"""Most words of a text passage, but for a list; encoders of this size read about 350 Danish words."""

LONG_ITEM = 25
"""Items from so many words on are a passage each: one recommendation of five, one stand of a conference.

Chosen among 20, 25, 35 and none (`make eval`): queries for such lists .45 → .55 on the real documents, the rest level.
"""

MAX_TABLE_WORDS = 1000
"""A table is cut only above so many words, headers repeated in each row counted: its rows explain each other."""
LETTERHEAD_WORDS = 25
"""What stands above the title is a letterhead up to so many words; those of the samples have 3 to 12."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that no passage may cut, with where it stands; pieces of a passage stand on lines of their own."""

    text: str
    boxes: tuple[Box, ...]
    page_starts: tuple[tuple[int, int], ...]

    @property
    def words(self) -> int:
        return len(self.text.split())


def split_passages(reading: Reading, document_id: str) -> Iterator[Passage]:
    """The passages of a document in reading order.

    A passage never crosses a heading. Paragraphs fill up to about 100 words and at most 250; a list stays with the
    paragraph that leads in to it, or where they are too long together with its last sentence, and is cut only between
    items: above 250 words, and between items that are long enough to be passages themselves; a table stays whole with
    its caption, and is cut between rows only where it is very long. A session that says who speaks or what about is
    one passage, with the section that describes it.
    """
    ordinals = count()
    path: list[tuple[int, str]] = []
    sessions = _by_page(reading.sessions, reading.sections)
    for section in _with_letterhead(reading.sections):
        path = _path_to(section, path)
        headings = tuple(heading for _, heading in path)
        for kind, piece in _drafts(section, _on_pages(section, sessions)):
            ordinal = next(ordinals)
            yield Passage(
                id=content_id("passage", document_id, str(ordinal), piece.text),
                document_id=document_id,
                ordinal=ordinal,
                kind=kind,
                heading_path=headings,
                text=piece.text,
                pages=span_of(piece.boxes),
                boxes=piece.boxes,
                page_starts=piece.page_starts,
                themes=(),
            )


def _with_letterhead(sections: Sequence[Section]) -> Iterable[Section]:
    """The *sections* with a few words above the title (sender, date) put under it: alone they answer nothing."""
    if len(sections) < 2 or sections[0].heading is not None:
        return sections
    above, title = sections[:2]
    paragraphs = above.paragraphs
    if above.tables or sum(len(paragraph.text.split()) for paragraph in paragraphs) > LETTERHEAD_WORDS:
        return sections
    return chain([replace(title, blocks=(*paragraphs, *title.blocks))], islice(sections, 2, None))


def _path_to(section: Section, path: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The headings from the title down to *section*, each with its level."""
    if section.heading is None:
        return list(path)
    return [step for step in path if step[0] < section.level] + [(section.level, section.heading)]


class _Placed(NamedTuple):
    """A session, its place among the sessions, and those of its boxes in which a heading stands."""

    number: int
    session: Session
    headings: frozenset[Box]


def _by_page(sessions: Sequence[Session], sections: Iterable[Section]) -> Mapping[int, Sequence[_Placed]]:
    """The *sessions* that stand on each page; *sections* have the headings."""
    headings = {box for section in sections for box in section.heading_boxes}
    found: defaultdict[int, list[_Placed]] = defaultdict(list)
    for number, session in enumerate(sessions):
        placed = _Placed(number, session, frozenset(box for box in session.boxes if box in headings))
        for page in {box.page for box in session.boxes}:
            found[page].append(placed)
    return found


def _on_pages(section: Section, sessions: Mapping[int, Sequence[_Placed]]) -> list[_Placed]:
    """The sessions on the pages of *section*, in their order: a year's programme has a thousand others."""
    pages = {box.page for box in section.heading_boxes} | {box.page for block in section.blocks for box in block.boxes}
    near = {placed.number: placed for page in pages for placed in sessions.get(page, ())}
    return [near[number] for number in sorted(near)]


def _drafts(section: Section, sessions: Sequence[_Placed]) -> list[tuple[PassageKind, Piece]]:
    """What becomes a passage each, in reading order."""
    for _, session, boxes in sessions:
        if section.heading_boxes and boxes.issuperset(section.heading_boxes):
            return [("session", _described_session(session, section))]
    text: list[tuple[int, PassageKind, Piece]] = []
    tables: list[tuple[int, PassageKind, Piece]] = []
    groups: list[_Group] = []
    for place, block in enumerate(section.blocks):
        if isinstance(block, Paragraph):
            _add_paragraph(groups, block, place)
            continue
        before = section.blocks[place - 1] if place else None
        tables += [(place, "table", piece) for piece in _table_pieces(block, before)]
        tables += [(place, "session", _slot_session(one.session)) for one in sessions if _is_slot(one.session, block)]
    text += [(place, "text", piece) for place, piece in _packed(groups)]
    return [(kind, piece) for _, kind, piece in sorted(text + tables, key=lambda draft: draft[0])]


@dataclass(frozen=True, slots=True)
class _Group:
    """Pieces that stay together, and the place in the section where they begin."""

    place: int
    pieces: tuple[Piece, ...]
    is_list: bool
    stands_alone: bool = False

    @property
    def words(self) -> int:
        return sum(piece.words for piece in self.pieces)


def _add_paragraph(groups: list[_Group], paragraph: Paragraph, place: int) -> None:
    """Adds *paragraph*: an item joins the list before it, or opens one with the paragraph that leads in."""
    piece = Piece(paragraph.text, paragraph.boxes, paragraph.page_starts)
    last = groups[-1] if groups else None
    if paragraph.kind == "item" and last is not None and last.is_list and min(piece.words, last.words) >= LONG_ITEM:
        groups.append(_Group(place, (piece,), is_list=True, stands_alone=True))
    elif paragraph.kind == "item" and last is not None and last.is_list:
        groups[-1] = replace(last, pieces=(*last.pieces, piece))
    elif paragraph.kind == "item" and last is not None and last.pieces[-1].text.endswith(":"):
        groups[-1] = replace(last, pieces=(*last.pieces, piece), is_list=True)
    else:
        groups.append(_Group(place, (piece,), is_list=paragraph.kind == "item"))


def _packed(groups: Sequence[_Group]) -> list[tuple[int, Piece]]:
    """The *groups* gathered to passages, each with its place; a short rest joins the passage before it."""
    packed: list[_Group] = []
    for group in (part for whole in groups for led in _led_in(whole) for part in _cut(led)):
        words = packed[-1].words if packed else MAX_WORDS
        both = words + group.words
        if not group.stands_alone and (
            both <= FULL_WORDS or (both <= MAX_WORDS and min(words, group.words) < MIN_WORDS)
        ):
            packed[-1] = replace(packed[-1], pieces=packed[-1].pieces + group.pieces)
        else:
            packed.append(group)
    return [(group.place, join_pieces(group.pieces)) for group in packed]


def _led_in(group: _Group) -> list[_Group]:
    """A list that is too long for all of the paragraph before it keeps the sentence that leads in."""
    paragraph = group.pieces[0]
    if (
        not group.is_list
        or group.words <= FULL_WORDS
        or paragraph.words <= MIN_WORDS
        or not paragraph.text.endswith(":")
    ):
        return [group]
    *before, lead_in = _sentences(paragraph)
    if not before:
        return [group]
    rest = replace(group, pieces=(lead_in, *group.pieces[1:]))
    return [_Group(group.place, (_run_together(before),), is_list=False), rest]


def _cut(group: _Group) -> list[_Group]:
    """A group above the most words, cut between items, or between sentences if it is one paragraph."""
    if group.words <= MAX_WORDS:
        return [group]
    parts = [part for piece in group.pieces for part in (_halves(piece) if piece.words > MAX_WORDS else [piece])]
    share = group.words / -(-group.words // MAX_WORDS)
    cut: list[_Group] = []
    for part in parts:
        if cut and cut[-1].words + part.words / 2 <= share and cut[-1].words + part.words <= MAX_WORDS:
            cut[-1] = replace(cut[-1], pieces=(*cut[-1].pieces, part))
        else:
            cut.append(_Group(group.place, (part,), group.is_list))
    return cut


def _halves(piece: Piece) -> list[Piece]:
    """A paragraph above the most words in parts of whole sentences, as even as they go."""
    share = piece.words / -(-piece.words // MAX_WORDS)
    parts: list[list[Piece]] = [[]]
    for sentence in _sentences(piece):
        if parts[-1] and sum(one.words for one in parts[-1]) + sentence.words / 2 > share:
            parts.append([])
        parts[-1].append(sentence)
    return [_run_together(part) for part in parts]


def _sentences(piece: Piece) -> list[Piece]:
    """The sentences of a paragraph; abbreviations (bl.a., ca.) and dates (3. marts) end none."""
    starts = [0, *sentence_starts(piece.text)]
    return [_slice(piece, start, stop) for start, stop in pairwise([*starts, len(piece.text)])]


def _slice(piece: Piece, start: int, stop: int) -> Piece:
    """The text from *start* to *stop*, on the pages and in the boxes that hold it."""
    first = max(offset for offset, _ in piece.page_starts if offset <= start)
    starts = tuple((max(offset - start, 0), page) for offset, page in piece.page_starts if first <= offset < stop)
    pages = {page for _, page in starts}
    boxes = tuple(box for box in piece.boxes if box.page in pages)
    return Piece(piece.text[start:stop].rstrip(), boxes, starts)


def _run_together(pieces: Sequence[Piece]) -> Piece:
    """Sentences as one paragraph again."""
    return join_pieces(pieces, " ")


def join_pieces(pieces: Sequence[Piece], between: str = "\n") -> Piece:
    """The *pieces* as one, in their order, with *between* between them."""
    text = ""
    boxes: dict[Box, None] = {}
    starts: list[tuple[int, int]] = []
    for piece in pieces:
        text += between if text else ""
        for offset, page in piece.page_starts:
            if not starts or starts[-1][1] != page:
                starts.append((len(text) + offset, page))
        text += piece.text
        boxes.update(dict.fromkeys(piece.boxes))
    return Piece(text, tuple(boxes), tuple(starts))


def _table_pieces(table: Table, before: Paragraph | Table | None) -> list[Piece]:
    """The table in words, with the sentence that leads in to it, whole; a very long one is cut between rows."""
    opening = []
    if isinstance(before, Paragraph) and before.text.endswith(":"):
        lead_in = _sentences(Piece(before.text, before.boxes, before.page_starts))[-1]
        opening.append(lead_in.text)
    if table.caption:
        opening.append(table.caption)
    opening += header_lines(table)
    lines = table_lines(table)
    first = table.boxes[0].page
    rows = list(zip(lines, table.row_pages or (first,) * len(lines), strict=True))
    if _count([*opening, *lines]) <= MAX_TABLE_WORDS:
        return [_table_piece(table, opening, rows, first)]
    room = MAX_TABLE_WORDS - _count(opening)
    share = _count(lines) / -(-_count(lines) // max(room, 1))
    parts: list[list[tuple[str, int]]] = [[]]
    words = 0
    for line, page in rows:
        more = _count([line])
        if parts[-1] and (words + more / 2 > share or words + more > room):
            parts.append([])
            words = 0
        parts[-1].append((line, page))
        words += more
    return [_table_piece(table, opening, part, part[0][1]) for part in parts]


def _count(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _table_piece(table: Table, opening: Sequence[str], rows: Sequence[tuple[str, int]], page: int) -> Piece:
    """*rows*, lines each with its page, below *opening*, which stands on *page* or is said again there."""
    text = "\n".join([*opening, *(line for line, _ in rows)])
    starts = [(0, page)]
    offset = sum(len(line) + 1 for line in opening)
    for line, stands_on in rows:
        if stands_on != starts[-1][1]:
            starts.append((offset, stands_on))
        offset += len(line) + 1
    pages = {page for _, page in starts}
    return Piece(text, tuple(box for box in table.boxes if box.page in pages), tuple(starts))


def _is_slot(session: Session, table: Table) -> bool:
    """Whether *session* stands in *table* alone and says more than its title."""
    if not (session.speakers or session.abstract):
        return False
    return all(any(_holds(around, box) for around in table.boxes) for box in session.boxes)


def _holds(around: Box, box: Box) -> bool:
    return (
        around.page == box.page
        and around.x0 <= box.x0 + 2
        and around.top <= box.top + 2
        and around.x1 >= box.x1 - 2
        and around.bottom >= box.bottom - 2
    )


def _described_session(session: Session, section: Section) -> Piece:
    """Times and title, then everything that stands under the session's heading."""
    head = Piece(_session_head(session), section.heading_boxes, ((0, section.heading_boxes[0].page),))
    pieces = [head]
    for block in section.blocks:
        if isinstance(block, Paragraph):
            pieces.append(Piece(block.text, block.boxes, block.page_starts))
        else:
            pieces += _table_pieces(block, None)
    return join_pieces(pieces)


def _slot_session(session: Session) -> Piece:
    """Times and title, speakers and abstract of a session that is only a slot in the time table."""
    lines = [_session_head(session)]
    if session.speakers:
        lines.append("v/ " + "; ".join(_speaker_text(speaker) for speaker in session.speakers))
    if session.abstract:
        lines.append(session.abstract)
    return Piece("\n".join(lines), session.boxes, ((0, session.boxes[0].page),))


def _session_head(session: Session) -> str:
    times = "–".join(time.replace(":", ".") for time in (session.starts, session.ends) if time)
    return " · ".join(filter(None, [times, session.title]))


def _speaker_text(speaker: Speaker) -> str:
    return ", ".join(filter(None, [speaker.name, speaker.role, speaker.organisation]))
