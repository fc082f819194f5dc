"""Running heads, feet, page numbers and the navigation of web prints: found, and kept apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import Paragraph
from corpus.shelf import Shelf

from .cells import CAPTION
from .level_tables import rule_groups
from .lines import Line, find_segments
from .shapes import Area
from .sheets import Sheet, is_inside
from .web_prints import Article, article_of, frame_of

EDGE = 0.11
"""Share of the page height at the top and at the foot where furniture stands. The deepest
furniture of the real documents, a web print's path of pages, begins at .106."""
SAME_LINE = 3.0
"""Points within which two baselines are one line; a foot's name and number are often set in two sizes."""
REPEATED = 0.35
"""Share of pages on which a text must recur: left and right heads alternate, and chapters change them."""
SAME_PLACE = 6.0
"""Points within which a recurring text counts as standing at the same height."""
RUNNING_LENGTH = 80
"""Characters from which a line in body size is text that recurs, as in a form, and no running head."""
SMALL = 0.92
"""A foot whose words change with the chapter is known by its place and by being smaller than the body."""
SAME_FOOT = 0.55
"""Share of pages on which something small must stand at that place."""
APART = 1.9
"""Type sizes by which the text keeps off such a foot; the rows of a table are closer."""

CAPTIONED = 6.0
"""Type sizes from the top of a caption within which its table's head stands, two or three lines of it."""

TABLE_RULES = 3
"""Level rules of one extent that are a table's; a running head and a foot may have one each."""

LETTERHEAD = 0.14
"""Share of page 1 in which small lines in capitals are the sender's letterhead; it has up to three lines."""

DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"[–—\-\s|]*(side|s\.)?\s*\d{1,3}(\s*(af|/|of)\s*\d{1,3})?[–—\-\s|]*", re.IGNORECASE)
RUNNING_END = re.compile(r"\s(?:[·|•–—]|side|s\.)\s*(\d{1,3})(?:\s*(?:af|/)\s*\d{1,3})?$", re.IGNORECASE)
"""How a running line ends in its page: "Evaluering · 3", "Kommunen | side 3 af 9"."""
ADDRESS = re.compile(r"(https?|file)://\S+( \d+/\d+)?", re.IGNORECASE)
PRINTED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[.:]\d{2}.*", re.IGNORECASE)
BROWSERS = re.compile(f"{ADDRESS.pattern}|{PRINTED.pattern}", re.IGNORECASE)
"""What a browser prints at the edge of each page: the address, and when."""
WEB_PRINT = re.compile(
    r"×|log ind|menu|søg|del siden.*|del på .*|print( siden)?|tilmeld (dig )?nyhedsbrev.*"
    r"|(accept[eé]r |afvis )?cookies?|kontakt \|.*|cookie- og privatlivspolitik"
    r"|(forside|hjem) (>|›|»|/) .*|.*\bforside\b.*\blog ind"
    r"|(\S+\.(dk|com|org|eu) )?forside( \w+){3,9}|" + BROWSERS.pattern,
    re.IGNORECASE,
)
"""Lines that a browser or a site's frame adds; only whole lines count, and addresses only at the edge."""
ADDRESSED = 0.6
"""Share of pages with an address and a time at the edge from which a browser has printed them."""

_Place = tuple[bool, int, float]
"""Whether in the upper half, the height in steps of 2 points, the type size."""


@dataclass(frozen=True, slots=True)
class _Usual:
    """What recurs in a document.

    Attributes:
        pages: how many there are.
        body_size: the type size of most letters.
        texts: for each text at the edge, digits masked, its height on each page that has it.
        small: on how many pages something small stands at each place.
        article: where the article of a web print stands; ``None`` for other documents.
    """

    pages: int
    body_size: float
    texts: Mapping[str, Mapping[int, float]]
    small: Mapping[_Place, int]
    article: Article | None


def strip_furniture(sheets: Iterable[Sheet]) -> tuple[Shelf[Sheet], tuple[Paragraph, ...]]:
    """The *sheets* without their furniture, and the furniture line by line.

    A line is furniture if it stands at the edge and is a page number, or recurs at its height on other
    pages (digits aside), or is small where most pages have something small; if it is a small letterhead in
    capitals; or if it is a web print's navigation. Words in ruled tables are not looked at: a table's head
    recurs at the same height too.
    """
    paired = Shelf((sheet, _loose_segments(sheet)) for sheet in sheets)
    usual = _find_usual(paired)
    furniture: list[Paragraph] = []

    def stripped() -> Iterator[Sheet]:
        for sheet, lines in paired.taken():
            found = _furniture_of(sheet, lines, usual)
            furniture.extend(line.paragraph for line in found)
            yield sheet.without(word for line in found for word in line.words)

    return Shelf(stripped()), tuple(furniture)


def _find_usual(pages: Sequence[tuple[Sheet, Sequence[Line]]]) -> _Usual:
    """What recurs on *pages*, sheets with their lines. Which size is small is known only once all were seen."""
    sizes: Counter[float] = Counter()
    texts: dict[str, dict[int, float]] = defaultdict(dict)
    places: dict[_Place, set[int]] = defaultdict(set)
    addressed, begins = 0, list[Line]()
    for sheet, lines in pages:
        at_edge = [line for line in lines if _is_at_edge(line, sheet)]
        addressed += all(any(one.fullmatch(line.text) for line in at_edge) for one in (ADDRESS, PRINTED))
        begins = begins or list(lines)
        for line in lines:
            sizes[line.size] += len(line.text)
        for line in at_edge:
            texts[_masked(line)].setdefault(sheet.number, line.top)
            places[_place(line, sheet)].add(sheet.number)
    body_size = sizes.most_common(1)[0][0] if sizes else 10.0
    small = {place: len(numbers) for place, numbers in places.items() if place[2] <= SMALL * body_size}
    article = article_of(begins, body_size) if addressed > ADDRESSED * len(pages) else None
    return _Usual(len(pages), body_size, texts, small, article)


def _furniture_of(sheet: Sheet, lines: Sequence[Line], usual: _Usual) -> list[Line]:
    """The furniture of one page. A page number has no text beside it but furniture; a figure in a table has."""
    numbers = [line for line in lines if _is_at_edge(line, sheet) and PAGE_NUMBER.fullmatch(line.text)]
    others = [line for line in lines if line not in numbers]
    furniture = [
        line for line in others if _is_furniture(line, sheet, lines, usual) or _is_beside(line, numbers, usual)
    ]
    if usual.article is not None:
        furniture += _site_frame(sheet, [line for line in lines if line not in furniture + numbers], usual, furniture)
    text = [line.baseline for line in others if line not in furniture]
    return furniture + [line for line in numbers if not any(abs(line.baseline - y) < SAME_LINE for y in text)]


def _site_frame(sheet: Sheet, rest: Sequence[Line], usual: _Usual, furniture: Sequence[Line]) -> list[Line]:
    """What of the *rest* of a web print's page a browser or the site has set: beside an address or a date, or around.

    A browser prints the page's name beside the date, on a single page too.
    """
    assert usual.article is not None
    browsers = [line.baseline for line in furniture if _is_at_edge(line, sheet) and BROWSERS.fullmatch(line.text)]
    small = SMALL * usual.body_size
    named = [line for line in rest if line.size <= small and any(abs(line.baseline - y) < SAME_LINE for y in browsers)]
    inner = [line for line in rest if line not in named]
    is_first, is_last = sheet.number == 1, sheet.number == usual.pages
    return named + frame_of(inner, usual.article, first=is_first, last=is_last, body_size=usual.body_size)


def _is_beside(line: Line, numbers: Sequence[Line], usual: _Usual) -> bool:
    """Whether *line* is small and stands on the line of its page's number, as in a document of one page.

    Two figures on that line are a table's.
    """
    beside = [number for number in numbers if abs(number.baseline - line.baseline) < SAME_LINE]
    if line.size > SMALL * usual.body_size or len(beside) != 1:
        return False
    number = beside[0]
    first = DIGITS.search(number.text)
    return first is not None and first[0] == str(line.page) and abs(number.size - line.size) < 0.6


def _is_furniture(line: Line, sheet: Sheet, lines: Iterable[Line], usual: _Usual) -> bool:
    at_edge = _is_at_edge(line, sheet)
    if WEB_PRINT.fullmatch(line.text.strip()):
        return at_edge or "://" not in line.text
    if _is_letterhead(line, sheet, usual):
        return True
    if at_edge and _ends_in_page(line, usual):
        return True
    if not at_edge or _is_captioned(line, lines):
        return False
    return _recurs(line, usual) or _is_small_foot(line, sheet, lines, usual)


def _is_captioned(line: Line, lines: Iterable[Line]) -> bool:
    """Whether *line* is a table's caption or close below one: tables of one kind begin many a page."""
    return any(CAPTION.match(one.text) and -1 < line.top - one.top < CAPTIONED * line.size for one in lines)


def _ends_in_page(line: Line, usual: _Usual) -> bool:
    """Whether *line* is small and ends in the number of its page, as in a document of one page."""
    end = RUNNING_END.search(line.text)
    return end is not None and end[1] == str(line.page) and line.size <= SMALL * usual.body_size


def _loose_segments(sheet: Sheet) -> list[Line]:
    # A single row of cells at the edge is a running head more often than what a page break leaves of a table.
    boxes = [grid.box for grid in sheet.grids if len(grid.rows) > 1]
    groups = [group for group in rule_groups(sheet) if len(group) >= TABLE_RULES]
    boxes += [Area(group[0].x0, group[0].top, group[0].x1, group[-1].bottom) for group in groups]
    if not boxes:
        return find_segments(sheet.words, sheet.number)
    loose = [word for word in sheet.words if not any(is_inside(word, box) for box in boxes)]
    return find_segments(loose, sheet.number)


def _is_at_edge(line: Line, sheet: Sheet) -> bool:
    return line.top < EDGE * sheet.height or line.bottom > (1 - EDGE) * sheet.height


def _masked(line: Line) -> str:
    return DIGITS.sub("#", line.text).strip()


def _place(line: Line, sheet: Sheet) -> _Place:
    return (line.top < sheet.height / 2, round(line.baseline / 2), line.size)


def _recurs(line: Line, usual: _Usual) -> bool:
    tops = usual.texts[_masked(line)].values()
    if len(line.text) > RUNNING_LENGTH and line.size > SMALL * usual.body_size:
        return False
    level = sum(1 for top in tops if abs(top - line.top) <= SAME_PLACE)
    return usual.pages > 1 and level >= max(2, REPEATED * usual.pages)


def _is_small_foot(line: Line, sheet: Sheet, lines: Iterable[Line], usual: _Usual) -> bool:
    if usual.pages <= 3 or line.size > SMALL * usual.body_size:
        return False
    least = SAME_FOOT * usual.pages
    return usual.small.get(_place(line, sheet), 0) >= least and not _leads_into_text(line, sheet, lines, usual)


def _leads_into_text(line: Line, sheet: Sheet, lines: Iterable[Line], usual: _Usual) -> bool:
    """Whether a line of the text follows *line* as closely towards the page's middle as a table's rows follow."""
    towards = 1 if line.top < sheet.height / 2 else -1
    distances = (
        (other.baseline - line.baseline) * towards
        for other in lines
        if usual.small.get(_place(other, sheet), 0) < SAME_FOOT * usual.pages
    )
    return any(SAME_LINE < distance < APART * line.size for distance in distances)


def _is_letterhead(line: Line, sheet: Sheet, usual: _Usual) -> bool:
    at_head = sheet.number == 1 and line.bottom < LETTERHEAD * sheet.height
    return at_head and line.size <= SMALL * usual.body_size and line.text.isupper() and len(line.text) > 3
