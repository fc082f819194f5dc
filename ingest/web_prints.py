"""What a site sets around its article, where a browser has printed the page: head, menu and foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .lines import Line
from .text_grids import level_rows

TITLE_SIZE = 1.3
"""Size against the body's from which the largest line of the first page is the article's title."""
ALIGNED = 3.0
"""Points within which a line starts at the article's left edge."""
MENU_LINES = 4
"""Lines beside the article that make a menu; fewer are a caption, or who wrote it."""
MENU_WORDS = 6
"""Words of the longest line in a menu."""
FOOT_WORDS = 8
"""Words of the longest line in a site's foot."""
FOOT_AIR = 2.2
"""Type sizes of white above a site's foot; two paragraphs have one."""
STOPS = (".", "!", "?")
TOLD = re.compile(r"[:\d]")
"""What a box of facts has and a menu has not."""
PATH = re.compile(r"(^|\s)[›»>/](\s|$)")
FOOT_LINE = re.compile(
    r"cookie(s|politik|deklaration|indstillinger)?|.*\bprivatlivspolitik|(web)?tilgængelighed(serklæring)?"
    r"|(tilmeld )?nyhedsbrev|facebook|linkedin|instagram|youtube|sitemap|til toppen|del på \w+|was-erklæring",
    re.IGNORECASE,
)
"""Lines that tell a site's foot from the article's last lines; only whole lines count."""


class Article(NamedTuple):
    """Where the article stands on its first page: its title's top and the two sides of its text, in points."""

    top: float
    left: float
    right: float


def article_of(lines: Sequence[Line], body_size: float) -> Article | None:
    """The article that a first page with these *lines* begins; ``None`` if no line is large enough for its title."""
    title = max(lines, key=lambda line: (line.size, -line.top), default=None)
    if title is None or title.size < TITLE_SIZE * body_size:
        return None
    below = [line for line in lines if line.top >= title.top]
    letters: Counter[int] = Counter()
    for line in below:
        letters[round(line.x0)] += len(line.text)
    left = letters.most_common(1)[0][0]
    return Article(title.top, left, max(line.x1 for line in below if abs(line.x0 - left) <= ALIGNED))


def frame_of(lines: Sequence[Line], article: Article, *, first: bool, last: bool, body_size: float) -> list[Line]:
    """Those of *lines*, what is left of a page, that are the site's.

    On the *first* page what stands above the title, but for what stands alone and straight over it; beside the
    article a column of short lines without a sentence, a colon or a figure; on the *last* page what follows the
    article, where some line says so or stands further left. Known to miss: a menu that opens over the article, a
    foot like the article's own last lines, and a title no larger than the site's name.
    """
    above = _above(lines, article) if first else []
    below = _without(lines, above)
    after = _after(below, article, body_size) if last else []
    return above + after + _beside(_without(below, after), article)


def _without(lines: Sequence[Line], gone: Sequence[Line]) -> list[Line]:
    """The *lines* that are not among those *gone*, told apart by identity."""
    ids = {id(line) for line in gone}
    return [line for line in lines if id(line) not in ids]


def _above(lines: Sequence[Line], article: Article) -> list[Line]:
    rows = level_rows(line for line in lines if line.bottom <= article.top + ALIGNED)
    while rows and _is_articles(rows[-1], article):
        rows.pop()
    return [line for row in rows for line in row]


def _is_articles(row: Sequence[Line], article: Article) -> bool:
    """Whether *row*, close above the title, belongs to it, as the name of a series does, and is no path of pages."""
    return len(row) == 1 and abs(row[0].x0 - article.left) <= ALIGNED and len(PATH.findall(row[0].text)) < 2


def _beside(lines: Sequence[Line], article: Article) -> list[Line]:
    left = [line for line in lines if line.x1 < article.left]
    right = [line for line in lines if line.x0 > article.right]
    return [line for side in (left, right) if _is_menu(side) for line in side]


def _is_menu(lines: Sequence[Line]) -> bool:
    return len(lines) >= MENU_LINES and not any(
        line.text.endswith(STOPS) or TOLD.search(line.text) or len(line.words) > MENU_WORDS for line in lines
    )


def _after(lines: Sequence[Line], article: Article, body_size: float) -> list[Line]:
    """The site's foot among *lines*: from the white above the first line that tells it, to the end."""
    rows = level_rows(lines)
    end = len(rows)
    while end and all(not line.text.endswith(STOPS) and len(line.words) <= FOOT_WORDS for line in rows[end - 1]):
        end -= 1
    told = next((place for place in range(end, len(rows)) if _tells_foot(rows[place], article)), None)
    if told is None:
        return []
    parted = (place for place in range(told, end - 1, -1) if not place or _air(rows, place) >= FOOT_AIR * body_size)
    start = next(parted, told)
    return [line for row in rows[start:] for line in row]


def _tells_foot(row: Sequence[Line], article: Article) -> bool:
    return any(line.x0 < article.left - ALIGNED or FOOT_LINE.fullmatch(line.text.strip(" ·|")) for line in row)


def _air(rows: Sequence[Sequence[Line]], place: int) -> float:
    return min(line.top for line in rows[place]) - max(line.bottom for line in rows[place - 1])
