"""The lines of a text file: light markup read, and what a page had around its text taken off."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .asides import CREDIT
from .furniture import DIGITS, PAGE_NUMBER, WEB_PRINT
from .lineends import SOFT_HYPHENS
from .outline import Margin, shown_text

PAGE_BREAK = "\f"
HASHES = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
RULE = re.compile(r"([-=_*~–—#]\s?){3,}")
"""A line drawn with signs; under a heading it says which level (Markdown's setext headings)."""
FULL_BOLD = re.compile(r"(\*\*|__|<b>|<strong>)(?P<text>(?:(?!\1).)+)(\*\*|__|</b>|</strong>):?")
TAG = re.compile(r"</?(b|strong|i|em|u|sup|sub|span|font)\s*>|<br\s*/?>", re.IGNORECASE)
LINK = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
ITALIC = re.compile(r"(?<![\w*\\])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
DOUBLE = re.compile(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
CREDIT_LENGTH = 80
"""Characters of the longest credit line; "Foto: …" may also open a sentence."""
RUNNING_LENGTH = 80
"""Characters of the longest running head."""
OFTEN = 3
"""Times that a line stands beside a page number, or counts up by one, before it is a running head."""
FEWEST_ON_PAGE = 250
"""Characters that stand between two page numbers at least; a page with a picture on it has few."""
AT_EDGE = 2
"""Lines from a page break within which running heads stand."""
REPEATED = 0.35
"""Share of the pages between page breaks on which a head must recur; chapters change it."""
LONE_BULLET = re.compile(r"[-–—•·▪‣●○■□➢➤✓]")
CAPTIONED = re.compile(r"(Tabel|Tab\.|Figur|Fig\.|Skema|Boks|Bilag)\s*\d", re.IGNORECASE)
FIGURES = re.compile(r"[-–+\d.,%()\s]*\d[-–+\d.,%()\s]*")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line with letters on it.

    Attributes:
        number: which line of the file, from 0.
        raw: as it stands there, but for the white space behind it.
        text: without markup.
        gap: blank lines above it.
        after_break: whether a page break stands above it.
        level: of a heading that the file marks as one.
        bold: whether markup makes all of it bold.
    """

    number: int
    raw: str
    text: str
    gap: int
    after_break: bool
    level: int | None
    bold: bool

    @property
    def is_capitals(self) -> bool:
        """Whether it has four letters or more, all of them capitals."""
        letters = [sign for sign in self.text if sign.isalpha()]
        return len(letters) > 3 and all(letter.isupper() for letter in letters)


def read_lines(text: str) -> tuple[list[TextLine], list[Margin]]:
    """The lines of *text* that say something, and what is none of the text: furniture and photo credits."""
    return _without_furniture(_with_bullets(_with_open_bold(_with_underlines(_lines(text)))))


def plain(raw: str) -> str:
    """*raw* without the markup that converters leave: tags, stars, links; stars without a partner too."""
    text = LINK.sub(
        lambda match: match["text"], TAG.sub(lambda tag: " " if tag[0].lower().startswith("<br") else "", raw)
    )
    text = ESCAPE.sub(r"\1", ITALIC.sub(r"\1", DOUBLE.sub("", text)))
    return " ".join(text.split())


def _lines(text: str) -> list[TextLine]:
    lines: list[TextLine] = []
    gap, after_break = 0, False
    for number, whole in enumerate(text.split("\n")):
        after_break = after_break or PAGE_BREAK in whole
        raw = _shown(whole.replace(PAGE_BREAK, ""))
        if not raw.strip():
            gap += 1
            continue
        hashes = HASHES.fullmatch(raw.strip())
        bold = FULL_BOLD.fullmatch(raw.strip()) is not None
        shown = plain(hashes[2] if hashes else raw)
        if shown:
            lines.append(TextLine(number, raw, shown, gap, after_break, len(hashes[1]) if hashes else None, bold))
            gap, after_break = 0, False
    return lines


def _shown(line: str) -> str:
    """*line* clean; a soft hyphen stays only where it ends the line and says that a word goes on."""
    line = line.rstrip()
    soft = line[-1:] if line.endswith(tuple(SOFT_HYPHENS)) else ""
    return shown_text(line.removesuffix(soft)).replace("\u00a0", " ") + soft


def _with_underlines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The *lines*, one that is underlined a heading, without those that are only drawn."""
    kept: list[TextLine] = []
    drawn = False
    for line in lines:
        if RULE.fullmatch(line.raw.strip()):
            sign = line.raw.strip()[0]
            underlines = bool(kept) and not line.gap and not drawn and sign in "=-"
            if underlines and kept[-1].level is None and (kept[-1].gap or kept[-1].number == 0):
                kept[-1] = replace(kept[-1], level=1 if sign == "=" else 2)
            drawn = True
            continue
        # A drawn line parts what stands above and below it, as a blank one does.
        kept.append(replace(line, gap=line.gap + drawn))
        drawn = False
    return kept


def _with_open_bold(lines: Sequence[TextLine]) -> list[TextLine]:
    """The *lines*, those between two stars that stand on different lines bold."""
    marked: list[TextLine] = []
    opened: int | None = None
    for line in lines:
        if line.gap or opened is None:
            opened = len(marked) if line.raw.lstrip().startswith("**") and line.raw.count("**") == 1 else None
        elif line.raw.endswith("**"):
            marked[opened:] = [replace(one, bold=True) for one in marked[opened:]]
            line, opened = replace(line, bold=True), None
        marked.append(line)
    return marked


def _with_bullets(lines: Sequence[TextLine]) -> list[TextLine]:
    """The *lines*, a bullet on a line of its own put before the next; of several in a row nobody knows whose."""
    put: list[TextLine] = []
    bullet: TextLine | None = None
    for number, line in enumerate(lines):
        is_bullet = LONE_BULLET.fullmatch(line.text) is not None
        near = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
        if is_bullet and any(LONE_BULLET.fullmatch(one.text) for one in near):
            bullet = None
        elif is_bullet:
            bullet = line
        elif bullet is not None:
            put.append(replace(line, raw=f"• {line.raw}", text=f"• {line.text}", gap=bullet.gap))
            bullet = None
        else:
            put.append(line)
    return put


def _without_furniture(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[Margin]]:
    """The running text, and page numbers, running heads, a site's navigation and photo credits apart from it.

    A text file has no places, so a recurring line alone proves nothing: it may be the head of every table.
    It is a running head beside page numbers, at page breaks, or if it counts up from page to page.
    """
    numbers = _page_numbers(lines)
    heads = _counting(lines) | _beside_numbers(lines, numbers) | _at_breaks(lines)
    kept: list[TextLine] = []
    margins: list[Margin] = []
    gap = 0
    for n, line in enumerate(lines):
        is_credit = CREDIT.match(line.text) is not None and len(line.text) <= CREDIT_LENGTH
        if n in numbers or n in heads or is_credit or WEB_PRINT.fullmatch(line.text):
            margins.append(Margin(line.text, not is_credit, (line.number, line.number + 1)))
            gap = max(gap, line.gap, 1)
            continue
        kept.append(replace(line, gap=max(line.gap, gap)))
        gap = 0
    return kept, margins


def _page_numbers(lines: Sequence[TextLine]) -> set[int]:
    """The lines that are page numbers: far from each other, and counting up.

    Bare figures close to each other are a table's whose cells an extraction has set on lines of their own.
    """
    found = [n for n in range(len(lines)) if _is_page_number(lines, n)]
    bare = [n for n in found if lines[n].text.isdigit()]
    numbers = set(found) - set(bare)
    close = {n for pair in pairwise(bare) if _between(lines, *pair) < FEWEST_ON_PAGE for n in pair}
    last = 0
    for n in bare:
        if n not in close and int(lines[n].text) > last:
            last = int(lines[n].text)
            numbers.add(n)
    return numbers


def _between(lines: Sequence[TextLine], first: int, last: int) -> int:
    """The characters on the lines between two."""
    return sum(len(line.text) for line in lines[first + 1 : last])


def _is_page_number(lines: Sequence[TextLine], n: int) -> bool:
    """Whether line *n* is a page number: alone between blank lines or at a page break, and no figure."""
    line = lines[n]
    if not PAGE_NUMBER.fullmatch(line.text):
        return False
    below = lines[n + 1] if n + 1 < len(lines) else None
    at_break = line.after_break or (below is not None and below.after_break)
    alone = (n == 0 or line.gap > 0) and (below is None or below.gap > 0)
    near = [*lines[max(0, n - 1) : n], *lines[n + 1 : n + 2]]
    return (alone or at_break) and not any(FIGURES.fullmatch(one.text) for one in near)


def _beside_numbers(lines: Sequence[TextLine], numbers: Iterable[int]) -> set[int]:
    """Lines that recur next to page numbers."""
    near = {n for number in numbers for n in (number - 1, number + 1) if 0 <= n < len(lines)}
    return _recurring(lines, near, OFTEN)


def _at_breaks(lines: Sequence[TextLine]) -> set[int]:
    """Lines that recur just above or below page breaks."""
    breaks = [n for n, line in enumerate(lines) if line.after_break]
    edges = {n for at in breaks for n in range(at - AT_EDGE, at + AT_EDGE) if 0 <= n < len(lines)}
    edges |= set(range(min(AT_EDGE, len(lines)))) if breaks else set()
    return _recurring(lines, edges, max(OFTEN, int(REPEATED * (len(breaks) + 1))))


def _recurring(lines: Sequence[TextLine], places: Iterable[int], times: int) -> set[int]:
    at = sorted(places)
    counts = Counter(_masked(lines[n]) for n in at)
    return {n for n in at if counts[_masked(lines[n])] >= times and _may_be_head(lines[n])}


def _counting(lines: Sequence[TextLine]) -> set[int]:
    """Lines alike but for a number at one end that goes up by one each time: a head with its page number."""
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, line in enumerate(lines):
        found = DIGITS.findall(line.text)
        at_end = re.match(r"\d{1,3}\D|.*\D\d{1,3}$", line.text) is not None
        if len(found) == 1 and at_end and _may_be_head(line) and (line.gap or line.after_break or n == 0):
            alike[_masked(line)].append((n, int(found[0])))
    return {
        n
        for places in alike.values()
        if len(places) >= OFTEN and all(later[1] - place[1] == 1 for place, later in pairwise(places))
        for n, _ in places
    }


def _may_be_head(line: TextLine) -> bool:
    is_item = LONE_BULLET.fullmatch(line.text.split(maxsplit=1)[0]) is not None
    return line.level is None and len(line.text) <= RUNNING_LENGTH and not is_item and not CAPTIONED.match(line.text)


def _masked(line: TextLine) -> str:
    return DIGITS.sub("0", line.text).lower()
