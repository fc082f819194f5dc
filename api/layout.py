"""A document as its page shows it: passages in order, with tables and sessions in their true form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import schemas


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above a passage; ``level`` is the HTML level, 2 to 6."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A passage with the headings that begin with it and, where it tells of a table, that table.

    ``paragraphs`` are the lines of its text, empty where the table says the same.
    """

    headings: tuple[Heading, ...]
    passage: schemas.Passage
    table: schemas.Table | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """An item of the programme with the passage that tells of it, if there is one."""

    session: schemas.ProgrammeItem
    passage_id: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """All of it; ``tables`` are those that no passage tells of."""

    blocks: tuple[Block, ...]
    slots: tuple[Slot, ...]
    tables: tuple[schemas.Table, ...]

    @property
    def outline(self) -> list[Heading]:
        """Every heading in order."""
        return [heading for block in self.blocks for heading in block.headings]


def document_body(document: schemas.Document, programme: Sequence[schemas.ProgrammeItem]) -> Body:
    """The body of *document*'s page, with its *programme* by the clock."""
    shown: set[int] = set()
    blocks = []
    path: Sequence[str] = ()
    for number, passage in enumerate(document.passages):
        table = _table_of(passage, document.tables) if passage.kind == "table" else None
        again = table is not None and table in shown
        if table is not None:
            shown.add(table)
        blocks.append(
            Block(
                headings=_new_headings(path, without_title(passage.heading_path, document.title), number),
                passage=passage,
                table=None if table is None or again else document.tables[table],
                paragraphs=() if table is not None else tuple(filter(None, passage.text.split("\n"))),
            )
        )
        path = without_title(passage.heading_path, document.title)
    return Body(
        blocks=tuple(blocks),
        slots=tuple(Slot(session, _passage_of(session, document.passages)) for session in programme),
        tables=tuple(table for at, table in enumerate(document.tables) if at not in shown),
    )


def without_title(path: Sequence[str], title: str | None) -> Sequence[str]:
    """The headings above a passage but for the document's own title, which the reader has seen."""
    return path[1:] if path and path[0] == title else path


def _new_headings(before: Sequence[str], now: Sequence[str], number: int) -> tuple[Heading, ...]:
    """The headings of *now* from the first that is not as *before*."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return tuple(
        Heading(text, min(2 + depth, 6), f"o-{number}-{depth}") for depth, text in enumerate(now) if depth >= same
    )


def _table_of(passage: schemas.Passage, tables: Sequence[schemas.Table]) -> int | None:
    """The table whose cells the passage holds most of, at least half, among those on its pages."""
    best, most = None, 0.5
    for at, table in enumerate(tables):
        if table.pages[0] > passage.pages[1] or table.pages[1] < passage.pages[0]:
            continue
        share = _share_in(passage.text, (cell for row in table.rows for cell in row))
        # A long table is split: then the passage holds few of its cells, and the table all its words.
        share = max(share, _share_in(" ".join(cell for row in table.rows for cell in row), passage.text.split()))
        if share > most:
            best, most = at, share
    return best


def _share_in(text: str, wanted: Iterable[str]) -> float:
    parts = [part for part in wanted if part]
    return sum(part in text for part in parts) / len(parts) if parts else 0.0


def _passage_of(session: schemas.ProgrammeItem, passages: Sequence[schemas.Passage]) -> str | None:
    return next((one.id for one in passages if one.kind == "session" and session.title in one.text), None) or next(
        (one.id for one in passages if one.kind == "session" and session.title in one.heading_path), None
    )
