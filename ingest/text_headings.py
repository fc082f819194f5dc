"""Which lines of plain text are headings, and of which level: by their marks, and by what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .breaks import DATE, SENTENCE_END
from .dates import find_date
from .organisations import organisations
from .sessions import DESCRIBED
from .speakers import SPEAKER_MARK
from .styles import DEEP_NUMBER, LETTERS, LONG_HEADING
from .text_blocks import TextBlock

HEADING_WORDS = 16
"""Words of the longest heading that only its place tells; the longest of the real documents has 14."""
COLON_WORDS = 4
"""Words of the longest heading that ends in a colon; a longer one leads in to what follows."""
TEXT_WORDS = 12
"""Words from which a block is running text if it has more than one line or breaks off."""
LONG_TEXT = 25
"""Words from which it is running text anyway; titles have up to 20."""
TITLE_WORDS = 3
"""Words of the shortest title that no other sign tells; fewer are a label."""
NUMBERED = re.compile(r"((?i:kapitel)\s+)?\d{1,2}(\s*[/|:–-]\s*|\.?\s+)(?=[A-ZÆØÅ])")
NO_HEADING = re.compile(
    r"\S*@\S|(?i:www\.|https?:|tlf|telefon|cvr|ean|isbn)|\+?\d[\d ]{6,}$"
    r"|.*\b\d{4} [A-ZÆØÅ][a-zæøå]+( [A-ZÆØÅ]{1,2})?$|[\W\d]*$"
)
"""Addresses, telephone numbers and the like."""
MOSTLY_NAMED = 0.8
"""Share of a line's letters that names of bodies take where it says nothing else, as in a letterhead."""
MUNICIPALITY = re.compile(r"[A-ZÆØÅ]\S+( og [A-ZÆØÅ]\S+)? [Kk]ommuner?( og [A-ZÆØÅ][^:?]*|\W[^:?–]{0,30})?")
CONTACT = re.compile(r"\w@\w|\bwww\.|\btlf\b|\btelefon\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"(?i:\b(og|eller|samt|men|at|som|der|i|på|til|med|for|fra|af|om|ved|hos|en|et|den|det|de|når|hvor|så|få)$)"
    r"|[a-zæøå)]{3}[.!?] [A-ZÆØÅ]"
)
"""How a line ends that is the beginning of a sentence; and a sentence within it, which a heading has none of."""
TITLE_CUES = re.compile(
    r"konference|seminar|temadag|evaluering|rapport|udspil|strategi|politik|handleplan|vejledning|notat|redegørelse"
    r"|undersøgelse|læreplan|tilsyn|positionspapir|retningslinje|inspirationsdag|årsberetning|referat",
    re.IGNORECASE,
)
"""What documents call themselves in their titles."""
CHAPTERS = re.compile(
    r"indledning|indhold|baggrund|formål|resum[ée]|sammenfatning|forord|program|metode|konklusion|opsummering|bilag|kontakt"
    r"|introduktion|kolofon|litteratur|noter",
    re.IGNORECASE,
)
"""What first chapters are called; a text that begins with one has lost its title."""
LABEL = re.compile(DESCRIBED.pattern + r"\Z", re.IGNORECASE)
"""A session's label on a line of its own, "Temamøde 1:"; the title is the next."""


def with_headings(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The *blocks*, headings told from text, each with its level; a title said twice stands once.

    Where the file marks its headings, only those count. Else a heading is a short line without a stop, set
    apart from what is before, with running text, a list, a table, a speaker or a further heading below it;
    or it is numbered, in capitals or in bold. The title is the likeliest of the lines before the text.

    Measured on the five raw texts (``tests/test_ingest_text.py``). Known to miss: a heading that is a
    question, levels that only the type size told, a title that the extraction has lost.
    """
    blocks = _with_labels(blocks)
    if sum(block.level is not None for block in blocks) > 1:
        return _levelled_series(blocks)
    told = _told(blocks)
    title = _find_title(told)
    return _ranked(_once([_beside_title(block, n, title) for n, block in enumerate(told)], title), title)


def _with_labels(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The *blocks*, a session's label joined with the title below it."""
    joined: list[TextBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and block.kind == last.kind == "text" and LABEL.match(f"{last.text} ") and _is_short(block):
            joined[-1] = replace(
                last, text=f"{last.text} {block.text}", lines=(last.lines[0], block.lines[1]), bold=True
            )
        else:
            joined.append(block)
    return joined


def _told(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The *blocks*, those that are headings by their form and by what follows them made so."""
    told = list(blocks)
    for n in range(len(told) - 2, -1, -1):
        before = told[n - 1] if n else None
        if told[n].kind == "heading" or (_may_be_heading(told[n], before) and _is_led(told[n], told[n + 1])):
            told[n] = replace(told[n], kind="heading")
    return told


def _may_be_heading(block: TextBlock, before: TextBlock | None) -> bool:
    text = block.text
    if block.kind != "text" or not _is_short(block) or NO_HEADING.match(text) or SPEAKER_MARK.match(text):
        return False
    if _is_marked(block):
        return not text.endswith((".", ",", ";")) or text.isupper()
    set_apart = before is None or block.gap > 0 or before.text.endswith(SENTENCE_END) or before.kind != "text"
    if (
        not set_apart
        or not (text[:1].isupper() or text[:1] in '”"»')
        or _is_date(text)
        or len(text.split()) > HEADING_WORDS
    ):
        return False
    return not text.endswith((".", ",", ";", "?")) and (not text.endswith(":") or len(text.split()) <= COLON_WORDS)


def _is_short(block: TextBlock) -> bool:
    """Whether *block* is set as headings are: on a line or two, or more that have a mark of their own."""
    marked = block.bold or block.capitals or DESCRIBED.match(block.text) is not None
    return len(block.text) <= LONG_HEADING and LETTERS.search(block.text) is not None and (block.count <= 2 or marked)


def _is_marked(block: TextBlock) -> bool:
    """Whether more than its place says that *block* is a heading."""
    numbered = NUMBERED.match(block.text) is not None and len(block.text.split()) <= HEADING_WORDS
    deep = DEEP_NUMBER.match(block.text) is not None
    return (
        block.bold
        or block.capitals
        or DESCRIBED.match(block.text) is not None
        or deep
        or (numbered and not DATE.match(block.text))
    )


def _is_led(block: TextBlock, below: TextBlock) -> bool:
    """Whether *below* is what stands under headings."""
    if below.kind != "item" and GOES_ON.search(block.text):
        return False
    if below.kind in ("item", "table"):
        return not block.text.endswith(":") or _is_marked(block) or below.kind == "table"
    if below.kind in ("heading", "footnote", "caption") or SPEAKER_MARK.match(below.text):
        return True
    words = len(below.text.split())
    ended = below.text.endswith((".", "?", "!", ":")) or CONTACT.search(below.text) is not None
    if words > LONG_TEXT or (words > TEXT_WORDS and below.count > 1):
        return True
    return words >= TITLE_WORDS and (ended or GOES_ON.search(below.text) is not None)


def _is_date(text: str) -> bool:
    date = find_date(text)
    return date is not None and len((text[: date.start] + text[date.end :]).split()) <= 3


def _find_title(blocks: Sequence[TextBlock]) -> int | None:
    """Which block is the document's title, if its text has one: the likeliest line before the running text."""
    front = 0
    while front < len(blocks) and _is_front(blocks[front]):
        front += 1
    headings = [n for n in range(front) if blocks[n].kind == "heading"]
    first = headings[0] if headings else front
    marked = [n for n in headings if blocks[n].bold or blocks[n].capitals]
    chain = [n for at, n in enumerate(headings) if n == first + at]
    plain = [n for n in range(first) if _may_be_title(blocks[n])]
    candidates = [n for n in marked if _may_be_title(blocks[n])][:1] or plain
    candidates = candidates or [n for n in chain if _may_be_title(blocks[n])]
    return max(candidates, key=lambda n: (_title_weight(blocks[n].text), -n), default=None)


def _is_front(block: TextBlock) -> bool:
    if block.kind not in ("text", "heading") or SPEAKER_MARK.match(block.text):
        return False
    return len(block.text.split()) <= HEADING_WORDS and not block.text.endswith(".")


def _may_be_title(block: TextBlock) -> bool:
    text = block.text
    if (
        _is_date(text)
        or NO_HEADING.match(text)
        or CHAPTERS.match(text)
        or NUMBERED.match(text)
        or text.endswith((":", ","))
    ):
        return False
    if (block.level is None and _is_sender(text)) or GOES_ON.search(text):
        return False
    return len(text.split()) >= TITLE_WORDS or TITLE_CUES.search(text) is not None


def _is_sender(text: str) -> bool:
    """Whether *text* names bodies and little else, as a letterhead does."""
    named = sum(mention.end - mention.start for mention in organisations().mentions(text))
    return named > MOSTLY_NAMED * len(text) or MUNICIPALITY.fullmatch(text) is not None


def _title_weight(text: str) -> int:
    return 2 * (TITLE_CUES.search(text) is not None) + (re.search(r"\w(: | – | - )\w", text) is not None)


def _beside_title(block: TextBlock, n: int, title: int | None) -> TextBlock:
    """The block *n*, a heading if it is the title, and text if it stands above the title."""
    if title is None or n > title or block.kind == "table":
        return block
    return replace(block, kind="heading" if n == title else "text")


def _once(blocks: Sequence[TextBlock], title: int | None) -> list[TextBlock]:
    """The *blocks* less a heading right after the title, and before any text, that says it again."""
    if title is None:
        return list(blocks)
    said = blocks[title].text.lower()
    return [block for n, block in enumerate(blocks) if n == title or n > title + 4 or block.text.lower() != said]


def _ranked(blocks: Sequence[TextBlock], title: int | None) -> list[TextBlock]:
    """The *blocks* with the levels of their headings: chapters by capitals or numbers, and talks below groups."""
    headings = [n for n, block in enumerate(blocks) if block.kind == "heading" and n != title]
    strong = {n for n in headings if blocks[n].capitals or NUMBERED.match(blocks[n].text)}
    talks = {n for n in headings if _is_talk(blocks, n)}
    groups = {n for n in headings if n + 1 in talks and n not in talks}
    levels = dict.fromkeys(headings, 2)
    for n in headings:
        depth = DEEP_NUMBER.match(blocks[n].text)
        if depth:
            levels[n] = 2 + depth[0].split()[0].rstrip(".").count(".")
        elif (strong and n not in strong) or (groups and n in talks):
            levels[n] = 3
    if title is not None:
        levels[title] = 1
    return [replace(block, level=levels.get(n)) for n, block in enumerate(blocks)]


def _is_talk(blocks: Sequence[TextBlock], n: int) -> bool:
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    return DESCRIBED.match(blocks[n].text) is not None or (
        below is not None and SPEAKER_MARK.match(below.text) is not None
    )


def _levelled_series(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The *blocks* whose file marks its headings; those of one series ("Temamøde 1", "Temamøde 2") have one level."""
    levels: dict[str, int] = {}
    levelled = []
    for block in blocks:
        series = DESCRIBED.match(block.text) if block.level is not None else None
        if series and block.level is not None:
            block = replace(block, level=levels.setdefault(series[1].lower(), block.level))
        levelled.append(block)
    return levelled
